"""The rounds of a motion, each at an address that stays."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.refusal import Refusal
from governance.rules.load import rule_from_data
from governance.store.reads.public_motions import read_motion
from governance.store.reads.public_resolutions import read_round
from governance.store.reads.public_versions import read_versions
from governance.web.pages import render
from governance.web.public.account import account_of
from governance.web.service import service_of
from governance.words.rules import say_rule, say_silence


@get("/motions/{number:str}/rounds/{round_number:int}", sync_to_thread=True)
def round_of(
    request: Request[Any, Any, Any], number: FromPath[str], round_number: FromPath[int]
) -> Response[bytes]:
    """One round: what was put to the vote, under which rule, to whom, and what came of it."""
    service = service_of(request)
    motion = service.read(read_motion, number)
    found = {each.number: each for each in motion.rounds} if motion else {}
    if motion is None or round_number not in found:
        raise Refusal("round-unknown", motion=number, round=round_number)
    round = found[round_number]
    wording = {each.id: each for each in service.read(read_versions, number)}[round.version_id]
    closed = service.read(read_round, round) if round.state == "closed" else None
    rule = rule_from_data(round.rule, source=number)
    return render(
        request,
        "public/round.html",
        public=True,
        motion=motion,
        round=round,
        wording=wording,
        neighbours=(found.get(round_number - 1), found.get(round_number + 1)),
        account=account_of(closed, authentic=motion.authentic) if closed else None,
        rule=rule,
        rule_sentence=say_rule(rule),
        silence_sentence=say_silence(rule),
    )
