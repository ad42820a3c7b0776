"""Choosing among the languages in which one text exists."""

from collections.abc import Mapping
from typing import NamedTuple

from governance.words.languages import DEFAULT
from governance.words.speak import language


class Localized(NamedTuple):
    """A text and the language it is really in, which a page must name when it is not the page's own."""

    text: str
    language: str


def pick(texts: Mapping[str, str], lang: str | None = None, *, authentic: str = DEFAULT) -> Localized:
    """The text in ``lang`` (by default the language being spoken), else the authentic one, else any there is.

    ``texts`` maps a language to a text; an empty text counts as absent. Of nothing comes an empty text.
    """
    for wanted in (lang or language(), authentic, *texts):
        if texts.get(wanted, "").strip():
            return Localized(texts[wanted], wanted)
    return Localized("", authentic)
