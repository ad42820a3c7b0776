"""A sealed vote tells nothing, not even by its length, and without its key stays closed for ever."""

import hashlib
import hmac
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from governance.refusal import Refusal
from governance.register import canonical, seal

BOX, DATA_KEY, OPENING, SALT = b"b" * 32, b"d" * 32, b"o" * 32, b"s" * 16
CONTEXT = b"ballot 1, mark 2"
VOTE = canonical.encode({"positions": {"motion": "yes"}, "reasons": {}})


def sealed(payload: bytes = VOTE, data_key: bytes = DATA_KEY, pad_to: int = 600) -> seal.SealedVote:
    """Seal one vote."""
    return seal.seal_vote(payload, box_key=BOX, data_key=data_key, context=CONTEXT, pad_to=pad_to)


@given(some.binary(max_size=200), some.binary(min_size=32, max_size=32))
def test_a_sealed_vote_opens_to_what_was_sealed(payload: bytes, data_key: bytes) -> None:
    """The payload comes back byte for byte."""
    assert seal.open_vote(sealed(payload, data_key), box_key=BOX, context=CONTEXT) == payload


def test_the_length_tells_nothing() -> None:
    """A yes, a block with a long reason and an empty payload give ciphertexts and keys of one length."""
    lengths = {
        (len(one.ciphertext), len(one.wrapped_key)) for one in map(sealed, (b"", VOTE, VOTE * 8, b"x" * 600))
    }
    assert len(lengths) == 1


def test_sealing_twice_writes_the_same_bytes() -> None:
    """An act that runs again with the same arguments stores the same row."""
    assert sealed() == sealed()


def test_two_votes_never_share_a_data_key() -> None:
    """Another payload under the same opening, or the same payload under another, has another key."""
    assert (
        len({sealed().wrapped_key, sealed(b"other").wrapped_key, sealed(data_key=b"e" * 32).wrapped_key}) == 3
    )


def test_a_payload_that_does_not_fit_is_refused() -> None:
    """It is refused, never cut."""
    with pytest.raises(Refusal) as no:
        sealed(b"x" * 601)
    assert no.value.code == "vote-too-long"


@pytest.mark.parametrize(
    ("box_key", "context", "change"),
    [
        (b"c" * 32, CONTEXT, {}),
        (BOX, b"ballot 2, mark 2", {}),
        (BOX, CONTEXT, {"wrapped_key": b""}),
        (BOX, CONTEXT, {"wrapped_key": b"w" * 40}),
        (BOX, CONTEXT, {"ciphertext": b""}),
        (BOX, CONTEXT, {"ciphertext": b"c" * 620}),
    ],
)
def test_nothing_opens_without_the_key_the_place_and_every_byte(
    box_key: bytes, context: bytes, change: dict[str, bytes]
) -> None:
    """Another box key, another ballot, a destroyed key or a changed ciphertext: refused, nothing told."""
    with pytest.raises(Refusal) as no:
        seal.open_vote(replace(sealed(), **change), box_key=box_key, context=context)
    assert (no.value.code, no.value.facts) == ("seal-broken", {})


def test_the_database_alone_does_not_open_a_vote() -> None:
    """Ciphertext and wrapped key hold neither the vote nor a key that opens it."""
    stored = sealed().ciphertext + sealed().wrapped_key
    assert not any(secret in stored for secret in (b"yes", b"positions", DATA_KEY, BOX))


def test_the_commitment_is_the_published_formula() -> None:
    """SHA-256 over the 32 bytes and the canonical vote, nothing else: any language recomputes it."""
    assert seal.commitment(OPENING, VOTE) == hashlib.sha256(OPENING + VOTE).hexdigest()


def test_reasons_enter_as_salted_digests() -> None:
    """SHA-256 over 32 bytes of salt and the text in one Unicode form: any language recomputes it."""
    salt = seal.derive_salt(SALT, "a")
    assert salt == hmac.new(SALT, b"reason\0a", "sha256").digest()
    assert seal.text_digest(salt, "e\u0301tude") == hashlib.sha256(salt + "étude".encode()).hexdigest()


def test_the_same_reason_of_two_votes_cannot_be_matched() -> None:
    """Each vote has a salt of its own, and so has each option."""
    salts = [seal.derive_salt(salt, option) for salt in (SALT, BOX) for option in "ab"]
    assert len({seal.text_digest(salt, "cher") for salt in salts}) == 4


def test_marks_are_the_published_formula() -> None:
    """HMAC-SHA256 under the salt; another salt gives another mark."""
    assert seal.seat_mark(SALT, "seat") == hmac.new(SALT, b"seat", "sha256").hexdigest()
    assert seal.pseudonym(SALT, "seat") != seal.pseudonym(BOX, "seat")


@pytest.mark.parametrize("short", [b"", b"x" * 16, b"x" * 33])
def test_secrets_have_one_length(short: bytes) -> None:
    """Salts of another length would let two pairs of salt and text glue to the same bytes."""
    with pytest.raises(ValueError):
        seal.text_digest(short, "text")
    with pytest.raises(ValueError):
        seal.commitment(short, VOTE)


def test_a_mark_needs_a_salt_worth_the_name() -> None:
    """Under a short salt anybody could try all seats."""
    with pytest.raises(ValueError):
        seal.seat_mark(b"x" * 15, "seat")
