"""A form sent to the booth, and the instant at which the whole of it was in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import Request
from litestar.di import Provide

from governance.refusal import Refusal
from governance.web.forms import read_form
from governance.web.security import check_same_origin
from governance.web.service import service_of


@dataclass(frozen=True, slots=True, repr=False)
class Posted:
    """The fields of a form and when it was received; ``refused`` where it could not be read or is foreign."""

    fields: Mapping[str, str]
    received_at: datetime
    refused: Refusal | None = None

    def field(self, name: str) -> str:
        """A field, stripped; empty where it was not sent."""
        return self.fields.get(name, "").strip()


async def read_posted(request: Request[Any, Any, Any]) -> Posted:
    """What was posted, for handlers to take as a dependency. The hour is stamped once, when the body is in."""
    service = service_of(request)
    await request.body()
    received_at = service.now()
    try:
        check_same_origin(request, base_url=service.settings.base_url)
        return Posted(await read_form(request), received_at)
    except Refusal as refusal:
        return Posted({}, received_at, refusal)


POSTED = {"posted": Provide(read_posted)}
"""The dependency of every handler that takes a form."""
