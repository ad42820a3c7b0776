"""The actions of a resolution: declared, given to a member, reported on, reminded of."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from governance.acts.plan_actions import assign_action, declare_action, move_action, report_action
from governance.acts.remind_actions import remind_actions
from governance.refusal import Refusal
from governance.store.reads.actions import ActionFacts, list_actions
from governance.store.tables.outbox import OutboxRow
from tests.equipment.following import ROOM, adopt, following_letter, with_action
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import NetworkAtHand

NOTE = "La salle est réservée."


def only(network: NetworkAtHand) -> ActionFacts:
    """The one action there is."""
    [found] = network.service.read(list_actions)
    return found


def report(network: NetworkAtHand, seat: str = "OTT", **changed: Any) -> None:
    """The responsible member reports, through the link of its letter."""
    letter = following_letter(network, "action", seat)
    facts: dict[str, Any] = {"token": letter.token, "code": letter.code, "kind": "reported", "note": NOTE}
    facts |= {"evidence": "", "salt": bytes(32), "received_at": network.now()}
    service = network.service
    service.do(report_action, **(facts | changed), vault=service.vault, now=network.now())


def move(network: NetworkAtHand, action: UUID, kind: str, note: str = NOTE) -> None:
    """The desk enters a step."""
    facts: dict[str, Any] = {"note": note, "evidence": "", "salt": bytes(32)}
    network.service.do(move_action, action_id=action, kind=kind, **facts, now=network.now())


def give(network: NetworkAtHand, action: UUID, member: str, due_on: str) -> None:
    """The desk gives the action to a member."""
    service = network.service
    facts = {"action_id": action, "member": member, "due_on": due_on}
    service.do(assign_action, **facts, vault=service.vault, now=network.now())


def test_what_the_motion_wants_done_is_declared_when_it_is_adopted(network: NetworkAtHand) -> None:
    """In the act of the close, in the motion's words; a motion that fails declares nothing."""
    adopt(network, life={"actions": [{"what": ROOM}]})
    adopt(network, "2026-02", life={"actions": [{"what": ROOM}]}, yes=2)
    assert (only(network).what, only(network).resolution) == (ROOM, "R-2026-01")
    [entry] = entries(network.service, "action-declared")
    assert (entry["what"], entry["place"]) == (ROOM, 1)


def test_the_desk_adds_actions_afterwards(network: NetworkAtHand) -> None:
    """The same words again are the same action; only what was adopted has actions."""
    number = adopt(network)
    for _ in range(2):
        network.service.do(declare_action, number=number, what=ROOM, now=network.now())
    assert only(network).what == ROOM
    failed = adopt(network, "2026-02", yes=2)
    with pytest.raises(Refusal, match="resolution-not-adopted"):
        network.service.do(declare_action, number=failed, what=ROOM, now=network.now())
    with pytest.raises(Refusal, match="note-missing"):
        network.service.do(declare_action, number=number, what={"fr": " "}, now=network.now())


def test_the_responsible_member_reports_until_it_is_done(network: NetworkAtHand) -> None:
    """Each step is an entry that holds digests of what was said; the same report again changes nothing."""
    with_action(network)
    report(network)
    report(network)
    network.clock.at += timedelta(days=1)
    report(network, kind="done", evidence="https://example.org/salle")
    found = only(network)
    assert (found.progress.state, [step.kind for step in found.steps]) == (
        "done",
        ["assigned", "reported", "done"],
    )
    assert found.steps[-1].evidence == "https://example.org/salle"
    moved = entries(network.service, "action-moved")
    assert [entry["step"] for entry in moved] == ["assigned", "reported", "done"]
    assert NOTE not in str(moved) and moved[-1]["by"] == "OTT"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "dropped"}, "action-step"),
        ({"kind": "assigned"}, "action-step"),
        ({"note": " "}, "note-missing"),
        ({"evidence": "x" * 1001}, "note-long"),
        ({"token": "A" * 26}, "follow-link-unknown"),
    ],
)
def test_what_a_member_cannot_report_is_refused(
    network: NetworkAtHand, changed: dict[str, Any], code: str
) -> None:
    """And changes nothing."""
    with_action(network)
    before = fingerprint(network.service)
    with pytest.raises(Refusal, match=code):
        report(network, **changed)
    assert fingerprint(network.service) == before


def test_an_action_given_to_another_is_no_longer_the_first_ones(network: NetworkAtHand) -> None:
    """The new member gets a letter; the old link reports nothing any more."""
    action = with_action(network)
    give(network, action, "MNC", "2027-04-30")
    give(network, action, "MNC", "2027-04-30")
    assert len(rows(network.service, OutboxRow, kind="action-assigned")) == 2
    with pytest.raises(Refusal, match="action-of-another"):
        report(network)
    report(network, "MNC")
    for member, due_on, code in (("ZZZ", "2027-04-30", "member-unknown"), ("OTT", "soon", "date-malformed")):
        with pytest.raises(Refusal, match=code):
            give(network, action, member, due_on)


def test_the_desk_moves_an_action_with_a_note(network: NetworkAtHand) -> None:
    """What is dropped is reported on no more until it is taken up again."""
    action = with_action(network)
    move(network, action, "dropped")
    with pytest.raises(Refusal, match="action-step"):
        report(network)
    move(network, action, "reopened", "On s’y remet.")
    report(network)
    with pytest.raises(Refusal, match="note-missing"):
        move(network, action, "done", " ")
    with pytest.raises(Refusal, match="action-step"):
        move(network, action, "assigned")


def test_reminders_go_out_before_the_day_and_on_it_and_not_once_it_is_done(network: NetworkAtHand) -> None:
    """Due and not done, never twice; two weeks before, and on the day."""
    with_action(network)

    def reminders(at: str) -> int:
        network.clock.at = datetime.fromisoformat(at)
        for _ in range(2):
            network.service.do(remind_actions, vault=network.service.vault, now=network.now())
        return len(rows(network.service, OutboxRow, kind="action-reminder"))

    assert reminders("2027-03-17T07:59:00+00:00") == 0
    assert reminders("2027-03-17T08:01:00+00:00") == 1
    assert reminders("2027-03-30T12:00:00+00:00") == 1
    assert reminders("2027-03-31T08:01:00+00:00") == 2
    report(network, kind="done")
    assert reminders("2027-04-20T08:00:00+00:00") == 2
    assert only(network).is_late(network.now()) is False
