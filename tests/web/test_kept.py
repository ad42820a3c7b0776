"""Public pages that are kept: the bytes that would be made, until anything is written anywhere."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from litestar import Litestar
from litestar.datastructures import State
from litestar.testing import TestClient

from governance.store.changes import Changes
from governance.store.transaction import Transaction
from governance.web.kept import MOST, Kept
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.public.routes import routes
from governance.web.security import guard
from governance.web.static import static_file
from tests.equipment.loops import in_a_loop
from tests.equipment.network import NetworkAtHand, a_network

RULE = "majorite-exprimes"


class Counting:
    """A layer that counts what passes it."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.passed = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.passed += scope["type"] == "http"
        await self.inner(scope, receive, send)


class Reader:
    """A network, a reader at its outermost layer, and how many requests went further."""

    def __init__(self, network: NetworkAtHand, client: TestClient[Litestar], counting: Counting) -> None:
        self.network, self.client, self.counting = network, client, counting

    def get(self, address: str, **headers: str) -> Response:
        """A page, asked for with these headers; packed only if they say so."""
        asked = {
            "accept-encoding": "identity",
            **{name.replace("_", "-"): text for name, text in headers.items()},
        }
        return self.client.get(address, headers=asked)


@pytest.fixture(params=["sqlite", "postgresql"])
def reader(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Reader]:
    """The public side of a network with one open ballot, as ``build_app`` puts it together, on each database."""
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    network = a_network(tmp_path, database_url=url)
    network.put("2026-01", RULE)
    app = Litestar(
        route_handlers=[*routes, static_file],
        exception_handlers=EXCEPTION_HANDLERS,
        state=State({"service": network.service}),
        openapi_config=None,
        logging_config=None,
    )
    changes = Changes(network.service.database)
    counting = Counting(guard(app, secure=False).asgi_handler)
    app.asgi_handler = Kept(counting, changes)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Reader(network, client, counting)
    changes.close()
    network.close()


def write(network: NetworkAtHand) -> None:
    """Anything at all is written."""

    def enter(tx: Transaction) -> int:
        now = network.now()
        return tx.enter("incident-clock", now=now, before=now, after=now)

    network.service.do(enter)


def test_a_page_asked_for_twice_is_made_once(reader: Reader) -> None:
    """The second reader gets the same bytes and headers, and nothing is rendered for them."""
    first, second = reader.get("/motions/2026-01"), reader.get("/motions/2026-01")
    assert reader.counting.passed == 1
    assert (first.status_code, first.content, first.headers) == (200, second.content, second.headers)


def test_each_language_is_kept_apart(reader: Reader) -> None:
    """By the browser's wish, by cookie, by address; what sets a cookie is not kept."""
    wishes = [reader.get("/", accept_language=each).text for each in ("fr", "ar", "en", "fr")]
    assert [page.split('lang="')[1][:2] for page in wishes] == ["fr", "ar", "en", "fr"]
    assert 'lang="ar"' in reader.get("/", cookie="language=ar").text
    asked = reader.counting.passed
    assert all("set-cookie" in reader.get("/?lang=ar").headers for _ in range(2))
    assert reader.counting.passed == asked + 2


def test_a_change_is_seen_at_the_next_request(reader: Reader) -> None:
    """Whoever made it: this process, another server, a command."""
    before = reader.get("/register").text
    write(reader.network)
    after = reader.get("/register").text
    assert before != after
    other = reader.network.service.database
    with other.writing() as connection:
        connection.exec_driver_sql("UPDATE network SET zone = 'Asia/Tokyo'")
    assert "Tokyo" in reader.get("/motions/2026-01", accept_language="en").text


def test_a_reader_who_has_the_page_gets_no_body(reader: Reader) -> None:
    """304 with the tag and no length, whether the page is kept or made anew; 200 with another tag once it changed."""
    page = reader.get("/register")
    for _ in range(2):
        again = reader.get("/register", if_none_match=page.headers["etag"])
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", page.headers["etag"])
        assert "content-type" not in again.headers
    write(reader.network)
    changed = reader.get("/register", if_none_match=page.headers["etag"])
    assert changed.status_code == 200 and changed.headers["etag"] != page.headers["etag"]


def test_pages_are_packed_for_those_who_can_unpack_them(reader: Reader) -> None:
    """The packed form has its own tag and length, unpacks to the same page, and both say what they vary by."""
    plain, packed = reader.get("/"), reader.get("/", accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.content == plain.content  # unpacked by the client
    assert int(packed.headers["content-length"]) == len(gzip.compress(plain.content, 6, mtime=0))
    assert plain.headers["etag"] != packed.headers["etag"]
    assert "accept-encoding" in plain.headers["vary"] and "accept-encoding" in packed.headers["vary"]
    unchanged = reader.get("/", accept_encoding="gzip", if_none_match=packed.headers["etag"])
    assert unchanged.status_code == 304


def test_what_may_not_be_kept_is_made_each_time(reader: Reader) -> None:
    """Refusals, and what says nothing of being kept, pass untouched and unpacked."""
    for address in ("/motions/1999-99", "/health/live"):
        before = reader.counting.passed
        answers = [reader.get(address, accept_encoding="gzip") for _ in range(2)]
        assert reader.counting.passed == before + 2
        assert all("content-encoding" not in answer.headers for answer in answers)


def test_only_so_many_pages_are_kept(reader: Reader) -> None:
    """A reader who asks in ever new words fills no memory."""
    kept: Any = reader.client.app.asgi_handler
    for n in range(MOST + 5):
        reader.get("/static/icon.svg", accept_language=f"x-{n}")
    assert len(kept._pages) <= MOST


def test_without_a_number_every_page_is_made(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can tell whether something changed, nothing is taken from what was kept."""
    reader.get("/")
    monkeypatch.setattr(Changes, "number", lambda _self: None)
    before = reader.counting.passed
    assert [reader.get("/").status_code for _ in range(2)] == [200, 200]
    assert reader.counting.passed == before + 2


def test_the_hour_alone_can_change_a_page(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a second a page is made anew, though nothing was written."""
    reader.get("/")
    monkeypatch.setattr("governance.web.kept.LONGEST", 0.0)
    kept: Any = reader.client.app.asgi_handler
    kept._pages.clear()
    before = reader.counting.passed
    for _ in range(2):
        reader.get("/")
    assert reader.counting.passed == before + 2


def test_requests_that_are_no_pages_pass(tmp_path: Path) -> None:
    """What is neither HTTP nor a GET is none of this layer's business."""
    seen: list[str] = []

    async def inner(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope["type"])

    kept = Kept(inner, Changes(a_network(tmp_path).service.database))
    for scope in ({"type": "lifespan"}, {"type": "http", "method": "POST"}):
        in_a_loop(kept(scope, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan", "http"]
