"""Resolutions: the list, and each with why it was or was not adopted, for people and for programs."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.refusal import Refusal
from governance.register.canonical import instant
from governance.store.reads.public_resolutions import (
    ResolutionFacts,
    RoundVotes,
    list_resolutions,
    read_resolution,
)
from governance.web.pages import answer, render
from governance.web.public.account import account_of
from governance.web.service import service_of

JSON = "application/json"


@get("/resolutions", sync_to_thread=True)
def resolutions(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Every resolution, the newest first."""
    found = service_of(request).read(list_resolutions)
    return render(request, "public/resolutions.html", public=True, resolutions=found)


@get("/resolutions/{name:str}", sync_to_thread=True)
def resolution(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    """One resolution, as a page, or as JSON where its number is followed by ``.json``."""
    number = name.removesuffix(".json")
    found = service_of(request).read(read_resolution, number)
    if found is None:
        raise Refusal("resolution-unknown", resolution=number)
    if name.endswith(".json"):
        return answer(request, resolution_json(found), JSON, public=True)
    return render(
        request,
        "public/resolution.html",
        public=True,
        resolution=found,
        accounts=[account_of(each, authentic=found.motion.authentic) for each in found.rounds],
    )


def resolution_json(found: ResolutionFacts) -> bytes:
    """The facts of a resolution as JSON: texts by language, instants in UTC, exact numbers as strings."""
    said = {
        "number": found.number,
        "outcome": found.outcome,
        "published_at": found.published_at,
        "minutes_signed_at": found.minutes_signed_at,
        "motion": {
            name: getattr(found.motion, name)
            for name in ("number", "version", "authentic", "title", "question", "text", "no_decision")
        },
        "rounds": [_round_json(each) for each in found.rounds],
    }
    return json.dumps(said, ensure_ascii=False, indent=1, default=_plain).encode()


def _round_json(each: RoundVotes) -> dict[str, Any]:
    names = ("number", "opens_at", "closes_at", "closed_at", "zone", "outcome", "rule", "options", "decision")
    facts = {name: getattr(each.round, name) for name in names}
    roll = [asdict(seat) for seat in each.round.seats]
    return {
        "ballot": each.round.ballot_id,
        **facts,
        "roll": roll,
        "votes": [asdict(vote) for vote in each.votes],
    }


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)
