"""The desk notes that a resolution was reviewed, and when it is looked at next."""

from datetime import datetime

from governance.acts import find
from governance.acts.check_life import check_date
from governance.acts.happen import happen
from governance.refusal import Refusal
from governance.store.reads.standings import standing_of
from governance.store.transaction import Transaction


def review_resolution(
    tx: Transaction, *, number: str, note: str, next_on: str | None = None, now: datetime
) -> None:
    """Enter the review with its note, which is public; without ``next_on`` it is the last. The same note again on the
    same day changes nothing. Refused: ``resolution-unknown``, ``resolution-without-force``, ``note-missing``,
    ``note-long``, ``date-malformed``."""
    resolution = find.resolution(tx.session, number)
    stands = standing_of(tx.session, resolution)
    if stands is None or not stands.can_change:
        raise Refusal("resolution-without-force", resolution=number)
    said = check_note(note)
    if next_on is not None:
        check_date(next_on)
    facts = {"note": said} | ({"next": next_on} if next_on else {})
    if find.last_happening(tx.session, resolution.id, "reviewed") == facts:
        return
    entry = tx.enter("resolution-reviewed", now=now, number=number, note=said, next=next_on)
    happen(tx, resolution, "reviewed", entry=entry, now=now, facts=facts)


LONGEST_NOTE = 1000
"""Characters of what the desk, or a seat, writes about a resolution after its number."""


def check_note(note: str) -> str:
    """The note as it is kept, or ``note-missing``, ``note-long``."""
    said = note.strip()
    if not said:
        raise Refusal("note-missing")
    if len(said) > LONGEST_NOTE:
        raise Refusal("note-long", longest=LONGEST_NOTE)
    return said
