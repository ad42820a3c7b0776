"""What all pages of the desk share: their frame, their redirects, and the page that a refusal becomes here."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from litestar import Response

from governance.refusal import Refusal
from governance.store.reads.public_network import read_network
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.pages import refusal_page, render
from governance.web.service import service_of
from governance.web.statuses import status_of
from governance.words.refusals import RefusalWords, say_refusal

HOME = "/desk"
SIGN_IN = "/desk/sign-in"


def desk_page(
    request: AnyRequest, visit: Visit, template: str, *, status: int = 200, **facts: Any
) -> Response[bytes]:
    """The page ``templates/pages/desk/<template>`` in the desk's frame."""
    done = request.query_params.get("done", "")
    return render(request, f"desk/{template}", status=status, visit=visit, done=done, **facts)


def see(path: str, **query: str) -> Response[bytes]:
    """After a form: the page to look at instead (303), its ``path`` as people read it."""
    address = quote(path) + ("?" + urlencode(query) if query else "")
    return Response(b"", status_code=303, headers={"location": address}, media_type="text/plain")


def zone_of(request: AnyRequest) -> str:
    """The network's zone, or UTC before there is a network."""
    network = service_of(request).read(read_network)
    return network.zone if network else "UTC"


def say(refusal: Refusal, zone: str) -> RefusalWords:
    """A refusal in the words of the page being made."""
    return say_refusal(refusal, zone=zone)


def say_errors(errors: Mapping[str, Refusal], zone: str) -> dict[str, str]:
    """What to show beside each field: what is wrong and what to do, by the field's name."""
    said = {name: say(refusal, zone) for name, refusal in errors.items()}
    return {name: f"{words.happened} {words.advice}" for name, words in said.items()}


def desk_refusal(request: AnyRequest, refusal: Refusal) -> Response[Any]:
    """The answer to a refusal at the desk. Nothing that was typed is lost: where a session has ended or was
    replaced, the form is carried along and can be sent again."""
    if refusal.code == "sign-in-needed":
        return _ask_to_sign_in(request)
    visit = getattr(request.state, "visit", None)
    if refusal.code == "form-stale" and visit is not None:
        return carry_on(request, visit, request.url.path, request.state.posted, status=409)
    return refusal_page(request, refusal)


def carry_on(
    request: AnyRequest, visit: Visit, path: str, posted: Mapping[str, str], *, status: int = 200
) -> Response[bytes]:
    """A page that holds an earlier form and sends it again, under the session's key, when its button is pressed."""
    return desk_page(request, visit, "carried.html", status=status, target=path, carried=posted)


def sign_in_page(
    request: AnyRequest,
    *,
    status: int = 200,
    target: str = HOME,
    carried: Mapping[str, str] | None = None,
    email: str = "",
    refusal: Refusal | None = None,
) -> Response[bytes]:
    """The page to sign in on; afterwards ``target`` is shown, or ``carried`` offered to be sent there."""
    wait = {"retry-after": str(refusal.facts["retry_after"])} if refusal and status == 429 else None
    return render(
        request,
        "desk/sign_in.html",
        status=status,
        headers=wait,
        target=target,
        carried=carried or {},
        email=email,
        words=say(refusal, "UTC") if refusal else None,
    )


def _ask_to_sign_in(request: AnyRequest) -> Response[bytes]:
    path = request.url.path
    if request.method != "POST":
        return see(SIGN_IN, **({} if path == HOME else {"next": path}))
    posted = getattr(request.state, "posted", {})
    return sign_in_page(
        request,
        status=status_of("sign-in-needed"),
        target=path,
        carried=posted,
        refusal=Refusal("sign-in-needed"),
    )
