"""What is kept speaks of the project alone, and what the documents promise is there."""

import re

import pytest

from tests.equipment.documents import DOCS, PAGES
from tests.equipment.source import ROOT, name_of, tracked_files

TEXT = {
    ".py",
    ".md",
    ".toml",
    ".html",
    ".txt",
    ".css",
    ".js",
    ".po",
    ".yml",
    ".lock",
    ".json",
    ".csv",
    ".mako",
    "",
}
REGISTRY = re.compile(
    "|".join(["py" + r"pi\.org", "pythonhosted" + r"\.", "index" + "-url", "/simple" + "/"])
)
MACHINE = re.compile(
    "|".join(["/wo" + "rk/", "/ro" + "ot/", r"/home/[a-z]", "/tmp/" + "plan", r"\.\./sha" + "red"])
)
UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b")


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("an address of a registry", REGISTRY),
        ("a path of one machine", MACHINE),
        ("unfinished work", UNFINISHED),
    ],
)
def test_no_file_holds(what: str, pattern: re.Pattern[str]) -> None:
    """No kept file holds a registry's address, a path of one machine, or a mark of unfinished work."""
    wrong = [
        f"{name_of(path)}:{number}"
        for path in tracked_files()
        if path.suffix in TEXT
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert not wrong, f"{what}: {', '.join(wrong)}"


@pytest.mark.parametrize("page", PAGES)
def test_pages_made_from_code_are_up_to_date(page: str) -> None:
    """A page that is made from code says what the code says; `make docs` writes it again."""
    assert (DOCS / page).read_text(encoding="utf-8") == PAGES[page]()


def test_every_setting_is_used() -> None:
    """A setting that nothing reads would be a promise that nothing keeps."""
    fields = re.findall(r"^    (\w+): .* = _setting\(", (ROOT / "governance/settings.py").read_text(), re.M)
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "governance").rglob("*.py"))
    derived = {"listen": "listen_host", "mail_from": "sender", "smtp_url": "smtp", "bounces_url": "bounces"}
    assert fields
    assert not [name for name in fields if f"settings.{derived.get(name, name)}" not in sources]


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_commands_of_the_documents_exist(document: str) -> None:
    """Every `make ...` that a document names is in the Makefile, every file it links to is there."""
    text = (ROOT / document).read_text(encoding="utf-8")
    made = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = set(re.findall(r"\bmake ([a-z-]+)", "\n".join(re.findall(r"`[^`]+`|^ {4}.*|^\$ .*", text, re.M))))
    linked = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert named
    assert not named - made
    assert not [link for link in linked if not (ROOT / link).exists()]


def test_the_licence_is_whole() -> None:
    """The licence is the Apache License 2.0, from its title to its appendix."""
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License\n                           Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
