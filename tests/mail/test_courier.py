"""Letters on their way from the outbox: sent once, tried again, taken back, given up."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

from governance.acts.annul_vote import annul_vote
from governance.acts.claim_letters import CLAIM, claim_letters
from governance.acts.close_ballot import close_ballot
from governance.acts.extend_ballot import extend_ballot
from governance.acts.letters_sent import TRIED_FOR, is_exhausted, mark_failed, mark_sent, wait_after
from governance.acts.open_link import TRIES
from governance.acts.remind_seats import remind_seats
from governance.acts.replace_link import replace_link
from governance.acts.resend_links import resend_links
from governance.acts.show_vote import show_vote
from governance.acts.stop_ballot import stop_ballot
from governance.courier import send_letters
from governance.refusal import Refusal
from governance.register.note import read_verifier
from governance.register.proof import check_receipt, read_tlog_proof
from governance.store.tables.outbox import OutboxRow
from governance.words.deadlines import say_deadlines
from tests.equipment.looking import entries, rows
from tests.equipment.mail_server import MailServer
from tests.equipment.network import TWO_WEEKS, NetworkAtHand
from tests.equipment.ports import free_port
from tests.mail.conftest import rows_of, with_mail

YES = {"positions": {"motion": "yes"}}
RULE = "majorite-exprimes"
DIRECTOR = "direction.ce3m@example.org"
ALTERNATE = "suppleance.ce3m@example.org"


def opened(network: NetworkAtHand) -> UUID:
    """An open ballot under a simple majority."""
    return network.put("2026-01", RULE)


def carry(network: NetworkAtHand) -> int:
    """Send what is due now; answers how many left."""
    return send_letters(network.service, now=network.now())


def test_every_seat_gets_its_invitation_once(carried: NetworkAtHand, mail_server: MailServer) -> None:
    """Thirteen invitations with thirteen links and codes; looking again sends nothing."""
    opened(carried)
    carry(carried)
    invitations = [letter for letter in mail_server.letters if "/v/" in letter.text]
    assert len({letter.recipients for letter in invitations}) == 13
    assert len({letter.token for letter in invitations}) == 13
    assert carry(carried) == 0
    assert all(row.sent_at == carried.now() for row in rows_of(carried.service, "invitation"))


def test_the_link_and_the_code_of_the_letter_are_those_that_open(
    carried: NetworkAtHand, mail_server: MailServer
) -> None:
    """What is derived when the letter is rendered is what the act of voting takes."""
    ballot = opened(carried)
    carry(carried)
    letter = mail_server.letters_to(DIRECTOR)[-1]
    expected = carried.letter(ballot, "CE3M")
    assert (letter.token, letter.codes) == (expected.token, [expected.code])


def test_a_bounce_names_the_letter(carried: NetworkAtHand, mail_server: MailServer) -> None:
    """Each letter has a return path of its own, made of its row's id."""
    opened(carried)
    carry(carried)
    paths = {letter.sender for letter in mail_server.letters}
    assert paths == {f"bounce+{row.id.hex}@governance.example.org" for row in sent(carried)}


def sent(network: NetworkAtHand) -> list[OutboxRow]:
    """The rows of letters that the mail server took."""
    return [row for row in rows(network.service, OutboxRow) if row.sent_at is not None]


def test_a_receipt_proves_its_entry_and_tells_no_position(
    carried: NetworkAtHand, mail_server: MailServer
) -> None:
    """Both mandates get the entry and a proof that the register's key vouches for; neither position nor opening."""
    ballot = opened(carried)
    carry(carried)
    before = len(mail_server.letters)
    receipt = carried.cast(ballot, "CE3M", YES)
    carry(carried)
    letters = mail_server.letters[before:]
    assert {letter.recipients for letter in letters} == {(DIRECTOR,), (ALTERNATE,)}
    for letter in letters:
        files = {part.get_filename(): part.get_content() for part in letter.message.iter_attachments()}
        proof = read_tlog_proof(files["receipt.tlog-proof"].decode())
        check_receipt(proof, verifiers=[read_verifier(carried.service.signer.verifier)])
        assert proof.index == receipt.entry
        assert proof.entry == files["entry.json"]
        assert len(files["receipt.tlog-proof"]) < 2048
        assert receipt.content is not None
        assert receipt.content.opening.encode() not in letter.raw + files["entry.json"]
        assert not re.search(r"\b(yes|no|pour|contre|abstention)\b", letter.text, re.IGNORECASE)
        assert "/v/" not in letter.text and not letter.codes


def test_a_server_that_is_down_loses_nothing(carried: NetworkAtHand, mail_server: MailServer) -> None:
    """Letters wait with back-off and leave once, under the Message-ID they were posted with."""
    down = with_mail(carried.service, f"smtp://127.0.0.1:{free_port()}")
    opened(carried)
    assert send_letters(down, now=carried.now()) == 0
    waiting = rows_of(carried.service, "invitation")
    assert {(row.attempts, row.due_at - carried.now()) for row in waiting} == {(1, timedelta(minutes=1))}
    assert {row.last_error for row in waiting} == {"connect ConnectionRefusedError"}
    assert carry(carried) == 0
    carried.clock.at += timedelta(minutes=1)
    assert carry(carried) == len(waiting)
    assert Counter(letter.message["Message-ID"] for letter in mail_server.letters) == Counter(
        row.message_id for row in waiting
    )


def test_come_back_later_is_tried_again_and_never_is_given_up(
    carried: NetworkAtHand, mail_server: MailServer
) -> None:
    """After 451 a letter is due again; after 550 it is given up at once, with its entry."""
    opened(carried)
    mail_server.manner = "busy"
    carry(carried)
    assert {row.last_error for row in rows_of(carried.service, "invitation")} == {"data 451"}
    assert not entries(carried.service, "letter-undelivered")
    mail_server.manner = "refusing"
    carried.clock.at += timedelta(minutes=1)
    carry(carried)
    given_up = rows_of(carried.service, "invitation")
    assert all(row.gave_up_at == carried.now() and row.sent_at is None for row in given_up)
    undelivered = entries(carried.service, "letter-undelivered")
    assert {(entry["letter"], entry["seat"]) for entry in undelivered} == {
        ("invitation", code) for code in seats(carried)
    }


def seats(network: NetworkAtHand) -> list[str]:
    """The codes on the roll of the ballot that was opened."""
    return [seat["seat"] for seat in entries(network.service, "ballot-opened")[0]["roll"]]


def test_a_line_cut_after_the_letter_sends_it_again_with_the_same_message_id(
    carried: NetworkAtHand, mail_server: MailServer
) -> None:
    """Without the server's yes nothing is marked sent, whatever it did with the bytes."""
    opened(carried)
    mail_server.manner = "hanging up"
    assert carry(carried) == 0
    assert not sent(carried)
    mail_server.manner = "obliging"
    carried.clock.at += timedelta(minutes=1)
    assert carry(carried) == len(sent(carried)) > 0


def test_of_two_workers_one_gets_a_letter(carried: NetworkAtHand, mail_server: MailServer) -> None:
    """Four couriers at the same time: every letter leaves once."""
    opened(carried)
    with ThreadPoolExecutor(4) as pool:
        left = sum(pool.map(lambda _: carry(carried), range(4)))
    identities = [letter.message["Message-ID"] for letter in mail_server.letters]
    assert left == len(identities) == len(set(identities)) == 13


def test_a_claim_ends_when_its_worker_died(carried: NetworkAtHand, mail_server: MailServer) -> None:
    """A worker that claimed and fell silent keeps others away for two minutes, then the letters leave."""
    opened(carried)
    claimed = carried.service.do(claim_letters, at_most=1000, now=carried.now())
    assert carry(carried) == 0
    carried.clock.at += CLAIM
    assert carry(carried) == len(claimed) == len(mail_server.letters)


def test_reminders_go_only_to_seats_that_have_not_answered(
    carried: NetworkAtHand, mail_server: MailServer
) -> None:
    """A vote that comes after the reminder was posted takes it back, even from a worker that holds it."""
    ballot = opened(carried)
    carry(carried)
    carried.clock.at += TWO_WEEKS - timedelta(days=2)
    carried.cast(ballot, "CE3M", YES)
    carried.service.do(remind_seats, ballot_id=ballot, now=carried.now())
    carried.cast(ballot, "MNC", YES)
    mail_server.letters.clear()
    carry(carried)
    reminded = {r for letter in mail_server.letters if "Rappel" in letter.subject for r in letter.recipients}
    reminded |= {r for letter in mail_server.letters if "تذكير" in letter.subject for r in letter.recipients}
    assert len(reminded) == 11
    assert not reminded & {DIRECTOR, "direction.mnc@example.org"}


def test_of_reminders_that_waited_only_the_last_is_sent(
    carried: NetworkAtHand, mail_server: MailServer
) -> None:
    """Two reminders that wait for one seat become one letter."""
    ballot = opened(carried)
    carry(carried)
    carried.clock.at += TWO_WEEKS - timedelta(days=2)
    carried.service.do(remind_seats, ballot_id=ballot, now=carried.now())
    first = rows_of(carried.service, "reminder")[0]
    carried.clock.at += timedelta(hours=1)
    carried.service.do(post_reminder_again, row=first.id, now=carried.now())
    mail_server.letters.clear()
    carry(carried)
    assert len(mail_server.letters) == 13
    assert [row.cancelled_at is not None for row in rows_of(carried.service, "reminder")].count(True) == 1


def post_reminder_again(tx, *, row: UUID, now) -> None:  # type: ignore[no-untyped-def]
    """What the next reminder of the rule would post for the same link."""
    old = tx.session.get_one(OutboxRow, row)
    same = {
        "mandate_id": old.mandate_id,
        "ballot_id": old.ballot_id,
        "seat_id": old.seat_id,
        "link_id": old.link_id,
    }
    tx.post("reminder", "reminder:later", now=now, **same)


def test_a_stopped_ballot_takes_back_what_waits(carried: NetworkAtHand, mail_server: MailServer) -> None:
    """Invitations that had not left are cancelled; what leaves is that the ballot was stopped."""
    ballot = opened(carried)
    carried.service.do(resend_links, email=DIRECTOR, now=carried.now())
    carried.service.do(
        stop_ballot,
        ballot_id=ballot,
        reason="meeting",
        note="Réunion demandée.",
        notice=timedelta(),
        rulebook=carried.service.rulebook,
        now=carried.now(),
    )
    carry(carried)
    assert not [letter for letter in mail_server.letters if "/v/" in letter.text]
    assert len([letter for letter in mail_server.letters if "2026-01" in letter.text]) >= 13
    assert all(row.cancelled_at for row in rows_of(carried.service, "invitation"))
    assert all(row.cancelled_at for row in rows_of(carried.service, "link-resent"))


def test_a_replaced_link_is_the_only_one_that_leaves(carried: NetworkAtHand, mail_server: MailServer) -> None:
    """An invitation still waiting when its link died is not sent: its link would not open."""
    ballot = opened(carried)
    carried.service.do(
        replace_link, ballot_id=ballot, seat="CE3M", vault=carried.service.vault, now=carried.now()
    )
    carry(carried)
    tokens = [letter.token for letter in mail_server.letters_to(DIRECTOR) if "/v/" in letter.text]
    assert tokens == [carried.letter(ballot, "CE3M").token]


def test_the_letter_with_the_new_code_has_no_link(carried: NetworkAtHand, mail_server: MailServer) -> None:
    """Five wrong codes bring a letter with the code that is taken from then on, and nothing to use it with."""
    ballot = opened(carried)
    carry(carried)
    old = carried.letter(ballot, "CE3M")
    for _ in range(TRIES):
        try:
            carried.service.do(
                show_vote, token=old.token, code="WRONG2", vault=carried.service.vault, now=carried.now()
            )
        except Refusal as refusal:
            assert refusal.code in ("code-wrong", "code-replaced")
    mail_server.letters.clear()
    carry(carried)
    [letter] = mail_server.letters_to(DIRECTOR)
    assert letter.codes == [carried.letter(ballot, "CE3M").code] != [old.code]
    assert not letter.links


def test_a_link_sent_again_is_the_same_link(carried: NetworkAtHand, mail_server: MailServer) -> None:
    """Who asks for a lost letter gets the link and the code that opened before."""
    ballot = opened(carried)
    carry(carried)
    carried.service.do(resend_links, email=DIRECTOR.upper(), now=carried.now())
    mail_server.letters.clear()
    carry(carried)
    [letter] = mail_server.letters
    expected = carried.letter(ballot, "CE3M")
    assert (letter.recipients, letter.token, letter.codes) == ((DIRECTOR,), expected.token, [expected.code])


def test_an_extension_tells_both_deadlines(carried: NetworkAtHand, mail_server: MailServer) -> None:
    """The letter names the new end, the old one and the reason; its calendar file moves the event."""
    ballot = opened(carried)
    carry(carried)
    later = carried.now() + TWO_WEEKS + timedelta(days=3)
    carried.service.do(
        extend_ballot,
        ballot_id=ballot,
        closes_at=later,
        shown=say_deadlines(later, carried.zone),
        reason="Panne de courrier.",
        now=carried.now(),
    )
    mail_server.letters.clear()
    carry(carried)
    letter = mail_server.letters_to(DIRECTOR)[0]
    assert "lundi 7 décembre 2026" in letter.text
    assert "vendredi 4 décembre 2026" in letter.text
    assert "Panne de courrier." in letter.text
    [calendar] = letter.message.iter_attachments()
    assert "DTSTART:20261207T120000Z" in calendar.get_content()


def test_a_disowned_vote_is_told_with_its_proof(carried: NetworkAtHand, mail_server: MailServer) -> None:
    """Both mandates learn that the vote was annulled, and the new link comes in a letter of its own."""
    ballot = opened(carried)
    carry(carried)
    carried.cast(ballot, "CE3M", YES)
    carry(carried)
    mail_server.letters.clear()
    letter = carried.letter(ballot, "CE3M")
    vault = carried.service.vault
    carried.service.do(annul_vote, token=letter.token, code=letter.code, vault=vault, now=carried.now())
    carry(carried)
    to_director = mail_server.letters_to(DIRECTOR)
    assert sorted("/v/" in each.text for each in to_director) == [False, True]
    [told] = [each for each in to_director if "/v/" not in each.text]
    assert {part.get_filename() for part in told.message.iter_attachments()} == {
        "entry.json",
        "receipt.tlog-proof",
    }
    assert len(mail_server.letters_to(ALTERNATE)) == 1
    [to_second] = mail_server.letters_to("vigilance@example.org")
    assert "CE3M" in to_second.subject


def test_the_outcome_reaches_every_seat(carried: NetworkAtHand, mail_server: MailServer) -> None:
    """After the close thirteen letters lead to the resolution, criteria told with their numbers."""
    ballot = opened(carried)
    for seat in ("CE3M", "MNC", "OTT"):
        carried.cast(ballot, seat, YES)
    carried.clock.at += TWO_WEEKS
    carried.service.do(close_ballot, ballot_id=ballot, vault=carried.service.vault, now=carried.now())
    carry(carried)
    told = [letter for letter in mail_server.letters if "/resolutions/R-2026-01" in letter.text]
    assert len({letter.recipients for letter in told}) == 13
    assert any("Adoptée" in letter.subject for letter in told)


def test_a_letter_is_tried_for_five_days() -> None:
    """A minute, doubled up to six hours; the waits before giving up add to five days, and hardly more."""
    assert [wait_after(n) / timedelta(minutes=1) for n in (1, 2, 3, 9, 10)] == [1, 2, 4, 256, 360]
    last = next(n for n in range(1, 100) if is_exhausted(n))
    waited = sum((wait_after(n) for n in range(1, last)), timedelta())
    assert TRIED_FOR <= waited < TRIED_FOR + timedelta(hours=6)


def test_after_five_days_a_letter_is_given_up(carried: NetworkAtHand) -> None:
    """The last failed attempt enters that the letter did not arrive; a later word changes nothing."""
    opened(carried)
    row = rows_of(carried.service, "invitation")[0]
    for _ in range(40):
        carried.service.do(mark_failed, letter=row.id, error="data 451", permanent=False, now=carried.now())
    assert len(entries(carried.service, "letter-undelivered")) == 1
    assert rows_of(carried.service, "invitation")[0].gave_up_at == carried.now()


def test_marking_twice_changes_nothing(carried: NetworkAtHand) -> None:
    """The first mark stands; a failure reported after success is not believed."""
    opened(carried)
    row = rows_of(carried.service, "invitation")[0]
    carried.service.do(mark_sent, letter=row.id, now=carried.now())
    carried.service.do(mark_sent, letter=row.id, now=carried.now() + timedelta(hours=1))
    carried.service.do(mark_failed, letter=row.id, error="late", permanent=True, now=carried.now())
    after = rows_of(carried.service, "invitation")[0]
    assert (after.sent_at, after.attempts, after.gave_up_at) == (carried.now(), 1, None)


def test_without_a_mail_server_letters_wait(network: NetworkAtHand) -> None:
    """Nothing is marked, nothing is lost."""
    opened(network)
    assert carry(network) == 0
    assert not sent(network)
