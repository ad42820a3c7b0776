"""The promise of delivery: whatever the mail server does, no letter is lost and none is marked that was not taken."""

import random
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from governance.courier import send_letters
from governance.mail.delivery import Carrier
from governance.store.tables.outbox import OutboxRow
from governance.store.transaction import Transaction
from tests.equipment.figures import Figure
from tests.equipment.looking import rows
from tests.equipment.network import NetworkAtHand
from tests.equipment.post import DROP, HANG, TAKE_AND_DROP, Answers, Post
from tests.mail.conftest import rows_of, with_mail

MOODS: list[Answers] = [
    {},
    {"connect": "421 too busy"},
    {"connect": "554 no service here"},
    {"connect": DROP},
    {"connect": HANG},
    {"EHLO": "501 no", "HELO": "501 no"},
    {"MAIL": "451 later"},
    {"MAIL": DROP},
    {"RCPT": "450 4.2.0 greylisted"},
    {"RCPT": "550 5.7.1 relaying denied"},
    {"RCPT": "nonsense"},
    {"DATA": "451 not now"},
    {"DATA": DROP},
    {".": "451 disk full"},
    {".": "421 going down"},
    {".": DROP},
    {".": HANG},
    {".": TAKE_AND_DROP},
]
IDENTITY = re.compile(rb"^Message-ID: (<.+>)\r$", re.MULTILINE)


def post_many(tx: Transaction, *, like: UUID, count: int, now: datetime) -> None:
    """Post so many letters that carry the same link."""
    row = tx.session.get_one(OutboxRow, like)
    for n in range(count):
        tx.post(
            "link-resent",
            f"resent:{n}",
            now=now,
            mandate_id=row.mandate_id,
            motion_id=row.motion_id,
            ballot_id=row.ballot_id,
            seat_id=row.seat_id,
            link_id=row.link_id,
        )


def identities(letters: list[bytes]) -> set[str]:
    """The Message-IDs of raw letters."""
    return {IDENTITY.findall(letter)[0].decode() for letter in letters}


@pytest.mark.proof
def test_no_letter_is_lost_and_none_is_marked_that_was_not_taken(
    network: NetworkAtHand, figure: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters to a server that changes its mind with every connection, carried by three workers: all arrive within
    five days, each under one Message-ID; at every moment, what is marked sent is what the server said yes to."""
    count = figure(small=40, full=1000)
    chance = random.Random(count)
    assert Carrier.__init__.__kwdefaults__ is not None
    monkeypatch.setitem(Carrier.__init__.__kwdefaults__, "answer_seconds", 0.3)
    server = Post(lambda: {} if chance.random() < 0.3 else chance.choice(MOODS))
    network.put("2026-01", "majorite-exprimes")
    like = rows_of(network.service, "invitation")[0].id
    network.service.do(post_many, like=like, count=count, now=network.now())
    service = with_mail(network.service, f"smtp://127.0.0.1:{server.address.port}")
    began = network.now()
    try:
        while any(row.sent_at is None and row.cancelled_at is None for row in rows(service, OutboxRow)):
            with ThreadPoolExecutor(3) as pool:
                list(pool.map(lambda _: send_letters(service, now=network.now()), range(3)))
            marked = {row.message_id for row in rows(service, OutboxRow) if row.sent_at is not None}
            assert marked == identities(server.taken)
            network.clock.at += timedelta(minutes=10)
            assert network.now() - began < timedelta(days=5)
    finally:
        server.close()
    assert not [row for row in rows(service, OutboxRow) if row.gave_up_at is not None]
    assert len(identities(server.taken)) == count + 13
    assert identities(server.kept) <= identities(server.taken)
