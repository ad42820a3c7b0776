"""The letters about a resolution after its number: in force, its condition met, its review day come."""

from governance.mail import parts
from governance.mail.blocks import Address, Block, Content, Say
from governance.mail.writing import Writing
from governance.words.figures import say_list, say_name
from governance.words.lives import say_change, say_condition
from governance.words.localized import pick
from governance.words.speak import gettext as _


def in_force(writing: Writing) -> Content:
    """To every member: a suspended resolution is in force now, who confirmed it, what it changes."""
    life = writing.life
    enforced = life.enforced or {}
    seats = [say_name(seat) for seat in enforced.get("seats", ())]
    return Content(
        subject=_("In force: %(title)s (resolution %(resolution)s)") % about(writing),
        blocks=(
            Say(
                _("Resolution %(resolution)s, “%(title)s”, was suspended and is in force now.")
                % about(writing)
            ),
            *condition(writing),
            Say(
                _("The secretariat asked for it, and this was confirmed by: %(seats)s.")
                % {"seats": say_list(seats)}
            ),
            Say(
                _("Reason given by the secretariat: %(reason)s")
                % {"reason": say_name(str(enforced.get("reason", "")))}
            ),
            *(Say(say_change(each.kind, each.resolution)) for each in life.changes),
            *page(writing),
            parts.questions(writing),
        ),
    )


def desk_condition(writing: Writing) -> Content:
    """To the desk: what a suspended resolution waits for has come; a second seat has to confirm it."""
    return Content(
        subject=_("Condition met: %(title)s (resolution %(resolution)s)") % about(writing),
        blocks=(
            Say(
                _("Please put resolution %(resolution)s, “%(title)s”, in force: what it waits for has come.")
                % about(writing)
            ),
            *condition(writing),
            Say(_("Nothing happens by itself: on its page at the desk you ask a second seat to confirm it.")),
            *desk_page(writing),
        ),
    )


def desk_review(writing: Writing) -> Content:
    """To the desk: the day has come on which a resolution is looked at again."""
    return Content(
        subject=_("To be reviewed: %(title)s (resolution %(resolution)s)") % about(writing),
        blocks=(
            Say(
                _("Please review resolution %(resolution)s, “%(title)s”: the day for it has come.")
                % about(writing)
            ),
            Say(
                _(
                    "Write on its page at the desk what the review found; everybody can read it there. "
                    "If it should be changed, draft a motion that says so."
                )
            ),
            *desk_page(writing),
        ),
    )


def about(writing: Writing) -> dict[str, str]:
    """The facts that most sentences name."""
    life = writing.life
    title = pick(life.title, authentic=life.authentic).text
    return {"resolution": say_name(life.number), "title": say_name(title)}


def condition(writing: Writing) -> list[Block]:
    """Until what the resolution was suspended, where it was."""
    life = writing.life
    if life.condition is None:
        return []
    said = say_condition(life.condition, authentic=life.authentic)
    return [Say(_("It was suspended until this is met: %(condition)s.") % {"condition": said})]


def page(writing: Writing) -> tuple[Say, Address]:
    """Where the resolution is public."""
    return Say(_("The resolution is public here:")), Address(
        writing.url(f"/resolutions/{writing.life.number}")
    )


def desk_page(writing: Writing) -> tuple[Say, Address]:
    """Where the desk looks after the resolution."""
    address = writing.url(f"/desk/resolutions/{writing.life.number}")
    return Say(_("Its page at the desk:")), Address(address)
