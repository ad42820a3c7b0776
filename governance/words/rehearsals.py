"""A rehearsal as a table anybody can read: who would have to say yes, and what happens otherwise."""

from governance.rules.rehearse import Grid, Rehearsal
from governance.words.counted import say_state
from governance.words.figures import say_number
from governance.words.labels import outcome_label
from governance.words.speak import gettext as _
from governance.words.speak import ngettext

MARKS = {
    "adopted": "✓",
    "rejected": "·",
    "blocked": "✗",
    "no_quorum": "?",
    "referred": "→",
    "pending": "…",
}
"""One sign per outcome, so that a table of them fits a screen and a telephone."""


def say_rehearsal(rehearsal: Rehearsal) -> list[str]:
    """The rehearsal in lines: what is enough, the tables, and how often each outcome occurs."""
    lines = [*say_enough(rehearsal), "", _say_legend(rehearsal)]
    lines += ["", _("If all others do not answer:"), *_say_grid(rehearsal, rehearsal.rest_silent)]
    if rehearsal.rest_neutral and rehearsal.neutral:
        heading = _("If all others answer “%(position)s”:") % {"position": say_state(rehearsal.neutral)}
        lines += ["", heading, *_say_grid(rehearsal, rehearsal.rest_neutral)]
    return [*lines, "", *_say_outcomes(rehearsal)]


def say_enough(rehearsal: Rehearsal) -> list[str]:
    """The least that adopts, and what adopts whatever the others do."""
    if rehearsal.least_yes is None:
        return [_("With these seats nothing can be adopted.")]
    n = rehearsal.least_yes
    least = ngettext(
        "At least %(n)s voice in favour is needed, depending on the others.",
        "At least %(n)s voices in favour are needed, depending on the others.",
        n,
    )
    if rehearsal.sure_yes is None:
        return [least % {"n": n}]
    sure = ngettext(
        "With %(n)s voice in favour it is adopted whatever the others do.",
        "With %(n)s voices in favour it is adopted whatever the others do.",
        rehearsal.sure_yes,
    )
    return [least % {"n": n}, sure % {"n": rehearsal.sure_yes}]


def _say_legend(rehearsal: Rehearsal) -> str:
    return "   ".join(
        f"{mark} {outcome_label(outcome)}" for outcome, mark in MARKS.items() if outcome in rehearsal.outcomes
    )


def _say_grid(rehearsal: Rehearsal, grid: Grid) -> list[str]:
    """Rows by those in favour, the most first; columns by those against."""
    facts = {"yes": say_state("yes"), "against": say_state(rehearsal.against)}
    columns = " ".join(f"{against:>2}" for against in range(rehearsal.seats + 1))
    rows = [
        f"{yes:>4} | " + " ".join(f"{MARKS[outcome]:>2}" for outcome in grid[yes])
        for yes in range(rehearsal.seats, -1, -1)
    ]
    return [_("rows: %(yes)s; columns: %(against)s") % facts, f"     | {columns}", *rows]


def _say_outcomes(rehearsal: Rehearsal) -> list[str]:
    total = say_number(str(sum(rehearsal.outcomes.values())))
    lines = [_("Of the %(total)s ways in which the seats can answer:") % {"total": total}]
    for outcome, number in sorted(rehearsal.outcomes.items(), key=lambda pair: -pair[1]):
        lines.append(f"{MARKS[outcome]} {outcome_label(outcome)}: {say_number(str(number))}")
    return lines
