"""The letters about the desk itself: it was handed over, an account got another password."""

from governance.mail import parts
from governance.mail.blocks import Address, Content, Say
from governance.mail.writing import Writing
from governance.words.figures import say_name
from governance.words.speak import gettext as _


def handed_over(writing: Writing) -> Content:
    """To all members and the new desk: who keeps the secretariat from now on."""
    entry = writing.facts.entry.facts if writing.facts.entry else {}
    facts = {"from": say_name(entry["from"]), "to": say_name(entry["to"])}
    return Content(
        subject=_("The secretariat passes to %(to)s") % {"to": entry["to"]},
        blocks=(
            Say(
                _(
                    "%(to)s keeps the secretariat from now on; until now it was %(from)s. Two members confirmed it."
                )
                % facts
            ),
            Say(
                _("The accounts of %(from)s at the desk no longer open it. Open ballots go on as they are.")
                % facts
            ),
            Say(_("It stands in the public register:")),
            Address(writing.url("/register")),
            parts.questions(writing),
        ),
    )


def account_reset(writing: Writing) -> Content:
    """To every account of the desk and the second contact: an account got another password, not from the desk."""
    facts = {"email": say_name(writing.facts.extra["email"])}
    return Content(
        subject=_("The password of an account of the desk was reset"),
        blocks=(
            Say(
                _(
                    "Whoever keeps the machine of the service has given the account %(email)s another password. "
                    "All its sessions have ended."
                )
                % facts
            ),
            Say(_("If nobody of the secretariat asked for that, somebody may be trying to enter the desk.")),
            Say(_("It stands in the public register:")),
            Address(writing.url("/register")),
            parts.questions(writing),
        ),
    )
