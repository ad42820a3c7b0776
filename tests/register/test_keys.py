"""The signing key stands in a private file, sealed when a passphrase is given, and never shows itself."""

from base64 import b64encode
from pathlib import Path

import pytest

from governance.refusal import Refusal
from governance.register import keys, note

ORIGIN = "register.example.org/network"


def code_of(no: pytest.ExceptionInfo[Refusal]) -> str:
    """Return the code of the refusal that was met."""
    return no.value.code


def test_a_new_key_is_read_back(tmp_path: Path) -> None:
    """The file is private, in a private folder, and holds the key that was made."""
    path = tmp_path / "keys" / "signing"
    key = keys.create_key(path, origin=ORIGIN)
    assert keys.load_key(path).verifier == key.verifier
    assert key.name == ORIGIN
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_two_keys_are_never_the_same(tmp_path: Path) -> None:
    """Each new key is drawn afresh."""
    assert (
        keys.create_key(tmp_path / "a", origin=ORIGIN).verifier
        != keys.create_key(tmp_path / "b", origin=ORIGIN).verifier
    )


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    """Making a key where one stands is refused and leaves it as it was."""
    key = keys.create_key(tmp_path / "signing", origin=ORIGIN)
    with pytest.raises(Refusal) as no:
        keys.create_key(tmp_path / "signing", origin=ORIGIN)
    assert code_of(no) == "file-exists"
    assert keys.load_key(tmp_path / "signing").verifier == key.verifier
    assert [path.name for path in tmp_path.iterdir()] == ["signing"]


def test_a_sealed_key_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    """None and a wrong passphrase are refused, each in its own way; the two ways to type é are one."""
    path = tmp_path / "signing"
    key = keys.create_key(path, origin=ORIGIN, passphrase="l'\u00e9t\u00e9 2026")
    assert keys.load_key(path, passphrase="l'e\u0301te\u0301 2026").verifier == key.verifier
    with pytest.raises(Refusal) as no:
        keys.load_key(path)
    assert code_of(no) == "key-passphrase-missing"
    with pytest.raises(Refusal) as no:
        keys.load_key(path, passphrase="l'ete 2026")
    assert code_of(no) == "key-passphrase-wrong"


def test_a_sealed_key_is_not_in_its_file(tmp_path: Path) -> None:
    """Neither the key's bytes, nor their base64, nor the passphrase stand in the sealed file."""
    path = tmp_path / "signing"
    key = keys.create_key(path, origin=ORIGIN, passphrase="correct horse")
    seed, content = key.private.private_bytes_raw(), path.read_bytes()
    assert not any(told in content for told in (seed, seed.hex().encode(), b64encode(seed), b"correct horse"))


def test_a_key_does_not_print_itself(tmp_path: Path) -> None:
    """What a log line or a traceback shows of a key is its public half."""
    key = keys.create_key(tmp_path / "signing", origin=ORIGIN)
    assert str(key) == repr(key) == f"SigningKey({key.verifier})"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_others_may_read_is_not_used(tmp_path: Path, mode: int) -> None:
    """Strict permissions are a condition, not advice."""
    path = tmp_path / "signing"
    keys.create_key(path, origin=ORIGIN)
    path.chmod(mode)
    with pytest.raises(Refusal) as no:
        keys.load_key(path)
    assert code_of(no) == "file-open-to-others"


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b'{"v":1,"verifier":"x"}', b'{"private":"","v":2}'])
def test_a_damaged_key_file_is_refused(tmp_path: Path, damage: bytes) -> None:
    """Cut or of another version, it is refused in one way."""
    path = tmp_path / "signing"
    keys.create_key(path, origin=ORIGIN)
    path.write_bytes(damage)
    with pytest.raises(Refusal) as no:
        keys.load_key(path)
    assert code_of(no) == "key-unreadable"


def test_a_key_whose_halves_do_not_belong_together_is_refused(tmp_path: Path) -> None:
    """A public half swapped into the file would sign heads nobody can verify."""
    path = tmp_path / "signing"
    key = keys.create_key(path, origin=ORIGIN)
    other = keys.make_key(ORIGIN, b"o" * 32)
    path.write_text(path.read_text().replace(str(key.verifier), str(other.verifier)))
    with pytest.raises(Refusal) as no:
        keys.load_key(path)
    assert code_of(no) == "key-unreadable"


def test_a_missing_key_is_refused(tmp_path: Path) -> None:
    """Nothing is signed with a key made on the quiet."""
    with pytest.raises(Refusal) as no:
        keys.load_key(tmp_path / "signing")
    assert code_of(no) == "file-missing"


@pytest.mark.parametrize("origin", ["", "two words", "a+b", "nb\u00a0sp", "line\nbreak"])
def test_an_origin_that_cannot_name_a_key_is_refused(origin: str) -> None:
    """Spaces and plus signs would make signature lines ambiguous."""
    with pytest.raises(Refusal) as no:
        keys.make_key(origin, b"k" * 32)
    assert code_of(no) == "origin-malformed"


def test_a_replacement_is_signed_by_both_keys() -> None:
    """The statement names the log and both keys: a signature under it fits no other replacement."""
    old, new = keys.make_key(ORIGIN, b"o" * 32), keys.make_key(ORIGIN, b"n" * 32)
    said = keys.replacement_statement(origin=ORIGIN, old=str(old.verifier), new=str(new.verifier))
    turned = keys.replacement_statement(origin=ORIGIN, old=str(new.verifier), new=str(old.verifier))
    assert old.verifier.verifies(said, old.sign(said)) and new.verifier.verifies(said, new.sign(said))
    assert not old.verifier.verifies(turned, old.sign(said))
    assert note.read_verifier(str(new.verifier)) == new.verifier
