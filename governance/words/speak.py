"""Saying a sentence in the language of the moment.

Sentences stand in code and templates in English and are their own key; the other languages are gettext
catalogues, ``templates/locale/<language>/LC_MESSAGES/governance.po``, compiled in memory when first needed,
so that nothing has to be built or shipped beside the text a translator edits.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from governance.paths import TEMPLATES
from governance.words.languages import DEFAULT, LANGUAGES

# The language in which the msgids themselves are written: it needs no catalogue.
SOURCE = "en"

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


def language() -> str:
    """The language being spoken here and now, one of ``LANGUAGES``."""
    return _language.get()


@contextmanager
def speaking(wanted: str) -> Iterator[str]:
    """Speak ``wanted`` inside the block; an unknown language is spoken as ``DEFAULT``."""
    token = _language.set(wanted if wanted in LANGUAGES else DEFAULT)
    try:
        yield _language.get()
    finally:
        _language.reset(token)


def gettext(message: str) -> str:
    """``message``, an English sentence, in the current language."""
    return catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of a counted sentence that the current language uses for ``n``."""
    return catalogue(language()).ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """``message`` in the current language, where one English word needs several translations."""
    return catalogue(language()).pgettext(context, message)


def npgettext(context: str, singular: str, plural: str, n: int) -> str:
    """A counted sentence told apart by its context."""
    return catalogue(language()).npgettext(context, singular, plural, n)


def message(sentence: str) -> str:
    """Mark a sentence that is kept in a table and said later; import it as ``N_`` so that it is collected."""
    return sentence


@cache
def catalogue(wanted: str) -> NullTranslations:
    """The translations of one language. A missing file is an error: half a page in another tongue is one."""
    if wanted == SOURCE:
        return NullTranslations()
    source = TEMPLATES / "locale" / wanted / "LC_MESSAGES" / "governance.po"
    with source.open("rb") as lines:
        parsed = read_po(lines, locale=wanted)
    compiled = io.BytesIO()
    write_mo(compiled, parsed)
    compiled.seek(0)
    return GNUTranslations(compiled)
