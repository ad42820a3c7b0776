"""The deadline of a ballot as a calendar file (RFC 5545), with an alarm. It carries no link: calendars are shared."""

from datetime import datetime, timedelta
from uuid import UUID

from icalendar import Alarm, Calendar, Event

from governance.mail.blocks import Enclosure

DAY_BEFORE = timedelta(days=1)
HOUR_BEFORE = timedelta(hours=1)
_SHORT = timedelta(days=2)


def deadline_file(
    *,
    ballot: UUID,
    opens_at: datetime,
    closes_at: datetime,
    summary: str,
    description: str,
    url: str,
    host: str,
    now: datetime,
) -> Enclosure:
    """``deadline.ics``: one event at ``closes_at`` with an alarm a day before, or an hour before for a ballot of less
    than two days.

    The event keeps its UID and its sequence grows with the time the ballot is open, so that a calendar moves it
    when the ballot is extended.
    """
    event = Event()
    event.add("uid", f"ballot-{ballot}@{host}")
    event.add("sequence", int((closes_at - opens_at) / timedelta(minutes=1)))
    event.add("dtstamp", now)
    event.add("dtstart", closes_at)
    event.add("summary", summary)
    event.add("description", description)
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(closes_at - opens_at, summary))
    return Enclosure(
        name="deadline.ics",
        media_type="text/calendar",
        content=_calendar(event).to_ical(),
        parameters=(("charset", "utf-8"), ("method", "PUBLISH")),
    )


def _alarm(open_for: timedelta, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -(HOUR_BEFORE if open_for < _SHORT else DAY_BEFORE))
    return alarm


def _calendar(event: Event) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//governance//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar
