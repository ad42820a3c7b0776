"""What is typed at the desk becomes wording, conduct and instants: pure functions, no page."""

from datetime import UTC, datetime, timedelta

import pytest

from governance.acts.missing_wording import check_ready_to_table, missing_before_tabling
from governance.refusal import Refusal
from governance.web.desk.closing_time import closing_fields, read_closing, suggest_closing
from governance.web.desk.motion_fields import (
    Kept,
    add_option,
    blank_fields,
    fill_fields,
    option_places,
    read_fields,
    remove_option,
)
from governance.web.desk.periods import read_period, read_periods, say_period
from tests.equipment.network import a_wording, rulebook

DAY = timedelta(days=1)
ZONE = "Africa/Casablanca"
RULEBOOK = rulebook()
OPTIONS = {"association": "Association", "gie": "GIE"}
CONDUCT = {
    "authentic": "fr",
    "rule_id": "consensus-sans-objection",
    "params": {"min_support": "2/3"},
    "fallback": [{"on": ["blocked"], "rule": "deux-tiers-membres", "after": "P14D"}],
    "notice": "P10D",
    "open_for": "PT36H",
    "reminders": ["P7D", "P1D"],
    "reopen_when": None,
}
LIFE = {
    "changes": [
        {"act": "amends", "resolution": "R-2026-01"},
        {"act": "repeals", "resolution": "R-2026-02"},
    ],
    "suspended_until": {"members_at_least": 15, "date": "2027-06-01", "text": {"fr": "La salle est trouvée"}},
    "review_on": "2028-01-31",
}
KEPT = Kept("consensus-sans-objection", CONDUCT["fallback"], {"members_at_least": 15})  # type: ignore[arg-type]


def test_a_motion_comes_back_from_its_form_as_it_went_in() -> None:
    """Filling the fields and reading them gives the same wording and conduct."""
    wording = a_wording("2026-01", OPTIONS) | {"life": LIFE}
    kept = Kept(str(CONDUCT["rule_id"]), CONDUCT["fallback"], None)  # type: ignore[arg-type]
    reading = read_fields(fill_fields(wording, CONDUCT), rulebook=RULEBOOK, kept=kept)
    long_enough = reading.conduct | {"open_for": "PT36H"}
    assert (reading.wording, long_enough) == (wording, CONDUCT)


def test_another_rule_drops_the_next_rounds_that_belonged_to_the_first() -> None:
    """A motion's own fallback stays with its rule; when it is put again stays whatever the rule."""
    fields = fill_fields(a_wording("2026-01", {}), CONDUCT | {"reopen_when": {"members_at_least": 15}}) | {
        "rule": "consensus-tous"
    }
    conduct = read_fields(fields, rulebook=RULEBOOK, kept=KEPT).conduct
    assert (conduct["fallback"], conduct["reopen_when"]) == (None, {"members_at_least": 15})


def test_every_fault_is_named_beside_its_own_field() -> None:
    """One reading finds them all."""
    fields = fill_fields(a_wording("2026-01", OPTIONS), CONDUCT) | {
        "title-fr": "x" * 201,
        "title-ar": "سطر\u202eمقلوب",
        "text-en": "a\u2066b",
        "option-2-fr": "",
        "param-consensus-sans-objection-min_support": "two thirds",
        "notice": "soon",
        "open_for": "1",
        "reminders": "7, later",
        "life-members": "a few",
        "life-date": "tomorrow",
        "life-resolution-1": "R-2026-01",
    }
    errors = read_fields(fields, rulebook=RULEBOOK, kept=Kept()).errors
    assert {name: refusal.code for name, refusal in errors.items()} == {
        "title-fr": "title-long",
        "title-ar": "title-unsafe",
        "text-en": "text-unsafe",
        "option-2-fr": "option-unlabelled",
        "param-consensus-sans-objection-min_support": "param-malformed",
        "notice": "period-malformed",
        "open_for": "period-too-short",
        "reminders": "period-malformed",
        "life-members": "members-malformed",
        "life-date": "date-malformed",
        "life-act-1": "change-unknown",
    }


def test_a_blank_form_lacks_a_title_and_a_rule() -> None:
    """Nothing is preselected but the times."""
    errors = read_fields(blank_fields(), rulebook=RULEBOOK, kept=Kept()).errors
    assert {name: refusal.code for name, refusal in errors.items()} == {
        "title-fr": "title-missing",
        "rule": "rule-missing",
    }


def test_a_next_round_that_cannot_be_held_is_named_beside_the_rule() -> None:
    """A motion taken over with rounds of its own: its rule is refused with the place, and not one field else."""
    fallback = [{"on": ["blocked"], "rule": "nowhere"}]
    fields = fill_fields(a_wording("2026-01", OPTIONS), CONDUCT) | {"open_for": "14"}
    errors = read_fields(fields, rulebook=RULEBOOK, kept=Kept(CONDUCT["rule_id"], fallback)).errors
    assert {name: refusal.code for name, refusal in errors.items()} == {"rule": "fallback-unknown"}
    assert errors["rule"].facts["key"] == "fallback[0].rule"


def test_options_get_ids_of_their_own() -> None:
    """Made from the label where there is none; never the same twice; what a browser forged is made anew."""
    fields = blank_fields() | {
        "option-1-fr": "Créer une association",
        "option-2-fr": "Créer une association !",
        "option-4-ar": "انتظار",
        "option-5-id": "../etc",
        "option-5-fr": "Attendre",
        "option-6-fr": "  ",
    }
    reading = read_fields(fields, rulebook=RULEBOOK, kept=Kept())
    ids = [option["id"] for option in reading.wording["options"]]
    assert ids == ["creer-une-association", "creer-une-association-2", "option", "attendre"]
    assert reading.errors["option-4-fr"].code == "option-unlabelled"


def test_rows_of_options_come_and_go() -> None:
    """The first row brings a second; removing one moves the others up with all they hold."""
    two = add_option(blank_fields())
    assert option_places(two) == [1, 2]
    filled = add_option(two) | {
        "option-1-fr": "A",
        "option-2-fr": "B",
        "option-2-id": "b",
        "option-3-fr": "C",
    }
    left = remove_option(filled, "1")
    assert option_places(left) == [1, 2]
    assert (left["option-1-fr"], left["option-1-id"], left["option-2-fr"]) == ("B", "b", "C")
    assert remove_option(left, "9") | {} == left


@pytest.mark.parametrize(
    ("typed", "written", "shown"),
    [("10", "P10D", "10"), ("36 h", "P1DT12H", "36 h"), ("48H", "P2D", "2"), ("PT90M", "PT1H30M", "PT1H30M")],
)
def test_periods_are_days_or_hours(typed: str, written: str, shown: str) -> None:
    """As typed, as kept, and as shown again."""
    period = read_period(typed)
    assert period is not None
    assert (period.written, say_period(period.written)) == (written, shown)


@pytest.mark.parametrize("typed", ["", "ten", "-1", "1.5", "10 d", "P1M", "99999"])
def test_what_is_no_period_is_none(typed: str) -> None:
    """Months have no fixed length; nothing is guessed."""
    assert read_period(typed) is None


def test_several_periods_stand_between_commas() -> None:
    """Latin or Arabic commas, the longest first, each once; an empty field is no reminder."""
    read = read_periods("1، 7, 2, 7")
    assert read is not None
    assert [each.written for each in read] == ["P7D", "P2D", "P1D"]
    assert read_periods(" ") == ()
    assert read_periods("7, soon") is None


def test_an_end_is_read_in_its_zone() -> None:
    """Six in the evening in Paris is five in Casablanca in winter."""
    fields = {"date": "2026-12-04", "time": "18:00"}
    assert read_closing(fields, zone=ZONE) == datetime(2026, 12, 4, 18, 0, tzinfo=UTC)
    paris = read_closing(fields | {"zone": "Europe/Paris"}, zone=ZONE)
    assert paris == datetime(2026, 12, 4, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"time": "18:00"}, "date-malformed"),
        ({"date": "2026-02-30", "time": "18:00"}, "date-malformed"),
        ({"date": "2026-12-04"}, "time-malformed"),
        ({"date": "2026-12-04", "time": "25:00"}, "time-malformed"),
        ({"date": "2026-12-04", "time": "18:00+01:00"}, "time-malformed"),
        ({"date": "2026-12-04", "time": "18:00", "zone": "Mars/Base"}, "zone-unknown"),
        ({"date": "0001-01-01", "time": "00:00", "zone": "Asia/Tokyo"}, "date-malformed"),
        ({"date": "2027-03-28", "time": "02:30", "zone": "Europe/Paris"}, "time-nonexistent"),
        ({"date": "2026-10-25", "time": "02:30", "zone": "Europe/Paris"}, "time-ambiguous"),
    ],
)
def test_what_is_no_end_is_refused(fields: dict[str, str], code: str) -> None:
    """Each by its own code: an hour the clocks skip, one they show twice, a day that is none."""
    with pytest.raises(Refusal) as refused:
        read_closing(fields, zone=ZONE)
    assert refused.value.code == code


def test_an_hour_shown_twice_is_settled_by_saying_which() -> None:
    """The first and the second lie an hour apart."""
    fields = {"date": "2026-10-25", "time": "02:30", "zone": "Europe/Paris"}
    first, second = (read_closing(fields | {"fold": fold}, zone=ZONE) for fold in ("0", "1"))
    assert second - first == timedelta(hours=1)


def test_the_skipped_hour_is_told_with_the_hours_around_it() -> None:
    """From two to three: the refusal says both ends as hours."""
    with pytest.raises(Refusal) as refused:
        read_closing({"date": "2027-03-28", "time": "02:30", "zone": "Europe/Paris"}, zone=ZONE)
    assert (refused.value.facts["before"], refused.value.facts["after"]) == ("01:30", "03:30")


def test_an_end_is_suggested_in_the_evening() -> None:
    """Six in the evening on the day the period ends, or on the next where that is past."""
    noon, night = datetime(2026, 11, 20, 12, 0, tzinfo=UTC), datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
    assert suggest_closing(noon, 14 * DAY, ZONE) == {"date": "2026-12-04", "time": "18:00", "zone": ZONE}
    assert suggest_closing(night, 14 * DAY, ZONE)["date"] == "2026-12-05"
    assert closing_fields(night, "Europe/Paris") == {
        "date": "2026-11-21",
        "time": "00:00",
        "zone": "Europe/Paris",
    }


def test_what_a_draft_lacks_before_it_can_be_tabled() -> None:
    """Question and text in the authentic language, options that fit the rule; translations are advice."""
    whole = a_wording("2026-01", OPTIONS)

    def codes(kind: str, wording: dict[str, object], options: list[dict[str, object]]) -> dict[str, bool]:
        found = missing_before_tabling(authentic="fr", wording=wording, options=options, kind=kind)
        return {each.code: each.blocks for each in found}

    assert codes("options", whole, whole["options"]) == {}
    assert codes("positions", whole, whole["options"]) == {"options-unexpected": True}
    assert codes("choice", whole, whole["options"][:1]) == {"options-missing": True}
    assert codes("positions", whole | {"text": {}, "question": {"ar": "?"}}, []) == {
        "question-missing": True,
        "text-missing": True,
        "translation-missing": False,
    }


def test_advice_does_not_keep_a_draft_from_being_tabled() -> None:
    """The first code that blocks is the refusal; without one there is none."""
    lacking = missing_before_tabling(
        authentic="fr", wording=a_wording("2026-01", {}) | {"text": {}}, options=[], kind="positions"
    )
    with pytest.raises(Refusal, match="text-missing"):
        check_ready_to_table(lacking)
    check_ready_to_table([each for each in lacking if not each.blocks])
