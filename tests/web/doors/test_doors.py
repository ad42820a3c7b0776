"""Every door of the service: who is answered what, whatever the method, the role and the object."""

import dataclasses
import socket
from pathlib import Path
from typing import Any, cast

import pytest
import uvicorn
from litestar.testing import TestClient
from pydantic import ValidationError

from governance.app import lay_doors
from governance.command.serve import forwarding
from governance.settings import Settings
from governance.web.security import CONTENT_POLICY, HEADERS
from tests.equipment.looking import fingerprint
from tests.equipment.loops import in_a_loop
from tests.equipment.network import NetworkAtHand, a_network
from tests.web.doors.matrix import MATRIX
from tests.web.doors.standing import ROLES, Standing, make_standing
from tests.web.doors.table import Door, doors_of, shut_doors

CHANGING_NOTHING = ("anonymous", "observer")
CHANGING = ("director", "secretariat")
"""Whoever may change something comes last, so that all find the objects in the state they are named by."""


@pytest.fixture
def standing(tmp_path: Path) -> Any:
    """A demonstration with every object in every state, and somebody of each role."""
    network: NetworkAtHand = a_network(tmp_path, demo=True)
    yield make_standing(network)
    network.close()


def test_every_door_answers_every_role_as_is_written(standing: Standing, monkeypatch: Any) -> None:
    """A route that the matrix does not name fails, as does an answer that differs; who may change nothing changes
    nothing; and no door opens a connection to anywhere."""
    monkeypatch.setattr(socket.socket, "connect", _refuse_to_connect)
    doors = doors_of(standing.app)
    before = fingerprint(standing.network.service)
    guarded = [door for door in doors if door.path not in OWN]
    answers = {(role, door): _status(standing, role, door) for role in CHANGING_NOTHING for door in guarded}
    assert fingerprint(standing.network.service) == before
    answers |= {(role, door): _status(standing, role, door) for role in CHANGING for door in doors}
    answers |= {
        (role, door): _status(standing, role, door)
        for role in CHANGING_NOTHING
        for door in doors
        if door.path in OWN
    }
    found = _written(doors, answers)
    differ = [key for key in sorted(found.keys() | MATRIX.keys()) if found.get(key) != MATRIX.get(key)]
    assert not differ, "\n".join(f'    "{key}": {found.get(key)},' for key in differ)


OWN = ("/demo/fast-forward", "/desk/sign-in", "/desk/sign-out", "/desk/account/sign-out")
"""What anybody may do: move a demonstration's clock, try to sign in, leave."""


def _status(standing: Standing, role: str, door: Door) -> int:
    return int(standing.ask(role, *door).status_code)


def _written(doors: list[Door], answers: dict[tuple[str, Door], int]) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for door in doors:
        said = " ".join(str(answers[role, door]) for role in ROLES)
        rows.setdefault(f"{door.method} {door.path}", {})[door.named] = said
    return rows


def _refuse_to_connect(_socket: socket.socket, address: object) -> None:
    raise AssertionError(f"a connection to {address}")


def test_a_method_that_an_address_does_not_have_is_refused(standing: Standing) -> None:
    """405 for every role, whatever the address; nothing is stored."""
    before = fingerprint(standing.network.service)
    for method, path in shut_doors(standing.app):
        for role in ("anonymous", "secretariat"):
            assert standing.ask(role, method, path, "any").status_code == 405, (method, path)
    assert fingerprint(standing.network.service) == before


def test_a_form_from_another_site_is_refused_at_every_door(standing: Standing) -> None:
    """With the right key and in every role, by the Fetch metadata and, without them, by the origin."""
    before = fingerprint(standing.network.service)
    for door in doors_of(standing.app):
        for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://example.com"}):
            for role in ("director", "secretariat") if _takes_a_form(door) else ():
                answer = standing.ask(role, *door, headers=headers)
                assert (answer.status_code, "origin-foreign" in answer.text) in FOREIGN[
                    role, door.path[:3]
                ], door
    assert fingerprint(standing.network.service) == before


def _takes_a_form(door: Door) -> bool:
    """The API takes no cookie, so that another site has nothing to borrow."""
    return door.method == "POST" and not door.path.startswith("/api/")


REFUSED, UNKNOWN = (403, True), (404, False)
FOREIGN: dict[tuple[str, str], set[tuple[int, bool]]] = {
    (role, beginning): {REFUSED} for role in ("director", "secretariat") for beginning in ("/de", "/re")
} | {
    ("director", "/v/"): {REFUSED},
    ("secretariat", "/v/"): {UNKNOWN},
    ("director", "/c/"): {REFUSED, UNKNOWN},
    ("secretariat", "/c/"): {REFUSED, UNKNOWN},
    ("director", "/d/"): {REFUSED, UNKNOWN},
    ("secretariat", "/d/"): {REFUSED, UNKNOWN},
    ("director", "/f/"): {UNKNOWN},
    ("secretariat", "/f/"): {UNKNOWN},
}
"""At a personal link the link is looked at first: who does not hold it learns nothing else."""


def test_a_form_without_the_key_of_its_session_is_kept_back_at_every_door_of_the_desk(
    standing: Standing,
) -> None:
    """Nothing is done: the form is offered again under the right key."""
    standing.people["secretariat"].form_key = "of another session"
    before = fingerprint(standing.network.service)
    for door in doors_of(standing.app):
        if door.method == "POST" and door.path.startswith("/desk/") and "/sign-" not in door.path[:11]:
            assert standing.ask("secretariat", *door).status_code == 409, door
    assert fingerprint(standing.network.service) == before


def test_every_answer_of_every_door_carries_the_headers_that_guard_it(standing: Standing) -> None:
    """Whatever the route, the role and the status: policy, nosniff, no frame, no referrer, opener and permissions."""
    seen = set()
    for door in doors_of(standing.app):
        for role in ("anonymous", "secretariat"):
            answer = standing.ask(role, *door, headers={"sec-fetch-site": "same-origin"})
            seen.add(answer.status_code)
            _check_guarded(answer, door)
    big = standing.people["anonymous"].client.post("/resend", content=b"x" * 2_100_000)
    _check_guarded(big, "a body that is too large")
    assert seen | {big.status_code} >= {200, 303, 403, 404, 409, 413, 422}


def _check_guarded(answer: Any, where: object) -> None:
    for name, value in HEADERS.items():
        if name == "cache-control":
            assert answer.headers[name] in ("no-store", "no-cache"), where
        elif name != "content-security-policy":
            assert answer.headers[name] == value, (where, name)
    policy = answer.headers["content-security-policy"]
    assert policy in (CONTENT_POLICY, f"{CONTENT_POLICY}; script-src 'self'; connect-src 'self'"), where
    assert policy == CONTENT_POLICY or "/v/" not in str(where)
    assert "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert "strict-transport-security" not in answer.headers  # no TLS here


def test_behind_tls_every_answer_says_to_keep_to_it(tmp_path: Path) -> None:
    """HSTS where readers come by https, whatever is answered."""
    network = a_network(tmp_path, demo=True)
    settings = network.service.settings.model_copy(update={"base_url": "https://vote.example.org"})
    app = lay_doors(dataclasses.replace(network.service, settings=settings), cast(Any, None))
    client: Any = TestClient(app, raise_server_exceptions=False)
    for path in ("/", "/nowhere", "/desk", "/static/style.css"):
        answer = client.get(path, follow_redirects=False)
        assert answer.headers["strict-transport-security"].startswith("max-age=")
    network.close()


@pytest.mark.parametrize(
    ("trusted", "seen"), [("", "10.1.0.7"), ("10.2.0.0/16", "10.1.0.7"), ("10.1.0.0/16", "203.0.113.9")]
)
def test_forwarded_headers_are_believed_from_a_named_proxy_alone(
    tmp_path: Path, trusted: str, seen: str
) -> None:
    """Anybody else is who the connection says, whatever the headers claim."""
    clients = []

    async def door(scope: Any, _receive: Any, _send: Any) -> None:
        clients.append(scope["client"][0])

    config = uvicorn.Config(door, log_config=None, **forwarding(_settings(tmp_path, trusted)))
    config.load()
    scope = {
        "type": "http",
        "client": ("10.1.0.7", 1),
        "scheme": "http",
        "headers": [(b"x-forwarded-for", b"203.0.113.9")],
    }
    in_a_loop(config.loaded_app(scope, None, None))
    assert clients == [seen]


@pytest.mark.parametrize("trusted", ["*", "0.0.0.0/0", "::/0", "proxy.example.org", "10.0.0.1,"])
def test_everybody_is_no_proxy(tmp_path: Path, trusted: str) -> None:
    """A proxy is named by its address; a setting that would believe anybody is refused."""
    with pytest.raises(ValidationError):
        _settings(tmp_path, trusted)


def _settings(tmp_path: Path, trusted: str) -> Settings:
    return Settings.model_validate({"home": tmp_path} | ({"trusted_proxies": trusted} if trusted else {}))
