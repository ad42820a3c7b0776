"""A clock that jumped: the desk says that it is right, and what is due is closed."""

from litestar import Response, post
from litestar.di import NamedDependency

from governance.acts.doubt_clock import confirm_clock
from governance.web.desk.pages import see
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of


@post("/clock", sync_to_thread=True)
def take_clock(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Believe the clock again. Believing a clock that is believed changes nothing."""
    service = service_of(request)
    service.do(confirm_clock, now=service.now())
    return see("/desk", done="clock-confirmed")
