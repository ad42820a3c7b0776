"""The register writes one value as one string of bytes, and refuses what it cannot write exactly."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some

from governance.refusal import Refusal
from governance.register import canonical

CANONICAL_VALUES = some.recursive(
    some.booleans()
    | some.integers(-canonical.LARGEST_INTEGER, canonical.LARGEST_INTEGER)
    | some.text(some.characters(codec="utf-8"), max_size=12),
    lambda parts: (
        some.lists(parts, max_size=4) | some.dictionaries(some.text("aé١_/~", max_size=3), parts, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        ({"a": [True, False, "x"]}, '{"a":[true,false,"x"]}'),
        ({"e\u0301": "e\u0301"}, '{"é":"é"}'),
        (("a", 1), '["a",1]'),
        ({"م": "نعم", "z": "\u2028"}, '{"z":"\u2028","م":"نعم"}'),
        ('"\\/\b\t\n\f\r\x1f\x7f', '"\\"\\\\/\\b\\t\\n\\f\\r\\u001f\x7f"'),
        (-(2**53) + 1, "-9007199254740991"),
        ({}, "{}"),
    ],
)
def test_a_value_has_one_written_form(value: object, written: str) -> None:
    """Keys are sorted, nothing is spaced, text is in normalisation form C, escaped only where JSON must."""
    assert canonical.encode(value) == written.encode()


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        None,
        {"a": None},
        {1: "a"},
        2**53,
        -(2**53),
        b"x",
        {"\ud800": 1},
        "\udfff",
        {"é": 1, "e\u0301": 2},
        {1, 2},
    ],
)
def test_what_cannot_be_written_exactly_is_refused(value: object) -> None:
    """Floats, null, keys that are no text, integers past 2^53 - 1, half a surrogate, two keys made one."""
    with pytest.raises(Refusal) as refused:
        canonical.encode(value)
    assert refused.value.code == "not-canonical"


def test_a_refusal_names_the_place() -> None:
    """The path from the top to the value that cannot be written is a fact of the refusal."""
    with pytest.raises(Refusal) as refused:
        canonical.encode({"roll": [{"seat": 1.5}]})
    assert refused.value.facts["at"] == "roll/0/seat"


def test_a_value_that_contains_itself_is_refused() -> None:
    """Nesting has a floor: an endless value is refused instead of exhausting the machine."""
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(Refusal):
        canonical.encode(endless)


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":1}',
        '{"a":1.0}',
        '{"a":1e3}',
        '{"a":NaN}',
        '{"a":null}',
        "{",
        '"e\u0301"',
        "9" * 5000,
        "[" * 20000,
    ],
)
def test_reading_is_strict(text: str) -> None:
    """A key given twice, a float, null, broken JSON and unnormalised text are refused when read."""
    with pytest.raises(Refusal) as refused:
        canonical.decode(text)
    assert refused.value.code == "not-canonical"


@given(CANONICAL_VALUES)
def test_what_is_written_reads_back(value: object) -> None:
    """Reading what was written and writing it again gives the same bytes."""
    written = canonical.encode(value)
    assert canonical.encode(canonical.decode(written)) == written


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 12, 4, 18, 0, tzinfo=UTC), "2026-12-04T18:00:00.000Z"),
        (datetime(2026, 12, 4, 18, 0, 0, 999_999, tzinfo=UTC), "2026-12-04T18:00:00.999Z"),
        (datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))), "2026-06-30T23:30:00.000Z"),
    ],
)
def test_an_instant_is_written_in_utc_to_the_millisecond(moment: datetime, written: str) -> None:
    """Milliseconds are cut, not rounded: no instant is ever written later than it was."""
    assert canonical.instant(moment) == written
    assert canonical.instant(canonical.read_instant(written)) == written


def test_an_instant_without_zone_is_a_fault_of_the_caller() -> None:
    """A naive datetime means two things in two places and is never written."""
    with pytest.raises(ValueError):
        canonical.instant(datetime(2026, 1, 1))  # noqa: DTZ001 - the fault under test


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-04T18:00:00Z",
        "2026-12-04 18:00:00.000Z",
        "2026-02-30T00:00:00.000Z",
        "2026-12-04T18:00:00.000+00:00",
        "2026-12-04T24:00:00.000Z",
        "2026-12-04T18:00:60.000Z",
        "٢026-12-04T18:00:00.000Z",
        "",
    ],
)
def test_only_the_one_form_of_an_instant_is_read(text: str) -> None:
    """Another precision, another zone, a day that does not exist or other digits are refused."""
    with pytest.raises(Refusal) as refused:
        canonical.read_instant(text)
    assert refused.value.code == "instant-malformed"
