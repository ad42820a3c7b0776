"""The recovery phrase of an installation: made and shown once; only its public half is kept, beside the keys."""

import secrets
from pathlib import Path
from typing import Any

from governance.refusal import Refusal
from governance.register import canonical
from governance.register.privatefile import read_private, write_private
from governance.register.recovery import SECRET_SIZE, make_recovery, write_phrase

FILE = "recovery.public"


def make_phrase(keys: Path) -> str:
    """A new phrase, to be shown once and kept by people. What was sealed before opens with the phrase of then."""
    phrase = write_phrase(secrets.token_bytes(SECRET_SIZE))
    recovery = make_recovery(phrase, secrets.token_bytes(16))
    write_private(keys / FILE, canonical.encode(recovery) + b"\n", replace=True)
    return phrase


def has_phrase(keys: Path) -> bool:
    """Whether a phrase was made for these keys."""
    return (keys / FILE).is_file()


def read_recovery(keys: Path) -> dict[str, Any]:
    """The public half of the phrase. Refused: ``recovery-missing``."""
    if not has_phrase(keys):
        raise Refusal("recovery-missing", path=str(keys / FILE))
    return dict(canonical.decode(read_private(keys / FILE)))
