"""The routes of a demonstration; outside one each of them is ``page-unknown``."""

from typing import Any

from governance.web.demo.clock import fast_forward

routes: list[Any] = [fast_forward]
