"""One Jinja environment for pages, letters and minutes; it speaks the language of the moment of rendering."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from governance.paths import TEMPLATES
from governance.words import dates, deadlines, follow_ups, labels, lives, markdown, speak
from governance.words.languages import direction
from governance.words.localized import pick
from governance.words.rules import say_position


@cache
def environment() -> Environment:
    """The environment: HTML is escaped, a missing fact is an error, ``_()`` and ``{% trans %}`` speak.

    Plain-text templates (``.txt``) are not escaped. Filters take the zone where they name an instant.
    """
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=lambda name: not (name or "").endswith(".txt"),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        speak.gettext, speak.ngettext, newstyle=True, pgettext=speak.pgettext, npgettext=speak.npgettext
    )
    filters: dict[str, Callable[..., Any]] = {
        "instant": dates.say_instant,
        "instant_briefly": dates.say_instant_briefly,
        "date": dates.say_date,
        "time_left": dates.say_time_left,
        "announced_otherwise": deadlines.announced_otherwise,
        "duration": dates.say_duration,
        "markdown": markdown.to_html,
        "plain": markdown.to_text,
        "pick": _pick_text,
        "picked_language": _pick_language,
        "direction": direction,
        "motion_state": labels.motion_state_label,
        "ballot_state": labels.ballot_state_label,
        "named_seats": labels.say_named_seats,
        "outcome_label": labels.outcome_label,
        "action_state": follow_ups.action_state_label,
        "action_until": follow_ups.say_until,
        "action_step": follow_ups.say_step,
        "standing_label": lives.standing_label,
        "life": lives.say_life,
        "position": say_position,
        "language_name": labels.language_label,
    }
    made.filters |= {name: _at_each_rendering(say) for name, say in filters.items()}
    made.globals |= {"language": speak.language, "direction": direction}
    return made


def _at_each_rendering(say: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that Jinja does not apply to a constant while it compiles: ``"yes" | position`` would be said once, in
    the language of the first reader."""

    @pass_context
    def said(_context: Context, *given: Any, **named: Any) -> Any:
        return say(*given, **named)

    return said


def _pick_text(texts: Mapping[str, str], lang: str | None = None, authentic: str = "fr") -> str:
    return pick(texts, lang, authentic=authentic).text


def _pick_language(texts: Mapping[str, str], lang: str | None = None, authentic: str = "fr") -> str:
    return pick(texts, lang, authentic=authentic).language
