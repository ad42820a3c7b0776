"""A rule rehearsed: every outcome it can have, before anybody votes."""

import pytest

from governance.refusal import Refusal
from governance.rules.bands import Band, Run, bands_of
from governance.rules.rehearse import MOST_SEATS, rehearse
from tests.rules.shipped import shipped


def test_every_way_to_answer_is_counted_once() -> None:
    """27,132 for thirteen seats, by outcome."""
    rehearsal = rehearse(shipped()["consensus-sans-objection"])
    assert sum(rehearsal.outcomes.values()) == 27_132
    assert set(rehearsal.outcomes) == {"adopted", "rejected", "blocked"}


@pytest.mark.parametrize(
    ("rule_id", "least", "sure"),
    [
        ("consensus-tous", 13, 13),
        ("consensus-sans-objection", 7, 13),
        ("majorite-exprimes", 1, 7),
        ("deux-tiers-membres", 9, 9),
        ("majorite-membres", 7, 7),
        ("unanimite-votants", 1, 13),
        ("ag-extraordinaire", 1, 9),
        ("pluralite-majoritaire", 1, 7),
        ("consensus-multi-options", 1, 13),
    ],
)
def test_the_least_and_the_sure_are_told(rule_id: str, least: int, sure: int) -> None:
    """The fewest yes that can be enough, and the fewest that always are."""
    rehearsal = rehearse(shipped()[rule_id])
    assert (rehearsal.least_yes, rehearsal.sure_yes) == (least, sure)


def test_where_nobody_can_say_yes_the_most_against_is_told() -> None:
    """In a silence procedure nobody may object; under another rule one seat of thirteen may."""
    rehearsal = rehearse(shipped()["procedure-silence"])
    assert (rehearsal.least_yes, rehearsal.sure_yes, rehearsal.most_against) == (None, None, 0)
    assert rehearsal.rest_silent == (("adopted", *["referred"] * 13),)
    assert rehearse(shipped()["majorite-exprimes"]).most_against is None


@pytest.mark.parametrize("rule_id", ["majorite-exprimes", "ag-ordinaire", "consensus-moins-un", "gitvote"])
def test_bands_say_what_the_table_says(rule_id: str) -> None:
    """Every cell of the table lies in exactly one run of one band, with its outcome."""
    grid = rehearse(shipped()[rule_id]).rest_silent
    bands = bands_of(grid)
    for yes, row in enumerate(grid):
        (band,) = [each for each in bands if each.least_yes <= yes <= each.most_yes]
        for against, outcome in enumerate(row):
            found = [
                run
                for run in band.runs
                if run.least <= against <= (len(row) if run.most is None else run.most)
            ]
            assert [run.outcome for run in found] == [outcome]


def test_rows_that_are_alike_are_drawn_together() -> None:
    """Two thirds of thirteen: nine are enough whatever the others do, fewer never are."""
    bands = bands_of(rehearse(shipped()["deux-tiers-membres"]).rest_silent)
    assert bands == (
        Band(9, 13, (Run("adopted", 0, None),)),
        Band(0, 8, (Run("rejected", 0, None),)),
    )


def test_the_tables_show_where_it_tips() -> None:
    """Rows by yes, columns by against, the rest silent or abstaining."""
    rehearsal = rehearse(shipped()["ag-ordinaire"])
    assert rehearsal.rest_silent[4][2] == "no_quorum"
    assert rehearsal.rest_silent[4][3] == "adopted"
    assert rehearsal.rest_silent[3][4] == "rejected"
    assert rehearsal.rest_neutral is not None
    assert rehearsal.rest_neutral[4][2] == "adopted"
    assert [len(row) for row in rehearsal.rest_silent] == list(range(14, 0, -1))


def test_objections_stand_for_against_where_no_plain_no_is_offered() -> None:
    """The table uses answers a director can give."""
    assert rehearse(shipped()["consensus-tous"]).against == "block"
    assert rehearse(shipped()["majorite-exprimes"]).against == "no"
    assert rehearse(shipped()["consensus-multi-options"]).neutral == "stand_aside"


@pytest.mark.parametrize(
    ("rule_id", "seats", "code"),
    [
        ("schulze", 13, "rehearsal-kind"),
        ("unsc-substantive", 15, "rehearsal-kind"),
        ("majorite-exprimes", 0, "rehearsal-size"),
        ("majorite-exprimes", MOST_SEATS + 1, "rehearsal-size"),
    ],
)
def test_what_cannot_be_rehearsed_is_refused(rule_id: str, seats: int, code: str) -> None:
    """Ranks, several counts, no seats, too many."""
    with pytest.raises(Refusal) as refused:
        rehearse(shipped()[rule_id], seats=seats)
    assert refused.value.code == code
