"""A rule's page at the desk: where it adopts, where it does not, and the least that is enough; no vote is looked at."""

import pytest

from tests.equipment.forms import texts
from tests.equipment.looking import fingerprint
from tests.equipment.network import NetworkAtHand
from tests.web.desk.conftest import Browser, error_of

OUTCOMES = {"en": "Not adopted", "fr": "Non adoptée", "ar": "غير معتمد"}


def test_the_table_says_where_a_rule_adopts(secretary: Browser, network: NetworkAtHand) -> None:
    """For as many seats as there are members: the least that adopts, then each count with its outcome."""
    before = fingerprint(network.service)
    page = texts(secretary.get("/desk/rules/deux-tiers-membres"))
    assert "At least 9 voices in favour are needed" in page
    assert "With 9 voices in favour it is adopted whatever the others do." in page
    assert "9 to 13 any number ✓ Adopted 0 to 8 any number ✕ Not adopted" in page
    assert "27,132" in page
    assert fingerprint(network.service) == before


def test_a_lack_of_answers_and_an_objection_are_told_apart(secretary: Browser) -> None:
    """Where there is no quorum, and where one objection is enough."""
    page = texts(secretary.get("/desk/rules/ag-ordinaire"))
    assert "Not adopted: too few answers" in page
    assert "Not adopted: objection" in texts(secretary.get("/desk/rules/consensus-sans-objection"))
    silence = texts(secretary.get("/desk/rules/procedure-silence"))
    assert "It is adopted as long as nobody is against." in silence
    assert "voices in favour are needed" not in silence


def test_every_count_is_told_on_request(secretary: Browser) -> None:
    """The long table of counts comes when it is asked for, with the values that were tried; not before."""
    address = "/desk/rules/consensus-sans-objection?seats=15"
    assert "Rows: in favour. Columns: against." not in texts(secretary.get(address))
    page = secretary.get(f"{address}&counts=yes")
    assert "Rows: in favour. Columns: against." in texts(page)
    assert 'value="15"' in page.text


def test_seats_and_parameters_can_be_tried(secretary: Browser) -> None:
    """Another number of members, another share: the table follows; what cannot be is named beside its field."""
    address = "/desk/rules/consensus-sans-objection"
    page = secretary.get(f"{address}?seats=15&param-min_support=2/3")
    assert "At least 10 voices in favour are needed" in texts(page)
    for query, field in (
        ("seats=21", "seats"),
        ("seats=many", "seats"),
        ("param-min_support=all", "param-min_support"),
    ):
        page = secretary.get(f"{address}?{query}")
        assert page.status_code == 422
        assert error_of(page, field)


@pytest.mark.parametrize("rule_id", ["schulze", "consensus-systemique", "unsc-substantive"])
def test_a_rule_without_such_a_table_says_so_and_what_it_asks(secretary: Browser, rule_id: str) -> None:
    """Ranks, resistance and several counts have no table by yes and no."""
    page = secretary.get(f"/desk/rules/{rule_id}")
    assert page.status_code == 200
    assert "cannot be rehearsed" in texts(page)


def test_every_rule_has_its_page(secretary: Browser, network: NetworkAtHand) -> None:
    """All that ship; one that is not known is refused."""
    for rule_id in network.service.rulebook:
        assert secretary.get(f"/desk/rules/{rule_id}?seats=5").status_code == 200, rule_id
    assert secretary.get("/desk/rules/nowhere").status_code == 422


@pytest.mark.parametrize("language", OUTCOMES)
def test_the_table_is_told_in_three_languages(secretary: Browser, language: str) -> None:
    """Outcomes and headings in the reader's language."""
    page = secretary.get(f"/desk/rules/majorite-exprimes?lang={language}")
    assert OUTCOMES[language] in texts(page)
    assert f'lang="{language}"' in page.text


def test_the_form_of_a_motion_and_its_page_lead_to_the_table(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """From every rule that can be chosen, beside the page, so that nothing typed is lost; with the motion's values."""
    form = secretary.get("/desk/motions/new?from=blank").text
    assert form.count('href="/desk/rules/') == 7
    network.draft("2026-01", "consensus-sans-objection")
    page = secretary.get("/desk/motions/2026-01").text
    assert "/desk/rules/consensus-sans-objection?param-min_support=1/2" in page


def test_a_stranger_does_not_see_it(stranger: Browser) -> None:
    """The desk asks who is there first."""
    assert stranger.get("/desk/rules/majorite-exprimes").url.path == "/desk/sign-in"
