"""One word, one meaning: words that the house does not use name nothing in it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.equipment.source import modules, name_of, tree

NOT_USED = {"poll", "election", "user", "item", "manager", "handler", "helper", "util", "utils"}
"""``process`` is refused as a whole name alone: a process of the machine is one."""

OF_LIBRARIES = {"EXCEPTION_HANDLERS", "exception_handlers", "user_agent"}
"""Names that a library or a standard gives."""


def test_words_that_are_not_used_name_nothing() -> None:
    """No file, class, function, argument or variable is called by a word outside the glossary."""
    wrong = [
        f"{where} {name}"
        for path in modules()
        for where, name in _names(path)
        if name not in OF_LIBRARIES and (set(_words(name)) & NOT_USED or name == "process")
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["user", "ItemList", "vote_handler", "get_users", "process"])
def test_such_a_word_would_be_found(name: str) -> None:
    """The search sees words in snake_case, CamelCase and the plural."""
    assert set(_words(name)) & NOT_USED or name == "process"


def _names(path: Path) -> Iterator[tuple[str, str]]:
    yield name_of(path), path.stem
    for node in ast.walk(tree(path)):
        where = f"{name_of(path)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield where, node.name
        elif isinstance(node, ast.arg):
            yield where, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield where, node.id


def _words(name: str) -> list[str]:
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower().split("_")
    return [word.removesuffix("s") if word.removesuffix("s") in NOT_USED else word for word in apart]
