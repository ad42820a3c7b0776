"""The service's reasoned no.

A refusal carries a code and facts, never sentences: the words stand in ``governance.words.refusals``,
so that one no is said in three languages by pages, letters, the API and the command line.
"""

from typing import Any


class Refusal(Exception):
    """A request that a rule of the house does not allow; raised before anything is changed.

    ``code`` is a kebab-case slug shared by logs, the API and the translations. ``facts`` hold what a reader
    needs to understand the no (numbers, instants, names of fields), never a token, a code or a position.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return ", ".join([self.code, *(f"{name}={value}" for name, value in self.facts.items())])
