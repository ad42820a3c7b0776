"""The form in which motions are drafted and amended, and what it begins with."""

from typing import Any

from litestar import Response

from governance.rules.bind import bind
from governance.rules.durations import read_duration
from governance.store.reads.desk_motions import MotionFacts
from governance.web.desk.life_fields import change_places
from governance.web.desk.motion_fields import (
    Fields,
    Kept,
    Reading,
    add_option,
    fill_fields,
    option_places,
    read_fields,
    remove_option,
)
from governance.web.desk.pages import desk_page, say_errors, zone_of
from governance.web.desk.previews import draft_of, previews_of, translations_of
from governance.web.desk.rule_cards import rule_cards
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of
from governance.web.statuses import status_of

ALL_RULES = "all-rules"
"""The button that shows every rule of the rulebook."""

LOOK = "look"
"""The button that shows how the motion reads as it is typed, and saves nothing."""


def wording_of(motion: MotionFacts) -> dict[str, Any]:
    """The newest wording, as the acts take it."""
    return {
        "title": motion.title,
        "question": motion.question,
        "text": motion.text,
        "no_decision": motion.no_decision,
        "options": list(motion.options),
        "life": motion.life,
    }


def conduct_of(motion: MotionFacts) -> dict[str, Any]:
    """Rule and times, as the act of drafting takes them."""
    return {
        "authentic": motion.authentic,
        "rule_id": motion.rule_id,
        "params": motion.params,
        "fallback": motion.fallback,
        "notice": motion.notice,
        "open_for": motion.open_for,
        "reminders": list(motion.reminders),
        "reopen_when": motion.reopen_when,
    }


def changed_rows(fields: Fields) -> Fields | None:
    """The fields as the form is to be shown again, where a button was pressed that only changes the form: a row of
    options more or less, every rule, or how the motion reads."""
    step = fields.get("step", "")
    if step == "add-option":
        return add_option(fields)
    if step in (ALL_RULES, LOOK):
        return fields
    if step.startswith("remove-option-"):
        return remove_option(fields, step.removeprefix("remove-option-"))
    return None


def form_page(
    request: AnyRequest,
    visit: Visit,
    fields: Fields,
    *,
    target: str,
    source: str = "",
    motion: MotionFacts | None = None,
    reading: Reading | None = None,
    amends: bool = False,
) -> Response[bytes]:
    """The form with these fields; with errors it is answered 422 (or as its one error is). An amendment shows
    text and options alone."""
    service = service_of(request)
    errors = reading.errors if reading else {}
    status = 200
    if errors:
        status = status_of(errors["form"].code) if set(errors) == {"form"} else 422
    first, others, unshown = rule_cards(
        service.rulebook, chosen=fields.get("rule", ""), everything=fields.get("step") == ALL_RULES
    )
    kept = motion.fallback if motion else None
    return desk_page(
        request,
        visit,
        "motion_form.html",
        status=status,
        scripts=("preview.js",),
        target=target,
        source=source,
        motion=motion,
        keeps_fallback=bool(kept),
        fields=fields,
        places=option_places(fields),
        changes=change_places(fields),
        errors=say_errors(errors, zone_of(request)),
        first=first,
        others=others,
        unshown=unshown,
        amends=amends,
        notice=read_duration(motion.notice) if motion else None,
        **_look(request, fields, motion),
    )


def _look(request: AnyRequest, fields: Fields, motion: MotionFacts | None) -> dict[str, Any]:
    """The motion as the fields have it, in each language, where the form is asked to show it."""
    if fields.get("step") != LOOK:
        return {"previews": [], "translations": []}
    service = service_of(request)
    shown = fields if motion is None else fill_fields(wording_of(motion), conduct_of(motion)) | fields
    reading = read_fields(shown, rulebook=service.rulebook, kept=Kept())
    rule = service.rulebook.get(reading.conduct["rule_id"])
    if rule is not None and "rule" not in reading.errors:
        rule = bind(rule, reading.conduct["params"])
    draft = draft_of(
        reading.wording,
        number=motion.number if motion else fields.get("number", "").strip(),
        authentic=reading.conduct["authentic"],
    )
    return {"previews": previews_of(draft, rule), "translations": translations_of(draft)}
