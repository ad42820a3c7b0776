"""What a draft still needs before it can be tabled: one pure function for the page and for the refusal."""

from collections.abc import Mapping, Sequence
from typing import Any

from governance.acts.missing import SEVERAL, Missing
from governance.refusal import Refusal
from governance.words.languages import LANGUAGES


def missing_before_tabling(
    *, authentic: str, wording: Mapping[str, Any], options: Sequence[Mapping[str, Any]], kind: str
) -> list[Missing]:
    """Everything that is missing, what blocks first. ``wording``: question and text by language; ``kind``: what the
    rule's ballot asks for (RULES, ballot kinds)."""
    found = [
        Missing(code, {"language": authentic})
        for name, code in (("question", "question-missing"), ("text", "text-missing"))
        if not wording[name].get(authentic)
    ]
    if kind == "positions" and options:
        found.append(Missing("options-unexpected", {"options": len(options)}))
    if kind != "positions" and len(options) < SEVERAL:
        found.append(Missing("options-missing", {"options": len(options)}))
    untranslated = [lang for lang in LANGUAGES if lang != authentic and not _is_whole(lang, wording, options)]
    if untranslated:
        found.append(Missing("translation-missing", {"languages": untranslated}, blocks=False))
    return found


def check_ready_to_table(missing: Sequence[Missing]) -> None:
    """Refuse with the first code that blocks."""
    for each in missing:
        if each.blocks:
            raise Refusal(each.code, **each.facts)


def _is_whole(language: str, wording: Mapping[str, Any], options: Sequence[Mapping[str, Any]]) -> bool:
    """Whether title, question, text and every option exist in a language."""
    texts = [wording[name].get(language) for name in ("title", "question", "text")]
    return all(texts) and all(option["label"].get(language) for option in options)
