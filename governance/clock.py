"""The one place that asks what time it is. Everything else is told."""

import ctypes
import time
from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    """This machine's time: aware, UTC, whole milliseconds."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def since_boot() -> float:
    """Seconds of a clock that never steps and does not stop while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def is_synchronised() -> bool:
    """Whether the kernel says that something keeps this machine's clock right (adjtimex(2), modes 0: a question)."""
    timex = ctypes.create_string_buffer(512)
    try:
        return ctypes.CDLL(None).adjtimex(timex) in range(_TIME_ERROR)
    except (OSError, AttributeError):
        return False


_TIME_ERROR = 5
"""What adjtimex answers where the clock is not synchronised."""

MOST_OFF = timedelta(seconds=1)
"""A server whose clock is further from the shared database's takes no votes."""


class Clock:
    """The service's clock: the machine's, set right by the shared database's, plus the offset of a demonstration."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self._offset = offset
        self._correction = timedelta()
        self.is_right = True

    def now(self) -> datetime:
        """The instant it is for this service: aware, UTC, whole milliseconds."""
        return utc_now() + self._correction + self._offset

    def advance_to(self, offset: timedelta) -> None:
        """Run ahead by ``offset`` from now on; a smaller offset than before is ignored: time goes forward."""
        self._offset = max(self._offset, offset)

    def set_right(self, *, behind: timedelta, within: timedelta) -> None:
        """This machine is ``behind`` the clock that all servers share, measured to ``within``: corrected from now on.

        A measurement that is itself rougher than what is allowed says nothing, and changes nothing.
        """
        if within > MOST_OFF:
            return
        self._correction = timedelta(milliseconds=round(behind / timedelta(milliseconds=1)))
        self.is_right = abs(behind) - within <= MOST_OFF

    def machine_time(self, instant: datetime) -> datetime:
        """What clocks on the wall show at ``instant`` of this service, wherever a demonstration has moved its own."""
        return instant - self._offset

    def alarm_time(self, instant: datetime) -> datetime:
        """When this machine's own clock will show ``instant`` of this service, however wrong it is."""
        return self.machine_time(instant) - self._correction

    @property
    def offset(self) -> timedelta:
        """How far a demonstration was moved forward."""
        return self._offset

    @property
    def correction(self) -> timedelta:
        """How far the machine's clock is behind the one that all servers share."""
        return self._correction
