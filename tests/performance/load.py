"""A load of requests, from a process of its own, to this machine alone and of bounded length.

    python -m tests.performance.load PORT CLIENTS < requests > answers

Each line that is read is one request: method, path and body, separated by tabs. Every client keeps one connection and
takes the next line as soon as it is answered. What is written is one line of JSON: how many seconds it took, and for
each request in turn its status, its milliseconds and the entry of the register that the page names, if it names one.
"""

import asyncio
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = "127.0.0.1"
CHECKOUT = Path(__file__).resolve().parents[2]
MOST = 100_000
SECONDS = 900
PATIENCE = 60
"""How long one answer may take."""

_ENTRY = re.compile(rb"<dd>(\d+)</dd>\s*</dl>")
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)

Answer = tuple[int, float, int | None]


@dataclass(frozen=True)
class Load:
    """What came of a load: how long it took in all, and every answer."""

    seconds: float
    answers: list[Answer]

    @property
    def a_second(self) -> float:
        """Answers a second."""
        return len(self.answers) / self.seconds

    def percentile(self, of_hundred: int) -> float:
        """So many of a hundred answers came within this many milliseconds."""
        ordered = sorted(milliseconds for _, milliseconds, _ in self.answers)
        return ordered[min(len(ordered) - 1, len(ordered) * of_hundred // 100)]

    def statuses(self) -> set[int]:
        """Every status that was answered."""
        return {status for status, _, _ in self.answers}


def put_load(port: int, clients: int, requests: Iterable[tuple[str, str, str]]) -> Load:
    """Send these requests (method, path, body) from ``clients`` connections, by a process of its own."""
    lines = "".join("\t".join(request) + "\n" for request in requests)
    command = [sys.executable, "-m", "tests.performance.load", str(port), str(clients)]
    done = subprocess.run(
        command, cwd=CHECKOUT, input=lines, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    return Load(found["seconds"], [tuple(answer) for answer in found["answers"]])


async def send_all(port: int, clients: int, requests: list[str]) -> dict[str, object]:
    """Send every request from so many clients."""
    answers: list[Answer] = [(0, 0.0, None)] * len(requests)
    waiting = iter(enumerate(requests))
    started = time.perf_counter()
    await asyncio.gather(*[_client(port, waiting, answers) for _ in range(min(clients, len(requests)))])
    return {"seconds": time.perf_counter() - started, "answers": answers}


async def _client(port: int, waiting: Iterator[tuple[int, str]], answers: list[Answer]) -> None:
    reader, writer = await asyncio.open_connection(HERE, port)
    for at, request in waiting:
        started = time.perf_counter()
        writer.write(_written(request))
        status, body = await asyncio.wait_for(_answer(reader), PATIENCE)
        found = _ENTRY.search(body)
        answers[at] = (status, (time.perf_counter() - started) * 1000, int(found[1]) if found else None)
    writer.close()


def _written(request: str) -> bytes:
    method, path, body = request.split("\t")
    form = (
        f"content-type: application/x-www-form-urlencoded\r\ncontent-length: {len(body)}\r\n" if body else ""
    )
    return f"{method} {path} HTTP/1.1\r\nhost: {HERE}\r\naccept-language: fr\r\n{form}\r\n{body}".encode()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    body = await reader.readexactly(int(length[1])) if length else b""
    return int(head.split(b" ", 2)[1]), body


if __name__ == "__main__":
    asked = sys.stdin.read().splitlines()
    if len(asked) > MOST:
        raise SystemExit(f"at most {MOST} requests")
    print(json.dumps(asyncio.run(send_all(int(sys.argv[1]), int(sys.argv[2]), asked))))
