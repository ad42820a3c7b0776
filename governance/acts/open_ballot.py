"""A ballot is opened: text, options, roll, rule and times are frozen, and the links go out."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from governance.access.vault import Vault
from governance.acts import find, states
from governance.acts.declare_recusal import enter_recusal
from governance.acts.issue_link import issue_link
from governance.acts.missing import Opening, missing_before_opening
from governance.acts.texts import text_hashes
from governance.acts.write_to import cancel_letters_to_seat
from governance.refusal import Refusal
from governance.register import canonical
from governance.register.canonical import instant
from governance.register.seal import derive_salt
from governance.rules.answers import SeatAnswer
from governance.rules.feasible import check_feasible
from governance.rules.load import rule_from_data
from governance.rules.rule import Rule
from governance.store.reads.objections import unanswered_objections
from governance.store.reads.rolls import members_of_roll
from governance.store.tables.ballots import Ballot, Seat
from governance.store.tables.members import Member
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.transaction import Transaction
from governance.words.labels import say_left_out
from governance.words.speak import speaking
from governance.zones import tzdata_version

CONCERNED = "concerned"
"""The seat a rule may leave out, named at opening."""


def open_ballot(
    tx: Transaction,
    *,
    number: str,
    closes_at: datetime,
    shown: Mapping[str, str],
    salts: Mapping[str, bytes],
    vault: Vault,
    mail_ready: bool,
    chair: str | None = None,
    concerned: str | None = None,
    now: datetime,
) -> UUID:
    """Open the prepared ballot of a motion until ``closes_at`` and write to every seat; answers its id.

    ``shown`` is the deadline as voters read it, by language; ``salts`` 16 random bytes for each member code. Asked
    again for a motion whose ballot is open, it answers that ballot. Refused: ``motion-unknown``, ``motion-state``,
    the first code of ``missing_before_opening`` that blocks, and what ``check_feasible`` refuses.
    """
    motion = find.motion(tx.session, number)
    already = find.ballot_in_state(tx.session, motion.id, "open")
    if already is not None:
        return already.id
    state = states.check_motion_step("open_ballot", motion.state)
    opening = gather_opening(
        tx.session,
        motion,
        closes_at=closes_at,
        chair=chair,
        concerned=concerned,
        mail_ready=mail_ready,
        now=now,
    )
    for missing in missing_before_opening(opening):
        if missing.blocks:
            raise Refusal(missing.code, **missing.facts)
    ballot = find.ballot_in_state(tx.session, motion.id, "prepared")
    assert ballot is not None  # missing_before_opening has looked
    version = tx.session.get_one(MotionVersion, ballot.version_id)
    _freeze(ballot, version, closes_at=closes_at, shown=shown, chair=chair, concerned=concerned, now=now)
    motion.state = state
    tx.session.add_all([motion, ballot])
    seats = _freeze_roll(tx.session, ballot, members_of_roll(tx.session, now), salts)
    check_feasible(
        _rule(ballot),
        roll=[SeatAnswer(seat=seat.code, groups=tuple(seat.groups), weights=seat.weights) for seat in seats],
        options=tuple(option["id"] for option in ballot.options),
        chair=chair,
        concerned=[concerned] if concerned else [],
    )
    _enter(tx, motion, ballot, version=version, seats=seats, now=now)
    _send_links(tx, ballot, seats, vault, now)
    _leave_out(tx, motion, ballot, seats, now)
    return ballot.id


def gather_opening(
    session: Session,
    motion: Motion,
    *,
    closes_at: datetime | None,
    chair: str | None,
    concerned: str | None,
    mail_ready: bool,
    now: datetime,
) -> Opening:
    """What is known about the ballot that would be opened now."""
    ballot = find.ballot_in_state(session, motion.id, "prepared")
    members = members_of_roll(session, now)
    directed = {m.member_id for m in find.mandates(session, now) if m.role == "director"}
    rule = None if ballot is None else _rule(ballot)
    version = find.latest_version(session, motion.id)
    return Opening(
        ballot_state=ballot.state if ballot else None,
        earliest_open_at=ballot.earliest_open_at if ballot else None,
        closes_at=closes_at,
        min_open=rule.schedule.min_open if rule else timedelta(),
        now=now,
        seats=tuple(member.code for member in members),
        seats_without_director=tuple(member.code for member in members if member.id not in directed),
        options=len(ballot.options) if ballot else 0,
        needs_options=rule is not None and rule.ballot.kind != "positions",
        mail_ready=mail_ready,
        needs_chair=rule is not None and rule.needs_chair,
        chair=chair,
        needs_concerned=rule is not None and CONCERNED in rule.exclude,
        concerned=concerned,
        untranslated=_untranslated(version),
        unanswered=unanswered_objections(session, motion.id),
    )


def _untranslated(version: MotionVersion) -> tuple[str, ...]:
    return tuple(
        language
        for language in ("fr", "ar", "en")
        if not version.title.get(language) or not version.text.get(language)
    )


def _rule(ballot: Ballot) -> Rule:
    return rule_from_data(ballot.rule, source=str(ballot.id))


def _freeze(
    ballot: Ballot,
    version: MotionVersion,
    *,
    closes_at: datetime,
    shown: Mapping[str, str],
    chair: str | None,
    concerned: str | None,
    now: datetime,
) -> None:
    ballot.state = states.check_ballot_step("open_ballot", ballot.state)
    ballot.opens_at = now
    ballot.closes_at = closes_at
    ballot.shown = dict(shown)
    ballot.tzdata = tzdata_version()
    ballot.text_hash = text_hashes(version)
    ballot.rule_hash = hashlib.sha256(canonical.encode(ballot.rule)).hexdigest()
    ballot.chair = chair
    ballot.concerned = concerned


def _freeze_roll(
    session: Session, ballot: Ballot, members: list[Member], salts: Mapping[str, bytes]
) -> list[Seat]:
    seats = [
        Seat(
            ballot_id=ballot.id,
            member_id=member.id,
            code=member.code,
            name=member.name,
            groups=member.groups,
            weights=member.weights,
            salt=salts[member.code],
        )
        for member in members
    ]
    session.add_all(seats)
    session.flush()
    return seats


def _enter(
    tx: Transaction,
    motion: Motion,
    ballot: Ballot,
    *,
    version: MotionVersion,
    seats: list[Seat],
    now: datetime,
) -> None:
    assert ballot.closes_at is not None
    tx.enter(
        "ballot-opened",
        now=now,
        ballot=ballot.id,
        motion=motion.number,
        round=ballot.round,
        version=version.version,
        text=ballot.text_hash,
        options=[option["id"] for option in ballot.options],
        rule=ballot.rule,
        rule_hash=ballot.rule_hash,
        roll=[
            {
                "seat": seat.code,
                "member": seat.code,
                "name": seat.name["fr"],
                "groups": list(seat.groups) or None,
                "weights": dict(seat.weights) or None,
            }
            for seat in seats
        ],
        chair=ballot.chair,
        concerned=[ballot.concerned] if ballot.concerned else None,
        opens_at=instant(now),
        closes_at=instant(ballot.closes_at),
        shown=ballot.shown,
        zone=ballot.zone,
        tzdata=ballot.tzdata,
    )


def _leave_out(tx: Transaction, motion: Motion, ballot: Ballot, seats: list[Seat], now: datetime) -> None:
    """Where the rule leaves out the member concerned, its seat steps out at once, for everybody to see."""
    if ballot.concerned is None or CONCERNED not in _rule(ballot).exclude:
        return
    seat = next(each for each in seats if each.code == ballot.concerned)
    cancel_letters_to_seat(tx, seat, ("invitation",), now=now)
    with speaking(motion.authentic):
        reason = say_left_out()
    enter_recusal(tx, seat, reason=reason, salt=derive_salt(seat.salt, CONCERNED), now=now)


def _send_links(tx: Transaction, ballot: Ballot, seats: list[Seat], vault: Vault, now: datetime) -> None:
    """To the director of every seat; in a vacancy to the alternate; a seat for which nobody speaks is written to once
    somebody does (``follow_mandates``)."""
    for seat in seats:
        voice = find.voice_of(tx.session, seat.member_id, now)
        if voice is not None:
            issue_link(
                tx,
                ballot=ballot,
                seat=seat,
                mandate=voice,
                cause="opening",
                letter="invitation",
                vault=vault,
                now=now,
            )
