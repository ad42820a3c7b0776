"""The button in the demonstration's banner: to the next instant at which something becomes due."""

from typing import Any

from litestar import Request, Response, post
from litestar.response import Redirect

from governance.demonstration import fast_forward as move_clock
from governance.refusal import Refusal
from governance.web.security import check_same_origin
from governance.web.service import service_of


@post("/demo/fast-forward", sync_to_thread=True)
def fast_forward(request: Request[Any, Any, Any]) -> Response[Any]:
    """Move the demonstration's clock to the next due instant, do what is due, and show the home page.
    Outside a demonstration the address does not exist (``page-unknown``)."""
    service = service_of(request)
    if not service.settings.demo:
        raise Refusal("page-unknown")
    check_same_origin(request, base_url=service.settings.base_url)
    if move_clock(service) is None:
        raise Refusal("nothing-due")
    request.app.state.timekeeper.look()
    return Redirect("/", status_code=303)
