"""Whoever changes, drops, adds, reorders or backdates anything is found, from the export and one old letter."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from governance.refusal import Refusal
from governance.register import canonical, export, keys
from governance.register.findings import Finding
from governance.register.receipts import Receipt
from governance.register.verify import Report, verify_export
from tests.register import attacks, honest, lives, log_attacks, writing

LIFE = lives.every_scene()
LINES = LIFE.lines()
LAST = len(LIFE.entries)


def codes(findings: tuple[Finding, ...]) -> set[str]:
    """Return the codes of findings."""
    return {finding.code for finding in findings}


def with_receipt(lines: list[str], index: int, size: int | None = None) -> Report:
    """Verify an export against one receipt of the honest life."""
    return verify_export(lines, receipts=[Receipt("letter", LIFE.receipt(index, size))])


def test_the_honest_life_holds_every_kind_of_event() -> None:
    """What the tests below attack is there to be attacked."""
    told = set(honest.kinds(LIFE))
    assert {"vote-annulled", "ballot-extended", "ballot-stopped", "recusal-declared", "key-replaced"} <= told
    assert len(told) >= 20


def test_an_honest_register_is_intact() -> None:
    """Nothing is found in it, everything is counted again, and its last entry is signed."""
    report = verify_export(LINES)
    assert (report.findings, report.notes, report.intact) == ((), (), True)
    assert report.entries == report.signed == LAST
    assert report.recounted == honest.kinds(LIFE).count("outcome-declared")
    assert report.origin == writing.ORIGIN
    assert report.key == str(LIFE.key.verifier)


def test_honest_lives_are_intact(request: pytest.FixtureRequest) -> None:
    """No life of a network that follows its own rules is ever called broken."""
    for seed in range(10_000 if request.config.getoption("--prove") else 25):
        assert verify_export(lives.a_life(seed).lines()).findings == (), seed


def test_every_receipt_of_an_honest_register_holds() -> None:
    """Under the first head that covers it and under the last, every vote's receipt is confirmed."""
    votes = [index for index, kind in enumerate(honest.kinds(LIFE)) if kind == "vote-cast"]
    receipts = [Receipt(str(index), LIFE.receipt(index)) for index in votes]
    receipts += [Receipt(str(index), LIFE.receipt(index, LAST)) for index in votes]
    assert verify_export(LINES, receipts=receipts).findings == ()


def test_a_receipt_is_under_two_kilobytes() -> None:
    """Entry, proof and head of a vote make a small attachment, even in a log of 100,000 entries."""
    vote = honest.kinds(LIFE).index("vote-cast")
    hashes = LIFE.receipt(vote, LAST).count("\n") - 8
    assert len(LIFE.receipt(vote, LAST).encode()) + (17 - hashes) * 45 < 2048


def test_an_edited_reason_is_found() -> None:
    """The text of a reason is held against the digest that was voted."""
    lines = list(LINES)
    place = next(n for n, line in enumerate(lines) if line.startswith('{"reason_of"'))
    line = json.loads(lines[place])
    lines[place] = export.reason_line(line["reason_of"], salt=line["salt"], text=line["text"] + " !")
    assert codes(verify_export(lines).findings) == {"reason-differs"}


def test_an_erased_reason_is_not_checkable_and_breaks_nothing() -> None:
    """Without its text, a reason is named as removed; the register stays intact and is counted again."""
    report = verify_export([line for line in LINES if not line.startswith('{"reason_of"')])
    assert report.intact
    assert codes(report.notes) == {"reason-removed"}
    assert {note.index for note in report.notes} == {index for index, _, _ in LIFE.reasons}


def test_entries_that_no_head_covers_yet_are_named() -> None:
    """An export taken between an entry and its head is intact, and says how far the signature reaches."""
    size = sorted(LIFE.heads)[-2]
    report = verify_export([line for line in LINES if f"\\n{LAST}\\n" not in line])
    assert report.intact
    assert [(note.code, note.index) for note in report.notes] == [("entries-not-signed-yet", size)]


def test_an_export_without_heads_is_not_intact() -> None:
    """Without a signature an export proves nothing."""
    report = verify_export([line for line in LINES if not line.startswith('{"note"')])
    assert codes(report.findings) == {"heads-missing"}


def test_a_head_of_other_entries_names_where_they_parted() -> None:
    """A signed root that the entries do not give: the range is from the last head that agrees."""
    lines = [line for line in LINES if not line.startswith('{"note"')]
    sizes = sorted(LIFE.heads)
    entries = attacks.entries_of(LIFE)
    log_attacks.sign_other_minutes(entries)
    forged = attacks.forged(LIFE, entries)
    place = honest.kinds(LIFE).index("minutes-signed")
    heads = [line for line in forged if line.startswith('{"note"')]
    report = verify_export([*lines, *heads])
    first = next(finding for finding in report.findings if finding.code == "head-root-differs")
    assert first.facts["start"] == max(size for size in sizes if size <= place)
    assert first.facts["stop"] == min(size for size in sizes if size > place)


def test_an_export_signed_by_another_key_contradicts_every_letter() -> None:
    """Whoever swaps the key can sign a whole history, but no letter ever named that key."""
    thief = keys.make_key(writing.ORIGIN, b"thief" + bytes(27))
    entries = attacks.entries_of(LIFE)
    entries[0]["key"] = str(thief.verifier)
    entries[honest.kinds(LIFE).index("key-replaced")] = entries[1]
    report = verify_export(attacks.patched(LIFE, entries), receipts=[Receipt("letter", LIFE.receipt(20))])
    assert "receipt-not-signed" in codes(report.findings)


def test_an_old_backup_in_place_of_the_register_is_found() -> None:
    """Everything after the backup is missing: a letter whose head goes further names the gap."""
    size, later = sorted(LIFE.heads)[2], sorted(LIFE.heads)[3]
    report = with_receipt(attacks.forged(LIFE, attacks.entries_of(LIFE)[:size]), 5, later)
    gap = next(finding for finding in report.findings if finding.code == "receipt-beyond-entries")
    assert (gap.facts["start"], gap.facts["stop"]) == (size, later)


def test_two_histories_for_two_readers_are_found_by_either_letter() -> None:
    """Both exports are consistent; each contradicts the letter of a reader of the other."""
    one, other = honest.Register(7), honest.Register(7)
    for register, vote in ((one, "yes"), (other, "block")):
        motion = register.table("consensus-sans-objection")
        register.wait(days=10)
        ballot = register.open(motion, honest.rulebook()["consensus-sans-objection"])
        register.wait(days=1)
        register.cast(ballot, "cluster-1", {"positions": {"motion": vote}, "reasons": {"motion": "Voilà."}})
        register.sign()
    for shown, kept in ((one, other), (other, one)):
        assert verify_export(shown.lines()).intact
        report = verify_export(
            shown.lines(), receipts=[Receipt("letter", kept.receipt(len(kept.entries) - 1))]
        )
        assert codes(report.findings) == {"receipt-entry-differs"}


def a_restored_register() -> tuple[honest.Register, honest.Register, int]:
    """Lose a database with an open ballot and put an older copy back; return the lost one, the new one, the size."""
    lost = honest.Register(11)
    rule = honest.rulebook()["majorite-exprimes"]
    motion = lost.table(rule.id)
    lost.wait(days=10)
    ballot = lost.open(motion, rule)
    lost.wait(days=1)
    lost.cast(ballot, "cluster-1", {"positions": {"motion": "yes"}})
    lost.wait(hours=1)
    size = lost.nodes.size
    lost.cast(ballot, "cluster-2", {"positions": {"motion": "no"}})
    lost.wait(hours=1)
    register = lost.restored(size)
    register.stop(ballot, "incident")
    register.sign()
    return lost, register, size


def test_a_restoration_that_was_entered_is_honest() -> None:
    """Confirmed by two seats, its open ballot put again, the register is intact."""
    _, register, _ = a_restored_register()
    rule = honest.rulebook()["majorite-exprimes"]
    ballot = register.open("2026-01", rule)
    register.wait(days=7)
    register.close(ballot)
    assert verify_export(register.lines()).findings == ()


def test_receipts_lost_in_a_restoration_are_void_and_no_tampering() -> None:
    """A letter of the lost hours is named void by incident; an older letter still holds."""
    lost, register, size = a_restored_register()
    void, kept = Receipt("void", lost.receipt(size)), Receipt("kept", lost.receipt(size - 1))
    report = verify_export(register.lines(), receipts=[void, kept])
    assert report.findings == ()
    assert [(note.code, note.index) for note in report.notes] == [("receipt-void-by-incident", size)]


def test_an_entry_from_before_the_restoration_cannot_hide_behind_it() -> None:
    """A letter under a lost head whose entry is older than the copy must still find that entry."""
    lost, register, size = a_restored_register()
    entries = attacks.entries_of(register)
    entries[size - 1]["commitment"] = "0c" * 32
    late = Receipt("late", lost.receipt(size - 1, lost.nodes.size))
    report = verify_export(attacks.forged(register, entries), receipts=[late])
    assert codes(report.findings) == {"receipt-entry-differs"}


def test_a_restoration_nobody_confirmed_is_found() -> None:
    """Two seats say that the database was lost: one alone is not enough, nor are two that were never asked."""
    _, register, size = a_restored_register()
    for seats in (["cluster-1", "cluster-1"], ["cluster-1", "cluster-3"], ["cluster-1"]):
        entries = attacks.entries_of(register)
        entries[size + 3]["seats"] = seats
        assert codes(verify_export(attacks.forged(register, entries)).findings) == {"restoration-unconfirmed"}


def test_an_old_question_does_not_void_what_came_after_it() -> None:
    """Asked for, then forgotten while the register went on: only what the copy itself lacked is given up."""
    lost, register, size = a_restored_register()
    void = Receipt("void", lost.receipt(size))
    entries = attacks.entries_of(register)
    moved = {**entries[1], "entered_at": entries[size + 2]["entered_at"], "member": "cluster-99"}
    entries.insert(size + 3, moved)
    found = verify_export(attacks.forged(register, entries), receipts=[void])
    assert "receipt-entry-differs" in codes(found.findings)


def test_a_ballot_open_over_a_restoration_may_not_be_closed() -> None:
    """Votes may have been lost with the database: it is put again, never counted."""
    lost, _, size = a_restored_register()
    register = lost.restored(size)
    ballot = next(body for body in map(json.loads, register.entries) if body["kind"] == "ballot-opened")
    cast = honest.OpenBallot(
        id=ballot["ballot"],
        motion=ballot["motion"],
        rule=honest.rulebook()["majorite-exprimes"],
        rule_round=1,
        options=("motion",),
        opens_at=writing.START,
        closes_at=canonical.read_instant(ballot["closes_at"]),
        salts={},
    )
    register.close(cast)
    assert "closed-over-restoration" in codes(verify_export(register.lines()).findings)


def test_a_ballot_may_be_extended_after_its_end_only_for_an_outage() -> None:
    """The service was down over the deadline: with the outage entered, the later deadline is legal."""
    for outage in (True, False):
        register = honest.Register(3)
        rule = honest.rulebook()["majorite-exprimes"]
        motion = register.table(rule.id)
        register.wait(days=10)
        ballot = register.open(motion, rule)
        register.wait(days=7, hours=1)
        if outage:
            facts = {"from": ballot.closes_at - timedelta(hours=1), "to": register.now}
            register.enter("incident-outage", **facts)
        register.extend(ballot, hours=2)
        register.close(ballot)
        assert verify_export(register.lines()).intact is outage


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda text: text.replace("@v1", "@v9"), "receipt-malformed"),
        (lambda text: text[: len(text) // 2], "receipt-malformed"),
        (lambda text: text[:-5], "receipt-malformed"),
        (lambda text: text.replace("\n\nregister", "\n\nRegister"), "receipt-not-signed"),
        (lambda text: text.replace("index ", "index 1"), "receipt-not-in-head"),
        (lambda text: "", "receipt-malformed"),
    ],
)
def test_a_damaged_receipt_is_named(damage: Callable[[str], str], code: str) -> None:
    """A letter cut or edited on the way is not taken for a proof of tampering."""
    report = verify_export(LINES, receipts=[Receipt("letter", damage(LIFE.receipt(30)))])
    assert [(finding.code, finding.facts["receipt"]) for finding in report.findings] == [(code, "letter")]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["\n"],
        ["{"],
        ['{"entry":{},"index":0}'],
        ['{"entry":{},"index":-1,"leaf":"' + "0" * 64 + '"}'],
        ['{"export":2}'],
        ["[]"],
        [b"\xff"],
        ['{"size":1,"size":1,"note":""}'],
        ['{"note":"","size":1}'],
    ],
)
def test_what_is_no_export_is_refused(lines: list[str | bytes]) -> None:
    """Unreadable is neither intact nor broken, and the line is named."""
    with pytest.raises(Refusal) as no:
        verify_export(lines)
    assert no.value.code == "export-unreadable"
    assert no.value.facts["line"] == 1


def test_an_export_reads_the_same_as_bytes_and_with_other_spaces() -> None:
    """A mirror that rewrites white space or the order of keys does not break anything."""
    spaced = [json.dumps(json.loads(line), ensure_ascii=False) for line in LINES]
    assert verify_export([line.encode() for line in spaced]) == verify_export(LINES)
