"""What every letter keeps to, whatever its kind and language."""

import ast
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from icalendar import Calendar

from governance.mail.letter import KINDS, render
from governance.words.languages import LANGUAGES
from governance.words.rules import say_shortfall
from governance.words.speak import speaking
from tests.equipment.letters import (
    BALLOT,
    CODE,
    DECISION,
    MOTION,
    OFFICE,
    OPENED,
    RULE,
    SEAT,
    TOKEN,
    VOTED,
    letter_facts,
    letter_keys,
)
from tests.equipment.source import HOUSE, tree

WITH_LINK = ("invitation", "reminder", "link-replaced", "link-resent")
WITH_DEADLINE = (*WITH_LINK, "new-code", "extended")
DEADLINES = {"fr": "vendredi 4 décembre 2026 à 18:00", "ar": "الجمعة 4 دجنبر 2026 على الساعة 18:00"}
LATER = {"fr": "lundi 7 décembre 2026 à 18:00", "ar": "الاثنين 7 دجنبر 2026 على الساعة 18:00"}


def parsed(kind: str, language: str = "fr", **changed: object) -> EmailMessage:
    """The letter as a mail program reads it."""
    letter = render(letter_facts(kind, language, **changed), keys=letter_keys(kind), office=OFFICE)
    return message_from_bytes(letter.raw, policy=policy.default)


def text(kind: str, language: str = "fr", **changed: object) -> str:
    """The plain text of a letter."""
    body = parsed(kind, language, **changed).get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_every_letter_that_an_act_posts_can_be_written() -> None:
    """The kinds that acts name when they post a letter are all known here."""
    posted = {
        each.value
        for path in (HOUSE / "acts").glob("*.py")
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call)
        for each in _kinds_named(call)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }
    assert {"invitation", "receipt", "reminder", "disowned", "stopped"} <= posted
    assert posted <= {*KINDS}


def _kinds_named(call: ast.Call) -> list[ast.expr]:
    """The arguments of a call that name a kind of letter."""
    at = {
        "post": 0,
        "post_first": 0,
        "write_to_directors": 2,
        "write_to_seat": 2,
        "write_to_desk": 1,
        "write_to_second_contact": 1,
    }
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    named = [keyword.value for keyword in call.keywords if keyword.arg == "letter"]
    return named + (call.args[at[name] : at[name] + 1] if name in at else [])


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("kind", WITH_DEADLINE)
def test_the_first_line_says_until_when(kind: str, language: str) -> None:
    """Before anything else: the motion, and the end of the ballot in words, in the network's zone."""
    first = text(kind, language).split("\n")[0]
    assert (LATER if kind == "extended" else DEADLINES)[language] in first
    assert MOTION.title[language] in first
    assert "UTC+0" in first


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_link_and_code_stand_alone_on_their_lines_or_not_at_all(kind: str, language: str) -> None:
    """The link on a line of its own, the code on another; no other kind carries either."""
    lines = text(kind, language).split("\n")
    followed = dict.fromkeys(("outcome", "action-assigned", "action-reminder"), "f")
    room = {"confirmation-asked": "c", "motion-tabled": "d", **followed}.get(kind, "v")
    link = f"{OFFICE.base_url}/{room}/{TOKEN}"
    assert (link in lines) == (kind in WITH_LINK or room != "v")
    with_code = (*WITH_LINK, *("new-code", "confirmation-code", "deliberation-code", "follow-code"))
    assert (CODE in lines) == (kind in with_code or room != "v")
    assert not [line for line in lines if (TOKEN in line or CODE in line) and line not in (link, CODE)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_plain_text_comes_first_and_html_says_the_same(kind: str, language: str) -> None:
    """Two parts in the receiver's language, written in its direction, with the same words in the same order."""
    letter = render(letter_facts(kind, language), keys=letter_keys(kind), office=OFFICE)
    message = message_from_bytes(letter.raw, policy=policy.default)
    parts = [part.get_content_type() for part in message.walk() if part.get_content_maintype() == "text"]
    assert parts[:2] == ["text/plain", "text/html"]
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in letter.html
    assert message["Content-Language"] == language
    for block in letter.content.blocks:
        for said in {getattr(block, "text", ""), getattr(block, "url", ""), getattr(block, "code", "")}:
            assert said in letter.text
            assert said in letter.html.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_is_seven_bits_in_short_lines_and_its_headers_are_whole(kind: str) -> None:
    """No server on the way has a reason to rewrite it: bodies fit 76 columns, long identities are not encoded."""
    identity = f"<{kind}.{'x' * 80}@{'host.' * 20}example.org>"
    letter = render(letter_facts(kind, "ar", message_id=identity), keys=letter_keys(kind), office=OFFICE)
    assert letter.raw.isascii()
    headers = letter.raw.partition(b"\r\n\r\n")[0]
    for part in message_from_bytes(letter.raw, policy=policy.default).walk():
        if not part.is_multipart():
            assert max(map(len, str(part.get_payload()).splitlines())) <= 76
    assert f"Message-ID: {identity}".encode() in headers.split(b"\r\n")
    assert b"\n" not in letter.raw.replace(b"\r\n", b"")


@pytest.mark.parametrize("kind", KINDS)
def test_headers_say_who_writes_and_that_a_program_does(kind: str) -> None:
    """Answers go to the secretariat, automatic ones nowhere (RFC 3834), lists sort by List-Id."""
    message = parsed(kind)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<letters.governance.example.org>"
    assert message["From"] == "Maroc Cluster <vote@governance.example.org>"
    assert message["Reply-To"] == "secretariat@example.org"
    assert message["Date"].datetime == OPENED


def test_a_bounce_comes_back_under_the_letters_own_address() -> None:
    """The return path holds the id of the row (VERP)."""
    facts = letter_facts("invitation")
    letter = render(facts, keys=letter_keys("invitation"), office=OFFICE)
    assert letter.envelope.return_path == f"bounce+{facts.id.hex}@governance.example.org"


def test_a_rule_without_a_code_sends_none() -> None:
    """Where the rule asks for no code the letter does not speak of one."""
    keys = replace(letter_keys("invitation"), code=None)
    said = render(letter_facts("invitation"), keys=keys, office=OFFICE).text
    assert "code" not in said


def test_a_seat_that_has_voted_reads_so_and_nothing_about_silence() -> None:
    """A link sent again says since when a vote stands; whoever has none reads what silence means."""
    voted, silent = text("link-resent", "en", seat=VOTED), text("link-resent", "en", seat=SEAT)
    assert "stands: vote again only to change it" in voted
    assert "Not answering" not in voted
    assert "Not answering" in silent


def test_who_takes_over_a_seat_learns_whether_a_vote_stands() -> None:
    """A new mandate is told that the vote of its predecessor stands and may be changed."""
    said = text("invitation", "en", extra={"cause": "mandate-changed"}, seat=VOTED)
    assert "You now speak for Tan-Tan Oceanopole" in said
    assert "stands: vote again only to change it" in said


@pytest.mark.parametrize("cause", ["reissued", "address-changed", "mandate-changed", "disowned", "not known"])
def test_a_replaced_link_says_why(cause: str) -> None:
    """Each cause has its sentence; an unknown one is said in general."""
    said = text("link-replaced", "en", extra={"cause": cause})
    assert "no longer opens" in said


def test_a_text_that_exists_in_one_language_is_shown_and_named() -> None:
    """An Arabic reader of a French text gets it, marked as French, and is told."""
    motion = replace(MOTION, text={"fr": MOTION.text["fr"]}, question={"fr": MOTION.question["fr"]})
    letter = render(
        letter_facts("invitation", "ar", motion=motion), keys=letter_keys("invitation"), office=OFFICE
    )
    assert MOTION.question["fr"] in letter.text
    assert '<div lang="fr" dir="ltr">' in letter.html
    assert "الفرنسية" in letter.text


@pytest.mark.parametrize("open_for", [timedelta(hours=3), timedelta(days=14)])
def test_the_calendar_file_has_the_deadline_and_an_alarm(open_for: timedelta) -> None:
    """One event at the instant of the close; the alarm is a day before, or an hour for a short ballot; no link."""
    ballot = replace(BALLOT, closes_at=OPENED + open_for)
    [part] = list(parsed("invitation", ballot=ballot).iter_attachments())
    content = part.get_content()
    [event] = Calendar.from_ical(content).walk("VEVENT")
    [alarm] = event.walk("VALARM")
    assert event.decoded("dtstart") == OPENED + open_for
    assert alarm.decoded("trigger") == (-timedelta(hours=1) if open_for.days == 0 else -timedelta(days=1))
    assert TOKEN not in content and CODE not in content


def test_an_extension_moves_the_event_of_the_invitation() -> None:
    """Same UID, higher sequence: the calendar replaces what it had."""
    events = []
    for kind in ("invitation", "extended"):
        [part] = list(parsed(kind).iter_attachments())
        events += Calendar.from_ical(part.get_content()).walk("VEVENT")
    assert events[0]["uid"] == events[1]["uid"]
    assert events[0]["sequence"] < events[1]["sequence"]


@pytest.mark.parametrize("kind", ["positions", "options", "choice"])
def test_options_are_listed_where_there_are_several(kind: str) -> None:
    """A motion with one thing to decide lists no options."""
    ballot = replace(BALLOT, rule={**BALLOT.rule, "ballot": {**RULE["ballot"], "kind": kind}})  # type: ignore[dict-item]
    if kind == "positions":
        ballot = replace(
            ballot, rule={name: value for name, value in ballot.rule.items() if name != "select"}
        )
    if kind == "choice":
        ballot = replace(
            ballot, rule={**ballot.rule, "ballot": {"kind": "choice", "offer": ["yes", "abstain"]}}
        )
    assert ("Agadir" in text("invitation", "en", ballot=ballot)) == (kind != "positions")


def test_rendering_leaves_the_language_as_it_was() -> None:
    """A letter in Arabic does not change what the next page speaks."""
    with speaking("en"):
        render(letter_facts("reminder", "ar"), keys=letter_keys("reminder"), office=OFFICE)
        assert text("reminder", "fr").startswith("Pensez à voter")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_outcome_says_what_would_have_adopted_the_motion(language: str) -> None:
    """How many more of what; nothing of the kind where the motion is adopted, and no letter before the close has it."""
    missed = {"option": "motion", "seats": "2", "to": "yes", "moves": {"silent": "2"}}
    decision = {**DECISION, "kind": "positions", "outcome": "rejected", "winners": [], "shortfall": [missed]}
    ballot = replace(BALLOT, state="closed", outcome="rejected", decision=decision)
    with speaking(language):
        (sentence,) = say_shortfall(decision)
    assert sentence in text("outcome", language, ballot=ballot)
    assert sentence not in text("outcome", language)
    assert all(sentence not in text(kind, language) for kind in ("invitation", "reminder", "receipt"))
