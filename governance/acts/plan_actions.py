"""The actions of a resolution: declared, given to a member until a day, moved by the desk or by that member."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import func, select

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.check_life import check_actions, check_date
from governance.acts.follow_link import check_code, check_mandate, find_link, give_link, letter_of
from governance.acts.review_resolution import LONGEST_NOTE
from governance.refusal import Refusal
from governance.register import seal
from governance.rules import actions as rules
from governance.store.reads.actions import progress_of
from governance.store.reads.public_network import list_members
from governance.store.tables.follow_ups import Action, ActionStep
from governance.store.tables.members import Member
from governance.store.tables.resolutions import Resolution
from governance.store.transaction import Transaction

DESK = "desk"
ACTION = "action"


def declare_action(tx: Transaction, *, number: str, what: Mapping[str, str], now: datetime) -> UUID:
    """Add an action to an adopted resolution; answers its id. The same words again are the same action.

    Refused: ``resolution-unknown``, ``resolution-not-adopted``, and what ``check_actions`` refuses.
    """
    resolution = find.resolution(tx.session, number)
    if resolution.outcome != "adopted":
        raise Refusal("resolution-not-adopted", resolution=number)
    said = {language: text.strip() for language, text in what.items() if text.strip()}
    check_actions([{"what": said}])
    known = tx.session.exec(select(Action).where(Action.resolution_id == resolution.id)).all()
    for each in known:
        if each.what == said:
            return each.id
    last = tx.session.exec(select(func.max(Action.place)).where(Action.resolution_id == resolution.id)).one()
    action = Action(resolution_id=resolution.id, place=(last or 0) + 1, what=said, entry=0, declared_at=now)
    action.entry = tx.enter(
        "action-declared", now=now, action=action.id, number=number, place=action.place, what=said
    )
    tx.session.add(action)
    tx.session.flush()
    return action.id


def assign_action(
    tx: Transaction, *, action_id: UUID, member: str, due_on: str, vault: Vault, now: datetime
) -> None:
    """Give the action to a member until a day; its director gets a letter with a link to report. As it is already, it
    changes nothing. Refused: ``action-unknown``, ``action-step``, ``member-unknown``, ``date-malformed``."""
    action = find_action(tx, action_id)
    before = progress_of(tx.session, action)
    if member not in {each.code for each in list_members(tx.session, now=now)}:
        raise Refusal("member-unknown", member=member)
    check_date(due_on)
    if (before.member, before.due_on) == (member, due_on):
        return
    _take(tx, action, "assigned", by=DESK, salt=b"", now=now, member=member, due_on=due_on)
    write_to_responsible(tx, action, "action-assigned", member, due_on, vault=vault, now=now)


def move_action(
    tx: Transaction, *, action_id: UUID, kind: str, note: str, evidence: str, salt: bytes, now: datetime
) -> None:
    """The desk enters how far an action has come, with a note. Refused: ``action-unknown``, ``action-step``,
    ``note-missing``, ``note-long``."""
    action = find_action(tx, action_id)
    if kind == "assigned" or kind not in rules.STEPS:
        raise Refusal("action-step", state=kind)
    _take(tx, action, kind, by=DESK, note=note, evidence=evidence, salt=salt, now=now)


def report_action(
    tx: Transaction,
    *,
    token: str,
    code: str,
    kind: str,
    note: str,
    evidence: str,
    salt: bytes,
    vault: Vault,
    received_at: datetime,
    now: datetime,
) -> Refusal | None:
    """The responsible member reports through the link of its letter. Returned after being counted: ``code-wrong`` and
    its kin. Refused: as ``move_action``; ``follow-link-unknown``, ``mandate-ended``, ``action-of-another`` once
    somebody else is responsible."""
    link = find_link(tx.session, token, purpose=ACTION)
    action = find_action(tx, link.subject)
    resolution = tx.session.get_one(Resolution, action.resolution_id)
    wrong = check_code(tx, link, code, resolution=resolution.number, vault=vault, now=now)
    if wrong is not None:
        return wrong
    seat = check_mandate(tx, link, received_at).code
    if progress_of(tx.session, action).member != seat:
        raise Refusal("action-of-another")
    if kind not in rules.OF_MEMBER:
        raise Refusal("action-step", state=kind)
    _take(tx, action, kind, by=seat, note=note, evidence=evidence, salt=salt, now=now)
    return None


def write_to_responsible(
    tx: Transaction, action: Action, kind: str, code: str, due_on: str, *, vault: Vault, now: datetime
) -> None:
    """A letter to whoever speaks for the responsible member, with the link to report; once for each due day."""
    member = tx.session.exec(select(Member).where(Member.code == code)).one()
    mandate = find.voice_of(tx.session, member.id, now)
    if mandate is None:
        return
    link = give_link(tx, purpose=ACTION, subject=action.id, mandate=mandate, vault=vault, now=now)
    resolution = tx.session.get_one(Resolution, action.resolution_id)
    extra: dict[str, Any] = {**letter_of(link, resolution.number), "action": str(action.id)}
    event = f"{kind}:{action.id}:{due_on}:{mandate.id}"
    tx.post(kind, event, now=now, mandate_id=mandate.id, entry=action.entry, extra=extra)


def find_action(tx: Transaction, action_id: UUID) -> Action:
    """The action, or ``action-unknown``."""
    found = tx.session.get(Action, action_id)
    if found is None:
        raise Refusal("action-unknown")
    return found


def _take(
    tx: Transaction,
    action: Action,
    kind: str,
    *,
    by: str,
    salt: bytes,
    now: datetime,
    note: str = "",
    evidence: str = "",
    member: str | None = None,
    due_on: str | None = None,
) -> None:
    """Take a step that can be taken. What was just said is not entered twice."""
    state = progress_of(tx.session, action).state
    if rules.step(state, kind) is None:
        raise Refusal("action-step", state=state)
    texts = {"note": note.strip(), "evidence": evidence.strip()}
    if kind != "assigned" and not texts["note"]:
        raise Refusal("note-missing")
    if any(len(text) > LONGEST_NOTE for text in texts.values()):
        raise Refusal("note-long", longest=LONGEST_NOTE)
    last = _last_step(tx, action)
    said = (kind, by, *texts.values())
    if last is not None and kind != "assigned" and (last.kind, last.by, last.note, last.evidence) == said:
        return
    digests = {name: seal.text_digest(salt, text) for name, text in texts.items() if text}
    entry = tx.enter(
        "action-moved",
        now=now,
        action=action.id,
        step=kind,
        by=None if by == DESK else by,
        member=member,
        due=due_on,
        **digests,
    )
    tx.session.add(
        ActionStep(
            action_id=action.id,
            kind=kind,
            at=now,
            by=by,
            member=member,
            due_on=due_on,
            salt=salt.hex(),
            entry=entry,
            note=texts["note"],
            evidence=texts["evidence"],
        )
    )
    tx.session.flush()


def _last_step(tx: Transaction, action: Action) -> ActionStep | None:
    steps = tx.session.exec(select(ActionStep).where(ActionStep.action_id == action.id)).all()
    return max(steps, key=lambda each: each.entry, default=None)
