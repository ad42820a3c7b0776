"""The list of checks, in the order in which they are told, and one round through them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError, ProgrammingError

from governance.doctor.database import look_at_file, look_at_register, look_at_schema, look_at_sweep
from governance.doctor.findings import Examined, Finding, wrong
from governance.doctor.kept import look_at_backups, look_at_home, look_at_keys, look_at_phrase
from governance.doctor.machine import (
    look_at_clock,
    look_at_disk,
    look_at_journal,
    look_at_versions,
    look_at_zones,
)
from governance.doctor.ways import look_at_address, look_at_mail
from governance.settings import Settings
from governance.store.database import Database
from governance.store.reads.public_network import read_network
from governance.words.speak import gettext as _

Check = Callable[[Examined], Iterator[Finding]]

CHECKS: Sequence[Check] = (
    look_at_versions,
    look_at_zones,
    look_at_journal,
    look_at_clock,
    look_at_disk,
    look_at_home,
    look_at_keys,
    look_at_phrase,
    look_at_file,
    look_at_schema,
    look_at_register,
    look_at_sweep,
    look_at_backups,
    look_at_address,
    look_at_mail,
)
"""Every check. Each may find several things; one that cannot be made says so and keeps no other from being made."""


def examine(
    settings: Settings, *, passphrase: str | None, now: datetime, checks: Sequence[Check] = CHECKS
) -> Iterator[Finding]:
    """Make the checks. Where nothing is installed yet, that is the one thing to say, and nothing is made there."""
    if not _is_there(settings):
        yield _nothing_founded(settings)
        return
    database = Database(settings.database_url)
    try:
        yield from _examine(Examined(settings, database, passphrase, now), checks)
    finally:
        database.close()


def _is_there(settings: Settings) -> bool:
    url = make_url(settings.database_url)
    has_database = url.get_backend_name() != "sqlite" or Path(f"{url.database}").is_file()
    return has_database and (settings.home / "keys").is_dir()


def _examine(examined: Examined, checks: Sequence[Check]) -> Iterator[Finding]:
    missing = _what_is_missing(examined)
    if missing is not None:
        yield missing
        return
    for check in checks:
        try:
            yield from check(examined)
        except Exception as error:
            name = check.__name__.removeprefix("look_at_")
            says = _("This could not be looked at: %(error)s") % {"error": type(error).__name__}
            yield wrong(name, says, _("See that the account that runs the service runs this command too."))


def _what_is_missing(examined: Examined) -> Finding | None:
    """None where the database answers and has a network in it."""
    try:
        with examined.database.reading() as session:
            return None if read_network(session) is not None else _nothing_founded(examined.settings)
    except OperationalError as error:
        if examined.database.is_sqlite and "no such table" in str(error.orig):
            return _nothing_founded(examined.settings)
        says = _("The database cannot be reached (%(error)s).") % {"error": type(error.orig).__name__}
        return wrong("database", says, _("Start it, and check GOVERNANCE_DATABASE_URL."))
    except ProgrammingError:
        return _nothing_founded(examined.settings)


def _nothing_founded(settings: Settings) -> Finding:
    mend = _("Run governance install with the same settings, or correct GOVERNANCE_HOME.")
    return wrong("home", _("No network is founded in %(home)s.") % {"home": settings.home}, mend)
