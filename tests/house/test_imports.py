"""Who may import whom, and what a room that must stay pure may not reach for."""

import ast
import subprocess
import sys

from tests.equipment.source import HOUSE, ROOT, imported, modules, name_of, tree

CLOCKS_AND_DOORS = {
    "asyncio",
    "datetime.now",
    "io",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "urllib",
}
ASKING = {"open", "input", "print", "float", "eval", "exec", "compile", "__import__", "hash", "id"}
MOMENTS = {"now", "utcnow", "today"}


def test_imports_run_downward() -> None:
    """The contracts of pyproject.toml hold: layers, pure rooms, light commands; a room not on the list is refused."""
    program = ROOT / ".venv" / "bin" / "lint-imports"
    command = [str(program)] if program.exists() else [sys.executable, "-m", "importlinter.cli"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_rules_ask_nobody() -> None:
    """What decides imports the standard library's plain arithmetic and refusals: no clock, no file, no chance."""
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in (HOUSE / "rules").rglob("*.py")
        for line, module in imported(path)
        if not _is_plain(module)
    ]
    assert not wrong, "\n".join(wrong)


def test_rules_hold_no_float_and_ask_no_moment() -> None:
    """No float is written or made in what decides, no instant is asked for, nothing is evaluated as code."""
    wrong = [
        f"{name_of(path)}:{getattr(node, 'lineno', 0)} {said}"
        for path in (HOUSE / "rules").rglob("*.py")
        for node in ast.walk(tree(path))
        if (said := _impurity(node))
    ]
    assert not wrong, "\n".join(wrong)


def test_the_register_needs_arithmetic_and_cryptography_only() -> None:
    """Anybody can read the register's code over coffee: standard library, cryptography, refusals, rules to recount."""
    allowed = ("cryptography", "argon2", "governance.register", "governance.refusal", "governance.rules")
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in (HOUSE / "register").rglob("*.py")
        for line, module in imported(path)
        if not module.startswith(allowed) and module.split(".")[0] not in sys.stdlib_module_names
    ]
    assert not wrong, "\n".join(wrong)


WRITES = {
    "governance/store/copying.py": "fills a database that nobody serves yet",
    "governance/store/migrate.py": "takes the steps of the schema, at the start",
    "governance/store/writer.py": "everything else",
}


def test_only_the_writer_opens_a_writing_transaction() -> None:
    """Whatever acts do goes through one door; each of the two other places says why it is one."""
    opened = {
        name_of(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "writing"
    }
    assert opened == set(WRITES)


def test_only_the_clock_asks_the_time() -> None:
    """One file asks what time it is; everything else is told."""
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        if path != HOUSE / "clock.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and _names_a_moment(node)
    ]
    assert not wrong, "\n".join(wrong)


def test_imports_stand_at_the_top() -> None:
    """No import hides in a function or a class."""
    wrong = [
        f"{name_of(path)}:{inner.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not wrong, "\n".join(wrong)


def test_acts_never_commit() -> None:
    """The writer commits, an act never does: neither ``commit`` nor ``rollback`` is called in acts/."""
    wrong = [
        f"{name_of(path)}:{node.lineno} {node.attr}"
        for path in (HOUSE / "acts").rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"commit", "rollback"}
    ]
    assert not wrong, "\n".join(wrong)


def _is_plain(module: str) -> bool:
    if module.startswith(("governance.rules", "governance.refusal")):
        return True
    top = module.split(".", maxsplit=1)[0]
    return top in sys.stdlib_module_names and top not in CLOCKS_AND_DOORS


def _impurity(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, float):
        return f"holds the float {node.value}"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKING:
        return f"calls {node.func.id}"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MOMENTS:
        return f"asks for a moment: {node.func.attr}"
    return None


def _names_a_moment(node: ast.Attribute) -> bool:
    """``datetime.now``, ``date.today``, ``time.time``: asked of the module or class itself."""
    owner = node.value.id if isinstance(node.value, ast.Name) else ""
    return (owner, node.attr) in {
        ("datetime", "now"),
        ("datetime", "utcnow"),
        ("datetime", "today"),
        ("date", "today"),
        ("time", "time"),
        ("time", "time_ns"),
    }
