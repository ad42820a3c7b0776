"""How the API answers: a model with its entity tag, pages of a list, and problems documented beside each answer."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from litestar import Request, Response
from litestar.openapi.datastructures import ResponseSpec
from litestar.serialization import default_serializer, encode_json

from governance.refusal import Refusal
from governance.web.api.models import Problem
from governance.web.pages import AnyRequest

T = TypeVar("T")

PER_PAGE = 50
MOST_PAGES = 100_000
API = "/api/v1"

OF_READING = {400: "malformed", 404: "unknown", 422: "refused", 500: "an incident of ours"}
OF_DESK = OF_READING | {401: "no token, or none that is good", 403: "beyond the token’s scopes"}
OF_CHANGES = OF_DESK | {
    409: "not in this state",
    412: "changed meanwhile",
    413: "too large",
    428: "If-Match is missing",
}


def problems(kinds: Mapping[int, str]) -> dict[int, ResponseSpec]:
    """The problems that a route may answer, for its description."""
    return {
        status: ResponseSpec(
            Problem,
            description=says,
            media_type="application/problem+json",
            generate_examples=False,
        )
        for status, says in kinds.items()
    }


READING = problems(OF_READING)
DESK = problems(OF_DESK)
CHANGES = problems(OF_CHANGES)


def tag_of(model: Any) -> str:
    """The entity tag of a representation (RFC 9110, 8.8.3)."""
    encoded = encode_json(model, serializer=default_serializer)
    return f'"{hashlib.sha256(encoded).hexdigest()[:24]}"'


def said(request: AnyRequest, model: T, *, public: bool = True, status: int = 200) -> Response[T]:
    """The model with its tag; 304 without a body where the reader has it already."""
    tag = tag_of(model)
    headers = {"etag": tag, "cache-control": "no-cache" if public else "no-store"}
    if status == 200 and tag in [
        each.strip() for each in request.headers.get("if-none-match", "").split(",")
    ]:
        return Response(b"", status_code=304, headers=headers)  # type: ignore[arg-type]
    return Response(model, status_code=status, headers=headers, media_type="application/json")


def paged(request: Request[Any, Any, Any], found: Sequence[T], page: int) -> tuple[Sequence[T], str | None]:
    """One page of what was found, and the address of the next one, if any. Refused: ``request-malformed``."""
    check_page(page)
    here = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    more = len(found) > page * PER_PAGE
    return here, f"{request.url.path}?page={page + 1}" if more else None


def check_page(page: int) -> None:
    """Refuse a page that no list has."""
    if not 1 <= page <= MOST_PAGES:
        raise Refusal("request-malformed", field="page")


def known(found: T | None, refusal: Callable[[], Refusal]) -> T:
    """What was found, or the refusal."""
    if found is None:
        raise refusal()
    return found
