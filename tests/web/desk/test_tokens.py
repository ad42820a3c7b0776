"""Tokens of programs at the desk: shown once, ended at once."""

import re

from governance.store.tables.tokens import ApiToken
from tests.equipment.forms import texts
from tests.equipment.looking import rows
from tests.equipment.network import NetworkAtHand
from tests.web.desk.conftest import SECRETARY, Browser, error_of


def test_a_token_is_shown_once_and_kept_as_a_hash(secretary: Browser, network: NetworkAtHand) -> None:
    """The page that made it shows it; no later page does, and the database never had it."""
    made = secretary.send("/desk/tokens", name="Réunion", days="30", **{"scope-read": "yes"})
    found = re.search(r"gov_[\w-]{43}", made.text)
    assert found and found[0] not in secretary.get("/desk/tokens").text
    [token] = rows(network.service, ApiToken)
    assert found[0] not in str(token) and (token.scopes, token.made_by) == (["read"], SECRETARY)


def test_a_token_ends_at_the_press_of_a_button(secretary: Browser, network: NetworkAtHand) -> None:
    """Ended is ended, and the list says so."""
    page = secretary.send("/desk/tokens", name="Old", days="30", **{"scope-ballots": "yes"})
    ended = secretary.again(page, "/revoke")
    assert "The token has ended." in texts(ended)
    [token] = rows(network.service, ApiToken)
    assert token.revoked_at == network.now()


def test_a_token_says_what_it_is_for_and_until_when(secretary: Browser, network: NetworkAtHand) -> None:
    """No name, no purpose, no end: each is said beside its field, and nothing is made."""
    assert error_of(secretary.send("/desk/tokens", name=" ", days="30", **{"scope-read": "yes"}), "name")
    assert "at least one of" in texts(secretary.send("/desk/tokens", name="x", days="30"))
    for days in ("0", "400", "x", ""):
        page = secretary.send("/desk/tokens", name="x", days=days, **{"scope-read": "yes"})
        assert error_of(page, "days")
    assert rows(network.service, ApiToken) == []
