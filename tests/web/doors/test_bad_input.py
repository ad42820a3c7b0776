"""Bad input: refused by its code in the reader's language, at once, and nothing of it is kept."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from litestar.routes import HTTPRoute

from tests.equipment.figures import Figure
from tests.equipment.network import a_network
from tests.web.doors import poison
from tests.web.doors.offered import Offered, learn
from tests.web.doors.saying import check_said, is_said
from tests.web.doors.standing import ROLES, Standing, make_standing
from tests.web.doors.stored import Stored
from tests.web.doors.table import Door, doors_of

SEED = 2026
LONGEST = 2.0
LANGUAGES = ("fr", "ar", "en")
AT_A_TIME = 2_000
"""So many requests meet one network; then it is made anew, for what was answered may have changed it."""

ANSWERED = {200, 202, 204, 303, 304, 307}
REFUSED = {400, 401, 403, 404, 405, 409, 410, 412, 413, 422, 428, 429}
KEPT_ON_REFUSAL = {"code-replaced": "after five wrong codes a new one leaves by letter"}
"""What a refusal changes all the same, by its code."""

EXEMPT = {
    "POST /demo/fast-forward": "takes no input: the clock of a demonstration moves whatever is sent with it"
}
STRANGERS_ALONE = {
    "POST /desk/sign-out": "whoever is signed in would be so no longer",
    "POST /desk/account/sign-out": "whoever is signed in would be so no longer",
}


class Place(NamedTuple):
    """A network with somebody of each role and a program before its doors, what its pages offer, and what it holds."""

    standing: Standing
    offered: Offered
    stored: Stored


class Asked(NamedTuple):
    """One request; ``language`` is the one its answer is expected in, None where a header asks for something else."""

    role: str
    method: str
    address: str
    sent: dict[str, Any]
    language: str | None


@pytest.mark.proof
def test_bad_requests_are_refused_by_their_code_and_nothing_is_stored(tmp_path: Path, figure: Figure) -> None:
    """Forms, JSON, headers, cookies, paths, tokens, methods, bodies of 50 MB, at every route and whoever sends them:
    answered once, within two seconds, without a 500 or a traceback; what is refused is refused in the words of its
    code in the reader's language, and leaves every table as it was."""
    random, wanted, hit = Random(SEED), figure(small=1_200, full=90_000), set()
    waiting: list[str] = []
    for first in range(0, wanted, AT_A_TIME):
        with _a_place(tmp_path / str(first)) as place:
            routes = _routes(place.standing)
            for number in range(first, min(first + AT_A_TIME, wanted)):
                waiting = waiting or random.sample(
                    sorted(routes - EXEMPT.keys()), len(routes - EXEMPT.keys())
                )
                hit.add(waiting[-1])
                door, role = _before(random, place, waiting.pop())
                _ask(place, _asked(random, place, door, role, number))
            assert EXEMPT.keys() | STRANGERS_ALONE.keys() <= routes
    assert hit == routes - EXEMPT.keys()


def _routes(standing: Standing) -> set[str]:
    """Every method of every address of the application; a kind of route that nobody has thought of fails."""
    assert all(isinstance(route, HTTPRoute) for route in standing.app.routes)
    return {
        f"{method} {route.path_format}"
        for route in standing.app.routes
        if isinstance(route, HTTPRoute)
        for method in route.methods
        if method != "OPTIONS"
    }


@contextmanager
def _a_place(home: Path) -> Iterator[Place]:
    home.mkdir()
    network = a_network(home, demo=True)
    standing = make_standing(network)
    stored = Stored(network.service)
    offered = learn(standing)
    stored.changed()  # what a program was given to learn with
    try:
        yield Place(standing, offered, stored)
    finally:
        stored.close()
        network.close()


def _before(random: Random, place: Place, route: str) -> tuple[Door, str]:
    """One of the objects that a route can name, and one of those who may stand before it."""
    method, _, path = route.partition(" ")
    doors = [door for door in doors_of(place.standing.app) if (door.method, door.path) == (method, path)]
    if route in STRANGERS_ALONE:
        return doors[0], "anonymous"
    roles = (*ROLES, "program") if path.startswith("/api/") else ROLES
    return random.choice(doors), random.choice(roles)


def _asked(random: Random, place: Place, door: Door, role: str, number: int) -> Asked:
    """A request to a door with something wrong in its address, its headers, its body or its method."""
    changed = poison.values(random, place.standing.objects["always"] | {"number": "", "ballot_id": ""})
    address = place.standing.address(role, door, changed if random.random() < 0.4 else {})
    method = random.choice(poison.METHODS) if random.random() < 0.05 else door.method
    body, kind = b"", poison.FORM
    if method == "POST":
        body, kind = place.offered.body(random, door, role, address)
    if number % 300 == 299:
        method, body, kind = "POST", poison.HUGE, poison.FORM
    language = LANGUAGES[number % 3].encode()
    headers = {"accept-language": language, "content-type": kind.encode()}
    headers |= place.offered.version(door, role) | poison.headers(random)
    sent = {"content": body, "headers": headers, "follow_redirects": False}
    expected = language.decode() if headers["accept-language"] == language else None
    return Asked(role, method, address + poison.query(random), sent, expected)


def _ask(place: Place, asked: Asked) -> None:
    answer, took = _timed(place.standing.people[asked.role].client, asked)
    where = f"{asked.method} {asked.address[:200]} as {asked.role}: {answer.status_code} in {took:.1f} s"
    assert answer.status_code in ANSWERED | REFUSED, where
    assert took < LONGEST, where
    assert "Traceback" not in answer.text and 'File "' not in answer.text, where
    if answer.status_code in REFUSED and asked.method != "HEAD" and asked.language is not None:
        check_said(answer, asked.language, where)
    changed = place.stored.changed()
    if answer.status_code in REFUSED or asked.method != "POST":
        assert not changed or any(is_said(code, answer) for code in KEPT_ON_REFUSAL), f"{where}: {changed}"


def _timed(client: Any, asked: Asked) -> tuple[Any, float]:
    """The answer, and the seconds that the service took for it: those are not counted in which its threads stood
    ready and the machine ran something else."""
    client.cookies.delete("language")  # what a sign-in remembers would come before the header
    waited, began = _waited(), time.monotonic()
    answer = client.request(asked.method, asked.address, **asked.sent)
    return answer, time.monotonic() - began - (_waited() - waited)


def _waited() -> float:
    """How long the threads of this process have stood ready without a processor (Linux, proc(5): schedstat)."""
    return sum(map(_waited_by, Path("/proc/self/task").iterdir())) / 1e9


def _waited_by(thread: Path) -> int:
    try:
        return int((thread / "schedstat").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError):  # it has ended
        return 0
