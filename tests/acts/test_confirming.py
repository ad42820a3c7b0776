"""What the desk must not do alone: other seats confirm it, and it is done; or it is not."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from governance.acts.ask_confirmation import LIFE, ask_confirmation
from governance.acts.change_address import change_address
from governance.acts.settle_confirmation import lapse_confirmations, take_back
from governance.refusal import Refusal
from governance.register.purposes import NEEDED
from governance.register.verify import verify_export
from governance.store.tables.confirmations import Confirmation, ConfirmingSeat
from governance.store.tables.members import Person
from governance.store.tables.outbox import OutboxRow
from governance.timekeeper import tick
from governance.web.public.register import export_lines
from tests.equipment.confirming import NEW, answer, ask_for_address, confirming_letter
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import NetworkAtHand

KINDS = ["confirmation-asked", "confirmation-given", "confirmation-declined", "confirmation-settled"]


def told(network: NetworkAtHand, kind: str) -> int:
    """How many letters of this kind were posted."""
    return len(rows(network.service, OutboxRow, kind=kind))


def said(network: NetworkAtHand) -> list[str]:
    """The kinds of the register's entries about confirmations, in order."""
    return [each["kind"] for each in entries(network.service) if each["kind"] in KINDS]


def addresses(network: NetworkAtHand) -> set[str]:
    """Every registered address."""
    return {person.email for person in rows(network.service, Person)}


def ask(network: NetworkAtHand, *seats: str, purpose: str = "handover", **changed: object) -> object:
    """Ask these seats to confirm a handover, or something else."""
    facts: dict[str, object] = {"subject": "MNC", "facts": {}, "reason": "Fin de mandat."} | changed
    return network.service.do(
        ask_confirmation,
        purpose=purpose,
        seats=seats,
        vault=network.service.vault,
        now=network.now(),
        **facts,  # type: ignore[arg-type]
    )


def test_what_a_seat_confirms_is_done_and_all_are_told(network: NetworkAtHand) -> None:
    """Asked: one letter with a link, twelve without, in the same transaction. Confirmed: done, and all are told."""
    network.put("2026-01", "test-positions")
    confirmation = ask_for_address(network)
    assert (told(network, "confirmation-asked"), told(network, "confirmation-told")) == (1, 12)
    assert NEW not in addresses(network)
    assert answer(network, confirmation, "OTT") == "carried_out"
    assert NEW in addresses(network)
    assert told(network, "confirmation-settled") == 13
    assert said(network) == [KINDS[0], KINDS[1], KINDS[3]]
    assert NEW not in str(entries(network.service))
    assert verify_export("".join(export_lines(network.service)).splitlines(), receipts=()).findings == ()


def test_the_new_address_is_forgotten_once_the_matter_is_settled(network: NetworkAtHand) -> None:
    """Whatever came of it, what was private in the request is kept no longer."""
    answer(network, ask_for_address(network), "OTT", confirms=False)
    assert NEW not in str(rows(network.service, Confirmation)[0].facts)


def test_two_seats_are_both_needed_where_the_purpose_says_so(network: NetworkAtHand) -> None:
    """One of two is not enough; one that declines, where two were asked, ends it, and nothing is done."""
    confirmation = ask(network, "OTT", "MNC")
    assert answer(network, confirmation, "OTT") == "asked"  # type: ignore[arg-type]
    assert answer(network, confirmation, "MNC", confirms=False) == "declined"  # type: ignore[arg-type]
    assert said(network) == [KINDS[0], KINDS[1], KINDS[2], KINDS[3]]
    assert entries(network.service, "confirmation-settled")[0]["outcome"] == "declined"


def test_the_same_again_changes_nothing(network: NetworkAtHand) -> None:
    """Asked twice or answered twice, nothing happens twice; another answer is refused."""
    confirmation = ask(network, "OTT", "MNC")
    answer(network, confirmation, "OTT")  # type: ignore[arg-type]
    before = fingerprint(network.service)
    assert ask(network, "OTT", "MNC") == confirmation
    assert answer(network, confirmation, "OTT") == "asked"  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="confirmation-answered"):
        answer(network, confirmation, "OTT", confirms=False)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="confirmation-pending"):
        ask(network, "OTT", "MNC", facts={"other": "facts"})
    assert fingerprint(network.service) == before


def test_a_request_lapses_after_seven_days(network: NetworkAtHand) -> None:
    """An answer at the end of the term is late; the timekeeper enters the lapse, once, and tells all."""
    confirmation = ask_for_address(network)
    network.clock.at += LIFE
    with pytest.raises(Refusal, match="confirmation-over"):
        answer(network, confirmation, "OTT")
    assert NEW not in addresses(network)
    tick(network.service, now=network.now())
    network.service.do(lapse_confirmations, now=network.now())
    assert [each["outcome"] for each in entries(network.service, "confirmation-settled")] == ["lapsed"]
    assert told(network, "confirmation-settled") == 13


def test_what_was_received_in_time_counts(network: NetworkAtHand) -> None:
    """The hour of an answer is the one at which it was in."""
    confirmation = ask_for_address(network)
    network.clock.at += LIFE
    assert (
        answer(network, confirmation, "OTT", received_at=network.now() - timedelta(seconds=1))
        == "carried_out"
    )


def test_the_desk_can_take_back_what_it_asked(network: NetworkAtHand) -> None:
    """All are told; an answer is refused afterwards, and taking back twice changes nothing."""
    confirmation = ask_for_address(network)
    network.service.do(take_back, confirmation_id=confirmation, now=network.now())
    before = fingerprint(network.service)
    network.service.do(take_back, confirmation_id=confirmation, now=network.now())
    with pytest.raises(Refusal, match="confirmation-over"):
        answer(network, confirmation, "OTT")
    assert fingerprint(network.service) == before


def test_only_the_code_of_the_letter_confirms(network: NetworkAtHand) -> None:
    """Wrong codes are counted and nothing else; the fifth sends a new code, and only that one is taken."""
    confirmation = ask_for_address(network)
    first = confirming_letter(network, confirmation, "OTT").code
    for left in (4, 3, 2, 1):
        with pytest.raises(Refusal, match="code-wrong") as no:
            answer(network, confirmation, "OTT", code="AAAAAA")
        assert no.value.facts["left"] == left
    with pytest.raises(Refusal, match="code-replaced"):
        answer(network, confirmation, "OTT", code="AAAAAA")
    with pytest.raises(Refusal, match="code-wrong"):
        answer(network, confirmation, "OTT", code=first)
    assert told(network, "confirmation-code") == 1
    assert answer(network, confirmation, "OTT") == "carried_out"


def test_the_database_holds_no_token(network: NetworkAtHand) -> None:
    """Only the hash of a link is kept."""
    token = confirming_letter(network, ask_for_address(network), "OTT").token
    assert token not in str([dict(row) for row in rows(network.service, ConfirmingSeat)])


def change_now(network: NetworkAtHand) -> None:
    """Change an address without anybody's confirmation, while a ballot is open."""
    network.put("2026-01", "test-positions")
    network.service.do(
        change_address,
        member="MNC",
        role="director",
        email=NEW,
        vault=network.service.vault,
        now=network.now(),
    )


REFUSED: dict[str, Callable[[NetworkAtHand], object]] = {
    "purpose-unknown": lambda network: ask(network, "OTT", "MNC", purpose="coup"),
    "reason-missing-desk": lambda network: ask(network, "OTT", "MNC", reason=" "),
    "confirming-seats-few": lambda network: ask(network, "OTT", "OTT"),
    "confirming-seat-wrong": lambda network: ask(network, "OTT", "CE3M"),
    "member-unknown": lambda network: ask_for_address(network, member="NONE"),
    "address-unconfirmed": change_now,
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_makes_no_sense_is_refused(network: NetworkAtHand, code: str) -> None:
    """Unknown purposes, no reason, too few members, the secretariat's own; and an address changed alone."""
    with pytest.raises(Refusal, match=code):
        REFUSED[code](network)
    assert said(network) == []


def test_a_member_does_not_confirm_its_own_address(network: NetworkAtHand) -> None:
    """Whose address it is cannot be the one who confirms it."""
    with pytest.raises(Refusal, match="confirming-seat-wrong"):
        ask_for_address(network, seats=("MNC",))


def test_every_purpose_needs_somebody() -> None:
    """No purpose is confirmed by nobody."""
    assert all(needed >= 1 for needed in NEEDED.values())
