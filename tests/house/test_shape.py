"""Rooms stay small, functions do one job, and what is public says what it promises."""

import ast
import statistics
from pathlib import Path

from tests.equipment.source import HOUSE, functions, modules, name_of, tree

LONGEST_FILE = 300
LONG_FUNCTION = 37
MIGRATIONS = HOUSE / "store" / "migrations" / "versions"


def test_no_file_is_a_maze() -> None:
    """Every file of the program stays within 300 lines; a migration is written once and never grows."""
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules()
        if path.parent != MIGRATIONS
    }
    assert not {name: length for name, length in lengths.items() if length > LONGEST_FILE}


def test_functions_do_one_job() -> None:
    """The median function has at most twelve lines, and nine in ten stay under 37."""
    lengths = sorted(
        (each.end_lineno or each.lineno) - each.lineno + 1 for path in modules() for each in functions(path)
    )
    assert statistics.median(lengths) <= 12
    assert lengths[len(lengths) * 9 // 10] < LONG_FUNCTION


def test_a_package_says_what_lives_in_it() -> None:
    """Every package's __init__ is a docstring and nothing else: no re-exports, no code."""
    packages = {path.parent for path in modules()}
    wrong = [name_of(package) for package in packages if not _is_docstring(package / "__init__.py")]
    assert not wrong


def test_what_is_public_says_what_it_promises() -> None:
    """Every file, and every public function and class at the top of one, has a docstring."""
    wrong = [
        f"{name_of(path)}:{getattr(node, 'lineno', 1)} {getattr(node, 'name', 'file')}"
        for path in modules()
        for node in [tree(path), *tree(path).body]
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if not getattr(node, "name", "").startswith("_") and not ast.get_docstring(node)
        if path.parent != MIGRATIONS or isinstance(node, ast.Module)
    ]
    assert not wrong, "\n".join(wrong)


def test_checks_can_fail() -> None:
    """A function whose name begins with ``check_`` raises or calls one that does."""
    wrong = [
        f"{name_of(path)}:{each.lineno} {each.name}"
        for path in modules()
        for each in functions(path)
        if each.name.startswith("check_")
        and not any(isinstance(node, ast.Raise | ast.Call) for node in ast.walk(each))
    ]
    assert not wrong, "\n".join(wrong)


def _is_docstring(path: Path) -> bool:
    body = tree(path).body if path in modules() else []
    return len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
