"""The recovery phrase: people type it, a service that does not know it seals for it, and nothing else opens."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.refusal import Refusal
from governance.register.recovery import (
    KeysFile,
    make_recovery,
    read_keys_file,
    read_phrase,
    seal_keys,
    write_phrase,
)

FILES = {"keys/link.key": bytes(range(32)), "keys/head": "tête\n".encode()}
ABOUT = {"made_at": "2026-11-20T12:00:00.000Z", "database": "0a" * 32}


@pytest.fixture(scope="module")
def phrase() -> str:
    """A phrase."""
    return write_phrase(bytes(range(16)))


@pytest.fixture(scope="module")
def sealed(phrase: str) -> KeysFile:
    """Two files sealed for the phrase, by the public half alone."""
    return seal_keys(FILES, recovery=make_recovery(phrase, bytes(16)), about=ABOUT)


@given(st.binary(min_size=16, max_size=16))
def test_a_phrase_is_read_as_people_type_it(secret: bytes) -> None:
    """Small letters, spaces or nothing between the groups, O for 0 and L for 1: the phrase is the same."""
    phrase = write_phrase(secret)
    assert len(phrase) == 34
    for typed in (
        phrase.lower(),
        phrase.replace("-", " "),
        f"  {phrase.replace('-', '')}\n",
        phrase.replace("0", "o").replace("1", "l"),
    ):
        assert read_phrase(typed) == phrase


def test_nearly_every_slip_is_noticed_before_anything_is_opened(phrase: str) -> None:
    """One sign changed, lost, doubled, or two neighbours swapped: of a thousand such slips fewer than two pass."""
    bare = phrase.replace("-", "")
    slips = {bare[:-1], bare + "A", ""}
    for place in range(len(bare)):
        slips |= {bare[:place] + sign + bare[place + 1 :] for sign in "0123456789ABCDEFGHJKMNPQRSTVWXYZU"}
        slips.add(bare[:place] + bare[place : place + 2][::-1] + bare[place + 2 :])
    passed = [slip for slip in slips - {bare} if _passes(slip)]
    assert len(slips) > 800
    assert len(passed) <= 2


def _passes(typed: str) -> bool:
    try:
        read_phrase(typed)
    except Refusal as refusal:
        assert refusal.code == "phrase-mistyped"
        return False
    return True


def test_the_phrase_opens_what_was_sealed_without_it(sealed: KeysFile, phrase: str) -> None:
    """What is read from the file's bytes opens to what was put in."""
    again = read_keys_file(sealed.encode())
    assert again == sealed
    assert again.open(phrase) == FILES


def test_another_phrase_opens_nothing(sealed: KeysFile) -> None:
    """It is told apart from a damaged file."""
    with pytest.raises(Refusal, match="phrase-wrong"):
        sealed.open(write_phrase(secrets.token_bytes(16)))


def test_nothing_sealed_stands_in_the_file(sealed: KeysFile, phrase: str) -> None:
    """Neither a key nor the phrase, in hexadecimal or as they are."""
    content = sealed.encode()
    for secret in (*FILES.values(), phrase.encode(), phrase.replace("-", "").encode()):
        assert secret not in content
        assert secret.hex().encode() not in content


@pytest.mark.parametrize("part", ["about", "recovery", "sealed"])
def test_a_changed_file_is_noticed(sealed: KeysFile, phrase: str, part: str) -> None:
    """What is told openly is bound to what is sealed; no byte of either can be changed."""
    changed = {
        "about": KeysFile(ABOUT | {"database": "0b" * 32}, sealed.recovery, sealed.sealed),
        "recovery": KeysFile(ABOUT, sealed.recovery | {"note": "x"}, sealed.sealed),
        "sealed": KeysFile(ABOUT, sealed.recovery, sealed.sealed[:-1] + bytes([sealed.sealed[-1] ^ 1])),
    }[part]
    with pytest.raises(Refusal, match="keys-file-unreadable"):
        changed.open(phrase)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"v":2}', b"\xff\xfe", b'{"about":1,"v":1}'])
def test_what_is_no_keys_file_is_refused(content: bytes) -> None:
    """Whatever it is."""
    with pytest.raises(Refusal, match="keys-file-unreadable"):
        read_keys_file(content)
