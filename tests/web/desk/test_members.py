"""The members at the desk: who sits for each, on any day, and what the desk writes down."""

from datetime import timedelta

import pytest

from governance.acts.change_membership import suspend_member
from governance.acts.table_motion import table_motion
from governance.files.members import parse_members, parse_members_csv
from governance.store.tables.outbox import OutboxRow
from tests.equipment.forms import forms, texts
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import NetworkAtHand
from tests.web.desk.conftest import Browser, error_of

NEW = {"title-fr": "Nouvelle direction", "title-en": "New direction", "email": "nouvelle@example.org"}
PAGE = "/desk/members/OTT"


def press(browser: Browser, step: str, **fields: str) -> str:
    """Fill in the form of the member's page that has this button, and send it; what the next page says."""
    page = browser.get(PAGE)
    form = next(each for each in forms(page) if ("step", step) in each.buttons)
    return texts(form.submit(browser.client, page, step=step, **fields))


def test_the_desk_sees_who_sits_and_who_sat(secretary: Browser) -> None:
    """Now, and at noon of any day; a day that is none is said beside the field."""
    press(secretary, "appoint", **NEW, **{"from": "2026-12-20"})
    assert "New direction" in texts(secretary.get("/desk/members?on=2026-12-20"))
    page = texts(secretary.get("/desk/members?on=2026-12-16"))
    assert "Director’s office, Tan-Tan Oceanopole Cluster" in page and "New direction" not in page
    assert error_of(secretary.get("/desk/members?on=tomorrow"), "on")


def test_a_mandate_is_written_down_and_ended_with_its_days(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """From a day on, until the end of another; the list of mandates says both."""
    page = press(secretary, "appoint", **NEW, **{"from": "2026-12-01", "last": "2026-12-31"})
    assert "The mandate is written down." in page
    (entry,) = entries(network.service, "mandate-opened")[-1:]
    assert (entry["from"], entry["to"]) == ("2026-12-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z")
    page = press(secretary, "end", ends="2026-11-30")
    assert entries(network.service, "mandate-closed")[-1]["to"] == "2026-12-01T00:00:00.000Z"


@pytest.mark.parametrize(
    ("step", "fields", "said"),
    [
        ("appoint", {**NEW, "email": "nobody"}, ("email", "This is not an e-mail address.")),
        ("appoint", {**NEW, "title-fr": ""}, ("title-fr", "The function is missing in French.")),
        ("appoint", {**NEW, "from": "2026-11-01"}, ("from", "The day lies in the past.")),
        ("appoint", {**NEW, "last": "2026-11-01"}, ("last", "The period would end before it begins.")),
        ("suspend", {}, ("reason", "The reason is missing.")),
        ("absence", {"away": "soon", "back": "2026-12-14"}, ("away", "")),
        ("depart", {}, ("form", "The departure was not confirmed.")),
    ],
)
def test_a_slip_is_said_beside_the_field(
    secretary: Browser, network: NetworkAtHand, step: str, fields: dict[str, str], said: tuple[str, str]
) -> None:
    """Nothing changes, and what was typed is still there."""
    before, (field, words) = fingerprint(network.service), said
    page = secretary.get(PAGE)
    form = next(each for each in forms(page) if ("step", step) in each.buttons)
    answer = form.submit(secretary.client, page, step=step, **fields)
    assert answer.status_code == 422
    assert words in (error_of(answer, field) or texts(answer))
    assert fields.get("email", "") in answer.text
    assert fingerprint(network.service) == before


def test_a_member_is_suspended_reinstated_and_leaves(secretary: Browser, network: NetworkAtHand) -> None:
    """Each said at once, on the member's page and in the register."""
    assert "The member is suspended" in press(secretary, "suspend", reason="Cotisation impayée.")
    assert "Suspended" in texts(secretary.get("/desk/members"))
    assert "The suspension has ended." in press(secretary, "reinstate")
    assert "The member has left." in press(secretary, "depart", sure="yes")
    kinds = [each["kind"] for each in entries(network.service)]
    kinds = [kind for kind in kinds if kind.startswith("member-") and kind != "member-admitted"]
    assert kinds == ["member-suspended", "member-reinstated", "member-left"]
    assert "Left the network" in texts(secretary.get(PAGE))


def test_an_absence_is_noted_and_struck(secretary: Browser) -> None:
    """A plan, no entry."""
    assert "The absence is noted." in press(secretary, "absence", away="2026-11-20", back="2026-12-14")
    assert "Away" in texts(secretary.get("/desk/members"))
    assert "The absence is struck." in press(secretary, "presence")


def test_a_quorum_at_risk_is_said_before_the_opening_and_on_the_ballot(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """Seats that are away until the end are counted against the rule; whoever is back before it is not."""
    for code in ("OTT", "MNC", "SOL", "BIO", "ENV", "AHP"):
        secretary.send(
            f"/desk/members/{code}", **{"step": "absence", "away": "2026-11-20", "back": "2026-12-30"}
        )
    secretary.send("/desk/members/DCW", **{"step": "absence", "away": "2026-11-20", "back": "2026-11-21"})
    network.draft("2026-01", "test-positions")
    network.service.do(
        table_motion,
        number="2026-01",
        notice=timedelta(),
        rulebook=network.service.rulebook,
        zone=network.zone,
        vault=network.service.vault,
        now=network.now(),
    )
    page = secretary.send("/desk/motions/2026-01", "/open", date="2026-12-14", time="18:00")
    risk = "Quorum at risk."
    seats = "AHP, BIO, ENV, MNC, OTT and SOL. Besides them, at most this many may stay silent: 0."
    assert risk in texts(page)
    assert seats in texts(page)
    ballot = network.open("2026-01")
    page = texts(secretary.get(f"/desk/ballots/{ballot}"))
    assert risk in page and seats in page


def test_an_address_changes_here_only_while_no_ballot_is_open(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """During a ballot the page leads to the seat, where another member is asked to confirm."""
    assert "The address is changed." in press(secretary, "address", address="autre@example.org")
    network.put("2026-01", "test-positions")
    assert "another member confirms a new address" in texts(secretary.get(PAGE))


def test_an_observer_changes_nothing(observer: Browser, network: NetworkAtHand) -> None:
    """The page without a form but the one that signs out."""
    network.service.do(suspend_member, code="OTT", reason="Cotisation impayée.", now=network.now())
    assert [form.action for form in forms(observer.get(PAGE))] == ["/demo/fast-forward", "/desk/sign-out"]


SHEET = "code,name.fr,language,director.title.fr,director.email\nNEW,Nouveau,fr,Direction,new@example.org\n"


def test_members_are_admitted_from_a_table_whole_or_not_at_all(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """A fault in the last line admits nobody and is named by line and column; mended, all are told who joins."""
    before = fingerprint(network.service)
    page = secretary.send("/desk/members-import", sheet=f"{SHEET}BAD,Mauvais,fr,Direction,nobody\n")
    assert "director.email (E)" in error_of(page, "sheet") and "BAD,Mauvais" in page.text
    assert fingerprint(network.service) == before
    page = secretary.send("/desk/members-import", sheet=SHEET)
    assert "The members are admitted." in texts(page) and "NEW" in texts(page)
    assert len(rows(network.service, OutboxRow, kind="member-news")) == 14 + 1
    assert "known already" in texts(secretary.send("/desk/members-import", sheet=SHEET))


def test_members_are_saved_as_they_can_be_read(secretary: Browser) -> None:
    """As CSV for a spreadsheet, as TOML; and pasted back as they were saved, with the mark that spreadsheets need."""
    sheet = secretary.get("/desk/members-export/members.csv")
    assert sheet.text.startswith("\ufeff")
    assert "known already" in texts(secretary.send("/desk/members-import", sheet=sheet.text))
    assert sheet.headers["content-disposition"] == 'attachment; filename="members.csv"'
    assert len(parse_members_csv(sheet.text.removeprefix("\ufeff"), source="sheet")) == 13
    assert len(parse_members(secretary.get("/desk/members-export/members.toml").text, source="file")) == 13
    assert secretary.get("/desk/members-export/members.exe").status_code == 404
