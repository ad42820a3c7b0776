"""What a verifier finds: a code, the entry it concerns, and facts; the sentences stand elsewhere."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a register or a receipt that is not as it must be, or that a reader should know.

    ``index`` is the entry concerned, None where it is no single entry.
    """

    code: str
    index: int | None
    facts: dict[str, Any] = field(default_factory=dict)


def found(code: str, index: int | None, **facts: Any) -> Finding:
    """Return the finding of this code at this entry."""
    return Finding(code, index, facts)
