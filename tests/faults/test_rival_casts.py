"""One vote per seat, however many arrive for it at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from governance.acts.cast_vote import Receipt, cast_vote
from governance.acts.close_ballot import close_ballot
from governance.acts.seal_content import Randomness
from governance.store.tables.votes import OpenedVote, Vote
from tests.equipment.figures import Figure
from tests.equipment.network import TWO_WEEKS, Letter, NetworkAtHand, a_network

SEAT = "SOL"


@pytest.mark.proof
def test_rival_casts_for_one_seat_count_once(tmp_path: Path, figure: Figure) -> None:
    """Rival casts for one seat, 64 at a time: each is answered, the last recorded is the one that counts."""
    network = a_network(tmp_path)
    try:
        ballot = network.put("2026-01", "majorite-exprimes")
        letter = network.letter(ballot, SEAT)
        casts = figure(small=120, full=10_000)
        with ThreadPoolExecutor(64) as voters:
            receipts = list(voters.map(lambda number: _cast(network, letter, number), range(casts)))
        assert sorted(receipt.replaces for receipt in receipts) == list(range(casts))
        network.clock.at += TWO_WEEKS
        network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.clock.at)
        assert network.service.read(_counted) == [network.service.read(_last_recorded)]
    finally:
        network.close()


def _counted(session: Session) -> list[UUID]:
    return list(session.exec(select(OpenedVote.vote_id)).all())


def _last_recorded(session: Session) -> UUID | None:
    return session.exec(select(Vote.id).order_by(col(Vote.sequence).desc())).first()


def _cast(network: NetworkAtHand, letter: Letter, number: int) -> Receipt:
    position = ("yes", "no", "abstain")[number % 3]
    answer = network.service.do(
        cast_vote,
        token=letter.token,
        code=letter.code,
        request_key=f"rival-{number}",
        vote={"positions": {"motion": position}},
        received_at=network.clock.at,
        randomness=Randomness(),
        vault=network.service.vault,
        now=network.clock.at,
    )
    assert isinstance(answer, Receipt)
    return answer
