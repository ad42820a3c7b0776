"""Single values of a case file: each read exactly or refused as ``case-malformed``."""

from collections.abc import Mapping
from typing import Any

from governance.refusal import Refusal
from governance.rules.answers import Counts, counts_of, default_of
from governance.rules.numbers import Number, read_number, simplest
from governance.rules.place import shown
from governance.rules.rule import Rule
from governance.rules.states import STATES


def malformed(key: str, value: object, expected: str) -> Refusal:
    """``case-malformed``: what stands at ``key`` and what was expected there."""
    return Refusal("case-malformed", key=key, value=shown(value), expected=expected)


def read_table(value: Any, key: str) -> dict[str, Any]:
    """A table with string keys, or ``case-malformed`` at ``key``."""
    if isinstance(value, Mapping) and all(isinstance(name, str) for name in value):
        return dict(value)
    raise malformed(key, value, "{ }")


def read_list(value: Any, key: str) -> list[Any]:
    """A list."""
    if isinstance(value, list):
        return value
    raise malformed(key, value, "[ ]")


def read_count(value: Any, key: str) -> Number:
    """A count: a whole number, or a decimal or fraction written as a string; never a float."""
    exact = (
        read_number(str(value))
        if isinstance(value, int) and not isinstance(value, bool)
        else read_number(value)
    )
    if exact is None:
        raise malformed(key, value, '9, "66.07", "17/2"')
    return simplest(exact)


def read_whole(value: Any, key: str) -> int:
    """A whole count."""
    number = read_count(value, key)
    if isinstance(number, int):
        return number
    raise malformed(key, value, "9")


def read_state(value: Any, key: str) -> str:
    """One of the seven states."""
    if isinstance(value, str) and value in STATES:
        return value
    raise malformed(key, value, " | ".join(STATES))


def read_text(value: Any, key: str) -> str:
    """A non-empty text."""
    if isinstance(value, str) and value:
        return value
    raise malformed(key, value, '"..."')


def read_labels(value: Any, key: str = "inputs.options") -> tuple[str, ...]:
    """The labels of the options: at least one, all different."""
    options = tuple(read_text(option, key) for option in read_list(value, key))
    if not options or len(set(options)) < len(options):
        raise malformed(key, value, '["A", "B", ...]')
    return options


def read_states(value: Any, key: str) -> Counts:
    """Counts by state; a state that is left out is 0."""
    table = read_table(value, key)
    for state in table:
        read_state(state, key)
    return counts_of({state: read_count(number, f"{key}.{state}") for state, number in table.items()})


def read_default(inputs: Mapping[str, Any], rule: Rule, options: tuple[str, ...]) -> str | None:
    """The case's own default option where it says (null: none), else the rule's."""
    if "default" not in inputs:
        return default_of(rule, options)
    default = inputs["default"]
    if default is not None and default not in options:
        raise malformed("inputs.default", default, " | ".join(options))
    return None if default is None else str(default)
