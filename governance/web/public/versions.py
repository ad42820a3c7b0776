"""The versions of a motion: what one changed against another, in each language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.refusal import Refusal
from governance.store.reads.public_motions import read_motion
from governance.store.reads.public_versions import Wording, read_versions
from governance.web.pages import render
from governance.web.security import language_of
from governance.web.service import service_of
from governance.words.differing import Piece, differences
from governance.words.languages import LANGUAGES

TEXTS = ("title", "question", "text", "no_decision")


@dataclass(frozen=True)
class Change:
    """One part of the wording that changed: a text by its name, or an option by its id, and the pieces of both."""

    part: str
    option: str | None
    pieces: tuple[Piece, ...]


@get("/motions/{number:str}/versions/{version:int}", sync_to_thread=True)
def version(
    request: Request[Any, Any, Any], number: FromPath[str], version: FromPath[int]
) -> Response[bytes]:
    """One version of a motion, with what it changed against the one before."""
    return _page(request, number, version, version - 1)


@get("/motions/{number:str}/versions/{version:int}/since/{earlier:int}", sync_to_thread=True)
def difference(
    request: Request[Any, Any, Any], number: FromPath[str], version: FromPath[int], earlier: FromPath[int]
) -> Response[bytes]:
    """One version of a motion, with what changed since any earlier one."""
    return _page(request, number, version, earlier)


def _page(request: Request[Any, Any, Any], number: str, version: int, earlier: int) -> Response[bytes]:
    service = service_of(request)
    motion = service.read(read_motion, number)
    versions = {each.version: each for each in service.read(read_versions, number)}
    if motion is None or version not in versions or not (earlier == 0 or earlier in versions):
        raise Refusal("version-unknown", motion=number, version=version)
    spoken = language_of(request)
    shown, before = versions[version], versions.get(earlier) if earlier < version else None
    return render(
        request,
        "public/version.html",
        public=True,
        motion=motion,
        shown=shown,
        before=before,
        versions=tuple(versions.values()),
        changes=[(language, list(_changes(before, shown, language))) for language in _ordered(spoken)]
        if before
        else [],
    )


def _ordered(spoken: str) -> tuple[str, ...]:
    """The languages, the reader's own first."""
    return tuple(sorted(LANGUAGES, key=lambda language: language != spoken))


def _changes(before: Wording, after: Wording, language: str) -> Iterator[Change]:
    """What differs in one language, in the order in which a motion is read."""
    for part in TEXTS:
        old, new = getattr(before, part).get(language, ""), getattr(after, part).get(language, "")
        if old != new:
            yield Change(part, None, differences(old, new))
    labels = _labels(before, language), _labels(after, language)
    for option in dict.fromkeys([*labels[0], *labels[1]]):
        old, new = labels[0].get(option, ""), labels[1].get(option, "")
        if old != new:
            yield Change("option", option, differences(old, new))


def _labels(wording: Wording, language: str) -> Mapping[str, str]:
    return {option["id"]: option["label"].get(language, "") for option in wording.options}
