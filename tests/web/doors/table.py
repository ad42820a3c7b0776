"""The route table as the doors see it: every method of every address, for every object that the address can name."""

from collections.abc import Iterator
from typing import NamedTuple

from litestar import Litestar
from litestar.routes import HTTPRoute

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Door(NamedTuple):
    """One method of one address, and the state of the object it names."""

    method: str
    path: str
    named: str


def doors_of(app: Litestar) -> list[Door]:
    """Every door of an application, by address, those that only look before those that change."""
    found = [
        Door(method, route.path_format, named)
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method in METHODS
        if method in route.methods
        for named in objects_of(route.path_format)
    ]
    return sorted(found, key=lambda door: (METHODS.index(door.method), *_finality(door.path), door.path))


def _finality(path: str) -> tuple[bool, bool]:
    """Doors after which another one answers differently come last: leaving, and giving a link back."""
    return path.endswith(("/sign-out", "/not-mine")), path == "/desk/sign-out"


def shut_doors(app: Litestar) -> Iterator[tuple[str, str]]:
    """Every method that an address does not have."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for method in METHODS:
                if method not in route.methods:
                    yield method, route.path_format


def objects_of(path: str) -> tuple[str, ...]:
    """The objects that an address can name, by their state."""
    if path.lower().startswith(("/c/", "/d/", "/f/")):
        return ("unknown",)
    if "{token}" in path:
        return ("own", "another’s", "late")
    if "{ballot_id}" in path:
        return ("tabled", "open", "closed", "unknown")
    if "/resolutions/{" in path:
        return ("resolution", "unknown")
    if "{number}" in path:
        return ("draft", "tabled", "open", "closed", "unknown")
    return ("-",)
