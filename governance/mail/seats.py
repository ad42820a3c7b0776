"""The letters about a seat in one ballot beside its vote: the alternate was let in, the seat stepped out."""

from governance.mail import parts
from governance.mail.blocks import Address, Content, Say
from governance.mail.writing import Writing
from governance.words.figures import say_name
from governance.words.speak import gettext as _


def alternate_told(writing: Writing) -> Content:
    """To the director: the alternate may vote in this ballot too, at whose word and why."""
    entry = writing.facts.entry.facts if writing.facts.entry else {}
    by_desk = entry.get("by") == "desk"
    who = (
        _(
            "The secretariat has let the alternate of %(member)s into the ballot on motion %(number)s, “%(title)s”."
        )
        if by_desk
        else _("At your word, the alternate of %(member)s may vote too on motion %(number)s, “%(title)s”.")
    )
    reason = {"reason": say_name(entry.get("reason", ""))}
    why = [Say(_("Reason given by the secretariat: %(reason)s") % reason)] if by_desk else []
    return Content(
        subject=_("Your alternate may vote: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(who % parts.about(writing)),
            *why,
            Say(
                _(
                    "The seat has one vote: the last one cast before %(deadline)s counts, whoever of you casts it. "
                    "Receipts go to both of you, and your own link stays valid."
                )
                % parts.about(writing)
            ),
            Say(
                _(
                    "If you know nothing of this, please tell the secretariat at once by answering this letter."
                )
            ),
            parts.questions(writing),
        ),
    )


def recused(writing: Writing) -> Content:
    """To who speaks for the seat, and to the desk: it has stepped out of the ballot."""
    return Content(
        subject=_("Stepped out of the ballot: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "%(member)s has stepped out of the ballot on motion %(number)s, “%(title)s”, "
                    "and does not vote in it. A vote that had been cast is not opened."
                )
                % parts.about(writing)
            ),
            Say(_("The reason is public at once, on the page of the motion:")),
            Address(writing.motion_url),
            Say(
                _(
                    "If you know nothing of this, please tell the secretariat at once by answering this letter."
                )
            ),
            parts.questions(writing),
        ),
    )
