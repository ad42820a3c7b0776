"""Refusals about a motion's versions and rounds."""

from governance.words.speak import message as N_

WORDS = {
    "version-unknown": (
        N_("Motion %(motion)s has no version %(version)s."),
        N_("The page of the motion leads to all its versions."),
    ),
    "round-unknown": (
        N_("There is no ballot %(round)s of motion %(motion)s."),
        N_("The page of the motion leads to all its ballots."),
    ),
}
