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
    "date-malformed": (
        N_("This is not a date."),
        N_("Please write it as 2027-01-31."),
    ),
    "members-malformed": (
        N_("This is not a number of members."),
        N_("Please write a whole number from 1, or leave it empty."),
    ),
}
