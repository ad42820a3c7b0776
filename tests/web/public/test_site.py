"""The public side as files: whole, the same as the live pages, and without need of a server."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from governance.store.reads import resolution_search
from governance.web.site import export_site
from governance.words.languages import LANGUAGES
from tests.equipment.network import TWO_WEEKS
from tests.web.public.conftest import PublicSide

PAGES = ("/", "/motions/2026-04", "/resolutions", "/resolutions/R-2026-01", "/members/MNC", "/register")

_ALIVE = re.compile(r"<form\b.*?</form>|<script\b.*?</script>|<p[^>]* data-left.*?</p>", re.DOTALL)


@pytest.fixture
def site(public: PublicSide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three resolutions on two pages of the list, and an open ballot, as files."""
    monkeypatch.setattr(resolution_search, "PER_PAGE", 2)
    ballots = [public.network.put(f"2026-0{n}", "test-positions") for n in range(1, 4)]
    public.network.cast(
        ballots[0], "MNC", {"positions": {"motion": "block"}, "reasons": {"motion": "<b>Non</b>"}}
    )
    public.network.clock.at += TWO_WEEKS
    for ballot in ballots:
        public.close(ballot)
    public.network.put("2026-04", "test-positions")
    folder = tmp_path / "site"
    export_site(public.network.service, folder)
    return folder


def said(page: str) -> str:
    """What a page says, without tags, forms, scripts and the time left."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", _ALIVE.sub("", page))).split())


def test_every_link_leads_to_a_file_of_the_folder(site: Path) -> None:
    """Links are relative; those that are not lead to other hosts, to mail, or to what only the live service can do."""
    pages = list(site.rglob("*.html"))
    assert len(pages) > 3 * 20
    for page in pages:
        for link in re.findall(r'\b(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
            parts = urlsplit(unescape(link))
            if parts.scheme or not parts.path:
                continue
            assert not parts.path.startswith("/"), f"{page}: {link}"
            target = (page.parent / parts.path).resolve()
            assert target.is_relative_to(site.resolve()), f"{page}: {link}"
            assert target.is_file(), f"{page}: {link}"


def test_the_files_say_what_the_live_pages_say(public: PublicSide, site: Path) -> None:
    """In every language, but for forms, which need a server, and the time left, which would soon be wrong."""
    for path in PAGES:
        for language in LANGUAGES:
            name = "index" if path == "/" else path[1:]
            kept = (site / language / f"{name}.html").read_text(encoding="utf-8")
            assert said(kept) == said(public.page(path, language))
            assert "<form" not in kept and "<script" not in kept and "data-left" not in kept


def test_data_minutes_and_the_register_are_the_same_bytes(public: PublicSide, site: Path) -> None:
    """PDF in every language, JSON, feed, calendar, export."""
    for path in ("resolutions/R-2026-01.json", "register/export.jsonl", "static/style.css"):
        assert (site / path).read_bytes() == public.client.get(f"/{path}").content
    for language in LANGUAGES:
        for path in ("resolutions/R-2026-01.pdf", "feed.atom", "calendar.ics"):
            assert (site / language / path).read_bytes() == public.client.get(
                f"/{path}?lang={language}"
            ).content
    assert (site / "fr" / "resolutions-2.html").is_file()
    assert "url=fr/index.html" in (site / "index.html").read_text(encoding="utf-8")
