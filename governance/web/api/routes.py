"""The addresses of the API, and the document that describes them."""

from functools import cache
from typing import Any

from litestar import Litestar, Request, Response, Router, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from litestar.serialization import encode_json

from governance.web.api import desk, desk_reading, reading
from governance.web.api.bodies import check_json
from governance.web.api.saying import API
from governance.web.pages import answer

DESCRIPTION = (
    "What the pages of the service say, for programs, and what its secretariat does. Everybody reads; the paths below "
    "/desk take a token that the secretariat makes. No path casts a vote. A change names in If-Match the entity tag "
    "of the motion it saw. Every refusal is a problem (RFC 9457) with the code that the pages show."
)


@get("/openapi.json", sync_to_thread=True, include_in_schema=False)
def openapi(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The description of the API (OpenAPI 3.1)."""
    return answer(request, _document(), "application/json", public=True)


_reading = Router(path="/", route_handlers=reading.routes)
_desk = Router(
    path="/desk",
    route_handlers=[*desk_reading.routes, *desk.routes],
    security=[{"token": []}],
    before_request=check_json,
)
_api = Router(path=API, route_handlers=[openapi, _reading, _desk])

routes: list[Any] = [_api]
"""All of the API."""


@cache
def _document() -> bytes:
    """Made of the routes themselves, apart from the service, in which the framework would serve more than this."""
    described = Litestar(
        route_handlers=[_api],
        logging_config=None,
        openapi_config=OpenAPIConfig(
            title="governance",
            version="1",
            description=DESCRIPTION,
            use_handler_docstrings=True,
            components=Components(
                security_schemes={
                    "token": SecurityScheme(type="http", scheme="bearer", description="Made at the desk.")
                }
            ),
        ),
    )
    document = described.openapi_schema.to_schema()
    for operation in [each for path in document["paths"].values() for each in path.values()]:
        for parameter in operation.get("parameters", []):
            # Its absence has an answer of its own (428), so that the handlers take it as optional.
            parameter["required"] |= parameter["name"] == "If-Match"
    return encode_json(document)
