"""The database: that it answers, its schema, its register against the head outside, its clock and its last sweep."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from governance.doctor.findings import Examined, Finding, note, refused, well, wrong
from governance.refusal import Refusal
from governance.register.headfile import HeadFile
from governance.register.keys import load_key
from governance.store.copying import check_sound
from governance.store.heads import Signer
from governance.store.migrate import current_step, steps
from governance.store.reads.clock import clock_is_doubted, last_alive
from governance.store.reads.public_register import read_register
from governance.words.dates import say_instant
from governance.words.speak import gettext as _
from governance.words.speak import ngettext

MISSED_SWEEPS = 3


def look_at_file(examined: Examined) -> Iterator[Finding]:
    """Whether an SQLite file is whole."""
    if examined.database.is_sqlite:
        try:
            check_sound(Path(f"{examined.database.url.database}"))
        except Refusal as refusal:
            yield refused("database", refusal)
            return
        yield well("database", _("The database file is whole, every reference in it leads somewhere."))


def look_at_schema(examined: Examined) -> Iterator[Finding]:
    """Whether the schema is this program's."""
    found = current_step(examined.database)
    if found not in steps():
        yield refused("schema", Refusal("schema-unknown", found=found))
    elif found != steps()[0]:
        says = _("The database has the schema of an earlier version (%(found)s).") % {"found": found}
        yield note("schema", says, _("Make a backup; the next start brings it up to date."))
    else:
        yield well("schema", _("The schema is %(found)s, this program’s own.") % {"found": found})


def look_at_register(examined: Examined) -> Iterator[Finding]:
    """Whether the register contains the last head that was signed, which stands outside it."""
    folder = examined.settings.home / "keys"
    try:
        key = load_key(folder / "signing.key", passphrase=examined.passphrase)
        file = HeadFile(folder / "head", verifiers=[key.verifier])
        with examined.database.reading() as session:
            Signer(key, file).take_up(session)
            entries = read_register(session).entries
    except Refusal as refusal:
        yield refused("register", refusal)
        return
    says = ngettext(
        "The register has %(n)s entry and contains the last signed head.",
        "The register has %(n)s entries and contains the last signed head.",
        entries,
    )
    yield well("register", says % {"n": entries})


def look_at_sweep(examined: Examined) -> Iterator[Finding]:
    """Whether the service looked for what is due within the last few sweeps, and believes its clock."""
    with examined.database.reading() as session:
        alive, doubted = last_alive(session), clock_is_doubted(session)
    if doubted:
        says = _("The clock jumped ahead and is doubted: nothing is closed.")
        yield wrong("clock", says, _("Look at the clock; if it is right: governance tick --clock-ok"))
    if examined.settings.demo:
        return
    allowed = timedelta(seconds=MISSED_SWEEPS * examined.settings.sweep_seconds)
    if alive is None or examined.now - alive > allowed:
        shown = say_instant(alive, "UTC") if alive else "–"
        says = _("The service does not run; it last looked for what is due: %(instant)s.") % {
            "instant": shown
        }
        yield wrong("sweep", says, _("Start the service; what is due is closed as soon as it runs."))
    else:
        yield well("sweep", _("The service runs and looks for what is due."))
