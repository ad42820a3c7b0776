"""Replaying a register: entry after entry, each judged by the function of its kind."""

from collections.abc import Callable, Iterator, Mapping

from governance.refusal import Refusal
from governance.register.entries import check_entry
from governance.register.findings import Finding, found
from governance.register.history import (
    ballots,
    confirmations,
    follow_ups,
    lives,
    motions,
    network,
    outcomes,
    votes,
)
from governance.register.history.state import Entry, History
from governance.register.purposes import ENTERED_MEANWHILE

JUDGES: Mapping[str, Callable[[History, int, Entry], Iterator[Finding]]] = {
    "register-opened": network.register_opened,
    "key-replaced": network.key_replaced,
    "incident-restored": network.incident_restored,
    "incident-outage": network.incident_outage,
    "member-admitted": network.member_admitted,
    "member-left": network.member_left,
    "member-suspended": network.member_suspended,
    "member-reinstated": network.member_reinstated,
    "mandate-opened": network.mandate_opened,
    "mandate-closed": network.mandate_closed,
    "address-changed": network.address_changed,
    "secretariat-handed-over": network.secretariat_handed_over,
    "confirmation-asked": confirmations.asked,
    "confirmation-given": confirmations.given,
    "confirmation-declined": confirmations.declined,
    "confirmation-settled": confirmations.settled,
    "motion-tabled": motions.tabled,
    "motion-amended": motions.amended,
    "contribution-posted": motions.spoken_of,
    "contribution-answered": motions.answered,
    "contribution-erased": motions.contribution_erased,
    "motion-withdrawn": motions.withdrawn,
    "motion-reopened": motions.reopened,
    "ballot-opened": ballots.opened,
    "ballot-extended": ballots.extended,
    "ballot-stopped": ballots.stopped,
    "ballot-closed": ballots.closed,
    "link-issued": votes.link_issued,
    "link-revoked": votes.link_revoked,
    "letter-undelivered": votes.of_the_roll,
    "vote-cast": votes.cast,
    "vote-confirmed": votes.confirmed,
    "alternate-activated": votes.of_the_roll,
    "vote-annulled": votes.annulled,
    "vote-refused": votes.refused,
    "vote-opened": votes.opened,
    "recusal-declared": votes.recused,
    "reasons-erased": votes.of_the_roll,
    "outcome-declared": outcomes.declared,
    "resolution-numbered": outcomes.numbered,
    "resolution-suspended": lives.suspended,
    "resolution-enforced": lives.enforced,
    "resolution-reviewed": lives.reviewed,
    "resolution-changed": lives.changed,
    "resolution-corrected": outcomes.corrected,
    "objection-answered": outcomes.objection_answered,
    "minutes-signed": outcomes.minutes_signed,
    "contest-filed": follow_ups.contest_filed,
    "contest-settled": follow_ups.contest_settled,
    "action-declared": follow_ups.action_declared,
    "action-moved": follow_ups.action_moved,
}
"""Kinds without a function here record what happened and change nothing that other entries depend on."""


def replay(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Judge one entry and move ``history`` on; a malformed entry moves nothing."""
    try:
        check_entry(entry)
    except Refusal as refusal:
        yield found("entry-malformed", index, at=refusal.facts["at"], wrong=refusal.facts["wrong"])
        return
    if entry["entered_at"] < history.entered_at:
        yield found("time-backwards", index, entered_at=entry["entered_at"], before=history.entered_at)
    history.entered_at = max(entry["entered_at"], history.entered_at)
    if index == 0 and entry["kind"] != "register-opened":
        yield found("register-not-opened", index)
    judge = JUDGES.get(entry["kind"])
    if judge is not None:
        yield from judge(history, index, entry)
    if entry["kind"] not in ENTERED_MEANWHILE:
        history.restoration_asked_at = None
