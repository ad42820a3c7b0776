"""The open side of the API: motions, ballots, resolutions, members and the register, as everybody may read them."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery

from governance.refusal import Refusal
from governance.store.reads.members import current_members
from governance.store.reads.public_motions import list_motions, read_motion
from governance.store.reads.public_register import read_entries
from governance.store.reads.public_resolutions import list_resolutions, read_resolution
from governance.store.reads.public_rounds import motion_of_ballot
from governance.web.api import facts, models
from governance.web.api.saying import API, READING, known, paged, said
from governance.web.service import service_of
from governance.words.languages import LANGUAGES
from governance.words.refusals import known_words, say_refusal
from governance.words.speak import speaking

AnyRequest = Request[Any, Any, Any]
ENTRIES_AT_ONCE = 500


@get("/motions", sync_to_thread=True, operation_id="listMotions", tags=["read"], responses=READING)
def list_all_motions(request: AnyRequest, page: FromQuery[int] = 1) -> Response[models.MotionPage]:
    """The public motions, those that live first."""
    found = service_of(request).read(list_motions)
    here, following = paged(request, found, page)
    lines = [facts.line_of(each) for each in here]
    return said(request, models.MotionPage(page, len(found), following, lines))


@get(
    "/motions/{number:str}", sync_to_thread=True, operation_id="readMotion", tags=["read"], responses=READING
)
def one_motion(request: AnyRequest, number: FromPath[str]) -> Response[models.Motion]:
    """One public motion."""
    found = service_of(request).read(read_motion, number)
    motion = known(found, lambda: Refusal("motion-unknown", motion=number))
    return said(request, facts.motion_of(motion))


@get(
    "/ballots/{ballot_id:str}",
    sync_to_thread=True,
    operation_id="readBallot",
    tags=["read"],
    responses=READING,
)
def one_ballot(request: AnyRequest, ballot_id: FromPath[str]) -> Response[models.Ballot]:
    """One ballot of a public motion."""
    service = service_of(request)
    wanted = read_id(ballot_id)
    number = known(service.read(motion_of_ballot, wanted), lambda: Refusal("ballot-unknown"))
    motion = known(service.read(read_motion, number), lambda: Refusal("ballot-unknown"))
    [ballot] = [each for each in motion.rounds if each.ballot_id == wanted]
    return said(request, facts.ballot_of(number, ballot))


@get("/resolutions", sync_to_thread=True, operation_id="listResolutions", tags=["read"], responses=READING)
def list_all_resolutions(request: AnyRequest, page: FromQuery[int] = 1) -> Response[models.ResolutionPage]:
    """The resolutions, the newest first."""
    found = service_of(request).read(list_resolutions)
    here, following = paged(request, found, page)
    lines = [
        models.ResolutionLine(
            each.number, each.motion, each.title, each.authentic, each.outcome, each.published_at
        )
        for each in here
    ]
    return said(request, models.ResolutionPage(page, len(found), following, lines))


@get(
    "/resolutions/{number:str}",
    sync_to_thread=True,
    operation_id="readResolution",
    tags=["read"],
    responses=READING,
)
def one_resolution(request: AnyRequest, number: FromPath[str]) -> Response[models.Resolution]:
    """One resolution with every vote that counted."""
    found = service_of(request).read(read_resolution, number)
    resolution = known(found, lambda: Refusal("resolution-unknown", resolution=number))
    return said(request, facts.resolution_of(resolution))


@get("/members", sync_to_thread=True, operation_id="listMembers", tags=["read"], responses=READING)
def list_all_members(request: AnyRequest, page: FromQuery[int] = 1) -> Response[models.MemberPage]:
    """The members of the network at present, by code."""
    service = service_of(request)
    found = service.read(current_members, now=service.now())
    here, following = paged(request, found, page)
    members = [models.Member(each.code, each.name, each.sector, each.city) for each in here]
    return said(request, models.MemberPage(page, len(found), following, members))


@get("/register/head", sync_to_thread=True, operation_id="readHead", tags=["read"], responses=READING)
def head(request: AnyRequest) -> Response[models.Head]:
    """The newest signed head of the register."""
    service = service_of(request)
    signed = service.read(service.signer.current)
    return said(request, models.Head(signed.size, signed.note))


@get("/register/entries", sync_to_thread=True, operation_id="listEntries", tags=["read"], responses=READING)
def entries(request: AnyRequest, first: FromQuery[int] = 0) -> Response[models.Entries]:
    """Entries of the register from index ``first`` on, at most 500, those that a signed head covers."""
    if not 0 <= first < 2**53:
        raise Refusal("request-malformed", field="first")
    service = service_of(request)
    size = service.read(service.signer.current).size
    limit = max(0, min(ENTRIES_AT_ONCE, size - first))
    bodies = service.read(read_entries, start=first, limit=limit) if limit else []
    after = first + len(bodies)
    following = f"{API}/register/entries?first={after}" if bodies and after < size else None
    return said(request, models.Entries(first, following, list(bodies)))


@get(
    "/problems/{code:str}",
    sync_to_thread=True,
    operation_id="explainProblem",
    tags=["read"],
    responses=READING,
)
def explain(request: AnyRequest, code: FromPath[str]) -> Response[models.Explanation]:
    """What a refusal means and what can be done, in each language."""
    if code not in known_words():
        raise Refusal("page-unknown")
    happened, advice = {}, {}
    for language in LANGUAGES:
        with speaking(language):
            words = say_refusal(Refusal(code))
        happened[language], advice[language] = words.happened, words.advice
    return said(request, models.Explanation(code, happened, advice))


def read_id(text: str) -> UUID:
    """The id that a path names, or ``ballot-unknown``."""
    try:
        return UUID(text)
    except ValueError:
        raise Refusal("ballot-unknown") from None


routes = [
    list_all_motions,
    one_motion,
    one_ballot,
    list_all_resolutions,
    one_resolution,
    list_all_members,
    head,
    entries,
    explain,
]
