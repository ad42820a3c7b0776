"""Amending a tabled motion: a new wording, told to every director, with a new notice period."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.acts.amend_motion import amend_motion
from governance.acts.missing_wording import check_ready_to_table, missing_before_tabling
from governance.refusal import Refusal
from governance.store.reads.desk_motions import MotionFacts, read_motion
from governance.web.desk.motion_fields import Kept, fill_fields, read_fields
from governance.web.desk.motion_form import changed_rows, conduct_of, form_page, wording_of
from governance.web.desk.motions import notice_of
from governance.web.desk.pages import see
from governance.web.desk.steps import rule_of
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of

NOTHING: dict[str, Any] = {
    "title": {},
    "question": {},
    "text": {},
    "no_decision": {},
    "options": [],
    "life": None,
}
"""The wording of a form that was sent empty."""


@get("/motions/{number:str}/amend", sync_to_thread=True)
def show_amend(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """The form of an amendment: text and options, under the rule the motion has."""
    motion = _tabled(request, number)
    fields = fill_fields(wording_of(motion), conduct_of(motion))
    return form_page(request, visit, fields, target=_path(motion), motion=motion, amends=True)


@post("/motions/{number:str}/amend", sync_to_thread=True)
def take_amend(request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str]) -> Response[bytes]:
    """Amend the motion, or show the form again. Rule and times are those it was tabled with."""
    motion = _tabled(request, number)
    fields = fill_fields(NOTHING, conduct_of(motion)) | {
        name: value for name, value in visit.form.items() if _is_shown(name) or name == "step"
    }
    again = changed_rows(fields)
    if again is not None:
        return form_page(request, visit, again, target=_path(motion), motion=motion, amends=True)
    service = service_of(request)
    reading = read_fields(fields, rulebook=service.rulebook, kept=Kept(life=motion.life))
    for name in [each for each in reading.errors if not _is_shown(each)]:
        del reading.errors[name]  # its rule may have been changed in the rulebook since it was tabled
    if not reading.errors:
        try:
            _check_whole(request, motion, reading.wording)
            service.do(
                amend_motion,
                number=number,
                wording=reading.wording,
                notice=notice_of(motion),
                vault=service.vault,
                now=service.now(),
            )
            return see(f"/desk/motions/{number}", done="amended")
        except Refusal as refusal:
            reading.errors["form"] = refusal
    return form_page(
        request, visit, fields, target=_path(motion), motion=motion, reading=reading, amends=True
    )


def _path(motion: MotionFacts) -> str:
    return f"/desk/motions/{motion.number}/amend"


def _tabled(request: AnyRequest, number: str) -> MotionFacts:
    motion = service_of(request).read(read_motion, number)
    if motion.state != "tabled":
        raise Refusal("motion-state", act="amend_motion", state=motion.state)
    return motion


def _is_shown(name: str) -> bool:
    """Whether a field stands in the form of an amendment."""
    return name.startswith(("title-", "question-", "text-", "no_decision-", "option-", "life-"))


def _check_whole(request: AnyRequest, motion: MotionFacts, wording: dict[str, Any]) -> None:
    """What a draft needs before it is tabled, an amendment needs as well."""
    rule = rule_of(service_of(request), motion)
    assert rule is not None  # frozen in the prepared ballot
    check_ready_to_table(
        missing_before_tabling(
            authentic=motion.authentic,
            wording=wording,
            options=wording["options"],
            kind=rule.ballot.kind,
        )
    )
