"""Who gets in at the desk, how long, and what a form must carry."""

import dataclasses
from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.datastructures import State
from litestar.testing import TestClient

from governance.access.passwords import is_outdated
from governance.store.tables.accounts import Account, DeskSession
from governance.web.desk.routes import routes
from governance.web.security import guard
from tests.equipment.forms import form_to, texts
from tests.equipment.looking import fingerprint, rows
from tests.equipment.network import ORIGIN, NetworkAtHand
from tests.web.desk.conftest import HASH, PASSWORD, SECRETARY, Browser

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def test_a_stranger_is_led_to_the_sign_in_and_back_to_the_page(stranger: Browser) -> None:
    """Who is not signed in signs in, and sees the page that was wanted."""
    page = stranger.get("/desk/motions")
    assert page.url.path == "/desk/sign-in"
    shown = stranger.again(page, "/desk/sign-in", email=SECRETARY, password=PASSWORD)
    assert shown.url.path == "/desk/motions"


@pytest.mark.parametrize(
    "wanted",
    ["https://example.org/", "//example.org", "/desk//example.org", "/motions", "/desk/\\x", "/deskx"],
)
def test_signing_in_leads_only_to_the_desk(stranger: Browser, wanted: str) -> None:
    """An address that is no page of the desk is not followed after signing in."""
    page = stranger.client.get("/desk/sign-in", params={"next": wanted})
    shown = stranger.again(page, "/desk/sign-in", email=SECRETARY, password=PASSWORD)
    assert shown.url.path.rstrip("/") == "/desk"


def test_the_cookie_is_kept_from_scripts_and_other_sites(stranger: Browser) -> None:
    """HttpOnly, SameSite=Lax, for the whole host; the database knows only its hash."""
    _page, form = stranger.form("/desk/sign-in")
    sent = form.fields | {"email": SECRETARY, "password": PASSWORD}
    response = stranger.client.post("/desk/sign-in", data=sent, follow_redirects=False)
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("desk-1=")
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}


def test_over_https_the_cookie_is_bound_to_the_host(network: NetworkAtHand) -> None:
    """Secure, and named so that browsers take it from this host alone."""
    settings = network.service.settings.model_copy(update={"base_url": "https://governance.example.org"})
    service = dataclasses.replace(network.service, settings=settings)
    app = Litestar(route_handlers=routes, state=State({"service": service}), openapi_config=None)
    with TestClient(guard(app, secure=True), base_url="https://governance.example.org") as client:
        sent = {"email": SECRETARY, "password": PASSWORD}
        cookie = client.post("/desk/sign-in", data=sent, follow_redirects=False).headers["set-cookie"]
        assert cookie.startswith("__Host-desk-1=")
        assert {"secure", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}
        assert client.get("/desk").url.path.rstrip("/") == "/desk"


def test_a_session_gets_a_new_id_at_every_sign_in(secretary: Browser, network: NetworkAtHand) -> None:
    """An id that was there before the password was given is never the one that opens the desk afterwards."""
    before = secretary.client.cookies["desk-1"]
    secretary.sign_in(SECRETARY)
    assert secretary.client.cookies["desk-1"] != before
    kept = rows(network.service, DeskSession)
    assert sorted(row.ended_at is None for row in kept) == [False, True]
    assert before not in str(kept)


def test_signing_out_ends_the_session(secretary: Browser) -> None:
    """After leaving, the old cookie opens nothing."""
    cookie = secretary.client.cookies["desk-1"]
    secretary.send("/desk", "/desk/sign-out")
    secretary.client.cookies.set("desk-1", cookie)
    assert secretary.get("/desk").url.path == "/desk/sign-in"


@pytest.mark.parametrize(
    ("visits", "open_"),
    [([119 * MINUTE], True), ([120 * MINUTE], False), ([HOUR] * 11, True), ([HOUR] * 12, False)],
    ids=["119 minutes idle", "2 hours idle", "11 hours in use", "12 hours in use"],
)
def test_a_session_ends_after_two_idle_hours_and_after_twelve(
    secretary: Browser, network: NetworkAtHand, visits: list[timedelta], open_: bool
) -> None:
    """Idle limit 2 h, absolute limit 12 h, both half-open."""
    for wait in visits[:-1]:
        network.clock.at += wait
        page, form = secretary.form("/desk/motions/new?from=blank", "/desk/motions/new")
        form.submit(secretary.client, page)
    network.clock.at += visits[-1]
    page = secretary.get("/desk")
    assert (page.url.path.rstrip("/") == "/desk") is open_


def test_looking_writes_nothing_and_a_form_prolongs_the_session(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """Pages of the desk change nothing in the database, however long they are read; a form that is sent does."""
    before = fingerprint(network.service)
    network.clock.at += timedelta(minutes=90)
    for path in ("/desk", "/desk/motions", "/desk/motions/new"):
        assert secretary.get(path).status_code == 200
    assert fingerprint(network.service) == before
    page, form = secretary.form("/desk/motions/new?from=blank", "/desk/motions/new")
    form.submit(secretary.client, page)
    [session] = rows(network.service, DeskSession)
    assert session.seen_at == network.now()


def test_a_form_without_the_session_s_key_is_offered_again_and_changes_nothing(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """A form of an earlier session is not taken; what was typed comes back under a button."""
    page, form = secretary.form("/desk/motions/new?from=blank", "/desk/motions/new")
    form.fields |= {"title-fr": "Cotisation 2027", "rule": "consensus-tous", "form_key": "of another session"}
    before = fingerprint(network.service)
    answer = form.submit(secretary.client, page)
    assert answer.status_code == 409
    assert fingerprint(network.service) == before
    saved = secretary.again(answer, "/desk/motions/new")
    assert saved.url.path == "/desk/motions/2026-01"
    assert "Cotisation 2027" in saved.text


def test_what_was_typed_survives_the_end_of_a_session(secretary: Browser, network: NetworkAtHand) -> None:
    """A form that arrives after the session has ended asks to sign in, then goes on with every field."""
    page, form = secretary.form("/desk/motions/new?from=blank", "/desk/motions/new")
    form.fields |= {"title-fr": "Cotisation", "text-fr": "Une ligne.\n\nUne autre.", "rule": "consensus-tous"}
    network.clock.at += 3 * HOUR
    asked = form.submit(secretary.client, page)
    assert asked.status_code == 403
    carried = secretary.again(asked, "/desk/sign-in", email=SECRETARY, password=PASSWORD)
    assert carried.status_code == 200
    saved = secretary.again(carried, "/desk/motions/new")
    assert saved.url.path == "/desk/motions/2026-01"
    assert form_to(secretary.get("/desk/motions/2026-01/edit"), "/edit").fields["text-fr"] == (
        "Une ligne.\n\nUne autre."
    )


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://example.com"}], ids=["fetch", "origin"]
)
@pytest.mark.parametrize("path", ["/desk/sign-in", "/desk/sign-out", "/desk/motions/new"])
def test_a_form_from_another_site_is_refused(secretary: Browser, path: str, headers: dict[str, str]) -> None:
    """Even with the right key, even the sign-in."""
    sent = {"form_key": secretary.form_key, "email": SECRETARY, "password": PASSWORD}
    answer = secretary.client.post(path, data=sent, headers=headers)
    assert answer.status_code == 403
    assert "origin-foreign" in answer.text


def test_a_form_of_our_own_is_taken(secretary: Browser) -> None:
    """The origin of the service itself is not foreign."""
    sent = {"form_key": secretary.form_key, "title-fr": "T", "rule": "consensus-tous", "authentic": "fr"}
    sent |= {"notice": "10", "open_for": "14", "reminders": ""}
    assert (
        secretary.client.post("/desk/motions/new", data=sent, headers={"origin": ORIGIN}).status_code == 200
    )


def test_an_observer_reads_every_page_and_changes_nothing(
    observer: Browser, secretary: Browser, network: NetworkAtHand
) -> None:
    """Every POST of an observer is refused, by its own sentence, and leaves no trace."""
    ballot = network.put("2026-01", "test-positions")
    draft = network.draft("2026-02", "test-positions")
    pages = ["/desk", "/desk/motions", "/desk/motions/new?from=blank", "/desk/motions/2026-01"]
    pages += [f"/desk/motions/{draft}/{page}" for page in ("edit", "preview", "table", "withdraw")]
    pages += [f"/desk/ballots/{ballot}{page}" for page in ("", "/extend", "/stop", "/seats/CE3M")]
    for path in pages:
        assert observer.get(path).status_code == 200, path
    posts = ["/desk/motions/new", f"/desk/motions/{draft}/edit", f"/desk/motions/{draft}/table"]
    posts += [f"/desk/motions/{draft}/{page}" for page in ("withdraw", "open")]
    posts += [f"/desk/ballots/{ballot}{page}" for page in ("/extend", "/stop", "/seats/CE3M")]
    posts.append("/desk/resolutions/R-2026-01/sign")
    before = fingerprint(network.service)
    for path in posts:
        answer = observer.client.post(
            path, data={"form_key": observer.form_key, "step": "recuse", "reason": "x"}
        )
        assert (answer.status_code, "observer-reads-only" in answer.text) == (403, True), path
    assert fingerprint(network.service) == before


def test_an_observer_may_leave(observer: Browser) -> None:
    """Signing out is no change."""
    assert observer.send("/desk", "/desk/sign-out").url.path == "/desk/sign-in"


@pytest.mark.parametrize("email", [SECRETARY, "nobody@example.org"])
def test_a_wrong_password_and_no_account_look_alike(stranger: Browser, email: str) -> None:
    """The refusal tells nothing about which accounts there are, nor does the wait that follows."""
    for _ in range(5):
        page = stranger.sign_in(email, "not the password")
        assert page.status_code == 403
        assert "do not go together" in texts(page)
        assert form_to(page, "/desk/sign-in").fields["email"] == email
    page = stranger.sign_in(email)
    assert page.status_code == 429
    assert "wait 5 seconds" in texts(page)
    assert page.headers["retry-after"] == "5"


def test_after_waiting_the_right_password_opens(stranger: Browser, network: NetworkAtHand) -> None:
    """Throttling slows; it never locks an account."""
    for _ in range(5):
        stranger.sign_in(SECRETARY, "not the password")
    network.clock.at += timedelta(seconds=5)
    assert stranger.sign_in(SECRETARY).url.path.rstrip("/") == "/desk"


def test_the_hash_is_renewed_when_parameters_have_changed(
    stranger: Browser, network: NetworkAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signing in replaces a hash that was made with other parameters."""
    monkeypatch.setattr("governance.access.passwords.is_outdated", lambda _stored: True)
    stranger.sign_in(SECRETARY)
    [account] = rows(network.service, Account, email=SECRETARY)
    assert account.password_hash != HASH
    monkeypatch.undo()
    assert not is_outdated(account.password_hash)
    assert stranger.sign_in(SECRETARY).url.path.rstrip("/") == "/desk"
