"""A second factor at the desk: set up, asked for, lost, taken away."""

import base64
import re
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from governance.access.second_factor import STEP, matching_step
from governance.store.tables.accounts import DeskSession
from governance.store.tables.second_factors import RecoveryCode, SecondFactor
from tests.equipment.forms import texts
from tests.equipment.looking import rows
from tests.equipment.network import NetworkAtHand
from tests.web.desk.conftest import PASSWORD, SECRETARY, Browser, error_of

PAGE = "/desk/account/second-factor"


def digits(secret: str, network: NetworkAtHand, steps: int = 0) -> str:
    """What an authenticator that has the secret shows, so many half minutes from now."""
    raw = base64.b32decode(secret + "=" * (-len(secret) % 8))
    at = int(network.now().timestamp()) + steps * STEP
    return TOTP(raw, 6, SHA1(), STEP).generate(at).decode()


def set_up(secretary: Browser, network: NetworkAtHand) -> tuple[str, list[str]]:
    """Set one up; answers its secret and the recovery codes."""
    begun = secretary.send(PAGE, step="begin")
    found = re.search(r">([A-Z2-7]{39})<", begun.text)
    assert found and "<svg" in begun.text and "style=" not in begun.text
    confirmed = secretary.again(begun, "/second-factor", step="confirm", code=digits(found[1], network))
    codes = re.findall(r">((?:[A-Z2-9]{6}-){3}[A-Z2-9]{6})<", confirmed.text)
    assert len(codes) == 10
    return found[1], codes


def sign_in(browser: Browser, second: str) -> str:
    """Sign in with the password and this; answers where it led."""
    page = browser.send("/desk/sign-in", email=SECRETARY, password=PASSWORD, second=second)
    return page.url.path.rstrip("/")


def test_the_sign_in_asks_for_it_and_takes_each_digits_once(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """The password alone opens nothing; digits of this half minute do, and only once."""
    secret, _codes = set_up(secretary, network)
    secretary.client.cookies.clear()
    assert sign_in(secretary, "") == "/desk/sign-in"
    assert sign_in(secretary, digits(secret, network)) == "/desk/sign-in"  # taken when it was set up
    network.clock.at += timedelta(seconds=STEP)
    assert sign_in(secretary, digits(secret, network)) == "/desk"
    secretary.client.cookies.clear()
    assert sign_in(secretary, digits(secret, network)) == "/desk/sign-in"


def test_a_recovery_code_is_good_once(secretary: Browser, network: NetworkAtHand) -> None:
    """However it is typed; the database knows its hash alone."""
    _secret, codes = set_up(secretary, network)
    secretary.client.cookies.clear()
    assert sign_in(secretary, codes[0].lower().replace("-", " ")) == "/desk"
    secretary.client.cookies.clear()
    assert sign_in(secretary, codes[0]) == "/desk/sign-in"
    assert codes[1] not in str(rows(network.service, RecoveryCode))


def test_guessing_it_is_slowed_like_guessing_a_password(secretary: Browser, network: NetworkAtHand) -> None:
    """Five wrong codes, then a wait; no account is ever locked."""
    set_up(secretary, network)
    secretary.client.cookies.clear()
    for _ in range(5):
        page = secretary.send("/desk/sign-in", email=SECRETARY, password=PASSWORD, second="000000")
        assert "second-factor-wrong" in page.text
    assert secretary.sign_in(SECRETARY).status_code == 429
    assert sum(row.ended_at is None for row in rows(network.service, DeskSession)) == 1


def test_a_wrong_first_code_sets_up_nothing(secretary: Browser, network: NetworkAtHand) -> None:
    """Whoever mistyped the secret is not locked out: the sign-in asks for nothing yet."""
    begun = secretary.send(PAGE, step="begin")
    page = secretary.again(begun, "/second-factor", step="confirm", code="000000")
    assert error_of(page, "code")
    secretary.client.cookies.clear()
    assert sign_in(secretary, "") == "/desk"
    assert rows(network.service, RecoveryCode) == []


def test_who_takes_it_away_has_to_hold_it(secretary: Browser, network: NetworkAtHand) -> None:
    """A session left open does not disarm the account."""
    _secret, codes = set_up(secretary, network)
    assert error_of(secretary.send(PAGE, step="remove", code="000000"), "code")
    assert "is taken away" in texts(secretary.send(PAGE, step="remove", code=codes[3]))
    assert rows(network.service, SecondFactor) == rows(network.service, RecoveryCode) == []


def test_the_secret_is_kept_wrapped(secretary: Browser, network: NetworkAtHand) -> None:
    """Whoever has the database alone cannot make the digits."""
    secret, _codes = set_up(secretary, network)
    raw = base64.b32decode(secret + "=")
    [kept] = rows(network.service, SecondFactor)
    assert raw not in kept.wrapped and len(raw) == 24


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_telephone_s_clock_may_be_half_a_minute_off(
    network: NetworkAtHand, steps: int, taken: bool
) -> None:
    """RFC 6238, 5.2: one step before and one after, no more; nothing that is not six digits."""
    secret = "A" * 39
    raw = base64.b32decode(secret + "=")
    given = digits(secret, network, steps)
    assert (matching_step(raw, given, after=0, now=network.now()) is not None) is taken
    for odd in ("", "12345", "١٢٣٤٥٦", "\ud800"):
        assert matching_step(raw, odd, after=0, now=network.now()) is None
