"""What calendars and feed readers follow: deadlines and news."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from icalendar import Calendar, Event
from litestar import Request, Response, get

from governance.store.reads.public_motions import LIVING, MotionFacts, list_motions
from governance.store.reads.public_network import read_network
from governance.store.reads.public_resolutions import ResolutionLine, list_resolutions
from governance.web.pages import answer
from governance.web.security import language_of
from governance.web.service import service_of
from governance.words.figures import say_name
from governance.words.jinja import environment
from governance.words.labels import outcome_label
from governance.words.localized import pick
from governance.words.speak import gettext as _
from governance.words.speak import speaking

ATOM = "application/atom+xml; charset=utf-8"
ICALENDAR = "text/calendar"
NEWEST = 50


@dataclass(frozen=True)
class News:
    """One entry of the feed: a stable id (RFC 4151), when it happened, and a title in the reader's language."""

    id: str
    at: datetime
    title: str
    address: str


@get("/feed.atom", sync_to_thread=True)
def feed(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Motions tabled, ballots opened and resolutions published, the newest first (RFC 4287)."""
    service = service_of(request)
    base = service.settings.base_url
    motions, resolutions = service.read(list_motions), service.read(list_resolutions)
    with speaking(language_of(request)) as language:
        news = [each for motion in motions for each in _motion_news(motion, base)]
        news += [_resolution_news(resolution, base) for resolution in resolutions]
        news.sort(key=lambda each: each.at, reverse=True)
        network = service.read(read_network)
        facts = {
            "news": news[:NEWEST],
            "base": base,
            "lang": language,
            "network": network,
            "now": service.now(),
        }
        body = environment().get_template("pages/public/feed.xml").render(facts)
    return answer(request, body.encode(), ATOM, public=True)


@get("/calendar.ics", sync_to_thread=True)
def calendar(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The close of every open ballot, and the earliest opening of every tabled motion (RFC 5545)."""
    service = service_of(request)
    base = service.settings.base_url
    host = urlsplit(base).hostname or "localhost"
    made = Calendar()
    made.add("prodid", "-//governance//calendar//EN")
    made.add("version", "2.0")
    motions = service.read(list_motions, states=LIVING)
    with speaking(language_of(request)):
        for motion in motions:
            made.add_component(_deadline(motion, base, host))
    return answer(request, made.to_ical(), ICALENDAR, public=True)


def _motion_news(motion: MotionFacts, base: str) -> list[News]:
    title = pick(motion.title, authentic=motion.authentic).text
    address = f"{base}/motions/{motion.number}"
    said = _("Motion %(number)s tabled: %(title)s") % {
        "number": say_name(motion.number),
        "title": say_name(title),
    }
    news = [News(_tag(base, motion.tabled_at, f"motion/{motion.number}"), motion.tabled_at, said, address)]
    for each in motion.opened_rounds:
        assert each.opens_at is not None  # that is what opened means
        said = _("Ballot open on motion %(number)s: %(title)s") % {
            "number": say_name(motion.number),
            "title": say_name(title),
        }
        news.append(News(_tag(base, each.opens_at, f"ballot/{each.ballot_id}"), each.opens_at, said, address))
    return news


def _resolution_news(resolution: ResolutionLine, base: str) -> News:
    title = pick(resolution.title, authentic=resolution.authentic).text
    return News(
        id=_tag(base, resolution.published_at, f"resolution/{resolution.number}"),
        at=resolution.published_at,
        title=f"{resolution.number}: {title} – {outcome_label(resolution.outcome)}",
        address=f"{base}/resolutions/{resolution.number}",
    )


def _tag(base: str, at: datetime, what: str) -> str:
    """A tag URI: it stays the same whatever becomes of the address."""
    return f"tag:{urlsplit(base).hostname},{at.astimezone(UTC):%Y-%m-%d}:{what}"


def _deadline(motion: MotionFacts, base: str, host: str) -> Event:
    latest = motion.latest
    title = pick(motion.title, authentic=motion.authentic).text
    said = {"number": say_name(motion.number), "title": say_name(title)}
    event = Event()
    if latest.state == "open" and latest.closes_at is not None:
        event.add("dtstart", latest.closes_at)
        event.add("summary", _("Close of the ballot on motion %(number)s: %(title)s") % said)
    else:
        event.add("dtstart", latest.earliest_open_at)
        event.add("summary", _("Earliest opening of the ballot on motion %(number)s: %(title)s") % said)
    event.add("uid", f"{latest.ballot_id}@{host}")
    event.add("dtstamp", latest.opens_at or motion.tabled_at)
    event.add("url", f"{base}/motions/{motion.number}")
    return event
