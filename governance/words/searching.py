"""What is compared when people search: letters without accents, vowels and articles, the same for text and query."""

import re
import unicodedata
from collections.abc import Iterable

# The Arabic article, alone or after the particles that are written together with it: وال، فال، بال، كال، لل.
_ARTICLE = re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل)(?=\w{2})")
_FORMS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None, "œ": "oe", "Œ": "oe"}
)
_WORD = re.compile(r"[^\W_]+")


def searchable(texts: Iterable[str]) -> str:
    """The words of these texts as they are kept for searching: each once, a space before and after each."""
    words = dict.fromkeys(word for text in texts for word in search_words(text))
    return f" {' '.join(words)} "


def search_words(text: str) -> list[str]:
    """The words of a text without case, accents, Arabic vowels and articles; punctuation separates words."""
    return [_ARTICLE.sub("", word) for word in _WORD.findall(_plain(text))]


def _plain(text: str) -> str:
    """Alef forms are folded before marks are stripped, else hamza would be lost as if it were a vowel."""
    folded = unicodedata.normalize("NFKC", text).translate(_FORMS)
    apart = unicodedata.normalize("NFKD", folded.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
