"""A meeting in place of the ballot: asked for on the page of the link, with the code, without any script."""

from collections.abc import Callable
from datetime import timedelta

from tests.equipment.network import NetworkAtHand
from tests.web.booth.conftest import Director, said

RULE = "consensus-sans-objection"


def test_a_seat_asks_and_its_page_says_so_from_then_on(
    network: NetworkAtHand, put: Callable[..., Director]
) -> None:
    """The page says beforehand what will be seen by whom; afterwards when the seat asked."""
    director = put(RULE)
    assert "As soon as 2 members have asked for it, the ballot ends without effect" in said(director.look())
    page = director.send("meeting", {"code": director.letter.code, "meeting-reason": "À discuter."})
    assert page.status_code == 200
    assert "Your request for a meeting is recorded" in said(page)
    again = said(director.look())
    assert "This member has asked for a meeting:" in again and "I ask for a meeting" not in again
    assert "À discuter." not in again


def test_the_second_seat_stops_the_ballot(network: NetworkAtHand, put: Callable[..., Director]) -> None:
    """It is told at once, and every link says why there is nothing to answer any more."""
    director = put(RULE)
    other = Director(director.client, network.letter(director.ballot, "MNC"), director.ballot)
    other.send("meeting", {"code": other.letter.code})
    page = director.send("meeting", {"code": director.letter.code})
    assert "The ballot is stopped: the members will meet" in said(page)
    network.clock.at += timedelta(minutes=1)
    assert "The matter goes to a meeting of the members first." in said(other.look())


def test_without_the_right_code_nothing_is_asked(put: Callable[..., Director]) -> None:
    """The form comes back open, with the reason as it was typed."""
    director = put(RULE)
    for code in ("", "AAAAAA"):
        page = director.send("meeting", {"code": code, "meeting-reason": "À discuter."})
        assert page.status_code in (403, 422)
        assert "À discuter." in page.text and "<details open>" in page.text
    assert "I ask for a meeting" in said(director.look())


def test_a_rule_without_it_does_not_offer_it(director: Director) -> None:
    """Neither the button, nor the act behind it."""
    assert "meeting" not in said(director.look())
    page = director.send("meeting", {"code": director.letter.code})
    assert "no meeting can be asked for" in said(page)
