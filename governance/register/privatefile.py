"""Files that stand outside the database and that only this service may read: keys and the last signed head.

They are written whole or not at all, with mode 0600 in a folder of mode 0700, and are on disk (file and
folder synced) when the call returns.
"""

import os
import stat
from pathlib import Path

from governance.refusal import Refusal


def write_private(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write ``content`` durably; an existing file is refused (``file-exists``) unless it may be replaced.

    The folder is made if need be. A reader sees the old content or the new, never a part.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    try:
        _write(fresh, content)
        if replace:
            fresh.replace(path)
        else:
            _link_as_new(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    _sync_folder(path.parent)


def read_private(path: Path) -> bytes:
    """Read a file nobody else may read; ``Refusal`` ``file-missing`` or ``file-open-to-others`` otherwise."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise Refusal("file-missing", path=str(path)) from error
    if stat.S_IMODE(mode) & 0o077:
        raise Refusal("file-open-to-others", path=str(path), mode=f"{stat.S_IMODE(mode):04o}")
    return path.read_bytes()


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _link_as_new(fresh: Path, path: Path) -> None:
    try:
        path.hardlink_to(fresh)
    except FileExistsError as error:
        raise Refusal("file-exists", path=str(path)) from error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
