"""Bad input, seeded: addresses, headers, forms, JSON and files as no page of ours would send them."""

import json
from random import Random
from urllib.parse import quote

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
    "0000-00-00",
    "2026-02-30",
    "25:61",
    "Mars/Olympus",
    "P99999999999D",
    "é" * 300,
    LONG,
]
FIELDS = [
    *(
        "form_key",
        "email",
        "password",
        "current",
        "next",
        "step",
        "reason",
        "note",
        "code",
        "request",
        "role",
    ),
    *(
        "date",
        "time",
        "zone",
        "fold",
        "chair",
        "concerned",
        "number",
        "authentic",
        "rule",
        "notice",
        "open_for",
    ),
    *(
        "reminders",
        "title-fr",
        "text-ar",
        "question-en",
        "option-1-fr",
        "option-99-id",
        "param-x-y",
        "digest",
    ),
    *(
        "position-motion",
        "position-x",
        "rank-x",
        "choice",
        "reason-motion",
        "name",
        "days",
        "scope-read",
        "carried.x",
    ),
]
QUERIES = ["lang", "page", "first", "from", "to", "next", "q", "year", "outcome", "done", "source"]
HEADERS = [
    "accept-language",
    "if-none-match",
    "if-match",
    "range",
    "x-forwarded-for",
    "sec-fetch-site",
    "referer",
]
KINDS = [
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data; boundary=x",
    "text/plain",
    "",
    "*",
]


def junk(random: Random) -> str:
    """Something no field expects."""
    if random.random() < 0.6:
        return random.choice(JUNK)
    return "".join(
        chr(random.choice((random.randrange(0x20, 0x7F), random.randrange(0xA0, 0xD7FF)))) for _ in range(9)
    )


def values(random: Random, kept: dict[str, str]) -> dict[str, str]:
    """The values of an address, one or all of them replaced."""
    return {name: quote(junk(random), safe="") or "%20" for name in kept if random.random() < 0.7}


def query(random: Random) -> str:
    """Some questions behind an address."""
    asked = [f"{random.choice(QUERIES)}={quote(junk(random))}" for _ in range(random.randrange(4))]
    return "?" + "&".join(asked) if asked else ""


def headers(random: Random) -> dict[str, bytes]:
    """Some headers, one of them perhaps a cookie or a token."""
    found = {random.choice(HEADERS): _header(random) for _ in range(random.randrange(3))}
    if random.random() < 0.2:
        found["cookie"] = b"desk-1=" + _header(random) + b"; language=" + _header(random)
    if random.random() < 0.2:
        found["authorization"] = random.choice([b"Bearer ", b"Basic ", b""]) + _header(random)
    return found


def form(random: Random, form_key: str) -> tuple[bytes, str]:
    """A form under the right key that cannot be taken: a field twice, a byte that is no text, or another kind."""
    names = random.sample(FIELDS[1:], 6)
    fields = [f"{name}={quote(junk(random).replace(chr(0), ''))}" for name in names]
    whole = "&".join([f"form_key={quote(form_key)}", *fields]).encode()
    kind = KINDS[0]
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


def document(random: Random) -> tuple[bytes, str]:
    """A body for the API."""
    made: object = {
        random.choice(FIELDS): random.choice([junk(random), 1, None, [], {}, True]) for _ in range(4)
    }
    for _ in range(random.choice((0, 0, 1, 40))):
        made = [made]
    raw = json.dumps(made).encode()
    if random.random() < 0.3:
        raw = mutated(random, raw)
    return raw, random.choice(KINDS[1:] if random.random() < 0.2 else ["application/json"])


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


def _header(random: Random) -> bytes:
    plain = junk(random).encode("utf-8", "replace")[:3000]
    return bytes(each for each in plain if each >= 32 and each != 127)
