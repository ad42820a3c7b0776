"""In a further round a seat finds its earlier reason again: offered, never chosen for it."""

from datetime import timedelta

from litestar import Litestar
from litestar.testing import TestClient

from governance.acts.close_ballot import close_ballot
from governance.acts.stop_ballot import stop_ballot
from tests.equipment.network import NetworkAtHand
from tests.web.booth.conftest import OPTIONS, Director, hidden_fields, said

BLOCK = {
    "positions": dict.fromkeys(OPTIONS, "block"),
    "reasons": dict.fromkeys(OPTIONS, "Trop cher."),
}
OTHER = {
    "positions": {"association": "yes", "gie": "yes", "attendre-15": "block"},
    "reasons": {"attendre-15": "Trop tard."},
}


def again(network: NetworkAtHand, client: TestClient[Litestar], *, stopped: bool) -> Director:
    """CE3M has objected in a first ballot, which was closed or stopped; the next one is open."""
    ballot = network.put("2026-01", "consensus-multi-options", options=OPTIONS)
    network.cast(ballot, "CE3M", BLOCK)
    network.cast(ballot, "MNC", OTHER)
    service = network.service
    if stopped:
        facts = {"reason": "incident", "note": "Panne.", "notice": timedelta(), "rulebook": service.rulebook}
        service.do(stop_ballot, ballot_id=ballot, now=network.now(), **facts)
    else:
        network.clock.at += timedelta(days=14)
        service.do(close_ballot, ballot_id=ballot, vault=service.vault, now=network.now())
        network.clock.at += timedelta(days=30)
    following = network.open("2026-01", closes_after=timedelta(days=30))
    network.clock.at += timedelta(hours=1)
    return Director(client, network.letter(following, "CE3M"), following)


def test_a_reason_of_a_closed_round_can_be_used_again(
    network: NetworkAtHand, client: TestClient[Litestar]
) -> None:
    """The box is not ticked; ticked, the recap says the reason in words; a new one goes before it."""
    director = again(network, client, stopped=False)
    page = director.look()
    assert "Trop cher." in said(page) and "checked" not in page.text
    chosen = {"position-association": "block", "position-gie": "yes", "again-association": "yes"}
    kept = hidden_fields(director.send("recap", chosen))
    assert kept["reason-association"] == "Trop cher." and "reason-gie" not in kept
    kept = hidden_fields(director.send("recap", chosen | {"reason-association": "Trop tard."}))
    assert kept["reason-association"] == "Trop tard."
    without = {name: value for name, value in chosen.items() if name != "again-association"}
    assert director.send("recap", without).status_code == 422  # an objection needs a reason


def test_a_reason_of_a_stopped_ballot_is_nowhere(
    network: NetworkAtHand, client: TestClient[Litestar]
) -> None:
    """Its keys were destroyed with those of all votes: nobody, the seat itself included, can read it again."""
    page = again(network, client, stopped=True).look()
    assert "Trop cher." not in page.text and "again-" not in page.text
