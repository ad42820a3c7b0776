"""What the desk cannot do on its own word: for each purpose, how many seats besides the secretariat's confirm it."""

from collections.abc import Mapping

RESTORATION = "restoration"
"""An older copy of the database is taken up: until it is confirmed the register is not signed."""

ENTERED_MEANWHILE = (
    "confirmation-asked",
    "confirmation-given",
    "confirmation-declined",
    "confirmation-settled",
)
"""All that may be entered between asking for a restoration and the restoration itself."""

NEEDED: Mapping[str, int] = {RESTORATION: 2, "address-change": 1, "enforcement": 1, "handover": 2}
"""The closed table of purposes, each with the least number of seats that must confirm."""
