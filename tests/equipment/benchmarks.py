"""What ``make bench`` keeps: BENCHMARKS.md, a section per measurement; each run replaces the sections it measured."""

import os
import platform
import re
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

REPORT = Path(__file__).resolve().parents[2] / "BENCHMARKS.md"

_HEAD = """# Benchmarks

What `make bench` measured. Each section says when and on what machine; other machines will differ, so the limits that
each measurement has to keep stand beside what was seen."""


def keep_section(title: str, lines: Iterable[str], *, report: Path = REPORT) -> None:
    """Write the section ``title`` anew, with where and when it was measured; the others stay as they are."""
    text = report.read_text(encoding="utf-8") if report.exists() else ""
    sections = dict(re.findall(r"^## (.+)\n\n((?:(?!## ).*\n?)*)", text, re.MULTILINE))
    when = datetime.now(UTC).date()
    sections[title] = "\n".join([f"Measured on {when}: {this_machine()}.", "", *lines])
    written = [f"## {name}\n\n{body.strip()}" for name, body in sorted(sections.items())]
    report.write_text("\n\n".join([_HEAD, *written]) + "\n", encoding="utf-8")


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """A Markdown table, line by line."""
    return [f"| {' | '.join(row)} |" for row in (heads, ("---",) * len(heads), *rows)]


def this_machine() -> str:
    """Processor, memory and versions; no name of a host."""
    cores, memory = os.cpu_count(), os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return (
        f"{cores} cores of {_processor()}, {memory / 2**30:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    found = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.machine()
