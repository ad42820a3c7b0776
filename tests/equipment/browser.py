"""Debian's Chromium, driven by Playwright; it reaches the loopback interface and nothing else."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser per session; take ``page`` in tests, or a context of your own."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is not installed: sudo apt-get install chromium", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page 320 pixels wide in a fresh context (no cookies); a request that leaves the loopback fails."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="fr-FR")
    context.set_default_timeout(10_000)
    context.route("**/*", _loopback_only)
    yield context.new_page()
    context.close()


def _loopback_only(route: Route) -> None:
    if route.request.url.startswith(("http://127.0.0.1:", "http://localhost:", "data:")):
        route.continue_()
    else:
        route.abort()
