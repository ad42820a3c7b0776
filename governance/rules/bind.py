"""A rule with the parameters and the next rounds a motion gives it."""

from collections.abc import Mapping, Sequence
from typing import Any

from governance.rules.load import rule_from_data
from governance.rules.place import Place
from governance.rules.rule import Rule


def bind(
    rule: Rule,
    params: Mapping[str, str],
    fallback: Sequence[Mapping[str, Any]] | None = None,
    *,
    option_params: Mapping[str, Mapping[str, str]] | None = None,
    source: str = "motion",
) -> Rule:
    """The rule with ``params`` in place of its own and, where given, the motion's ``fallback`` list in place of its.

    ``option_params`` gives single options a value of their own, as a larger majority for one of them.
    Raises Refusal: ``rule-param-unknown`` for a name the rule does not have, else as loading does.
    """
    place = Place(source, rule.id, "params")
    for name in params:
        if name not in rule.params:
            raise place.at(name).refuse("rule-param-unknown", value=name, allowed=", ".join(rule.params))
    data = rule.as_data()
    data["params"] = {**data.get("params", {}), **params}
    if fallback is not None:
        data["fallback"] = [dict(entry) for entry in fallback]
    if option_params:
        data["option_params"] = {option: dict(own) for option, own in option_params.items()}
    return rule_from_data(data, source=source)
