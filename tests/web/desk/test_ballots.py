"""An open ballot at the desk: who has answered and when, never what; extending, stopping, and what a seat may need."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from governance.acts.annul_vote import annul_vote
from governance.acts.note_bounce import note_bounce
from governance.store.reads.desk_ballots import read_ballot
from governance.store.tables.ballots import Link, Recusal, Seat
from governance.store.tables.outbox import OutboxRow
from governance.store.transaction import Transaction
from tests.equipment.forms import form_to, texts
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import TWO_WEEKS, NetworkAtHand
from tests.web.desk.conftest import SECRETARY, Browser, error_of

YES: dict[str, Any] = {"positions": {"motion": "yes"}}
BLOCK: dict[str, Any] = {"positions": {"motion": "block"}, "reasons": {"motion": "Une raison secrète."}}
DAY = timedelta(days=1)


@pytest.fixture
def ballot(network: NetworkAtHand) -> str:
    """The page of an open ballot that ends on 4 December at noon."""
    return f"/desk/ballots/{network.put('2026-01', 'test-positions')}"


def id_of(network: NetworkAtHand, path: str) -> Any:
    """The ballot behind a page."""
    return rows(network.service, Link)[0].ballot_id if path else None


def test_the_desk_sees_who_has_answered_and_when_never_what(
    secretary: Browser, network: NetworkAtHand, ballot: str
) -> None:
    """Two seats with opposite votes look alike; no position and no reason stands on any page of the desk."""
    for seat, vote in (("CE3M", YES), ("MNC", BLOCK)):
        network.clock.at += timedelta(minutes=10)
        network.cast(id_of(network, ballot), seat, vote)
    page = secretary.get(ballot)
    assert "2 seats out of 13 have answered" in texts(page)
    assert texts(page).count("Answered 20 Nov 2026") == 2
    seen = [page.text] + [
        secretary.get(path).text
        for path in ("/desk", "/desk/motions/2026-01", f"{ballot}/seats/CE3M", f"{ballot}/seats/MNC")
    ]
    rule = "Majority of the members"
    for text in seen:
        assert "secrète" not in text
        assert not any(word in text.replace(rule, "") for word in ("In favour", "Objected", "I object"))
    alike = [secretary.get(f"{ballot}/seats/{seat}").text for seat in ("CE3M", "MNC")]
    assert alike[0].count("badge--good") == alike[1].count("badge--good")


def test_a_vote_that_was_disowned_is_no_answer(network: NetworkAtHand, ballot: str) -> None:
    """Who has annulled a vote has not answered."""
    ballot_id = id_of(network, ballot)
    network.cast(ballot_id, "CE3M", YES)
    letter = network.letter(ballot_id, "CE3M")
    service = network.service
    service.do(annul_vote, token=letter.token, code=letter.code, vault=service.vault, now=network.now())
    assert service.read(read_ballot, ballot_id, now=network.now()).answered == 0


def test_where_answering_is_objecting_nobody_sees_who_or_how_many(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """Under a rule that offers no yes no page of the desk changes when a seat answers, nor do its letters."""
    ballot_id = network.put("2026-01", "procedure-silence")
    paths = ["/desk", "/desk/motions/2026-01", f"/desk/ballots/{ballot_id}"]
    paths += [f"/desk/ballots/{ballot_id}/seats/CE3M"]
    assert "nobody sees who or how many" in texts(secretary.get(paths[0]))
    before = [secretary.get(path).text for path in paths]
    network.cast(ballot_id, "CE3M", BLOCK)
    network.service.do(trouble, kind="receipt", seats=("CE3M",))
    assert [secretary.get(path).text for path in paths] == before


def trouble(tx: Transaction, *, kind: str, seats: tuple[str, ...], **more: Any) -> None:
    """Write a mail server's trouble beside the letters of this kind to these seats."""
    codes = {seat.id: seat.code for seat in tx.session.exec(select(Seat)).all()}
    for row in tx.session.exec(select(OutboxRow).where(OutboxRow.kind == kind)).all():
        if row.seat_id and codes[row.seat_id] in seats:
            facts = {"last_error": "550 no such mailbox", "attempts": 3, **more}
            for name, value in facts.items():
                setattr(row, name, value)
            tx.session.add(row)


def test_the_state_of_each_letter_is_shown(secretary: Browser, network: NetworkAtHand, ballot: str) -> None:
    """Waiting, handed over, tried in vain, given up: each in words, with what the mail server said."""
    handed_over = {"last_error": None, "sent_at": network.now()}
    for seats, facts in ((("CE3M",), handed_over), (("MNC",), {}), (("SOL",), {"gave_up_at": network.now()})):
        network.service.do(trouble, kind="invitation", seats=seats, **facts)
    states = {
        seat.code: seat.letter.state
        for seat in network.service.read(read_ballot, id_of(network, ballot), now=network.now()).seats
        if seat.letter is not None
    }
    assert (states["CE3M"], states["MNC"], states["SOL"], states["AHP"]) == (
        "sent",
        "waiting",
        "failed",
        "waiting",
    )
    said = texts(secretary.get(ballot))
    assert all(words in said for words in ("Handed over", "Trying again", "Not delivered", "Waiting"))
    board = texts(secretary.get("/desk"))
    assert "2 letters could not be handed over" in board
    assert "550 no such mailbox" in board


def test_extending_moves_the_end_later_and_tells_every_seat(
    secretary: Browser, network: NetworkAtHand, ballot: str
) -> None:
    """With its reason, in one step; the form begins with the end there is."""
    page, form = secretary.form(f"{ballot}/extend")
    assert (form.fields["date"], form.fields["time"]) == ("2026-12-04", "12:00")
    done = form.submit(secretary.client, page, date="2026-12-11", reason="Les fêtes.")
    assert "The ballot is extended." in texts(done)
    [entry] = entries(network.service, "ballot-extended")
    assert (entry["closes_at"], entry["reason"]) == ("2026-12-11T12:00:00.000Z", "Les fêtes.")
    assert len(rows(network.service, OutboxRow, kind="extended")) == 13


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": "Les fêtes."}, "date"),
        ({"date": "2026-12-01", "reason": "Les fêtes."}, "date"),
        ({"date": "2026-12-11"}, "reason"),
        ({"date": "2026-12-11", "reason": "x" * 1001}, "reason"),
        ({"date": "", "reason": "Les fêtes."}, "date"),
    ],
    ids=["same end", "earlier", "no reason", "long reason", "no day"],
)
def test_an_extension_that_is_none_is_refused(
    secretary: Browser, network: NetworkAtHand, ballot: str, fields: dict[str, str], field: str
) -> None:
    """Only later, only with a reason; nothing is stored and what was typed stays."""
    before = fingerprint(network.service)
    answer = secretary.send(f"{ballot}/extend", **fields)
    assert (answer.status_code, bool(error_of(answer, field))) == (422, True)
    assert form_to(answer, "/extend").fields["reason"] == fields.get("reason", "")
    assert fingerprint(network.service) == before


def test_stopping_asks_why_then_recaps_then_ends(
    secretary: Browser, network: NetworkAtHand, ballot: str
) -> None:
    """Only the confirmed step stops; the motion is tabled again."""
    before = fingerprint(network.service)
    asked = secretary.send(f"{ballot}/stop", note="")
    assert asked.status_code == 422
    assert "It is not said why the ballot is stopped." in texts(asked)
    recap = secretary.again(asked, "/stop", reason="meeting", note="La réunion du 2 décembre en décidera.")
    assert "No vote in it counts" in texts(recap)
    assert fingerprint(network.service) == before
    done = secretary.again(recap, "/stop", step="stop")
    assert done.url.path == "/desk/motions/2026-01"
    assert "The ballot is stopped." in texts(done)
    [entry] = entries(network.service, "ballot-stopped")
    assert (entry["reason"], entry["note"]) == ("meeting", "La réunion du 2 décembre en décidera.")
    assert secretary.get(f"{ballot}/stop").status_code == 409


def test_a_new_link_replaces_the_old_one(secretary: Browser, network: NetworkAtHand, ballot: str) -> None:
    """The desk re-issues a link after a call-back; it never votes for a seat."""
    ballot_id = id_of(network, ballot)
    before = network.letter(ballot_id, "CE3M")
    done = secretary.send(f"{ballot}/seats/CE3M", step="replace-link")
    assert "The old link no longer works." in texts(done)
    assert network.letter(ballot_id, "CE3M") != before
    assert len(rows(network.service, OutboxRow, kind="link-replaced")) == 1


def test_the_alternate_is_let_in_once(secretary: Browser, network: NetworkAtHand, ballot: str) -> None:
    """A link of its own for this ballot; afterwards the button is gone."""
    path = f"{ballot}/seats/AHP"
    done = secretary.send(path, step="activate-alternate", because="Directrice en mission.")
    assert "The alternate receives a link" in texts(done)
    assert network.letter(id_of(network, ballot), "AHP", "alternate").token
    assert "Let in the alternate" not in texts(secretary.get(path))


def test_a_seat_without_an_alternate_cannot_let_one_in(
    secretary: Browser, network: NetworkAtHand, ballot: str
) -> None:
    """No button, and a forged form is refused by its own sentence."""
    seats = network.service.read(read_ballot, id_of(network, ballot), now=network.now()).seats
    alone = [seat.code for seat in seats if seat.alternate is None]
    for code in alone[:1]:
        sent = {
            "form_key": secretary.form_key,
            "step": "activate-alternate",
            "because": "Directrice en mission.",
        }
        answer = secretary.client.post(f"{ballot}/seats/{code}", data=sent)
        assert answer.status_code == 422


def test_a_recusal_is_written_down_with_its_reason(
    secretary: Browser, network: NetworkAtHand, ballot: str
) -> None:
    """Without a reason it is refused; with one the seat leaves the count of those who can answer."""
    path = f"{ballot}/seats/MNC"
    refused = secretary.send(path, step="recuse", reason=" ")
    assert (refused.status_code, rows(network.service, Recusal)) == (422, [])
    done = secretary.again(refused, path, step="recuse", reason="Partie prenante.")
    assert "Partie prenante." in done.text
    assert "0 seats out of 12 have answered" in texts(secretary.get(ballot))


def test_a_closed_ballot_can_be_read_and_not_touched(
    secretary: Browser, network: NetworkAtHand, ballot: str
) -> None:
    """At its end no form is left, and a form that was open is refused."""
    _page, form = secretary.form(f"{ballot}/seats/CE3M")
    network.clock.at += TWO_WEEKS
    secretary.sign_in(SECRETARY)
    form.fields["form_key"] = secretary.form_key
    before = fingerprint(network.service)
    answer = secretary.client.post(f"{ballot}/seats/CE3M", data=form.fields | {"step": "replace-link"})
    assert answer.status_code == 409
    assert fingerprint(network.service) == before


@pytest.mark.parametrize("name", ["00000000-0000-4000-8000-000000000007", "CE3M", "%00"])
def test_a_ballot_that_does_not_exist_is_not_found(secretary: Browser, name: str) -> None:
    """404, whether or not the address could name one."""
    assert secretary.get(f"/desk/ballots/{name}").status_code == 404


def test_a_seat_that_does_not_exist_is_not_found(secretary: Browser, ballot: str) -> None:
    """404, by its own sentence."""
    answer = secretary.get(f"{ballot}/seats/NOBODY")
    assert (answer.status_code, "There is no seat NOBODY" in texts(answer)) == (404, True)


def test_a_button_that_is_none_is_refused(secretary: Browser, ballot: str) -> None:
    """What no page offers is a damaged form."""
    assert secretary.send(f"{ballot}/seats/CE3M", step="vote").status_code == 422


def test_the_desk_asks_to_have_an_address_confirmed_on_the_page_of_a_seat(
    secretary: Browser, network: NetworkAtHand, ballot: str
) -> None:
    """A slip is said beside the field, with what was typed still there; what was asked stands on its own page, and can
    be taken back there."""
    asked = {"step": "change-address", "role": "director", "why": "Boîte fermée.", "confirming-1": "OTT"}
    page = secretary.send(f"{ballot}/seats/MNC", **asked, email="not an address")
    assert "This is not an e-mail address." in texts(page)
    assert 'value="not an address"' in page.text and '<option value="OTT" selected>' in page.text
    page = secretary.send(f"{ballot}/seats/MNC", **asked | {"confirming-1": ""}, email="new@example.org")
    assert "Not enough members are named" in texts(page)
    page = secretary.send(f"{ballot}/seats/MNC", **asked, email="new@example.org")
    assert "The member you chose is asked to confirm" in texts(page)
    page = secretary.get("/desk/confirmations")
    for words in ("Awaiting confirmation", "MNC (director)", "new@example.org", "OTT no answer yet"):
        assert words in texts(page), words
    page = secretary.again(page, "/desk/confirmations")
    assert "The request is taken back." in texts(page)
    assert "new@example.org" not in page.text
    assert not entries(network.service, "address-changed")


def test_the_desk_is_told_whom_no_letter_reached(
    secretary: Browser, network: NetworkAtHand, ballot: str
) -> None:
    """A letter that came back is counted, named with its seat, and followed by what can be done."""
    row = rows(network.service, OutboxRow, kind="invitation")[0]
    network.service.do(note_bounce, letter=row.id, final=True, status="5.1.1", now=network.now())
    code = entries(network.service, "letter-undelivered")[0]["seat"]
    page = texts(secretary.get(ballot))
    assert f"The letter did not arrive: {code}" in page
    assert "Telephone the member on a number you know." in page
    assert "Letter waiting 12 Not reached 1 Recused 0" in page
    assert "Came back" in texts(secretary.get("/desk"))
