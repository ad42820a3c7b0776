"""What a process asked of the system, in order: strace's account, read line by line."""

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.equipment.waiting import wait_for

CALLS = "fsync,fdatasync,recvfrom,read,sendto,write,sendmsg,writev"
_CALL = re.compile(r"^(?P<thread>\d+) +(?P<name>\w+)\((?P<file>\d+)<(?P<path>[^>]*)>(?P<rest>.*)$")
_RESUMED = re.compile(r"^(?P<thread>\d+) +<\.\.\. (?P<name>\w+) resumed>(?P<rest>.*)$")


@dataclass(frozen=True)
class Call:
    """One moment of a call: when it began, or (``ended``) when it had been answered."""

    name: str
    path: str
    text: str
    ended: bool


@contextmanager
def traced(process: int, log: Path) -> Iterator[None]:
    """Trace a running process and all its threads into ``log``."""
    command = ["strace", "-f", "-y", "-s", "200", "-e", f"trace={CALLS}", "-o", str(log), "-p", str(process)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as tracer:
        assert tracer.stderr is not None
        wait_for("strace to attach", lambda: b"attached" in tracer.stderr.readline() or None)
        try:
            yield
        finally:
            tracer.send_signal(signal.SIGINT)
            tracer.wait(30)


def calls(log: Path) -> Iterator[Call]:
    """The moments of the traced calls, in order; one that was interrupted by others begins and ends apart."""
    begun: dict[tuple[str, str], str] = {}
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if found := _CALL.match(line):
            thread, name, path, rest = (found[each] for each in ("thread", "name", "path", "rest"))
            unfinished = "<unfinished" in rest
            yield Call(name, path, rest, ended=False)
            if unfinished:
                begun[thread, name] = path
            else:
                yield Call(name, path, rest, ended=True)
        elif found := _RESUMED.match(line):
            path = begun.pop((found["thread"], found["name"]), "")
            yield Call(found["name"], path, found["rest"], ended=True)
