"""Where the files that ship with the program are found, in a checkout and in an installed wheel alike."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """A folder inside the package (installed) or beside it (an editable install puts only the package on the path)."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


TEMPLATES = _shipped("templates")
DATA = _shipped("data")

MARK = "demo"
"""A file in the home of a demonstration: `make clean-demo` removes no folder without it."""
