"""What is examined, and what a check finds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from governance.refusal import Refusal
from governance.settings import Settings
from governance.store.database import Database
from governance.words.refusals import say_refusal


@dataclass(frozen=True, slots=True)
class Examined:
    """An installation, as its settings name it. The checks of its database come after the one that it answers."""

    settings: Settings
    database: Database
    passphrase: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: ``well``, a ``note`` that is nobody's fault, or ``wrong`` with what to do about it."""

    check: str
    state: Literal["well", "note", "wrong"]
    says: str
    mend: str = ""


def well(check: str, says: str) -> Finding:
    """Nothing to do."""
    return Finding(check, "well", says)


def note(check: str, says: str, mend: str) -> Finding:
    """Worth knowing; the service works."""
    return Finding(check, "note", says, mend)


def wrong(check: str, says: str, mend: str) -> Finding:
    """To be mended."""
    return Finding(check, "wrong", says, mend)


def refused(check: str, refusal: Refusal) -> Finding:
    """To be mended, in the words of the refusal that the service itself would start or stop with."""
    words = say_refusal(refusal)
    return wrong(check, words.happened, words.advice)
