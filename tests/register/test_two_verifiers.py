"""The verifier in one HTML page and the one of the command line, which share no code, say the same.

The page decides nothing by a rule: what the command line finds by deciding again alone is named in ``BY_RULE``.
"""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from governance.paths import TEMPLATES
from governance.refusal import Refusal
from governance.register.receipts import Receipt
from governance.register.verify import verify_export
from tests.equipment.figures import Figure
from tests.register import attacks, ballot_attacks, life_attacks, lives, log_attacks, vote_attacks
from tests.register.honest import Register
from tests.register.test_attacks import slip

PAGE = TEMPLATES / "verifier" / "verifier.html"
RUN = "async ([lines, receipts]) => { const r = await verifyRegister(lines, receipts); return r; }"
BY_RULE = {
    "number-missing",
    "options-wrong",
    "outcome-differs",
    "recount-impossible",
    "rule-differs",
    "rule-unreadable",
    "vote-not-allowed",
    "motion-step-illegal",
}
EDITS = [
    edit
    for room in (vote_attacks, ballot_attacks, log_attacks, life_attacks)
    for edit in attacks.edits_of(room)
]

Verdict = tuple[str, set[str]]


@pytest.fixture(scope="module")
def verifier(browser: Browser) -> Iterator[Page]:
    """The page as a file on a disk; a request for anything else fails the test."""
    context, asked = browser.new_context(locale="en-GB"), []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(PAGE.as_uri())
    yield page
    assert asked == [PAGE.as_uri()]
    context.close()


def by_page(verifier: Page, lines: list[str], *receipts: Receipt) -> Verdict:
    """What the page says: intact, broken or unreadable, and the codes."""
    given = [{"name": receipt.name, "text": receipt.text} for receipt in receipts]
    said: dict[str, Any] = verifier.evaluate(RUN, ["".join(f"{line.rstrip()}\n" for line in lines), given])
    return _verdict(said.get("unreadable"), {finding["code"] for finding in said.get("findings", [])})


def by_command(lines: list[str], *receipts: Receipt) -> Verdict:
    """What the command line says."""
    try:
        report = verify_export(lines, receipts=receipts)
    except Refusal:
        return _verdict(1, set())
    return _verdict(None, {finding.code for finding in report.findings})


def _verdict(unreadable: int | None, codes: set[str]) -> Verdict:
    return ("unreadable" if unreadable else "broken" if codes else "intact"), codes


def agree(verifier: Page, lines: list[str], *receipts: Receipt) -> str:
    """The verdict of both; AssertionError where they part over more than what only deciding again can tell."""
    (verdict, codes), (plain, found) = by_command(lines, *receipts), by_page(verifier, lines, *receipts)
    uncounted = {"outcome-differs"} if "recount-impossible" in codes else set()
    assert found <= codes | uncounted, f"the page alone finds {found - codes}"
    assert codes - found <= BY_RULE, f"the page does not find {codes - found}"
    assert plain == verdict or (plain == "intact" and codes <= BY_RULE)
    return verdict


def signed(life: Register) -> list[str]:
    """The export of a life, signed to its end."""
    life.sign()
    return life.lines()


@pytest.mark.proof
def test_honest_exports_raise_no_alarm(verifier: Page, figure: Figure) -> None:
    """Any life of a network, with a receipt of it: both say intact."""
    for seed in range(figure(small=12, full=10_000)):
        life = lives.a_life(seed)
        lines = signed(life)
        receipt = Receipt("letter", life.receipt(random.Random(seed).randrange(len(life.entries))))
        assert agree(verifier, lines, receipt) == "intact", seed


@pytest.mark.proof
def test_changed_exports_are_accepted_by_neither(verifier: Page, figure: Figure) -> None:
    """One letter or number changed anywhere: both say broken or unreadable."""
    chance = random.Random(20261123)
    lines = signed(lives.an_eventful_life())
    for _ in range(figure(small=150, full=10_000)):
        place = chance.randrange(1, len(lines))
        line = json.dumps(slip(chance, json.loads(lines[place])), ensure_ascii=chance.random() < 0.5)
        assert agree(verifier, [*lines[:place], line, *lines[place + 1 :]]) != "intact", line


@pytest.mark.proof
def test_lines_dropped_doubled_or_moved_are_judged_alike(verifier: Page, figure: Figure) -> None:
    """Whole lines treated badly: the verdicts are the same, whatever they are."""
    chance, lines = random.Random(7), signed(lives.a_life(5))
    for _ in range(figure(small=40, full=1_000)):
        changed, place = list(lines), chance.randrange(len(lines))
        line = changed.pop(place)
        if chance.random() < 0.7:
            changed.insert(chance.randrange(len(changed)), line)
        if chance.random() < 0.3:
            changed.append(line)
        agree(verifier, changed)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_both_judge_a_rebuilt_register_alike(verifier: Page, edit: attacks.Attack) -> None:
    """Rebuilt and signed by the holder of the key: what is illegal in itself, and what a receipt tells, both find."""
    life = lives.every_scene()
    last = len(life.entries)
    entries = attacks.entries_of(life)
    edit(entries)
    forged = attacks.forged(life, entries)
    agree(verifier, forged)
    life.sign()
    receipt = Receipt("letter", life.receipt(last - 1, last))
    assert by_page(verifier, forged, receipt)[0] != "intact"
    agree(verifier, forged, receipt)


def test_signatures_are_checked_without_the_browsers_help(verifier: Page) -> None:
    """Where a browser knows no Ed25519 the page's own arithmetic accepts the true signature and no other."""
    life = lives.an_eventful_life()
    message = b"a message"
    true = life.key.sign(message)
    cases = [
        (message, true),
        (message + b"!", true),
        (message, bytes([true[0] ^ 1]) + true[1:]),
        (message, bytes(64)),
    ]
    run = "([key, message, signature]) => verifyPlain(unhex(key), unhex(message), unhex(signature))"
    key = life.key.verifier.public.hex()
    said = [verifier.evaluate(run, [key, each.hex(), signature.hex()]) for each, signature in cases]
    assert said == [True, False, False, False]


@pytest.mark.parametrize(
    ("language", "direction", "intact", "broken"),
    [("fr", "ltr", "INTACT", "ALTÉRÉ"), ("ar", "rtl", "سليم", "غير سليم"), ("en", "ltr", "INTACT", "BROKEN")],
)
def test_the_page_says_it_in_the_readers_language(
    verifier: Page, language: str, direction: str, intact: str, broken: str
) -> None:
    """Files chosen, one button: the verdict, what was not counted again, and the place of what is wrong."""
    life = lives.an_eventful_life()
    lines = signed(life)
    verifier.click(f"nav button[lang={language}]")
    assert verifier.get_attribute("html", "dir") == direction
    for export, verdict in ((lines, intact), ([line.replace("yes", "not") for line in lines], broken)):
        content = "".join(f"{line.rstrip()}\n" for line in export).encode()
        files = [{"name": "register.jsonl", "mimeType": "text/plain", "buffer": content}]
        verifier.set_input_files("#export", files)
        letter = {"name": "receipt.tlog-proof", "mimeType": "text/plain", "buffer": life.receipt(3).encode()}
        verifier.set_input_files("#receipts", [letter])
        verifier.click("#check")
        verifier.wait_for_selector("#answer dl")
        assert verifier.inner_text("#answer p").startswith(verdict)
        assert "governance verify" in verifier.inner_text("#answer")
        assert bool(verifier.query_selector("#answer li")) == (verdict == broken)
