"""Drafting a motion and drafting it again: the form with three languages side by side."""

import hashlib
from typing import Any
from zoneinfo import ZoneInfo

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.acts.draft_motion import draft_motion, revise_draft
from governance.files.motions import read_motions
from governance.refusal import Refusal
from governance.register import canonical
from governance.store.reads.desk_motions import MotionFacts, list_motions, read_motion
from governance.web.desk.motion_fields import (
    Fields,
    Kept,
    Reading,
    add_option,
    blank_fields,
    fill_fields,
    option_places,
    read_fields,
    remove_option,
)
from governance.web.desk.pages import desk_page, say_errors, see, zone_of
from governance.web.desk.rule_cards import rule_cards
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.pages import status_of
from governance.web.service import service_of
from governance.words.localized import pick

NEW = "/desk/motions/new"

Start = tuple[dict[str, Any], dict[str, Any]]
"""Wording and conduct, as the act of drafting takes them."""


@get("/motions/new", sync_to_thread=True)
def show_new(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """What a motion can be started from; and its form, once that is chosen (``?from=``)."""
    source = request.query_params.get("from")
    if source is None:
        return _offer_starts(request, visit)
    start = _start(request, source)
    fields = fill_fields(*start) if start else blank_fields()
    return _form(request, visit, fields, target=NEW, source=source)


@post("/motions/new", sync_to_thread=True)
def take_new(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Draft the motion, or show the form again with one more row, one row less, or what is wrong."""
    fields = dict(visit.form)
    source = fields.get("source", "blank")
    again = _change_rows(fields)
    if again is not None:
        return _form(request, visit, again, target=NEW, source=source)
    service = service_of(request)
    kept = _kept(_start(request, source))
    reading = read_fields(fields, rulebook=service.rulebook, kept=kept)
    number = fields.get("number", "").strip()
    if not reading.errors:
        try:
            now = service.now()
            drafted = service.do(
                draft_motion,
                wording=reading.wording,
                conduct=reading.conduct,
                year=now.astimezone(ZoneInfo(zone_of(request))).year,
                number=number or None,
                now=now,
            )
            return _saved(fields, drafted)
        except Refusal as refusal:
            reading.errors[_field_of(refusal)] = refusal
    return _form(request, visit, fields, target=NEW, source=source, reading=reading)


@get("/motions/{number:str}/edit", sync_to_thread=True)
def show_edit(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """The form of a draft."""
    motion = _draft(request, number)
    fields = fill_fields(_wording(motion), _conduct(motion)) | {"basis": _basis(motion)}
    return _form(request, visit, fields, target=f"/desk/motions/{number}/edit", motion=motion)


@post("/motions/{number:str}/edit", sync_to_thread=True)
def take_edit(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """Replace the draft, or show the form again. A draft that somebody else has saved meanwhile is not
    overwritten unseen (``draft-changed``)."""
    motion = _draft(request, number)
    target = f"/desk/motions/{number}/edit"
    fields = dict(visit.form)
    again = _change_rows(fields)
    if again is not None:
        return _form(request, visit, again, target=target, motion=motion)
    service = service_of(request)
    kept = Kept(motion.rule_id, motion.fallback, motion.reopen_when)
    reading = read_fields(fields, rulebook=service.rulebook, kept=kept)
    if fields.get("basis") != _basis(motion):
        reading.errors["form"] = Refusal("draft-changed")
        fields["basis"] = _basis(motion)
    if not reading.errors:
        try:
            service.do(revise_draft, number=number, wording=reading.wording, conduct=reading.conduct)
            return _saved(fields, number)
        except Refusal as refusal:
            reading.errors[_field_of(refusal)] = refusal
    return _form(request, visit, fields, target=target, motion=motion, reading=reading)


def _offer_starts(request: AnyRequest, visit: Visit) -> Response[bytes]:
    service = service_of(request)
    templates = read_motions(service.settings.motions_folder)
    return desk_page(request, visit, "new.html", templates=templates, motions=service.read(list_motions))


def _start(request: AnyRequest, source: str) -> Start | None:
    """What ``source`` names: a template's or an earlier motion's wording and conduct, or nothing (``blank``)."""
    kind, _, number = source.partition(":")
    service = service_of(request)
    if kind == "motion":
        motion = service.read(read_motion, number)
        return _wording(motion), _conduct(motion)
    if kind == "template":
        for each in read_motions(service.settings.motions_folder):
            if each.number == number:
                return each.wording(), each.conduct()
        raise Refusal("template-unknown", number=number)
    return None


def _kept(start: Start | None) -> Kept:
    if start is None:
        return Kept()
    conduct = start[1]
    return Kept(conduct["rule_id"], conduct["fallback"], conduct["reopen_when"])


def _draft(request: AnyRequest, number: str) -> MotionFacts:
    motion = service_of(request).read(read_motion, number)
    if motion.state != "draft":
        raise Refusal("motion-state", act="revise_draft", state=motion.state)
    return motion


def _wording(motion: MotionFacts) -> dict[str, Any]:
    return {
        "title": motion.title,
        "question": motion.question,
        "text": motion.text,
        "no_decision": motion.no_decision,
        "options": list(motion.options),
    }


def _conduct(motion: MotionFacts) -> dict[str, Any]:
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


def _basis(motion: MotionFacts) -> str:
    """A fingerprint of the draft as the form was opened on it."""
    known = {name: value for name, value in _conduct(motion).items() if value is not None}
    return hashlib.sha256(canonical.encode([_wording(motion), known])).hexdigest()[:16]


def _change_rows(fields: Fields) -> Fields | None:
    """The fields with a row of options more or less, where one of those buttons was pressed."""
    step = fields.get("step", "")
    if step == "add-option":
        return add_option(fields)
    if step.startswith("remove-option-"):
        return remove_option(fields, step.removeprefix("remove-option-"))
    return None


def _saved(fields: Fields, number: str) -> Response[bytes]:
    if fields.get("step") == "preview":
        return see(f"/desk/motions/{number}/preview")
    return see(f"/desk/motions/{number}", done="saved")


def _field_of(refusal: Refusal) -> str:
    """Where a refusal of the act is shown: beside the number, or above the whole form."""
    return "number" if refusal.code.startswith("number-") else "form"


def _form(
    request: AnyRequest,
    visit: Visit,
    fields: Fields,
    *,
    target: str,
    source: str = "",
    motion: MotionFacts | None = None,
    reading: Reading | None = None,
) -> Response[bytes]:
    """The form with these fields; with errors it is answered 422 (or as its one error is)."""
    service = service_of(request)
    errors = reading.errors if reading else {}
    status = 200
    if errors:
        status = status_of(errors["form"].code) if set(errors) == {"form"} else 422
    first, others = rule_cards(service.rulebook)
    kept = motion.fallback if motion else None
    return desk_page(
        request,
        visit,
        "motion_form.html",
        status=status,
        target=target,
        source=source,
        motion=motion,
        keeps_fallback=bool(kept),
        fields=fields,
        places=option_places(fields),
        errors=say_errors(errors, zone_of(request)),
        first=first,
        others=others,
        heading=pick(motion.title, authentic=motion.authentic).text if motion else "",
    )
