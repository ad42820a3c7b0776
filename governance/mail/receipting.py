"""The letters about a vote that was recorded or annulled. None of them can say what it was."""

from governance.mail import parts
from governance.mail.blocks import Content, Enclosure, Lines, Say
from governance.mail.writing import Writing
from governance.words.figures import say_name
from governance.words.speak import gettext as _
from governance.words.speak import ngettext


def receipt(writing: Writing) -> Content:
    """To both mandates of a seat: a vote was recorded, and the proof of it. Never the position nor its 32 bytes."""
    return Content(
        subject=_("Vote recorded: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _("A vote of %(member)s on motion %(number)s, “%(title)s”, has been recorded.")
                % parts.about(writing)
            ),
            Lines(_times(writing)),
            Say(
                _(
                    "This letter does not say what the vote was: that stays sealed until the end of the ballot."
                )
            ),
            *([_changeable(writing)] if writing.rule.conduct.change else []),
            Say(
                _(
                    "If this vote is not yours: open your link, choose “That was not me” and enter your code. "
                    "Or tell the secretariat at once by answering this letter."
                )
            ),
            Say(
                _(
                    "Enclosed are the entry in the register and the receipt that proves it. Please keep this letter: "
                    "with it anybody can check that the entry was neither changed nor removed."
                )
            ),
            parts.questions(writing),
        ),
        enclosures=_proof(writing),
    )


def disowned(writing: Writing) -> Content:
    """To both mandates of a seat: its vote was annulled at its own word."""
    return Content(
        subject=_("Vote annulled: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _(
                    "The vote of %(member)s on motion %(number)s, “%(title)s”, recorded on %(instant)s, "
                    "has been annulled: "
                    "on the page of the seat someone with its link and code declared: “That was not me”."
                )
                % {**parts.about(writing), "instant": writing.instant(writing.vote.recorded_at)}
            ),
            parts.vote_so_far(writing),
            Say(
                _(
                    "A new link was sent in a letter of its own; with it the seat can vote again until %(deadline)s."
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
        enclosures=_proof(writing),
    )


def _times(writing: Writing) -> tuple[str, ...]:
    vote = writing.vote
    replaces = (
        ngettext(
            "It replaces the earlier vote of this seat.",
            "It replaces the %(num)s earlier votes of this seat.",
            vote.replaces,
        )
        % {"num": vote.replaces}
        if vote.replaces
        else _("It is the first vote of this seat.")
    )
    number = writing.facts.entry.index if writing.facts.entry else 0
    return (
        _("Received: %(instant)s") % {"instant": writing.instant(vote.received_at)},
        _("Recorded: %(instant)s") % {"instant": writing.instant(vote.recorded_at)},
        _("Entry in the register: no. %(index)s") % {"index": say_name(str(number))},
        replaces,
    )


def _changeable(writing: Writing) -> Say:
    return Say(
        _("It can be changed with the same link and code until %(deadline)s: only the last vote counts.")
        % parts.about(writing)
    )


def _proof(writing: Writing) -> tuple[Enclosure, ...]:
    if writing.facts.entry is None or writing.keys.receipt is None:
        return ()
    return (
        Enclosure("entry.json", "application/json", writing.facts.entry.body.encode("utf-8")),
        Enclosure("receipt.tlog-proof", "application/octet-stream", writing.keys.receipt.encode("utf-8")),
    )
