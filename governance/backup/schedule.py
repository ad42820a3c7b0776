"""The backup that makes itself: due and not done, asked by the alarm clock."""

import logging
from datetime import datetime, timedelta

from governance.backup.shelf import is_due
from governance.backup.writing import make_backup
from governance.refusal import Refusal
from governance.service import Service

log = logging.getLogger(__name__)

RETRY = timedelta(hours=1)
"""After a backup that failed, so long until the next try."""


class Scheduled:
    """Makes the backups of one service as they become due."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._not_before: datetime | None = None

    def look(self, now: datetime) -> None:
        """Make a backup if one is due. A failure is logged, and tried again after an hour."""
        settings = self._service.settings
        if (self._not_before is not None and now < self._not_before) or not is_due(settings, now=now):
            return
        self._not_before = now + RETRY
        try:
            backup = make_backup(self._service.database, settings, now=now)
        except Refusal as refusal:
            log.error("no backup was made: %s", refusal.code)
        except Exception:
            log.exception("no backup was made")
        else:
            self._not_before = None
            log.info("backup %s", backup.database.name)
