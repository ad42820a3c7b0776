"""Who asks at the desk's part of the API: the token behind a request, and what it may do."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.types import Guard

from governance.access.tokens import token_digest
from governance.refusal import Refusal
from governance.service import Service
from governance.store.reads.tokens import TokenFacts, find_token
from governance.store.transaction import Transaction
from governance.web.api.saying import tag_of
from governance.web.pages import AnyRequest
from governance.web.service import service_of

T = TypeVar("T")
M = TypeVar("M")

READING = ("read", "motions", "ballots", "members")
"""Whoever may change something may also read what the desk reads."""


def needs(*scopes: str) -> Guard:
    """The guard of a route: lets pass whose token has one of these scopes.

    Refused: ``token-missing``, ``token-unknown`` (also where it has ended), ``scope-missing``.
    """

    async def guard(connection: ASGIConnection, _route: BaseRouteHandler) -> None:  # type: ignore[type-arg]
        token = await sync_to_thread(_holder, connection)
        if not set(scopes) & set(token.scopes):
            raise Refusal("scope-missing", scopes=scopes)

    return guard


def machine_now(service: Service) -> datetime:
    """Tokens run on the machine's time, like sessions: a demonstration that moves its clock ends none."""
    return service.clock.machine_time(service.now())


def do_if_unchanged(
    request: AnyRequest,
    look: Callable[[Transaction], M],
    act: Callable[[Transaction, M], T],
    *,
    say: Callable[[M], object],
) -> T:
    """Run an act where what ``look`` finds, said by ``say``, still has the entity tag that the request names in
    If-Match (RFC 9110, 13.1.1); both in one transaction. Refused: ``if-match-missing`` (428),
    ``changed-meanwhile`` (412)."""
    wanted = [each.strip() for each in request.headers.get("if-match", "").split(",") if each.strip()]
    if not wanted:
        raise Refusal("if-match-missing")

    def guarded(tx: Transaction) -> T:
        found = look(tx)
        if "*" not in wanted and tag_of(say(found)) not in wanted:
            raise Refusal("changed-meanwhile")
        return act(tx, found)

    return service_of(request).do(guarded)


def _holder(connection: ASGIConnection[Any, Any, Any, Any]) -> TokenFacts:
    service = service_of(connection)
    kind, _, given = connection.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not given.strip():
        raise Refusal("token-missing")
    found = service.read(find_token, token_digest(given.strip()))
    if found is None or not found.is_good(machine_now(service)):
        raise Refusal("token-unknown")
    return found
