"""Numbers for Prometheus, in its text format, for the operator's own watcher alone."""

import hmac
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from litestar import Request, Response, get
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from governance.backup.shelf import last_backup
from governance.refusal import Refusal
from governance.service import Service
from governance.settings import Settings
from governance.store.reads.load import read_load
from governance.web.pages import answer
from governance.web.service import service_of

FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
"""Any of these says that a server in front passed the request on: the reader is not on this machine."""


@get("/metrics", sync_to_thread=True)
def metrics(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Every number, as of now. Refused: ``metrics-guarded``."""
    service = service_of(request)
    check_watcher(request, service.settings)
    _look(service, request.app.state.timekeeper.last_tick)
    return answer(request, generate_latest(service.counts.registry), CONTENT_TYPE_LATEST)


def check_watcher(request: Request[Any, Any, Any], settings: Settings) -> None:
    """Refuse whoever has not the token; where none is set, whoever does not ask from this very machine."""
    if settings.metrics_token is not None:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        allowed = hmac.compare_digest(given.encode(), settings.metrics_token.encode())
    else:
        allowed = _is_from_here(request)
    if not allowed:
        raise Refusal("metrics-guarded")


def _is_from_here(request: Request[Any, Any, Any]) -> bool:
    """By address, and by name: a server in front asks from this machine too, but for a name that readers use."""
    named = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    asking = request.client.host if request.client else ""
    return (
        _is_loopback(asking)
        and (named == "localhost" or _is_loopback(named))
        and not any(name in request.headers for name in FORWARDED)
    )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _look(service: Service, last_tick: datetime | None) -> None:
    """Set every gauge to what it shows now."""
    counts, now = service.counts, service.now()
    load = service.read(read_load, now=now)
    backup = last_backup(service.settings)
    counts.show("ballots_open", "Ballots that are open.", load.ballots_open)
    counts.show("closings_due", "Ballots whose end has come and that are not closed.", load.closings_due)
    counts.show("letters_waiting", "Letters that may be sent and wait.", load.letters_waiting)
    counts.show("letters_failed", "Letters that were given up.", load.letters_failed)
    counts.show("letters_returned", "Letters that came back.", load.letters_returned)
    counts.show("register_entries", "Entries of the register.", load.entries)
    counts.show("clock_doubted", "1 while nothing is closed because the clock jumped.", load.clock_doubted)
    counts.show(
        "clock_right", "0 where this server's clock is too far from the others'.", service.clock.is_right
    )
    counts.show("time_seconds", "What the service's clock shows.", now.timestamp())
    counts.show("last_tick_seconds", "When it last looked for what is due.", _seconds(last_tick))
    counts.show("last_backup_seconds", "When the newest backup was made; 0: never.", _seconds(backup))
    counts.show("writer_queue", "Acts that wait for the writer.", service.writer.waiting)


def _seconds(instant: datetime | None) -> float:
    return instant.timestamp() if instant else 0.0
