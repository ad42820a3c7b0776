"""A seat contests a resolution within the network's term; the desk settles it in writing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import select

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.follow_link import check_code, check_mandate, find_link, letter_of, new_link
from governance.acts.happen import happen
from governance.acts.review_resolution import check_note
from governance.acts.write_to import write_to_desk, write_to_network
from governance.refusal import Refusal
from governance.register import canonical, seal
from governance.rules.durations import read_duration
from governance.store.tables.ballots import Ballot
from governance.store.tables.follow_ups import Contest
from governance.store.tables.resolutions import Resolution
from governance.store.transaction import Transaction

CONTEST = "contest"


def open_to_contest(
    tx: Transaction, resolution: Resolution, ballot: Ballot, *, entry: int, vault: Vault, now: datetime
) -> Mapping[UUID, dict[str, Any]]:
    """Let every seat of the roll contest the resolution until the network's term ends: for the mandate that
    speaks for each, what its letter is posted with. Nothing where the network has no term."""
    term = read_duration(find.network(tx.session).contest_term)
    if term is None:
        return {}
    until = canonical.instant(now + term)
    happen(tx, resolution, "contestable", entry=entry, now=now, facts={"until": until})
    voices = find.voices(tx.session, now)
    speaking = [voices.get(seat.member_id) for seat in find.seats(tx.session, ballot.id)]
    return {
        mandate.id: letter_of(
            new_link(tx, purpose=CONTEST, subject=resolution.id, mandate=mandate, vault=vault, now=now),
            resolution.number,
        )
        for mandate in speaking
        if mandate is not None
    }


def file_contest(
    tx: Transaction,
    *,
    token: str,
    code: str,
    reason: str,
    salt: bytes,
    vault: Vault,
    received_at: datetime,
    now: datetime,
) -> UUID | Refusal:
    """The seat contests, with a reason that is public at once; answers the contest's id. The same again changes
    nothing. ``salt``: 32 random bytes for the digest of the reason.

    Returned after being counted: ``code-wrong`` and its kin. Refused: ``link-cut``, ``follow-link-unknown``,
    ``mandate-ended``, ``contest-late``, ``contest-filed``, ``note-missing``, ``note-long``.
    """
    link = find_link(tx.session, token, purpose=CONTEST)
    resolution = tx.session.get_one(Resolution, link.subject)
    wrong = check_code(tx, link, code, resolution=resolution.number, vault=vault, now=now)
    if wrong is not None:
        return wrong
    seat = check_mandate(tx, link, received_at).code
    said = check_note(reason)
    known = _contest_of(tx, resolution.id, seat)
    if known is not None:
        if known.reason != said:
            raise Refusal("contest-filed", filed_at=known.filed_at)
        return known.id
    _check_in_time(tx, resolution, received_at)
    contest = Contest(
        id=uuid4(),
        resolution_id=resolution.id,
        seat=seat,
        reason=said,
        salt=salt.hex(),
        entry=0,
        filed_at=now,
    )
    contest.entry = tx.enter(
        "contest-filed",
        now=now,
        ballot=resolution.ballot_id,
        contest=contest.id,
        seat=seat,
        reason=seal.text_digest(salt, said),
    )
    tx.session.add(contest)
    tx.session.flush()
    _tell_filed(tx, contest, resolution, now)
    return contest.id


def settle_contest(
    tx: Transaction, *, contest_id: UUID, upheld: bool, answer: str, salt: bytes, now: datetime
) -> None:
    """The desk settles a contest in writing, told to every member; the same again changes nothing.

    What follows from a contest that is upheld is for the members: the resolution stands until a later one changes it.
    Refused: ``contest-unknown``, ``contest-settled``, ``note-missing``, ``note-long``.
    """
    contest = tx.session.get(Contest, contest_id)
    if contest is None:
        raise Refusal("contest-unknown")
    said = check_note(answer)
    if contest.settled_at is not None:
        if (contest.upheld, contest.answer) != (upheld, said):
            raise Refusal("contest-settled", settled_at=contest.settled_at)
        return
    resolution = tx.session.get_one(Resolution, contest.resolution_id)
    contest.upheld, contest.answer, contest.answer_salt, contest.settled_at = upheld, said, salt.hex(), now
    contest.answer_entry = tx.enter(
        "contest-settled",
        now=now,
        ballot=resolution.ballot_id,
        contest=contest.id,
        upheld=upheld,
        reason=seal.text_digest(salt, said),
    )
    tx.session.add(contest)
    extra = {"resolution": resolution.number, "contest": str(contest.id)}
    event = f"contest-settled:{contest.id}"
    write_to_network(tx, "contest-settled", event=event, now=now, entry=contest.answer_entry, extra=extra)


def _contest_of(tx: Transaction, resolution_id: UUID, seat: str) -> Contest | None:
    query = select(Contest).where(Contest.resolution_id == resolution_id, Contest.seat == seat)
    return tx.session.exec(query).one_or_none()


def _check_in_time(tx: Transaction, resolution: Resolution, at: datetime) -> None:
    """The term is half-open, as every period is."""
    term = find.last_happening(tx.session, resolution.id, "contestable") or {}
    until = canonical.read_instant(term["until"]) if term else resolution.published_at
    if at >= until:
        raise Refusal("contest-late", until=until)


def _tell_filed(tx: Transaction, contest: Contest, resolution: Resolution, now: datetime) -> None:
    """Every member, the desk, and the mailbox outside it, which must not be the only one that does not know."""
    extra = {"resolution": resolution.number, "contest": str(contest.id)}
    entry, named = contest.entry, contest.id
    write_to_network(tx, "contest-filed", event=f"contest-filed:{named}", now=now, entry=entry, extra=extra)
    write_to_desk(tx, "desk-contested", event=f"desk-contested:{named}", now=now, entry=entry, extra=extra)
    tx.post("second-contested", f"second-contested:{named}", now=now, entry=entry, extra=extra)
