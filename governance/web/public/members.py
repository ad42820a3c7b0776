"""The members: the list, and each with who speaks for it and how it has voted in ballots that are closed."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.refusal import Refusal
from governance.store.reads.public_members import MemberVote, read_member
from governance.store.reads.public_network import list_members
from governance.web.pages import render
from governance.web.security import language_of
from governance.web.service import service_of
from governance.words.localized import pick
from governance.words.rules import say_position
from governance.words.speak import speaking
from governance.words.votes import Said, say_vote


@dataclass(frozen=True, slots=True)
class VoteLine:
    """A closed ballot with the member's answer in sentences."""

    ballot: MemberVote
    said: list[Said]


@get("/members", sync_to_thread=True)
def members(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The members of the network at present."""
    service = service_of(request)
    found = service.read(list_members, now=service.now())
    return render(request, "public/members.html", public=True, members=found)


@get("/members/{code:str}", sync_to_thread=True)
def member(request: Request[Any, Any, Any], code: FromPath[str]) -> Response[bytes]:
    """One member; ``member-unknown`` for a code nobody has or had."""
    service = service_of(request)
    found = service.read(read_member, code, now=service.now())
    if found is None:
        raise Refusal("member-unknown", member=code)
    with speaking(language_of(request)):
        lines = [VoteLine(each, _say(each, code)) for each in found.votes]
    return render(request, "public/member.html", public=True, member=found, lines=lines)


def _say(ballot: MemberVote, code: str) -> list[Said]:
    if ballot.recused or ballot.vote is None:
        state = "recused" if ballot.recused else "silent"
        return [Said(say_position(state), state, ballot.reasons.get("vote", ""))]
    labels = {
        option["id"]: pick(option["label"], authentic=ballot.authentic).text for option in ballot.options
    }
    return say_vote(ballot.kind, {**ballot.vote, "reasons": ballot.reasons}, seat=code, options=labels)
