"""A deadline as its voters read it: the text that is frozen with the ballot, in every language."""

from datetime import datetime

from governance.words.dates import say_instant
from governance.words.languages import LANGUAGES
from governance.words.speak import speaking


def say_deadlines(closes_at: datetime, zone: str) -> dict[str, str]:
    """The instant in words for each language, in the network's zone."""
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = say_instant(closes_at, zone)
    return said
