"""The register's vocabulary is closed: an entry carries the facts of its kind, no more and no less."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from governance.refusal import Refusal
from governance.register import canonical
from governance.register.entries import KINDS, check_entry, make_entry
from tests.equipment.source import ROOT

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SEAT = UUID("6f1c1f63-31a2-4a0e-9d47-0d3b8d1f2f10")
CAST: dict[str, Any] = {
    "ballot": "b-1",
    "mark": "0a" * 32,
    "commitment": "0b" * 32,
    "received_at": NOW,
    "request": "k3y",
}

REGISTER = ["register-opened", "key-replaced", "incident-restored", "incident-clock", "incident-outage"]
NETWORK = [
    *["member-admitted", "member-left", "member-suspended", "member-reinstated"],
    *["mandate-opened", "mandate-closed", "address-changed"],
    *["account-reset", "secretariat-handed-over", "rule-adopted", "person-erased"],
    *["confirmation-asked", "confirmation-given", "confirmation-declined", "confirmation-settled"],
]
MOTION = [
    *["motion-tabled", "motion-amended", "motion-withdrawn", "motion-reopened"],
    *["contribution-posted", "contribution-answered", "contribution-erased"],
]
BALLOT = ["ballot-opened", "ballot-extended", "ballot-stopped", "ballot-closed"]
VOTES = [
    *["link-issued", "link-revoked", "letter-undelivered", "vote-cast", "vote-annulled", "vote-refused"],
    *[
        "vote-confirmed",
        "alternate-activated",
        "vote-opened",
        "recusal-declared",
        "reasons-erased",
        "objection-answered",
        "contest-filed",
        "contest-settled",
    ],
]
OUTCOME = ["outcome-declared", "resolution-numbered", "resolution-corrected", "minutes-signed"]
LIFE = [
    "action-declared",
    "action-moved",
    "resolution-suspended",
    "resolution-enforced",
    "resolution-reviewed",
    "resolution-changed",
]


def refused(kind: str, **facts: Any) -> dict[str, Any]:
    """Return the facts of the refusal that making this entry meets."""
    with pytest.raises(Refusal) as no:
        make_entry(kind, entered_at=NOW, **facts)
    assert no.value.code == "entry-malformed"
    return no.value.facts


def test_an_entry_is_written_canonically() -> None:
    """Instants and ids become text, absent facts disappear, version and kind stand in the entry."""
    entry = make_entry(
        "link-issued", entered_at=NOW, ballot="b", seat=SEAT, mandate="m", issue=1, cause="opening"
    )
    assert canonical.encode(entry) == (
        b'{"ballot":"b","cause":"opening","entered_at":"2026-11-20T09:30:00.000Z","issue":1,'
        b'"kind":"link-issued","mandate":"m","seat":"6f1c1f63-31a2-4a0e-9d47-0d3b8d1f2f10","v":1}'
    )


def test_a_fact_given_as_none_is_left_out_at_any_depth() -> None:
    """None is how the code says absent; the register has no null."""
    decision = {"outcome": "adopted", "winner": None, "criteria": [{"name": "yes", "option": None}]}
    entry = make_entry("outcome-declared", entered_at=NOW, ballot="b", decision=decision)
    assert entry["decision"] == {"outcome": "adopted", "criteria": [{"name": "yes"}]}
    assert "mandate" not in make_entry("vote-cast", entered_at=NOW, **CAST, mandate=None)


def test_names_are_brought_to_one_unicode_form() -> None:
    """Two ways of typing the same name give the same entry."""
    assert make_entry("member-admitted", entered_at=NOW, member="m", name="E\u0301nergie") == make_entry(
        "member-admitted", entered_at=NOW, member="m", name="Énergie"
    )


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"mark": "0A" * 32}, "mark"),
        ({"mark": "0a" * 31}, "mark"),
        ({"received_at": "2026-11-20T09:30:00Z"}, "received_at"),
        ({"request": "two words"}, "request"),
        ({"position": "yes"}, "position"),
        ({"ballot": None}, "ballot"),
        ({"ballot": ""}, "ballot"),
    ],
)
def test_a_fact_that_is_wrong_missing_or_unknown_is_refused(change: dict[str, Any], at: str) -> None:
    """The refusal names the fact; nothing that the kind does not know can slip into the register."""
    assert refused("vote-cast", **{**CAST, **change})["at"] == at


def test_a_fault_deep_inside_is_named_by_its_place() -> None:
    """The place is the path to the fact."""
    seats = [{"seat": SEAT, "member": "m", "name": "CE3M", "weights": {"population": 0.5}}]
    with pytest.raises(Refusal) as no:
        make_entry("ballot-opened", entered_at=NOW, roll=seats)
    assert no.value.facts["at"] == "roll/0/weights/population"


def test_an_unknown_kind_or_version_is_refused() -> None:
    """The vocabulary is closed, and an entry of another version is not read as one of this."""
    assert refused("vote-counted", ballot="b")["at"] == "kind"
    entry = make_entry("vote-cast", entered_at=NOW, **CAST)
    for changed in ({**entry, "v": 2}, {**entry, "v": True}, {**entry, "kind": ["vote-cast"]}, [], "x"):
        with pytest.raises(Refusal):
            check_entry(changed)


def test_numbers_are_whole_and_true_is_no_number() -> None:
    """A version of 1.0, of true or of -1 is refused."""
    for issue in (-1, True, "1"):
        assert (
            refused("link-issued", ballot="b", seat=SEAT, mandate="m", issue=issue, cause="opening")["at"]
            == "issue"
        )


def test_every_kind_of_the_register_is_known() -> None:
    """The closed vocabulary holds every kind the register is said to hold."""
    assert set(KINDS) == {*REGISTER, *NETWORK, *MOTION, *BALLOT, *VOTES, *OUTCOME, *LIFE}


def test_no_kind_has_room_for_a_person() -> None:
    """Persons stand in the register as marks alone: no fact is named after what tells one."""
    facts = {name.rstrip("?") for kind in KINDS.values() for name in kind}
    assert not facts & {
        "email",
        "address",
        "first_name",
        "last_name",
        "phone",
        "director",
        "position",
        "code",
        "token",
    }


def test_every_kind_is_explained_to_readers() -> None:
    """The page that explains the register names every kind."""
    explained = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in explained] == []
