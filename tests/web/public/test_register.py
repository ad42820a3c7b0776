"""The register at the door: its head, its export, and words that say what it is."""

from datetime import timedelta

import pytest

from governance.register.verify import verify_export
from tests.web.public.conftest import PublicSide

OBJECTION = {"positions": {"motion": "block"}, "reasons": {"motion": "Not like this."}}


def test_the_export_is_whole_and_verifies(public: PublicSide) -> None:
    """What anybody takes away holds every entry, a head over all of them, and every reason that was opened."""
    ballot = public.network.put("2026-01", "test-positions")
    public.network.cast(ballot, "MNC", OBJECTION)
    public.network.clock.at += timedelta(days=14)
    public.close(ballot)
    answer = public.client.get("/register/export.jsonl")
    report = verify_export(answer.text.splitlines())
    assert report.intact, report.findings
    assert "Not like this." in answer.text
    assert answer.headers["content-disposition"] == 'attachment; filename="register.jsonl"'


def test_a_reason_is_not_in_the_export_before_the_close(public: PublicSide) -> None:
    """Nor anything else of what was answered."""
    ballot = public.network.put("2026-01", "test-positions")
    public.network.cast(ballot, "MNC", OBJECTION)
    text = public.page("/register/export.jsonl")
    assert "Not like this." not in text
    assert "vote-opened" not in text
    assert verify_export(text.splitlines()).intact


def test_the_checkpoint_is_the_signed_head_over_every_entry(public: PublicSide) -> None:
    """Origin, size, root and a signature, as C2SP has it; the page shows the same."""
    head = public.page("/register/checkpoint")
    origin, size, root, blank, signature = head.splitlines()
    assert origin == "governance.example.org/register"
    assert int(size) == len(
        [line for line in public.page("/register/export.jsonl").splitlines() if '"leaf"' in line]
    )
    assert (len(root), blank) == (44, "")
    assert signature.startswith(f"\u2014 {origin} ")
    assert root in public.page("/register")


def test_head_of_the_export_sends_nothing(public: PublicSide) -> None:
    """HEAD answers on every address, streams included."""
    answer = public.client.head("/register/export.jsonl")
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_range_of_entries_is_half_open_and_as_in_the_export(public: PublicSide) -> None:
    """From this place up to, not including, that one; without an end, to the end; beyond it, nothing."""
    public.network.put("2026-01", "test-positions")
    whole = [line for line in public.page("/register/export.jsonl").splitlines() if '"leaf"' in line]
    assert public.page("/register/entries?from=2&to=5").splitlines() == whole[2:5]
    assert public.page(f"/register/entries?from={len(whole) - 2}").splitlines() == whole[-2:]
    assert public.page("/register/entries?from=1&to=999999").splitlines() == whole[1:]
    assert public.page("/register/entries?from=999999") == ""
    assert public.page("/register/entries?from=5&to=2") == ""


@pytest.mark.parametrize("query", ["from=x", "from=-1", "to=1.5", "from=", "to=%D9%A3", f"from={'9' * 16}"])
def test_a_place_that_is_none_is_refused(public: PublicSide, query: str) -> None:
    """With a code and a sentence, never a failure."""
    answer = public.client.get(f"/register/entries?{query}")
    assert answer.status_code == 422
    assert "range-malformed" in answer.text


def test_the_page_that_checks_is_handed_out_as_a_file(public: PublicSide) -> None:
    """It is downloaded, never shown from here: the pages’ own policy still lets no script run."""
    answer = public.client.get("/register/verifier.html")
    assert answer.headers["content-disposition"] == 'attachment; filename="verifier.html"'
    assert answer.headers["content-type"].startswith("application/octet-stream")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "connect-src" not in answer.text and "http" not in answer.text.replace("http-equiv", "")
    assert 'href="/register/verifier.html"' in public.page("/register")
