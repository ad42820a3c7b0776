"""Resolutions: the list, and each with why it was or was not adopted, for people and for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.press.minutes import say_minutes
from governance.press.pdf import print_minutes
from governance.refusal import Refusal
from governance.register.canonical import instant
from governance.rules.force import STATES
from governance.store.reads.actions import ActionFacts, list_actions
from governance.store.reads.contests import ContestFacts, list_contests
from governance.store.reads.minutes import read_record
from governance.store.reads.public_resolutions import (
    ResolutionFacts,
    RoundVotes,
    read_resolution,
)
from governance.store.reads.resolution_search import Wanted, find_resolutions
from governance.store.reads.standings import corrected
from governance.web.pages import answer, render
from governance.web.public.account import account_of
from governance.web.public.standing import standing_json, standing_lines
from governance.web.security import language_of
from governance.web.service import service_of
from governance.words.labels import outcome_label
from governance.words.languages import LANGUAGES
from governance.words.lives import standing_label
from governance.words.searching import search_words
from governance.words.speak import speaking

JSON = "application/json"
PDF = "application/pdf"
LONGEST_FIGURE = 6


@get("/resolutions", sync_to_thread=True)
def resolutions(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The resolutions, the newest first: all, or those with the words ``q``, of a ``year``, with an ``outcome``, that
    stand in one ``state``."""
    asked = {
        name: request.query_params.get(name, "").strip() for name in ("q", "year", "outcome", "state", "page")
    }
    found = service_of(request).read(find_resolutions, _wanted(asked))
    with speaking(language_of(request)):
        outcomes = [(outcome, outcome_label(outcome)) for outcome in found.outcomes]
        states = [(state, standing_label(state)) for state in STATES]
    return render(
        request,
        "public/resolutions.html",
        public=True,
        found=found,
        years=[(str(year), str(year)) for year in found.years],
        outcomes=outcomes,
        states=states,
        asked=asked,
        filtered=bool(asked["q"] or asked["year"] or asked["outcome"] or asked["state"]),
        addresses={page: _page_address(asked, page) for page in (found.page - 1, found.page + 1)},
    )


@get("/resolutions/{name:str}", sync_to_thread=True)
def resolution(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    """One resolution, as a page; as JSON or as the PDF of its minutes where its number is so followed."""
    if name.endswith(".pdf"):
        return _minutes_pdf(request, name.removesuffix(".pdf"))
    number = name.removesuffix(".json")
    service = service_of(request)
    found = service.read(read_resolution, number)
    if found is None:
        raise Refusal("resolution-unknown", resolution=number)
    contests = service.read(list_contests, number)
    actions = service.read(list_actions, resolution=number)
    if name.endswith(".json"):
        return answer(request, resolution_json(found, contests, actions), JSON, public=True)
    with speaking(language_of(request)):
        lines = standing_lines(found, zone=found.deciding.round.zone)
    return render(
        request,
        "public/resolution.html",
        public=True,
        resolution=found,
        lines=lines,
        text=corrected(found.motion.text, found.told),
        corrections=[each for each in found.told if each.kind == "corrected"],
        contests=contests,
        actions=actions,
        late={each.id for each in actions if each.is_late(service.now())},
        accounts=[account_of(each, authentic=found.motion.authentic) for each in found.rounds],
    )


@get("/resolutions/{number:str}/minutes", sync_to_thread=True)
def minutes(request: Request[Any, Any, Any], number: FromPath[str]) -> Response[bytes]:
    """The minutes of a resolution as a page; ``resolution-unknown`` for a number nobody used."""
    service = service_of(request)
    record = service.read(read_record, number, current=service.signer.current)
    with speaking(language_of(request)):
        said = say_minutes(record)
    return render(request, "public/minutes.html", public=True, minutes=said)


def _wanted(asked: Mapping[str, str]) -> Wanted:
    """What a reader typed; a year or a page that is no number asks for none."""
    return Wanted(
        words=tuple(search_words(asked["q"])),
        year=_figure(asked["year"]),
        outcome=asked["outcome"] or None,
        state=asked["state"] or None,
        page=_figure(asked["page"]) or 1,
    )


def _figure(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_FIGURE else None


def _page_address(asked: Mapping[str, str], page: int) -> str:
    kept = {name: value for name, value in asked.items() if value and name != "page"}
    return "?" + urlencode(kept | {"page": str(page)})


def _minutes_pdf(request: Request[Any, Any, Any], name: str) -> Response[bytes]:
    """The same minutes as a sheet to print and sign: in the language of the request, or in the two or three that
    stand in the address, side by side (``R-2026-01.fr-ar.pdf``)."""
    number, _, written = name.partition(".")
    languages = tuple(written.split("-")) if written else (language_of(request),)
    if len(set(languages)) < len(languages) or not set(languages) <= set(LANGUAGES):
        raise Refusal("resolution-unknown", resolution=name)
    service = service_of(request)
    record = service.read(read_record, number, current=service.signer.current)
    sheet = print_minutes(lambda: say_minutes(record), languages)
    named = {"content-disposition": f'inline; filename="{number}.{"-".join(languages)}.pdf"'}
    return answer(request, sheet, PDF, public=True, headers=named)


def resolution_json(
    found: ResolutionFacts, contests: Sequence[ContestFacts], actions: Sequence[ActionFacts]
) -> bytes:
    """The facts of a resolution as JSON: texts by language, instants in UTC, exact numbers as strings."""
    said = {
        "number": found.number,
        "outcome": found.outcome,
        "published_at": found.published_at,
        "minutes_signed_at": found.minutes_signed_at,
        "motion": {
            name: getattr(found.motion, name)
            for name in ("number", "version", "authentic", "title", "question", "text", "no_decision", "life")
        },
        "rounds": [_round_json(each) for each in found.rounds],
    } | standing_json(found)
    said |= {
        "contests": [asdict(each) for each in contests],
        "actions": [action_json(each) for each in actions],
    }
    return json.dumps(said, ensure_ascii=False, indent=1, default=_plain).encode()


def action_json(action: ActionFacts) -> dict[str, Any]:
    """An action as data: how far it has come, and the steps that tell so."""
    return {
        "id": action.id,
        "what": action.what,
        **asdict(action.progress),
        "steps": [asdict(step) for step in action.steps],
    }


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
