"""The test letter: sent by the operator to a mailbox of their own, to see whether it arrives and is believed."""

from governance.mail.blocks import Address, Content, Say
from governance.mail.writing import Writing
from governance.words.figures import say_name
from governance.words.speak import gettext as _


def trial(writing: Writing) -> Content:
    """To the operator: that it arrived, and what to do with it next."""
    return Content(
        subject=_("Test letter of %(network)s") % {"network": writing.network_name},
        blocks=(
            Say(
                _(
                    "This is a test letter of the voting service of %(network)s: its letters reach this mailbox."
                )
                % {"network": say_name(writing.network_name)}
            ),
            Say(
                _(
                    "See that it lies among your letters and not among the spam. Then keep it as a file, whole with "
                    "its headers, and let it be examined: governance doctor --mail --arrived FILE"
                )
            ),
            Say(_("The links in letters lead to this address:")),
            Address(writing.url("/")),
        ),
    )
