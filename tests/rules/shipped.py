"""The rules that ship and the cases they are held to, read once."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from governance.files.cases import read_case
from governance.files.rules import read_rulebook
from governance.paths import DATA
from governance.rules.rule import Rule

CASES = Path(__file__).resolve().parents[1] / "cases"
CASE_FILES = sorted(CASES.glob("*/*.json"))


@cache
def shipped() -> Mapping[str, Rule]:
    """Every rule of data/rules by id."""
    return read_rulebook(DATA / "rules")


@cache
def case(path: Path) -> Any:
    """The plain data of a case file."""
    return read_case(path)


@dataclass(frozen=True)
class Edge:
    """One small example: counts of states under a rule, and the outcome they must have."""

    rule: str
    params: dict[str, str]
    counts: dict[str, int]
    chair: str | None
    expected: str
    why: str


@cache
def edges() -> list[Edge]:
    """The examples of edges.csv."""
    with (CASES / "edges.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Edge(
                rule=row["rule"],
                params=dict(pair.split("=") for pair in row["params"].split()),
                counts={state: int(n) for state, n in (pair.split("=") for pair in row["counts"].split())},
                chair=row["chair"] or None,
                expected=row["expected"],
                why=row["why"],
            )
            for row in csv.DictReader(lines)
        ]


@cache
def options() -> list[dict[str, Any]]:
    """The examples of options.json."""
    found: list[dict[str, Any]] = json.loads((CASES / "options.json").read_text(encoding="utf-8"))
    return found
