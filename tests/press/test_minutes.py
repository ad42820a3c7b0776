"""The minutes as a page and as PDF: the same facts in words, the same bytes when printed again."""

import pytest

from governance.acts.declare_recusal import declare_recusal
from governance.press import pdf
from governance.store.reads.minutes import minutes_digest, read_record
from governance.words.languages import LANGUAGES
from tests.equipment.network import TWO_WEEKS
from tests.web.public.conftest import PublicSide, public

__all__ = ["public"]

PDF = "/resolutions/R-2026-01.pdf"
PAGE = "/resolutions/R-2026-01/minutes"
OPTIONS = {"a": "First", "b": "Second", "c": "Third"}
VOTES = {
    "test-options": {
        "positions": {"a": "yes", "b": "block", "c": "stand_aside"},
        "reasons": {"b": "#import « <b> $ \\ »"},
    },
    "test-choice": {"choice": "b", "reasons": {"vote": "أقرب إلينا."}},
    "test-ranked": {"ranks": {"b": 1, "a": 2}},
    "test-approval": {"approves": ["a", "b"]},
    "test-resistance": {"resistance": {"a": 9, "b": 0, "c": 5}},
}


def decide(public: PublicSide, rule: str) -> None:
    """Two seats voted, one stepped out, ten are silent."""
    ballot = public.network.put("2026-01", rule, options=OPTIONS)
    for seat in ("CE3M", "MNC"):
        public.network.cast(ballot, seat, VOTES[rule])
    facts = {"seat": "SOL", "reason": "Supplier.", "salt": bytes(32), "now": public.network.now()}
    public.network.service.do(declare_recusal, ballot_id=ballot, **facts)
    public.network.clock.at += TWO_WEEKS
    public.close(ballot)


@pytest.mark.parametrize("rule", VOTES)
def test_every_kind_of_ballot_is_printed_in_every_language(public: PublicSide, rule: str) -> None:
    """Tagged, PDF/A-2a and PDF/UA-1, in the language asked for; what people wrote is never read as markup."""
    decide(public, rule)
    for language in LANGUAGES:
        answer = public.client.get(f"{PDF}?lang={language}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF-1.7")
        for sign in (b"/MarkInfo", b"/StructTreeRoot", b"<pdfaid:part>2<", b"<pdfuaid:part>1<"):
            assert sign in answer.content, sign
        assert f"/Lang({language})".encode() in answer.content


@pytest.mark.parametrize("languages", ["fr-ar", "ar-fr", "fr-ar-en"])
def test_minutes_are_printed_in_several_languages_side_by_side(public: PublicSide, languages: str) -> None:
    """Tagged and archivable as the others, led by the first language, and the same bytes when printed again."""
    decide(public, "test-options")
    address = PDF.replace(".pdf", f".{languages}.pdf")
    first = public.client.get(address)
    assert first.status_code == 200 and languages in first.headers["content-disposition"]
    for sign in (b"/StructTreeRoot", b"<pdfaid:part>2<", b"<pdfuaid:part>1<"):
        assert sign in first.content, sign
    assert f"/Lang({languages[:2]})".encode() in first.content
    pdf._print.cache_clear()
    assert public.client.get(address).content == first.content


@pytest.mark.parametrize("languages", ["fr-fr", "de-fr", "fr-", "fr.ar"])
def test_minutes_in_a_language_that_is_not_spoken_are_nowhere(public: PublicSide, languages: str) -> None:
    """Nor twice in the same."""
    decide(public, "test-options")
    assert public.client.get(PDF.replace(".pdf", f".{languages}.pdf")).status_code == 404


def test_printed_again_later_the_minutes_are_the_same_bytes(public: PublicSide) -> None:
    """Neither the hour nor a longer register changes them: the date is that of the publication."""
    decide(public, "test-options")
    first = public.client.get(PDF).content
    public.network.clock.at += TWO_WEEKS
    public.network.put("2026-02", "test-positions")
    pdf._print.cache_clear()
    assert public.client.get(PDF).content == first
    assert b"D:20261204120000" in first


def test_the_page_shows_what_the_sheet_shows(public: PublicSide) -> None:
    """Roll call with reasons, counts, criteria, the digest that is signed, the first head that covers the outcome."""
    decide(public, "test-options")
    service = public.network.service
    record = service.read(read_record, "R-2026-01", current=service.signer.current)
    text = public.page(PAGE)
    assert minutes_digest(record.facts) in text
    assert record.head.strip() in text
    assert "#import « &lt;b&gt; $ \\ »" in text
    assert "Supplier." in text
    assert "Objection: 2" in text
    assert "has not signed these minutes yet" in text
    for language in LANGUAGES:
        assert "MNC" in public.page(PAGE, language)


def test_a_number_nobody_used_has_no_minutes(public: PublicSide) -> None:
    """Neither as a page nor as PDF."""
    assert public.client.get(PDF).status_code == 404
    assert public.client.get(PAGE).status_code == 404
