"""The letters about what follows a resolution: contests, and actions with whoever is responsible for them."""

from datetime import date

from governance.mail import parts
from governance.mail.blocks import Address, Block, Code, Content, Say
from governance.mail.lives import about, desk_page, page
from governance.mail.writing import Writing
from governance.words import dates
from governance.words.figures import say_name
from governance.words.localized import pick
from governance.words.speak import gettext as _


def may_contest(writing: Writing) -> list[Block]:
    """In the letter with the outcome: until when the seat can contest it, the link and the code; nothing where the
    network has no term."""
    life = writing.facts.life
    if life is None or life.follow is None or life.contest_until is None:
        return []
    return [
        Say(
            _("%(member)s can contest this resolution, giving a reason, until %(until)s, on this page:")
            % {
                "member": say_name(pick(life.follow.member).text),
                "until": writing.instant(life.contest_until),
            }
        ),
        Address(writing.follow_url),
        *_code(writing),
    ]


def contest_filed(writing: Writing) -> Content:
    """To every member: one of them contests a resolution, and why."""
    return Content(
        subject=_("Contested: %(title)s (resolution %(resolution)s)") % about(writing),
        blocks=(
            *_filed(writing),
            Say(
                _(
                    "The secretariat answers in writing, and you will be told. Until then the resolution stands."
                )
            ),
            *page(writing),
            parts.questions(writing),
        ),
    )


def desk_contested(writing: Writing) -> Content:
    """To the desk: a contest waits for its answer."""
    return Content(
        subject=_("To be answered, contest of %(member)s: %(title)s") % _contested(writing),
        blocks=(
            *_filed(writing),
            Say(
                _(
                    "Please answer it in writing on the page of the resolution: everybody will read the answer."
                )
            ),
            *desk_page(writing),
        ),
    )


def second_contested(writing: Writing) -> Content:
    """To the mailbox outside the secretariat."""
    return Content(
        subject=_("Contested: %(title)s (resolution %(resolution)s)") % about(writing),
        blocks=(
            *_filed(writing),
            Say(
                _(
                    "You receive this letter as second contact of the network: please make sure that it is followed up."
                )
            ),
            *page(writing),
        ),
    )


def contest_settled(writing: Writing) -> Content:
    """To every member: what the desk answered to a contest."""
    contest = writing.contest
    outcome = _("The contest is upheld.") if contest.upheld else _("The contest is not upheld.")
    return Content(
        subject=_("Answer to the contest of %(member)s: %(title)s") % _contested(writing),
        blocks=(
            Say(
                _(
                    "The secretariat has answered the contest of %(member)s "
                    "about resolution %(resolution)s, “%(title)s”."
                )
                % _contested(writing)
                + " "
                + outcome
            ),
            Say(_("Its answer: %(answer)s") % {"answer": say_name(contest.answer)}),
            Say(_("By itself this changes nothing: the resolution stands until a later one changes it.")),
            *page(writing),
            parts.questions(writing),
        ),
    )


def action_assigned(writing: Writing) -> Content:
    """To the responsible member: what it is asked to do, until when, and where it reports."""
    return Content(
        subject=_("Yours to do until %(day)s (resolution %(resolution)s)") % _action(writing),
        blocks=(
            Say(_("%(member)s is asked to do the following until %(day)s: %(what)s") % _action(writing)),
            *_report(writing),
        ),
    )


def action_reminder(writing: Writing) -> Content:
    """To the responsible member, before the day and on it."""
    return Content(
        subject=_("Reminder: to do until %(day)s (resolution %(resolution)s)") % _action(writing),
        blocks=(
            Say(
                _("%(member)s has until %(day)s to do the following, which is not reported done: %(what)s")
                % _action(writing)
            ),
            *_report(writing),
        ),
    )


def follow_code(writing: Writing) -> Content:
    """The next code, after too many wrong ones; without the link."""
    return Content(
        subject=_("New code: %(title)s (resolution %(resolution)s)") % about(writing),
        blocks=(
            Say(
                _("Use this new code on your page about resolution %(resolution)s, “%(title)s”:")
                % about(writing)
            ),
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


def _filed(writing: Writing) -> list[Block]:
    contest = writing.contest
    blocks: list[Block] = [
        Say(_("%(member)s contests resolution %(resolution)s, “%(title)s”.") % _contested(writing))
    ]
    if contest.reason:
        blocks.append(Say(_("Its reason: %(reason)s") % {"reason": say_name(contest.reason)}))
    return blocks


def _report(writing: Writing) -> list[Block]:
    return [
        Say(_("It is an action of resolution %(resolution)s, “%(title)s”.") % about(writing)),
        Say(_("Say on this page how far it has come, as often as you like; everybody can read it:")),
        Address(writing.follow_url),
        *_code(writing),
        parts.questions(writing),
    ]


def _code(writing: Writing) -> list[Block]:
    return [
        Say(_("The page asks for this code, which stands in the letter and not in the link:")),
        Code(writing.keys.code or ""),
    ]


def _contested(writing: Writing) -> dict[str, str]:
    return {**about(writing), "member": say_name(writing.contest.seat)}


def _action(writing: Writing) -> dict[str, str]:
    action = writing.action
    what = pick(action.what, authentic=action.authentic).text
    return {
        **about(writing),
        "member": say_name(action.progress.member),
        "day": dates.say_date(date.fromisoformat(action.progress.due_on)),
        "what": say_name(what),
    }
