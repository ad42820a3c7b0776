"""Exact numbers and shares as each language writes them; nothing is rounded."""

from decimal import Decimal
from fractions import Fraction

from babel.lists import format_list
from babel.numbers import format_decimal

from governance.words.languages import LOCALES
from governance.words.speak import gettext as _
from governance.words.speak import language
from governance.words.speak import message as N_

_SHARES = {
    Fraction(1): N_("all"),
    Fraction(1, 2): N_("half"),
    Fraction(1, 3): N_("one third"),
    Fraction(2, 3): N_("two thirds"),
    Fraction(1, 4): N_("one quarter"),
    Fraction(3, 4): N_("three quarters"),
    Fraction(2, 5): N_("two fifths"),
    Fraction(3, 5): N_("three fifths"),
    Fraction(4, 5): N_("four fifths"),
}


def say_number(text: str) -> str:
    """An exact number, written ``"1230937"``, ``"26/3"`` or ``"6607/100"``: as a decimal where it ends."""
    value = Fraction(text)
    bottom = value.denominator
    for factor in (2, 5):
        while bottom % factor == 0:
            bottom //= factor
    if bottom != 1:
        return f"{value.numerator}/{value.denominator}"
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(format_decimal(exact, locale=LOCALES[language()], decimal_quantization=False))


def say_share_of(text: str, whole: str) -> str:
    """A share of a whole: ``two thirds of the members``, ``55% of the members``."""
    value = Fraction(text)
    if value in _SHARES:
        share = _SHARES[value]
        return _("%(share)s of %(whole)s") % {"share": _(share), "whole": whole}
    return _("%(figure)s of %(whole)s") % {"figure": _say_figure(value, text), "whole": whole}


def _say_figure(value: Fraction, text: str) -> str:
    if 0 < value < 1 and 100 % value.denominator == 0:
        return _("%(number)s%%") % {"number": say_number(str(value * 100))}
    return say_number(text)


def say_list(parts: list[str], *, choice: bool = False) -> str:
    """Parts joined as the language joins them, with *and*, or with *or*."""
    return str(format_list(parts, style="or" if choice else "standard", locale=LOCALES[language()]))


def say_name(name: str) -> str:
    """A name given by people, kept from turning the direction of an Arabic sentence (Unicode isolates)."""
    return f"\u2068{name}\u2069" if language() == "ar" else name
