"""The desk's written answers to what members said of a motion."""

import secrets
from uuid import UUID

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.acts.answer_contribution import answer_contribution
from governance.refusal import Refusal
from governance.web.desk.motions import motion_page
from governance.web.desk.pages import see
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of


@post("/motions/{number:str}/contributions/{contribution:str}/answer", sync_to_thread=True)
def take_answer(
    request: AnyRequest, visit: NamedDependency[Visit], number: FromPath[str], contribution: FromPath[str]
) -> Response[bytes]:
    """Publish the answer, or show the motion again with what is wrong above it and the answer as it was typed."""
    service = service_of(request)
    try:
        service.do(
            answer_contribution,
            number=number,
            contribution_id=_id(contribution),
            answer=visit.form.get("answer", ""),
            salt=secrets.token_bytes(32),
            now=service.now(),
        )
    except Refusal as refusal:
        if refusal.code not in ("answer-empty", "answer-given", "reason-too-long"):
            raise
        typed = {contribution: visit.form.get("answer", "")}
        return motion_page(request, visit, number, errors={f"said-{contribution}": refusal}, answers=typed)
    return see(f"/desk/motions/{number}", done="answered")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refusal("contribution-unknown") from None
