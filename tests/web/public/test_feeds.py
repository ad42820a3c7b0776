"""The feeds that programs follow."""

from datetime import timedelta
from xml.etree import ElementTree

from icalendar import Calendar

from tests.web.public.conftest import PublicSide

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_news_feed_names_what_happened_the_newest_first(public: PublicSide) -> None:
    """Tabled, opened, resolved; ids stay whatever the address becomes."""
    ballot = public.network.put("2026-01", "test-positions")
    public.network.clock.at += timedelta(days=14)
    public.close(ballot)
    answer = public.client.get("/feed.atom")
    feed = ElementTree.fromstring(answer.content)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert titles[0] == "R-2026-01: Title 2026-01 – Not adopted"
    assert len(titles) == 3
    assert len(set(ids)) == 3
    assert all(each.startswith("tag:") for each in ids)


def test_an_empty_feed_is_a_feed(public: PublicSide) -> None:
    """A reader that subscribes on the first day gets a valid answer."""
    feed = ElementTree.fromstring(public.page("/feed.atom"))
    assert feed.findtext(f"{ATOM}updated")
    assert list(feed.iter(f"{ATOM}entry")) == []


def test_titles_cannot_break_the_feed(public: PublicSide) -> None:
    """What people wrote is escaped in XML as in HTML."""
    wording = {
        "title": {"fr": "A & B <c>", "en": "A & B <c>"},
        "question": {"fr": "?"},
        "text": {"fr": "x"},
        "no_decision": {},
        "options": [],
    }
    public.network.put("2026-01", "test-positions", wording=wording)
    feed = ElementTree.fromstring(public.page("/feed.atom"))
    assert any("A & B <c>" in (each.text or "") for each in feed.iter(f"{ATOM}title"))


def test_the_calendar_holds_the_close_of_an_open_ballot(public: PublicSide) -> None:
    """The instant is UTC, the identifier stays the same when the ballot is extended."""
    ballot = public.network.put("2026-01", "test-positions")
    calendar = Calendar.from_ical(public.page("/calendar.ics"))
    [event] = calendar.walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2026-12-04T12:00:00+00:00"
    assert str(event["uid"]).startswith(str(ballot))
    assert "Title 2026-01" in event["summary"]


def test_the_calendar_speaks_the_language_of_whoever_follows_it(public: PublicSide) -> None:
    """A calendar program keeps the address with its language."""
    public.network.put("2026-01", "test-positions")
    assert "Clôture du scrutin" in public.client.get("/calendar.ics?lang=fr").text.replace("\r\n ", "")


def test_feeds_do_not_change_by_themselves(public: PublicSide) -> None:
    """Asked again, the same bytes: a reader is not told of news that are none."""
    public.network.put("2026-01", "test-positions")
    first = {address: public.page(address) for address in ("/feed.atom", "/calendar.ics")}
    public.network.clock.at += timedelta(hours=1)
    assert first == {address: public.page(address) for address in first}
