"""What a domain says about letters in its name, and what a receiver made of one: read as given.

Nothing is asked of the network: the records are copied from where the domain is kept, the letter from the mailbox it
arrived in.
"""

import base64
import binascii
import re
from email import message_from_bytes, policy
from email.utils import parseaddr

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from governance.refusal import Refusal

MOST_LOOKUPS = 10
"""Terms of an SPF record that cost its reader a question to the domain name system (RFC 7208, 4.6.4)."""

SHORTEST_KEY = 2048
"""Bits of an RSA key that receivers trust (RFC 8301, 3.2)."""

_ASKING = {"include", "a", "mx", "ptr", "exists", "redirect"}
_SPF_TERM = re.compile(r"[+?~-]?([a-z0-9]+)(?:[:=/].*)?", re.IGNORECASE)
_RESULT = re.compile(r"(?<![\w.-])(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")


def check_spf(record: str) -> None:
    """The record lets somebody send and keeps others out (RFC 7208). Refused: ``spf-malformed``,
    ``spf-lets-everybody``, ``spf-lets-nobody``, ``spf-open-end``, ``spf-too-many-lookups``."""
    version, *terms = record.strip().strip('"').lower().split() or [""]
    names = [found[1] for term in terms if (found := _SPF_TERM.fullmatch(term))]
    if version != "v=spf1" or len(names) != len(terms):
        raise Refusal("spf-malformed", record=record)
    if "all" in terms or "+all" in terms:
        raise Refusal("spf-lets-everybody")
    if not {*names} - {"all"}:
        raise Refusal("spf-lets-nobody")
    if not {"all", "redirect"} & {*names}:
        raise Refusal("spf-open-end")
    lookups = sum(name in _ASKING for name in names)
    if lookups > MOST_LOOKUPS:
        raise Refusal("spf-too-many-lookups", lookups=lookups, most=MOST_LOOKUPS)


def check_dkim(record: str) -> None:
    """The record holds a key that receivers trust (RFC 6376, RFC 8301, RFC 8463). Refused: ``dkim-malformed``,
    ``dkim-revoked``, ``dkim-short``."""
    tags = _tags(record)
    if tags.get("v", "DKIM1") != "DKIM1" or "p" not in tags:
        raise Refusal("dkim-malformed", record=record)
    if not tags["p"]:
        raise Refusal("dkim-revoked")
    try:
        key = base64.b64decode("".join(tags["p"].split()), validate=True)
        bits = _bits(tags.get("k", "rsa"), key)
    except (binascii.Error, ValueError, UnsupportedAlgorithm) as error:
        raise Refusal("dkim-malformed", record=record) from error
    if bits < SHORTEST_KEY:
        raise Refusal("dkim-short", bits=bits, least=SHORTEST_KEY)


def check_dmarc(record: str) -> None:
    """The record asks receivers to keep forged letters out (RFC 7489, 6.3). Refused: ``dmarc-malformed``,
    ``dmarc-only-watches``."""
    tags = _tags(record)
    if not record.strip().strip('"').startswith("v=DMARC1") or tags.get("p") not in {
        "none",
        "quarantine",
        "reject",
    }:
        raise Refusal("dmarc-malformed", record=record)
    if tags["p"] == "none":
        raise Refusal("dmarc-only-watches")


def check_arrived(raw: bytes, *, sender: str) -> None:
    """A letter that arrived was written by ``sender`` and believed by its receiver, whose server said so in
    Authentication-Results (RFC 8601). Refused: ``letter-of-another``, ``results-absent``, ``letter-not-believed``."""
    message = message_from_bytes(raw, policy=policy.default)
    written_by = parseaddr(str(message["From"] or ""))[1]
    if written_by != sender:
        raise Refusal("letter-of-another", found=written_by, expected=sender)
    said = message.get_all("Authentication-Results", [])
    if not said:
        raise Refusal("results-absent")
    # The topmost was written last, by the server nearest to the mailbox; those below may be anybody's.
    results = {
        name.lower(): result.lower() for name, result in _RESULT.findall(_COMMENT.sub("", str(said[0])))
    }
    for method in ("spf", "dkim", "dmarc"):
        if results.get(method) != "pass":
            raise Refusal("letter-not-believed", method=method.upper(), result=results.get(method, "none"))


def _tags(record: str) -> dict[str, str]:
    """The tags of a list such as ``v=DKIM1; k=rsa; p=...`` (RFC 6376, 3.2)."""
    pairs = (part.partition("=") for part in record.strip().strip('"').split(";") if part.strip())
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _bits(kind: str, key: bytes) -> int:
    """The strength of a key as the length that an RSA key of it would have at least."""
    if kind == "ed25519":
        if len(key) != 32:
            raise ValueError("an Ed25519 key has 32 bytes")
        return SHORTEST_KEY
    loaded = load_der_public_key(key)
    if kind != "rsa" or not isinstance(loaded, RSAPublicKey):
        raise ValueError("a key of another kind than it says")
    return loaded.key_size
