"""Members join, leave and are suspended, mandates begin and end: a roll that is frozen stays, links follow."""

from datetime import timedelta
from uuid import UUID

import pytest

from governance.access.links import token_hash
from governance.acts.appoint import appoint, end_mandate
from governance.acts.change_membership import depart_member, reinstate_member, suspend_member
from governance.acts.close_ballot import close_ballot
from governance.refusal import Refusal
from governance.register.verify import verify_export
from governance.store.reads.desk_members import seated_at
from governance.store.tables.ballots import Link, Seat
from governance.store.tables.members import Mandate, Member
from governance.store.tables.outbox import OutboxRow
from governance.timekeeper import tick
from governance.web.public.register import export_lines
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand

YES = {"positions": {"motion": "yes"}}
DAY = timedelta(days=1)


def name(network: NetworkAtHand, member: str = "OTT", **changed: object) -> UUID:
    """Somebody begins as director of a member."""
    facts: dict[str, object] = {
        "role": "director",
        "title": {"fr": "Nouvelle direction"},
        "email": "nouvelle@example.org",
        "language": "fr",
        "salt": b"s" * 16,
    } | changed
    return network.service.do(
        appoint,
        member=member,
        vault=network.service.vault,
        now=network.now(),
        **facts,  # type: ignore[arg-type]
    )


def mandate(network: NetworkAtHand, member: str, role: str = "director") -> Mandate:
    """The newest mandate of a role."""
    (place,) = rows(network.service, Member, code=member)
    held = rows(network.service, Mandate, member_id=place.id, role=role)
    return max(held, key=lambda each: each.opens_at)


def end(network: NetworkAtHand, member: str, role: str = "director", **changed: object) -> None:
    """The mandate of a role ends."""
    held = mandate(network, member, role).id
    service = network.service
    service.do(end_mandate, mandate_id=held, vault=service.vault, now=network.now(), **changed)  # type: ignore[arg-type]


def suspend(network: NetworkAtHand, member: str, **changed: object) -> None:
    """A member is suspended."""
    facts: dict[str, object] = {"code": member, "reason": "Cotisation impayée."} | changed
    network.service.do(suspend_member, now=network.now(), **facts)  # type: ignore[arg-type]


def depart(network: NetworkAtHand, member: str) -> None:
    """A member leaves."""
    network.service.do(depart_member, code=member, vault=network.service.vault, now=network.now())


def opens(network: NetworkAtHand, token: str) -> bool:
    """Whether a link opens."""
    (link,) = rows(network.service, Link, token_hash=token_hash(token))
    return link.revoked_at is None


def roll(network: NetworkAtHand, ballot: UUID) -> set[str]:
    """The seats of a ballot."""
    return {seat.code for seat in rows(network.service, Seat, ballot_id=ballot)}


def told(network: NetworkAtHand, kind: str) -> int:
    """How many letters of this kind were posted."""
    return len(rows(network.service, OutboxRow, kind=kind))


def findings(network: NetworkAtHand) -> tuple[object, ...]:
    """What a verifier finds in the register as it is published."""
    return verify_export("".join(export_lines(network.service)).splitlines(), receipts=()).findings


def close(network: NetworkAtHand, ballot: UUID) -> None:
    """Go past the deadline and close."""
    network.clock.at += TWO_WEEKS + DAY
    network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())


def test_the_vote_stands_and_the_successor_is_written_to(network: NetworkAtHand) -> None:
    """The old link is dead, the vote counts, the successor has a link and may vote anew; the register verifies."""
    ballot = network.put("2026-01", "test-positions")
    network.clock.at += DAY
    old = network.letter(ballot, "OTT")
    network.cast(ballot, "OTT", YES)
    name(network)
    assert not opens(network, old.token)
    assert (told(network, "mandate-left"), told(network, "mandate-taken")) == (1, 1)
    assert told(network, "link-replaced") == 1
    assert not entries(network.service, "vote-annulled")
    new = network.letter(ballot, "OTT")
    assert new.token != old.token
    network.clock.at += timedelta(hours=1)
    assert network.cast(ballot, "OTT", {"positions": {"motion": "no"}}).replaces == 1
    close(network, ballot)
    assert findings(network) == ()


def test_a_mandate_that_was_set_to_end_takes_its_link_along(network: NetworkAtHand) -> None:
    """With nobody at the desk: when the day comes, the sweep revokes the link and writes to the successor, once."""
    ballot = network.put("2026-01", "test-positions")
    begins = network.now() + 3 * DAY
    name(network, opens_at=begins)
    old = network.letter(ballot, "OTT")
    tick(network.service, now=begins - timedelta(seconds=1))
    assert opens(network, old.token)
    network.clock.at = begins
    tick(network.service, now=begins)
    before = fingerprint(network.service)
    tick(network.service, now=begins)
    assert fingerprint(network.service) == before
    assert not opens(network, old.token)
    network.cast(ballot, "OTT", YES)
    close(network, ballot)
    assert findings(network) == ()


def test_in_a_vacancy_the_alternate_has_the_link(network: NetworkAtHand) -> None:
    """A director ends without a successor: the alternate votes; with neither, the seat is silent and nothing breaks."""
    ballot = network.put("2026-01", "test-positions")
    network.clock.at += DAY
    end(network, "AHP")
    assert opens(network, network.letter(ballot, "AHP", "alternate").token)
    end(network, "OTT")
    later = network.put("2026-02", "test-positions")
    assert opens(network, network.letter(later, "AHP", "alternate").token)
    close(network, ballot)
    network.service.do(close_ballot, ballot_id=later, vault=network.service.vault, now=network.now())
    assert findings(network) == ()


def test_who_comes_to_an_empty_seat_is_written_to(network: NetworkAtHand) -> None:
    """A seat for which nobody spoke at the opening gets its first link when somebody does."""
    network.clock.at += DAY
    end(network, "OTT")
    network.clock.at += DAY
    ballot = network.put("2026-01", "test-positions")
    network.clock.at += DAY
    name(network)
    network.cast(ballot, "OTT", YES)
    close(network, ballot)
    assert findings(network) == ()


def test_a_frozen_roll_stays_whoever_joins_leaves_or_is_suspended(network: NetworkAtHand) -> None:
    """Who leaves or is suspended while a ballot is open votes in it; a roll frozen meanwhile is without them."""
    ballot = network.put("2026-01", "test-positions")
    before = roll(network, ballot)
    network.clock.at += DAY
    depart(network, "OTT")
    suspend(network, "SOL")
    network.cast(ballot, "OTT", YES)
    network.cast(ballot, "SOL", YES)
    assert roll(network, ballot) == before
    later = network.put("2026-02", "test-positions")
    assert roll(network, later) == before - {"OTT", "SOL"}
    close(network, ballot)
    tick(network.service, now=network.now())
    assert mandate(network, "OTT").closes_at == network.now()
    assert findings(network) == ()


def test_a_suspension_ends_on_its_day_or_when_it_is_ended(network: NetworkAtHand) -> None:
    """Until its day the member is on no roll; from then on it is, without anybody's act; and so when reinstated."""
    suspend(network, "SOL", until=network.now() + DAY)
    suspend(network, "OTT")
    assert {"SOL", "OTT"}.isdisjoint(roll(network, network.put("2026-01", "test-positions")))
    network.clock.at += DAY
    assert "SOL" in roll(network, network.put("2026-02", "test-positions"))
    network.service.do(reinstate_member, code="OTT", now=network.now())
    assert "OTT" in roll(network, network.put("2026-03", "test-positions"))
    assert told(network, "member-news") == 3 * 13
    assert findings(network) == ()


def test_history_says_who_sat_on_a_day(network: NetworkAtHand) -> None:
    """Before, during and after a change of mandate."""
    name(network, opens_at=network.now() + 10 * DAY, closes_at=network.now() + 20 * DAY)

    def director(days: int) -> str | None:
        seated = network.service.read(seated_at, at=network.now() + days * DAY)
        (place,) = [each for each in seated if each.code == "OTT"]
        return place.director.title["fr"] if place.director else None

    assert director(10) == director(19) == "Nouvelle direction"
    assert director(9) not in (None, "Nouvelle direction")
    assert director(20) is None


def test_asked_again_nothing_changes(network: NetworkAtHand) -> None:
    """Leaving twice and ending twice is leaving and ending once."""
    network.clock.at += DAY
    depart(network, "OTT")
    end(network, "SOL")
    before = fingerprint(network.service)
    depart(network, "OTT")
    end(network, "SOL", ends_at=network.now())
    network.service.do(reinstate_member, code="SOL", now=network.now())
    assert fingerprint(network.service) == before


def test_what_makes_no_sense_is_refused_and_changes_nothing(network: NetworkAtHand) -> None:
    """Unknown members and roles, days in the past, periods turned round, a mailbox with two voices, the desk's own."""
    depart(network, "BIO")
    suspend(network, "SOL")
    name(network, opens_at=network.now() + 5 * DAY)
    before = fingerprint(network.service)
    past, later = network.now() - DAY, network.now() + DAY
    refused = {
        "member-unknown": lambda: depart(network, "NONE"),
        "member-gone": lambda: name(network, "BIO"),
        "role-unknown": lambda: name(network, role="observer"),
        "title-missing-mandate": lambda: name(network, title={}),
        "address-malformed": lambda: name(network, email="nobody"),
        "address-taken": lambda: name(network, "SOL"),
        "language-refused": lambda: name(network, language="es"),
        "period-past": lambda: name(network, opens_at=past),
        "period-reversed": lambda: name(network, "SOL", email="a@example.org", closes_at=network.now()),
        "mandate-held": lambda: name(network, opens_at=later),
        "member-keeps-desk": lambda: depart(network, "CE3M"),
        "member-suspended": lambda: suspend(network, "SOL"),
        "reason-missing-desk": lambda: suspend(network, "OTT", reason=" "),
    }
    for code, attempt in refused.items():
        with pytest.raises(Refusal, match=code):
            attempt()
    assert fingerprint(network.service) == before
