"""The keys that stand outside the database, each in a file that its owner alone can read.

``link.key`` makes the tokens and codes of voting links; ``box.key`` wraps the keys of sealed votes and marks their
content. Whoever holds the database without these files can neither open a vote nor forge a link.
"""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from governance.refusal import Refusal

_LENGTH = 32


@dataclass(frozen=True, slots=True, repr=False)
class Vault:
    """The link key and the box key, 32 bytes each."""

    link: bytes
    box: bytes

    def content_mark(self, content: bytes) -> str:
        """A keyed digest that recognises the same content again without telling what it is."""
        return hmac.new(self.box, b"content\x00" + content, hashlib.sha256).hexdigest()


def open_vault(folder: Path) -> Vault:
    """Read the keys in ``folder``; the first time, make them. Files others can read are refused (``key-exposed``)."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Vault(link=_key(folder / "link.key"), box=_key(folder / "box.key"))


def _key(path: Path) -> bytes:
    if not path.exists():
        _write_once(path, secrets.token_bytes(_LENGTH))
    if path.stat().st_mode & 0o077:
        raise Refusal("key-exposed", path=str(path))
    key = path.read_bytes()
    if len(key) != _LENGTH:
        raise Refusal("key-damaged", path=str(path))
    return key


def _write_once(path: Path, key: bytes) -> None:
    """Write beside, then link into place: of two processes that start together, one key wins and stays."""
    beside = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
