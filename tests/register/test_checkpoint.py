"""Heads are C2SP checkpoints in C2SP signed notes: what others publish is read, what is written is exact."""

import hashlib
from base64 import b64decode, b64encode
from pathlib import Path

import pytest

from governance.refusal import Refusal
from governance.register import keys, note
from governance.register.checkpoint import read_checkpoint, read_unverified, sign_checkpoint
from governance.register.headfile import HeadFile, check_covers
from governance.register.proof import check_receipt, encode_tlog_proof, read_tlog_proof
from governance.register.tree import Frontier, inclusion_proof, leaf_hash

# The key and the note that the documentation of Go's signed notes publishes.
PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED_SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PUBLISHED_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUg"
    "YN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)

ORIGIN = "register.example.org/network"
KEY = keys.make_key(ORIGIN, b"k" * 32)
STRANGER = keys.make_key("stranger.example.org", b"s" * 32)
ROOT = hashlib.sha256(b"root").digest()


def code_of(no: pytest.ExceptionInfo[Refusal]) -> str:
    """Return the code of the refusal that was met."""
    return no.value.code


def test_a_published_note_is_read_and_written_byte_for_byte() -> None:
    """The published key verifies the published note, and its private half writes the same bytes."""
    key = note.read_verifier(PUBLISHED_KEY)
    text = note.read_note(PUBLISHED_NOTE, verifiers=[key])
    signer = keys.make_key("PeterNeumann", b64decode(PUBLISHED_SEED)[1:])
    assert str(signer.verifier) == PUBLISHED_KEY
    assert note.write_note(text, [signer.sign_note(text)]) == PUBLISHED_NOTE


def test_a_checkpoint_has_the_form_of_the_specification() -> None:
    """Origin, size and base64 root, one line each, then an empty line and the signature line."""
    written = sign_checkpoint(KEY, origin=ORIGIN, size=20852163, root=ROOT)
    head, _, signature = written.partition("\n\n")
    assert head == f"{ORIGIN}\n20852163\n{b64encode(ROOT).decode()}"
    assert signature.startswith(f"— {ORIGIN} ") and signature.endswith("\n") and signature.count("\n") == 1
    raw = b64decode(signature.split(" ")[2])
    assert raw[:4] == hashlib.sha256(ORIGIN.encode() + b"\n\x01" + KEY.verifier.public).digest()[:4]
    assert len(raw) == 68


def test_a_signed_checkpoint_is_read_back() -> None:
    """Whoever holds the public key reads origin, size and root, and keeps the note as it came."""
    written = sign_checkpoint(KEY, origin=ORIGIN, size=0, root=ROOT)
    head = read_checkpoint(written, verifiers=[note.read_verifier(str(KEY.verifier))])
    assert (head.origin, head.size, head.root, head.note) == (ORIGIN, 0, ROOT, written)
    assert read_unverified(written) == head


def test_lines_of_unknown_keys_are_ignored() -> None:
    """A head may carry the signature of a witness nobody here knows; it neither helps nor harms."""
    written = sign_checkpoint(KEY, STRANGER, origin=ORIGIN, size=1, root=ROOT)
    assert read_checkpoint(written, verifiers=[KEY.verifier]).size == 1
    with pytest.raises(Refusal) as no:
        read_checkpoint(written, verifiers=[keys.make_key("other.example.org", b"o" * 32).verifier])
    assert code_of(no) == "note-unsigned"


@pytest.mark.parametrize("place", [0, 30, 36, 60])
def test_a_changed_head_is_not_believed(place: int) -> None:
    """One letter of origin, size or root changed: the signature no longer verifies."""
    written = sign_checkpoint(KEY, origin=ORIGIN, size=1234567, root=ROOT)
    other = "2" if written[place] != "2" else "3"
    with pytest.raises(Refusal) as no:
        read_checkpoint(written[:place] + other + written[place + 1 :], verifiers=[KEY.verifier])
    assert code_of(no) == "note-signature-wrong"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n\n", "\n"),
        ("— ", "- "),
        ("\n7\n", "\n07\n"),
        ("\n7\n", "\n-7\n"),
        ("\n7\n", "\n7\r\n"),
        ("=\n\n", "\n\n"),
    ],
)
def test_what_is_not_a_checkpoint_is_refused(old: str, new: str) -> None:
    """A lost empty line, another dash, a leading zero, a sign, a carriage return, cut base64."""
    written = sign_checkpoint(KEY, origin=ORIGIN, size=7, root=ROOT)
    with pytest.raises(Refusal) as no:
        read_unverified(written.replace(old, new))
    assert code_of(no) in {"note-malformed", "checkpoint-malformed"}


@pytest.mark.parametrize(
    "text", ["", "name", "na me+00000000+AQ==", PUBLISHED_KEY.replace("c74f", "c74e"), "a+b+c"]
)
def test_a_damaged_verifier_key_is_refused(text: str) -> None:
    """Its name, its key id and its 32 bytes must belong together."""
    with pytest.raises(Refusal) as no:
        note.read_verifier(text)
    assert code_of(no) == "verifier-key-unreadable"


def test_the_last_head_is_kept_and_read_back(tmp_path: Path) -> None:
    """The file is private, holds the newest head, and a missing file means that nothing was ever signed."""
    head = HeadFile(tmp_path / "keys" / "head", verifiers=[KEY.verifier])
    assert head.read() is None
    for size in (1, 2):
        head.write(sign_checkpoint(KEY, origin=ORIGIN, size=size, root=ROOT))
    last = head.read()
    assert last is not None and last.size == 2
    assert head.path.stat().st_mode & 0o777 == 0o600
    assert head.path.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in head.path.parent.iterdir()] == ["head"]


def test_a_last_head_that_was_tampered_with_is_refused(tmp_path: Path) -> None:
    """Another size written into the file is not signed by the key."""
    head = HeadFile(tmp_path / "head", verifiers=[KEY.verifier])
    head.write(sign_checkpoint(KEY, origin=ORIGIN, size=7, root=ROOT).replace("\n7\n", "\n1\n"))
    with pytest.raises(Refusal) as no:
        head.read()
    assert code_of(no) == "note-signature-wrong"


class Log:
    """Seven entries, as a database would hold them."""

    def __init__(self, size: int = 7, first: bytes = b"0") -> None:
        self.entries = [first, *(str(number).encode() for number in range(1, size))]
        self.frontier, self.nodes = Frontier(), {}
        for entry in self.entries:
            self.frontier, completed = self.frontier.append(leaf_hash(entry))
            self.nodes.update({node[:2]: node[2] for node in completed})

    def read(self, level: int, index: int) -> bytes:
        """Give one stored node."""
        return self.nodes[level, index]


def test_a_database_behind_its_last_head_may_not_sign() -> None:
    """An older database is noticed by its size, another history by its root; an honest one goes on."""
    log = Log()
    last = read_unverified(sign_checkpoint(KEY, origin=ORIGIN, size=7, root=log.frontier.root()))
    check_covers(None, size=0, read=log.read)
    check_covers(last, size=7, read=log.read)
    check_covers(last, size=9, read=Log(9).read)
    with pytest.raises(Refusal) as no:
        check_covers(last, size=6, read=log.read)
    assert code_of(no) == "database-behind-head"
    with pytest.raises(Refusal) as no:
        check_covers(last, size=9, read=Log(9, first=b"changed").read)
    assert code_of(no) == "database-contradicts-head"


def receipt_of(log: Log, index: int) -> str:
    """Write the receipt of one entry under a head over the whole log."""
    head = sign_checkpoint(KEY, origin=ORIGIN, size=log.frontier.size, root=log.frontier.root())
    hashes = inclusion_proof(index, log.frontier.size, log.read)
    return encode_tlog_proof(index=index, entry=log.entries[index], hashes=hashes, note=head)


def test_a_receipt_is_checked_by_itself() -> None:
    """Every entry's receipt leads to the signed head, and reads back as it was written."""
    log = Log()
    for index in range(7):
        receipt = read_tlog_proof(receipt_of(log, index))
        assert (receipt.index, receipt.entry) == (index, log.entries[index])
        assert check_receipt(receipt, verifiers=[KEY.verifier]).size == 7


def test_a_receipt_has_the_form_of_the_specification() -> None:
    """First line, extra data, index, hashes, an empty line, the checkpoint verbatim."""
    lines = receipt_of(Log(), 2).split("\n")
    assert lines[:3] == ["c2sp.org/tlog-proof@v1", f"extra {b64encode(b'2').decode()}", "index 2"]
    assert lines[6:8] == ["", ORIGIN]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("index 2", "index 3", "receipt-not-in-head"),
        ("extra Mg==", "extra Mw==", "receipt-not-in-head"),
        ("index 2", "index 02", "receipt-malformed"),
        ("extra Mg==", "extra Mg", "receipt-malformed"),
        ("@v1", "@v2", "receipt-malformed"),
        ("extra Mg==\n", "", "receipt-malformed"),
        ("\n\nregister", "\n\nother", "note-signature-wrong"),
    ],
)
def test_a_receipt_of_something_else_is_refused(old: str, new: str, code: str) -> None:
    """Another index, another entry, another form, another log."""
    with pytest.raises(Refusal) as no:
        check_receipt(read_tlog_proof(receipt_of(Log(), 2).replace(old, new)), verifiers=[KEY.verifier])
    assert code_of(no) == code
