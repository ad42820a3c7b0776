"""Where in which file of rules a value stands, so that a refusal can name it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from governance.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Place:
    """A key of a rule of a source (a file's name, or ``"register"``)."""

    source: str
    rule: str = "?"
    key: str = ""

    def at(self, key: str | int) -> "Place":
        """The place one step deeper: a key of a table, or the n-th entry of a list."""
        step = f"[{key}]" if isinstance(key, int) else f".{key}" if self.key else key
        return replace(self, key=self.key + step)

    def within(self, rule: str) -> "Place":
        """The same source, once the rule's id is known."""
        return replace(self, rule=rule)

    def refuse(self, code: str, **facts: str) -> Refusal:
        """The refusal to raise: ``code`` with source, rule, key and the given facts."""
        return Refusal(code, source=self.source, rule=self.rule, key=self.key, **facts)

    def expected(self, what: str, value: object) -> Refusal:
        """``rule-value-malformed``: the value is not what the key takes; ``what`` shows its form."""
        return self.refuse("rule-value-malformed", value=shown(value), expected=what)

    def unknown(self, value: object, allowed: Collection[str]) -> Refusal:
        """``rule-value-unknown``: a word that is not in the language; ``allowed`` are those that are."""
        return self.refuse("rule-value-unknown", value=shown(value), allowed=", ".join(allowed))


def shown(value: object) -> str:
    """A value cut to a length that fits a refusal's line."""
    text = value if isinstance(value, str) else repr(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "..."
