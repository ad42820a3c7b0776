"""The mailbox of a demonstration: the letters as their receivers would find them, by the same rendering."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.courier import compose_letter
from governance.mail.letter import Letter
from governance.refusal import Refusal
from governance.service import Service
from governance.store.reads.mailbox import read_mailbox
from governance.web.pages import answer, render
from governance.web.service import service_of

_ADDRESS = re.compile(r"https?://\S+")
_WHOLE = "letter.eml"


@dataclass(frozen=True)
class Piece:
    """A piece of a line of text; ``address`` where it is one that can be followed."""

    text: str
    address: str | None = None


@get("/demo/mailbox", sync_to_thread=True)
def mailbox(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Every letter of the demonstration by receiver. Outside one the address does not exist (``page-unknown``)."""
    service = _demonstration(request)
    return render(request, "demo/mailbox.html", letterboxes=service.read(read_mailbox))


@get("/demo/mailbox/{letter:str}", sync_to_thread=True)
def letter_page(request: Request[Any, Any, Any], letter: FromPath[str]) -> Response[bytes]:
    """One letter: its text with links to follow, its HTML as source, what is enclosed. ``letter-unknown``."""
    found = _letter(request, letter)
    return render(
        request,
        "demo/letter.html",
        address=letter,
        letter=found,
        paragraphs=paragraphs_of(found.text, base_url=service_of(request).settings.base_url),
        whole=_WHOLE,
    )


@get("/demo/mailbox/{letter:str}/{name:str}", sync_to_thread=True)
def enclosure(request: Request[Any, Any, Any], letter: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """A file that is enclosed in a letter, or ``letter.eml``, the letter whole. ``letter-unknown``."""
    found = _letter(request, letter)
    files = {each.name: each.content for each in found.content.enclosures} | {_WHOLE: found.raw}
    if name not in files:
        raise Refusal("letter-unknown")
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return answer(request, files[name], "application/octet-stream", headers=headers)


def paragraphs_of(text: str, *, base_url: str) -> list[list[list[Piece]]]:
    """The paragraphs of a letter's text, each a list of lines, each a list of pieces. Only addresses of this
    service can be followed; they lead to where the reader is."""
    return [
        [_pieces(line, base_url) for line in paragraph.split("\n")]
        for paragraph in re.split(r"\n{2,}", text.strip("\n"))
    ]


def _pieces(line: str, base_url: str) -> list[Piece]:
    pieces = []
    at = 0
    for found in _ADDRESS.finditer(line):
        pieces.append(Piece(line[at : found.start()]))
        path = found[0].removeprefix(base_url)
        pieces.append(Piece(found[0], path if path != found[0] and path.startswith("/") else None))
        at = found.end()
    return [piece for piece in [*pieces, Piece(line[at:])] if piece.text]


def _letter(request: Request[Any, Any, Any], letter: str) -> Letter:
    service = _demonstration(request)
    try:
        known = UUID(letter)
    except ValueError as error:
        raise Refusal("letter-unknown") from error
    return compose_letter(service, known)


def _demonstration(request: Request[Any, Any, Any]) -> Service:
    service = service_of(request)
    if not service.settings.demo:
        raise Refusal("page-unknown")
    return service
