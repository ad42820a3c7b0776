"""The booth behind the token of a link."""

from typing import Any

from litestar import Request

from governance.access.links import check_whole, read_token, token_hash
from governance.refusal import Refusal
from governance.store.reads.booth import Booth, read_booth
from governance.web.service import service_of


def look(request: Request[Any, Any, Any], token: str) -> Booth:
    """What the link opens. Refused: ``link-cut``, ``link-unknown``."""
    whole = read_token(token)
    check_whole(whole)
    service = service_of(request)
    booth = service.read(read_booth, token_hash=token_hash(whole), now=service.now())
    if booth is None:
        raise Refusal("link-unknown")
    return booth
