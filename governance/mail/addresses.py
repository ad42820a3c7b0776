"""The letters about an address: to the one that was left, and to the one that took its place. Neither names the other,
and neither holds a link: who reads them may not be who they are meant for."""

from governance.mail import parts
from governance.mail.blocks import Address, Content, Say
from governance.mail.writing import Writing
from governance.words.speak import gettext as _


def address_left(writing: Writing) -> Content:
    """To the former address: no more letters, and what to do if nobody asked for that."""
    return Content(
        subject=_("Your address at %(network)s has changed") % {"network": writing.network_name},
        blocks=(
            Say(
                _(
                    "The secretariat has registered another address for letters to you. "
                    "From now on they go there, and no longer to this one."
                )
            ),
            Say(_("Links that were sent to this address no longer open. A vote that was cast stands.")),
            Say(
                _(
                    "If you did not ask for this, please tell the secretariat at once, best by telephone: "
                    "somebody else may be receiving your letters."
                )
            ),
            *_entered(writing),
            parts.questions(writing),
        ),
    )


def address_taken(writing: Writing) -> Content:
    """To the new address: letters come here from now on."""
    return Content(
        subject=_("Your letters of %(network)s come here from now on") % {"network": writing.network_name},
        blocks=(
            Say(
                _(
                    "The secretariat has registered this address for letters to you. "
                    "The former address has been told."
                )
            ),
            Say(
                _(
                    "If a ballot is open, your new link comes in a letter of its own; the former one no longer opens."
                )
            ),
            Say(
                _(
                    "If these letters are not meant for you, please answer this one, so that the address is corrected."
                )
            ),
            *_entered(writing),
            parts.questions(writing),
        ),
    )


def _entered(writing: Writing) -> tuple[Say, Address]:
    return Say(_("The change stands in the public register, without the addresses:")), Address(
        writing.url("/register")
    )
