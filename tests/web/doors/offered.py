"""What the doors themselves offer to fill in: the forms of the pages, and the bodies that the API describes."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any
from urllib.parse import urlsplit

from litestar.testing import TestClient

from governance.access.tokens import SCOPES, new_token, token_digest
from governance.acts.issue_token import issue_token
from tests.equipment.forms import Form, forms
from tests.web.doors import poison
from tests.web.doors.standing import Somebody, Standing
from tests.web.doors.table import Door, doors_of

DESCRIPTION = "/api/v1/openapi.json"


@dataclass
class Offered:
    """Forms by who sees them and where they lead; names of fields by door of the API."""

    standing: Standing
    forms: dict[tuple[str, str], Form] = field(default_factory=dict)
    bodies: dict[str, list[str]] = field(default_factory=dict)

    def body(self, random: Random, door: Door, role: str, address: str) -> tuple[bytes, str]:
        """Something to send to this address, and of which kind it says that it is."""
        if door.path.startswith("/api/"):
            return poison.document(random, self.bodies.get(door.path, poison.FIELDS[:3]))
        form = self.forms.get((role, address))
        if form is not None and random.random() < 0.7:
            return poison.filled(random, form.fields, form.radios), poison.FORM
        return poison.form(random, self.standing.people[role].form_key)

    def version(self, door: Door, role: str) -> dict[str, bytes]:
        """The entity tag that a change by the API has to name, as it is now."""
        if role != "program" or door.method == "GET" or "{number}" not in door.path:
            return {}
        address = self.standing.address(role, Door("GET", "/api/v1/desk/motions/{number}", door.named), {})
        tag = self.standing.people[role].client.get(address).headers.get("etag", "")
        return {"if-match": tag.encode()} if tag else {}


def learn(standing: Standing) -> Offered:
    """Look at every page as everybody, and give a program a token for everything."""
    standing.people["program"] = _program(standing)
    offered = Offered(standing)
    described = standing.people["program"].client.get(DESCRIPTION).json()
    for path, methods in described["paths"].items():
        offered.bodies[path] = _names(described, methods.get("post", {}))
    for door in doors_of(standing.app):
        if door.method == "GET" and not door.path.startswith("/api/"):
            for role in ("anonymous", "director", "secretariat"):
                for form, target in _seen(standing, door, role):
                    offered.forms.setdefault((role, target), form)
    return offered


def _program(standing: Standing) -> Somebody:
    token = new_token()
    standing.network.service.do(
        issue_token,
        name="a program",
        scopes=tuple(SCOPES),
        lasts=timedelta(days=300),
        token_hash=token_digest(token),
        made_by="tests",
        now=standing.network.now(),
    )
    client: Any = TestClient(standing.app, raise_server_exceptions=False)
    client.headers["authorization"] = f"Bearer {token}"
    return Somebody("program", client)


def _names(described: dict[str, Any], operation: dict[str, Any]) -> list[str]:
    content = operation.get("requestBody", {}).get("content", {}).get(poison.JSON, {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    return list(described["components"]["schemas"].get(name, {}).get("properties", {}))


def _seen(standing: Standing, door: Door, role: str) -> list[tuple[Form, str]]:
    page = standing.ask(role, *door)
    if page.status_code != 200 or not page.headers["content-type"].startswith("text/html"):
        return []
    posted = [form for form in forms(page) if form.method == "post"]
    return [(form, urlsplit(str(page.url.join(form.action or str(page.url)))).path) for form in posted]
