"""Every sentence is said in every language: nothing missing, nothing doubtful, nothing left over."""

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from governance.paths import TEMPLATES
from governance.words.languages import LANGUAGES
from governance.words.speak import SOURCE
from tests.equipment.source import modules, name_of

TRANSLATED = [language for language in LANGUAGES if language != SOURCE]
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
Key = tuple[str | None, str]


@cache
def _said() -> dict[Key, str]:
    """Every sentence that code or a template asks for: (context, msgid) and where it stands."""
    said: dict[Key, str] = {}
    for path in modules():
        for line, message, context in _extracted("python", path):
            said.setdefault((context, message), f"{name_of(path)}:{line}")
    for path in sorted(TEMPLATES.rglob("*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            for line, message, context in _extracted("jinja2", path):
                said.setdefault((context, message), f"{name_of(path)}:{line}")
    return said


def _extracted(method: str, path: Path) -> Iterator[tuple[int, str, str | None]]:
    options = {"trimmed": "true", "encoding": "utf-8", "silent": "false"} if method == "jinja2" else {}
    found = extract(method, io.BytesIO(path.read_bytes()), keywords=KEYWORDS, options=options)
    for line, message, _comments, context in found:
        first = message[0] if isinstance(message, tuple) else message
        if first:
            yield line, first, context


@cache
def _catalogue(language: str) -> Catalog:
    source = TEMPLATES / "locale" / language / "LC_MESSAGES" / "governance.po"
    with source.open("rb") as lines:
        return read_po(lines, locale=language, abort_invalid=True)


def _messages(language: str) -> Iterator[tuple[Key, Message]]:
    for message in _catalogue(language):
        if message.id:
            yield (message.context, _singular(message)), message


def _singular(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)


def _strings(message: Message) -> tuple[str, ...]:
    said = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(each or "" for each in said)


def test_sentences_are_found() -> None:
    """The search itself sees code and templates: an empty answer would prove nothing."""
    places = set(_said().values())
    assert any(place.startswith("governance/") for place in places)
    assert any(".html" in place for place in places)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_is_missing(language: str) -> None:
    """Every sentence that code or a template says has a translation, in every plural form."""
    translated = {key for key, message in _messages(language) if all(_strings(message))}
    missing = [f"{place}: {key[1]!r}" for key, place in _said().items() if key not in translated]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_doubtful_or_left_over(language: str) -> None:
    """No entry is marked fuzzy or obsolete, and none translates a sentence that nobody says any more."""
    doubtful = [message.id for _, message in _messages(language) if message.fuzzy]
    left_over = [key[1] for key, _ in _messages(language) if key not in _said()]
    assert not doubtful
    assert not _catalogue(language).obsolete
    assert not left_over, "\n".join(left_over)


@pytest.mark.parametrize("language", TRANSLATED)
def test_facts_stand_in_every_translation(language: str) -> None:
    """A translation names exactly the facts of its sentence; a plural form may leave out the count."""
    wrong = [
        f"{key[1]!r} -> {said!r}"
        for key, message in _messages(language)
        for said in _strings(message)
        if not _same_facts(message, said)
    ]
    assert not wrong, "\n".join(wrong)


def test_plural_forms_are_those_of_the_languages() -> None:
    """Arabic has six forms, chosen as Unicode (CLDR) says; French two, zero being singular."""
    arabic, french = _catalogue("ar"), _catalogue("fr")
    assert (arabic.num_plurals, french.num_plurals) == (6, 2)
    assert [_form(arabic, n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103)] == [
        0,
        1,
        2,
        3,
        3,
        4,
        4,
        5,
        5,
        3,
    ]
    assert [_form(french, n) for n in (0, 1, 2)] == [0, 0, 1]


@pytest.mark.parametrize("language", TRANSLATED)
def test_counted_sentences_have_every_form(language: str) -> None:
    """A counted sentence has as many forms as its language."""
    forms = _catalogue(language).num_plurals
    wrong = [
        key[1]
        for key, message in _messages(language)
        if isinstance(message.id, tuple | list) and len(_strings(message)) != forms
    ]
    assert not wrong


def _form(catalogue: Catalog, n: int) -> int:
    """The index that the catalogue's own C expression gives for ``n``."""
    expression = re.sub(r"&&", " and ", re.sub(r"\|\|", " or ", catalogue.plural_expr))
    return int(eval(_python_choice(expression), {"__builtins__": {}}, {"n": n}))


def _python_choice(expression: str) -> str:
    """``a ? b : c`` of C, nested to the right, as Python writes it."""
    bare = expression.strip()
    while bare.startswith("(") and bare.endswith(")") and bare.count("(") == 1:
        bare = bare[1:-1]
    if "?" not in bare:
        return f"({bare})"
    condition, rest = bare.split("?", 1)
    then, otherwise = rest.split(":", 1)
    return f"({_python_choice(then)} if ({condition}) else {_python_choice(otherwise)})"


def _same_facts(message: Message, said: str) -> bool:
    asked = [_facts(each) for each in (message.id if isinstance(message.id, tuple | list) else (message.id,))]
    if len(asked) == 1:
        return _facts(said) == asked[0]
    everything = asked[0] | asked[1]
    return _facts(said) <= everything and len(everything - _facts(said)) <= 1


def _facts(sentence: str) -> set[str]:
    return {first or second for first, second in PLACEHOLDER.findall(sentence)}
