"""Another clock for a process than the machine's, by Debian's libfaketime."""

from pathlib import Path

import pytest


def wrong_clock(ahead: str) -> dict[str, str]:
    """The environment of a process whose clock runs ahead by so much, as ``+3s`` or ``-25h``.

    The clocks that never step are left as they are.
    """
    return {"LD_PRELOAD": str(_library()), "FAKETIME": ahead, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def movable_clock(file: Path) -> dict[str, str]:
    """The same for a clock that is moved while the process runs: it reads ``+0s`` or the like from a file."""
    file.write_text("+0s\n", encoding="utf-8")
    return {
        "LD_PRELOAD": str(_library()),
        "FAKETIME_TIMESTAMP_FILE": str(file),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


def _library() -> Path:
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    if not found:
        pytest.fail("libfaketime is not installed: sudo apt-get install faketime", pytrace=False)
    return found[0]
