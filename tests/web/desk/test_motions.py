"""A motion at the desk, from draft to open ballot: each step says what it needs and what it does before it is taken."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from governance.store.reads.desk_motions import read_motion
from governance.store.tables.outbox import OutboxRow
from tests.equipment.forms import form_to, forms, texts
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import NetworkAtHand, a_wording
from tests.web.desk.conftest import Browser, error_of

DAY = timedelta(days=1)


def tabled(secretary: Browser, network: NetworkAtHand, rule: str = "consensus-tous", **facts: object) -> str:
    """A motion whose notice period is over."""
    network.draft("2026-01", rule, **facts)  # type: ignore[arg-type]
    secretary.send("/desk/motions/2026-01/table")
    network.clock.at += 10 * DAY
    secretary.sign_in("secretary@example.org")
    return "/desk/motions/2026-01"


def closing(network: NetworkAtHand, after: timedelta) -> dict[str, str]:
    """The fields of an end so long after now."""
    local = (network.now() + after).astimezone(ZoneInfo(network.zone))
    return {"date": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}"}


def test_a_number_in_any_script_leads_to_an_answer(secretary: Browser) -> None:
    """An address holds what people write, and a header ASCII alone: the way to a motion nobody knows ends in a 404."""
    assert secretary.get("/desk/motions/ملتمس-٣/open").status_code == 404


def test_a_draft_says_what_it_lacks_and_cannot_be_tabled(secretary: Browser, network: NetworkAtHand) -> None:
    """Without question and text there is no button; a forged form is refused by the first that is missing."""
    wording = a_wording("2026-01", {}) | {"question": {}, "text": {"ar": "نص"}}
    network.draft("2026-01", "consensus-tous", wording=wording)
    page = secretary.get("/desk/motions/2026-01")
    assert "The question is missing in the authentic language (French)." in texts(page)
    assert "The text is missing in the authentic language (French)." in texts(page)
    assert "/table" not in page.text
    before = fingerprint(network.service)
    answer = secretary.client.post("/desk/motions/2026-01/table", data={"form_key": secretary.form_key})
    assert answer.status_code == 422
    assert fingerprint(network.service) == before


def test_options_must_fit_the_rule(secretary: Browser, network: NetworkAtHand) -> None:
    """A rule on the motion as a whole takes no options; a rule that chooses needs two."""
    network.draft("2026-01", "consensus-tous", options={"a": "A", "b": "B"})
    network.draft("2026-02", "pluralite-majoritaire", options={"a": "A"})
    assert "decides on the motion as a whole" in texts(secretary.get("/desk/motions/2026-01"))
    assert "chooses among several options; there are 1" in texts(secretary.get("/desk/motions/2026-02"))


def test_tabling_says_first_what_it_does(secretary: Browser, network: NetworkAtHand) -> None:
    """How many are told, until when the notice runs; then the motion is public and its ballot prepared."""
    network.draft("2026-01", "consensus-tous")
    page = secretary.get("/desk/motions/2026-01/table")
    assert "13 directors are told by letter." in texts(page)
    assert "Monday 30 November 2026 at 12:00" in texts(page)
    shown = secretary.again(page, "/table")
    assert "The motion is tabled" in texts(shown)
    motion = network.service.read(read_motion, "2026-01")
    assert (motion.state, motion.notice_ends_at) == ("tabled", network.now() + 10 * DAY)
    assert len(rows(network.service, OutboxRow, kind="motion-tabled")) == 13


def test_opening_waits_for_the_end_of_the_notice_period(secretary: Browser, network: NetworkAtHand) -> None:
    """The page says until when; the form refuses before."""
    network.draft("2026-01", "consensus-tous")
    secretary.send("/desk/motions/2026-01/table")
    page = secretary.get("/desk/motions/2026-01")
    assert "The notice period still runs, until Monday 30 November 2026" in texts(page)
    before = fingerprint(network.service)
    answer = secretary.again(page, "/open")
    assert (answer.status_code, "notice period still runs" in texts(answer)) == (422, True)
    assert fingerprint(network.service) == before


def test_opening_recaps_who_is_written_to_and_until_when(secretary: Browser, network: NetworkAtHand) -> None:
    """The recap changes nothing; confirmed, thirteen letters wait and the ballot's page is shown."""
    page = tabled(secretary, network)
    before = fingerprint(network.service)
    recap = secretary.send(page, "/open", date="2026-12-18", time="18:00")
    assert recap.status_code == 200
    said = texts(recap)
    assert "Friday 18 December 2026 at 18:00 (Casablanca time, UTC+0)" in said
    assert "vendredi 18 décembre 2026 à 18:00 (heure de Casablanca, UTC+0)" in said
    assert "13 letters go out at once," in said
    assert "direction.ce3m@example.org" in said
    assert fingerprint(network.service) == before
    opened = secretary.again(recap, "/open", step="open")
    assert opened.url.path.startswith("/desk/ballots/")
    assert len(rows(network.service, OutboxRow, kind="invitation")) == 13
    [entry] = entries(network.service, "ballot-opened")
    assert entry["closes_at"] == "2026-12-18T18:00:00.000Z"
    assert entry["shown"]["fr"] == "vendredi 18 décembre 2026 à 18:00 (heure de Casablanca, UTC+0)"


def test_confirming_twice_opens_once(secretary: Browser, network: NetworkAtHand) -> None:
    """The second confirmation leads to the ballot that is open."""
    page = tabled(secretary, network)
    recap = secretary.send(page, "/open", date="2026-12-18", time="18:00")
    first, second = (secretary.again(recap, "/open", step="open") for _ in range(2))
    assert first.url.path == second.url.path
    assert len(entries(network.service, "ballot-opened")) == 1


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"date": ""}, "date", "The day is missing"),
        ({"time": "late"}, "time", "The hour is missing"),
        ({"zone": "Casablanca"}, "zone", "The time zone “Casablanca” is not known."),
        ({"date": "2026-01-01"}, "date", "This instant is past"),
        ({"date": "2026-12-02"}, "date", "The rule keeps a ballot open longer"),
        ({"date": "2027-03-28", "time": "02:30", "zone": "Europe/Paris"}, "time", "On that day the clocks"),
    ],
)
def test_an_end_that_cannot_be_is_refused_beside_its_field(
    secretary: Browser, network: NetworkAtHand, fields: dict[str, str], field: str, says: str
) -> None:
    """422, what was typed stays, nothing is opened."""
    page = tabled(secretary, network)
    before = fingerprint(network.service)
    answer = secretary.send(page, "/open", **fields)
    assert answer.status_code == 422
    assert error_of(answer, field).startswith(says)
    assert {name: form_to(answer, "/open").fields[name] for name in fields} == fields
    assert fingerprint(network.service) == before


def test_an_hour_shown_twice_is_asked_about(secretary: Browser, network: NetworkAtHand) -> None:
    """Both instants are offered; the one chosen is announced."""
    page = tabled(secretary, network)
    network.clock.at = datetime.fromisoformat("2027-10-01T12:00:00+00:00")
    secretary.sign_in("secretary@example.org")
    asked = secretary.send(page, "/open", date="2027-10-31", time="02:30", zone="Europe/Paris")
    assert asked.status_code == 422
    assert form_to(asked, "/open").radios == {"fold": ["0", "1"]}
    recap = secretary.again(asked, "/open", fold="1")
    assert "Sunday 31 October 2027 at 01:30 (Casablanca time, UTC+0)" in texts(recap)


def test_a_chair_is_named_where_the_rule_needs_one(secretary: Browser, network: NetworkAtHand) -> None:
    """Without it the form comes back with the error beside the field; with it the recap names the seat."""
    page = tabled(secretary, network, "majorite-exprimes-president")
    asked = secretary.send(page, "/open")
    assert (asked.status_code, bool(error_of(asked, "chair"))) == (422, True)
    recap = secretary.again(asked, "/open", chair="CE3M")
    assert "Chair, whose position settles an exact tie: CE3M" in texts(recap)
    secretary.again(recap, "/open", step="open")
    assert entries(network.service, "ballot-opened")[0]["chair"] == "CE3M"


def test_withdrawing_asks_for_a_reason_then_recaps_then_ends(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """An open ballot ends without effect and every director is told; only the last of three steps does it."""
    network.put("2026-01", "test-positions")
    path = "/desk/motions/2026-01/withdraw"
    before = fingerprint(network.service)
    refused = secretary.send(path)
    assert (refused.status_code, error_of(refused, "reason")[:22]) == (422, "The reason is missing.")
    recap = secretary.again(refused, path, reason="Question posée trop tôt.")
    assert "No vote in it counts" in texts(recap)
    assert fingerprint(network.service) == before
    done = secretary.again(recap, path, step="withdraw")
    assert "Question posée trop tôt." in done.text
    motion = network.service.read(read_motion, "2026-01")
    assert (motion.state, motion.rounds[0].state) == ("withdrawn", "stopped")
    assert len(rows(network.service, OutboxRow, kind="withdrawn")) == 13
    assert secretary.get(path).status_code == 409


def test_the_page_offers_the_step_that_comes_next(secretary: Browser, network: NetworkAtHand) -> None:
    """Draft: table; tabled: open; voting: see who has answered. Nothing else leads on."""
    network.draft("2026-01", "test-positions")
    assert "Next: table the motion" in texts(secretary.get("/desk/motions/2026-01"))
    secretary.send("/desk/motions/2026-01/table")
    network.clock.at += 10 * DAY
    secretary.sign_in("secretary@example.org")
    assert "Next: open the ballot" in texts(secretary.get("/desk/motions/2026-01"))
    network.open("2026-01")
    page = secretary.get("/desk/motions/2026-01")
    assert "See who has answered" in texts(page)
    assert [form.action for form in forms(page) if form.action.startswith("/desk/motions")] == []


def test_the_preview_says_rule_and_silence_in_each_language(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """What a director reading Arabic will see stands there in Arabic."""
    network.draft("2026-01", "consensus-tous")
    page = secretary.get("/desk/motions/2026-01/preview")
    for word in ("Le <strong>texte</strong>", "<strong>النص</strong>", "The <strong>text</strong>"):
        assert word in page.text
    for word in ("Texte qui fait foi", "موافق", "In favour"):
        assert word in page.text


@pytest.mark.parametrize("page", ["", "/edit", "/preview", "/table", "/withdraw"])
def test_a_motion_that_does_not_exist_is_not_found(secretary: Browser, page: str) -> None:
    """404 on every page of it."""
    assert secretary.get(f"/desk/motions/2099-99{page}").status_code == 404
