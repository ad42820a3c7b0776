"""The minutes of a resolution in words: what the page and the printed sheet both show, and in which order."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from governance.rules.load import rule_from_data
from governance.store.reads.minutes import MinutesRecord
from governance.words.dates import say_instant
from governance.words.figures import say_name
from governance.words.labels import outcome_label
from governance.words.localized import pick
from governance.words.rules import say_criterion, say_outcome, say_position, say_rule, say_title
from governance.words.speak import gettext as _
from governance.words.votes import Said, say_vote

STATES = ("yes", "stand_aside", "abstain", "no", "block", "recused", "silent")
"""In the order in which a reader looks; ``voted`` stands before them where seats take no positions."""


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat of the roll call with what it answered, in sentences."""

    code: str
    name: Mapping[str, str]
    said: list[Said]


@dataclass(frozen=True, slots=True)
class MinutesText:
    """The minutes in the language being spoken. ``facts`` are pairs of a label and a text; ``criteria`` pairs of a
    sentence and whether it holds; ``counts`` pairs of an option (empty where there is one) and its numbers."""

    number: str
    title: str
    outcome: str
    verdict: str
    published_at: datetime
    facts: list[tuple[str, str]]
    rule: str
    criteria: list[tuple[str, bool | None]]
    counts: list[tuple[str, str]]
    seats: list[SeatLine]
    proof: list[tuple[str, str]]
    head: str
    signed: str | None


def say_minutes(record: MinutesRecord) -> MinutesText:
    """The minutes of this record in the language being spoken."""
    facts, zone = record.facts, record.facts["ballot"]["zone"]
    labels = option_labels(facts)
    motion = facts["motion"]
    rule = rule_from_data(facts["ballot"]["rule"], source=facts["resolution"])
    return MinutesText(
        number=facts["resolution"],
        title=pick(motion["title"], authentic=motion["authentic"]).text,
        outcome=outcome_label(facts["outcome"]),
        verdict=say_outcome(facts["decision"], options=labels),
        published_at=_instant(facts["published_at"]),
        facts=_say_facts(record, zone),
        rule=f"{say_title(rule)}. {say_rule(rule)}",
        criteria=criterion_lines(facts, labels),
        counts=_counts(facts, labels),
        seats=seat_lines(facts, labels, reasons=record.reasons),
        proof=_proof(record),
        head=record.head,
        signed=_say_signature(record, zone),
    )


def option_labels(facts: Mapping[str, Any]) -> dict[str, str]:
    """The options' labels by id, in the language being spoken."""
    authentic = facts["motion"]["authentic"]
    options = facts["ballot"]["options"]
    return {option["id"]: pick(option["label"], authentic=authentic).text for option in options}


def criterion_lines(facts: Mapping[str, Any], labels: Mapping[str, str]) -> list[tuple[str, bool | None]]:
    """Each criterion in a sentence, and whether it holds; the option is named where there are several."""
    return [
        (
            say_criterion(dict(fact), option=labels.get(fact["option"]) if len(labels) > 1 else None),
            fact.get("holds"),
        )
        for fact in facts["decision"].get("criteria", ())
    ]


def seat_lines(
    facts: Mapping[str, Any], labels: Mapping[str, str], *, reasons: Mapping[str, Mapping[str, str]]
) -> list[SeatLine]:
    """The roll call, seat by seat; with ``reasons`` in words by seat and option where they are to be read."""
    kind = facts["ballot"]["rule"]["ballot"]["kind"]
    return [
        SeatLine(code, seat["name"], _say_seat(kind, code, seat, labels, reasons.get(code, {})))
        for code, seat in facts["seats"].items()
    ]


def _say_seat(
    kind: str, code: str, seat: Mapping[str, Any], labels: Mapping[str, str], reasons: Mapping[str, str]
) -> list[Said]:
    """The minutes hold reasons as digests: their words come beside the facts, or not at all."""
    if seat["state"] != "voted":
        return [Said(say_position(seat["state"]), seat["state"], reasons.get("vote", ""))]
    return say_vote(kind, {**seat["vote"], "reasons": reasons}, seat=code, options=labels)


def _say_facts(record: MinutesRecord, zone: str) -> list[tuple[str, str]]:
    facts = record.facts
    ballot, motion = facts["ballot"], facts["motion"]
    version = _("version %(number)s") % {"number": motion["version"]}
    said = [
        (_("Network"), pick(record.network.name).text),
        (_("Motion"), f"{motion['number']} ({version})"),
        (_("Ballot opened"), say_instant(_instant(ballot["opens_at"]), zone)),
        (_("Ballot closed"), say_instant(_instant(ballot["closes_at"]), zone)),
        (_("Outcome published"), say_instant(_instant(facts["published_at"]), zone)),
        (_("Members on the roll"), str(len(facts["seats"]))),
    ]
    named = [(_("Chair"), "chair"), (_("Member concerned"), "concerned")]
    said += [(label, ballot[role]) for label, role in named if role in ballot]
    if facts["earlier_rounds"]:
        said.append((_("Earlier rounds"), str(len(facts["earlier_rounds"]))))
    return said


def _counts(facts: Mapping[str, Any], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """How many seats took each position, option by option; where none are taken, how many answered."""
    seats = facts["seats"].values()
    if facts["ballot"]["rule"]["ballot"]["kind"] not in ("positions", "options"):
        return [("", _say_counts(Counter(seat["state"] for seat in seats)))]
    several = len(labels) > 1
    return [
        (label if several else "", _say_counts(Counter(_state_on(seat, option) for seat in seats)))
        for option, label in labels.items()
    ]


def _state_on(seat: Mapping[str, Any], option: str) -> str:
    if seat["state"] != "voted":
        return str(seat["state"])
    return str(seat["vote"]["positions"].get(option, "silent"))


def _say_counts(counts: Counter[str]) -> str:
    named = [(_("Answered"), counts["voted"])] if counts["voted"] else []
    named += [(say_position(state), counts[state]) for state in STATES if counts[state]]
    return " · ".join(_("%(state)s: %(number)s") % {"state": state, "number": n} for state, n in named)


def _proof(record: MinutesRecord) -> list[tuple[str, str]]:
    return [
        (_("Digest of the minutes (SHA-256)"), record.digest),
        (_("Digest of the rule (SHA-256)"), record.facts["ballot"]["rule_hash"]),
        (_("Entry of the outcome in the register"), str(record.facts["outcome_entry"])),
        (_("Key of the register"), record.network.verifier),
    ]


def _say_signature(record: MinutesRecord, zone: str) -> str | None:
    """Who signed, and when; None before the signature."""
    signature = record.signature
    if signature is None:
        return None
    said = {"name": say_name(signature.name), "when": say_instant(signature.signed_at, zone)}
    return _("Signed for the secretariat by %(name)s on %(when)s.") % said


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
