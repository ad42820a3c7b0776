"""The pages of the members: who speaks for each, and how it has voted where a ballot is closed."""

from governance.acts.declare_recusal import declare_recusal
from tests.equipment.network import TWO_WEEKS
from tests.web.public.conftest import PublicSide
from tests.web.public.test_resolutions import answer

OPTIONS = {"a": "First", "b": "Second", "c": "Third"}


def test_every_member_has_a_page_that_names_functions_and_no_address(public: PublicSide) -> None:
    """The list leads to thirteen pages; each says who speaks for the member."""
    listed = public.page("/members")
    assert listed.count('<a href="/members/') == 13
    for language in ("fr", "ar", "en"):
        text = public.page("/members/CE3M", language)
        assert "CE3M" in text
        assert "@" not in text[text.index("<main") : text.index("</main>")]
    assert "Direction du CE3M" in public.page("/members/CE3M", "fr")


def test_how_a_member_voted_is_told_after_the_close_alone(public: PublicSide) -> None:
    """Before it, the open ballot is not even named; afterwards position and reason link to the resolution."""
    ballot = public.network.put("2026-01", "test-positions")
    public.network.cast(ballot, "MNC", answer("block", "Too <dear>."))
    before = public.page("/members/MNC")
    assert "2026-01" not in before
    assert "No ballot with this member on the roll has closed yet." in before
    public.network.clock.at += TWO_WEEKS
    public.close(ballot)
    after = public.page("/members/MNC")
    assert "MNC objects to the motion." in after
    assert "Too &lt;dear&gt;." in after
    assert 'href="/resolutions/R-2026-01"' in after
    assert "No answer" in public.page("/members/CE3M")


def test_stepping_out_is_told_with_its_reason_and_options_by_name(public: PublicSide) -> None:
    """A recusal is no silence; a round without resolution leads to its motion."""
    ballot = public.network.put("2026-01", "pluralite-majoritaire", options=OPTIONS)
    facts = {"seat": "SOL", "reason": "Supplier.", "salt": bytes(32), "now": public.network.now()}
    public.network.service.do(declare_recusal, ballot_id=ballot, **facts)
    for seat, option in {"CE3M": "a", "MNC": "a", "OTT": "b", "BIO": "b", "AHP": "c"}.items():
        public.network.cast(ballot, seat, {"choice": option})
    public.network.clock.at += TWO_WEEKS
    assert public.close(ballot).number is None
    assert "Supplier." in public.page("/members/SOL")
    text = public.page("/members/AHP")
    assert "AHP chooses the option “Third (en)”." in text
    assert '<h3><a href="/motions/2026-01">' in text


def test_a_code_nobody_has_is_not_found(public: PublicSide) -> None:
    """404."""
    assert public.client.get("/members/XYZ").status_code == 404
