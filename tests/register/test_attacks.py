"""Every scripted edit of the database is found, from the export and one receipt whose head covers the edit."""

import json
import random
from typing import Any

import pytest

from governance.refusal import Refusal
from governance.register.findings import Finding
from governance.register.receipts import Receipt
from governance.register.verify import Report, verify_export
from tests.register import attacks, ballot_attacks, life_attacks, lives, log_attacks, vote_attacks

LIFE = lives.every_scene()
LAST = len(LIFE.entries)
EDITS = [
    edit
    for room in (vote_attacks, ballot_attacks, log_attacks, life_attacks)
    for edit in attacks.edits_of(room)
]


def codes(findings: tuple[Finding, ...]) -> set[str]:
    """Return the codes of findings."""
    return {finding.code for finding in findings}


def with_receipt(lines: list[str], index: int, size: int) -> Report:
    """Verify an export against one receipt of the honest life."""
    LIFE.sign()
    return verify_export(lines, receipts=[Receipt("letter", LIFE.receipt(index, size))])


def changed(edit: attacks.Attack) -> attacks.Entries:
    """Return the entries of the life after an attack."""
    entries = attacks.entries_of(LIFE)
    edit(entries)
    return entries


def first_difference(entries: attacks.Entries) -> int:
    """Return the first index at which the entries are not those of the life."""
    old = attacks.entries_of(LIFE)
    return next(
        (n for n, (one, other) in enumerate(zip(old, entries, strict=False)) if one != other), len(entries)
    )


def test_there_are_at_least_forty_attacks() -> None:
    """The promise is forty."""
    assert len(EDITS) >= 40


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_of_the_database_is_found_in_the_export(edit: attacks.Attack) -> None:
    """Edited rows under the old heads: found without any receipt, and the first bad entry is named."""
    entries = changed(edit)
    report = verify_export(attacks.patched(LIFE, entries))
    assert not report.intact
    wrong = [finding.index for finding in report.findings if finding.index is not None]
    if len(entries) >= LAST:
        leaves = [finding.index for finding in report.findings if finding.code == "leaf-differs"]
        assert leaves[0] == first_difference(entries)
    if edit is not log_attacks.cut_the_tail:
        assert min(wrong) <= first_difference(entries)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_rebuilt_and_signed_register_is_found_by_one_receipt(edit: attacks.Attack) -> None:
    """Everything hashed and signed anew by the holder of the key: one letter whose head covers the edit tells."""
    entries = changed(edit)
    report = with_receipt(attacks.forged(LIFE, entries), LAST - 1, LAST)
    assert not report.intact


SAME_LENGTH = [edit for edit in EDITS if len(changed(edit)) == LAST]


@pytest.mark.parametrize("edit", SAME_LENGTH, ids=lambda edit: edit.__name__)
def test_a_receipt_names_a_range_around_the_edit(edit: attacks.Attack) -> None:
    """Whatever the forged export says of itself, the entry or the ranges a receipt names hold every edit."""
    entries, old = changed(edit), attacks.entries_of(LIFE)
    report = with_receipt(attacks.forged(LIFE, entries), LAST - 1, LAST)
    if edit is log_attacks.rename_the_register:
        assert "receipt-not-signed" in codes(report.findings)
        return
    named: set[int] = set()
    for finding in report.findings:
        if finding.code == "receipt-range-differs":
            named |= set(range(finding.facts["start"], finding.facts["stop"]))
        elif finding.code == "receipt-entry-differs":
            named.add(finding.index or 0)
    assert {n for n in range(LAST) if old[n] != entries[n]} <= named


def slip(chance: random.Random, value: Any) -> Any:
    """Change one value somewhere inside, as a slip of the hand or a clumsy forger would."""
    if isinstance(value, dict) and value:
        name = chance.choice(sorted(value))
        return {**value, name: slip(chance, value[name])}
    if isinstance(value, list) and value:
        place = chance.randrange(len(value))
        return [*value[:place], slip(chance, value[place]), *value[place + 1 :]]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice([-1, 1])
    if isinstance(value, str) and value:
        place = chance.randrange(len(value))
        return value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :]
    return "x"


def test_any_slip_in_any_line_is_found(request: pytest.FixtureRequest) -> None:
    """One letter or number changed anywhere in the export: broken or unreadable, never intact."""
    lines, chance = lives.an_eventful_life().lines(), random.Random(4)
    for _ in range(10_000 if request.config.getoption("--prove") else 150):
        place = chance.randrange(1, len(lines))
        line = json.dumps(slip(chance, json.loads(lines[place])))
        try:
            intact = verify_export([*lines[:place], line, *lines[place + 1 :]]).intact
        except Refusal:
            continue
        assert not intact, line
