"""From a request to the service behind it."""

from typing import Any, cast

from litestar.connection import ASGIConnection

from governance.service import Service


def service_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Service:
    """The service that ``app`` has put behind every request."""
    return cast(Service, connection.app.state.service)
