"""The actions of all resolutions: what is to be done, by whom, until when, and how far it has come."""

from typing import Any

from litestar import Request, Response, get

from governance.rules.actions import STATES
from governance.store.reads.actions import ActionFacts, list_actions
from governance.web.pages import render
from governance.web.security import language_of
from governance.web.service import service_of
from governance.words.follow_ups import action_state_label
from governance.words.speak import speaking

LATE = "late"
ASKED = ("member", "state", "motion")


@get("/actions", sync_to_thread=True)
def actions(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Every action, or those of a ``member``, in a ``state`` (``late``: open, and its day is over), of a ``motion``."""
    service = service_of(request)
    now = service.now()
    everything = service.read(list_actions)
    asked = {name: request.query_params.get(name, "").strip() for name in ASKED}
    with speaking(language_of(request)):
        states = [(state, action_state_label(state)) for state in (*STATES, LATE)]
    found = [each for each in everything if _is_wanted(each, asked, late=each.is_late(now))]
    return render(
        request,
        "public/actions.html",
        public=True,
        actions=found,
        late={each.id for each in found if each.is_late(now)},
        everything=bool(everything),
        members=[(code, code) for code in sorted({each.progress.member for each in everything} - {""})],
        states=states,
        motions=[(number, number) for number in sorted({each.motion for each in everything}, reverse=True)],
        asked=asked,
        filtered=any(asked.values()),
    )


def _is_wanted(action: ActionFacts, asked: dict[str, str], *, late: bool) -> bool:
    state = asked["state"]
    return (
        asked["member"] in ("", action.progress.member)
        and asked["motion"] in ("", action.motion)
        and (state in ("", action.progress.state) or (state == LATE and late))
    )
