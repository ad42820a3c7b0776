"""Every no of the house can be said: its code has words, and the words name facts that it carries."""

import ast
import re
from collections import defaultdict
from functools import cache

from governance.words.refusals import known_words
from tests.equipment.source import HOUSE, modules, name_of, tree

TABLES = HOUSE / "words" / "refusal_tables"
ANY = "**"


@cache
def _raised() -> dict[str, tuple[str, set[str]]]:
    """Every code written in a ``Refusal(...)``: where first, and all facts that some place gives it."""
    places: dict[str, str] = {}
    facts: defaultdict[str, set[str]] = defaultdict(set)
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and _called(node) == "Refusal":
                for code in _codes(node):
                    places.setdefault(code, f"{name_of(path)}:{node.lineno}")
                    facts[code] |= {keyword.arg or ANY for keyword in node.keywords}
    return {code: (place, facts[code]) for code, place in places.items()}


def test_refusals_are_found() -> None:
    """The search sees the refusals of the house."""
    assert {"setting-unknown", "zone-unknown"} <= set(_raised())


def test_every_refusal_has_words() -> None:
    """A code that is raised somewhere has its sentences: what happened, what to do."""
    missing = [f"{place}: {code}" for code, (place, _) in _raised().items() if code not in known_words()]
    assert not missing, "\n".join(missing)


def test_no_words_are_left_over() -> None:
    """Words belong to a code that the program still names."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in modules() if path.parent != TABLES)
    left_over = [code for code in known_words() if f'"{code}"' not in sources]
    assert not left_over, "\n".join(left_over)


def test_words_name_facts_that_are_given() -> None:
    """A sentence names only facts that its refusal carries."""
    wrong = [
        f"{code}: {fact}"
        for code, sentences in known_words().items()
        for fact in re.findall(r"%\((\w+)\)", " ".join(sentences))
        if code in _raised() and ANY not in _raised()[code][1] and fact not in _raised()[code][1]
    ]
    assert not wrong, "\n".join(wrong)


def test_codes_are_written_alike() -> None:
    """Codes are kebab-case."""
    assert not [code for code in _raised() if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code)]


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _codes(node: ast.Call) -> list[str]:
    """The codes of a call: one, or both of a conditional expression."""
    first = node.args[0] if node.args else None
    choices = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    return [each.value for each in choices if isinstance(each, ast.Constant) and isinstance(each.value, str)]
