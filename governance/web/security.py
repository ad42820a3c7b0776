"""The outermost door: what every answer carries, whoever gives it, and what no log line may hold.

It stands before the routes, so that unknown addresses and failures pass through it too.
"""

import logging
import time
from typing import Any, cast

from litestar import HttpMethod, Litestar, Request
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from governance.refusal import Refusal
from governance.words.languages import choose_language
from governance.words.speak import speaking

LANGUAGE_COOKIE = "language"

# No script, no frame, no font, no connection: the pages need none. Styles and pictures come from this host
# alone.
CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
SCRIPT_POLICY = f"{CONTENT_POLICY}; script-src 'self'; connect-src 'self'"
"""For the few pages with an extra in JavaScript, a file of this host that may ask this host; never a voting link's."""
HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # A personal link must not reach another site, nor another page's log, by way of a Referer.
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # What does not say otherwise is not kept: desk, booth, refusals.
    "cache-control": "no-store",
}

logger = logging.getLogger("governance.web")


def guard(app: Litestar, *, secure: bool) -> Litestar:
    """Put the door before every route of ``app``; ``secure``: readers come by https, and shall keep to it."""
    extra = {"strict-transport-security": "max-age=31536000"} if secure else {}
    app.asgi_handler = Door(app.asgi_handler, HEADERS | extra)
    return app


def language_of(request: Request[Any, Any, Any]) -> str:
    """The language a request is answered in: ``?lang=``, then the cookie, then the browser's wish."""
    return choose_language(
        request.query_params.get("lang"),
        request.cookies.get(LANGUAGE_COOKIE),
        request.headers.get("accept-language"),
    )


def check_same_origin(request: Request[Any, Any, Any], *, base_url: str) -> None:
    """Refuse (``origin-foreign``) a form that a browser says comes from another site.

    Under ``Referrer-Policy: no-referrer`` browsers send ``Origin: null`` with our own forms as well, so
    that the Fetch metadata decide wherever there are any. A client that sends neither is no browser, and
    carries no cookie that another site could borrow.
    """
    site = request.headers.get("sec-fetch-site", "absent")
    origin = request.headers.get("origin", "null")
    if site not in ("same-origin", "none", "absent"):
        raise Refusal("origin-foreign")
    if site == "absent" and origin not in ("null", base_url):
        raise Refusal("origin-foreign")


class Door:
    """An ASGI layer: chooses the language, answers HEAD as GET without a body, adds headers, logs one
    line."""

    def __init__(self, inner: ASGIApp, headers: dict[str, str]) -> None:
        self._inner = inner
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request through; what is no HTTP request passes untouched."""
        if scope["type"] != ScopeType.HTTP:
            await self._inner(scope, receive, send)
            return
        method = str(scope["method"])
        if method == HttpMethod.HEAD:
            # A copy: the server must go on seeing HEAD, for which it expects a length without a body.
            scope = cast(HTTPScope, {**scope, "method": HttpMethod.GET})
        began = time.monotonic()
        status = 0

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableScopeHeaders.from_message(message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            elif method == HttpMethod.HEAD and message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        request: Request[Any, Any, Any] = Request(scope)
        with speaking(language_of(request)):
            await self._inner(scope, receive, send_guarded)
        template = str(scope.get("path_template") or "-")
        log_request(scope, method, template, status, time.monotonic() - began)


def log_request(scope: Scope, method: str, template: str, status: int, seconds: float) -> None:
    """One line, and one more counted: method, route template (never the path, which may hold a token), status,
    milliseconds."""
    logger.info("%s %s %d %.0f ms", method, template, status, seconds * 1000)
    service = scope["litestar_app"].state.get("service")
    if service is not None:
        service.counts.count_request(method, template, status)
