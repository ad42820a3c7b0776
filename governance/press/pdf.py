"""The minutes as PDF, set by Typst: tagged, PDF/A-2a and PDF/UA-1, the same bytes whenever they are made again.

Latin letters are set in the typeface that Typst brings along, Arabic ones in Noto Naskh Arabic of Debian's package
``fonts-noto-core``; without that package in the plainer Arabic of DejaVu Sans Mono, which is always there.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache, lru_cache
from typing import Any

import typst

from governance.paths import TEMPLATES
from governance.press.minutes import MinutesText
from governance.words.languages import direction
from governance.words.localized import pick
from governance.words.speak import gettext as _
from governance.words.speak import language, speaking

FONTS = "/usr/share/fonts/truetype/noto"
STANDARDS: list[Any] = ["a-2a", "ua-1"]
KEPT = 32
"""So many printed minutes are kept in memory: anybody may ask for them at any time."""


def print_minutes(say: Callable[[], MinutesText], languages: Sequence[str]) -> bytes:
    """The minutes as PDF in one language, or in several side by side, the first of them leading; dated by the
    publication of the resolution. ``say`` tells the minutes in the language being spoken."""
    sheets, published_at = [], 0
    for each in languages:
        with speaking(each):
            text = say()
            sheets.append(_sheet(text))
            published_at = int(text.published_at.timestamp())
    return _print(json.dumps(sheets, ensure_ascii=False, sort_keys=True), published_at)


def _sheet(text: MinutesText) -> dict[str, Any]:
    """The minutes in the language being spoken, as the sheet of Typst takes them."""
    return {
        **{name: value for name, value in asdict(text).items() if name not in ("published_at", "seats")},
        "seats": [_seat(line) for line in text.seats],
        "lang": language(),
        "dir": direction(language()),
        "labels": _labels(text),
    }


def _seat(line: Any) -> dict[str, Any]:
    said = [{"sentence": each.sentence, "reason": each.reason} for each in line.said]
    return {"code": line.code, "name": pick(line.name).text, "said": said}


def _labels(text: MinutesText) -> dict[str, str]:
    return {
        "title": _("Minutes of resolution %(number)s") % {"number": text.number},
        "outcome": _("Outcome"),
        "rule": _("Rule"),
        "criteria": _("The rule, point by point"),
        "counts": _("Counts"),
        "roll": _("Roll call with reasons"),
        "member": _("Member"),
        "answer": _("Answer and reasons"),
        "check": _("To check"),
        "head": _("Signed head of the register that covers the outcome"),
        "signatures": _("Signatures"),
        "secretariat": _("For the secretariat"),
        "chair": _("Chair of the meeting"),
        "place": _("Place and date:"),
    }


@lru_cache(maxsize=KEPT)
def _print(facts: str, moment: int) -> bytes:
    made = typst.Compiler(
        (TEMPLATES / "minutes" / "minutes.typ").read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"facts": facts},
    ).compile(format="pdf", pdf_standards=STANDARDS, timestamp=moment)
    assert isinstance(made, bytes)  # one document, nowhere written to
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
