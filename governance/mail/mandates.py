"""The letters about who speaks for a member, and about the members themselves."""

from datetime import datetime

from governance.mail import parts
from governance.mail.blocks import Address, Block, Content, Say
from governance.mail.writing import Writing
from governance.words.figures import say_name
from governance.words.localized import pick
from governance.words.speak import gettext as _
from governance.words.speak import message as N_

_NEWS = {
    "member-admitted": (
        N_("%(member)s joins the network"),
        N_(
            "%(member)s is a member of the network from now on, with a seat in every ballot that opens later."
        ),
    ),
    "member-left": (
        N_("%(member)s leaves the network"),
        N_("%(member)s has left the network. It has no seat in ballots that open later."),
    ),
    "member-suspended": (
        N_("%(member)s is suspended"),
        N_("%(member)s is suspended. It has no seat in ballots that open meanwhile."),
    ),
    "member-reinstated": (
        N_("%(member)s is no longer suspended"),
        N_("The suspension of %(member)s has ended. It has a seat in every ballot that opens later."),
    ),
}
"""What happened to a member, by the kind of its entry: the subject, and what it means for ballots."""


def mandate_taken(writing: Writing) -> Content:
    """To whoever comes to speak for a member: from and until when, and what follows."""
    facts = _facts(writing)
    begins = _("You speak for %(member)s (%(role)s) at %(network)s from %(from)s.") % facts
    ends = [Say(_("Your mandate ends on %(until)s.") % facts)] if writing.mandate.closes_at else []
    return Content(
        subject=_("You speak for %(member)s") % facts,
        blocks=(
            Say(begins),
            *ends,
            Say(
                _(
                    "When a ballot opens, the director receives a letter with a personal link and a code; the "
                    "alternate when the director or the secretariat asks for it, or while there is no director."
                )
            ),
            Say(_("If this is not right, please answer this letter, so that it is corrected.")),
            *_entered(writing),
            parts.questions(writing),
        ),
    )


def mandate_left(writing: Writing) -> Content:
    """To whoever ceases to speak for a member: from when, and whom to tell if that is not right."""
    facts = _facts(writing)
    return Content(
        subject=_("Your mandate for %(member)s ends") % facts,
        blocks=(
            Say(_("You no longer speak for %(member)s (%(role)s) from %(until)s.") % facts),
            Say(
                _(
                    "Links that were sent to you no longer open from then. A vote that was cast stands; "
                    "your successor may confirm or change it."
                )
            ),
            Say(
                _(
                    "If you did not expect this, please tell your organisation and the secretariat at once, best by "
                    "telephone: somebody else may be about to vote for it."
                )
            ),
            *_entered(writing),
            parts.questions(writing),
        ),
    )


def member_news(writing: Writing) -> Content:
    """To all members and the desk: a member joins, leaves, is suspended or reinstated."""
    entry = writing.facts.entry.facts if writing.facts.entry else {}
    facts = {"member": say_name(pick(writing.facts.extra["name"]).text)}
    subject, meaning = _NEWS[entry["kind"]]
    blocks: list[Block] = [Say(_(meaning) % facts)]
    if entry.get("until"):
        until = writing.instant(datetime.fromisoformat(entry["until"]))
        blocks.append(Say(_("The suspension ends by itself on %(until)s.") % {"until": until}))
    if entry.get("reason"):
        reason = {"reason": say_name(entry["reason"])}
        blocks.append(Say(_("Reason given by the secretariat: %(reason)s") % reason))
    blocks.append(Say(_("Ballots that are open keep their list of voters as it is.")))
    plain = {"member": pick(writing.facts.extra["name"]).text}
    return Content(subject=_(subject) % plain, blocks=(*blocks, *_entered(writing), parts.questions(writing)))


def _facts(writing: Writing) -> dict[str, str]:
    mandate = writing.mandate
    roles = {"director": _("director"), "alternate": _("alternate")}
    return {
        "member": say_name(pick(mandate.member).text),
        "role": roles[writing.facts.receiver.role],
        "network": say_name(writing.network_name),
        "from": writing.instant(mandate.opens_at),
        "until": writing.instant(mandate.closes_at) if mandate.closes_at else "",
    }


def _entered(writing: Writing) -> tuple[Say, Address]:
    return Say(_("It stands in the public register:")), Address(writing.url("/register"))
