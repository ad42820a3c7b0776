"""Titles and names that try to be more than text: refused with a code, or harmless to the letter they stand in."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.acts.draft_motion import check_wording
from governance.mail.letter import KINDS, render
from governance.mail.message import HEADERS
from governance.refusal import Refusal
from tests.equipment.letters import MOTION, NETWORK, OFFICE, OPTIONS, letter_facts, letter_keys

BCC = "Bcc: other@example.org"
PLAIN = [
    "Statut",
    "الوضع القانوني",
    "Σωκράτης и Мир 漢字",
    "a" * 200,
    "e\u0301" * 100,
    "👩‍👩‍👧‍👧" * 5,
    "<b>&amp;",
    "{{ 7*7 }}",
    "%(n)s",
]
BREAKS = ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00", "\x1b[2J", "\t"]
ENCODED = [
    "=?utf-8?q?x=0d=0aBcc=3a_other=40example.org?=",
    "=?utf-8?b?DQpCY2M6IG90aGVyQGV4YW1wbGUub3Jn?=",
    "=?us-ascii?Q?=0ABcc:_other@example.org?=",
    "=?utf-8?q?a?= =?utf-8?q?=0d=0aBcc=3a_b?=",
]
TURNING = ["\u202e", "\u202a", "\u202d", "\u2066", "\u2067", "\u200f", "\u061c", "\ufeff", "\u200b"]
ADDRESSES = [
    "a@b.example, c@d.example",
    '"x" <other@example.org>',
    "<other@example.org>",
    "(comment) other@example.org;",
]
LONG = ["x" * 10_240, "ع" * 10_240, " ".join(["=?utf-8?q?=0d?="] * 700), "a\n" * 5000]


def hostile() -> Iterator[str]:
    """More than 200 lines: each trick alone, before, inside and after other words."""
    yield from PLAIN
    yield from LONG
    for trick in [f"{each}{BCC}" for each in BREAKS] + ENCODED + TURNING + ADDRESSES:
        yield from (
            trick,
            f"Statut {trick}",
            f"{trick} juridique",
            f"الوضع {trick} القانوني",
            f"{'x' * 70} {trick}",
        )
        yield trick * 3
        yield f"«{trick}»"


LINES = list(hostile())


def test_there_are_enough_of_them() -> None:
    """At least 200 different lines are tried."""
    assert len(set(LINES)) >= 200


def titled(title: str) -> dict[str, object]:
    """The wording of a motion with this title and a label to match."""
    return {
        "title": {"fr": title},
        "question": {"fr": "?"},
        "text": {"fr": "Texte."},
        "no_decision": {"fr": "Rien."},
        "options": [{"id": "one", "label": {"fr": title}}],
    }


def check_letter(raw: bytes) -> None:
    """The letter has its headers once each, goes to its receiver alone, and hides no second letter."""
    message = message_from_bytes(raw, policy=policy.default)
    assert sorted(name for name, _ in message.items()) == sorted(HEADERS)
    assert [address for _, address in getaddresses([str(message["To"])])] == ["direction.ott@example.org"]
    assert not message.defects


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_a_title_is_refused_or_harmless(line: str) -> None:
    """What may stand in a motion's title adds no header and no receiver to any letter about it."""
    try:
        check_wording(titled(line), authentic="fr")
    except Refusal as refusal:
        assert refusal.code in ("title-unsafe", "title-long")
        return
    options = tuple({**option, "label": {"fr": line}} for option in OPTIONS)
    for kind in ("invitation", "receipt", "outcome"):
        facts = letter_facts(kind, motion=replace(MOTION, title={"fr": line}))
        assert facts.ballot is not None
        facts = replace(facts, ballot=replace(facts.ballot, options=options))
        check_letter(render(facts, keys=letter_keys(kind), office=OFFICE).raw)


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_whatever_reaches_a_letter_cannot_break_out(line: str) -> None:
    """Even a title or a network's name that nobody checked is refused (``letter-unsafe``) or harmless."""
    for facts in (
        letter_facts("reminder", motion=replace(MOTION, title={"fr": line})),
        letter_facts("reminder", network=replace(NETWORK, name={"fr": line})),
        letter_facts("reminder", message_id=f"<{line}@example.org>"),
    ):
        try:
            letter = render(facts, keys=letter_keys("reminder"), office=OFFICE)
        except Refusal as refusal:
            assert refusal.code == "letter-unsafe"
        else:
            check_letter(letter.raw)


@given(st.text(max_size=120))
def test_any_text_is_refused_or_harmless(line: str) -> None:
    """The same for whatever text chance brings."""
    try:
        letter = render(
            letter_facts("new-code", motion=replace(MOTION, title={"fr": line})),
            keys=letter_keys("new-code"),
            office=OFFICE,
        )
    except Refusal as refusal:
        assert refusal.code == "letter-unsafe"
    else:
        check_letter(letter.raw)


@pytest.mark.parametrize("kind", KINDS)
def test_texts_cannot_carry_markup_into_the_html(kind: str) -> None:
    """HTML in names, titles, texts and reasons is shown as it was typed; nothing is fetched, no script stands there."""
    script = '<script src="https://elsewhere.example/x.js"></script><img src=x onerror=alert(1)>'
    motion = replace(
        MOTION,
        **{name: {"fr": script} for name in ("title", "question", "text", "no_decision")},
        withdrawn_reason=script,
    )
    facts = letter_facts(kind, motion=motion)
    letter = render(facts, keys=letter_keys(kind), office=OFFICE)
    assert "<script" not in letter.html
    assert "<img" not in letter.html
    assert not [
        each
        for each in ("src=", "url(", "@import", "<link")
        if each in letter.html.replace("src=&#34;", "").replace("src=&quot;", "").replace("src=x", "")
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_links_lead_to_one_host(kind: str) -> None:
    """Every address of the service in a letter begins with the configured one."""
    letter = render(letter_facts(kind), keys=letter_keys(kind), office=OFFICE)
    for text in (letter.text, letter.html):
        for start in text.split("https://")[1:]:
            assert start.startswith("governance.example.org/")
        assert "http://" not in text


@pytest.mark.parametrize(
    "title",
    [
        "Statut  juridique ",
        "«\u00a0Quoi\u00a0» ?",
        'Dire "oui" (ou non), <x>; a: b',
        "é" * 200,
        "الوضع القانوني " * 13,
        "50 % = ½ ?",
    ],
)
def test_an_honest_title_is_not_refused(title: str) -> None:
    """Quotes, brackets, doubled spaces and 200 letters are a title like any other."""
    check_wording(titled(title), authentic="fr")
    facts = letter_facts("invitation", motion=replace(MOTION, title={"fr": title}))
    letter = render(facts, keys=letter_keys("invitation"), office=OFFICE)
    assert " ".join(title.split()) in letter.envelope.subject
