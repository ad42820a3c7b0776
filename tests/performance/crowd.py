"""A crowd of seats that have voted, put into an open ballot a few thousand at a time: what acts would take hours for.

Run as ``python -m tests.performance.crowd HOME SEATS``: closes a ballot of so many votes in a home of its own, and
prints as JSON how many seconds it took and how many megabytes the process came to.
"""

import hashlib
import json
import sys
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from governance.acts import seal_content
from governance.acts.close_ballot import close_ballot
from governance.register import seal
from governance.register.canonical import instant
from governance.store.tables.ballots import Link, Seat
from governance.store.tables.members import Member
from governance.store.tables.votes import Vote, VoteKey
from governance.store.transaction import Transaction
from tests.equipment.looking import rows
from tests.equipment.network import NetworkAtHand, a_network

AT_A_TIME = 2_000
POSITIONS = ("yes", "no", "abstain")


def fill(network: NetworkAtHand, ballot: UUID, seats: int, *, letters: bool = False) -> None:
    """So many more seats, each with one sealed vote and its entry; ``letters``: with a receipt that was sent."""
    mandate = rows(network.service, Link)[0].mandate_id

    def some(tx: Transaction, first: int, last: int) -> None:
        for n in range(first, last):
            _one(tx, network, ballot, mandate, n, letters=letters)

    for first in range(0, seats, AT_A_TIME):
        network.service.do(some, first, min(seats, first + AT_A_TIME))


def _one(
    tx: Transaction, network: NetworkAtHand, ballot: UUID, mandate: UUID, n: int, *, letters: bool
) -> None:
    now, code, member, seat, vote = network.now(), f"X{n}", uuid4(), uuid4(), uuid4()
    name, salt = {"fr": code}, hashlib.sha256(code.encode()).digest()[:16]
    plain = {"groups": [], "weights": {}}
    tx.gather(Member, id=member, code=code, name=name, sector=name, city=name, admitted_at=now, **plain)
    tx.gather(Seat, id=seat, ballot_id=ballot, member_id=member, code=code, name=name, salt=salt, **plain)
    sealed = seal_content.seal_vote(
        {"positions": {"motion": POSITIONS[n % len(POSITIONS)]}},
        ballot=ballot,
        seat=code,
        randomness=seal_content.Randomness(),
        capacity=seal_content.capacity(1),
        box_key=network.service.vault.box,
    )
    mark = seal.seat_mark(salt, code)
    entry = tx.enter(
        "vote-cast",
        now=now,
        ballot=ballot,
        mark=mark,
        commitment=sealed.commitment,
        received_at=instant(now),
        request=f"crowd-{n}",
    )
    tx.gather(
        Vote,
        id=vote,
        ballot_id=ballot,
        seat_id=seat,
        mandate_id=mandate,
        sequence=1,
        request_key=f"crowd-{n}",
        content_mark=mark,
        received_at=now,
        recorded_at=now,
        commitment=sealed.commitment,
        entry=entry,
        sealed=sealed.ciphertext,
    )
    tx.gather(VoteKey, vote_id=vote, wrapped=sealed.wrapped_key)
    if letters:
        tx.post_first("receipt", f"receipt:{vote}", now=now, ballot_id=ballot, seat_id=seat, vote_id=vote)


def close_a_crowd(home: Path, seats: int) -> dict[str, float]:
    """Close a ballot of so many votes; seconds of the act with its commit, megabytes before and at the highest."""
    network = a_network(home)
    ballot = network.put("2026-01", "majorite-exprimes")
    fill(network, ballot, seats - 13)
    before = _megabytes("VmRSS")
    network.clock.at += timedelta(days=14)
    started = time.perf_counter()
    network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())
    seconds = time.perf_counter() - started
    network.close()
    return {"seconds": seconds, "before": before, "highest": _megabytes("VmHWM")}


def _megabytes(what: str) -> float:
    """This process's memory in use (VmRSS) or at its highest (VmHWM)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split(f"{what}:")[1].split()[0]) / 1024


if __name__ == "__main__":
    print(json.dumps(close_a_crowd(Path(sys.argv[1]), int(sys.argv[2]))))
