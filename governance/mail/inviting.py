"""The letters that carry a link or a code: invitation, reminder, link replaced or sent again, new code."""

from governance.mail import parts
from governance.mail.blocks import Block, Code, Content, Say
from governance.mail.writing import Writing
from governance.words.speak import gettext as _
from governance.words.speak import message as N_

_WHY_INVITED = {
    "alternate-activated": N_(
        "You are invited as alternate of %(member)s: in this ballot you may vote as well as the director. "
        "The seat has one vote, and the last one cast counts, whoever of you cast it."
    ),
    "mandate-changed": N_("You now speak for %(member)s and take over its seat in this ballot."),
}
"""What else an invitation says, by what caused its link."""

_WHY_REPLACED = {
    "reissued": N_("The secretariat has replaced your link. The earlier one no longer opens."),
    "address-changed": N_("Your address has changed. The link sent to the earlier address no longer opens."),
    "mandate-changed": N_("You now speak for %(member)s. The link of your predecessor no longer opens."),
    "disowned": N_(
        "A vote of %(member)s was annulled, because someone holding its link and code declared: “That was not me”. "
        "The earlier link no longer opens."
    ),
}
"""Why a link was replaced, by cause."""


def invitation(writing: Writing) -> Content:
    """To a seat: vote, by when, how, on what."""
    cause = _WHY_INVITED.get(writing.facts.extra.get("cause", ""))
    blocks: list[Block] = [
        Say(
            _("Please cast the vote of %(member)s on motion %(number)s, “%(title)s”, by %(deadline)s.")
            % parts.about(writing)
        )
    ]
    if cause is not None:
        blocks += [Say(_(cause) % parts.about(writing)), parts.vote_so_far(writing)]
    blocks += [*parts.link(writing), *parts.code(writing), parts.caution(writing), *parts.silence(writing)]
    blocks += [parts.secrecy(writing.rule), parts.questions(writing), _calendar_note()]
    blocks += [*parts.motion(writing), *parts.rule_in_words(writing)]
    return Content(
        subject=_("Vote by %(day)s: %(title)s")
        % {"day": writing.day(writing.closes_at), "title": writing.plain_title},
        blocks=tuple(blocks),
        enclosures=(parts.deadline(writing),),
    )


def reminder(writing: Writing) -> Content:
    """To a seat that has not answered. Never to another."""
    return Content(
        subject=_("Reminder, vote by %(day)s: %(title)s")
        % {"day": writing.day(writing.closes_at), "title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "Please remember to vote on motion %(number)s, “%(title)s”, by %(deadline)s: "
                    "no vote of %(member)s has been recorded so far."
                )
                % parts.about(writing)
            ),
            *parts.link(writing),
            *parts.code(writing),
            parts.caution(writing),
            *parts.silence(writing),
            parts.questions(writing),
            _calendar_note(),
        ),
        enclosures=(parts.deadline(writing),),
    )


def link_replaced(writing: Writing) -> Content:
    """To whoever holds a new link, because the earlier one died."""
    cause = writing.facts.extra.get("cause", "reissued")
    return Content(
        subject=_("New link to vote: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "To vote for %(member)s on motion %(number)s, “%(title)s”, by %(deadline)s, "
                    "please use the new link below."
                )
                % parts.about(writing)
            ),
            Say(_(_WHY_REPLACED.get(cause, _WHY_REPLACED["reissued"])) % parts.about(writing)),
            parts.vote_so_far(writing),
            *parts.link(writing),
            *parts.code(writing),
            parts.caution(writing),
            *parts.silence(writing),
            parts.questions(writing),
            _calendar_note(),
        ),
        enclosures=(parts.deadline(writing),),
    )


def link_resent(writing: Writing) -> Content:
    """The same link and code again, for who asked on the page for lost letters."""
    return Content(
        subject=_("Your link to vote, sent again: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "Here are once more the link and the code of %(member)s to vote on motion %(number)s, "
                    "“%(title)s”, by %(deadline)s."
                )
                % parts.about(writing)
            ),
            parts.vote_so_far(writing),
            *parts.link(writing),
            *parts.code(writing),
            parts.caution(writing),
            *parts.silence(writing),
            Say(
                _(
                    "They were asked for on this service with your address. If it was not you, nothing is to be done."
                )
            ),
            parts.questions(writing),
        ),
    )


def new_code(writing: Writing) -> Content:
    """The new code alone: who guessed at the old one must not find the link beside it."""
    code: list[Block] = [Code(writing.keys.code)] if writing.keys.code is not None else []
    return Content(
        subject=_("New code to confirm your vote: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "To confirm the vote of %(member)s on motion %(number)s, “%(title)s”, by %(deadline)s, "
                    "use this new code:"
                )
                % parts.about(writing)
            ),
            *code,
            Say(
                _(
                    "Wrong codes were entered on your page several times, so the code of the earlier letters "
                    "is no longer taken. The link in those letters stays the same."
                )
            ),
            Say(
                _(
                    "If it was not you who entered them, please tell the secretariat by answering this letter. "
                    "Nobody can vote for %(member)s without this code."
                )
                % parts.about(writing)
            ),
            *parts.silence(writing),
            parts.questions(writing),
        ),
    )


def _calendar_note() -> Say:
    return Say(_("The enclosed file puts the deadline into your calendar, with an alarm."))
