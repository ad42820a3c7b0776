"""What the desk cannot do on its own word: for each purpose, how many seats besides the secretariat's confirm it."""

from collections.abc import Mapping

NEEDED: Mapping[str, int] = {"restoration": 2, "address-change": 1, "enforcement": 1, "handover": 2}
"""The closed table of purposes, each with the least number of seats that must confirm."""
