"""The public side as plain files that any web server, or a folder on a disk, can keep: links relative, nothing missing.

Every page is what the live service answers, in each language; what needs a server (forms, personal links, the desk)
is left out or leads to the live address, and so is what is true for a moment only (the time left).
"""

import asyncio
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import escape, unescape
from pathlib import Path, PurePosixPath
from posixpath import relpath
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import httpx
from litestar import Litestar
from litestar.datastructures import State

from governance.service import Service
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.public.routes import routes
from governance.web.security import guard
from governance.web.static import static_file
from governance.words.languages import DEFAULT, LANGUAGES

LIVE = ("/desk", "/resend", "/demo", "/v/", "/f/", "/health")
"""What begins so is no part of the public side: a link to it leads to the live service."""

BEGINNINGS = ("/", "/feed.atom", "/calendar.ics")
FILES = {".css", ".svg", ".json", ".jsonl", ".pdf", ".atom", ".ics"}
IN_NO_LANGUAGE = {".css", ".svg", ".json", ".jsonl"}

# Forms need a server; scripts and the time that is left, a page of the moment.
_ALIVE = re.compile(
    r"<form\b.*?</form>\n?|<script\b.*?</script>\n?|<p\b[^>]* data-(?:left|here)=.*?</p>\n?", re.DOTALL
)
_LINK = re.compile(r'\b(href)="([^"]*)"')
_HOME = '<!doctype html>\n<html lang="{lang}"><meta charset="utf-8"><title>{lang}</title>\n'
_LEAD = '<meta http-equiv="refresh" content="0; url={lang}/index.html"><a href="{lang}/index.html">{lang}</a></html>\n'


class Address(NamedTuple):
    """An address of the public side: path, language and page of a list."""

    path: str
    language: str
    page: str = ""

    @property
    def asked(self) -> str:
        """What the live service is asked."""
        return f"{self.path}?lang={self.language}{f'&page={self.page}' if self.page else ''}"

    @property
    def file(self) -> str:
        """Where it is kept within the folder."""
        suffix = PurePosixPath(self.path).suffix
        if suffix in IN_NO_LANGUAGE or "." in PurePosixPath(self.path).stem:  # minutes in several languages
            return self.path[1:]
        if suffix in FILES:
            return self.language + self.path
        if self.path == "/register/checkpoint":
            return "register/checkpoint.txt"
        name = "/index" if self.path == "/" else self.path
        return f"{self.language}{name}{f'-{self.page}' if self.page else ''}.html"


def export_site(service: Service, folder: Path) -> int:
    """Write the public side into ``folder``, made where it is not there; answers how many files were written."""
    settings = service.settings.model_copy(update={"demo": False})
    app = Litestar(
        route_handlers=[*routes, static_file],
        exception_handlers=EXCEPTION_HANDLERS,
        state=State({"service": replace(service, settings=settings)}),
        openapi_config=None,
        logging_config=None,
    )
    collecting = _collect(guard(app, secure=False), service.settings.base_url)
    # On a thread of its own: whoever calls may have an event loop already, and one thread takes no second.
    with ThreadPoolExecutor(1) as pool:
        files = pool.submit(asyncio.run, collecting).result()
    files["index.html"] = (_HOME + _LEAD).format(lang=DEFAULT).encode()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(files)


async def _collect(app: Any, base_url: str) -> dict[str, bytes]:
    """Every file, by name: the beginnings in each language, and whatever they lead to."""
    waiting = [Address(path, language) for language in LANGUAGES for path in BEGINNINGS]
    files: dict[str, bytes] = {}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://localhost"
    ) as reader:
        while waiting:
            address = waiting.pop()
            if address.file in files:
                continue
            answer = await reader.get(address.asked)
            answer.raise_for_status()
            if answer.headers["content-type"].startswith("text/html"):
                text, linked = _relative(_ALIVE.sub("", answer.text), address, base_url)
                files[address.file] = text.encode()
                waiting += linked
            else:
                files[address.file] = answer.content
    return files


def _relative(text: str, here: Address, base_url: str) -> tuple[str, list[Address]]:
    """A page whose links lead to files of the folder, and where they lead."""
    linked: list[Address] = []

    def lead(found: re.Match[str]) -> str:
        written = unescape(found[2])
        if written.startswith(LIVE):
            return f'href="{escape(base_url + written)}"'
        target = _target(written, here)
        if target is None:
            return found[0]
        linked.append(target)
        fragment = urlsplit(written).fragment
        way = relpath(target.file, PurePosixPath(here.file).parent.as_posix())
        return f'href="{escape(way)}{f"#{escape(fragment)}" if fragment else ""}"'

    return _LINK.sub(lead, text), linked


def _target(written: str, here: Address) -> Address | None:
    """Where a link leads on the public side; None for a mail address, another host, or a place on this page."""
    parts = urlsplit(written)
    if parts.scheme or parts.netloc or written.startswith("#"):
        return None
    asked: Mapping[str, str] = dict(parse_qsl(parts.query))
    language = asked.get("lang", here.language)
    page = asked.get("page", here.page if "lang" in asked and not parts.path else "")
    return Address(parts.path or here.path, language, "" if page == "1" else page)
