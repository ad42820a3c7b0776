"""Processes that start at once: a mother imports the program, forks for each line it is told, and does nothing else.

Run as ``python -m tests.equipment.forking``; each line of its standard input is a JSON list: a module, a function of it
and its arguments. It answers with the child's process id, and when the child has ended with how it ended.
"""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

CHECKOUT = Path(__file__).resolve().parents[2]
LOADED = ("governance.command.serve", "tests.equipment.crashing")


class Mother:
    """Forks a child at a time and tells how it ended, as ``subprocess`` does: below zero by a signal."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def fork(self, module: str, function: str, *arguments: str) -> int:
        """Start a child and answer its process id."""
        self._stdin.write(json.dumps([module, function, *arguments]) + "\n")
        self._stdin.flush()
        return self._answer()

    def wait(self) -> int:
        """How the child ended."""
        return self._answer()

    @property
    def _stdin(self) -> IO[str]:
        assert self._process.stdin is not None
        return self._process.stdin

    def _answer(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


@contextmanager
def mother(environment: Mapping[str, str] | None = None, log: Path | None = None) -> Iterator[Mother]:
    """A mother with this environment, whose children say what they say in ``log``."""
    command = [sys.executable, "-m", "tests.equipment.forking"]
    with (log or Path(os.devnull)).open("ab") as said:
        process = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env=dict(environment) if environment else None,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
        try:
            yield Mother(process)
        finally:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.close()
            process.wait(30)
            process.stdout.close()


def serve() -> None:
    """The service of the environment, as ``governance serve`` runs it."""
    module: Any = importlib.import_module("governance.command.serve")
    module.run(None)


def main() -> None:
    """Fork for each line; nothing is imported afterwards, and no thread runs before."""
    for module in LOADED:
        importlib.import_module(module)
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what children print goes to the log
    for line in sys.stdin:
        module, function, *arguments = json.loads(line)
        child = os.fork()
        if child == 0:
            _be(module, function, arguments)
        answers.write(f"{child}\n")
        answers.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")


def _be(module: str, function: str, arguments: list[str]) -> None:
    """The child's life; it never comes back into the mother's loop."""
    code = 1
    try:
        getattr(importlib.import_module(module), function)(*arguments)
        code = 0
    except Exception:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
