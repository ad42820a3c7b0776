"""A decision lives on: suspended until a condition is met, amended, repealed or replaced by a later one."""

from datetime import timedelta
from typing import Any

import pytest

from governance.acts.add_account import add_account
from governance.acts.admit_member import admit_member
from governance.acts.amend_motion import amend_motion
from governance.acts.close_ballot import close_ballot
from governance.acts.enforce_resolution import ask_enforcement
from governance.acts.note_desk import note_desk
from governance.acts.review_resolution import review_resolution
from governance.acts.stop_ballot import stop_ballot
from governance.refusal import Refusal
from governance.store.reads.public_resolutions import ResolutionFacts, read_resolution
from governance.store.reads.standings import Told
from governance.store.tables.motions import MotionVersion
from governance.store.tables.outbox import OutboxRow
from tests.equipment.confirming import answer
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, a_wording, members

SEATS = [member.code for member in members()]
YES = {"positions": {"motion": "yes"}}


def decide(network: NetworkAtHand, number: str, life: dict[str, Any] | None = None, *, yes: int = 13) -> str:
    """Put a motion with this life to the vote; answers the number of its resolution."""
    ballot = network.put(number, "test-positions", wording=a_wording(number, {}) | {"life": life})
    for seat in SEATS[:yes]:
        network.cast(ballot, seat, YES)
    network.clock.at += TWO_WEEKS
    closed = network.service.do(
        close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now()
    )
    assert closed is not None and closed.number is not None
    return closed.number


def read(network: NetworkAtHand, number: str) -> ResolutionFacts:
    """A resolution as everybody may read it."""
    found = network.service.read(read_resolution, number)
    assert found is not None
    return found


def lived(network: NetworkAtHand, number: str) -> list[Told]:
    """What happened to a resolution, beside the term in which it can be contested."""
    return [each for each in read(network, number).told if each.kind != "contestable"]


def state(network: NetworkAtHand, number: str) -> str | None:
    """How a resolution stands now."""
    standing = read(network, number).standing
    return standing.state if standing else None


def changes(act: str, resolution: str) -> dict[str, Any]:
    """A motion that does this to an earlier resolution."""
    return {"changes": [{"act": act, "resolution": resolution}]}


@pytest.mark.parametrize(
    ("act", "kind", "left"),
    [
        ("amends", "amended", "in_force"),
        ("repeals", "repealed", "repealed"),
        ("replaces", "replaced", "replaced"),
    ],
)
def test_a_later_resolution_changes_an_earlier_one(
    network: NetworkAtHand, act: str, kind: str, left: str
) -> None:
    """In the act that publishes it, with an entry, and told on both: what was done, when, and by which."""
    first = decide(network, "2026-01")
    assert state(network, first) == "in_force"
    second = decide(network, "2026-02", changes(act, first))
    assert state(network, first) == left
    [told] = lived(network, first)
    assert (told.kind, told.by, told.at) == (kind, second, network.now())
    [change] = read(network, second).changes
    assert (change.kind, change.resolution) == (kind, first)
    [entry] = entries(network.service, "resolution-changed")
    assert (entry["number"], entry["by"], entry["change"]) == (first, second, kind)


def test_a_motion_that_fails_changes_nothing(network: NetworkAtHand) -> None:
    """Neither does it stand in force itself."""
    first = decide(network, "2026-01")
    second = decide(network, "2026-02", changes("repeals", first), yes=2)
    assert state(network, first) == "in_force"
    assert state(network, second) is None
    assert not entries(network.service, "resolution-changed")


def test_a_suspended_resolution_is_not_in_force_and_changes_nothing_yet(network: NetworkAtHand) -> None:
    """Its condition stands in the register in clear, in the act of the close."""
    first = decide(network, "2026-01")
    until = {"members_at_least": 15, "date": "2027-06-01", "text": {"fr": "La salle est trouvée."}}
    second = decide(network, "2026-02", changes("repeals", first) | {"suspended_until": until})
    assert (state(network, first), state(network, second)) == ("in_force", "suspended")
    [entry] = entries(network.service, "resolution-suspended")
    assert (entry["number"], entry["members"], entry["date"]) == (second, 15, "2027-06-01")
    assert entries(network.service)[-1]["kind"] == "resolution-suspended"


def test_what_lost_its_force_meanwhile_is_left_as_it_is(network: NetworkAtHand) -> None:
    """Two motions would repeal one resolution: the second to close finds it repealed, and closes all the same."""
    first = decide(network, "2026-01")
    ballots = [
        network.put(
            number, "test-positions", wording=a_wording(number, {}) | {"life": changes("repeals", first)}
        )
        for number in ("2026-02", "2026-03")
    ]
    for ballot in ballots:
        for seat in SEATS[:8]:
            network.cast(ballot, seat, YES, request=f"{seat}-{ballot}"[:32])
    network.clock.at += TWO_WEEKS
    for ballot in ballots:
        network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())
    [told] = lived(network, first)
    assert told.by == "R-2026-02"
    assert read(network, "R-2026-03").changes == ()


@pytest.mark.parametrize(
    ("life", "code"),
    [
        (changes("repeals", "R-2026-09"), "resolution-unknown"),
        (changes("repeals", "R-2026-02"), "resolution-unchangeable"),
        (changes("forgets", "R-2026-01"), "change-unknown"),
        ({"changes": changes("amends", "R-2026-01")["changes"] * 2}, "change-doubled"),
        ({"changes": changes("amends", "R-2026-01")["changes"] * 6}, "changes-many"),
        ({"suspended_until": {"members_at_least": 0}}, "members-malformed"),
        ({"suspended_until": {"date": "31/12/2027"}}, "date-malformed"),
        ({"review_on": "soon"}, "date-malformed"),
        ({"suspended_until": {"text": {"fr": "\u202egnos"}}}, "text-unsafe"),
    ],
)
def test_what_a_motion_cannot_bring_is_refused_at_drafting(
    network: NetworkAtHand, life: dict[str, Any], code: str
) -> None:
    """And changes nothing."""
    decide(network, "2026-01")
    decide(network, "2026-02", yes=2)
    before = fingerprint(network.service)
    with pytest.raises(Refusal) as no:
        network.draft("2026-03", "test-positions", wording=a_wording("2026-03", {}) | {"life": life})
    assert no.value.code == code
    assert fingerprint(network.service) == before


def test_what_a_motion_brings_is_part_of_what_is_put_to_the_vote(network: NetworkAtHand) -> None:
    """The digest of the text covers it, and an amendment that does not speak of it leaves it."""
    ballot = network.put("2026-01", "test-positions")
    wording = a_wording("2026-01", {})
    facts: dict[str, Any] = {"reason": "amended", "note": "Suspendre.", "notice": timedelta()}
    rulebook = network.service.rulebook
    network.service.do(stop_ballot, ballot_id=ballot, **facts, rulebook=rulebook, now=network.now())
    for changed in (wording | {"life": {"review_on": "2027-06-01"}}, wording | {"question": {"fr": "Oui ?"}}):
        network.service.do(
            amend_motion,
            number="2026-01",
            wording=changed,
            notice=timedelta(),
            vault=network.service.vault,
            now=network.now(),
        )
    lives = [version.life for version in rows(network.service, MotionVersion)]
    assert lives.count({"review_on": "2027-06-01"}) == 2 and len(lives) == 3
    first, second = entries(network.service, "motion-amended")
    tabled = entries(network.service, "motion-tabled")[0]
    assert len({tabled["text"]["en"], first["text"]["en"], second["text"]["en"]}) == 3


def ask(network: NetworkAtHand, number: str, **changed: Any) -> Any:
    """The desk asks OTT to confirm that a resolution comes into force."""
    facts: dict[str, Any] = {"number": number, "reason": "Quinze membres.", "seats": ["OTT"]}
    vault = network.service.vault
    return network.service.do(ask_enforcement, **(facts | changed), vault=vault, now=network.now())


def test_a_second_seat_puts_a_suspended_resolution_in_force(network: NetworkAtHand) -> None:
    """At once when it confirms: then it changes what it said it would, and every member is told."""
    first = decide(network, "2026-01")
    second = decide(
        network, "2026-02", changes("repeals", first) | {"suspended_until": {"members_at_least": 15}}
    )
    confirmation = ask(network, second)
    assert state(network, second) == "suspended"
    network.clock.at += timedelta(hours=1)
    assert answer(network, confirmation, "OTT") == "carried_out"
    assert (state(network, first), state(network, second)) == ("repealed", "in_force")
    [entry] = entries(network.service, "resolution-enforced")
    assert (entry["number"], entry["seats"]) == (second, ["OTT"])
    assert len(rows(network.service, OutboxRow, kind="in-force")) == 13


def test_without_a_second_seat_it_stays_suspended(network: NetworkAtHand) -> None:
    """A seat that declines leaves it as it is."""
    number = decide(network, "2026-01", {"suspended_until": {"members_at_least": 15}})
    assert answer(network, ask(network, number), "OTT", confirms=False) == "declined"
    assert state(network, number) == "suspended"
    assert not entries(network.service, "resolution-enforced")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": "R-2026-09"}, "resolution-unknown"),
        ({"number": "R-2026-01"}, "resolution-not-suspended"),
        ({"reason": " "}, "reason-missing-desk"),
        ({"seats": []}, "confirming-seats-few"),
        ({"seats": ["CE3M"]}, "confirming-seat-wrong"),
    ],
)
def test_asking_to_enforce_is_refused(network: NetworkAtHand, changed: dict[str, Any], code: str) -> None:
    """What is not suspended cannot be put in force, nor by the secretariat alone."""
    decide(network, "2026-01")
    second = decide(network, "2026-02", {"suspended_until": {"members_at_least": 15}})
    before = fingerprint(network.service)
    with pytest.raises(Refusal) as no:
        ask(network, **({"number": second} | changed))
    assert no.value.code == code
    assert fingerprint(network.service) == before


def notes(network: NetworkAtHand) -> list[str]:
    """Look once, as the timekeeper does; the kinds of the letters that the desk has got so far."""
    network.service.do(note_desk, now=network.now())
    kinds = [row.kind for row in rows(network.service, OutboxRow) if row.kind.startswith("desk-")]
    return [kind for kind in kinds if kind in ("desk-condition", "desk-review")]


def test_the_desk_is_told_once_that_a_condition_is_met(network: NetworkAtHand) -> None:
    """When the members are as many and the day has come; nothing is put in force by itself."""
    open_desk(network)
    until = {"members_at_least": 14, "date": "2027-01-31"}
    number = decide(network, "2026-01", {"suspended_until": until})
    assert notes(network) == []
    facts: dict[str, Any] = {"sector": {}, "city": {}, "groups": [], "weights": {}}
    network.service.do(admit_member, code="NEW", name={"fr": "Nouveau"}, **facts, now=network.now())
    assert notes(network) == []
    network.clock.at = network.clock.at.replace(year=2027, month=1, day=31)
    assert notes(network) == ["desk-condition"] == notes(network)
    assert state(network, number) == "suspended"


def test_a_review_is_due_on_its_day_and_sets_the_next(network: NetworkAtHand) -> None:
    """The desk is reminded once for each day; the note is public, and nothing else changes."""
    open_desk(network)
    number = decide(network, "2026-01", {"review_on": "2027-01-31"})
    assert notes(network) == []
    network.clock.at = network.clock.at.replace(year=2027, month=1, day=31)
    assert notes(network) == ["desk-review"] == notes(network)
    for _ in range(2):
        network.service.do(
            review_resolution, number=number, note="Bien suivi.", next_on="2028-01-31", now=network.now()
        )
    [told] = lived(network, number)
    assert (told.kind, dict(told.facts)) == ("reviewed", {"note": "Bien suivi.", "next": "2028-01-31"})
    assert notes(network) == ["desk-review"]
    network.clock.at = network.clock.at.replace(year=2028)
    assert notes(network) == ["desk-review", "desk-review"]
    assert state(network, number) == "in_force"


def open_desk(network: NetworkAtHand) -> None:
    """An account of the secretariat, which letters to the desk reach."""
    network.service.do(
        add_account,
        email="desk@example.org",
        name="Secrétariat",
        language="fr",
        role="secretariat",
        password_hash="-",
        now=network.now(),
    )
