"""A new address: both are told before a link goes there, and the old link is dead at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from governance.acts.activate_alternate import activate_alternate
from governance.acts.change_address import change_address
from governance.acts.open_link import find_link
from governance.refusal import Refusal
from governance.store.reads.letters import read_letter
from governance.store.tables.ballots import Link
from governance.store.tables.outbox import OutboxRow
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import NetworkAtHand, a_network

NEW = "nouvelle.direction@example.org"


@pytest.fixture
def network(tmp_path: Path) -> Iterator[NetworkAtHand]:
    """Thirteen members."""
    made = a_network(tmp_path)
    yield made
    made.close()


def change(network: NetworkAtHand, *, email: str = NEW, member: str = "CE3M", role: str = "director") -> None:
    """Change an address now."""
    network.service.do(
        change_address,
        member=member,
        role=role,
        email=email,
        confirmed_by=("OTT",),
        vault=network.service.vault,
        now=network.now(),
    )


def receivers(network: NetworkAtHand, kind: str) -> list[str]:
    """Where the letters of this kind go."""
    letters = [
        network.service.read(read_letter, row.id) for row in rows(network.service, OutboxRow, kind=kind)
    ]
    return [letter.receiver.email for letter in letters if letter]


def test_both_addresses_are_told_before_the_link_goes_to_the_new_one(network: NetworkAtHand) -> None:
    """The former one learns of it, the new one is greeted, and only then a link is sent there; one entry."""
    before = network.letter(network.put("2026-01", "test-positions"), "CE3M")
    former = next(each for each in receivers(network, "invitation") if "ce3m" in each)
    change(network)
    assert receivers(network, "address-left") == [former]
    assert receivers(network, "address-taken") == [NEW]
    assert receivers(network, "link-replaced") == [NEW]
    kinds = [entry["kind"] for entry in entries(network.service)][-3:]
    assert kinds == ["address-changed", "link-revoked", "link-issued"]
    assert NEW not in str(entries(network.service)) and former not in str(entries(network.service))
    with pytest.raises(Refusal, match="link-revoked"):
        network.service.read(find_link, before.token)


def test_the_vote_stands_and_the_other_mandate_keeps_its_link(network: NetworkAtHand) -> None:
    """Only what went to the former address dies."""
    ballot = network.put("2026-01", "test-positions")
    seat = next(code for code in ("CE3M", "MNC", "SOL", "OTT") if _has_alternate(network, ballot, code))
    network.cast(ballot, seat, {"positions": {"motion": "yes"}})
    alternate = network.letter(ballot, seat, "alternate")
    change(network, member=seat)
    assert network.service.read(find_link, alternate.token).row.revoked_at is None
    assert len(rows(network.service, Link, revoked_cause="address-changed")) == 1
    assert not entries(network.service, "vote-annulled")


def _has_alternate(network: NetworkAtHand, ballot: object, code: str) -> bool:
    try:
        network.service.do(
            activate_alternate,
            ballot_id=ballot,
            seat=code,
            reason="Directrice en mission.",
            vault=network.service.vault,
            now=network.now(),  # type: ignore[arg-type]
        )
    except Refusal:
        return False
    return True


def test_changing_to_the_same_address_changes_nothing(network: NetworkAtHand) -> None:
    """Asked again, nothing happens again."""
    network.put("2026-01", "test-positions")
    change(network)
    before = fingerprint(network.service)
    change(network)
    assert fingerprint(network.service) == before


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"email": "nobody"}, "address-malformed"),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "address-malformed"),
        ({"member": "NONE"}, "member-unknown"),
        ({"role": "observer"}, "mandate-missing"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    network: NetworkAtHand, facts: dict[str, str], code: str
) -> None:
    """No address, no member, nobody in that role."""
    before = fingerprint(network.service)
    with pytest.raises(Refusal, match=code):
        change(network, **facts)
    assert fingerprint(network.service) == before
