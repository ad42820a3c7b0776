"""The pages of a voting link, made from what is known of it."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from litestar import Request, Response

from governance.access.links import read_token
from governance.acts.cast_vote import Receipt
from governance.acts.request_meeting import Requested
from governance.refusal import Refusal
from governance.register import canonical
from governance.rules.load import stored_rule
from governance.rules.rule import Rule
from governance.rules.votes import LONGEST_REASON
from governance.store.reads.booth import Booth
from governance.store.reads.public_network import NetworkFacts
from governance.web.booth.answers import faulty_options, kept_fields, read_vote
from governance.web.booth.standing import NOTHING_TOLD, why_not, with_vote
from governance.web.pages import render
from governance.web.security import language_of
from governance.web.service import service_of
from governance.web.statuses import status_of
from governance.words.localized import pick
from governance.words.refusals import say_refusal
from governance.words.rules import say_rule, say_silence
from governance.words.speak import speaking
from governance.words.votes import Said, say_choice, say_choice_hint, say_vote

AnyRequest = Request[Any, Any, Any]
Answer = Response[bytes]


def rule_of(booth: Booth) -> Rule:
    """The rule frozen with the ballot."""
    return stored_rule(booth.ballot.rule)


def first_page(request: AnyRequest, booth: Booth, now: datetime) -> Answer:
    """What a link shows when it is opened: the motion and the form, or the motion and why it cannot be answered."""
    reason = why_not(booth, rule_of(booth), now)
    if reason is None:
        return form_page(request, booth)
    if reason.code in ("link-revoked", "mandate-ended"):
        raise reason
    return _show(request, booth, "reading.html", standing=reason.code)


def form_page(
    request: AnyRequest,
    booth: Booth,
    *,
    filled: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
    refused_form: str = "recap",
    filled_reason: str = "",
) -> Answer:
    """The form; empty, or filled in again as it was sent, with what is missing said above it and beside it.

    ``refused_form`` is the form on the page that the refusal is about: ``recap``, ``shown``, ``not-mine`` or
    ``meeting``, whose reason is ``filled_reason``.
    """
    rule, fields = rule_of(booth), filled or {}
    return _show(
        request,
        booth,
        "form.html",
        status=status_of(refusal.code) if refusal else 200,
        said=refusal,
        filled=kept_fields(rule, fields),
        faulty=faulty_options(rule, fields, refusal) if refusal else (),
        refused_form=refused_form,
        filled_reason=filled_reason,
        longest_reason=LONGEST_REASON,
    )


def recap_page(
    request: AnyRequest,
    booth: Booth,
    *,
    vote: Mapping[str, Any],
    fields: Mapping[str, str],
    request_key: str = "",
    refusal: Refusal | None = None,
) -> Answer:
    """What would be recorded, in words, and what will be public of it; it stores nothing.

    ``fields`` are sent on by the confirmation as they are; a new request key is made unless one is given.
    """
    return _show(
        request,
        booth,
        "recap.html",
        status=status_of(refusal.code) if refusal else 200,
        said=refusal,
        sentences=lambda labels: _say(rule_of(booth), vote, booth.seat.code, labels),
        kept=kept_fields(rule_of(booth), fields),
        request_key=request_key or secrets.token_hex(16),
    )


def receipt_page(
    request: AnyRequest,
    receipt: Receipt,
    *,
    network: NetworkFacts | None = None,
    shown_again: bool = False,
) -> Answer:
    """The screen after a cast, shown once: what was recorded, when, and what is needed to prove it later."""
    caster, content = receipt.caster, receipt.content
    with speaking(language_of(request)):
        labels = _labels(caster.options, caster.authentic)
        sentences = _say(caster.rule, content.with_texts(), caster.seat, labels) if content else ()
    return render(
        request,
        "booth/receipt.html",
        network=network,
        receipt=receipt,
        caster=caster,
        sentences=sentences,
        labels=labels,
        canonical_vote=canonical.encode(content.vote).decode("utf-8") if content else None,
        shown_again=shown_again,
        token=_token(request),
        zone=caster.zone,
        **without_languages(request),
    )


def annulled_page(request: AnyRequest, booth: Booth, recorded_at: datetime) -> Answer:
    """A vote was disowned: what happened to it, and what comes next."""
    return _show(request, booth, "annulled.html", recorded_at=recorded_at)


def meeting_page(request: AnyRequest, booth: Booth, requested: Requested) -> Answer:
    """The seat has asked for a meeting: what that means now."""
    return _show(request, booth, "meeting.html", requested=requested)


def seat_page(
    request: AnyRequest,
    booth: Booth,
    *,
    refusal: Refusal | None = None,
    step: str = "",
    filled: Mapping[str, str] | None = None,
    done: str = "",
) -> Answer:
    """What else the seat can do; ``step`` is the form that the refusal is about, ``done`` what has just been done."""
    over = _cannot_act(booth, service_of(request).now())
    return _show(
        request,
        booth,
        "seat.html",
        status=status_of(refusal.code) if refusal else 200,
        said=refusal,
        step=step,
        filled=filled or {},
        done=done,
        can_act=not over,
    )


def _cannot_act(booth: Booth, now: datetime) -> bool:
    reason = why_not(booth, rule_of(booth), now)
    return reason is not None and reason.code != "change-not-allowed"


def refused_page(request: AnyRequest, refusal: Refusal, booth: Booth | None) -> Answer:
    """A refusal as a page of its own: what happened, whether a vote stands, what can be done."""
    if booth is None or refusal.code == "link-revoked":
        return _show_refusal(request, refusal, None)
    return _show_refusal(request, with_vote(booth, refusal), booth)


def filled_vote(booth: Booth, fields: Mapping[str, str]) -> dict[str, Any]:
    """The vote that a form stands for, unchecked."""
    return read_vote(rule_of(booth), fields)


def _say(rule: Rule, vote: Mapping[str, Any], seat: str, labels: Mapping[str, str]) -> list[Said]:
    return say_vote(rule.ballot.kind, vote, seat=seat, options=labels)


def _show_refusal(request: AnyRequest, refusal: Refusal, booth: Booth | None) -> Answer:
    with speaking(language_of(request)):
        words = say_refusal(refusal, zone=booth.ballot.zone if booth else "UTC")
    return render(
        request,
        "booth/refused.html",
        status=status_of(refusal.code),
        words=words,
        told=refusal.code not in NOTHING_TOLD,
        booth=booth,
        token=_token(request),
        **without_languages(request),
    )


def _show(
    request: AnyRequest,
    booth: Booth,
    template: str,
    *,
    status: int = 200,
    said: Refusal | None = None,
    sentences: Any = None,
    **facts: Any,
) -> Answer:
    """A page about the booth, its sentences said in the reader's language."""
    rule = rule_of(booth)
    with speaking(language_of(request)):
        labels = _labels(booth.ballot.options, booth.motion.authentic)
        facts |= {
            "rule_sentence": say_rule(rule),
            "silence_sentence": say_silence(rule),
            "words": say_refusal(with_vote(booth, said), zone=booth.ballot.zone) if said else None,
            "labels": labels,
            "sentences": sentences(labels) if sentences else (),
        }
    return render(
        request,
        f"booth/{template}",
        status=status,
        booth=booth,
        token=_token(request),
        rule=rule,
        say_choice=say_choice,
        say_choice_hint=say_choice_hint,
        zone=booth.ballot.zone,
        **without_languages(request),
        **facts,
    )


def without_languages(request: AnyRequest) -> dict[str, Any]:
    """What a form answers has no address of its own that another language could be asked of."""
    return {"languages": ()} if request.method == "POST" else {}


def _token(request: AnyRequest) -> str:
    """The token for the forms of the page to be sent to."""
    return read_token(str(request.path_params.get("token", "")))


def _labels(options: Iterable[Mapping[str, Any]], authentic: str) -> dict[str, str]:
    return {option["id"]: pick(option["label"], authentic=authentic).text for option in options}
