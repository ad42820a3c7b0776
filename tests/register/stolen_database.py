"""A register that real acts wrote, and the SQLite file of it in the hands of somebody who has the signing key too.

``a_life`` is a short life with every act in it. ``Stolen`` is a copy of its file, the triggers taken away: entries are
read and put back as plain data, with the tree and the heads as they were or made anew and signed again.
"""

import json
import shutil
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from governance.acts.add_account import add_account
from governance.acts.annul_vote import annul_vote
from governance.acts.close_ballot import close_ballot
from governance.acts.declare_recusal import declare_recusal
from governance.acts.extend_ballot import extend_ballot
from governance.acts.sign_minutes import sign_minutes
from governance.acts.stop_ballot import stop_ballot
from governance.acts.withdraw_motion import withdraw_motion
from governance.register import canonical
from governance.register.checkpoint import sign_checkpoint
from governance.register.headfile import HeadFile
from governance.register.keys import SigningKey, make_key
from governance.register.receipts import Receipt
from governance.register.tree import Frontier, leaf_hash
from governance.register.verify import Report, verify_export
from governance.service import Service
from governance.store.database import Database
from governance.store.heads import Signer
from governance.store.reads.receipts import read_receipt
from governance.web.public.register import export_lines
from tests.equipment.network import SIGNS, TWO_WEEKS, NetworkAtHand, members

SEATS = [member.code for member in members()]
YES = {"positions": {"motion": "yes"}, "reasons": {"motion": "C’est le moment."}}
NO = {"positions": {"motion": "no"}}
DAY = timedelta(days=1)


def receipt(service: Service, entry: int, name: str = "receipt.tlog-proof") -> Receipt:
    """The receipt that the letter about this entry encloses now."""
    return Receipt(name, service.read(read_receipt, signer=service.signer, entry=entry))


def a_life(network: NetworkAtHand) -> Receipt:
    """Every act once or more, and one late letter: the receipt of a vote in the ballot that is open at the end."""
    a_choice(network)
    a_stop(network)
    a_decision(network)
    ballot = network.put("2026-04", "test-positions")
    network.clock.at += timedelta(minutes=1)
    return receipt(network.service, network.cast(ballot, SEATS[3], YES).entry)


def a_decision(network: NetworkAtHand) -> None:
    """Votes, one changed and one disowned, a recusal, an extension, the close, the signed minutes."""
    service, ballot = network.service, network.put("2026-01", "test-positions")
    for seat in SEATS[:5]:
        network.clock.at += timedelta(minutes=1)
        network.cast(ballot, seat, YES)
    network.clock.at += timedelta(minutes=1)
    network.cast(ballot, SEATS[0], NO)
    letter = network.letter(ballot, SEATS[1])
    service.do(annul_vote, token=letter.token, code=letter.code, vault=service.vault, now=network.now())
    facts: dict[str, Any] = {"ballot_id": ballot, "now": network.now()}
    service.do(declare_recusal, **facts, seat=SEATS[2], reason="Partie.", salt=bytes(32))
    closes_at = network.now() + TWO_WEEKS + DAY
    service.do(extend_ballot, **facts, closes_at=closes_at, shown={"fr": "…"}, reason="Deux absents.")
    network.clock.at = closes_at
    service.do(close_ballot, ballot_id=ballot, vault=service.vault, now=closes_at)
    account = {"name": "Secrétariat", "language": "fr", "role": "secretariat", "password_hash": "-"}
    desk = service.do(add_account, email="desk@example.org", **account, now=network.now())
    service.do(sign_minutes, number="R-2026-02", account_id=desk, digest="0a" * 32, now=network.now())


def a_choice(network: NetworkAtHand) -> None:
    """Three options, decided."""
    options = {option: option.upper() for option in "abc"}
    ballot = network.put("2026-02", "consensus-multi-options", options=options)
    for seat in SEATS[:3]:
        network.cast(ballot, seat, {"positions": dict.fromkeys(options, "yes")})
    network.clock.at += TWO_WEEKS
    network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())


def a_stop(network: NetworkAtHand) -> None:
    """A ballot stopped with a vote in it, its motion withdrawn."""
    service, stopped = network.service, network.put("2026-03", "test-positions")
    network.cast(stopped, SEATS[0], YES)
    facts = {"ballot_id": stopped, "reason": "incident", "note": "Texte erroné.", "notice": DAY}
    service.do(stop_ballot, **facts, rulebook=service.rulebook, now=network.now())
    service.do(withdraw_motion, number="2026-03", reason="Sans objet.", now=network.now())


def copy_database(service: Service, folder: Path) -> Path:
    """An online copy of the service's file, as its backup makes one."""
    copy = folder / "governance.sqlite"
    assert service.database.url.database is not None
    source, target = sqlite3.connect(service.database.url.database), sqlite3.connect(copy)
    with target:
        source.backup(target)
    source.close()
    target.close()
    return copy


class Stolen:
    """A copy of the file, without triggers; ``service`` serves whatever stands in it now."""

    def __init__(self, file: Path, folder: Path, honest: Service, key: SigningKey | None = None) -> None:
        path = folder / "stolen.sqlite"
        shutil.copy(file, path)
        self.connection = sqlite3.connect(path, isolation_level=None)
        for (name,) in self.rows("select name from sqlite_master where type = 'trigger'"):
            self.connection.execute(f'drop trigger "{name}"')
        self.key = key or make_key(SIGNS, honest_key(honest))
        heads = HeadFile(folder / "head", verifiers=[self.key.verifier])
        database = Database(f"sqlite:///{path}")
        self.service = replace(honest, database=database, signer=Signer(self.key, heads))

    def rows(self, query: str) -> list[Any]:
        """The rows of a query."""
        return self.connection.execute(query).fetchall()

    def entries(self) -> list[dict[str, Any]]:
        """Every entry, free to be changed."""
        return [json.loads(body) for (body,) in self.rows('select body from log_entry order by "index"')]

    def put_back(self, entries: list[dict[str, Any]]) -> None:
        """Put these entries in the place of the old ones; tree and heads stay."""
        bodies = [canonical.encode_plain(entry).decode() for entry in entries]
        rows = [
            (n, entries[n].get("kind", "-"), body, "2026-11-20 12:00:00") for n, body in enumerate(bodies)
        ]
        self.connection.execute("begin")
        self.connection.execute("delete from log_entry")
        query = 'insert into log_entry("index", kind, body, entered_at) values (?, ?, ?, ?)'
        self.connection.executemany(query, rows)
        self.connection.execute("commit")

    def rebuild(self) -> None:
        """Hash every entry anew, build the tree, and sign every head again with the stolen key."""
        sizes = {size for (size,) in self.rows("select size from signed_head")}
        frontier, nodes, heads = Frontier(), [], []
        for (body,) in self.rows('select body from log_entry order by "index"'):
            frontier, complete = frontier.append(leaf_hash(body.encode()))
            nodes += complete
            if frontier.size in sizes:
                heads.append((frontier.size, self._signed(frontier)))
        self.connection.execute("begin")
        self.connection.execute("delete from log_node")
        self.connection.execute("delete from signed_head")
        query = 'insert into log_node(level, "index", hash) values (?, ?, ?)'
        self.connection.executemany(query, nodes)
        self.connection.executemany("insert into signed_head(size, note) values (?, ?)", heads)
        stands = (frontier.size, frontier.as_bytes())
        self.connection.execute("update log_head set size = ?, frontier = ?", stands)
        self.connection.execute("commit")

    def _signed(self, frontier: Frontier) -> str:
        return sign_checkpoint(self.key, origin=self.key.name, size=frontier.size, root=frontier.root())

    def lines(self) -> list[str]:
        """What the service publishes over this file."""
        return "".join(export_lines(self.service)).splitlines()

    def report(self, *receipts: Receipt) -> Report:
        """What the verifier says of it."""
        return verify_export(self.lines(), receipts=receipts)

    def close(self) -> None:
        """Give the file back."""
        self.connection.close()
        self.service.database.close()


def honest_key(service: Service) -> bytes:
    """The 32 bytes of the signing key, which whoever holds the server holds."""
    return service.signer._key.private.private_bytes_raw()
