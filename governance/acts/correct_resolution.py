"""A typing error in the text of a resolution is corrected, shown as such: both wordings stay readable."""

from datetime import datetime

from sqlmodel import Session, col, select

from governance.acts import find
from governance.acts.happen import happen
from governance.acts.review_resolution import check_note
from governance.refusal import Refusal
from governance.store.reads.standings import corrected, read_told
from governance.store.tables.ballots import Ballot
from governance.store.tables.log import LogEntry
from governance.store.tables.motions import MotionVersion
from governance.store.transaction import Transaction

LONGEST_PASSAGE = 200
"""Characters: whoever wants to change more has to put it to the vote."""


def correct_resolution(
    tx: Transaction, *, number: str, language: str, wrong: str, right: str, reason: str, now: datetime
) -> None:
    """Enter that a passage of the text in one language reads otherwise; what was put to the vote stays as it was kept.

    The same correction again changes nothing. Refused: ``resolution-unknown``, ``passage-empty``, ``passage-long``,
    ``passage-absent`` (it does not stand in the text), ``passage-doubled`` (it stands there twice), ``note-missing``.
    """
    resolution = find.resolution(tx.session, number)
    facts = {
        "language": language,
        "wrong": wrong.strip(),
        "right": right.strip(),
        "reason": check_note(reason),
    }
    if find.last_happening(tx.session, resolution.id, "corrected") == facts:
        return
    ballot = tx.session.get_one(Ballot, resolution.ballot_id)
    version = tx.session.get_one(MotionVersion, ballot.version_id)
    text = corrected(version.text, read_told(tx.session, [resolution.id])[resolution.id]).get(language, "")
    _check_passage(text, facts["wrong"], facts["right"])
    entry = tx.enter(
        "resolution-corrected",
        now=now,
        motion=find.motion_of(tx.session, ballot).number,
        number=number,
        corrects=_numbered_at(tx.session, number),
        **facts,
    )
    happen(tx, resolution, "corrected", entry=entry, now=now, facts=facts)


def _check_passage(text: str, wrong: str, right: str) -> None:
    if not wrong or not right or wrong == right:
        raise Refusal("passage-empty")
    if max(len(wrong), len(right)) > LONGEST_PASSAGE:
        raise Refusal("passage-long", longest=LONGEST_PASSAGE)
    if wrong not in text:
        raise Refusal("passage-absent")
    if text.count(wrong) > 1:
        raise Refusal("passage-doubled")


def _numbered_at(session: Session, number: str) -> int:
    """The index of the entry that numbered the resolution."""
    query = select(LogEntry.index).where(
        LogEntry.kind == "resolution-numbered", col(LogEntry.body).contains(f'"number":"{number}"')
    )
    return session.exec(query).one()
