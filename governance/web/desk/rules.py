"""A rule at the desk: what it asks, and every outcome it can have, before anybody votes."""

from collections.abc import Mapping
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.refusal import Refusal
from governance.rules.bind import bind
from governance.rules.rehearse import MOST_SEATS, Rehearsal, rehearse
from governance.rules.rule import Rule
from governance.store.reads.desk_motions import read_addressees
from governance.web.desk.pages import desk_page, say, say_errors, zone_of
from governance.web.desk.rule_cards import rule_card
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of
from governance.words.figures import say_number
from governance.words.rehearsals import MARKS, say_enough, tell_tables
from governance.words.rules import say_requirements

PARAM = "param-"
"""Begins the names of fields that give a parameter another value."""


@get("/rules/{rule_id:str}", sync_to_thread=True)
def show_rule(request: AnyRequest, visit: NamedDependency[Visit], rule_id: FromPath[str]) -> Response[bytes]:
    """The rule with its table of outcomes for ``?seats=`` (as many as there are members unless told otherwise) and
    for the values of ``?param-<name>=``; a value that cannot be is named beside its field. ``?counts=yes`` adds what
    every count leads to, which is long."""
    service = service_of(request)
    if rule_id not in service.rulebook:
        raise Refusal("rule-unknown", rule=rule_id)
    errors: dict[str, Refusal] = {}
    rule = _bound(service.rulebook[rule_id], request.query_params, errors)
    seats = request.query_params.get("seats", "").strip()
    rehearsal, untold = None, None
    try:
        rehearsal = rehearse(rule, seats=_number(seats) if seats else _members(request))
    except Refusal as refusal:
        if refusal.code == "rehearsal-size":
            errors["seats"] = refusal
        else:
            untold = say(refusal, zone_of(request)).happened
    return desk_page(
        request,
        visit,
        "rule.html",
        status=422 if errors else 200,
        rule=rule_card(rule),
        requirements=say_requirements(rule),
        params={name: request.query_params.get(PARAM + name, own.text) for name, own in rule.params.items()},
        seats=seats or (rehearsal.seats if rehearsal else ""),
        untold=untold,
        counts=request.query_params.get("counts") == "yes",
        errors=say_errors(errors, zone_of(request)),
        **told(rehearsal),
    )


def _bound(rule: Rule, query: Mapping[str, Any], errors: dict[str, Refusal]) -> Rule:
    """The rule with every value that can be."""
    for name in rule.params:
        value = str(query.get(PARAM + name, "")).strip()
        if value:
            try:
                rule = bind(rule, {name: value})
            except Refusal:
                errors[PARAM + name] = Refusal("param-malformed", value=value[:60])
    return rule


def _number(text: str) -> int:
    """The number of seats asked for, or one that is refused."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def _members(request: AnyRequest) -> int:
    """How many seats a ballot would have today, as far as a table can show them."""
    service = service_of(request)
    return min(len(service.read(read_addressees, service.now())) or 1, MOST_SEATS)


def told(rehearsal: Rehearsal | None) -> dict[str, Any]:
    """The rehearsal of a rule as pages show it; empty where it cannot be told."""
    if rehearsal is None:
        return {"tables": [], "enough": []}
    return {
        "tables": tell_tables(rehearsal),
        "enough": say_enough(rehearsal),
        "against": rehearsal.against,
        "outcomes": [
            (outcome, say_number(str(number)))
            for outcome, number in sorted(rehearsal.outcomes.items(), key=lambda pair: -pair[1])
        ],
        "ways": say_number(str(sum(rehearsal.outcomes.values()))),
        "marks": MARKS,
    }
