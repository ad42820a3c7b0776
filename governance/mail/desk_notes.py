"""The letters to the secretariat's accounts, and to the second contact: what happened, and what is to be done."""

from governance.mail import parts
from governance.mail.blocks import Address, Block, Content, Lines, Say
from governance.mail.outcomes import following_sentence, outcome_sentence
from governance.mail.writing import Writing
from governance.words.figures import say_name
from governance.words.speak import gettext as _
from governance.words.speak import ngettext


def desk_outcome(writing: Writing) -> Content:
    """A ballot closed and its outcome is published; the minutes wait for a signature."""
    return Content(
        subject=_("Closed, minutes to sign: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _("Please sign the minutes of motion %(number)s, “%(title)s”: its ballot is closed.")
                % parts.about(writing)
                + " "
                + outcome_sentence(writing)
            ),
            Say(
                _("Resolution %(resolution)s is published, and every seat has been written to.")
                % {"resolution": say_name(writing.facts.resolution or "")}
            ),
            *_desk(writing),
        ),
    )


def desk_next_round(writing: Writing) -> Content:
    """A ballot closed and the next one is prepared; the desk opens it."""
    following = writing.facts.following
    when = writing.instant(following.earliest_open_at) if following else ""
    return Content(
        subject=_("Another round to open: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _("The ballot on motion %(number)s, “%(title)s”, is closed, and nothing is final yet.")
                % parts.about(writing)
                + " "
                + following_sentence(writing)
            ),
            Say(
                _("The next ballot is prepared. Please open it; this is possible from %(instant)s.")
                % {"instant": when}
            ),
            *_desk(writing),
        ),
    )


def desk_reopened(writing: Writing) -> Content:
    """A decided motion comes back as a draft: what it waited for has come."""
    extra = writing.facts.extra
    return Content(
        subject=_("A question comes back: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _("Motion %(of)s provided that its question comes back, and what it waited for has come.")
                % {"of": say_name(extra["of"])}
                + " "
                + ngettext(
                    "The network has %(n)s member now.",
                    "The network has %(n)s members now.",
                    extra["members"],
                )
                % {"n": extra["members"]}
            ),
            Say(
                _(
                    "It is prepared as draft %(number)s, “%(title)s”, with the same text and the same rule. "
                    "Nothing is decided and nobody else has been told: please read it, change what has changed since, "
                    "and table it, or withdraw it."
                )
                % parts.about(writing)
            ),
            Say(_("The desk of the secretariat:")),
            Address(writing.url(f"/desk/motions/{writing.motion.number}")),
        ),
    )


def desk_silent(writing: Writing) -> Content:
    """A ballot ends soon and seats have not answered; never what the others said."""
    seats = tuple(say_name(code) for code in writing.facts.extra.get("seats", ()))
    return Content(
        subject=_("Not answered yet: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "Please telephone the members below: the ballot on motion %(number)s, “%(title)s”, "
                    "ends on %(deadline)s, and their seats had not answered when this letter was written."
                )
                % parts.about(writing)
            ),
            Lines(seats),
            Say(
                _(
                    "If a letter did not arrive, the page of the ballot says so; there a link can be sent anew, "
                    "an address changed or the alternate let in. How a member votes is its own affair."
                )
            ),
            *parts.silence_of_rule(writing),
            *_desk(writing),
        ),
    )


def desk_disowned(writing: Writing) -> Content:
    """A seat disowned its vote: someone may have its letter."""
    return _disowned(writing, *_desk(writing))


def second_disowned(writing: Writing) -> Content:
    """The same to the mailbox outside the secretariat: should the secretariat itself be at fault, others know."""
    return _disowned(
        writing,
        Say(
            _(
                "You receive this letter as second contact of the network: please make sure that it is followed up."
            )
        ),
        Say(_("The motion is public at this address:")),
        Address(writing.motion_url),
    )


def _disowned(writing: Writing, *end: Block) -> Content:
    return Content(
        subject=_("Vote disowned by %(member)s: %(title)s")
        % {"member": writing.member, "title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "Please telephone %(member)s: on the page of its seat a vote on motion %(number)s, “%(title)s”, "
                    "was declared “That was not me”."
                )
                % parts.about(writing)
            ),
            Say(
                _(
                    "The vote has been annulled, its links are dead, and new ones were sent to the registered "
                    "addresses. "
                    "If these addresses are no longer safe, change them before the seat votes again."
                )
            ),
            Say(_("The ballot ends on %(deadline)s.") % parts.about(writing)),
            *end,
        ),
    )


def _desk(writing: Writing) -> tuple[Say, Address]:
    return Say(_("The desk of the secretariat:")), Address(writing.url("/desk"))
