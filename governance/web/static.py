"""The files that pages ask for: the stylesheet, the sign of the service, the few scripts that are an extra."""

from functools import cache
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.paths import TEMPLATES
from governance.refusal import Refusal
from governance.web.pages import answer

KINDS = {".css": "text/css", ".svg": "image/svg+xml", ".js": "text/javascript"}

FOLDER = TEMPLATES / "static"
STYLESHEET = "style.css"
SHEETS = ("tones", "type", "frame", "pieces", "forms", "votes", "public", "booth", "desk", "print")
"""The one stylesheet is written in these pieces, in ``static/style``, and handed out as one file in this order."""


@cache
def _files() -> dict[str, bytes]:
    files = {each.name: each.read_bytes() for each in FOLDER.iterdir() if each.suffix in KINDS}
    return files | {
        STYLESHEET: b"\n".join((FOLDER / "style" / f"{name}.css").read_bytes() for name in SHEETS)
    }


@get("/static/{name:str}", sync_to_thread=False)
def static_file(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    """A file of the folder ``templates/static``, with its ETag; any other name is ``page-unknown``."""
    if name not in _files():
        raise Refusal("page-unknown")
    kind = KINDS[name[name.rindex(".") :]]
    return answer(request, _files()[name], kind, public=True)
