"""Advice on the end of a ballot: it warns, in the language of whoever is at the desk, and never forbids."""

from datetime import UTC, datetime

import pytest

from governance.web.desk.closing_advice import closing_advice
from governance.words.speak import speaking
from tests.equipment.forms import texts
from tests.equipment.network import NetworkAtHand
from tests.web.desk.conftest import Browser
from tests.web.desk.test_motions import tabled

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("closes_at", "zone", "country", "codes"),
    [
        ("2026-12-04T18:00Z", "Africa/Casablanca", "MA", []),
        ("2026-12-04T20:00Z", "Africa/Casablanca", "MA", ["close-at-night"]),
        ("2026-12-04T07:59Z", "Africa/Casablanca", "MA", ["close-at-night"]),
        ("2026-12-05T12:00Z", "Africa/Casablanca", "MA", ["close-on-weekend"]),
        ("2027-01-11T12:00Z", "Africa/Casablanca", "MA", ["close-on-holiday"]),
        ("2026-12-05T12:00Z", "Africa/Casablanca", "ZZ", []),
        ("2027-04-01T12:00Z", "Europe/Paris", "FR", ["clocks-change"]),
    ],
)
def test_each_reason_is_named(closes_at: str, zone: str, country: str, codes: list[str]) -> None:
    """Night, weekend, holiday, a change of the clocks; nothing about a country without a calendar."""
    with speaking("fr"):
        found = closing_advice(NOW, datetime.fromisoformat(closes_at), zone=zone, country=country)
    assert [each.code for each in found] == codes
    assert not any(each.blocks for each in found)


def test_a_holiday_is_named_in_the_language_spoken() -> None:
    """As its country's calendar calls it."""
    named = set()
    for language in ("fr", "ar", "en"):
        with speaking(language):
            closes_at = datetime(2027, 1, 11, 12, tzinfo=UTC)
            [advice] = closing_advice(NOW, closes_at, zone="Africa/Casablanca", country="MA")
            named.add(advice.facts["holiday"])
    assert len(named) == 3


def test_the_recap_warns_and_the_ballot_can_be_opened_all_the_same(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """A holiday at night: two warnings, and the button is there."""
    page = tabled(secretary, network)
    recap = secretary.send(page, "/open", date="2027-01-11", time="23:00")
    assert "The ballot would close at night, at 23:00." in texts(recap)
    assert "The ballot would close on a public holiday: Proclamation of Independence Day." in texts(recap)
    assert 'value="open"' in recap.text
