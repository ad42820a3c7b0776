"""From the choice to the receipt: the recap stores nothing, the confirmation records once."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from governance.acts.close_ballot import close_ballot
from governance.register.seal import commitment
from tests.acts.test_casting import MILLISECOND
from tests.equipment.network import TWO_WEEKS, NetworkAtHand
from tests.web.booth.conftest import (
    BLOCK,
    NO,
    OPTIONS,
    YES,
    Director,
    count,
    fingerprint,
    hidden_fields,
    said,
)

MATRIX = {
    "position-association": "yes",
    "position-gie": "block",
    "reason-gie": "Dettes sans limite.\r\nC’est trop.",
    "position-attendre-15": "stand_aside",
}
WAYS = [
    (
        "test-positions",
        {},
        {"position-motion": "stand_aside"},
        "CE3M stands aside and lets the others decide.",
    ),
    ("test-choice", OPTIONS, {"choice": "gie"}, "CE3M chooses the option “GIE (en)”."),
    ("test-choice", OPTIONS, {"choice": "abstain", "reason-vote": "Sans avis."}, "CE3M abstains."),
    ("test-ranked", OPTIONS, {"rank-gie": "1", "rank-association": "2"}, "“GIE (en)” in place 1."),
    ("test-approval", OPTIONS, {"approve-gie": "yes"}, "CE3M approves the option “GIE (en)”."),
    (
        "test-resistance",
        OPTIONS,
        {f"resistance-{option}": "7" for option in OPTIONS},
        "a resistance of 7 out of 10.",
    ),
]


def test_the_recap_says_the_choice_in_words_and_what_will_be_public(of_options: Director) -> None:
    """Each option, the position on it and the reason stand in sentences about the seat."""
    page = of_options.send("recap", MATRIX)
    assert page.status_code == 200
    for words in (
        "CE3M is in favour of the option “Association (en)”.",
        "CE3M objects to the option “GIE (en)”. For this reason: Dettes sans limite. C’est trop.",
        "CE3M stands aside on the option “Attendre (en)” and lets the others decide.",
        "After the close, everybody can read the position of CE3M and the reasons above, word for word.",
        "Code from the letter",
    ):
        assert words in said(page), words


def test_the_recap_speaks_french(of_options: Director) -> None:
    """A French reader sees the objection and its reason in French."""
    page = of_options.client.post(f"{of_options.path}/recap?lang=fr", data=MATRIX)
    assert "CE3M s’oppose à l’option « GIE (fr) ». Pour le motif suivant : Dettes sans limite." in said(page)


def test_the_recap_stores_nothing(network: NetworkAtHand, of_options: Director) -> None:
    """Whoever stops at the recap has not voted, and no table knows it."""
    before = fingerprint(network)
    of_options.send("recap", MATRIX)
    of_options.send("edit", MATRIX)
    assert fingerprint(network) == before


def test_each_recap_carries_a_request_key_of_its_own(director: Director) -> None:
    """Two recaps are two votes; one recap confirmed twice is one."""
    keys = {hidden_fields(director.send("recap", YES))["request"] for _ in range(3)}
    assert len(keys) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", key) for key in keys)


def test_changing_leads_back_to_the_form_as_it_was(of_options: Director) -> None:
    """Every choice and every reason is still there."""
    page = of_options.send("edit", MATRIX)
    assert page.status_code == 200
    chosen = re.findall(r'name="([^"]+)" value="([^"]+)" checked', page.text)
    assert dict(chosen) == {name: value for name, value in MATRIX.items() if name.startswith("position-")}
    assert "Dettes sans limite.\nC’est trop.</textarea>" in page.text


@pytest.mark.parametrize(("rule", "options", "fields", "words"), WAYS)
def test_every_kind_of_ballot_can_be_answered(
    put: Callable[..., Director], rule: str, options: dict[str, str], fields: dict[str, str], words: str
) -> None:
    """Form, recap and receipt agree for positions, choice, ranks, approvals and resistance."""
    director = put(rule, options=options)
    assert all(name.split("-")[0] in director.look().text for name in fields)
    recap = director.send("recap", fields)
    assert words in said(recap)
    receipt = director.confirm(hidden_fields(recap))
    assert receipt.status_code == 200
    assert words in said(receipt)


def test_the_receipt_holds_what_proves_the_vote(director: Director) -> None:
    """The commitment in the register is that of the 32 bytes and the vote as printed; the reason by its salt."""
    page = director.confirm(BLOCK)
    facts = re.findall(r'<code class="small">([^<]+)</code>', page.text[: page.text.index("</main>")])
    promised, opening, vote, salt = [each.replace("&#34;", '"') for each in facts]
    assert commitment(bytes.fromhex(opening), vote.encode()) == promised
    digest = hashlib.sha256(bytes.fromhex(salt) + b"Trop cher.").hexdigest()
    assert json.loads(vote) == {"positions": {"motion": "block"}, "reasons": {"motion": digest}}


def test_the_receipt_says_when_how_many_it_replaces_and_which_entry(
    network: NetworkAtHand, director: Director
) -> None:
    """Received, recorded, replaced and entered: what a director needs to contest it."""
    director.confirm(NO, request="1" * 32)
    network.clock.at += timedelta(minutes=5)
    words = said(director.confirm(YES, request="2" * 32))
    entries = count(network, "log_entry")
    assert "Your vote is recorded" in words
    assert "CE3M is in favour of the motion." in words
    assert "Received Friday 20 November 2026 at 13:05" in words
    assert "Earlier votes replaced 1" in words
    assert f"Entry in the register {entries - 1}" in words
    assert "This page is shown once" in words


def test_the_same_confirmation_sent_twice_is_one_vote(network: NetworkAtHand, director: Director) -> None:
    """A double press gives the same receipt twice, even after a later vote replaced it."""
    first = said(director.confirm(NO, request="1" * 32))
    assert said(director.confirm(NO, request="1" * 32)) == first
    director.confirm(YES, request="2" * 32)
    assert said(director.confirm(NO, request="1" * 32)) == first
    assert count(network, "vote") == 2


def test_yes_no_yes_counts_as_yes(network: NetworkAtHand, director: Director) -> None:
    """The last vote of a seat is the one that is opened."""
    for key, fields in (("1", YES), ("2", NO), ("3", YES)):
        director.confirm(fields, request=key * 32)
        network.clock.at += timedelta(minutes=1)
    network.clock.at += TWO_WEEKS
    network.service.do(
        close_ballot, ballot_id=director.ballot, vault=network.service.vault, now=network.now()
    )
    assert count(network, "opened_vote") == 1
    with network.service.database.reading() as session:
        (opened,) = session.connection().exec_driver_sql("SELECT vote FROM opened_vote").one()
    assert json.loads(opened) == {"positions": {"motion": "yes"}}


def test_the_code_is_taken_as_people_write_it(director: Director) -> None:
    """Small letters, spaces and hyphens are no error."""
    code = director.letter.code
    assert director.confirm(YES, code=f" {code[:3].lower()}-{code[3:].lower()} ").status_code == 200


def test_a_rule_may_do_without_the_code(put: Callable[..., Director]) -> None:
    """Where the rule says so no code is asked for, and none is needed."""
    director = put("test-no-code")
    recap = director.send("recap", YES)
    assert 'name="code"' not in recap.text
    assert director.send("vote", hidden_fields(recap)).status_code == 200


def test_the_vote_is_shown_after_the_code(director: Director) -> None:
    """What was recorded can be read again until the close, with the code of the letter."""
    director.confirm(BLOCK)
    page = director.send("shown", {"code": director.letter.code})
    assert "CE3M objects to the motion. For this reason: Trop cher." in said(page)
    assert "The recorded vote" in said(page)


def test_that_was_not_me_annuls_the_vote_and_the_link(network: NetworkAtHand, director: Director) -> None:
    """The vote counts no more, the link is dead, and another one is on its way."""
    director.confirm(BLOCK)
    page = director.send("not-mine", {"code": director.letter.code})
    assert "The vote is annulled" in said(page)
    assert "This member now has no vote in this ballot." in said(page)
    assert count(network, "annulment") == 1
    assert director.look().status_code == 410
    again = Director(director.client, network.letter(director.ballot, "CE3M"), director.ballot)
    assert "Go to the answer" in said(again.look())


def test_nothing_of_a_vote_is_written_to_the_log(
    director: Director, caplog: pytest.LogCaptureFixture
) -> None:
    """No token, no code, no position and no reason reaches a log line, whatever is answered."""
    caplog.set_level("DEBUG")
    director.look()
    director.send("recap", BLOCK)
    director.confirm(BLOCK, code="AAAAAA")
    director.confirm(BLOCK)
    director.send("vote", {"position-motion": "perhaps"})
    others = ("httpx", "markdown_it")  # the test's own client; a parser that names its blocks
    own = [record.getMessage() for record in caplog.records if not record.name.startswith(others)]
    assert any("POST /v/{token}/vote 200" in line for line in own)
    for secret in (director.letter.token, director.letter.code, "Trop cher", "block", "perhaps"):
        assert not any(secret in line for line in own), secret


def test_an_end_that_clocks_show_otherwise_by_now_is_shown_both_ways(
    network: NetworkAtHand, director: Director
) -> None:
    """The country changed its hours after the opening: the instant stays, and the words announced are repeated."""
    before = said(director.look())
    with network.service.database.writing() as connection:
        shown = '{"en": "Friday 4 December 2026 at 13:00 (Casablanca time, UTC+1)"}'
        connection.execute(text("UPDATE ballot SET tzdata = '2025.2', shown = :shown"), {"shown": shown})
    after = said(director.look())
    assert "announced as" not in before
    assert (
        "This deadline was announced as: Friday 4 December 2026 at 13:00 (Casablanca time, UTC+1)." in after
    )
    assert "Friday 4 December 2026 at 12:00 (Casablanca time, UTC+0)" in after


@pytest.mark.parametrize(
    ("after", "taken"),
    [(-MILLISECOND, True), (timedelta(), False), (MILLISECOND, False), (1000 * MILLISECOND, False)],
    ids=["a millisecond before the end", "at the end", "a millisecond after", "a second after"],
)
def test_the_end_is_exact_at_the_door(
    network: NetworkAtHand, director: Director, after: timedelta, taken: bool
) -> None:
    """By the hour at which the whole form was in; a late page names both hours, and nothing is stored."""
    network.clock.at += TWO_WEEKS - timedelta(hours=1) + after
    before = fingerprint(network)
    page = director.confirm(YES)
    if taken:
        assert page.status_code == 200 and count(network, "vote") == 1
    else:
        assert (page.status_code, fingerprint(network)) == (410, before)
        assert "No vote was recorded." in said(page) and "vote-late" in page.text
