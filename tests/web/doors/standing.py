"""A network in which every object that a route can name stands in every state, and somebody of each role."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from litestar import Litestar
from litestar.testing import TestClient

from governance.access.passwords import hash_password
from governance.acts.add_account import add_account
from governance.acts.close_ballot import close_ballot
from governance.acts.stop_ballot import stop_ballot
from governance.app import lay_doors
from governance.courier import send_letters
from governance.store.reads.desk_motions import read_motion
from governance.store.reads.mailbox import read_mailbox
from tests.equipment.forms import form_to, forms
from tests.equipment.network import TWO_WEEKS, NetworkAtHand
from tests.web.doors.table import Door

ROLES = ("anonymous", "director", "secretariat", "observer")
PASSWORD = "a rather long sentence"
UNKNOWN = "A" * 26
HASH = hash_password(PASSWORD)


class _OrFirst(dict[str, str]):
    """Values of an address; what none is given for is the first of its kind."""

    def __missing__(self, name: str) -> str:
        return "1"


@dataclass
class Somebody:
    """A browser in a role; ``form_key`` is what the forms of its session carry."""

    role: str
    client: TestClient[Litestar]
    form_key: str = ""


@dataclass
class Standing:
    """The network, its doors, who stands before them, and what addresses are made of: values by object and name."""

    network: NetworkAtHand
    app: Litestar
    objects: dict[str, dict[str, str]] = field(default_factory=dict)
    people: dict[str, Somebody] = field(default_factory=dict)

    def ask(
        self, role: str, method: str, path: str, named: str, headers: Mapping[str, str] | None = None
    ) -> Any:
        """What somebody of this role is answered; ``named`` says which object the address names."""
        who = self.people[role]
        address = path.format_map(_OrFirst(self._values(named, role)))
        sent = {"form_key": who.form_key} if who.form_key else {}
        sent |= self._answers(named) if path.startswith("/v/") else {}
        body = {"data": sent} if method == "POST" else {}
        return who.client.request(method, address, headers=headers, follow_redirects=False, **body)

    def address(self, role: str, door: Door, changed: Mapping[str, str]) -> str:
        """The address of a door with some of its values changed."""
        return door.path.format_map(_OrFirst(self._values(door.named, role) | dict(changed)))

    def _values(self, named: str, role: str) -> dict[str, str]:
        values = self.objects["always"] | self.objects.get(named, {})
        if role != "director" and "token" in values:
            values["token"] = UNKNOWN  # nobody else holds the letter
        return values

    def _answers(self, named: str) -> dict[str, str]:
        values = self.objects.get(named, {})
        return {"position-motion": "yes", "code": values.get("code", "AAAAAA"), "request": "k" * 20}


def make_standing(network: NetworkAtHand) -> Standing:
    """Fill a founded demonstration and put somebody of each role before its doors."""
    timekeeper = SimpleNamespace(last_tick=network.now(), look=lambda: None)
    standing = Standing(network, lay_doors(network.service, cast(Any, timekeeper)))
    _put_motions(standing)
    timekeeper.last_tick = network.now()
    for role in ROLES:
        standing.people[role] = _somebody(standing, role)
    return standing


def _put_motions(standing: Standing) -> None:
    network = standing.network
    closed = network.put("2026-04", "test-positions")
    late = network.letter(closed, "CE3M")
    network.clock.at += TWO_WEEKS
    network.service.do(close_ballot, ballot_id=closed, vault=network.service.vault, now=network.now())
    network.draft("2026-01", "test-positions")
    tabled = network.put("2026-02", "test-positions")
    network.service.do(
        stop_ballot,
        ballot_id=tabled,
        reason="incident",
        note="A trial.",
        notice=TWO_WEEKS,
        rulebook=network.service.rulebook,
        now=network.now(),
    )
    opened = network.put("2026-03", "test-positions")
    mine, other = network.letter(opened, "CE3M"), network.letter(opened, "SOL")
    [waiting] = [
        each for each in network.service.read(read_motion, "2026-02").rounds if each.state == "prepared"
    ]
    [resolution] = [network.service.read(read_motion, "2026-04").resolution]
    send_letters(network.service, now=network.now())
    letters = network.service.read(read_mailbox)
    standing.objects |= {
        "always": {
            "code": "CE3M",
            "rule_id": "consensus-tous",
            "name": "style.css",
            "token": UNKNOWN,
            "round_number": "1",
            "version": "1",
            "earlier": "1",
            "letter": str(letters[0].letters[0].id),
        },
        "any": {"number": "2026-03", "ballot_id": str(opened)},
        "draft": {"number": "2026-01"},
        "tabled": {"number": "2026-02", "ballot_id": str(waiting.id)},
        "open": {"number": "2026-03", "ballot_id": str(opened)},
        "closed": {"number": "2026-04", "ballot_id": str(closed)},
        "resolution": {"number": str(resolution), "name": str(resolution)},
        "unknown": {"number": "2099-99", "name": "R-2099-99", "ballot_id": str(UUID(int=0))},
        "own": {"token": mine.token, "code": mine.code},
        "another’s": {"token": other.token, "code": mine.code},
        "late": {"token": late.token, "code": late.code},
    }


def _somebody(standing: Standing, role: str) -> Somebody:
    client: Any = TestClient(standing.app, raise_server_exceptions=False)
    client.headers["accept-language"] = "en"
    who = Somebody(role, client)
    if role in ("secretariat", "observer"):
        email = f"{role}@example.org"
        standing.network.service.do(
            add_account,
            email=email,
            name=role.capitalize(),
            language="en",
            role=role,
            password_hash=HASH,
            now=standing.network.now(),
        )
        page = client.get("/desk/sign-in")
        board = form_to(page, "/desk/sign-in").submit(client, page, email=email, password=PASSWORD)
        who.form_key = next(each.fields["form_key"] for each in forms(board) if "form_key" in each.fields)
    return who
