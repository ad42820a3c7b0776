"""A disk of its own for a service: small, so that it can be full; whoever may mount one gets it, in memory."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass
class Disk:
    """A mounted file system, the folder for a home on it, and a file that fills it."""

    folder: Path

    @property
    def home(self) -> Path:
        """Where a service may live."""
        return self.folder / "home"

    def free(self) -> int:
        """The bytes that are left."""
        known = os.statvfs(self.folder)
        return known.f_bavail * known.f_frsize

    def fill(self, but: int = 0) -> None:
        """Leave so many bytes."""
        self.relieve()
        with (self.folder / "ballast").open("wb", buffering=0) as file:
            os.posix_fallocate(file.fileno(), 0, max(self.free() - but, 1))

    def relieve(self) -> None:
        """Give the room back."""
        (self.folder / "ballast").unlink(missing_ok=True)

    def only_reads(self, only: bool) -> None:
        """Let the whole file system be read and not written, or both again."""
        _mount("-o", f"remount,{'ro' if only else 'rw'}", str(self.folder))


@pytest.fixture
def disk() -> Iterator[Disk]:
    """16 MiB of memory as a file system."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a file system to fill")
    folder = Path(tempfile.mkdtemp(prefix="governance-disk-"))
    _mount("-t", "tmpfs", "-o", "size=16m", "none", str(folder))
    made = Disk(folder)
    made.home.mkdir(mode=0o700)
    try:
        yield made
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        shutil.rmtree(folder, ignore_errors=True)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
