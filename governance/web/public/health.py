"""Whether the service lives, and whether it is ready to work: for whoever watches over it."""

import json
from datetime import timedelta
from typing import Any

from litestar import Request, Response, get

from governance.refusal import Refusal
from governance.register.canonical import instant
from governance.startup import check_zone_data
from governance.store.reads.public_network import read_network
from governance.web.pages import answer
from governance.web.service import service_of

JSON = "application/json"
MISSED_SWEEPS = 3
"""So many sweeps may be missed before the timekeeper counts as standing still."""


@get("/health/live", sync_to_thread=False)
def live(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The process answers."""
    return answer(request, b"live\n", "text/plain")


@get("/health/ready", sync_to_thread=True)
def ready(request: Request[Any, Any, Any]) -> Response[bytes]:
    """200 where database, timekeeper, clock and time-zone data are as they must be, else 503; each is named, beside
    the service's clock, which a watcher can compare with its own."""
    found = {
        "database": _database_answers(request),
        "timekeeper": _timekeeper_wakes(request),
        "clock": service_of(request).clock.is_right,
        "time_zones": _zones_are_fresh(),
    }
    whole = all(found.values())
    said = {"ready": whole, **found, "now": instant(service_of(request).now())}
    return answer(request, json.dumps(said).encode() + b"\n", JSON, status=200 if whole else 503)


def _database_answers(request: Request[Any, Any, Any]) -> bool:
    """It can be read, and the network has been founded in it."""
    try:
        return service_of(request).read(read_network) is not None
    except Exception:
        return False


def _timekeeper_wakes(request: Request[Any, Any, Any]) -> bool:
    """It has looked for what is due within the last few sweeps."""
    service = service_of(request)
    last = request.app.state.timekeeper.last_tick
    allowed = timedelta(seconds=MISSED_SWEEPS * service.settings.sweep_seconds)
    return last is not None and service.now() - last <= allowed


def _zones_are_fresh() -> bool:
    try:
        check_zone_data()
    except Refusal:
        return False
    return True
