"""Refusals of letters: those that cannot be sent, and addresses of the demonstration's mailbox."""

from governance.words.speak import message as N_

WORDS = {
    "letter-unsafe": (
        N_(
            "The letter cannot be sent: a name, an address or the subject in it could be read as something else "
            "by a mail program."
        ),
        N_(
            "Please remove control characters and the signs “=?” from the title of the motion and from names."
        ),
    ),
    "letter-unknown": (
        N_("There is no letter at this address."),
        N_("The mailbox of the demonstration lists all letters."),
    ),
}
