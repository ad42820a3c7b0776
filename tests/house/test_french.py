"""French as it is printed: what stands before a colon or inside guillemets never falls to the next line alone."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from governance.paths import DATA, TEMPLATES

# A space that may break before ; : ! ? » or after «, and between a number and its %. Rows of a Markdown table aside.
LOOSE = re.compile(r"\S [;:!?»](?![-=\w])|« |\d %")
BARE = re.compile(r"«[^\u00a0\u202f]|[^\u00a0\u202f]»")
FILES = sorted([*DATA.glob("*.toml"), *(DATA / "rules").glob("*.toml"), *(DATA / "motions").glob("*.toml")])


def _catalogue() -> list[str]:
    with (TEMPLATES / "locale" / "fr" / "LC_MESSAGES" / "governance.po").open("rb") as lines:
        said = [message.string for message in read_po(lines, locale="fr") if message.id]
    return [each for string in said for each in (string if isinstance(string, tuple | list) else (string,))]


def _french(data: Any) -> Iterator[str]:
    """Every text that stands under ``fr``, at any depth."""
    if isinstance(data, list):
        for each in data:
            yield from _french(each)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key == "fr" and isinstance(value, str):
                yield value
            else:
                yield from _french(value)


def test_loose_spaces_are_seen() -> None:
    """The search itself: what it must find and what it must leave."""
    found = ("Motif : aucun", "pour ; contre", "Quoi ?", "« oui\u00a0»", "«\u00a0oui »", "55 % des membres")
    assert all(LOOSE.search(text) for text in found)
    assert not any(
        LOOSE.search(text) for text in ("Motif\u00a0: aucun", "10:30", "| a | :--- |", "«\u00a0oui\u00a0»")
    )
    assert BARE.search("«oui\u00a0»")


def test_french_sentences_keep_their_signs() -> None:
    """No space that may break stands in the French catalogue where French asks for one that may not."""
    said = _catalogue()
    assert len(said) > 1000
    wrong = [text for text in said if LOOSE.search(text) or BARE.search(text)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_french_data_keep_their_signs(path: Path) -> None:
    """Nor in the rules, motions and names that ship."""
    texts = list(_french(tomllib.loads(path.read_text(encoding="utf-8"))))
    assert texts
    wrong = [text for text in texts if LOOSE.search(text) or BARE.search(text)]
    assert not wrong, "\n".join(wrong)
