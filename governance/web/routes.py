"""Every route of the service, gathered from the rooms it is answered in."""

from typing import Any

from governance.web.api.routes import routes as api_routes
from governance.web.booth.routes import routes as booth_routes
from governance.web.demo.routes import routes as demo_routes
from governance.web.desk.routes import routes as desk_routes
from governance.web.metrics import metrics
from governance.web.public.routes import routes as public_routes
from governance.web.static import static_file

ROUTES: list[Any] = [
    static_file,
    metrics,
    *api_routes,
    *public_routes,
    *booth_routes,
    *desk_routes,
    *demo_routes,
]
