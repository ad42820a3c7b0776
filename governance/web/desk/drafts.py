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
    blank_fields,
    fill_fields,
    read_fields,
)
from governance.web.desk.motion_form import changed_rows, conduct_of, form_page, wording_of
from governance.web.desk.pages import desk_page, see, zone_of
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of

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
    return form_page(request, visit, fields, target=NEW, source=source)


@post("/motions/new", sync_to_thread=True)
def take_new(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Draft the motion, or show the form again with one more row, one row less, or what is wrong."""
    fields = dict(visit.form)
    source = fields.get("source", "blank")
    again = changed_rows(fields)
    if again is not None:
        return form_page(request, visit, again, target=NEW, source=source)
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
    return form_page(request, visit, fields, target=NEW, source=source, reading=reading)


@get("/motions/{number:str}/edit", sync_to_thread=True)
def show_edit(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """The form of a draft."""
    motion = _draft(request, number)
    fields = fill_fields(wording_of(motion), conduct_of(motion)) | {"basis": _basis(motion)}
    return form_page(request, visit, fields, target=f"/desk/motions/{number}/edit", motion=motion)


@post("/motions/{number:str}/edit", sync_to_thread=True)
def take_edit(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """Replace the draft, or show the form again. A draft that somebody else has saved meanwhile is not
    overwritten unseen (``draft-changed``)."""
    motion = _draft(request, number)
    target = f"/desk/motions/{number}/edit"
    fields = dict(visit.form)
    again = changed_rows(fields)
    if again is not None:
        return form_page(request, visit, again, target=target, motion=motion)
    service = service_of(request)
    kept = Kept(motion.rule_id, motion.fallback, motion.reopen_when, motion.life)
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
    return form_page(request, visit, fields, target=target, motion=motion, reading=reading)


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
        return wording_of(motion), conduct_of(motion)
    if kind == "template":
        for each in read_motions(service.settings.motions_folder):
            if each.number == number:
                return each.wording(), each.conduct()
        raise Refusal("template-unknown", number=number)
    return None


def _kept(start: Start | None) -> Kept:
    if start is None:
        return Kept()
    wording, conduct = start
    return Kept(conduct["rule_id"], conduct["fallback"], conduct["reopen_when"], wording.get("life"))


def _draft(request: AnyRequest, number: str) -> MotionFacts:
    motion = service_of(request).read(read_motion, number)
    if motion.state != "draft":
        raise Refusal("motion-state", act="revise_draft", state=motion.state)
    return motion


def _basis(motion: MotionFacts) -> str:
    """A fingerprint of the draft as the form was opened on it."""
    parts = (wording_of(motion), conduct_of(motion))
    known = [{name: value for name, value in part.items() if value is not None} for part in parts]
    return hashlib.sha256(canonical.encode(known)).hexdigest()[:16]


def _saved(fields: Fields, number: str) -> Response[bytes]:
    if fields.get("step") == "preview":
        return see(f"/desk/motions/{number}/preview")
    return see(f"/desk/motions/{number}", done="saved")


def _field_of(refusal: Refusal) -> str:
    """Where a refusal of the act is shown: beside the number, or above the whole form."""
    return "number" if refusal.code.startswith("number-") else "form"
