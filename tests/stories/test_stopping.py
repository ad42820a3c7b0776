"""The service is told to stop while directors vote and the mail server says nothing."""

import socket
import threading
import time
from pathlib import Path

import httpx

from governance.store.tables.outbox import OutboxRow
from governance.store.tables.votes import Vote
from tests.equipment.looking import rows
from tests.equipment.running_server import RunningServer
from tests.equipment.waiting import wait_for
from tests.performance.hall import Hall, a_hall

MOST_SECONDS = 5
"""SIGTERM, whatever the mail server does, to the end of the process."""


def test_a_silent_mail_server_does_not_keep_the_service_from_stopping(tmp_path: Path) -> None:
    """Every vote that came in was answered, and what was answered is on record; the process ends within seconds;
    the letters wait as they were posted, claimed by nobody and none marked as sent."""
    hall = a_hall(tmp_path / "home", 13)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        hall.serve(
            GOVERNANCE_SMTP_URL=f"smtp://127.0.0.1:{silent.getsockname()[1]}",
            GOVERNANCE_MAIL_FROM="vote@example.org",
        ) as server,
    ):
        with silent.accept()[0]:
            answered = voted_until_stopped(hall, server)
        assert "Traceback" not in server.log
    service = hall.service()
    try:
        assert len(rows(service, Vote)) == len(answered)
        posted = rows(service, OutboxRow)
    finally:
        service.close()
    assert len([row for row in posted if row.kind == "receipt"]) >= len(answered)
    assert {(row.sent_at, row.claimed_until, row.attempts) for row in posted} == {(None, None, 0)}


def voted_until_stopped(hall: Hall, server: RunningServer) -> list[int]:
    """Votes from four directors at a time until the service is gone: what was answered."""
    answered: list[int] = []

    def vote(casts: list[tuple[str, str, str]]) -> None:
        for method, path, body in casts:
            kind = {"content-type": "application/x-www-form-urlencoded"}
            try:
                with httpx.Client(trust_env=False, timeout=20) as browser:
                    answered.append(
                        browser.request(method, server.url + path, content=body, headers=kind).status_code
                    )
            except httpx.HTTPError:
                return  # nobody listens any more, and what nobody took up is on no record

    casts = hall.casts(1_000)
    threads = [threading.Thread(target=vote, args=(casts[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    wait_for("some votes", lambda: len(answered) >= 5 or None)
    began = time.monotonic()
    server.stop(seconds=MOST_SECONDS)
    for thread in threads:
        thread.join(timeout=30)
    assert time.monotonic() - began < MOST_SECONDS
    assert set(answered) == {200}
    return answered
