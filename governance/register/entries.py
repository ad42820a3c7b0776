"""The entries: every kind the register knows, and the facts each kind carries, as literal tables.

An entry is an object with the version ``v``, its ``kind``, ``entered_at`` and the facts of its kind, no more
and no less. Persons stand in it only as marks (``governance.register.seal.pseudonym``) and free text of
voters only as salted digests: whoever wants to erase them need not touch the register. Organisations are
named in clear.

Version 1 is kept readable for ever; a change to a kind's facts makes a new version beside it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.refusal import Refusal
from governance.register import canonical
from governance.register.shapes import (
    BOOLEAN,
    COUNT,
    DATA,
    DIGEST,
    ID,
    INDEX,
    INSTANT,
    MARK_SALT,
    NAME,
    NUMBER,
    SALT,
    SIGNATURE,
    TEXT,
    WORD,
    Shape,
    list_of,
    map_of,
    object_of,
    one_of,
)

VERSION = 1

TEXTS = map_of(NAME, DIGEST)
"""Language -> SHA-256 of the text in that language."""

ROLL_SEAT = object_of(
    {"seat": ID, "member": ID, "name": TEXT, "groups?": list_of(NAME), "weights?": map_of(NAME, NUMBER)}
)

KINDS: Mapping[str, Mapping[str, Shape]] = {
    # the register itself
    "register-opened": {"origin": NAME, "network": TEXT, "zone": NAME, "key": NAME},
    "key-replaced": {"old": NAME, "new": NAME, "by_old": SIGNATURE, "by_new": SIGNATURE},
    "incident-restored": {"size": COUNT, "root": DIGEST, "seats": list_of(ID), "note?": TEXT},
    "incident-clock": {"before": INSTANT, "after": INSTANT, "note?": TEXT},
    "incident-outage": {"from": INSTANT, "to": INSTANT, "note?": TEXT},
    # the network
    "member-admitted": {"member": ID, "name": TEXT},
    "member-left": {"member": ID},
    "member-suspended": {"member": ID, "until?": INSTANT, "reason": TEXT},
    "member-reinstated": {"member": ID},
    "mandate-opened": {
        "mandate": ID,
        "member": ID,
        "role": one_of("director", "alternate"),
        "person": DIGEST,
        "from": INSTANT,
        "to?": INSTANT,
    },
    "mandate-closed": {"mandate": ID, "member": ID, "to": INSTANT},
    "address-changed": {"mandate": ID, "member": ID},
    "account-reset": {"member": ID, "role": WORD},
    "secretariat-handed-over": {"from?": ID, "to": ID},
    "rule-adopted": {"rule": NAME, "rule_hash": DIGEST, "motion?": ID},
    "person-erased": {"person": DIGEST},
    # what the desk asks other seats to confirm
    "confirmation-asked": {
        "confirmation": ID,
        "purpose": WORD,
        "subject": NAME,
        "reason": TEXT,
        "seats": list_of(ID),
        "needed": COUNT,
        "expires_at": INSTANT,
    },
    "confirmation-given": {"confirmation": ID, "seat": ID},
    "confirmation-declined": {"confirmation": ID, "seat": ID},
    "confirmation-settled": {
        "confirmation": ID,
        "outcome": one_of("carried_out", "declined", "lapsed", "withdrawn"),
    },
    # a motion
    "motion-tabled": {
        "motion": ID,
        "number?": NAME,
        "version": COUNT,
        "text": TEXTS,
        "authentic": NAME,
        "rule": NAME,
        "notice_ends_at": INSTANT,
    },
    "motion-amended": {"motion": ID, "version": COUNT, "text": TEXTS},
    "contribution-posted": {
        "motion": ID,
        "contribution": ID,
        "member": ID,
        "about": one_of("comment", "concern", "amendment"),
        "version": COUNT,
        "text": DIGEST,
        "passage?": DIGEST,
    },
    "contribution-answered": {"motion": ID, "contribution": ID, "answer": DIGEST},
    "contribution-erased": {"motion": ID, "contribution": ID},
    "motion-withdrawn": {"motion": ID, "reason": TEXT},
    "motion-reopened": {"motion": ID, "of": ID, "members": COUNT},
    # a ballot
    "ballot-opened": {
        "ballot": ID,
        "motion": ID,
        "round": COUNT,
        "version": COUNT,
        "text": TEXTS,
        "options": list_of(ID),
        "rule": DATA,
        "rule_hash": DIGEST,
        "roll": list_of(ROLL_SEAT),
        "chair?": ID,
        "concerned?": list_of(ID),
        "opens_at": INSTANT,
        "closes_at": INSTANT,
        "shown": map_of(NAME, TEXT),
        "zone": NAME,
        "tzdata": NAME,
    },
    "ballot-extended": {"ballot": ID, "from": INSTANT, "closes_at": INSTANT, "reason": TEXT},
    "ballot-stopped": {
        "ballot": ID,
        "reason": one_of("amended", "meeting", "incident", "withdrawn"),
        "note?": TEXT,
        "seats?": list_of(ID),
        "reasons?": map_of(ID, DIGEST),
    },
    "ballot-closed": {"ballot": ID, "closes_at": INSTANT, "votes": COUNT},
    # the letters of a ballot
    "link-issued": {"ballot": ID, "seat": ID, "mandate": ID, "issue": COUNT, "cause": WORD},
    "link-revoked": {"ballot": ID, "seat": ID, "mandate": ID, "issue": COUNT, "cause": WORD},
    "letter-undelivered": {"ballot": ID, "seat": ID, "mandate": ID, "letter": NAME},
    # the votes of a ballot
    "vote-cast": {
        "ballot": ID,
        "mark": DIGEST,
        "commitment": DIGEST,
        "received_at": INSTANT,
        "request": NAME,
        "mandate?": DIGEST,
    },
    "vote-confirmed": {"ballot": ID, "mark": DIGEST, "confirms": INDEX},
    "alternate-activated": {
        "ballot": ID,
        "seat": ID,
        "mandate": ID,
        "by": one_of("director", "desk"),
        "reason?": TEXT,
    },
    "vote-annulled": {"ballot": ID, "mark": DIGEST, "annuls": INDEX, "cause": WORD},
    "vote-refused": {"ballot": ID, "mark": DIGEST, "received_at": INSTANT, "cause": WORD},
    "vote-opened": {
        "ballot": ID,
        "seat": ID,
        "mark": DIGEST,
        "mark_salt": MARK_SALT,
        "cast": INDEX,
        "vote": DATA,
        "opening": SALT,
        "mandate?": ID,
    },
    "recusal-declared": {"ballot": ID, "seat": ID, "reason": DIGEST},
    "reasons-erased": {"ballot": ID, "seat": ID},
    "objection-answered": {"ballot": ID, "seat": ID, "option": ID, "answer": DIGEST},
    "contest-filed": {"ballot": ID, "contest": ID, "seat?": ID, "reason": DIGEST},
    "contest-settled": {"ballot": ID, "contest": ID, "upheld": BOOLEAN, "reason": DIGEST},
    # what came of it
    "outcome-declared": {"ballot": ID, "decision": DATA},
    "resolution-numbered": {"motion": ID, "ballot": ID, "number": NAME, "outcome": NAME},
    "resolution-suspended": {"number": NAME, "members?": COUNT, "date?": NAME, "text?": map_of(NAME, TEXT)},
    "resolution-changed": {"number": NAME, "by": NAME, "change": one_of("amended", "repealed", "replaced")},
    "resolution-enforced": {"number": NAME, "seats": list_of(ID)},
    "resolution-reviewed": {"number": NAME, "note": TEXT, "next?": NAME},
    "action-declared": {"action": ID, "number": NAME, "place": COUNT, "what": map_of(NAME, TEXT)},
    "action-moved": {
        "action": ID,
        "step": one_of("assigned", "reported", "done", "dropped", "reopened"),
        "by?": ID,
        "member?": ID,
        "due?": NAME,
        "note?": DIGEST,
        "evidence?": DIGEST,
    },
    "resolution-corrected": {
        "motion": ID,
        "number": NAME,
        "corrects": INDEX,
        "reason": TEXT,
        "language?": NAME,
        "wrong?": TEXT,
        "right?": TEXT,
    },
    "minutes-signed": {"ballot": ID, "minutes": DIGEST},
}

_SHAPES: Mapping[str, Shape] = {
    kind: object_of({"v": COUNT, "kind": NAME, "entered_at": INSTANT, **facts})
    for kind, facts in KINDS.items()
}


def make_entry(kind: str, *, entered_at: datetime, **facts: Any) -> dict[str, Any]:
    """Return the entry of this kind, checked against its facts, ready for ``canonical.encode``.

    Instants may be given as aware datetimes and ids as UUIDs; a fact given as None, at any depth, is left
    out. Raises ``Refusal("entry-malformed")`` with the kind, the place and what is wrong there.
    """
    written = {name: _written(fact) for name, fact in facts.items() if fact is not None}
    plain = canonical.normalised({**written, "v": VERSION, "kind": kind, "entered_at": _written(entered_at)})
    check_entry(plain)
    return dict(plain)


def check_entry(entry: Any) -> None:
    """Refuse (``entry-malformed``) whatever is not an entry of a known kind with exactly its facts."""
    kind = entry.get("kind") if isinstance(entry, dict) else None
    shape = _SHAPES.get(kind) if isinstance(kind, str) else None
    if shape is None or entry.get("v") != VERSION or entry.get("v") is True:
        raise Refusal("entry-malformed", kind=str(kind), at="kind", wrong="unknown kind or version")
    for at, wrong in shape(entry, ()):
        raise Refusal("entry-malformed", kind=kind, at="/".join(at), wrong=wrong)


def _written(fact: Any) -> Any:
    """Write instants and ids as text and leave out what is None, at any depth."""
    if isinstance(fact, datetime):
        return canonical.instant(fact)
    if isinstance(fact, UUID):
        return str(fact)
    if isinstance(fact, Mapping):
        return {name: _written(part) for name, part in fact.items() if part is not None}
    if isinstance(fact, list | tuple):
        return [_written(part) for part in fact]
    return fact
