"""What the desk does with a motion: opening, extending, stopping, withdrawing, signing; and what it may not."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from governance.acts.add_account import add_account
from governance.acts.declare_recusal import declare_recusal
from governance.acts.draft_motion import draft_motion, revise_draft
from governance.acts.extend_ballot import extend_ballot
from governance.acts.open_ballot import open_ballot
from governance.acts.remind_seats import remind_seats, reminders_due
from governance.acts.resend_links import MOST, resend_links
from governance.acts.sign_minutes import sign_minutes
from governance.acts.stop_ballot import stop_ballot
from governance.acts.table_motion import table_motion
from governance.acts.withdraw_motion import withdraw_motion
from governance.refusal import Refusal
from governance.store.tables.ballots import Ballot, Seat
from governance.store.tables.motions import Motion
from governance.store.tables.outbox import OutboxRow
from governance.store.tables.votes import VoteKey
from tests.acts.test_casting import RULE, YES, refused
from tests.acts.test_closing import CODES, end
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, a_wording

DAY = timedelta(days=1)


def table(network: NetworkAtHand, number: str, notice: timedelta = timedelta()) -> None:
    """Table a draft."""
    network.service.do(
        table_motion,
        number=number,
        notice=notice,
        rulebook=network.service.rulebook,
        zone=network.zone,
        vault=network.service.vault,
        now=network.now(),
    )


def extend(network: NetworkAtHand, ballot: UUID, closes_at: Any, reason: str = "Deux absents.") -> None:
    """Extend to this instant."""
    network.service.do(
        extend_ballot,
        ballot_id=ballot,
        closes_at=closes_at,
        shown={"fr": "…"},
        reason=reason,
        now=network.now(),
    )


def stop(network: NetworkAtHand, ballot: UUID, reason: str = "incident", note: str = "Texte erroné.") -> None:
    """Stop for this reason."""
    network.service.do(
        stop_ballot,
        ballot_id=ballot,
        reason=reason,
        note=note,
        notice=10 * DAY,
        rulebook=network.service.rulebook,
        now=network.now(),
    )


def test_opening_before_the_notice_ends_is_refused_and_changes_nothing(network: NetworkAtHand) -> None:
    """The notice period is the members' time to read."""
    network.draft("2026-01", RULE)
    table(network, "2026-01", notice=10 * DAY)
    network.clock.at += 10 * DAY - timedelta(seconds=1)
    before = fingerprint(network.service)
    assert refused(lambda: network.open("2026-01")).code == "notice-running"
    assert fingerprint(network.service) == before
    network.clock.at += timedelta(seconds=1)
    assert network.open("2026-01")


def test_opening_twice_answers_the_same_ballot(network: NetworkAtHand) -> None:
    """The second press of the button finds it open."""
    ballot = network.put("2026-01", RULE)
    before = fingerprint(network.service)
    assert network.open("2026-01") == ballot
    assert fingerprint(network.service) == before


def test_opening_without_a_mail_server_is_refused(network: NetworkAtHand) -> None:
    """Nobody could be told."""
    network.draft("2026-01", RULE)
    table(network, "2026-01")
    facts = {
        "number": "2026-01",
        "closes_at": network.now() + TWO_WEEKS,
        "shown": {},
        "salts": {},
        "vault": network.service.vault,
        "mail_ready": False,
        "now": network.now(),
    }
    assert refused(lambda: network.service.do(open_ballot, **facts)).code == "mail-missing"


def test_opening_freezes_text_rule_and_roll_in_the_register(network: NetworkAtHand) -> None:
    """What is voted on, by whom and how is entered before the first vote."""
    network.put("2026-01", RULE)
    [opened] = entries(network.service, "ballot-opened")
    assert [seat["seat"] for seat in opened["roll"]] == sorted(CODES)
    assert opened["rule"]["id"] == RULE
    assert set(opened["text"]) == {"fr", "ar", "en"}
    assert len(entries(network.service, "link-issued")) == len(CODES)
    assert len(rows(network.service, OutboxRow, kind="invitation")) == len(CODES)


def test_a_draft_is_rewritten_freely_and_a_tabled_motion_is_not(network: NetworkAtHand) -> None:
    """What is public is not edited."""
    network.draft("2026-01", RULE)
    motion = rows(network.service, Motion)[0]
    conduct = {
        name: getattr(motion, name)
        for name in ("authentic", "rule_id", "params", "fallback", "notice", "open_for", "reminders")
    }
    wording = a_wording("nouveau", {})
    network.service.do(revise_draft, number="2026-01", wording=wording, conduct=conduct)
    table(network, "2026-01")
    refusal = refused(
        lambda: network.service.do(revise_draft, number="2026-01", wording=wording, conduct=conduct)
    )
    assert refusal.code == "motion-state"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("", "title-missing"),
        ("Budget\r\nBcc: tous@example.org", "title-unsafe"),
        ("=?utf-8?q?Budget?=", "title-unsafe"),
        ("Budget \u202egro.elpmaxe", "title-unsafe"),
        ("B" * 201, "title-long"),
    ],
)
def test_a_title_that_could_harm_a_letter_is_refused(network: NetworkAtHand, title: str, code: str) -> None:
    """A title becomes the subject of thirteen letters."""
    wording = a_wording("x", {})
    wording["title"] = {**wording["title"], "fr": title}
    refusal = refused(lambda: network.draft("2026-01", RULE, wording=wording))
    assert refusal.code == code
    assert rows(network.service, Motion) == []


def test_numbers_run_through_the_year(network: NetworkAtHand) -> None:
    """A motion without a number gets the next one; one that is used is refused."""
    network.draft("2026-07", RULE)
    conduct = {
        "authentic": "fr",
        "rule_id": RULE,
        "params": {},
        "notice": "P10D",
        "open_for": "P14D",
        "reminders": [],
    }
    number = network.service.do(
        draft_motion, wording=a_wording("x", {}), conduct=conduct, year=2026, now=network.now()
    )
    assert number == "2026-08"
    assert refused(lambda: network.draft("2026-08", RULE)).code == "number-used"


def test_an_extension_is_later_told_to_all_and_on_record(network: NetworkAtHand) -> None:
    """The new end holds, with its reason in the register and a letter to every seat."""
    ballot = network.put("2026-01", RULE)
    closes_at = network.now() + TWO_WEEKS + 3 * DAY
    extend(network, ballot, closes_at)
    [entry] = entries(network.service, "ballot-extended")
    assert entry["reason"] == "Deux absents."
    assert rows(network.service, Ballot)[0].closes_at == closes_at
    assert len(rows(network.service, OutboxRow, kind="extended")) == len(CODES)
    network.clock.at += TWO_WEEKS + DAY
    assert network.cast(ballot, "CE3M", YES).replaces == 0


def test_an_end_is_never_moved_earlier_nor_after_it_has_come(network: NetworkAtHand) -> None:
    """Shortening is refused, and so is extending at the end itself."""
    ballot = network.put("2026-01", RULE)
    earlier = network.now() + TWO_WEEKS - DAY
    assert refused(lambda: extend(network, ballot, earlier)).code == "extension-shortens"
    network.clock.at += TWO_WEEKS
    later = network.now() + DAY
    assert refused(lambda: extend(network, ballot, later)).code == "ballot-due"


def test_a_stopped_ballot_has_no_effect_and_its_votes_can_never_be_opened(network: NetworkAtHand) -> None:
    """The keys are destroyed with the stop; the motion is tabled again and a new round prepared."""
    ballot = network.put("2026-01", RULE)
    network.cast(ballot, "CE3M", YES)
    stop(network, ballot)
    assert rows(network.service, VoteKey) == []
    assert rows(network.service, Motion)[0].state == "tabled"
    [prepared] = rows(network.service, Ballot, state="prepared")
    assert prepared.round == 2
    assert entries(network.service, "vote-opened") == []
    assert network.letter(ballot, "CE3M").token
    assert refused(lambda: network.cast(ballot, "CE3M", YES, request="after")).code == "ballot-stopped"


def test_an_amendment_starts_a_new_notice_period(network: NetworkAtHand) -> None:
    """Members read the new text as long as they read the old one."""
    ballot = network.put("2026-01", RULE)
    stop(network, ballot, reason="amended", note="Article 3.")
    [prepared] = rows(network.service, Ballot, state="prepared")
    assert prepared.earliest_open_at == network.now() + 10 * DAY


def test_a_withdrawn_motion_is_final(network: NetworkAtHand) -> None:
    """Its open ballot ends without effect, every seat is told, and nothing leads out of it."""
    ballot = network.put("2026-01", RULE)
    network.service.do(withdraw_motion, number="2026-01", reason="Sans objet.", now=network.now())
    assert rows(network.service, Ballot, id=ballot)[0].state == "stopped"
    assert len(rows(network.service, OutboxRow, kind="withdrawn")) == len(CODES)
    assert refused(lambda: network.open("2026-01")).code == "motion-state"


def test_a_decided_motion_cannot_be_withdrawn(network: NetworkAtHand) -> None:
    """What is decided stays."""
    ballot = network.put("2026-01", RULE)
    end(network, ballot)
    refusal = refused(
        lambda: network.service.do(withdraw_motion, number="2026-01", reason="Non.", now=network.now())
    )
    assert refusal.code == "motion-state"


def test_a_recused_seat_leaves_the_denominator_and_its_vote_is_not_opened(network: NetworkAtHand) -> None:
    """Twelve entitled: eight for is two thirds of them; what the recused seat had cast stays closed."""
    ballot = network.put("2026-01", "deux-tiers-membres")
    for code in CODES[:9]:
        network.cast(ballot, code, YES)
    network.service.do(
        declare_recusal, ballot_id=ballot, seat=CODES[0], reason="Partie.", salt=bytes(32), now=network.now()
    )
    assert refused(lambda: network.cast(ballot, CODES[0], YES, request="after")).code == "seat-recused"
    assert end(network, ballot).outcome == "adopted"
    assert len(entries(network.service, "vote-opened")) == 8


def test_reminders_go_once_and_only_to_seats_that_have_not_answered(network: NetworkAtHand) -> None:
    """Due and not done: two days before the end, to the twelve who are silent, and never again."""
    ballot = network.put("2026-01", RULE)
    network.cast(ballot, "CE3M", YES)
    assert network.service.read(reminders_due, now=network.now()) == []
    network.clock.at += TWO_WEEKS - 2 * DAY
    assert network.service.read(reminders_due, now=network.now()) == [ballot]
    assert network.service.do(remind_seats, ballot_id=ballot, now=network.now()) == len(CODES) - 1
    assert network.service.do(remind_seats, ballot_id=ballot, now=network.now()) == 0
    [seat] = rows(network.service, Seat, ballot_id=ballot, code="CE3M")
    assert rows(network.service, OutboxRow, kind="reminder", seat_id=seat.id) == []


def test_a_vote_takes_back_the_reminder_that_waits(network: NetworkAtHand) -> None:
    """Who has answered is not reminded, even by a letter already in the outbox."""
    ballot = network.put("2026-01", RULE)
    network.clock.at += TWO_WEEKS - 2 * DAY
    network.service.do(remind_seats, ballot_id=ballot, now=network.now())
    network.cast(ballot, "CE3M", YES)
    [seat] = rows(network.service, Seat, ballot_id=ballot, code="CE3M")
    [reminder] = rows(network.service, OutboxRow, kind="reminder", seat_id=seat.id)
    assert reminder.cancelled_at == network.now()


def test_links_are_sent_again_to_a_known_address_and_never_too_often(network: NetworkAtHand) -> None:
    """The same link again; beyond the limit, silence; to a stranger, silence."""
    network.put("2026-01", RULE)
    for n in range(MOST + 2):
        network.clock.at += timedelta(seconds=n)
        network.service.do(resend_links, email=" Direction.CE3M@example.org", now=network.now())
    network.service.do(resend_links, email="nobody@example.org", now=network.now())
    assert len(rows(network.service, OutboxRow, kind="link-resent")) == MOST


def test_minutes_are_signed_once(network: NetworkAtHand) -> None:
    """Signing the same again answers the first signature; signing other minutes is refused."""
    account = network.service.do(
        add_account,
        email="desk@example.org",
        name="Secrétariat",
        language="fr",
        role="secretariat",
        password_hash="x",
        now=network.now(),
    )
    end(network, network.put("2026-01", RULE))

    def sign(digest: str) -> Any:
        return network.service.do(
            sign_minutes, number="R-2026-01", account_id=account, digest=digest, now=network.now()
        )

    first = sign("a" * 64)
    network.clock.at += DAY
    assert sign("a" * 64) == first
    assert refused(lambda: sign("b" * 64)).code == "minutes-signed"
    assert len(entries(network.service, "minutes-signed")) == 1


def test_next_rounds_that_cannot_be_held_are_refused_at_the_table(network: NetworkAtHand) -> None:
    """Under a rule nobody knows, or with a parameter the next rule does not have: named, and nothing is changed."""
    number = network.draft("2026-01", RULE)
    for fallback, key in (
        ({"rule": "nowhere"}, "fallback[0].rule"),
        ({"rule": "deux-tiers-membres", "params": {"winners": "2"}}, "fallback[0].params.winners"),
    ):
        change_fallback(network, number, [{"on": ["rejected"], **fallback}])
        before = fingerprint(network.service)
        with pytest.raises(Refusal) as met:
            table(network, number)
        assert (met.value.facts["source"], met.value.facts["key"]) == (number, key)
        assert fingerprint(network.service) == before


def change_fallback(network: NetworkAtHand, number: str, fallback: list[dict[str, Any]]) -> None:
    """Give a draft next rounds of its own."""
    conduct: dict[str, Any] = {"authentic": "fr", "rule_id": RULE, "params": {}, "fallback": fallback}
    conduct |= {"notice": "P10D", "open_for": "P14D", "reminders": [], "reopen_when": None}
    network.service.do(revise_draft, number=number, wording=a_wording(number, {}), conduct=conduct)
