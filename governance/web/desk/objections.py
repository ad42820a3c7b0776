"""The desk's written answers to the objections of a closed ballot."""

import secrets

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.acts.answer_objection import answer_objection
from governance.refusal import Refusal
from governance.web.desk.ballots import ballot_page, find_ballot
from governance.web.desk.pages import see
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of


@post("/ballots/{ballot_id:str}/objections/{seat:str}/{option:str}/answer", sync_to_thread=True)
def take_objection_answer(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    ballot_id: FromPath[str],
    seat: FromPath[str],
    option: FromPath[str],
) -> Response[bytes]:
    """Publish the answer, or show the ballot again with what is wrong, and the answer as it was typed."""
    service = service_of(request)
    ballot = find_ballot(request, ballot_id)
    answer = visit.form.get("answer", "")
    try:
        service.do(
            answer_objection,
            ballot_id=ballot.id,
            seat=seat,
            option=option,
            answer=answer,
            salt=secrets.token_bytes(32),
            now=service.now(),
        )
    except Refusal as refusal:
        if refusal.code not in ("answer-empty", "answer-given", "reason-too-long"):
            raise
        typed = {f"{seat}-{option}": answer}
        return ballot_page(request, visit, ballot, errors={f"said-{seat}-{option}": refusal}, answers=typed)
    return see(f"/desk/ballots/{ballot.id}", done="answered")
