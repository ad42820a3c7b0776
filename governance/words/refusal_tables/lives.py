"""Refusals about what a resolution lives through after its number."""

from governance.words.speak import message as N_

WORDS = {
    "resolution-unchangeable": (
        N_(
            "Resolution %(resolution)s cannot be changed: it was not adopted, or it is repealed or replaced already."
        ),
        N_("Please look at its page, and name a resolution that is in force or suspended."),
    ),
    "resolution-not-suspended": (
        N_("Resolution %(resolution)s is not suspended: there is nothing to put in force."),
        N_("Its public page tells how it stands."),
    ),
    "resolution-without-force": (
        N_("Resolution %(resolution)s is neither in force nor suspended."),
        N_("Its public page tells how it stands."),
    ),
    "note-missing": (
        N_("The text is missing."),
        N_("Please write it: everybody will read it."),
    ),
    "note-long": (
        N_("The text is longer than %(longest)s characters."),
        N_("Please shorten it."),
    ),
    "resolution-not-adopted": (
        N_("Resolution %(resolution)s was not adopted: it has no actions."),
        N_("Please choose a resolution that was adopted."),
    ),
    "actions-many": (
        N_("A resolution has at most %(most)s actions."),
        N_("Please put some of them together."),
    ),
    "action-unknown": (
        N_("There is no such action."),
        N_("Please look at the list of actions."),
    ),
    "action-step": (
        N_("This step cannot be taken for the action as it stands now."),
        N_("Please look at the page again: it may have moved on meanwhile."),
    ),
    "action-of-another": (
        N_("Another member is responsible for this action now."),
        N_("If this is not right, please write to the secretariat."),
    ),
    "follow-link-unknown": (
        N_("This link is not known."),
        N_("Please use the link of the letter as it stands there, or write to the secretariat."),
    ),
    "contest-late": (
        N_("The term to contest this resolution is over since %(until)s."),
        N_("A motion can still propose to change it: please write to the secretariat."),
    ),
    "contest-filed": (
        N_("This member has contested the resolution already, on %(filed_at)s, with another reason."),
        N_("The first one stands. To add something, please write to the secretariat."),
    ),
    "contest-unknown": (
        N_("There is no such contest."),
        N_("Please look at the page of the resolution."),
    ),
    "contest-settled": (
        N_("This contest was answered on %(settled_at)s, with another answer."),
        N_("The first answer stands; it is public on the page of the resolution."),
    ),
    "passage-empty": (
        N_("The passage and what it should read are not both there, or they are the same."),
        N_("Please copy the wrong passage from the text, and write it as it should read."),
    ),
    "passage-long": (
        N_("A correction changes at most %(longest)s characters."),
        N_("Please name only the words that are wrong; whatever changes the meaning is put to the vote."),
    ),
    "passage-absent": (
        N_("This passage does not stand in the text."),
        N_("Please copy it from the text as it is, in the language you have chosen."),
    ),
    "passage-doubled": (
        N_("This passage stands in the text more than once."),
        N_("Please copy a little more of the text around it."),
    ),
    "change-doubled": (
        N_("Resolution %(resolution)s is named twice."),
        N_("Please say once what this motion does to it."),
    ),
    "changes-many": (
        N_("One motion can change at most %(most)s earlier resolutions."),
        N_("Please put the others to the vote in another motion."),
    ),
    "change-unknown": (
        N_("It is not said what the motion does to the earlier resolution."),
        N_("Please choose: it amends, repeals or replaces it."),
    ),
    "members-malformed": (
        N_("This is not a number of members."),
        N_("Please write a whole number from 1, or leave it empty."),
    ),
}
