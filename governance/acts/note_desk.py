"""The desk is told once when a condition is met and when a review day has come."""

from datetime import datetime

from governance.acts.write_to import write_to_desk
from governance.store.reads.desk_lives import desk_notes_due
from governance.store.transaction import Transaction


def note_desk(tx: Transaction, *, now: datetime) -> int:
    """Post every letter that is due to the desk about resolutions; answers how many matters it was."""
    notes = desk_notes_due(tx.session, now=now)
    for note in notes:
        write_to_desk(tx, note.kind, event=note.event, now=now, extra={"resolution": note.resolution})
    return len(notes)
