"""The machine: versions, the journal of its SQLite, its time zones, its clock, its disk."""

import importlib.metadata
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta

from governance.clock import MOST_OFF, is_synchronised
from governance.doctor.findings import Examined, Finding, note, refused, well, wrong
from governance.refusal import Refusal
from governance.startup import check_zone_data
from governance.store.database import journal_mode
from governance.store.reads.clock import measure_clock
from governance.words.speak import gettext as _

LEAST_FREE = 500
"""Megabytes below which a disk counts as full: a journal, a backup and a night's log must find room."""


def look_at_versions(_examined: Examined) -> Iterator[Finding]:
    """Which program runs on what."""
    facts = {"version": importlib.metadata.version("governance"), "python": platform.python_version()}
    yield well("versions", _("governance %(version)s on Python %(python)s.") % facts)


def look_at_journal(examined: Examined) -> Iterator[Finding]:
    """How SQLite keeps its journal, and why so."""
    if not examined.database.is_sqlite:
        yield well("journal", _("The database is PostgreSQL."))
        return
    facts = {"version": sqlite3.sqlite_version}
    if journal_mode() == "WAL":
        yield well("journal", _("SQLite %(version)s writes ahead (WAL): its known fault is mended.") % facts)
    else:
        says = _("SQLite %(version)s keeps a rollback journal (DELETE): its WAL can damage a file.") % facts
        yield well("journal", says)


def look_at_zones(_examined: Examined) -> Iterator[Finding]:
    """Whether deadlines are announced by true time zones."""
    try:
        release = check_zone_data()
    except Refusal as refusal:
        yield refused("zones", refusal)
        return
    yield well("zones", _("Time zones are of release %(release)s.") % {"release": release})


def look_at_clock(examined: Examined) -> Iterator[Finding]:
    """Whether anything keeps the clock right, and how far it is from the one that several servers share."""
    if is_synchronised():
        yield well("clock", _("The machine’s clock is kept right."))
    else:
        mend = _("Install chrony or systemd-timesyncd: deadlines are kept by this clock.")
        yield note("clock", _("Nothing is known to keep this machine’s clock right."), mend)
    if not examined.database.is_sqlite:
        yield from _against_database(examined)


def _against_database(examined: Examined) -> Iterator[Finding]:
    with examined.database.reading() as session:
        behind = measure_clock(session).behind
    facts = {"seconds": f"{abs(behind / timedelta(seconds=1)):.1f}"}
    says = _("This machine’s clock and the database’s are %(seconds)s s apart.") % facts
    if abs(behind) > MOST_OFF:
        yield wrong("clock", says, _("Set the clock right: a server more than a second off takes no votes."))
    else:
        yield well("clock", says)


def look_at_disk(examined: Examined) -> Iterator[Finding]:
    """Whether there is room."""
    free = shutil.disk_usage(examined.settings.home).free // 1_000_000
    says = _("%(free)s MB are free on the disk of the home.") % {"free": free}
    if free < LEAST_FREE:
        yield wrong("disk", says, _("Make room: without it no vote can be recorded."))
    else:
        yield well("disk", says)
