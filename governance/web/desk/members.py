"""The members at the desk: who sits for each, on any day; and what the desk writes down about one of them."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.acts.appoint import appoint, end_mandate
from governance.acts.change_address import change_address
from governance.acts.change_membership import depart_member, reinstate_member, suspend_member
from governance.acts.note_absence import note_absence, strike_absence
from governance.refusal import Refusal
from governance.store.reads.desk_members import DeskMember, read_desk_member, seated_at
from governance.web.desk.confirmations import read_reason
from governance.web.desk.days import read_first, read_last
from governance.web.desk.pages import desk_page, say_errors, see, zone_of
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of
from governance.web.statuses import status_of
from governance.words.languages import LANGUAGES
from governance.zones import noon_of

Form = Mapping[str, str]


@get("/members", sync_to_thread=True)
def show_members(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Who sits for every member: now, or on the day asked for (``?on=``)."""
    service, on = service_of(request), request.query_params.get("on", "")
    at, errors = service.now(), {}
    try:
        at = noon_of(on, zone_of(request)) if on else at
    except Refusal as refusal:
        errors["on"] = refusal
    return desk_page(
        request,
        visit,
        "members.html",
        status=422 if errors else 200,
        on=on,
        at=at,
        seated=service.read(seated_at, at=at),
        errors=say_errors(errors, zone_of(request)),
    )


@get("/members/{code:str}", sync_to_thread=True)
def show_member(request: AnyRequest, visit: NamedDependency[Visit], code: FromPath[str]) -> Response[bytes]:
    """One member: its mandates over time, and what can be written down."""
    return _member_page(request, visit, code)


@post("/members/{code:str}", sync_to_thread=True)
def take_member(request: AnyRequest, visit: NamedDependency[Visit], code: FromPath[str]) -> Response[bytes]:
    """Do what the pressed button says."""
    step = visit.form.get("step", "")
    if step not in STEPS:
        raise Refusal("form-malformed")
    _find(request, code)
    try:
        STEPS[step](request, visit.form, code)
    except Refusal as refusal:
        return _member_page(request, visit, code, errors={_field_of(step, refusal): refusal})
    return see(f"/desk/members/{code}", done=f"member-{step}")


def _appoint(request: AnyRequest, form: Form, code: str) -> None:
    service, now, zone = service_of(request), service_of(request).now(), zone_of(request)
    service.do(
        appoint,
        member=code,
        role=form.get("role", ""),
        title=_texts(form, "title"),
        email=form.get("email", "").strip().lower(),
        language=form.get("language", ""),
        salt=secrets.token_bytes(16),
        opens_at=read_first(form, "from", zone=zone, now=now),
        closes_at=read_last(form, "last", zone=zone),
        vault=service.vault,
        now=now,
    )


def _end(request: AnyRequest, form: Form, code: str) -> None:
    service, ends_at = service_of(request), read_last(form, "ends", zone=zone_of(request))
    service.do(
        end_mandate,
        mandate_id=_id(form, "mandate"),
        ends_at=ends_at,
        vault=service.vault,
        now=service.now(),
    )


def _change_address(request: AnyRequest, form: Form, code: str) -> None:
    service = service_of(request)
    service.do(
        change_address,
        member=code,
        role=form.get("whose", ""),
        email=form.get("address", "").strip().lower(),
        vault=service.vault,
        now=service.now(),
    )


def _suspend(request: AnyRequest, form: Form, code: str) -> None:
    service, until = service_of(request), read_last(form, "until", zone=zone_of(request))
    reason = read_reason(form, "reason")
    service.do(suspend_member, code=code, reason=reason, until=until, now=service.now())


def _reinstate(request: AnyRequest, form: Form, code: str) -> None:
    service_of(request).do(reinstate_member, code=code, now=service_of(request).now())


def _depart(request: AnyRequest, form: Form, code: str) -> None:
    if form.get("sure") != "yes":
        raise Refusal("departure-unconfirmed")
    service = service_of(request)
    service.do(depart_member, code=code, vault=service.vault, now=service.now())


def _note_absence(request: AnyRequest, form: Form, code: str) -> None:
    service, now, zone = service_of(request), service_of(request).now(), zone_of(request)
    first, last = read_first(form, "away", zone=zone, now=now), read_last(form, "back", zone=zone)
    if first is None or last is None:
        raise Refusal("date-malformed")
    service.do(note_absence, member=code, opens_at=first, closes_at=last, now=now)


def _strike_absence(request: AnyRequest, form: Form, code: str) -> None:
    service_of(request).do(strike_absence, absence_id=_id(form, "absence"))


STEPS: Mapping[str, Callable[[AnyRequest, Form, str], None]] = {
    "appoint": _appoint,
    "end": _end,
    "address": _change_address,
    "suspend": _suspend,
    "reinstate": _reinstate,
    "depart": _depart,
    "absence": _note_absence,
    "presence": _strike_absence,
}
"""What the buttons of the page do."""

FIELDS = {
    "appoint": {
        "title-missing-mandate": "title-fr",
        "address-malformed": "email",
        "address-taken": "email",
        "period-past": "from",
        "period-reversed": "last",
        "date-malformed": "from",
    },
    "address": {"address-malformed": "address"},
    "suspend": {"reason-missing-desk": "reason", "reason-too-long": "reason", "period-reversed": "until"},
    "absence": {"date-malformed": "away", "period-reversed": "back", "period-past": "back"},
}
"""For each step, the field that a refusal is about; otherwise it is shown at the head of the page."""


def _field_of(step: str, refusal: Refusal) -> str:
    return FIELDS.get(step, {}).get(refusal.code, "form")


def _texts(form: Form, name: str) -> dict[str, str]:
    found = {language: form.get(f"{name}-{language}", "").strip() for language in LANGUAGES}
    return {language: text for language, text in found.items() if text}


def _id(form: Form, name: str) -> UUID:
    try:
        return UUID(form.get(name, ""))
    except ValueError:
        raise Refusal("form-malformed") from None


def _find(request: AnyRequest, code: str) -> DeskMember:
    found = service_of(request).read(read_desk_member, code)
    if found is None:
        raise Refusal("member-unknown", member=code)
    return found


def _member_page(
    request: AnyRequest, visit: Visit, code: str, *, errors: dict[str, Refusal] | None = None
) -> Response[bytes]:
    member, now = _find(request, code), service_of(request).now()
    return desk_page(
        request,
        visit,
        "member.html",
        status=status_of(next(iter(errors.values())).code) if errors else 200,
        member=member,
        running=[each for each in member.mandates if each.closes_at is None or each.closes_at > now],
        suspended=_running(member, now),
        fields=visit.form,
        errors=say_errors(errors or {}, zone_of(request)),
    )


def _running(member: DeskMember, now: datetime) -> object:
    runs = (each for each in member.suspensions if each.closes_at is None or each.closes_at > now)
    return next(runs, None)
