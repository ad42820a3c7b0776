"""What is done to the register while the service stands still: its key replaced, an older database taken up again.

Both may be run again after a crash at any point.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from governance.access.vault import open_vault
from governance.acts.ask_restoration import ask_restoration
from governance.acts.replace_key import replace_key
from governance.refusal import Refusal
from governance.register.checkpoint import sign_checkpoint
from governance.register.headfile import HeadFile, check_covers
from governance.register.keys import SigningKey, create_key, load_key
from governance.store.database import Database
from governance.store.heads import node_reader, read_frontier
from governance.store.transaction import Transaction
from governance.store.writer import Writer

T = TypeVar("T")


def replace_signing_key(
    database: Database, folder: Path, *, old: SigningKey, passphrase: str | None, now: datetime
) -> SigningKey:
    """Make a new key, enter it under both signatures, sign the head with both, and put its file in the old one's place.

    Signed twice, the head is readable by whichever key a crash leaves in its place. The service must not run meanwhile.
    """
    fresh = folder / "signing.key.new"
    new = (
        load_key(fresh, passphrase=passphrase)
        if fresh.exists()
        else create_key(fresh, origin=old.name, passphrase=passphrase)
    )
    file = HeadFile(folder / "head", verifiers=[old.verifier, new.verifier])
    with database.reading() as session:
        size, _ = read_frontier(session)
        check_covers(file.read(), size=size, read=node_reader(session))
    _run(database, lambda tx: replace_key(tx, old=old, new=new, now=now))
    _sign(database, file, new, old)
    fresh.replace(folder / "signing.key")
    return new


def ask_to_take_up(
    database: Database,
    folder: Path,
    *,
    key: SigningKey,
    seats: Collection[str],
    note: str,
    mail_host: str,
    now: datetime,
) -> int:
    """Ask other seats to confirm that this database is older than the last signed head; answers how many entries are
    lost. A service that is started then waits for them. Refused as ``ask_restoration``."""
    lost = HeadFile(folder / "head", verifiers=[key.verifier]).read()
    if lost is None:
        raise Refusal("nothing-lost", entries=0, signed=0)
    with database.reading() as session:
        size, _ = read_frontier(session)
    facts: dict[str, Any] = {"seats": seats, "note": note, "vault": open_vault(folder), "now": now}
    _run(database, lambda tx: ask_restoration(tx, lost=lost, **facts), mail_host=mail_host)
    return lost.size - size


def _run(database: Database, act: Callable[[Transaction], T], *, mail_host: str = "localhost") -> T:
    """Run one act with a writer that signs nothing."""
    writer = Writer(database, mail_host=mail_host)
    try:
        return writer.run(act)
    finally:
        writer.close()


def _sign(database: Database, file: HeadFile, *keys: SigningKey) -> None:
    with database.reading() as session:
        size, frontier = read_frontier(session)
    file.write(sign_checkpoint(*keys, origin=keys[0].name, size=size, root=frontier.root()))
