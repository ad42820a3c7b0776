"""The register as a file that anybody can keep and verify."""

from collections.abc import Iterator

from governance.register.export import entry_line, head_line, reason_line, version_line
from governance.store.database import Database
from governance.store.heads import Signer, signed_heads
from governance.store.reads.public_register import read_entries, read_reasons

BATCH = 2000
"""Entries read at a time."""


def export_pieces(database: Database, signer: Signer) -> Iterator[str]:
    """The export in pieces. Each piece is read in a short session of its own: nothing is held open while a slow
    reader reads, and entries are only ever added behind those already given."""
    with database.reading() as session:
        head = signer.current(session)
    yield version_line()
    for start in range(0, head.size, BATCH):
        with database.reading() as session:
            bodies = read_entries(session, start=start, limit=min(BATCH, head.size - start))
        yield "".join(entry_line(start + place, body.encode()) for place, body in enumerate(bodies))
    with database.reading() as session:
        kept = [(size, note) for size, note in signed_heads(session) if size < head.size]
        reasons = [reason for reason in read_reasons(session) if reason.entry < head.size]
    yield "".join(head_line(size, note) for size, note in [*kept, (head.size, head.note)])
    yield "".join(reason_line(each.entry, salt=each.salt, text=each.text) for each in reasons)
