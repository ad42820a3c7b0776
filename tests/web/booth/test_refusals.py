"""Every no is its own: a clear sentence, the form as it was, whether a vote stands, and nothing stored."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from governance.acts.close_ballot import close_ballot
from governance.acts.stop_ballot import stop_ballot
from tests.equipment.network import TWO_WEEKS, NetworkAtHand
from tests.web.booth.conftest import BLOCK, NO, OPTIONS, YES, Director, count, fingerprint, said

LONG = "é" * 1001

OF_POSITIONS = [
    ({}, "A position is missing."),
    ({"position-motion": ""}, "A position is missing."),
    ({"position-motion": "maybe"}, "One of the answers is not among those offered."),
    ({"position-motion": "recused"}, "One of the answers is not among those offered."),
    ({"position-motion": "block"}, "An objection was given without a reason."),
    ({"position-motion": "block", "reason-motion": "  \n "}, "An objection was given without a reason."),
    ({"position-motion": "no", "reason-motion": LONG}, "A reason is longer than 1000 characters."),
    (YES | {"position-elsewhere": "yes"}, "an option that does not exist in this ballot"),
    (YES | {"reason-elsewhere": "x"}, "an option that does not exist in this ballot"),
]
OF_OTHERS = [
    ("test-options", {"position-gie": "yes", "position-association": "yes"}, "A position is missing."),
    ("test-options", {f"position-{option}": "no" for option in OPTIONS}, "not among those offered."),
    ("test-choice", {}, "A position is missing."),
    ("test-choice", {"choice": "elsewhere"}, "an option that does not exist in this ballot"),
    ("test-ranked", {"rank-gie": "first"}, "The answer arrived in a form that cannot be read."),
    ("test-resistance", {"resistance-gie": "3"}, "A position is missing."),
    ("test-resistance", {f"resistance-{option}": "11" for option in OPTIONS}, "cannot be read."),
]


@pytest.mark.parametrize(("fields", "words"), OF_POSITIONS)
@pytest.mark.parametrize("step", ["recap", "vote"])
def test_an_answer_that_cannot_be_taken_comes_back_filled_in(
    network: NetworkAtHand, director: Director, step: str, fields: dict[str, str], words: str
) -> None:
    """The form returns with 422, what was wrong, and what had been chosen and written; nothing is stored."""
    before = fingerprint(network)
    page = director.send(step, {**fields, "request": "k" * 32, "code": director.letter.code})
    assert page.status_code == 422
    assert words in said(page)
    assert "No vote was recorded." in said(page)
    assert fields.get("reason-motion", "").strip() in page.text
    if fields.get("position-motion") in ("yes", "no", "block"):
        assert f'value="{fields["position-motion"]}" checked' in page.text
    assert fingerprint(network) == before


@pytest.mark.parametrize(("rule", "fields", "words"), OF_OTHERS)
def test_every_kind_of_ballot_refuses_what_its_rule_does_not_take(
    network: NetworkAtHand, put: Callable[..., Director], rule: str, fields: dict[str, str], words: str
) -> None:
    """Missing, unknown and malformed answers of every kind lead back to the form."""
    director = put(rule, options=OPTIONS)
    page = director.send("recap", fields)
    assert page.status_code == 422
    assert words in said(page)
    assert count(network, "vote") == 0


def test_what_is_missing_is_pointed_at(of_options: Director) -> None:
    """The options without an answer are named at the top, each leading to its place, and marked there."""
    page = of_options.send("recap", {"position-gie": "yes"})
    head = page.text[: page.text.index("<h1")]
    assert re.findall(r'href="#option-([^"]+)"', head) == ["association", "attendre-15"]
    assert re.findall(r'aria-describedby="fault-([^"]+)"', page.text) == ["association", "attendre-15"]


def test_every_objection_without_a_reason_is_pointed_at_once(of_options: Director) -> None:
    """Two objections without a reason are two marks, not one after the other."""
    page = of_options.send("recap", {f"position-{option}": "block" for option in OPTIONS})
    assert len(re.findall('aria-describedby="fault-', page.text)) == 3
    assert page.text.count("<details") - page.text.count("<details>") == 3
    assert page.text.count('<details class="reason-field" open>') == 3


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_late_vote_is_told_both_times(network: NetworkAtHand, director: Director, language: str) -> None:
    """When it was received and when the ballot closed, to the second; the instant of closing is late."""
    network.clock.at += TWO_WEEKS - timedelta(hours=1)
    page = director.client.post(
        f"{director.path}/vote?lang={language}",
        data={**YES, "request": "k" * 32, "code": director.letter.code},
    )
    assert page.status_code == 410
    assert said(page).count("12:00") == 2
    assert count(network, "vote") == 0
    network.clock.at += timedelta(seconds=7)
    assert "12:00:07" in said(director.confirm(YES))


def test_the_last_moment_is_in_time(network: NetworkAtHand, director: Director) -> None:
    """A millisecond before the close is before the close."""
    network.clock.at += TWO_WEEKS - timedelta(hours=1, milliseconds=1)
    assert director.confirm(YES).status_code == 200


def test_a_late_change_says_that_the_earlier_vote_stands(network: NetworkAtHand, director: Director) -> None:
    """A voter whose change came late is not left to fear for the first vote."""
    director.confirm(YES, request="1" * 32)
    network.clock.at += TWO_WEEKS
    for step in ("recap", "edit", "vote"):
        page = director.send(step, {**NO, "request": "2" * 32, "code": director.letter.code})
        assert page.status_code == 410
        assert "A vote was recorded on Friday 20 November 2026 at 13:00" in said(page)


def test_a_wrong_code_leads_back_to_the_recap(network: NetworkAtHand, director: Director) -> None:
    """The choice and the request key stay; the wrong code is counted and nothing else changes."""
    page = director.confirm(BLOCK, request="a" * 32, code="AAAAAA")
    assert page.status_code == 403
    assert "The code is not the right one." in said(page)
    assert "No vote was recorded." in said(page)
    assert "CE3M objects to the motion. For this reason: Trop cher." in said(page)
    assert 'name="request" value="' + "a" * 32 in page.text
    assert "AAAAAA" not in page.text
    assert count(network, "vote") == 0


def test_a_missing_code_is_asked_for_and_not_counted(network: NetworkAtHand, director: Director) -> None:
    """Forgetting the code is no attempt at guessing it."""
    before = fingerprint(network)
    page = director.send("vote", {**YES, "request": "k" * 32, "code": " "})
    assert page.status_code == 422
    assert "The code from the letter is missing." in said(page)
    assert fingerprint(network) == before


def test_five_wrong_codes_send_a_new_one_and_lock_nobody_out(
    network: NetworkAtHand, director: Director
) -> None:
    """The fifth wrong code makes the letter's code stale; the new letter's code is taken at once."""
    pages = [director.confirm(YES, code="AAAAAA") for _ in range(5)]
    assert "a new code has been sent by letter" in said(pages[-1])
    assert pages[-1].status_code == 403
    assert director.confirm(YES).status_code == 403
    new = network.letter(director.ballot, "CE3M")
    assert new.token == director.letter.token
    assert director.confirm(YES, code=new.code).status_code == 200


@pytest.mark.parametrize("step", ["shown", "not-mine"])
def test_a_wrong_code_beside_the_vote_shows_nothing(
    network: NetworkAtHand, director: Director, step: str
) -> None:
    """Neither what was recorded nor the annulment is given away for a wrong or a missing code."""
    director.confirm(BLOCK)
    for code, status in (("AAAAAA", 403), ("", 422)):
        page = director.send(step, {"code": code})
        assert page.status_code == status
        assert "Trop cher" not in page.text
        assert f'id="code-{step}-error"' in page.text
    assert count(network, "annulment") == 0


@pytest.mark.parametrize("step", ["shown", "not-mine"])
def test_without_a_vote_there_is_nothing_to_show_or_annul(director: Director, step: str) -> None:
    """Asked for all the same, the page says that there is no recorded vote."""
    page = director.send(step, {"code": director.letter.code})
    assert "There is no recorded vote here." in said(page)


def test_one_confirmation_is_not_taken_for_two_answers(network: NetworkAtHand, director: Director) -> None:
    """The same request key with another content is refused, and the first vote stands."""
    director.confirm(YES, request="1" * 32)
    page = director.confirm(NO, request="1" * 32)
    assert page.status_code == 409
    assert "This confirmation was already used for another answer." in said(page)
    assert "A vote was recorded on" in said(page)
    assert count(network, "vote") == 1


@pytest.mark.parametrize("key", ["", "short", "k" * 65, "é" * 20])
def test_a_confirmation_carries_the_key_of_a_recap(
    network: NetworkAtHand, director: Director, key: str
) -> None:
    """A form that was not made by a recap is not taken for a vote."""
    assert director.confirm(YES, request=key).status_code == 422
    assert count(network, "vote") == 0


def test_a_vote_that_cannot_be_changed_says_so(network: NetworkAtHand, put: Callable[..., Director]) -> None:
    """Under such a rule the second vote is refused, and the page offers no form any more."""
    director = put("test-once")
    director.confirm(YES, request="1" * 32)
    page = director.confirm(NO, request="2" * 32)
    assert page.status_code == 409
    assert "a vote cannot be changed once it is recorded" in said(page)
    assert count(network, "vote") == 1
    assert "the vote cannot be changed" in said(director.look())
    assert f'action="{director.path}/recap"' not in director.look().text


def test_a_stopped_ballot_takes_no_vote(network: NetworkAtHand, director: Director) -> None:
    """The page says that it was stopped, not that the vote came late."""
    network.service.do(
        stop_ballot,
        ballot_id=director.ballot,
        reason="incident",
        note="Panne.",
        notice=timedelta(),
        rulebook=network.service.rulebook,
        now=network.now(),
    )
    page = director.confirm(YES)
    assert page.status_code == 410
    assert "This ballot was stopped before its end" in said(page)


def test_a_vote_in_time_that_met_the_close_is_told_so(network: NetworkAtHand, director: Director) -> None:
    """Received before the close and not recorded: the page says both, and the register keeps that it came."""
    received_at = network.now()
    network.clock.at += TWO_WEEKS
    network.service.do(
        close_ballot, ballot_id=director.ballot, vault=network.service.vault, now=network.now()
    )
    entries = count(network, "log_entry")
    network.clock.at = received_at
    page = director.confirm(YES)
    assert page.status_code == 410
    assert "arrived in time" in said(page)
    assert "No vote was recorded." in said(page)
    assert count(network, "vote") == 0
    assert count(network, "log_entry") == entries + 1
    assert "This ballot is closed" in said(director.look())


@pytest.mark.parametrize("step", ["recap", "edit", "vote", "shown", "not-mine"])
def test_a_doubled_field_is_refused(network: NetworkAtHand, director: Director, step: str) -> None:
    """Two answers to one question are no answer."""
    before = fingerprint(network)
    body = urlencode([("position-motion", "yes"), ("position-motion", "no"), ("code", director.letter.code)])
    page = director.client.post(
        f"{director.path}/{step}",
        content=body,
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert page.status_code == 422
    assert "The form contains the field “position-motion” twice" in said(page)
    assert "No vote was recorded." in said(page)
    assert fingerprint(network) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example.org"},
    ],
)
def test_a_form_of_another_site_is_refused(
    network: NetworkAtHand, director: Director, headers: dict[str, str]
) -> None:
    """Another site cannot vote through a browser that happens to know the link."""
    page = director.client.post(
        f"{director.path}/vote",
        data={**YES, "request": "k" * 32, "code": director.letter.code},
        headers=headers,
    )
    assert page.status_code == 403
    assert "The form was not sent from a page of this service." in said(page)
    assert count(network, "vote") == 0


@pytest.mark.parametrize("step", ["recap", "edit", "vote", "shown", "not-mine"])
def test_an_unknown_link_takes_no_form(network: NetworkAtHand, director: Director, step: str) -> None:
    """Whatever is sent to a link that was never issued, the answer is the same."""
    page = director.client.post(f"/v/{'A' * 26}/{step}", data={**YES, "code": "AAAAAA"})
    assert page.status_code == 404
    assert "This voting link is not known." in said(page)
    assert count(network, "vote") == 0


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{}"),
        ("multipart/form-data; boundary=x", b"--x--"),
        ("application/x-www-form-urlencoded", b"position-motion=%FF"),
        ("application/x-www-form-urlencoded", b"position-motion=yes%00"),
    ],
)
def test_a_body_that_is_no_form_is_refused(director: Director, kind: str, body: bytes) -> None:
    """A damaged or foreign body is a clear no, never a failure."""
    page = director.client.post(f"{director.path}/vote", content=body, headers={"content-type": kind})
    assert page.status_code == 422
    assert "The form arrived incomplete or damaged." in said(page)


def test_a_server_whose_clock_is_off_takes_no_vote(director: Director, network: NetworkAtHand) -> None:
    """Neither recap nor vote: another server, or this one once it is set right, takes it."""
    network.service.clock.set_right(behind=timedelta(seconds=-5), within=timedelta())
    before = fingerprint(network)
    for page in (director.send("recap", YES), director.confirm(YES)):
        assert page.status_code == 503
        assert "clock of this server" in said(page) and "No vote was recorded." in said(page)
    assert fingerprint(network) == before
    network.service.clock.set_right(behind=timedelta(), within=timedelta())
    assert director.confirm(YES).status_code == 200
