"""Receipts: the proof that one entry stands in a signed head of the register."""

from sqlmodel import Session

from governance.register.proof import encode_tlog_proof
from governance.register.tree import inclusion_proof
from governance.store.heads import Signer, node_reader
from governance.store.tables.log import LogEntry


def read_receipt(session: Session, *, signer: Signer, entry: int) -> str:
    """The receipt of the entry at this index, as the text of a ``.tlog-proof`` file under a head that covers it.

    The refusals of the signer are passed on: a receipt without a signed head is none.
    """
    body = session.get_one(LogEntry, entry).body
    head = signer.current(session)
    hashes = inclusion_proof(entry, head.size, node_reader(session))
    return encode_tlog_proof(index=entry, entry=body.encode("utf-8"), hashes=hashes, note=head.note)
