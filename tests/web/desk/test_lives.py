"""What becomes of a resolution, at the desk: put in force with a second seat, reviewed."""

from typing import Any

from governance.acts.close_ballot import close_ballot
from governance.acts.file_contest import file_contest
from governance.store.reads.confirmations import list_confirmations
from tests.equipment.confirming import answer
from tests.equipment.following import following_letter
from tests.equipment.forms import Form, forms, texts
from tests.equipment.looking import entries
from tests.equipment.network import TWO_WEEKS, NetworkAtHand, a_wording, members
from tests.web.desk.conftest import OBSERVER, SECRETARY, Browser, error_of

PAGE = "/desk/resolutions/R-2026-01"
YES = {"positions": {"motion": "yes"}}
SUSPENDED = {"suspended_until": {"members_at_least": 15}}


def adopt(
    network: NetworkAtHand, who: Browser, life: dict[str, Any] | None = None, *, account: str = SECRETARY
) -> None:
    """A resolution, everybody agreeing; two weeks later somebody signs in again."""
    ballot = network.put("2026-01", "test-positions", wording=a_wording("2026-01", {}) | {"life": life})
    for member in members():
        network.cast(ballot, member.code, YES)
    network.clock.at += TWO_WEEKS
    network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())
    who.sign_in(account)


def test_the_desk_asks_and_another_seat_puts_it_in_force(secretary: Browser, network: NetworkAtHand) -> None:
    """The page leads from the suspended state to the state in force; asking alone changes nothing."""
    adopt(network, secretary, SUSPENDED)
    assert "Suspended" in texts(secretary.get(PAGE))
    asked = secretary.send(PAGE, why="Fifteen members.", step="enforce", **{"confirming-1": "OTT"})
    assert "is asked to confirm" in texts(asked)
    [matter] = network.service.read(list_confirmations)
    assert answer(network, matter.id, "OTT") == "carried_out"
    shown = texts(secretary.get(PAGE))
    assert "In force since" in shown and "Put it in force" not in shown
    assert "was confirmed by: OTT" in shown


def test_what_is_missing_is_said_beside_its_field(secretary: Browser, network: NetworkAtHand) -> None:
    """What was typed is kept."""
    adopt(network, secretary, SUSPENDED)
    page = secretary.send(PAGE, why="Fifteen members.", step="enforce")
    assert page.status_code == 422 and error_of(page, "confirming-1")
    assert "Fifteen members." in page.text
    page = secretary.send(PAGE, why=" ", step="enforce", **{"confirming-1": "OTT"})
    assert error_of(page, "why")


def test_a_review_is_published(secretary: Browser, network: NetworkAtHand) -> None:
    """With the day of the next one; a date that is none is refused."""
    adopt(network, secretary)
    page = secretary.send(PAGE, note="It works.", next="soon", step="review")
    assert error_of(page, "next")
    shown = secretary.send(PAGE, note="It works.", next="2027-12-01", step="review")
    assert "Reviewed on Friday 4 December 2026: It works." in texts(shown)
    assert "It is reviewed on Wednesday 1 December 2027." in texts(shown)
    [entry] = entries(network.service, "resolution-reviewed")
    assert (entry["note"], entry["next"]) == ("It works.", "2027-12-01")


def test_an_observer_reads_and_changes_nothing(observer: Browser, network: NetworkAtHand) -> None:
    """Everything is shown, no form."""
    adopt(network, observer, SUSPENDED, account=OBSERVER)
    page = observer.get(PAGE)
    assert "Suspended" in texts(page) and "Ask for the confirmation" not in page.text
    unknown = observer.get("/desk/resolutions/R-2026-09")
    assert unknown.status_code == 404


def test_the_desk_answers_a_contest(secretary: Browser, network: NetworkAtHand) -> None:
    """Upheld or not, with a text that everybody can read; without a choice nothing is answered."""
    adopt(network, secretary)
    letter = following_letter(network, "contest", "OTT")
    facts: dict[str, Any] = {"token": letter.token, "code": letter.code, "reason": "The roll was wrong."}
    facts |= {"salt": bytes(32), "vault": network.service.vault}
    network.service.do(file_contest, **facts, received_at=network.now(), now=network.now())
    assert "The roll was wrong." in secretary.get(PAGE).text
    page, form = secretary.get(PAGE), _form(secretary, "contest")
    undecided = form.submit(secretary.client, page, answer="It was right.", step="settle")
    assert undecided.status_code == 422 and "It was right." in undecided.text
    shown = form.submit(secretary.client, page, answer="It was right.", upheld="no", step="settle")
    assert "Not upheld by the secretariat" in texts(shown)


def test_the_desk_plans_actions(secretary: Browser, network: NetworkAtHand) -> None:
    """Added, given to a member until a day, moved with a note; what is wrong is said."""
    adopt(network, secretary)
    page = secretary.get(PAGE)
    form = next(each for each in forms(page) if "what-en" in each.fields)
    fields = {"what-fr": "Réserver la salle.", "what-en": "Book the room."}
    assert "Book the room." in form.submit(secretary.client, page, step="declare", **fields).text
    page = secretary.get(PAGE)
    give, move = [each for each in forms(page) if "action" in each.fields]
    wrong = give.submit(secretary.client, page, member="OTT", due="soon", step="assign")
    assert wrong.status_code == 422 and "The day is missing or not a day of the calendar." in texts(wrong)
    given = give.submit(secretary.client, page, member="OTT", due="2027-03-31", step="assign")
    assert "OTT, until Wednesday 31 March 2027" in texts(given)
    moved = move.submit(secretary.client, page, kind="done", said="It is booked.", step="move")
    assert "It is booked." in moved.text and "done" in texts(moved)


def _form(browser: Browser, field: str) -> Form:
    """The form of the page that holds this field."""
    return next(each for each in forms(browser.get(PAGE)) if field in each.fields)


def test_the_desk_corrects_a_typing_error(secretary: Browser, network: NetworkAtHand) -> None:
    """What does not stand in the text is said, and what was typed is kept."""
    adopt(network, secretary)
    page, form = secretary.get(PAGE), _form(secretary, "wrong")
    fields = {"language": "en", "right": "The whole", "because": "A word was missing."}
    wrong = form.submit(secretary.client, page, wrong="A sheet", step="correct", **fields)
    assert wrong.status_code == 422 and "does not stand in the text" in texts(wrong)
    assert "A word was missing." in wrong.text
    done = form.submit(secretary.client, page, wrong="The", step="correct", **fields)
    assert "The correction is published." in texts(done)
