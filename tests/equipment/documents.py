"""Pages of docs/ that are made from code: ``make docs`` writes them, a house test holds them to it."""

from pathlib import Path

from governance.settings import Settings, form_of, setting_names
from tests.equipment.rules_reference import rules_page

DOCS = Path(__file__).resolve().parents[2] / "docs"

_SETTINGS_HEAD = """# Settings

The service reads its settings once, when it starts, from environment variables. A name without a value counts as not
set. A name that begins with `GOVERNANCE_` and does not stand here stops the start, as does a value of another form:
one line says which, what was expected and how to mend it, and the exit code is 78.

This table is made from the code by `make docs`.

| setting | what it does | form | default |
| --- | --- | --- | --- |
"""


def settings_page() -> str:
    """docs/settings.md as the code would have it."""
    rows = []
    for name, (field, info) in zip(setting_names(), Settings.model_fields.items(), strict=True):
        form = form_of(field).replace("|", "\\|")
        rows.append(f"| `{name}` | {info.description} | `{form}` | {_default(info.default)} |")
    return _SETTINGS_HEAD + "\n".join(rows) + "\n"


PAGES = {"settings.md": settings_page, "rules.md": rules_page}


def _default(value: object) -> str:
    """A path of the program's own data is told from its data folder on; computed defaults are told in the text."""
    if isinstance(value, Path):
        return f"`data/{value.name}`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if isinstance(value, str | int) and value != "" else ""


if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        print(f"docs/{name}")
