"""Actions of resolutions in words: their states, and the steps they have taken."""

from collections.abc import Mapping
from datetime import date

from governance.rules.actions import Progress, Step
from governance.words import dates
from governance.words.figures import say_name
from governance.words.speak import gettext as _
from governance.words.speak import message as N_

ACTION_STATES: Mapping[str, str] = {
    "planned": N_("Planned"),
    "under_way": N_("Under way"),
    "done": N_("Done"),
    "dropped": N_("Dropped"),
    "late": N_("Late"),
}
"""The states of ``governance.rules.actions``, and what an open one is called once its day is over."""

_STEPS = {
    "reported": N_("%(date)s, %(by)s: under way"),
    "done": N_("%(date)s, %(by)s: done"),
    "dropped": N_("%(date)s, %(by)s: dropped"),
    "reopened": N_("%(date)s, %(by)s: taken up again"),
}


def action_state_label(state: str) -> str:
    """The name of an action's state in the current language."""
    return _(ACTION_STATES.get(state, state))


def say_until(told: Progress) -> str:
    """Who is responsible, and until when; or that nobody is yet."""
    if not told.member:
        return _("Nobody is responsible yet.")
    day = dates.say_date(date.fromisoformat(told.due_on))
    return _("%(member)s, until %(day)s") % {"member": say_name(told.member), "day": day}


def say_step(step: Step, *, zone: str) -> str:
    """One step, its day and who took it."""
    facts = {"date": dates.say_date(step.at, zone), "by": _say_by(step.by)}
    if step.kind == "assigned":
        facts["day"] = dates.say_date(date.fromisoformat(step.due_on))
        facts["member"] = say_name(step.member)
        return _("%(date)s, %(by)s: given to %(member)s, until %(day)s") % facts
    return _(_STEPS[step.kind]) % facts


def _say_by(by: str) -> str:
    return _("secretariat") if by == "desk" else say_name(by)
