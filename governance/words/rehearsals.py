"""A rehearsal as a table anybody can read: who would have to say yes, and what happens otherwise."""

from dataclasses import dataclass

from governance.rules.bands import Run, bands_of
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
        lines += ["", _say_others(rehearsal.neutral), *_say_grid(rehearsal, rehearsal.rest_neutral)]
    return [*lines, "", *_say_outcomes(rehearsal)]


def say_enough(rehearsal: Rehearsal) -> list[str]:
    """The least that adopts, and what adopts whatever the others do; where nobody can say yes, the most against."""
    if rehearsal.most_against is not None:
        return [_say_most_against(rehearsal.most_against)]
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


def _say_most_against(n: int) -> str:
    if n == 0:
        return _("It is adopted as long as nobody is against.")
    sentence = ngettext(
        "It is adopted as long as at most %(n)s member is against.",
        "It is adopted as long as at most %(n)s members are against.",
        n,
    )
    return sentence % {"n": n}


@dataclass(frozen=True, slots=True)
class BandLine:
    """Some numbers in favour, in words, and for each stretch against: the stretch in words and its outcome."""

    yes: str
    runs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """A table of a rehearsal to be read: what all others do, the bands, and the grid with the most in favour first."""

    heading: str
    bands: tuple[BandLine, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def tell_tables(rehearsal: Rehearsal) -> list[OutcomeTable]:
    """The tables of a rehearsal: all others silent; and all others without taking sides, where that can be answered."""
    tables = [_tell_table(_("If all others do not answer:"), rehearsal.rest_silent)]
    if rehearsal.rest_neutral and rehearsal.neutral:
        tables.append(_tell_table(_say_others(rehearsal.neutral), rehearsal.rest_neutral))
    return tables


def _tell_table(heading: str, grid: Grid) -> OutcomeTable:
    bands = tuple(
        BandLine(
            _say_stretch(band.least_yes, band.most_yes),
            tuple((_say_run(run), run.outcome) for run in band.runs),
        )
        for band in bands_of(grid)
    )
    return OutcomeTable(heading, bands, tuple(enumerate(grid))[::-1])


def _say_run(run: Run) -> str:
    if run.most is not None:
        return _say_stretch(run.least, run.most)
    return _("%(least)s or more") % {"least": run.least} if run.least else _("any number")


def _say_stretch(least: int, most: int) -> str:
    return str(least) if least == most else _("%(least)s to %(most)s") % {"least": least, "most": most}


def _say_others(neutral: str) -> str:
    return _("If all others answer “%(position)s”:") % {"position": say_state(neutral)}


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
        for yes in range(len(grid) - 1, -1, -1)
    ]
    return [_("rows: %(yes)s; columns: %(against)s") % facts, f"     | {columns}", *rows]


def _say_outcomes(rehearsal: Rehearsal) -> list[str]:
    total = say_number(str(sum(rehearsal.outcomes.values())))
    lines = [_("Of the %(total)s ways in which the seats can answer:") % {"total": total}]
    for outcome, number in sorted(rehearsal.outcomes.items(), key=lambda pair: -pair[1]):
        said = _("%(outcome)s: %(number)s") % {
            "outcome": outcome_label(outcome),
            "number": say_number(str(number)),
        }
        lines.append(f"{MARKS[outcome]} {said}")
    return lines
