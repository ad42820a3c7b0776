"""A letter, whole: written from its facts in the language of its receiver, and made into bytes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from governance.mail import (
    addresses,
    changing,
    confirming,
    deliberating,
    desk_keeping,
    desk_notes,
    follow_ups,
    inviting,
    lives,
    mandates,
    meeting,
    outcomes,
    parts,
    receipting,
    seats,
    trial,
)
from governance.mail.blocks import Content
from governance.mail.message import Envelope, build_message, write_message
from governance.mail.writing import Keys, Office, Writing
from governance.store.reads.letters import LetterFacts
from governance.words.jinja import environment
from governance.words.languages import direction
from governance.words.speak import language, speaking

KINDS: Mapping[str, Callable[[Writing], Content]] = {
    "motion-tabled": changing.motion_tabled,
    "invitation": inviting.invitation,
    "reminder": inviting.reminder,
    "receipt": receipting.receipt,
    "link-replaced": inviting.link_replaced,
    "link-resent": inviting.link_resent,
    "new-code": inviting.new_code,
    "deliberation-code": deliberating.new_code,
    "objection-answered": deliberating.objection_answered,
    "contribution-answered": deliberating.contribution_answered,
    "meeting-asked": meeting.meeting_asked,
    "extended": changing.extended,
    "stopped": changing.stopped,
    "withdrawn": changing.withdrawn,
    "outcome": outcomes.outcome,
    "next-round": outcomes.next_round,
    "disowned": receipting.disowned,
    "address-left": addresses.address_left,
    "address-taken": addresses.address_taken,
    "alternate-told": seats.alternate_told,
    "recused": seats.recused,
    "handed-over": desk_keeping.handed_over,
    "account-reset": desk_keeping.account_reset,
    "mandate-taken": mandates.mandate_taken,
    "mandate-left": mandates.mandate_left,
    "member-news": mandates.member_news,
    "confirmation-asked": confirming.asked,
    "confirmation-code": confirming.new_code,
    "confirmation-told": confirming.told,
    "confirmation-settled": confirming.settled,
    "contest-filed": follow_ups.contest_filed,
    "contest-settled": follow_ups.contest_settled,
    "action-assigned": follow_ups.action_assigned,
    "action-reminder": follow_ups.action_reminder,
    "follow-code": follow_ups.follow_code,
    "desk-contested": follow_ups.desk_contested,
    "second-contested": follow_ups.second_contested,
    "in-force": lives.in_force,
    "desk-condition": lives.desk_condition,
    "desk-review": lives.desk_review,
    "desk-outcome": desk_notes.desk_outcome,
    "desk-next-round": desk_notes.desk_next_round,
    "desk-silent": desk_notes.desk_silent,
    "desk-reopened": desk_notes.desk_reopened,
    "desk-contribution": deliberating.desk_contribution,
    "desk-meeting": meeting.desk_meeting,
    "desk-disowned": desk_notes.desk_disowned,
    "second-disowned": desk_notes.second_disowned,
    "trial": trial.trial,
}
"""Every kind of letter that an outbox row can ask for."""

WITH_PROOF = ("receipt", "disowned")
"""Kinds that carry the receipt of their entry."""


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """A rendered letter: its envelope, its two parts, what is enclosed, and the bytes that were checked."""

    envelope: Envelope
    language: str
    text: str
    html: str
    content: Content
    raw: bytes


def render(facts: LetterFacts, *, keys: Keys, office: Office) -> Letter:
    """The letter of these facts, in the receiver's language.

    The same facts, keys and office give the same letter but for the boundaries of its parts. Refused
    (``letter-unsafe``) where the bytes would say more than they should.
    """
    with speaking(facts.receiver.language):
        writing = Writing(facts, keys, office)
        content = KINDS[facts.kind](writing)
        envelope = _envelope(writing, content)
        shown = {"blocks": content.blocks, "footer": parts.footer(writing), "subject": envelope.subject}
        text, html = _shown("txt", shown), _shown("html", shown)
    message = build_message(envelope, text=text, html=html, enclosures=content.enclosures)
    return Letter(envelope, envelope.language, text, html, content, write_message(message, envelope))


def _envelope(writing: Writing, content: Content) -> Envelope:
    facts = writing.facts
    return Envelope(
        letter=facts.id,
        message_id=facts.message_id,
        created_at=facts.created_at,
        sender=writing.office.sender,
        sender_name=writing.network_name,
        receiver=facts.receiver.email,
        reply_to=writing.desk_address,
        subject=" ".join(content.subject.split()),
        language=language(),
    )


def _shown(form: str, shown: Mapping[str, object]) -> str:
    template = environment().get_template(f"letters/letter.{form}")
    return template.render(shown, lang=language(), dir=direction(language())).lstrip()
