"""Refusals met on the way of a vote: links, codes, times and the vote itself."""

from governance.words.speak import message as N_

WORDS = {
    "link-unknown": (
        N_("This voting link is not known."),
        N_("Open the link from the letter again, or ask for it to be sent once more."),
    ),
    "link-cut": (
        N_("This voting link is not whole: its end was cut off on the way."),
        N_(
            "Open the link from the letter again, or copy it to its last character; or ask for it to be sent once more."
        ),
    ),
    "link-revoked": (
        N_("This voting link is no longer valid: a newer one has replaced it."),
        N_("Use the link in the latest letter, or ask for it to be sent once more."),
    ),
    "vote-early": (
        N_("This ballot has not opened yet. It opens on %(opens_at)s."),
        N_("Please come back once it is open; your link stays valid."),
    ),
    "vote-late": (
        N_("This ballot closed on %(closes_at)s. Your answer arrived on %(received_at)s."),
        N_("Votes can no longer be cast or changed. The result can be read on the page of the motion."),
    ),
    "ballot-stopped": (
        N_("This ballot was stopped before its end; no vote in it counts."),
        N_("The page of the motion says why and what happens next."),
    ),
    "clock-off": (
        N_("The clock of this server is not right at the moment, so it takes no votes."),
        N_(
            "Please try again in a few minutes; your link stays valid. Those who run the service have been told."
        ),
    ),
    "code-wrong": (
        N_("The code is not the right one."),
        N_("Copy the six characters of the code from the letter. Capitals and small letters are alike."),
    ),
    "code-replaced": (
        N_("Too many wrong codes were given, so a new code has been sent by letter."),
        N_("Use the code in the latest letter; the earlier one is no longer taken."),
    ),
    "code-wrong-wait": (
        N_("The code is not the right one, and too many wrong codes were given."),
        N_("A new code can go out by letter on %(next_code_at)s; the code in the latest letter still works."),
    ),
    "code-missing": (
        N_("The code from the letter is missing."),
        N_("Copy the six characters of the code from the letter into the field."),
    ),
    "meeting-not-offered": (
        N_("Under the rule of this ballot no meeting can be asked for."),
        N_("Write to the secretariat if the question should be talked over first."),
    ),
    "premature-misplaced": (
        N_("You named a number of members or a date, but another answer than “Too early” is chosen."),
        N_("Choose “Too early”, or empty these two fields."),
    ),
    "premature-malformed": (
        N_("What would change your mind is not written as a number of members or as a date."),
        N_("Give a whole number from 1 to %(most)s, or a day of the calendar."),
    ),
    "premature-unexplained": (
        N_("“Too early” is chosen, but nothing says what would change your mind."),
        N_("Give a number of members or a date, or write in your reason which fact you wait for."),
    ),
    "request-reused": (
        N_("This confirmation was already used for another answer."),
        N_("Open your link again and give your answer anew."),
    ),
    "change-not-allowed": (
        N_("Under the rule of this ballot a vote cannot be changed once it is recorded."),
        N_("If the vote is not yours, tell the secretariat at once."),
    ),
    "vote-not-recorded": (
        N_(
            "Your answer arrived in time, on %(received_at)s, but the ballot had closed before it could be kept."
        ),
        N_("The register says that it came. Tell the secretariat, so that it can be put right."),
    ),
    "vote-not-taken": (
        N_(
            "Your answer arrived on %(received_at)s, but it could not be written down: "
            "the service does not reach its records at this moment."
        ),
        N_(
            "It has been noted that an answer came, not what it was, and the register will say so. "
            "Open your link again in a few minutes and give your answer again, before the close."
        ),
    ),
    "mandate-ended": (
        N_("The mandate that this link was sent to ended on %(ended_at)s."),
        N_("Whoever speaks for the member now has received a link of their own."),
    ),
    "seat-recused": (
        N_("This member has stepped out of this ballot and does not vote in it."),
        N_("If this is a mistake, write to the secretariat."),
    ),
    "vote-malformed": (
        N_("The answer arrived in a form that cannot be read."),
        N_("Open your link again and answer with the form on the page."),
    ),
    "vote-missing": (
        N_("There is no recorded vote here."),
        N_("Open your link to see whether a vote has been recorded."),
    ),
    "director-alone": (
        N_("Only the director of the seat can let the alternate vote."),
        N_("Write to the secretariat if the director cannot be reached."),
    ),
    "recusal-unexplained": (
        N_("The reason for stepping out is missing."),
        N_("Please say in a sentence why: everybody can read it."),
    ),
    "alternate-missing": (
        N_("This member has named no alternate."),
        N_("Write to the secretariat to name one."),
    ),
    "missing-choice": (
        N_("A position is missing."),
        N_("Please choose one answer for every question, then go on."),
    ),
    "position-not-offered": (
        N_("One of the answers is not among those offered."),
        N_("Please choose among the answers shown on the page."),
    ),
    "unknown-option": (
        N_("One of the answers names an option that does not exist in this ballot."),
        N_("Please open your link again and choose among the options shown."),
    ),
    "reason-missing": (
        N_("An objection was given without a reason."),
        N_("Please say in a sentence or two why you object, so that the others can answer."),
    ),
    "reason-too-long": (
        N_("A reason is longer than %(longest)s characters."),
        N_("Please shorten it; a longer paper can be sent to the secretariat."),
    ),
}
