"""A motion as the fields of its form, there and back: what is typed becomes wording and conduct, or errors.

Fields: ``number`` (new motions), ``authentic``; ``title-fr``, ``question-ar``, ``text-en``, ``no_decision-fr`` ...;
``option-1-id``, ``option-1-fr`` ...; ``life-...`` (``life_fields``); ``rule``; ``param-<rule>-<name>``; ``notice``,
``open_for``, ``reminders``.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from governance.acts.draft_motion import LONGEST_TITLE, check_wording
from governance.refusal import Refusal
from governance.rules.bind import bind
from governance.rules.premature import DATE, MEMBERS, MOST_MEMBERS, is_date
from governance.rules.rounds import check_fallbacks
from governance.rules.rule import Rule
from governance.web.desk.life_fields import fill_life, read_life
from governance.web.desk.periods import read_period, read_periods, say_period
from governance.words.languages import DEFAULT, LANGUAGES

TEXTS = ("title", "question", "text", "no_decision")
MOST_OPTIONS = 40

_OPTION = re.compile(r"option-([1-9][0-9]?)-(id|fr|ar|en)")
_OPTION_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the form does not show and a motion keeps from where it was started: its own next rounds (as long as its
    rule stays the same) and when it is put again."""

    rule_id: str | None = None
    fallback: list[dict[str, Any]] | None = None
    reopen_when: dict[str, Any] | None = None
    life: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the fields mean, and what is wrong with them by field; ``errors`` empty: it can be saved."""

    wording: dict[str, Any]
    conduct: dict[str, Any]
    errors: dict[str, Refusal] = field(default_factory=dict)


def fill_fields(wording: Mapping[str, Any], conduct: Mapping[str, Any]) -> Fields:
    """The fields of a motion that exists."""
    fields = {f"{name}-{lang}": wording[name].get(lang, "") for name in TEXTS for lang in LANGUAGES}
    for place, option in enumerate(wording["options"], start=1):
        fields[f"option-{place}-id"] = option["id"]
        fields |= {f"option-{place}-{lang}": option["label"].get(lang, "") for lang in LANGUAGES}
    fields |= {f"param-{conduct['rule_id']}-{name}": value for name, value in conduct["params"].items()}
    return (
        fields
        | fill_life(wording.get("life"))
        | {
            "authentic": conduct["authentic"],
            "rule": conduct["rule_id"],
            "notice": say_period(conduct["notice"]),
            "open_for": say_period(conduct["open_for"]),
            "reminders": ", ".join(say_period(each) for each in conduct["reminders"]),
            "reopen_members": str((conduct.get("reopen_when") or {}).get(MEMBERS, "")),
            "reopen_date": (conduct.get("reopen_when") or {}).get(DATE, ""),
        }
    )


def blank_fields() -> Fields:
    """The fields of a motion that begins with nothing."""
    return {"authentic": DEFAULT, "notice": "10", "open_for": "14", "reminders": "7, 2, 1"}


def option_places(fields: Mapping[str, str]) -> list[int]:
    """The rows of options that the form shows, in order."""
    found = (_OPTION.fullmatch(name) for name in fields)
    return sorted({int(match[1]) for match in found if match})


def add_option(fields: Fields) -> Fields:
    """The same fields with one more row for an option; a first row brings a second, for there is no choice of one."""
    places = option_places(fields)
    last = places[-1] if places else 0
    new = range(last + 1, min(last + (1 if places else 2), MOST_OPTIONS) + 1)
    return fields | {f"option-{place}-{lang}": "" for place in new for lang in LANGUAGES}


def remove_option(fields: Fields, place: str) -> Fields:
    """The same fields without this row; the rows that follow move up."""
    rows = [_row(fields, each) for each in option_places(fields) if str(each) != place]
    rest = {name: value for name, value in fields.items() if not _OPTION.fullmatch(name)}
    for number, row in enumerate(rows, start=1):
        rest |= {f"option-{number}-{part}": value for part, value in row.items()}
    return rest


def read_fields(fields: Mapping[str, str], *, rulebook: Mapping[str, Rule], kept: Kept) -> Reading:
    """What the fields mean. What is missing for tabling only is no error here: a draft may be half written."""
    errors: dict[str, Refusal] = {}
    authentic = fields.get("authentic", "")
    if authentic not in LANGUAGES:
        errors["authentic"] = Refusal("language-refused", language=authentic)
        authentic = DEFAULT
    wording = _read_wording(fields) | {"life": read_life(fields, before=kept.life, errors=errors)}
    _find_wording_errors(wording, authentic, _written_places(fields), errors)
    conduct: dict[str, Any] = {"authentic": authentic, "reopen_when": _read_reopening(fields, kept, errors)}
    conduct |= _read_rule(fields, rulebook, kept, errors)
    conduct |= _read_times(fields, rulebook.get(conduct["rule_id"]), errors)
    return Reading(wording, conduct, errors)


def _read_reopening(
    fields: Mapping[str, str], kept: Kept, errors: dict[str, Refusal]
) -> dict[str, Any] | None:
    """When the question comes back; what a form that does not ask for it leaves as it was."""
    if "reopen_members" not in fields:
        return kept.reopen_when
    members, day = fields["reopen_members"].strip(), fields.get("reopen_date", "").strip()
    found: dict[str, Any] = {DATE: day} if day else {}
    if members:
        found[MEMBERS] = int(members) if members.isascii() and members.isdigit() else 0
    if not 0 < found.get(MEMBERS, 1) <= MOST_MEMBERS:
        errors["reopen_members"] = Refusal("reopening-malformed", most=MOST_MEMBERS)
    if day and not is_date(day):
        errors["reopen_date"] = Refusal("reopening-malformed", most=MOST_MEMBERS)
    return found or None


def _row(fields: Mapping[str, str], place: int) -> dict[str, str]:
    return {part: fields.get(f"option-{place}-{part}", "") for part in ("id", *LANGUAGES)}


def _read_wording(fields: Mapping[str, str]) -> dict[str, Any]:
    wording: dict[str, Any] = {name: _by_language(fields, name) for name in TEXTS}
    used: set[str] = set()
    wording["options"] = [_read_option(_row(fields, place), used) for place in _written_places(fields)]
    return wording


def _written_places(fields: Mapping[str, str]) -> list[int]:
    """The rows of options in which something is written; empty rows are passed over."""
    return [
        place
        for place in option_places(fields)
        if any(fields.get(f"option-{place}-{lang}", "").strip() for lang in LANGUAGES)
    ]


def _by_language(fields: Mapping[str, str], name: str) -> dict[str, str]:
    said = {lang: fields.get(f"{name}-{lang}", "").strip() for lang in LANGUAGES}
    return {lang: text for lang, text in said.items() if text}


def _read_option(row: Mapping[str, str], used: set[str]) -> dict[str, Any]:
    """An option with its id: the one it has, else one made from its label."""
    label = {lang: row[lang].strip() for lang in LANGUAGES if row[lang].strip()}
    own = row["id"] if _OPTION_ID.fullmatch(row["id"]) else _slug(next(iter(label.values())))
    option_id, number = own, 2
    while option_id in used:
        option_id, number = f"{own[:36]}-{number}", number + 1
    used.add(option_id)
    return {"id": option_id, "label": label}


def _slug(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:36].rstrip("-") or "option"


def _find_wording_errors(
    wording: dict[str, Any], authentic: str, places: list[int], errors: dict[str, Refusal]
) -> None:
    """Every field whose text cannot be put to the vote, each with its own refusal."""
    for name in TEXTS:
        for lang, text in wording[name].items():
            alone = _nothing_but(authentic, options=[])
            alone[name] = {authentic if name == "title" else lang: text}
            _note(alone, authentic, f"{name}-{lang}", errors)
    for place, option in zip(places, wording["options"], strict=True):
        alone = _nothing_but(authentic, options=[option])
        _note(alone, authentic, f"option-{place}-{authentic}", errors)
    if not wording["title"].get(authentic):
        errors[f"title-{authentic}"] = Refusal("title-missing", language=authentic)


def _nothing_but(authentic: str, *, options: list[dict[str, Any]]) -> dict[str, Any]:
    """A wording in which nothing can be wrong but its options, and what is put into it afterwards."""
    blank: dict[str, Any] = {name: {} for name in TEXTS}
    return blank | {"title": {authentic: "-"}, "options": options}


def _note(wording: dict[str, Any], authentic: str, name: str, errors: dict[str, Refusal]) -> None:
    try:
        check_wording(wording, authentic=authentic)
    except Refusal as refusal:
        errors[name] = refusal


def _read_rule(
    fields: Mapping[str, str], rulebook: Mapping[str, Rule], kept: Kept, errors: dict[str, Refusal]
) -> dict[str, Any]:
    rule_id = fields.get("rule", "")
    fallback = kept.fallback if rule_id == kept.rule_id else None
    found: dict[str, Any] = {"rule_id": rule_id, "params": {}, "fallback": fallback}
    rule = rulebook.get(rule_id)
    if rule is None:
        errors["rule"] = Refusal("rule-missing")
        return found
    for name, quantity in rule.params.items():
        value = fields.get(f"param-{rule_id}-{name}", quantity.text).strip()
        try:
            bind(rule, {name: value})
        except Refusal:
            errors[f"param-{rule_id}-{name}"] = Refusal("param-malformed", value=value[:LONGEST_TITLE])
        if value != quantity.text:
            found["params"][name] = value
    if not errors.keys() & {f"param-{rule_id}-{name}" for name in found["params"]}:
        _check_rounds(rule, found, rulebook, errors)
    return found


def _check_rounds(
    rule: Rule, found: Mapping[str, Any], rulebook: Mapping[str, Rule], errors: dict[str, Refusal]
) -> None:
    """The rule as this motion would have it, with the rounds that may follow: what is wrong stands beside the rule."""
    try:
        check_fallbacks(bind(rule, found["params"], found["fallback"]), rulebook, source=rule.id)
    except Refusal as refusal:
        errors["rule"] = refusal


def _read_times(fields: Mapping[str, str], rule: Rule | None, errors: dict[str, Refusal]) -> dict[str, Any]:
    notice = read_period(fields.get("notice", ""))
    open_for = read_period(fields.get("open_for", ""))
    reminders = read_periods(fields.get("reminders", ""))
    for name, found in (("notice", notice), ("open_for", open_for), ("reminders", reminders)):
        if found is None:
            errors[name] = Refusal("period-malformed")
    if rule is not None:
        least = {"notice": rule.schedule.notice, "open_for": rule.schedule.min_open}
        for name, found in (("notice", notice), ("open_for", open_for)):
            if found is not None and found.length < least[name]:
                errors[name] = Refusal("period-too-short", least=least[name])
    return {
        "notice": notice.written if notice else "",
        "open_for": open_for.written if open_for else "",
        "reminders": [each.written for each in reminders or ()],
    }
