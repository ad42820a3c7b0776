"""The one place that asks what time it is. Everything else is told."""

import time
from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    """This machine's time: aware, UTC, whole milliseconds."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def since_boot() -> float:
    """Seconds of a clock that never steps and does not stop while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Clock:
    """The service's clock: the machine's, plus the offset a demonstration was moved forward by."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self._offset = offset

    def now(self) -> datetime:
        """The instant it is for this service: aware, UTC, whole milliseconds."""
        return utc_now() + self._offset

    def advance_to(self, offset: timedelta) -> None:
        """Run ahead by ``offset`` from now on; a smaller offset than before is ignored: time goes forward."""
        self._offset = max(self._offset, offset)

    def machine_time(self, instant: datetime) -> datetime:
        """When the machine's clock will show ``instant`` of this service."""
        return instant - self._offset

    @property
    def offset(self) -> timedelta:
        """How far this clock runs ahead of the machine's."""
        return self._offset
