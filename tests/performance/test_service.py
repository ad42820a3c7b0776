"""How soon the service answers, what memory it keeps, and whether something slow makes the votes slow."""

import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import httpx
import pytest

from tests.equipment.benchmarks import keep_section, table
from tests.equipment.running_server import RunningServer
from tests.performance.hall import Hall, a_hall
from tests.performance.load import put_load

STARTS = 5
SOONEST = 1.5
REQUESTS = (100_000, 300_000)
"""Memory is looked at after the first, and once more after as many again as make the second."""

MOST_MEMORY = 150
MOST_GROWTH = 5
CLIENTS = 16
CASTS = 1_000
TURNS = 3
MOST_SLOWER = 2.0


def seconds_to_first_answer(server: RunningServer) -> float:
    """From the start of the process to its first good answer, asked for every 5 ms."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "governance", "serve"]
    with server.log_file.open("ab") as log:
        server.process = subprocess.Popen(command, env=server.environment, stdout=log, stderr=log)
    while True:
        try:
            if httpx.get(f"{server.url}/health/live", timeout=2, trust_env=False).status_code == 200:
                return time.perf_counter() - started
        except httpx.HTTPError:
            time.sleep(0.005)


def megabytes(server: RunningServer) -> float:
    """The resident memory of the process."""
    assert server.process is not None
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


@pytest.mark.bench
@pytest.mark.needs("wrk")
def test_it_answers_soon_and_does_not_grow(tmp_path: Path) -> None:
    """Start to first answer, and resident memory after a hundred thousand requests and after many more."""
    hall = a_hall(tmp_path / "home", 13)
    starts = []
    with hall.serve() as server:
        for _ in range(STARTS):
            server.stop()
            starts.append(seconds_to_first_answer(server))
        begun = megabytes(server)
        ask(server, REQUESTS[0])
        early = megabytes(server)
        ask(server, REQUESTS[1] - REQUESTS[0])
        late = megabytes(server)
    start = statistics.median(starts)
    lines = table(
        ("what", "measured", "at most"),
        [
            ("start to first answer", f"{start:.2f} s ({min(starts):.2f}-{max(starts):.2f})", f"{SOONEST} s"),
            ("resident memory at the start", f"{begun:.0f} MB", ""),
            (f"after {REQUESTS[0]:,} requests", f"{early:.0f} MB", f"{MOST_MEMORY} MB"),
            (f"after {REQUESTS[1]:,} requests", f"{late:.0f} MB", f"{MOST_GROWTH} MB more"),
        ],
    )
    print("\n" + "\n".join(lines))
    keep_section("Start and memory", lines)
    assert late - early <= MOST_GROWTH


def ask(server: RunningServer, requests: int) -> None:
    """So many requests for pages in turn, by wrk."""
    done = 0
    while done < requests:
        for path in ("/", "/motions/2026-01", "/register", "/resolutions", "/members"):
            command = ["wrk", "-t1", "-c16", "-d3s", f"{server.url}{path}"]
            said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
            done += int(said.split(" requests in ")[0].split()[-1])


@contextmanager
def a_slow_page(server: RunningServer) -> Iterator[None]:
    """Somebody who asks for the dearest page over and over, and reads it slowly: a kilobyte every tenth of a second."""
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            with (
                httpx.Client(trust_env=False, timeout=30) as reader,
                reader.stream("GET", f"{server.url}/register/export.jsonl") as page,
            ):
                for _ in page.iter_raw(1024):
                    if stop.wait(0.1):
                        break

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield
    finally:
        stop.set()
        reader.join(30)


@contextmanager
def a_slow_mail_server() -> Iterator[str]:
    """A mail server that takes the connection and then says nothing; answers where it is."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"smtp://127.0.0.1:{listening.getsockname()[1]}"


def p99(hall: Hall, server: RunningServer) -> float:
    """The p99 of a load of casts."""
    load = put_load(server.port, CLIENTS, hall.casts(CASTS))
    assert load.statuses() == {200}
    return load.percentile(99)


@pytest.mark.bench
def test_something_slow_does_not_make_votes_slow(tmp_path: Path) -> None:
    """One slow page, one slow mail server: the p99 of a cast stays under twice its own. There is no event stream."""
    hall = a_hall(tmp_path / "home", 200)

    def measured(beside: Callable[[RunningServer], object], **settings: str) -> float:
        with hall.serve(**settings) as server:
            put_load(server.port, CLIENTS, hall.casts(100))
            with beside(server):  # type: ignore[attr-defined]
                return p99(hall, server)

    turns = []
    for _ in range(TURNS):
        alone = measured(lambda _server: nullcontext())
        page = measured(a_slow_page)
        with a_slow_mail_server() as url:
            mail = measured(
                lambda _server: nullcontext(),
                GOVERNANCE_SMTP_URL=url,
                GOVERNANCE_MAIL_FROM="vote@example.org",
            )
        turns.append((alone, page, mail))
    alone, page, mail = (statistics.median(each) for each in zip(*turns, strict=True))
    lines = table(
        (f"beside {CLIENTS} clients that cast", "p99 of a cast", f"times its own (at most {MOST_SLOWER:g})"),
        [
            ("nothing", f"{alone:.0f} ms", ""),
            ("the register read slowly, over and over", f"{page:.0f} ms", f"{page / alone:.2f}"),
            ("a mail server that says nothing", f"{mail:.0f} ms", f"{mail / alone:.2f}"),
        ],
    )
    print("\n" + "\n".join(lines))
    keep_section("Something slow beside", lines)
    assert max(page, mail) <= MOST_SLOWER * alone
