"""What programs are answered where people are shown a page of regret: problems (RFC 9457)."""

from typing import Any

from litestar import Response
from litestar.exceptions import HTTPException

from governance.words.refusals import RefusalWords


def problem(
    words: RefusalWords, status: int, headers: dict[str, str], *, base_url: str
) -> Response[dict[str, Any]]:
    """A refusal for programs (RFC 9457), under the code that the pages show."""
    made = dict(headers)
    if status == 401:
        made["www-authenticate"] = "Bearer"
    said = {
        "type": f"{base_url}/api/v1/problems/{words.code}",
        "title": words.happened,
        "status": status,
        "detail": words.advice,
        "code": words.code,
    }
    return Response(said, status_code=status, headers=made, media_type="application/problem+json")


def first_fault(error: HTTPException) -> str:
    """The field that the framework found at fault, by name; never its value."""
    extra = error.extra if isinstance(error.extra, list) else []
    return next((str(each["key"]) for each in extra if isinstance(each, dict) and each.get("key")), "JSON")
