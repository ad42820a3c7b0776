"""``governance serve``: the service, until it is told to stop."""

import argparse
import logging
import os
import sys
from datetime import UTC, datetime
from typing import Any

import uvicorn

from governance.app import build_app, build_service
from governance.files.network import read_network
from governance.founding import found
from governance.service import Service
from governance.settings import Settings, read_settings
from governance.startup import check_listen, holding_home


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: everything is a setting (docs/settings.md)."""


def run(_args: argparse.Namespace) -> int:
    """Start the service of the settings and run it until SIGTERM or SIGINT."""
    settings = read_settings(os.environ)
    set_up_log(settings)
    with holding_home(settings.home):
        check_listen(settings.listen_host, settings.listen_port)
        service = build_service(settings)
        found(service, read_network(settings.network_file), now=service.now())
        listen(service)
    return 0


def listen(service: Service) -> None:
    """Answer requests until told to stop. Requests are logged by the application itself, without addresses."""
    uvicorn.run(
        build_app(service),
        host=service.settings.listen_host,
        port=service.settings.listen_port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
        **forwarding(service.settings),
        h11_max_incomplete_event_size=65_536,
    )


def forwarding(settings: Settings) -> dict[str, Any]:
    """Whose word is taken for where a request comes from: that of the named proxies, else nobody's."""
    return {"proxy_headers": bool(settings.trusted_proxies), "forwarded_allow_ips": settings.trusted_proxies}


def set_up_log(settings: Settings) -> None:
    """One line for each event, on standard error, in UTC."""
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    formatter.formatTime = _utc  # type: ignore[method-assign,assignment]
    stream = logging.StreamHandler(sys.stderr)
    stream.setFormatter(formatter)
    logging.basicConfig(level=settings.log_level.upper(), handlers=[stream], force=True)
    # The scheduler reports each wake-up, the mail library each letter: neither is an event of this service.
    for chatty in ("apscheduler", "uvicorn.error", "alembic", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _utc(record: logging.LogRecord, _format: str | None = None) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
