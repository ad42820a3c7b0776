"""Saying what a verifier found: one sentence for each code of a finding, in the current language."""

from governance.register.findings import Finding
from governance.words.speak import gettext as _
from governance.words.speak import message as N_

# A sentence may name facts of its finding as %(fact)s; receipts are named by the file they stand in.
WORDS = {
    "leaf-differs": N_("The entry is not the one its leaf was made of: it was changed."),
    "index-wrong": N_("The entry says it stands at place %(said)s: entries were dropped, added or moved."),
    "entry-malformed": N_("The entry does not have the facts of its kind (at “%(at)s”)."),
    "time-backwards": N_("The entry is dated before the one it follows."),
    "register-not-opened": N_("The register does not begin with its opening."),
    "register-opened-again": N_("The register is opened a second time."),
    "key-unreadable": N_("The public key in this entry cannot be read."),
    "key-replacement-unsigned": N_("The key was replaced without the signature of both keys."),
    "restoration-unconfirmed": N_("A lost database was put back without the confirmation of two seats."),
    "confirmation-misplaced": N_(
        "A confirmation is asked for twice, or answered or settled where nobody waits for that."
    ),
    "confirmation-short": N_("Fewer seats confirm, or were asked to, than the purpose needs."),
    "restoration-pointless": N_("A restoration is entered although no head was lost."),
    "times-reversed": N_("The period ends before it begins."),
    "member-admitted-twice": N_("The member “%(member)s” is admitted twice."),
    "member-suspension-misplaced": N_(
        "“%(member)s” is suspended twice, or reinstated without being suspended."
    ),
    "member-unknown": N_("“%(member)s” is not a member at that moment."),
    "mandate-held": N_("The mandate of “%(member)s” is already held at that time."),
    "mandate-unknown": N_("The mandate is unknown, or belongs to another member."),
    "mandate-not-live": N_("The mandate was not in force at that moment."),
    "motion-tabled-twice": N_("The motion %(motion)s is tabled twice."),
    "motion-unknown": N_("The motion %(motion)s was never tabled."),
    "motion-step-illegal": N_("The motion cannot take this step from the state it is in."),
    "version-not-newer": N_("The version %(version)s is not newer than the one before."),
    "text-missing": N_("The text in the authentic language (%(language)s) is missing."),
    "ballot-misplaced": N_("The ballot is opened a second time, or on a motion that was never tabled."),
    "ballot-unknown": N_("The entry speaks of a ballot that was never opened."),
    "ballot-not-open": N_("The ballot is not open at that moment."),
    "ballot-text-differs": N_("The text put to the vote is not version %(version)s of the motion."),
    "options-wrong": N_("The options are not those that must be put to the vote."),
    "rule-hash-wrong": N_("The rule does not have the fingerprint entered with it."),
    "rule-unreadable": N_("The rule of the ballot cannot be read."),
    "rule-differs": N_("The rule “%(rule)s” is not the one this ballot must follow."),
    "opened-too-early": N_("The ballot opened before its notice or waiting period had ended."),
    "ballot-times-wrong": N_("The opening and the close do not give the time the rule asks for."),
    "round-wrong": N_("The round %(round)s is not after the last one."),
    "seat-twice": N_("A seat or a member stands twice on the roll."),
    "roll-not-the-members": N_("The roll is not the list of the members at that moment: %(differ)s."),
    "seat-unknown": N_("A seat is named that is not on the roll."),
    "extension-illegal": N_(
        "The extension is late, does not start from the deadline, or shortens the ballot."
    ),
    "closed-off-time": N_("The ballot was closed at another time than its deadline."),
    "closed-over-restoration": N_(
        "The ballot was open when a database was lost, and was counted all the same."
    ),
    "letters-missing": N_("No link was issued to these seats of the roll: %(seats)s."),
    "link-out-of-order": N_("A link of the seat “%(seat)s” is issued or revoked out of order."),
    "vote-outside-ballot": N_("A vote is entered outside an open ballot."),
    "vote-out-of-time": N_("The vote was received before the opening or after the close."),
    "vote-entered-late": N_("The vote was entered too long after the close."),
    "request-twice": N_("The same confirmation was entered twice."),
    "change-not-allowed": N_("A vote was changed although the rule does not allow it."),
    "more-voters-than-seats": N_("More voters than the %(seats)s seats of the roll have voted."),
    "confirmed-vote-wrong": N_("A vote is confirmed that does not stand, or outside its ballot."),
    "annulment-wrong": N_("The annulment does not concern the vote that counted then."),
    "contribution-misplaced": N_("A contribution or its answer stands where there can be none."),
    "reopening-wrong": N_(
        "A motion came back that was not decided or had come back before, or the members are miscounted."
    ),
    "answer-misplaced": N_("An answer stands where no objection was opened, or a second one."),
    "meeting-wrong": N_(
        "The ballot was stopped for a meeting without enough seats of its roll asking for one."
    ),
    "recusal-wrong": N_("The recusal concerns no seat of the roll, or one already recused: “%(seat)s”."),
    "opened-before-close": N_("A vote was opened before the close."),
    "opened-not-live": N_("The opened vote is not the one that counts for its seat (entry %(cast)s)."),
    "commitment-broken": N_("The opened vote is not the one that was cast (entry %(cast)s)."),
    "opened-twice": N_("The seat “%(seat)s” counts twice."),
    "seat-not-voting": N_("The seat “%(seat)s” is not on the roll, or stepped out of this ballot."),
    "mark-wrong": N_("The vote does not belong to the seat “%(seat)s”."),
    "vote-not-allowed": N_("The vote of the seat “%(seat)s” is not one the rule allows."),
    "vote-not-opened": N_("Votes that count were not opened at the close (entries %(cast)s)."),
    "count-wrong": N_("The close speaks of %(said)s votes, and %(opened)s were opened."),
    "outcome-misplaced": N_("An outcome is declared for a ballot that is not closed."),
    "outcome-differs": N_(
        "The outcome entered is not the one that the rule gives when the votes are counted again."
    ),
    "outcome-missing": N_("A ballot was closed and no outcome was declared."),
    "recount-impossible": N_("The votes cannot be counted again by the rule."),
    "number-misplaced": N_("The resolution %(number)s does not follow a declared outcome of its motion."),
    "number-out-of-order": N_("The resolution number %(number)s is not the next one."),
    "number-missing": N_("A motion was decided and its resolution has no number."),
    "correction-misplaced": N_(
        "The correction does not concern the resolution %(number)s as it was entered."
    ),
    "suspension-misplaced": N_(
        "The resolution %(number)s is suspended elsewhere than in the act that numbered it, or without a condition."
    ),
    "enforcement-unconfirmed": N_(
        "The resolution %(number)s is put in force without another seat having confirmed it."
    ),
    "change-without-force": N_(
        "The resolution %(number)s is changed by the resolution %(by)s, which is not in force."
    ),
    "force-step-illegal": N_("This cannot happen to the resolution %(number)s as it stands then (%(kind)s)."),
    "contest-misplaced": N_(
        "The contest %(contest)s is filed without a resolution or a seat of its roll, filed twice, or settled twice."
    ),
    "action-misplaced": N_("The action %(action)s is declared or moved where this cannot be."),
    "minutes-misplaced": N_("Minutes are signed for a ballot that has no outcome."),
    "reason-differs": N_("The text of a reason is not the one that was entered."),
    "heads-missing": N_("The export holds no signed head: it proves nothing."),
    "head-not-signed": N_("The head over %(size)s entries is not signed by the key of this register."),
    "head-beyond-entries": N_(
        "A head over %(size)s entries is signed, and the export holds %(entries)s: the end was cut."
    ),
    "head-root-differs": N_(
        "The signed head is not that of these entries: something changed from entry %(start)s on, "
        "before entry %(stop)s."
    ),
    "receipt-malformed": N_("%(receipt)s: this is not a receipt, or it is damaged."),
    "receipt-not-signed": N_("%(receipt)s: the receipt is not signed by a key that this register names."),
    "receipt-not-in-head": N_("%(receipt)s: the receipt does not prove the entry it shows."),
    "receipt-beyond-entries": N_(
        "%(receipt)s: the receipt was given over %(stop)s entries; those from %(start)s on are missing."
    ),
    "receipt-entry-differs": N_("%(receipt)s: the entry is not the one the receipt shows."),
    "receipt-range-differs": N_(
        "%(receipt)s: something changed from entry %(start)s on, before entry %(stop)s."
    ),
    "receipt-void-by-incident": N_(
        "%(receipt)s: the receipt was lost with a database that was put back, as two seats "
        "confirmed; it is void, and this is no tampering."
    ),
    "reason-removed": N_("A reason is no longer published; its text cannot be checked."),
    "entries-not-signed-yet": N_("The last %(entries)s entries are not covered by a signed head yet."),
}


def say_finding(finding: Finding) -> str:
    """Return the sentence of a finding, with the entry it concerns; a code without words is said in general."""
    sentence = _(WORDS.get(finding.code, N_("Something is not as it must be."))) % {
        name: ", ".join(map(str, fact)) if isinstance(fact, list) else fact
        for name, fact in finding.facts.items()
    }
    if finding.index is None:
        return sentence
    return _("Entry %(index)s: %(sentence)s") % {"index": finding.index, "sentence": sentence}
