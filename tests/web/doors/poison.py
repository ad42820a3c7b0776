"""Bad input, seeded: addresses, headers, forms, JSON and files as no page of ours would send them."""

import json
import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from governance.paths import TEMPLATES

HUGE = b"a=" + b"x" * 50_000_000
LONG = "x" * 5_000
JUNK = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\r\nSet-Cookie: a=b",
    "../../etc/passwd",
    "%00",
    "%ff%fe",
    "' OR 1=1 --",
    "{{ 7 * 7 }}",
    "%(now)s",
    "<script>alert(1)</script>",
    "\u202e\u2066",
    "=?utf-8?q?x=0d=0aBcc=3a_y=40z?=",
    "٣٤٥",
    "²",
    "1e999",
    "-1",
    "9" * 400,
    "NaN",
    "00000000-0000-0000-0000-000000000000",
    "9999-12-31",
    "0001-01-01",
    "0000-00-00",
    "2026-02-30",
    "2026-03-22",
    "25:61",
    "23:59",
    "Mars/Olympus",
    "P99999999999D",
    "P0D",
    "é" * 300,
    LONG,
]
QUERIES = ["lang", "page", "first", "from", "to", "next", "q", "year", "outcome", "done", "source", "round"]
HEADERS = [
    "accept-language",
    "if-none-match",
    "if-match",
    "range",
    "x-forwarded-for",
    "sec-fetch-site",
    "referer",
]
METHODS = ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW", "GET", "POST"]
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
KINDS = [FORM, JSON, "multipart/form-data; boundary=x", "text/plain", "", "*"]

FIELDS = sorted(
    {
        name
        for page in (TEMPLATES / "pages").rglob("*.html")
        for name in re.findall(r'\bname="([a-z][a-z0-9_-]*)"', page.read_text(encoding="utf-8"))
    }
    | {"option-1-fr", "option-99-id", "param-x-y", "position-motion", "rank-x", "reason-motion", "carried.x"}
    - {"form_key"}
)
"""What the forms of the pages call their fields, and some whose names are put together."""


def junk(random: Random) -> str:
    """Something no field expects."""
    if random.random() < 0.6:
        return random.choice(JUNK)
    return "".join(
        chr(random.choice((random.randrange(0x20, 0x7F), random.randrange(0xA0, 0xD7FF)))) for _ in range(9)
    )


def values(random: Random, kept: Mapping[str, str]) -> dict[str, str]:
    """The values of an address, some of them replaced."""
    return {name: quote(junk(random), safe="") or "%20" for name in kept if random.random() < 0.4}


def query(random: Random) -> str:
    """Some questions behind an address."""
    asked = [f"{random.choice(QUERIES)}={quote(junk(random))}" for _ in range(random.randrange(4))]
    return "?" + "&".join(asked) if asked else ""


def headers(random: Random) -> dict[str, bytes]:
    """Some headers, one of them perhaps a cookie or a token."""
    found = {random.choice(HEADERS): _header(random) for _ in range(random.randrange(3))}
    if random.random() < 0.1:
        found["cookie"] = b"desk-1=" + _header(random) + b"; language=" + _header(random)
    if random.random() < 0.1:
        found["authorization"] = random.choice([b"Bearer ", b"Basic ", b""]) + _header(random)
    return found


def filled(random: Random, form: Mapping[str, str], choices: Mapping[str, Sequence[str]]) -> bytes:
    """A form as its page offers it, one or two of its fields replaced, left out or joined by one it does not have."""
    fields = dict(form) | {name: random.choice(offered) for name, offered in choices.items()}
    names = sorted(fields.keys() - {"form_key"})
    for name in random.sample(names, min(len(names), random.randrange(1, 3))):
        if random.random() < 0.2:
            del fields[name]
        else:
            fields[name] = junk(random)
    if random.random() < 0.3:
        fields[random.choice(FIELDS)] = junk(random)
    return urlencode(fields).encode()


def form(random: Random, form_key: str) -> tuple[bytes, str]:
    """A form under the right key that cannot be taken: a field twice, a byte that is no text, or another kind."""
    names = random.sample(FIELDS, 6)
    fields = [f"{name}={quote(junk(random).replace(chr(0), ''))}" for name in names]
    whole = "&".join([f"form_key={quote(form_key)}", *fields]).encode()
    kind = FORM
    poison = random.randrange(5)
    if poison == 0:
        whole += f"&{names[0]}=again".encode()
    elif poison == 1:
        whole += b"&more=%ff%fe"
    elif poison == 2:
        whole += b"&more=a%00b"
    elif poison == 3:
        kind = random.choice(KINDS[1:])
    else:
        whole = random.randbytes(200) if random.random() < 0.9 else whole + b"&x=" + b"y" * 600_000
        whole += b"&n=%00"
    return whole, kind


def document(random: Random, names: Sequence[str]) -> tuple[bytes, str]:
    """A body for the API: all of the names it takes, or others, with values it may or may not take."""
    named = list(names) if random.random() < 0.7 else random.sample(FIELDS, 4)
    made: object = {name: _value(random) for name in named}
    for _ in range(random.choice((0, 0, 0, 1, 40))):
        made = [made]
    raw = json.dumps(made).encode()
    if random.random() < 0.2:
        raw = mutated(random, raw)
    if random.random() < 0.05:
        raw = b'{"a":1,"a":2}' if random.random() < 0.5 else b"[" * 100_000
    return raw, random.choice(KINDS[1:] if random.random() < 0.1 else [JSON])


def mutated(random: Random, raw: bytes) -> bytes:
    """The same bytes with some of them cut, doubled, replaced or added."""
    changed = bytearray(raw)
    for _ in range(random.randrange(1, 6)):
        at = random.randrange(len(changed) + 1)
        how = random.randrange(4)
        if how == 0:
            del changed[at : at + random.randrange(1, 40)]
        elif how == 1:
            changed[at:at] = changed[at : at + random.randrange(1, 200)]
        elif how == 2:
            changed[at : at + 1] = random.randbytes(1)
        else:
            changed[at:at] = junk(random).encode()
    return bytes(changed)


def _value(random: Random) -> Any:
    plausible = [
        "Un titre",
        "amended",
        "test-positions",
        "P3D",
        "2026-12-24T12:00:00+00:00",
        {"fr": "Un texte."},
    ]
    odd = [
        1,
        -1,
        1e308,
        None,
        [],
        {},
        True,
        ["P2D"],
        {"fr": junk(random)},
        [{"id": "a", "label": {"fr": "A"}}],
    ]
    return random.choice([junk(random), random.choice(plausible), random.choice(odd)])


def _header(random: Random) -> bytes:
    plain = junk(random).encode("utf-8", "replace")[:3000]
    return bytes(each for each in plain if each >= 32 and each != 127)
