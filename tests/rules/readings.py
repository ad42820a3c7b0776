"""Each rule of one count read a second time, in plain arithmetic of whole numbers, straight from what the charter says.

A reading takes the seven counts and answers the outcome; it shares no code with the engine. y, n, a, b, s, r and q are
yes, no, abstain, block, stand aside, recused and silent.
"""

from collections.abc import Callable
from dataclasses import dataclass

Reading = Callable[["Count"], str]


@dataclass(frozen=True, slots=True)
class Count:
    """The seats in each state."""

    y: int
    n: int
    a: int
    b: int
    s: int
    r: int
    q: int

    @property
    def opposed(self) -> int:
        """Plain votes against and objections."""
        return self.n + self.b

    @property
    def answered(self) -> int:
        """All who answered, recused ones aside."""
        return self.y + self.n + self.a + self.b + self.s

    @property
    def members(self) -> int:
        """All who may vote: answered or silent."""
        return self.answered + self.q


def _first(*checks: tuple[bool, str]) -> str:
    return next((outcome for holds, outcome in checks if not holds), "adopted")


def _majority(c: Count) -> tuple[bool, str]:
    return c.y > c.opposed, "rejected"


def _two_thirds_cast(c: Count) -> tuple[bool, str]:
    return c.y >= 2 * c.opposed and c.y + c.opposed > 0, "rejected"


def _nobody_opposed(c: Count) -> tuple[bool, str]:
    return c.opposed == 0, "blocked"


READINGS: dict[str, Reading] = {
    "consensus-tous": lambda c: _first(_nobody_opposed(c), (c.y == c.members, "rejected")),
    "consensus-sans-objection": lambda c: _first(_nobody_opposed(c), (2 * c.y >= c.members, "rejected")),
    "procedure-silence": lambda c: _first((c.opposed == 0, "referred")),
    "majorite-exprimes": lambda c: _first(_majority(c)),
    "deux-tiers-membres": lambda c: _first((3 * c.y >= 2 * c.members, "rejected")),
    "consensus-moins-un": lambda c: _first(
        (c.opposed <= 1, "blocked"), (c.a + c.q == 0, "rejected"), (2 * c.y > c.members, "rejected")
    ),
    "consensus-sans-interesse": lambda c: _first(_nobody_opposed(c), (c.y > 0, "rejected")),
    "unanimite-votants": lambda c: _first(_nobody_opposed(c), (c.y > 0, "rejected")),
    "unanimite-presents": lambda c: _first(
        (2 * c.answered >= c.members, "no_quorum"), (c.y == c.answered, "rejected")
    ),
    "majorite-exprimes-president": lambda c: _first(_majority(c)),
    "deux-tiers-exprimes": lambda c: _first(_two_thirds_cast(c)),
    "deux-tiers-presents": lambda c: _first((c.answered > 0 and 3 * c.y >= 2 * c.answered, "rejected")),
    "majorite-presents": lambda c: _first((2 * c.y > c.answered, "rejected")),
    "majorite-membres": lambda c: _first((2 * c.y > c.members, "rejected")),
    "ag-ordinaire": lambda c: _first((2 * c.answered >= c.members, "no_quorum"), _majority(c)),
    "ag-extraordinaire": lambda c: _first(
        (3 * c.answered >= 2 * c.members, "no_quorum"), _two_thirds_cast(c)
    ),
    "consentement-sociocratique": lambda c: _first(
        (2 * c.answered >= c.members, "no_quorum"), (c.b == 0, "blocked"), (c.y > 0, "rejected")
    ),
    "asf-release": lambda c: _first((c.y >= 3, "rejected"), _majority(c)),
    "asf-code-change": lambda c: _first((c.b == 0, "blocked"), (c.y >= 3, "rejected")),
    "asf-lazy-consensus": lambda c: _first((c.opposed == 0, "referred")),
    "ietf-iesg-standard": lambda c: _first(
        (c.y > 0, "rejected"), (c.b == 0, "blocked"), (3 * (c.y + c.s) >= 2 * c.members, "no_quorum")
    ),
    "ietf-iesg-alternate": lambda c: _first(
        (3 * c.y >= 2 * c.members, "rejected"), (c.opposed <= 2, "blocked")
    ),
    "iab-decision": lambda c: _first((c.y >= 7, "rejected"), (c.opposed <= 2, "blocked")),
    "w3c-council-vote": lambda c: _first(_majority(c)),
    "oasis-special-majority": lambda c: _first(
        (3 * c.y >= 2 * c.members, "rejected"), (4 * c.opposed <= c.members, "rejected")
    ),
    "rust-council-consent": lambda c: _first(
        _nobody_opposed(c), (c.a + c.s + c.q + c.r <= 2, "no_quorum"), (c.y > 0, "rejected")
    ),
    "gitvote": lambda c: _first((50 * c.y >= 33 * c.members, "rejected")),
    "kubernetes-steering": lambda c: _first((c.y >= 4, "rejected")),
    "kubernetes-removal": lambda c: _first((c.y >= 6, "rejected")),
    "kubernetes-quorum-meeting": lambda c: _first((c.answered >= 5, "no_quorum"), (c.y > 0, "rejected")),
    "pep13-council": lambda c: _first(_majority(c)),
    "pep13-two-thirds": lambda c: _first(_two_thirds_cast(c)),
    "gtfs-unanimous": lambda c: _first(_nobody_opposed(c), (c.y >= 3, "rejected")),
    "hiero-plus": lambda c: _first(_majority(c)),
    "kernelci-meeting": lambda c: _first((2 * (c.y + c.opposed) >= c.members, "no_quorum"), _majority(c)),
    "node-tsc": lambda c: _first(_majority(c)),
    "unsc-procedural": lambda c: _first((c.y >= 9, "rejected")),
    "unga-important": lambda c: _first(_two_thirds_cast(c)),
    "iwc-schedule": lambda c: _first((c.y >= 3 * c.opposed and c.y > 0, "rejected")),
    "us-senate-conviction": lambda c: _first((c.answered > 0 and 3 * c.y >= 2 * c.answered, "rejected")),
    "ch-majorite-simple": lambda c: _first(_majority(c)),
    "ch-conseil-federal": lambda c: _first(
        (c.answered >= 4, "no_quorum"), _majority(c), (c.y >= 3, "rejected")
    ),
    "majorite-et-40-inscrits": lambda c: _first(
        _majority(c), (5 * c.y >= 2 * (c.members + c.r), "no_quorum")
    ),
    "participation-moitie": lambda c: _first((2 * c.answered >= c.members + c.r, "no_quorum"), _majority(c)),
    "consensus-multi-options": lambda c: _first(
        _nobody_opposed(c), (c.y + c.s == c.members, "rejected"), (c.y > 0, "rejected")
    ),
    "pluralite-majoritaire": lambda c: _first(_majority(c)),
}


def read(rule: str, count: Count) -> str:
    """The outcome by the second reading; with nobody left to vote nothing is adopted."""
    return READINGS[rule](count) if count.members else "rejected"
