"""The last signed head, kept outside the database so that an old database shown as the newest is noticed."""

from collections.abc import Iterable
from pathlib import Path

from governance.refusal import Refusal
from governance.register.checkpoint import Checkpoint, read_checkpoint
from governance.register.note import VerifierKey
from governance.register.privatefile import read_private, write_private
from governance.register.tree import ReadNode, root_at


class HeadFile:
    """One file with one signed note; whoever signs a head writes it here before showing it to anybody."""

    def __init__(self, path: Path, *, verifiers: Iterable[VerifierKey]) -> None:
        self.path = path
        self.verifiers = tuple(verifiers)

    def read(self) -> Checkpoint | None:
        """Return the last signed head, or None where none was ever signed.

        Raises the refusals of ``read_checkpoint`` and ``read_private`` where the file is not what was
        written.
        """
        try:
            note = read_private(self.path).decode(errors="replace")
        except Refusal as refusal:
            if refusal.code == "file-missing":
                return None
            raise
        return read_checkpoint(note, verifiers=self.verifiers)

    def write(self, note: str) -> None:
        """Put a newer head in the place of the last one; it is on disk when this returns."""
        write_private(self.path, note.encode(), replace=True)


def check_covers(last: Checkpoint | None, *, size: int, read: ReadNode) -> None:
    """Refuse a log of ``size`` entries that does not begin with the last signed head.

    ``database-behind-head`` where the log is shorter than the head, ``database-contradicts-head`` where it is
    another log: such a database signs nothing before the restoration is entered.
    """
    if last is None:
        return
    if size < last.size:
        raise Refusal("database-behind-head", entries=size, signed=last.size)
    if root_at(last.size, read) != last.root:
        raise Refusal("database-contradicts-head", entries=size, signed=last.size)
