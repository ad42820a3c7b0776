"""The register, for people and for programs: what it is, its signed head, and every entry to take away."""

from collections.abc import Iterator
from typing import Any

from litestar import Request, Response, get
from litestar.response import Stream

from governance.paths import TEMPLATES
from governance.refusal import Refusal
from governance.register.export import entry_line
from governance.service import Service
from governance.store.export import BATCH, export_pieces
from governance.store.reads.public_register import read_entries, read_register
from governance.web.pages import answer, render
from governance.web.service import service_of

PLAIN = "text/plain"
LINES = "application/jsonl"


@get("/register", sync_to_thread=True)
def register(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the register is, where it stands, and how anybody checks it."""
    service = service_of(request)
    state = service.read(read_register)
    head = service.read(service.signer.current) if state.entries else None
    return render(request, "public/register.html", public=True, state=state, head=head)


@get("/register/checkpoint", sync_to_thread=True)
def checkpoint(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The newest signed head, as a C2SP checkpoint in a signed note."""
    service = service_of(request)
    return answer(request, service.read(service.signer.current).note.encode(), PLAIN, public=True)


@get("/register/entries", sync_to_thread=True)
def entries(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The entries from index ``from`` up to, not including, ``to``, as lines of the export: those that a signed head
    covers, at most 2000. An empty answer: there are none yet. Refused: ``range-malformed``."""
    service = service_of(request)
    start, stop = _place(request, "from", 0), _place(request, "to", 0)
    size = service.read(service.signer.current).size
    stop = min(stop or size, size, start + BATCH)
    bodies = service.read(read_entries, start=start, limit=max(0, stop - start))
    lines = [entry_line(start + place, body.encode()) for place, body in enumerate(bodies)]
    return answer(request, "".join(lines).encode(), LINES, public=True)


def _place(request: Request[Any, Any, Any], name: str, absent: int) -> int:
    """A whole number of at most fifteen digits in the query."""
    given = request.query_params.get(name, str(absent))
    if not (given.isascii() and given.isdigit() and len(given) <= 15):
        raise Refusal("range-malformed", given=given[:40])
    return int(given)


@get("/register/verifier.html", sync_to_thread=True)
def verifier(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The verifier that needs neither this program nor the network: one page to keep and open from one's own disk.

    It is handed out as a file and never shown from here: the pages of the service run no script.
    """
    content = (TEMPLATES / "verifier" / "verifier.html").read_bytes()
    headers = {"content-disposition": 'attachment; filename="verifier.html"'}
    return answer(request, content, "application/octet-stream", public=True, headers=headers)


@get("/register/export.jsonl", sync_to_thread=True)
def export(request: Request[Any, Any, Any]) -> Stream:
    """Every entry, every signed head and every opened reason, in the form that ``governance verify`` reads."""
    headers = {"content-disposition": 'attachment; filename="register.jsonl"', "cache-control": "no-cache"}
    return Stream(export_lines(service_of(request)), media_type=LINES, headers=headers)


def export_lines(service: Service) -> Iterator[str]:
    """The export of a service, in pieces."""
    return export_pieces(service.database, service.signer)
