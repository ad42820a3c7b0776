"""What every page shares: the door, the frame, the languages, and what a refusal or a failure becomes."""

import logging
import re
from typing import Any

import pytest
from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.refusal import Refusal
from governance.web.pages import render
from governance.web.security import HEADERS
from governance.web.static import static_file
from governance.web.statuses import status_of
from tests.web.conftest import House

TOKEN = "mfrggzdfmztwq2lknnwg23tpoa"


@get("/page", sync_to_thread=True)
def page(request: Request[Any, Any, Any]) -> Response[bytes]:
    """A public page without facts of its own."""
    return render(request, "base.html", public=True)


@get("/v/{token:str}", sync_to_thread=False)
def personal(request: Request[Any, Any, Any], token: FromPath[str]) -> Response[bytes]:
    """A personal page that fails with what it was given."""
    raise ValueError(f"cannot read {token}")


@get("/scripted", sync_to_thread=True)
def scripted(request: Request[Any, Any, Any]) -> Response[bytes]:
    """A page with an extra in JavaScript."""
    return render(request, "public/motions.html", public=True, motions=[], scripts=("countdown.js",))


@post("/v/{token:str}", sync_to_thread=False, status_code=200)
def cast(request: Request[Any, Any, Any], token: FromPath[str]) -> Response[bytes]:
    """A form that fails with what it was given."""
    raise KeyError("block")


@get("/refused/{code:str}", sync_to_thread=False)
def refused(code: FromPath[str]) -> None:
    """Whatever refusal is asked for."""
    raise Refusal(code)


ROUTES = (page, scripted, personal, cast, refused, static_file)


@pytest.mark.parametrize(
    "address", ["/page", "/nowhere", "/refused/motion-unknown", f"/v/{TOKEN}", "/static/style.css"]
)
def test_every_answer_carries_the_security_headers(house: House, address: str) -> None:
    """Pages, files, refusals, failures and unknown addresses alike."""
    with house.client(*ROUTES) as client:
        answer = client.get(address)
    for name in HEADERS.keys() - {"cache-control"}:
        assert answer.headers[name] == HEADERS[name]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_a_script_runs_only_where_a_page_has_one_and_never_from_elsewhere(house: House) -> None:
    """The policy of a page with a script names this host alone; every other page allows none."""
    with house.client(*ROUTES) as client:
        plain, scripted = client.get("/page"), client.get("/scripted")
        assert client.get("/static/countdown.js").headers["content-type"].startswith("text/javascript")
    assert "script-src" not in plain.headers["content-security-policy"] and "<script" not in plain.text
    assert "script-src 'self'; connect-src 'self'" in scripted.headers["content-security-policy"]
    assert '<script src="/static/countdown.js" defer></script>' in scripted.text
    assert "unsafe" not in scripted.headers["content-security-policy"]


def test_every_page_says_once_that_it_is_utf_8(house: House) -> None:
    """A charset given twice is a malformed header."""
    with house.client(*ROUTES) as client:
        for address in ("/page", "/nowhere", f"/v/{TOKEN}"):
            assert client.get(address).headers["content-type"] == "text/html; charset=utf-8"


def test_what_is_not_public_is_not_kept(house: House) -> None:
    """Only public pages may be stored by a cache, and even they are asked for again each time."""
    with house.client(*ROUTES) as client:
        assert client.get("/page").headers["cache-control"] == "no-cache"
        assert client.get(f"/v/{TOKEN}").headers["cache-control"] == "no-store"
        assert client.get("/refused/vote-late").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ["/page", "/static/style.css", "/nowhere", "/refused/vote-late"])
def test_head_answers_as_get_does_but_without_a_body(house: House, address: str) -> None:
    """Link checkers and mail programs ask HEAD first."""
    with house.client(*ROUTES) as client:
        whole, head = client.get(address), client.head(address)
    assert head.status_code == whole.status_code
    assert head.content == b""
    assert head.headers.get("etag") == whole.headers.get("etag")


def test_a_page_that_has_not_changed_is_not_sent_again(house: House) -> None:
    """The entity tag differs by language, so that no cache serves French to a reader of Arabic."""
    with house.client(*ROUTES) as client:
        first = client.get("/page")
        again = client.get("/page", headers={"if-none-match": first.headers["etag"]})
        arabic = client.get("/page", headers={"accept-language": "ar"})
    assert (again.status_code, again.content) == (304, b"")
    assert arabic.headers["etag"] != first.headers["etag"]
    assert "accept-language" in first.headers["vary"]


def test_the_language_asked_for_is_remembered(house: House) -> None:
    """``?lang=`` wins over the browser and is kept in a cookie that no script can read."""
    with house.client(*ROUTES) as client:
        asked = client.get("/page?lang=ar")
        later = client.get("/page")
    assert '<html lang="ar" dir="rtl">' in asked.text
    assert '<html lang="ar" dir="rtl">' in later.text
    assert "httponly" in asked.headers["set-cookie"].lower()


def test_a_language_nobody_speaks_here_changes_nothing(house: House) -> None:
    """The browser's wish stands, and no cookie is set."""
    with house.client(*ROUTES) as client:
        answer = client.get("/page?lang=xx")
    assert '<html lang="en" dir="ltr">' in answer.text
    assert "set-cookie" not in answer.headers


def test_the_links_to_other_languages_keep_the_rest_of_the_address(house: House) -> None:
    """Changing the language on a page of a search does not lose the search."""
    with house.client(*ROUTES) as client:
        text = client.get("/page?year=2026&lang=en").text
    assert 'href="?year=2026&amp;lang=ar"' in text


def test_an_unknown_address_is_a_page_with_advice(house: House) -> None:
    """The router's own no passes through the same words."""
    with house.client(*ROUTES) as client:
        answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "There is no page at this address." in answer.text
    assert "secretariat@example.org" in answer.text


def test_a_method_that_does_not_fit_is_a_page_too(house: House) -> None:
    """The header Allow says what would have fitted."""
    with house.client(*ROUTES) as client:
        answer = client.post("/page")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert "This page cannot be used in this way." in answer.text


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("motion-unknown", 404),
        ("ballot-state", 409),
        ("link-revoked", 410),
        ("vote-late", 410),
        ("field-doubled", 422),
        ("unknown-option", 422),
        ("too-many-requests", 429),
        ("code-wrong", 403),
        ("never-heard-of", 422),
    ],
)
def test_a_refusal_has_the_status_of_its_kind(code: str, status: int) -> None:
    """Programs read the status, people the words."""
    assert status_of(code) == status


def test_a_reader_who_is_too_fast_is_told_when_to_come_back(house: House) -> None:
    """429 without Retry-After would leave a client guessing."""
    with house.client(*ROUTES) as client:
        assert client.get("/refused/too-many-requests").headers["retry-after"] == "60"


def test_only_a_page_of_casting_says_whether_a_vote_was_recorded(house: House) -> None:
    """Elsewhere the sentence would frighten for nothing; after a failure nothing is claimed either way."""
    with house.client(*ROUTES) as client:
        assert "it tells whether a vote was recorded" in client.get(f"/v/{TOKEN}").text
        assert "No vote was recorded." not in client.get("/nowhere").text


def own_words(caplog: pytest.LogCaptureFixture) -> str:
    """What the service itself logged; the test's own client, which logs addresses, left out."""
    return "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("governance"))


def test_a_failure_is_logged_under_the_number_the_reader_sees_and_tells_no_token(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """The traceback is there, the token is not, neither in the path nor in the message of the error."""
    with house.client(*ROUTES) as client:
        answer = client.get(f"/v/{TOKEN}")
    found = re.search(r"number ([0-9a-f]{8})", answer.text)
    assert answer.status_code == 500
    assert found
    assert f"incident {found[1]} at GET /v/{{token}}" in caplog.text
    assert "ValueError" in own_words(caplog)
    assert TOKEN not in own_words(caplog)


def test_a_failure_over_a_form_is_logged_without_its_message(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """The message of an error may repeat a position or a code."""
    with house.client(*ROUTES) as client:
        client.post(f"/v/{TOKEN}", content=b"position=block")
    assert "KeyError: (message withheld)" in own_words(caplog)
    assert "'block'" not in own_words(caplog)
    assert TOKEN not in own_words(caplog)


def test_a_request_is_logged_by_its_route_and_never_by_its_path(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """One line: method, template, status, time."""
    with caplog.at_level(logging.INFO, logger="governance.web"), house.client(*ROUTES) as client:
        client.head("/page")
    assert re.search(r"HEAD /page 200 \d+ ms", caplog.text)


def test_a_failing_database_still_gets_a_page(house: House) -> None:
    """A page of regret needs nothing from the database."""
    house.service.database.close()
    with house.service.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE network")
    with house.client(*ROUTES) as client:
        answer = client.get("/page")
    assert answer.status_code == 503
    assert "The service does not reach its records at this moment." in answer.text


def test_the_banner_of_the_demonstration_stands_on_every_page_of_a_demonstration_alone(
    make_house: Any,
) -> None:
    """Nobody shall take a demonstration for a real vote, nor a real network for a demonstration."""
    demo = make_house(demo=True)
    with demo.client(*ROUTES) as client:
        assert 'action="/demo/fast-forward"' in client.get("/nowhere").text


def test_a_real_network_shows_no_banner(house: House) -> None:
    """The button that moves the clock exists in a demonstration alone."""
    with house.client(*ROUTES) as client:
        assert "/demo/" not in client.get("/page").text


def test_a_page_asks_for_nothing_outside_the_house(house: House) -> None:
    """No script, no font, no picture from elsewhere: only the stylesheet and the sign of the service."""
    with house.client(*ROUTES) as client:
        text = client.get("/page").text
    assert "<script" not in text
    assert set(re.findall(r'<(?:link|img|script)[^>]*(?:href|src)="([^"]+)"', text)) == {
        "/static/style.css",
        "/static/icon.svg",
    }


def test_a_file_that_is_not_there_is_an_unknown_page(house: House) -> None:
    """Nothing outside the folder of static files can be asked for."""
    with house.client(*ROUTES) as client:
        assert client.get("/static/none.css").status_code == 404
        assert client.get("/static/..%2Fpages%2Fbase.html").status_code == 404
