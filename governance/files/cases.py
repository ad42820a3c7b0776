"""Cases to be decided: JSON files read without loss, a doubled key refused."""

import json
from pathlib import Path
from typing import Any

from governance.refusal import Refusal


def read_case(path: Path) -> Any:
    """The plain data of a case file. Refused: ``case-unreadable``, with the file's name and the reason."""
    try:
        return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
    except (OSError, ValueError, RecursionError) as problem:
        raise Refusal("case-unreadable", source=path.name, problem=_reason(problem)) from None


def _reason(problem: Exception) -> str:
    if isinstance(problem, OSError):
        return problem.strerror or "?"
    return str(problem) or type(problem).__name__


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A table in which no key stands twice: the second would silently replace the first."""
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(next(key for n, key in enumerate(keys) if key in keys[:n]))
    return table
