"""Choosing among the languages in which one text exists."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from governance.words.languages import DEFAULT
from governance.words.speak import language

_ARABIC = re.compile("[\u0600-\u06ff]")
_NUMBER_WITH_HYPHEN = re.compile(r"(?<![\w\u200e-])\d+(?:-\d+)+")


class Localized(NamedTuple):
    """A text and the language it is really in, which a page must name when it is not the page's own."""

    text: str
    language: str


def pick(texts: Mapping[str, str], lang: str | None = None, *, authentic: str = DEFAULT) -> Localized:
    """The text in ``lang`` (by default the language being spoken), else the authentic one, else any there is.

    ``texts`` maps a language to a text; an empty text counts as absent. Of nothing comes an empty text. It is for
    reading, not for hashing: ``keep_numbers`` has been at it.
    """
    for wanted in (lang or language(), authentic, *texts):
        if texts.get(wanted, "").strip():
            return Localized(keep_numbers(texts[wanted]), wanted)
    return Localized("", authentic)


def keep_numbers(text: str) -> str:
    """Arabic text in which ``2016-01`` is read as written.

    After an Arabic letter the bidirectional algorithm (UAX 9, W2 and W4) turns the two halves of such a number
    round; a left-to-right mark before it prevents that.
    """
    return _NUMBER_WITH_HYPHEN.sub("\u200e\\g<0>", text) if _ARABIC.search(text) else text
