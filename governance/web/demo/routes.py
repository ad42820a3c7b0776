"""The routes of a demonstration; outside one each of them is ``page-unknown``."""

from typing import Any

from governance.web.demo.clock import fast_forward
from governance.web.demo.mailbox import enclosure, letter_page, mailbox

routes: list[Any] = [fast_forward, mailbox, letter_page, enclosure]
