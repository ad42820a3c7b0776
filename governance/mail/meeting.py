"""The letters about a meeting that seats ask for in place of a ballot."""

from governance.mail import parts
from governance.mail.blocks import Address, Content, Say
from governance.mail.writing import Writing
from governance.words.figures import say_name
from governance.words.speak import gettext as _
from governance.words.speak import ngettext


def meeting_asked(writing: Writing) -> Content:
    """To both mandates of a seat: it has asked for a meeting, which nobody else can see yet."""
    needed = writing.rule.conduct.meeting_request or 0
    return Content(
        subject=_("Meeting asked for: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _("%(member)s has asked that the members meet on motion %(number)s, “%(title)s”.")
                % parts.about(writing)
            ),
            Say(
                ngettext(
                    "As soon as %(n)s member has asked for it, the ballot ends without effect "
                    "and everybody is told which members asked, and why.",
                    "As soon as %(n)s members have asked for it, the ballot ends without effect "
                    "and everybody is told which members asked, and why.",
                    needed,
                )
                % {"n": needed}
                + " "
                + _("Until then nobody else sees this; the secretariat sees only how many have asked.")
            ),
            Say(_("The ballot goes on meanwhile, until %(deadline)s.") % parts.about(writing)),
            parts.vote_so_far(writing),
            Say(
                _(
                    "If you know nothing of this, please tell the secretariat at once by answering this letter."
                )
            ),
            parts.questions(writing),
        ),
    )


def asked_by(writing: Writing) -> list[Say]:
    """Which members asked for the meeting that stopped a ballot; nothing where the secretariat stopped it."""
    seats = writing.facts.entry.facts.get("seats", ()) if writing.facts.entry else ()
    if not seats:
        return []
    named = ", ".join(say_name(seat) for seat in seats)
    return [
        Say(
            _("The meeting was asked for by: %(seats)s. Their reasons stand on the page of the motion.")
            % {"seats": named}
        )
    ]


def desk_meeting(writing: Writing) -> Content:
    """To the desk: enough seats have asked for a meeting; what is to be done now."""
    return Content(
        subject=_("Meeting to call: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "Please call a meeting on motion %(number)s, “%(title)s”: as many members as its rule says "
                    "have asked for one, and its ballot has been stopped without effect."
                )
                % parts.about(writing)
            ),
            *asked_by(writing),
            Say(
                _(
                    "Every seat has been written to. After the meeting the motion can be amended, put to the vote "
                    "again, or withdrawn."
                )
            ),
            Say(_("The desk of the secretariat:")),
            Address(writing.url("/desk")),
        ),
    )
