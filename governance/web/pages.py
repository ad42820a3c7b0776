"""From facts to a page: rendering, and the page that a refusal or a failure becomes."""

import hashlib
import logging
import secrets
import traceback
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.concurrency import sync_to_thread
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from governance.refusal import Refusal
from governance.store.database import is_out_of_reach, name_failure
from governance.store.reads.public_network import NetworkFacts, read_network
from governance.web.problems import first_fault, problem
from governance.web.security import LANGUAGE_COOKIE, SCRIPT_POLICY, language_of
from governance.web.service import service_of
from governance.web.statuses import CODES, status_of
from governance.words.jinja import environment
from governance.words.languages import LANGUAGES, NAMES, direction
from governance.words.refusals import say_refusal
from governance.words.speak import gettext as _
from governance.words.speak import speaking

AnyRequest = Request[Any, Any, Any]

HTML = "text/html"
A_YEAR = 365 * 24 * 3600
A_SECOND = timedelta(seconds=1)
COUNTDOWN = ("countdown.js",)
"""The scripts of a page that shows a deadline."""

logger = logging.getLogger("governance.web")


def render(
    request: AnyRequest,
    template: str,
    *,
    status: int = 200,
    public: bool = False,
    headers: dict[str, str] | None = None,
    scripts: Sequence[str] = (),
    network: NetworkFacts | None = None,
    **facts: Any,
) -> Response[bytes]:
    """The page ``templates/pages/<template>`` with ``facts`` and what every page needs, in the reader's
    language. The network is read unless it is given.

    A ``public`` page may be kept by caches that ask again each time, and is answered 304 where it has not
    changed (RFC 9110, 13.1.2); any other is ``no-store``. ``?lang=`` is remembered in a cookie. ``scripts``
    are files of ``templates/static`` that add to the page what it can do without; it is let run them and no other.
    """
    language = language_of(request)
    if scripts:
        headers = {"content-security-policy": SCRIPT_POLICY} | (headers or {})
    with speaking(language):
        named = network or service_of(request).read(read_network)
        surroundings = _surroundings(request, language, named)
        surroundings["scripts"] = scripts
        body = environment().get_template(f"pages/{template}").render(surroundings | facts).encode()
    response = answer(request, body, HTML, status=status, public=public, headers=headers)
    _remember_language(request, response)
    return response


async def network_lately(request: AnyRequest) -> NetworkFacts | None:
    """The network as it was read within the last second: for a page that is made without touching the database."""
    service, state = service_of(request), request.app.state
    read_at, network = state.get("network_lately", (None, None))
    if read_at is None or abs(service.now() - read_at) >= A_SECOND:
        network = await sync_to_thread(service.read, read_network)
        state["network_lately"] = service.now(), network
    return cast(NetworkFacts | None, network)


def answer(
    request: AnyRequest,
    body: bytes,
    media_type: str,
    *,
    status: int = 200,
    public: bool = False,
    headers: dict[str, str] | None = None,
) -> Response[bytes]:
    """Bytes as an answer; a ``public`` one with its ETag, or 304 without a body where the reader has it."""
    made = dict(headers or {})
    if public and status == 200:
        tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        made |= {"etag": tag, "cache-control": "no-cache", "vary": "accept-language, cookie"}
        if _has(request, tag):
            return Response(b"", status_code=304, headers=made, media_type=media_type)
    return Response(body, status_code=status, headers=made, media_type=media_type)


def refusal_page(request: AnyRequest, refusal: Refusal) -> Response[Any]:
    """The answer to a refusal: a page, or JSON below ``/api/``, with its code and words in the reader's
    language."""
    status = status_of(refusal.code)
    headers = {"retry-after": str(refusal.facts.get("retry_after", 60))} if status == 429 else {}
    return _refuse(request, refusal, status, headers)


def http_error_page(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """The answer to an error of the framework: the words of the refusal that comes nearest, and its own
    headers."""
    if error.status_code >= 500:
        return crash_page(request, error)
    refusal = Refusal(CODES.get(error.status_code, "form-malformed"))
    if request.url.path.startswith("/api/") and refusal.code == "form-malformed":
        refusal = Refusal("request-malformed", field=first_fault(error))
    return _refuse(request, refusal, error.status_code, dict(error.headers or {}))


def crash_page(request: AnyRequest, error: Exception) -> Response[Any]:
    """The answer to a failure nobody foresaw: an incident number, the same in the log beside the
    traceback. A database that failed is no failure of the page: it is said in one line, and the reader told to wait."""
    if is_out_of_reach(error):
        logger.error("the database does not answer: %s", name_failure(error))
        return _refuse(request, Refusal("records-unreachable"), 503, {"retry-after": "30"})
    incident = secrets.token_hex(4)
    template = request.scope.get("path_template") or "-"
    logger.error("incident %s at %s %s\n%s", incident, request.method, template, _traceback(request, error))
    return _refuse(request, Refusal("incident", incident=incident), 500, {})


EXCEPTION_HANDLERS: ExceptionHandlersMap = {
    Refusal: refusal_page,
    HTTPException: http_error_page,
    Exception: crash_page,
}


def _refuse(request: AnyRequest, refusal: Refusal, status: int, headers: dict[str, str]) -> Response[Any]:
    language = language_of(request)
    path = request.url.path
    with speaking(language):
        surroundings = _surroundings(request, language, _network_if_it_can_be_read(request))
        words = say_refusal(refusal, zone=surroundings["zone"])
        if path.startswith("/api/"):
            return problem(words, status, headers, base_url=service_of(request).settings.base_url)
        facts = {"words": words, "heading": _heading(status), "casting": path.startswith("/v/")}
        body = environment().get_template("pages/refusal.html").render(surroundings | facts).encode()
    response = answer(request, body, HTML, status=status, headers=headers)
    _remember_language(request, response)
    return response


def _surroundings(request: AnyRequest, language: str, network: NetworkFacts | None) -> dict[str, Any]:
    """What base.html needs whatever the page: language, network, links to the other languages, demo
    banner."""
    service, network = service_of(request), _known(request, network)
    return {
        "lang": language,
        "dir": direction(language),
        "languages": [
            {"language": each, "name": NAMES[each], "address": _address_in(request, each)}
            for each in LANGUAGES
        ],
        "network": network,
        "zone": network.zone if network else "UTC",
        "path": request.url.path,
        "demo": service.settings.demo,
        "now": service.now(),
        "scripts": (),
    }


def _network_if_it_can_be_read(request: AnyRequest) -> NetworkFacts | None:
    """The network; none while the database does not answer, for a page of regret must come all the same."""
    try:
        return service_of(request).read(read_network)
    except Exception as error:
        if not is_out_of_reach(error):
            logger.exception("the network could not be read")
        return None


def _known(request: AnyRequest, network: NetworkFacts | None) -> NetworkFacts | None:
    """The network; where it could not be read, as it was read last: a page of regret needs its name and its zone."""
    if network is not None:
        request.app.state["network_known"] = network
    return network or cast(NetworkFacts | None, request.app.state.get("network_known"))


def _address_in(request: AnyRequest, language: str) -> str:
    """The same address in another language; the path itself is never repeated by a page of a personal
    link."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return "?" + urlencode([*kept, ("lang", language)])


def _heading(status: int) -> str:
    return {
        403: _("This cannot be allowed"),
        404: _("Nothing found here"),
        405: _("This does not work here"),
        409: _("Not possible at this moment"),
        410: _("No longer possible"),
        429: _("One moment, please"),
        500: _("Our mistake"),
        503: _("Not possible at this moment"),
    }.get(status, _("Something is missing or not right"))


def _remember_language(request: AnyRequest, response: Response[Any]) -> None:
    wish = request.query_params.get("lang")
    if wish in LANGUAGES:
        response.set_cookie(
            LANGUAGE_COOKIE,
            wish,
            max_age=A_YEAR,
            httponly=True,
            samesite="lax",
            secure=service_of(request).settings.secure_cookies,
        )


def _has(request: AnyRequest, tag: str) -> bool:
    wanted = request.headers.get("if-none-match", "")
    return wanted.strip() == "*" or tag in [each.strip().removeprefix("W/") for each in wanted.split(",")]


def _traceback(request: AnyRequest, error: Exception) -> str:
    """Where it failed and how, without what came with the request: an address holds a token, a form holds a
    code
    and positions, and the message of an error may repeat either."""
    chain: list[BaseException] = [error]
    while cause := chain[-1].__cause__ or chain[-1].__context__:
        chain.append(cause)
    said = []
    for each in reversed(chain):
        frames = "".join(traceback.format_tb(each.__traceback__))
        message = _without_address(request, str(each)) if request.method == "GET" else "(message withheld)"
        said.append(f"{frames}{type(each).__qualname__}: {message}")
    return "\n".join(said)


def _without_address(request: AnyRequest, text: str) -> str:
    parts = [*request.url.path.split("/"), *map(str, request.query_params.values())]
    for part in sorted((part for part in parts if len(part) >= 6), key=len, reverse=True):
        text = text.replace(part, "[...]")
    return text
