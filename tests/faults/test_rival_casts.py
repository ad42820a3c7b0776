"""One vote per seat, however many arrive for it at once: at the act and over HTTP, on both databases."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from governance.acts import find
from governance.acts.activate_alternate import activate_alternate
from governance.acts.admit_member import open_mandate
from governance.acts.cast_vote import Receipt, cast_vote
from governance.acts.close_ballot import close_ballot
from governance.acts.issue_link import reissue_link
from governance.acts.seal_content import Randomness
from governance.refusal import Refusal
from governance.store.tables.ballots import Link, Seat
from governance.store.tables.members import Member
from governance.store.tables.votes import OpenedVote, Vote
from governance.store.transaction import Transaction
from tests.equipment.figures import Figure
from tests.equipment.looking import rows
from tests.equipment.network import TWO_WEEKS, Letter, NetworkAtHand, a_network, members
from tests.performance.hall import Hall, a_hall, cast_request, letter_of
from tests.performance.load import Load, put_load

SEAT = "MNC"
POSITIONS = ("yes", "no", "abstain")
CLIENTS = 64


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database of each kind."""
    return str(request.getfixturevalue("postgresql_url")) if request.param == "postgresql" else ""


@pytest.fixture
def network(tmp_path: Path, database_url: str) -> Iterator[NetworkAtHand]:
    """A network with one open ballot."""
    made = a_network(tmp_path, database_url=database_url)
    yield made
    made.close()


@pytest.fixture
def ballot(network: NetworkAtHand) -> UUID:
    """The open ballot."""
    return network.put("2026-01", "majorite-exprimes")


@pytest.mark.proof
def test_rival_casts_for_one_seat_count_once(network: NetworkAtHand, ballot: UUID, figure: Figure) -> None:
    """However many casts rush in for one seat, none errs and one counts: the last acknowledged."""
    letter = network.letter(ballot, SEAT)
    casts = figure(small=120, full=10_000)
    with ThreadPoolExecutor(CLIENTS) as voters:
        receipts = list(voters.map(lambda number: _cast(network, letter, _position(number)), range(casts)))
    assert sorted(receipt.replaces for receipt in receipts) == list(range(casts))
    _check_last_counts(network, ballot, receipts)


@pytest.mark.proof
def test_rival_casts_over_http_count_once(tmp_path: Path, database_url: str, figure: Figure) -> None:
    """The same over HTTP, from 64 connections: each gets its receipt, and the vote that counts is the last entry."""
    hall = a_hall(tmp_path / "home", 13, database_url=database_url)
    casts = figure(small=60, full=10_000)
    with hall.serve() as server:
        requests = [cast_request(hall.letters[0], _position(number)) for number in range(casts)]
        load = put_load(server.port, CLIENTS, requests)
    assert load.statuses() == {200}
    entries = _entries(load)
    assert len(set(entries)) == casts
    assert _votes_and_counted(hall) == (casts, max(entries))


@pytest.mark.proof
def test_one_confirmation_sent_many_times_is_one_vote(
    tmp_path: Path, database_url: str, figure: Figure
) -> None:
    """A double click, a refresh, a retry, all at once with one request key: one vote, one receipt for all."""
    hall = a_hall(tmp_path / "home", 13, database_url=database_url)
    with hall.serve() as server:
        request = cast_request(hall.letters[0], "yes", key="the-same-confirmation")
        load = put_load(server.port, CLIENTS, [request] * figure(small=40, full=100))
    assert load.statuses() == {200}
    [entry] = set(_entries(load))
    assert _votes_and_counted(hall) == (1, entry)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(20))
def test_the_last_of_many_revotes_counts(tmp_path: Path, seed: int, figure: Figure) -> None:
    """All thirteen seats change their minds over and over, at the same time: of each the last answer counts."""
    if seed >= figure(small=1, full=20):
        return
    network = a_network(tmp_path)
    ballot, chance = network.put("2026-01", "majorite-exprimes"), random.Random(seed)
    minds = {member.code: chance.choices(POSITIONS, k=figure(small=5, full=1_000)) for member in members()}
    letters = {code: network.letter(ballot, code) for code in minds}

    def revote(code: str) -> None:
        for position in minds[code]:
            _cast(network, letters[code], position)

    with ThreadPoolExecutor(len(minds)) as voters:
        list(voters.map(revote, minds))
    _close(network, ballot)
    seats = {seat.id: seat.code for seat in rows(network.service, Seat)}
    counted = {
        seats[row.seat_id]: row.vote["positions"]["motion"] for row in rows(network.service, OpenedVote)
    }
    network.close()
    assert counted == {code: changed[-1] for code, changed in minds.items()}


@pytest.mark.proof
def test_director_and_alternate_at_once_have_one_vote(
    network: NetworkAtHand, ballot: UUID, figure: Figure
) -> None:
    """Both cast through their own links at the same time: one vote counts, the last acknowledged of the two."""
    network.service.do(
        activate_alternate,
        ballot_id=ballot,
        seat=SEAT,
        reason="Voyage.",
        vault=network.service.vault,
        now=network.now(),
    )
    letters = network.letter(ballot, SEAT), network.letter(ballot, SEAT, role="alternate")
    casts = figure(small=40, full=1_000)
    with ThreadPoolExecutor(CLIENTS) as voters:
        receipts = list(
            voters.map(lambda number: _cast(network, letters[number % 2], _position(number)), range(casts))
        )
    assert sorted(receipt.replaces for receipt in receipts) == list(range(casts))
    _check_last_counts(network, ballot, receipts)


@pytest.mark.proof
def test_a_mandate_that_changes_while_its_holder_casts(
    network: NetworkAtHand, ballot: UUID, figure: Figure
) -> None:
    """Casts through the old link either stand before the change or are refused after it; none is lost, and the
    successor's vote replaces them."""
    old = network.letter(ballot, SEAT)
    casts = figure(small=40, full=1_000)

    def cast_or_hand_over(number: int) -> Receipt | Refusal | None:
        if number == casts // 2:
            return network.service.do(_hand_over, ballot=ballot, network=network)
        try:
            return _cast(network, old, _position(number))
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(CLIENTS) as voters:
        answers = list(voters.map(cast_or_hand_over, range(casts)))
    stand = [answer for answer in answers if isinstance(answer, Receipt)]
    refused = {answer.code for answer in answers if isinstance(answer, Refusal)}
    assert refused <= {"link-revoked"}
    assert len(rows(network.service, Vote)) == len(stand)
    [link] = [link for link in rows(network.service, Link, seat_id=_seat_id(network)) if not link.revoked_at]
    last = _cast(network, letter_of(link, network.service), "abstain")
    assert last.replaces == len(stand)
    _check_last_counts(network, ballot, [*stand, last])


def _seat_id(network: NetworkAtHand) -> UUID:
    [seat] = rows(network.service, Seat, code=SEAT)
    return UUID(str(seat.id))


def _hand_over(tx: Transaction, *, ballot: UUID, network: NetworkAtHand) -> None:
    """The director's mandate ends and another's begins; the seat's links are issued anew."""
    now, seat = network.now(), find.seat(tx.session, ballot, SEAT)
    ended = find.mandate_of(tx.session, seat.member_id, "director", now)
    assert ended is not None
    ended.closes_at = now
    tx.session.add(ended)
    tx.session.flush()
    member = tx.session.get_one(Member, seat.member_id)
    open_mandate(
        tx,
        member=member.code,
        role="director",
        title={"fr": "Nouvelle direction"},
        email="successor@example.org",
        language="fr",
        salt=b"0123456789abcdef",
        now=now,
    )
    reissue_link(
        tx,
        ballot=find.ballot(tx.session, ballot),
        seat=seat,
        cause="mandate-changed",
        vault=network.service.vault,
        now=now,
    )


def _check_last_counts(network: NetworkAtHand, ballot: UUID, receipts: list[Receipt]) -> None:
    _close(network, ballot)
    last = max(receipts, key=lambda receipt: receipt.entry)
    [opened] = rows(network.service, OpenedVote)
    assert opened.vote_id == last.vote_id


def _close(network: NetworkAtHand, ballot: UUID) -> None:
    network.clock.at += TWO_WEEKS
    network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())


def _votes_and_counted(hall: Hall) -> tuple[int, int]:
    """How many votes there are, and the entry of the one that counts once the ballot is closed."""
    service = hall.service()
    later = service.now() + 2 * TWO_WEEKS
    service.do(close_ballot, ballot_id=hall.ballot, vault=service.vault, now=later)
    votes, [counted] = len(rows(service, Vote)), service.read(_counted)
    service.close()
    return votes, counted


def _counted(session: Session) -> list[int]:
    return list(session.exec(select(Vote.entry).join(OpenedVote, col(OpenedVote.vote_id) == Vote.id)).all())


def _entries(load: Load) -> list[int]:
    return [entry for _, _, entry in load.answers if entry is not None]


def _position(number: int) -> str:
    return POSITIONS[number % len(POSITIONS)]


_keys = count()


def _cast(network: NetworkAtHand, letter: Letter, position: str) -> Receipt:
    answer = network.service.do(
        cast_vote,
        token=letter.token,
        code=letter.code,
        request_key=f"rival-{next(_keys)}",
        vote={"positions": {"motion": position}},
        received_at=network.now(),
        randomness=Randomness(),
        vault=network.service.vault,
        now=network.now(),
    )
    assert isinstance(answer, Receipt)
    return answer
