"""The letters about a motion or a ballot on its way: tabled, extended, stopped, withdrawn."""

from datetime import datetime

from governance.mail import deliberating, meeting, parts
from governance.mail.blocks import Address, Block, Content, Say
from governance.mail.writing import Writing
from governance.words.figures import say_name
from governance.words.speak import gettext as _
from governance.words.speak import message as N_

OUTAGE = "outage"
"""The reason of an extension that the service itself makes after an outage."""

_WHY_STOPPED = {
    "amended": N_(
        "The text is being amended. A new ballot on the new text follows, after another notice period."
    ),
    "meeting": N_("The matter goes to a meeting of the members first."),
    "incident": N_("Something went wrong with this ballot. It will be held again."),
}
"""What a stop means for what comes next, by its reason."""

_TABLED = (
    N_("New motion: %(title)s"),
    N_(
        "Motion %(number)s, “%(title)s”, is put to the members. "
        "For now it is for reading and discussion only."
    ),
)
_AMENDED = (
    N_("Amended motion: %(title)s"),
    N_(
        "Motion %(number)s, “%(title)s”, has been amended. "
        "The new text is for reading and discussion for now; the one before no longer counts."
    ),
)
"""How the letter begins: its subject and its first sentence."""


def motion_tabled(writing: Writing) -> Content:
    """To every director: a motion, or its amended text, is public, and may be voted on from then."""
    opening = (
        _(
            "The ballot opens on %(instant)s at the earliest; you will then receive a letter with a personal link."
        )
        % {"instant": writing.instant(writing.motion.notice_ends_at)}
        if writing.motion.notice_ends_at
        else _("When the ballot opens, you will receive a letter with a personal link.")
    )
    rule: list[Block] = parts.rule_in_words(writing) if writing.facts.ballot else []
    subject, beginning = _AMENDED if writing.motion.version > 1 else _TABLED
    return Content(
        subject=_(subject) % {"title": writing.plain_title},
        blocks=(
            Say(_(beginning) % parts.about(writing)),
            Say(opening),
            Say(_("The motion is public at this address:")),
            Address(writing.motion_url),
            *deliberating.invitation(writing),
            parts.questions(writing),
            *parts.motion(writing),
            *rule,
        ),
    )


def extended(writing: Writing) -> Content:
    """To every seat: the ballot ends later than announced."""
    entry = writing.facts.entry.facts if writing.facts.entry else {}
    before = entry.get("from")
    facts = parts.about(writing) | {
        "before": writing.instant(datetime.fromisoformat(before)) if before else ""
    }
    return Content(
        subject=_("More time to vote, until %(day)s: %(title)s")
        % {"day": writing.day(writing.closes_at), "title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "There is more time to vote on motion %(number)s, “%(title)s”: "
                    "the ballot now ends on %(deadline)s. "
                    "Before, it was to end on %(before)s."
                )
                % facts
            ),
            _why_extended(entry.get("reason", "")),
            parts.vote_so_far(writing),
            Say(_("Your link and your code stay the same. If you have lost them, ask for them again here:")),
            Address(writing.url("/resend")),
            *parts.silence(writing),
            parts.questions(writing),
            Say(_("The enclosed file moves the deadline in your calendar.")),
        ),
        enclosures=(parts.deadline(writing),),
    )


def stopped(writing: Writing) -> Content:
    """To every seat: the ballot has no effect."""
    reason = writing.ballot.stop_reason or ""
    return Content(
        subject=_("Ballot stopped: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "The ballot on motion %(number)s, “%(title)s”, has been stopped and has no effect. "
                    "There is nothing to do for now."
                )
                % parts.about(writing)
            ),
            *([Say(_(_WHY_STOPPED[reason]))] if reason in _WHY_STOPPED else []),
            *([_reason(writing.ballot.stop_note)] if writing.ballot.stop_note else []),
            *meeting.asked_by(writing),
            _never_opened(),
            Say(
                _(
                    "When a new ballot opens, you will receive a letter with a new link. The motion stays public here:"
                )
            ),
            Address(writing.motion_url),
            parts.questions(writing),
        ),
    )


def withdrawn(writing: Writing) -> Content:
    """To every seat of an open ballot: its motion is off the table."""
    return Content(
        subject=_("Motion withdrawn: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "Motion %(number)s, “%(title)s”, has been withdrawn for good, and its ballot has no effect."
                )
                % parts.about(writing)
            ),
            _reason(writing.motion.withdrawn_reason or writing.ballot.stop_note or ""),
            _never_opened(),
            Say(_("The motion and the reason stay public at this address:")),
            Address(writing.motion_url),
            parts.questions(writing),
        ),
    )


def _why_extended(reason: str) -> Say:
    if reason == OUTAGE:
        return Say(
            _("The service could not be reached for a time shortly before the end; this time is given back.")
        )
    return _reason(reason)


def _reason(reason: str) -> Say:
    return Say(_("Reason given by the secretariat: %(reason)s") % {"reason": say_name(reason)})


def _never_opened() -> Say:
    return Say(_("Votes that had been cast will never be opened: nobody can learn what they said."))
