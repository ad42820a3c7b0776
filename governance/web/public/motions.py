"""Motions: the list, and each on a page of its own that stays at its address."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.refusal import Refusal
from governance.rules.load import rule_from_data
from governance.store.reads.contributions import read_contributions
from governance.store.reads.public_motions import list_motions, read_motion
from governance.store.reads.public_resolutions import read_round
from governance.store.reads.public_versions import read_versions
from governance.web.pages import COUNTDOWN, render
from governance.web.public.account import account_of
from governance.web.public.story import story_of
from governance.web.service import service_of
from governance.words.premature import say_reopening
from governance.words.rules import say_rule, say_silence


@get("/motions", sync_to_thread=True)
def motions(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Every public motion, those that live first."""
    found = service_of(request).read(list_motions)
    return render(request, "public/motions.html", public=True, scripts=COUNTDOWN, motions=found)


@get("/motions/{number:str}", sync_to_thread=True)
def motion(request: Request[Any, Any, Any], number: FromPath[str]) -> Response[bytes]:
    """One motion: text, options, rule, deadline, who is on the roll, every round. ``motion-unknown`` for a draft."""
    service = service_of(request)
    found = service.read(read_motion, number)
    if found is None:
        raise Refusal("motion-unknown", motion=number)
    rule = rule_from_data(found.latest.rule, source=found.number)
    undecided = [] if found.resolution else [each for each in found.rounds if each.state == "closed"]
    closed = [service.read(read_round, each) for each in undecided]
    return render(
        request,
        "public/motion.html",
        public=True,
        scripts=COUNTDOWN,
        motion=found,
        said=service.read(read_contributions, number),
        steps=story_of(found, service.read(read_versions, number)),
        accounts=[account_of(each, authentic=found.authentic) for each in closed],
        rule=rule,
        rule_sentence=say_rule(rule),
        reopening=say_reopening(found.reopen_when),
        silence_sentence=say_silence(rule),
    )
