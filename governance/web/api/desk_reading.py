"""What the desk reads through the API: motions with their drafts, and how the letters of a ballot fare."""

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from governance.store.reads.desk_ballots import read_ballot
from governance.store.reads.desk_motions import list_motions, read_motion
from governance.web.api import facts, models
from governance.web.api.holders import READING, needs
from governance.web.api.reading import read_id
from governance.web.api.saying import DESK, paged, said
from governance.web.pages import AnyRequest
from governance.web.service import service_of


@get(
    "/motions",
    sync_to_thread=True,
    guards=[needs(*READING)],
    operation_id="listDeskMotions",
    tags=["desk"],
    responses=DESK,
)
def list_desk_motions(request: AnyRequest, page: FromQuery[int] = 1) -> Response[models.MotionPage]:
    """Every motion, drafts included, the newest number first."""
    found = service_of(request).read(list_motions)
    here, following = paged(request, found, page)
    lines = [models.MotionLine(each.number, each.state, each.title, each.authentic, None) for each in here]
    return said(request, models.MotionPage(page, len(found), following, lines), public=False)


@get(
    "/motions/{number:str}",
    sync_to_thread=True,
    guards=[needs(*READING)],
    operation_id="readDeskMotion",
    tags=["desk"],
    responses=DESK,
)
def one_desk_motion(request: AnyRequest, number: FromPath[str]) -> Response[models.Motion]:
    """One motion; its entity tag is what a change of it, or of its ballot, names in If-Match."""
    return said(request, facts.motion_of(service_of(request).read(read_motion, number)), public=False)


@get(
    "/ballots/{ballot_id:str}/delivery",
    sync_to_thread=True,
    guards=[needs(*READING)],
    operation_id="readDelivery",
    tags=["desk"],
    responses=DESK,
)
def delivery(request: AnyRequest, ballot_id: FromPath[str]) -> Response[models.Deliveries]:
    """How the letters of a ballot fare, seat by seat."""
    service = service_of(request)
    found = service.read(read_ballot, read_id(ballot_id), now=service.now())
    return said(request, facts.deliveries_of(found), public=False)


routes = [list_desk_motions, one_desk_motion, delivery]
