"""The files every page asks for: the stylesheet and the sign of the service."""

from functools import cache
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.paths import TEMPLATES
from governance.refusal import Refusal
from governance.web.pages import answer

KINDS = {".css": "text/css", ".svg": "image/svg+xml"}


@cache
def _files() -> dict[str, bytes]:
    folder = TEMPLATES / "static"
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.suffix in KINDS}


@get("/static/{name:str}", sync_to_thread=False)
def static_file(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    """A file of the folder ``templates/static``, with its ETag; any other name is ``page-unknown``."""
    if name not in _files():
        raise Refusal("page-unknown")
    kind = KINDS[name[name.rindex(".") :]]
    return answer(request, _files()[name], kind, public=True)
