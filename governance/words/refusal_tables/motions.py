"""Refusals about a motion's versions and rounds."""

from governance.words.speak import message as N_

WORDS = {
    "version-unknown": (
        N_("Motion %(motion)s has no version %(version)s."),
        N_("The page of the motion leads to all its versions."),
    ),
    "deliberation-unknown": (
        N_("This link to speak on a motion is not known."),
        N_("Open the link from the letter that announced the motion, or write to the secretariat."),
    ),
    "deliberation-over": (
        N_("The time to write on motion %(motion)s is over."),
        N_("When its ballot opens, you receive a letter with a link to vote."),
    ),
    "contribution-kind-missing": (
        N_("It is not said whether this is a comment, a concern or an amendment."),
        N_("Choose one of the three."),
    ),
    "contribution-empty": (
        N_("Nothing is written."),
        N_("Write your comment, your concern, or the reason for your amendment."),
    ),
    "passage-missing": (
        N_("The wording that you propose is missing."),
        N_("Write the passage as it should read; its reason goes into the other field."),
    ),
    "contributions-many": (
        N_("Your member has written %(most)s times on this motion already, which is the most there can be."),
        N_("Write to the secretariat."),
    ),
    "contribution-unknown": (
        N_("There is no such contribution to this motion."),
        N_("The page of the motion shows all of them."),
    ),
    "answer-empty": (
        N_("The answer is empty."),
        N_("Write what the secretariat answers."),
    ),
    "answer-given": (
        N_("An answer was published already, on %(answered_at)s."),
        N_("It stands; read it on the page of the motion."),
    ),
    "reopening-malformed": (
        N_("When the question comes back is not written as a number of members or as a day."),
        N_("Give a whole number from 1 to %(most)s, a day of the calendar, or leave both empty."),
    ),
    "objection-unknown": (
        N_("There is no such objection in this ballot."),
        N_("The page of the ballot shows all of them."),
    ),
    "objections-unanswered": (
        N_("Objections of an earlier ballot that wait for a written answer: %(objections)s."),
        N_("Answer them on the page of that ballot before the next one opens."),
    ),
    "round-unknown": (
        N_("There is no ballot %(round)s of motion %(motion)s."),
        N_("The page of the motion leads to all its ballots."),
    ),
}
