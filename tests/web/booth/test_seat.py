"""What a seat can do besides voting: keep a predecessor's vote, let the alternate in, step out."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from governance.acts.appoint import appoint
from governance.acts.close_ballot import close_ballot
from governance.register.verify import verify_export
from governance.store.tables.outbox import OutboxRow
from governance.web.public.register import export_lines
from tests.equipment.looking import entries, rows
from tests.equipment.network import TWO_WEEKS, Letter, NetworkAtHand
from tests.web.booth.conftest import YES, Director, fingerprint, said

VOTE = {"positions": {"motion": "yes"}}


def send(director: Director, step: str, **fields: str) -> httpx.Response:
    """Send a form of the seat's page, with the code of the letter unless another is given."""
    return director.send("seat", {"step": step, "code": director.letter.code, **fields})


def told(network: NetworkAtHand, kind: str) -> int:
    """How many letters of this kind were posted."""
    return len(rows(network.service, OutboxRow, kind=kind))


def findings(network: NetworkAtHand, ballot: UUID) -> tuple[object, ...]:
    """What a verifier finds once the ballot has closed."""
    network.clock.at += TWO_WEEKS + timedelta(days=1)
    network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())
    return verify_export("".join(export_lines(network.service)).splitlines(), receipts=()).findings


def succeed(network: NetworkAtHand, ballot: UUID) -> Letter:
    """An hour later somebody else comes to speak for CE3M; their letter."""
    network.clock.at += timedelta(hours=1)
    network.service.do(
        appoint,
        member="CE3M",
        role="director",
        title={"fr": "Nouvelle direction"},
        email="nouvelle@example.org",
        language="en",
        salt=b"s" * 16,
        vault=network.service.vault,
        now=network.now(),
    )
    return network.letter(ballot, "CE3M")


def test_a_successor_keeps_the_vote_as_it_stands(network: NetworkAtHand, director: Director) -> None:
    """It is told that a vote stands, whose it is not; it confirms with the code, once, and the register says so."""
    network.cast(director.ballot, "CE3M", VOTE)
    director.letter = succeed(network, director.ballot)
    assert "Somebody else who spoke for it cast it." in said(director.look())
    assert "You have confirmed the vote as it stands." in said(send(director, "keep"))
    send(director, "keep")
    assert "Keep the vote as it stands" not in said(director.look())
    assert len(entries(network.service, "vote-confirmed")) == 1
    assert len(entries(network.service, "vote-cast")) == 1
    assert findings(network, director.ballot) == ()


def test_the_director_lets_the_alternate_in(network: NetworkAtHand, director: Director) -> None:
    """With the code: the alternate has a link, receipts go to both, one vote counts; asked again nothing changes."""
    assert "The alternate receives a link by letter" in said(send(director, "alternate"))
    before = fingerprint(network)
    send(director, "alternate")
    assert fingerprint(network) == before
    (entry,) = entries(network.service, "alternate-activated")
    assert (entry["by"], entry["seat"]) == ("director", "CE3M")
    assert told(network, "alternate-told") == 1
    alternate = Director(
        director.client, network.letter(director.ballot, "CE3M", "alternate"), director.ballot
    )
    assert alternate.confirm(YES).status_code == 200
    assert told(network, "receipt") == 2
    assert "Let your alternate vote" not in said(alternate.client.get(f"{alternate.path}/seat"))
    assert send(alternate, "alternate").status_code == 409
    assert findings(network, director.ballot) == ()


def test_a_seat_steps_out_with_its_reason(network: NetworkAtHand, director: Director) -> None:
    """With the code and a reason: public at once, its vote annulled, both mandates and nobody else told."""
    network.cast(director.ballot, "CE3M", VOTE)
    page = send(director, "recuse", reason="Partie au contrat.")
    assert "The seat has stepped out of this ballot." in said(page)
    assert "Partie au contrat." in said(director.look())
    assert len(entries(network.service, "recusal-declared")) == 1
    assert told(network, "recused") == 2
    assert send(director, "alternate").status_code == 409
    assert findings(network, director.ballot) == ()


def test_the_rule_leaves_the_member_concerned_out(network: NetworkAtHand) -> None:
    """Where it says so, the seat steps out at the opening, for everybody to see, and gets no invitation."""
    ballot = network.put("2026-01", "test-concerned", concerned="OTT")
    (entry,) = entries(network.service, "recusal-declared")
    assert entry["seat"] == "OTT"
    assert told(network, "recused") == 1
    assert findings(network, ballot) == ()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"step": "recuse", "reason": "Partie."}, "The code from the letter is missing."),
        ({"step": "recuse", "code": "AAAAAA", "reason": "Partie."}, "The code is not the right one."),
        ({"step": "alternate", "code": "AAAAAA"}, "The code is not the right one."),
        ({"step": "keep", "code": ""}, "The code from the letter is missing."),
        ({"step": "vanish"}, "arrived incomplete or damaged"),
    ],
)
def test_without_the_code_nothing_happens(
    network: NetworkAtHand, put: Callable[..., Director], fields: dict[str, str], words: str
) -> None:
    """Said on the same page; the register is the same."""
    director = put("test-positions")
    before = len(entries(network.service))
    page = director.send("seat", fields)
    assert words in said(page)
    assert len(entries(network.service)) == before


def test_stepping_out_asks_for_a_reason(network: NetworkAtHand, director: Director) -> None:
    """None, no recusal."""
    assert "The reason for stepping out is missing." in said(send(director, "recuse", reason=" "))
    assert not entries(network.service, "recusal-declared")


def test_looking_changes_nothing(network: NetworkAtHand, director: Director) -> None:
    """GET and HEAD."""
    before = fingerprint(network)
    for ask in (director.client.get, director.client.head):
        assert ask(f"{director.path}/seat").status_code == 200
    assert fingerprint(network) == before
