"""What a door may ask of the running service."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from litestar.connection import ASGIConnection
from sqlmodel import Session

from governance.clock import Clock
from governance.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")


class Service(Protocol):
    """The service as pages see it: settings, a clock, reads and acts."""

    settings: Settings
    clock: Clock

    def read(self, fn: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``fn(session, ...)`` answers in a short session that cannot write."""

    def do(self, act: Callable[..., T], /, **facts: Any) -> T:
        """What ``act(tx, ...)`` answers, after its commit is on disk."""


def service_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Service:
    """The service behind a request."""
    return cast(Service, connection.app.state.service)
