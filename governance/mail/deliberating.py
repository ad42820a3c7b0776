"""What letters say of the deliberation before a ballot: the invitation to speak, what was said, what was answered."""

from governance.mail import parts
from governance.mail.blocks import Address, Block, Code, Content, Say
from governance.mail.writing import Writing
from governance.words.figures import say_name
from governance.words.speak import gettext as _
from governance.words.speak import message as N_

_TO_DESK = {
    "comment": N_("Comment by %(member)s: %(title)s"),
    "concern": N_("Concern of %(member)s: %(title)s"),
    "amendment": N_("Amendment proposed by %(member)s: %(title)s"),
}


def invitation(writing: Writing) -> list[Block]:
    """The personal link and the code, for a director who may still speak; nothing in a letter without them."""
    if writing.keys.token is None:
        return []
    until = writing.motion.notice_ends_at
    return [
        Say(
            _(
                "Until %(instant)s you can comment, raise a concern or propose an amendment on your personal page. "
                "What you write there is public at once under the name of your member, "
                "and the secretariat answers it in writing."
            )
            % {"instant": writing.instant(until) if until else ""}
        ),
        Address(writing.deliberation_url),
        Say(_("To send, the page asks for this code, which stands in the letter and not in the link:")),
        Code(writing.keys.code or ""),
        Say(_("This link and this code are for you alone. Please do not forward them.")),
    ]


def new_code(writing: Writing) -> Content:
    """The next code of a link on whose page too many wrong ones were given; without the link."""
    return Content(
        subject=_("New code to speak on the motion: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(_("To speak on motion %(number)s, “%(title)s”, use this new code:") % parts.about(writing)),
            Code(writing.keys.code or ""),
            Say(
                _(
                    "Wrong codes were entered on your page several times, so the code of the earlier letters "
                    "is no longer taken. The link in those letters stays the same."
                )
            ),
            parts.questions(writing),
        ),
    )


def desk_contribution(writing: Writing) -> Content:
    """To the desk: a member has spoken on a motion; it waits for a written answer."""
    said = {"member": say_name(writing.facts.extra["member"])}
    subject = _TO_DESK[writing.facts.extra["about"]]
    return Content(
        subject=_(subject) % {"member": writing.facts.extra["member"], "title": writing.plain_title},
        blocks=(
            Say(
                _("Please answer %(member)s in writing: it has spoken on motion %(number)s, “%(title)s”.")
                % {**said, **parts.about(writing)}
            ),
            Say(_("What it wrote is public already, and so will your answer be.")),
            Say(_("The desk of the secretariat:")),
            Address(writing.url(f"/desk/motions/{writing.motion.number}#said")),
        ),
    )


def contribution_answered(writing: Writing) -> Content:
    """To the member: the desk has answered what it said."""
    said = {"member": say_name(writing.facts.extra["member"])}
    return Content(
        subject=_("The secretariat has answered: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "The secretariat has answered in writing what %(member)s said on motion %(number)s, “%(title)s”. "
                    "The answer is public at this address:"
                )
                % {**said, **parts.about(writing)}
            ),
            Address(f"{writing.motion_url}#said"),
            parts.questions(writing),
        ),
    )


def objection_answered(writing: Writing) -> Content:
    """To both who speak for a seat: the desk has answered its objection."""
    page = f"{writing.motion_url}/rounds/{writing.ballot.round}"
    return Content(
        subject=_("The secretariat has answered: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "The secretariat has answered in writing the objection of %(member)s to motion %(number)s, "
                    "“%(title)s”. The answer is public at this address:"
                )
                % parts.about(writing)
            ),
            Address(page),
            parts.questions(writing),
        ),
    )
