"""What is done to the register while the service stands still: its key replaced, an older database taken up again.

Both end with a head on disk that names the new state, and both may be run again after a crash at any point.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from governance.acts.enter_restoration import enter_restoration
from governance.acts.replace_key import replace_key
from governance.refusal import Refusal
from governance.register.checkpoint import sign_checkpoint
from governance.register.headfile import HeadFile, check_covers
from governance.register.keys import SigningKey, create_key, load_key
from governance.rules.rule import Rule
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


def take_up_older_database(
    database: Database,
    folder: Path,
    *,
    key: SigningKey,
    seats: tuple[str, ...],
    note: str,
    rulebook: Mapping[str, Rule],
    now: datetime,
) -> int:
    """Enter that this database is older than the last signed head, as two seats confirm, and sign again; answers how
    many entries were lost. Refused: ``nothing-lost``, ``restoration-unconfirmed``."""
    file = HeadFile(folder / "head", verifiers=[key.verifier])
    lost = file.read()
    if lost is None:
        raise Refusal("nothing-lost", entries=0, signed=0)
    facts: dict[str, Any] = {"seats": seats, "note": note, "rulebook": rulebook, "now": now}
    index = _run(database, lambda tx: enter_restoration(tx, lost=lost, **facts))
    _sign(database, file, key)
    return lost.size - index


def _run(database: Database, act: Callable[[Transaction], T]) -> T:
    """Run one act with a writer that signs nothing."""
    writer = Writer(database, mail_host="localhost")
    try:
        return writer.run(act)
    finally:
        writer.close()


def _sign(database: Database, file: HeadFile, *keys: SigningKey) -> None:
    with database.reading() as session:
        size, frontier = read_frontier(session)
    file.write(sign_checkpoint(*keys, origin=keys[0].name, size=size, root=frontier.root()))
