"""The languages the service speaks, how each is written, and which one a reader gets."""

LANGUAGES = ("fr", "ar", "en")
DEFAULT = "fr"

NAMES = {"fr": "Français", "ar": "العربية", "en": "English"}

# Moroccan habit for Arabic: month names such as غشت, and the digits 0-9 (CLDR, ar-MA).
LOCALES = {"fr": "fr_FR", "ar": "ar_MA", "en": "en_GB"}


def direction(language: str) -> str:
    """``"rtl"`` or ``"ltr"``: how a language is written, as the ``dir`` attribute of HTML wants it."""
    return "rtl" if language == "ar" else "ltr"


def choose_language(query: str | None, cookie: str | None, accept_language: str | None) -> str:
    """The language of an answer: what the address asks, else the earlier choice, else the browser's wish.

    Each may be absent or nonsense, which is passed over in silence; the last resort is ``DEFAULT``.
    """
    wishes = [query, cookie, *_preferences(accept_language or "")]
    return next((wish for wish in wishes if wish in LANGUAGES), DEFAULT)


def _preferences(accept_language: str) -> list[str]:
    """The primary subtags of an Accept-Language header (RFC 9110, 12.5.4), the most wanted first."""
    wanted: list[tuple[float, str]] = []
    for part in accept_language.split(","):
        tag, _, weight = part.partition(";")
        quality = _quality(weight)
        if quality > 0:
            wanted.append((quality, tag.strip().split("-")[0].lower()))
    return [tag for _, tag in sorted(wanted, key=lambda wish: -wish[0])]


def _quality(weight: str) -> float:
    name, _, value = weight.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
