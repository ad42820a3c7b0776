"""A typing error in a published resolution is corrected, shown as such, and nothing that was voted on is changed."""

from typing import Any

import pytest

from governance.acts.correct_resolution import correct_resolution
from governance.refusal import Refusal
from governance.store.reads.minutes import minutes_digest, minutes_facts
from governance.store.reads.public_resolutions import read_resolution
from governance.store.reads.standings import corrected
from tests.equipment.following import adopt
from tests.equipment.looking import entries, fingerprint
from tests.equipment.network import NetworkAtHand

ERROR = {"language": "en", "wrong": "**text**", "right": "**whole text**", "reason": "A word was missing."}


def correct(network: NetworkAtHand, **changed: Any) -> None:
    """The desk corrects R-2026-01."""
    network.service.do(correct_resolution, **({"number": "R-2026-01"} | ERROR | changed), now=network.now())


def test_both_wordings_stay_readable(network: NetworkAtHand) -> None:
    """In the register too; the minutes are what they were, and the same correction again changes nothing."""
    adopt(network)
    digest = minutes_digest(network.service.read(minutes_facts, "R-2026-01"))
    for _ in range(2):
        correct(network)
    [entry] = entries(network.service, "resolution-corrected")
    assert (entry["wrong"], entry["right"]) == (ERROR["wrong"], ERROR["right"])
    assert entries(network.service)[entry["corrects"]]["kind"] == "resolution-numbered"
    found = network.service.read(read_resolution, "R-2026-01")
    assert found is not None and found.motion.text["en"] == "The **text**."
    assert corrected(found.motion.text, found.told)["en"] == "The **whole text**."
    assert minutes_digest(network.service.read(minutes_facts, "R-2026-01")) == digest
    correct(network, wrong="whole", right="entire")
    found = network.service.read(read_resolution, "R-2026-01")
    assert found is not None and corrected(found.motion.text, found.told)["en"] == "The **entire text**."


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": "R-2026-09"}, "resolution-unknown"),
        ({"wrong": "sheet"}, "passage-absent"),
        ({"language": "xx"}, "passage-absent"),
        ({"wrong": "*"}, "passage-doubled"),
        ({"right": "**text**"}, "passage-empty"),
        ({"wrong": " "}, "passage-empty"),
        ({"right": "x" * 201}, "passage-long"),
        ({"reason": ""}, "note-missing"),
    ],
)
def test_what_is_no_correction_is_refused(network: NetworkAtHand, changed: dict[str, Any], code: str) -> None:
    """And changes nothing."""
    adopt(network)
    before = fingerprint(network.service)
    with pytest.raises(Refusal, match=code):
        correct(network, **changed)
    assert fingerprint(network.service) == before
