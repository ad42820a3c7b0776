"""Refusals met where the desk asks other seats to confirm something, and where they answer."""

from governance.words.speak import message as N_

WORDS = {
    "confirmation-unknown": (
        N_("This link is not known."),
        N_("Open the link from the letter again, or write to the secretariat."),
    ),
    "confirmation-over": (
        N_("No answer is awaited here any more: the matter is settled, or its term ended on %(expires_at)s."),
        N_("The letter to all members says what came of it."),
    ),
    "confirmation-answered": (
        N_("This member has already answered, on %(answered_at)s; an answer stands."),
        N_("If the answer was not yours or was wrong, tell the secretariat and the other members at once."),
    ),
    "answer-missing": (
        N_("Neither “confirm” nor “decline” was chosen."),
        N_("Press one of the two buttons."),
    ),
    "purpose-unknown": (
        N_("“%(purpose)s” is nothing that other members are asked to confirm."),
        N_("Start again from the page of the matter."),
    ),
    "confirming-seats-few": (
        N_("Not enough members are named to confirm this: %(given)s of %(needed)s."),
        N_("Choose as many different members as are needed."),
    ),
    "confirming-seat-wrong": (
        N_("The member “%(seat)s” cannot confirm this."),
        N_(
            "Choose a member that has a director or an alternate, and that is neither the secretariat's own "
            "nor the one concerned."
        ),
    ),
    "confirmation-pending": (
        N_("Members were already asked to confirm this, and may answer until %(expires_at)s."),
        N_("Wait for their answers, or take the request back first."),
    ),
    "address-unconfirmed": (
        N_("While a ballot of “%(member)s” is open, another member must confirm its new address."),
        N_(
            "Change the address on the page of the seat at the desk, and choose there who is asked to confirm."
        ),
    ),
}
