"""What a vote says, and how it is sealed and opened: by the closing act, and for the seat itself after its code.

What is committed to in the register is the vote with the reasons replaced by SHA-256(salt || text); what is sealed
holds beside it the 32 bytes of the commitment and the texts. All votes of a ballot are sealed to one length.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import Session

from governance.access.vault import Vault
from governance.register import canonical, seal
from governance.store.tables.votes import Vote, VoteKey

LONGEST_REASON = 1000
"""Characters of one reason."""

# A reason in bytes at most: four for a character of UTF-8 (canonical JSON escapes only what is shorter), its id, salt
# and digest beside it, and what a seat waits for that finds the option too early.
_BYTES_PER_OPTION = 4 * LONGEST_REASON + 800
_BYTES_BESIDE = 800


@dataclass(frozen=True, slots=True, repr=False)
class Randomness:
    """The random bytes of one cast, made at the door because an act may run twice."""

    opening: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    data_key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(32))


@dataclass(frozen=True, slots=True, repr=False)
class Content:
    """An opened vote: the canonical vote as committed, its 32 bytes (hex) and the reasons with their salts."""

    vote: dict[str, Any]
    opening: str
    reasons: dict[str, dict[str, str]]

    def with_texts(self) -> dict[str, Any]:
        """The vote as it was cast, reasons in words."""
        texts = {option: reason["text"] for option, reason in self.reasons.items()}
        return {**self.vote, **({"reasons": texts} if texts else {})}


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """What is stored of a vote while its ballot is open, and the content that whoever cast it is shown once."""

    ciphertext: bytes
    wrapped_key: bytes
    commitment: str
    content: Content


def capacity(options: int) -> int:
    """Bytes that every sealed vote of a ballot with so many options takes, whatever it says."""
    return _BYTES_BESIDE + _BYTES_PER_OPTION * max(options, 1)


def plain_bytes(vote: Mapping[str, Any]) -> bytes:
    """The canonical bytes of a vote as cast: what tells the same content from other content."""
    return canonical.encode(dict(vote))


def seal_vote(
    plain: Mapping[str, Any],
    *,
    ballot: UUID,
    seat: str,
    randomness: Randomness,
    capacity: int,
    box_key: bytes,
) -> Sealed:
    """Seal a checked vote of a seat."""
    content = _content(plain, randomness)
    sealed = seal.seal_vote(
        _payload(content),
        box_key=box_key,
        data_key=randomness.data_key,
        context=_context(ballot, seat),
        pad_to=capacity,
    )
    committed = seal.commitment(randomness.opening, canonical.encode(content.vote))
    return Sealed(sealed.ciphertext, sealed.wrapped_key, committed, content)


def open_content(session: Session, vote: Vote, *, seat: str, vault: Vault) -> Content | None:
    """What a stored vote says; None once its key has been destroyed."""
    key = session.get(VoteKey, vote.id)
    if key is None:
        return None
    return open_sealed(vote.sealed, key.wrapped, ballot=vote.ballot_id, seat=seat, vault=vault)


def open_sealed(ciphertext: bytes, wrapped_key: bytes, *, ballot: UUID, seat: str, vault: Vault) -> Content:
    """What a sealed vote of a seat says, by its wrapped key."""
    payload = seal.open_vote(
        seal.SealedVote(ciphertext, wrapped_key), box_key=vault.box, context=_context(ballot, seat)
    )
    facts = json.loads(payload)
    return Content(facts["vote"], facts["opening"], facts["reasons"])


def _content(plain: Mapping[str, Any], randomness: Randomness) -> Content:
    reasons = {
        option: {"salt": _salt(randomness, option), "text": text}
        for option, text in plain.get("reasons", {}).items()
    }
    digests = {
        option: seal.text_digest(bytes.fromhex(reason["salt"]), reason["text"])
        for option, reason in reasons.items()
    }
    vote = {name: value for name, value in plain.items() if name != "reasons"}
    if digests:
        vote["reasons"] = digests
    return Content(vote, randomness.opening.hex(), reasons)


def _salt(randomness: Randomness, option: str) -> str:
    return seal.derive_salt(randomness.salt, option).hex()


def _payload(content: Content) -> bytes:
    return canonical.encode({"vote": content.vote, "opening": content.opening, "reasons": content.reasons})


def _context(ballot: UUID, seat: str) -> bytes:
    return f"{ballot}/{seat}".encode()
