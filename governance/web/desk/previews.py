"""A motion as its directors will read it, in each language, and which of its texts exist in which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from governance.rules.rule import Rule
from governance.web.desk.rule_cards import rule_card
from governance.words.jinja import environment
from governance.words.languages import LANGUAGES, NAMES
from governance.words.speak import speaking

TEXTS = ("title", "question", "text", "no_decision")


@dataclass(frozen=True, slots=True)
class Draft:
    """A motion before or after it is saved, as far as its text goes."""

    number: str
    authentic: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    text: Mapping[str, str]
    no_decision: Mapping[str, str]
    options: Sequence[Mapping[str, Any]]
    life: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """One text of a motion (``title``, ..., or ``option`` with its place): the languages in which it is written."""

    name: str
    place: int
    written: tuple[str, ...]


def draft_of(wording: Mapping[str, Any], *, number: str, authentic: str) -> Draft:
    """The draft of a wording as the acts take it."""
    texts = {name: wording[name] for name in (*TEXTS, "options")}
    return Draft(number, authentic, **texts, life=wording.get("life"))


def previews_of(motion: Any, rule: Rule | None) -> list[tuple[str, str, Markup]]:
    """Language, its name, and the motion in it as HTML; ``motion`` has the attributes of a ``Draft``."""
    previews = []
    for language in LANGUAGES:
        with speaking(language):
            template = environment().get_template("pages/desk/preview_text.html")
            card = rule_card(rule) if rule else None
            offer = rule.ballot.offer if rule else ()
            body = template.render(motion=motion, rule=card, offer=offer, lang=language)
        # Rendered by our own template, which escapes what it is given.
        previews.append((language, NAMES[language], Markup(body)))
    return previews


def translations_of(motion: Any) -> list[Translation]:
    """Which texts exist in which language: title, question, text, what holds without a decision, every option. A text
    that is written in no language is left out, unless a motion cannot do without it."""
    texts = [Translation(name, 0, _written(getattr(motion, name))) for name in TEXTS]
    options = [
        Translation("option", place, _written(option["label"]))
        for place, option in enumerate(motion.options, start=1)
    ]
    return [each for each in (*texts, *options) if each.written or each.name != "no_decision"]


def _written(texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(language for language in LANGUAGES if texts.get(language, "").strip())
