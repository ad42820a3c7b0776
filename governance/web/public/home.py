"""The first page: what this network is, and what is being decided now."""

from typing import Any

from litestar import Request, Response, get

from governance.store.reads.public_motions import LIVING, list_motions
from governance.store.reads.public_network import list_members
from governance.store.reads.public_resolutions import list_resolutions
from governance.web.pages import COUNTDOWN, render
from governance.web.service import service_of

RECENT = 5


@get("/", sync_to_thread=True)
def home(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The network in three sentences, the motions that live, and the newest resolutions."""
    service = service_of(request)
    return render(
        request,
        "public/home.html",
        public=True,
        scripts=COUNTDOWN,
        members=service.read(list_members, now=service.now()),
        motions=service.read(list_motions, states=LIVING),
        resolutions=service.read(list_resolutions, limit=RECENT),
    )
