"""The outermost layer: public pages are kept as they were sent, until anything is written or a second has passed.

What is kept is an answer that says itself that it may be (200, ``no-cache`` with an ETag, no cookie set), under exactly
what its Vary names. Everything else passes through untouched.

Only what is kept is packed. A page of the desk or of a personal link holds what one reader alone may know beside what
somebody else may have sent into it, and the length of the two packed together would tell of the secret (the attack
known as BREACH, 2013): those pages are sent as they are, and are kept small instead.
"""

import gzip
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from litestar import HttpMethod
from litestar.concurrency import sync_to_thread
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from governance.store.changes import Changes
from governance.web.security import log_request

MOST = 500
LARGEST = 64 * 1024
"""So many answers of so many bytes at most are kept."""

LONGEST = 1.0
"""Seconds after which a page is made anew: what it says may change with the hour alone."""

SMALLEST_PACKED = 500
TEXTS = (b"text/", b"application/json", b"application/atom+xml", b"image/svg+xml")

OF_SECURITY = (b"content-security-policy", b"content-language")
NOTHING: Any = {"type": "http.response.body", "body": b"", "more_body": False}

Key = tuple[str, bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Form:
    """The plain or the packed form of a page, ready to be sent: its tag, its messages, and what says "unchanged"."""

    tag: bytes
    start: Any
    body: Any
    unchanged: Any


@dataclass(slots=True)
class Page:
    """An answer as it was made; its forms are made when first asked for."""

    headers: dict[bytes, bytes]
    body: bytes
    template: str
    until: float
    forms: dict[bool, Form] = field(default_factory=dict)

    def form(self, *, packed: bool) -> Form:
        """The form for those who can unpack, or for those who cannot; one, where packing is not worth it."""
        if packed not in self.forms:
            self.forms[packed] = self._packed() if packed and self._can_be_packed() else self._form(self.body)
        return self.forms[packed]

    def _packed(self) -> Form:
        # Other bytes, another tag (RFC 9110, 8.8.3).
        tag = self.headers[b"etag"][:-1] + b'-gzip"'
        return self._form(gzip.compress(self.body, 6, mtime=0), etag=tag, **{"content-encoding": b"gzip"})

    def _form(self, body: bytes, **changed: bytes) -> Form:
        own = {name.encode(): value for name, value in changed.items()}
        vary = b", ".join(filter(None, (self.headers.get(b"vary"), b"accept-encoding")))
        headers = {**self.headers, b"vary": vary, b"content-length": b"%d" % len(body), **own}
        kept = [
            pair for pair in headers.items() if not pair[0].startswith(b"content-") or pair[0] in OF_SECURITY
        ]
        return Form(
            headers[b"etag"],
            {"type": "http.response.start", "status": 200, "headers": list(headers.items())},
            {"type": "http.response.body", "body": body, "more_body": False},
            {"type": "http.response.start", "status": 304, "headers": kept},
        )

    def _can_be_packed(self) -> bool:
        kind = self.headers.get(b"content-type", b"")
        return len(self.body) >= SMALLEST_PACKED and kind.startswith(TEXTS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a request says which answer it gets, and in which form."""

    key: Key
    has: bytes
    packed: bool


class Kept:
    """Answers from what is kept, or passes on and keeps."""

    def __init__(self, inner: ASGIApp, changes: Changes) -> None:
        self._inner = inner
        self._changes = changes
        self._pages: dict[Key, Page] = {}
        self._at: object = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; what does not ask for a page passes."""
        if scope["type"] != ScopeType.HTTP or scope["method"] != HttpMethod.GET:
            await self._inner(scope, receive, send)
            return
        began = time.monotonic()
        asked = _read(scope)
        page = self._pages.get(asked.key)
        at = await self._number()
        if at is None or at != self._at:
            self._pages.clear()
            self._at, page = at, None
        if page is None or page.until <= began:
            await self._pass(scope, receive, send, asked)
            return
        status = await _answer(send, page, asked)
        log_request(scope, "GET", page.template, status, time.monotonic() - began)

    async def _number(self) -> object | None:
        if self._changes.at_once:
            return self._changes.number()
        return await sync_to_thread(self._changes.number)

    async def _pass(self, scope: HTTPScope, receive: Receive, send: Send, asked: Asked) -> None:
        """Let the page be made, and keep it under the state it was made from, or an older one."""
        at = self._at
        held: list[Message] = []

        async def send_or_hold(message: Message) -> None:
            if held or _may_be_kept(message):
                held.append(message)
            else:
                await send(message)

        await self._inner(_without_condition(scope), receive, send_or_hold)
        if not held:
            return
        page = _page(held, str(scope.get("path_template") or "-"))
        if at is not None and at == self._at and len(page.body) <= LARGEST:
            if len(self._pages) >= MOST:
                self._pages.clear()
            self._pages[asked.key] = page
        await _answer(send, page, asked)


def _read(scope: HTTPScope) -> Asked:
    language = cookie = has = accepted = b""
    for name, value in scope["headers"]:
        if name == b"accept-language":
            language = value
        elif name == b"cookie":
            cookie = value
        elif name == b"if-none-match":
            has = value
        elif name == b"accept-encoding":
            accepted = value
    return Asked((scope["path"], scope["query_string"], language, cookie), has, b"gzip" in accepted)


def _without_condition(scope: HTTPScope) -> Any:
    """The request for the whole answer, so that there is one to keep; its condition is judged here."""
    scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"if-none-match"]
    return scope


def _may_be_kept(message: Message) -> bool:
    if message["type"] != "http.response.start" or message["status"] != 200:
        return False
    headers = dict(message["headers"])
    return (
        b"etag" in headers and headers.get(b"cache-control") == b"no-cache" and b"set-cookie" not in headers
    )


def _page(held: Iterable[Any], template: str) -> Page:
    start, *bodies = held
    headers = {name.lower(): value for name, value in start["headers"]}
    body = b"".join(message.get("body", b"") for message in bodies)
    return Page(headers, body, template, time.monotonic() + LONGEST)


async def _answer(send: Send, page: Page, asked: Asked) -> int:
    """Send the page plain or packed, or 304 without a body where the reader has it; answers the status."""
    form = page.form(packed=asked.packed)
    if asked.has and _has(asked.has, form.tag):
        await send(form.unchanged)
        await send(NOTHING)
        return 304
    await send(form.start)
    await send(form.body)
    return 200


def _has(wanted: bytes, tag: bytes) -> bool:
    return wanted in (tag, b"*") or tag in [each.strip().removeprefix(b"W/") for each in wanted.split(b",")]
