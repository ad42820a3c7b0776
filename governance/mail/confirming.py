"""The letters about what the desk must not do alone: to the seats that are asked, and to all others."""

from governance.mail import parts
from governance.mail.blocks import Address, Block, Code, Content, Lines, Say
from governance.mail.writing import Writing
from governance.words.confirmations import Asked, confirmation_outcome, say_confirmation
from governance.words.figures import say_name
from governance.words.localized import pick
from governance.words.speak import gettext as _


def asked(writing: Writing) -> Content:
    """To the seat that is asked: what, by whom, why, what to make sure of; the link and the code."""
    matter = _matter(writing)
    return Content(
        subject=_("Please confirm or decline: %(title)s") % {"title": matter.title},
        blocks=(
            Say(
                _(
                    "The secretariat, %(desk)s, must not do the following on its own word, and asks %(member)s to "
                    "confirm it or to decline by %(deadline)s:"
                )
                % {**_facts(writing), "member": say_name(pick(writing.confirming.seat.name).text)}
            ),
            *_what(writing, matter),
            Say(matter.check),
            Say(_("Read it again and answer on this page:")),
            Address(writing.confirmation_url),
            Say(
                _(
                    "To confirm or to decline, the page asks for this code, "
                    "which stands in the letter and not in the link:"
                )
            ),
            Code(writing.keys.code or ""),
            Say(
                _(
                    "Whoever does not answer leaves things as they are. All members have been told of this request."
                )
            ),
            Say(_("This letter is for you alone. Please do not forward it.")),
            parts.questions(writing),
        ),
    )


def new_code(writing: Writing) -> Content:
    """The next code of a seat on whose page too many wrong ones were given; without the link."""
    matter = _matter(writing)
    return Content(
        subject=_("New code to confirm or decline: %(title)s") % {"title": matter.title},
        blocks=(
            Say(_("To confirm or to decline what the secretariat asks of you, use this new code:")),
            Code(writing.keys.code or ""),
            Say(
                _(
                    "Wrong codes were entered on your page several times, so the code of the earlier letters "
                    "is no longer taken. The link in those letters stays the same."
                )
            ),
            Say(
                _("If it was not you who entered them, please tell the secretariat by answering this letter.")
            ),
            parts.questions(writing),
        ),
    )


def told(writing: Writing) -> Content:
    """To every other seat: the desk has asked some seats to confirm something."""
    matter = _matter(writing)
    return Content(
        subject=_("For your information: %(title)s") % {"title": matter.title},
        blocks=(
            Say(
                _(
                    "The secretariat, %(desk)s, has asked these members to confirm the following by %(deadline)s:"
                )
                % _facts(writing)
            ),
            _seats(writing),
            *_what(writing, matter, private=False),
            Say(
                _(
                    "You need not do anything. If something seems wrong to you, telephone one of these members."
                )
            ),
            *_entered(writing),
            parts.questions(writing),
        ),
    )


def settled(writing: Writing) -> Content:
    """To every seat and to the desk: what came of it."""
    matter = _matter(writing)
    outcome = confirmation_outcome(writing.confirmation.state)
    return Content(
        subject=f"{outcome} – {matter.title}",
        blocks=(
            Say(_("What the secretariat, %(desk)s, had asked other members to confirm:") % _facts(writing)),
            *_what(writing, matter, private=False),
            Say(_("What came of it: %(outcome)s") % {"outcome": outcome}),
            Say(_("The members that were asked:")),
            _seats(writing),
            *_entered(writing),
            parts.questions(writing),
        ),
    )


def _matter(writing: Writing) -> Asked:
    confirmation = writing.confirmation
    return say_confirmation(confirmation.purpose, confirmation.facts, zone=writing.zone)


def _facts(writing: Writing) -> dict[str, str]:
    return {"desk": writing.desk, "deadline": writing.instant(writing.confirmation.expires_at)}


def _what(writing: Writing, matter: Asked, *, private: bool = True) -> list[Block]:
    reason = _("Reason given by the secretariat: %(reason)s") % {
        "reason": say_name(writing.confirmation.reason)
    }
    shown = [Say(matter.private)] if private and matter.private else []
    return [Say(matter.what), *shown, Say(reason)]


def _seats(writing: Writing) -> Lines:
    answers = {"given": _("confirmed"), "declined": _("declined"), None: _("no answer yet")}
    if writing.confirmation.state != "asked":
        answers[None] = _("no answer")
    return Lines(
        tuple(
            f"{say_name(pick(seat.name).text)}: {answers[seat.answer]}" for seat in writing.confirmation.seats
        )
    )


def _entered(writing: Writing) -> tuple[Say, Address]:
    return Say(_("It stands in the public register:")), Address(writing.url("/register"))
