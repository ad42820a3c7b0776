"""The rehearsal of a motion: every date, every letter and every outcome, before anything counts.

Nothing is stored and nothing leaves: letters are written by the code that writes the real ones, from facts that say
when they would leave, with a link that opens nothing.
"""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.refusal import Refusal
from governance.rules.rehearse import MOST_SEATS, rehearse
from governance.rules.rule import Rule
from governance.store.reads.desk_motions import MotionFacts, read_addressees, read_motion
from governance.store.reads.public_network import read_country, read_network
from governance.web.desk.closing_advice import closing_advice
from governance.web.desk.closing_time import read_closing
from governance.web.desk.course import Course, course_of
from governance.web.desk.letters_rehearsed import Rehearsed, rehearse_letter
from governance.web.desk.pages import desk_page, say, zone_of
from governance.web.desk.rule_cards import rule_card
from governance.web.desk.rules import told
from governance.web.desk.steps import rule_of, say_gaps, suggested_opening
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of
from governance.words.languages import LANGUAGES, NAMES
from governance.words.rules import say_requirements


@get("/motions/{number:str}/rehearsal", sync_to_thread=True)
def show_rehearsal(
    request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]
) -> Response[bytes]:
    """What would happen and when, who would be written to, and every outcome the rule can have."""
    service = service_of(request)
    motion, rule, course = _gather(request, number)
    network = service.read(read_network)
    assert network is not None  # somebody has signed in
    addressees = service.read(read_addressees, service.now())
    country = service.read(read_country)
    advice = closing_advice(service.now(), course.closes_at, zone=network.zone, country=country)
    return desk_page(
        request,
        visit,
        "rehearsal.html",
        motion=motion,
        rule=rule_card(rule),
        requirements=say_requirements(rule),
        course=course,
        advice=say_gaps(advice, network.zone),
        addressees=addressees,
        **_outcomes(request, rule, seats=len(addressees)),
    )


@get("/motions/{number:str}/rehearsal/{kind:str}", sync_to_thread=True)
def show_letter(
    request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str], kind: FromPath[str]
) -> Response[bytes]:
    """One letter as it would be written, in each language. ``letter-unknown`` for a kind that is not sent."""
    service = service_of(request)
    motion, rule, course = _gather(request, number)
    step = next((each for each in course.steps if each.letter == kind), None)
    if step is None:
        raise Refusal("letter-unknown")
    network = service.read(read_network)
    assert network is not None  # somebody has signed in

    def written(language: str) -> Rehearsed:
        return rehearse_letter(
            kind,
            motion=motion,
            rule=rule,
            course=course,
            network=network,
            addressees=service.read(read_addressees, service.now()),
            settings=service.settings,
            at=step.at,
            language=language,
        )

    letters = [(language, NAMES[language], written(language)) for language in LANGUAGES]
    return desk_page(
        request, visit, "rehearsed_letter.html", motion=motion, kind=kind, at=step.at, letters=letters
    )


def _gather(request: AnyRequest, number: str) -> tuple[MotionFacts, Rule, Course]:
    """A motion that waits for its ballot, its rule, and the course it would take."""
    service = service_of(request)
    motion = service.read(read_motion, number)
    if motion.state not in ("draft", "tabled", "between_rounds"):
        raise Refusal("motion-state", act="open_ballot", state=motion.state)
    rule = rule_of(service, motion)
    if rule is None:
        raise Refusal("rule-unknown", rule=motion.rule_id)
    now, zone = service.now(), zone_of(request)
    course = course_of(
        motion,
        rule,
        now=now,
        closing=lambda opens_at: read_closing(suggested_opening(motion, zone=zone, now=opens_at), zone=zone),
    )
    return motion, rule, course


def _outcomes(request: AnyRequest, rule: Rule, *, seats: int) -> dict[str, Any]:
    """The table of outcomes, or why there is none."""
    try:
        return told(rehearse(rule, seats=min(seats or 1, MOST_SEATS))) | {"untold": None}
    except Refusal as refusal:
        return told(None) | {"untold": say(refusal, zone_of(request)).happened}
