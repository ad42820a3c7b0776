"""What planned absences mean for a ballot under its rule: told before it opens, and on its page while it runs."""

from collections.abc import Collection, Sequence
from datetime import datetime

from governance.acts.missing import Missing
from governance.rules.absence import spare_silences
from governance.rules.answers import SeatAnswer
from governance.rules.rule import Rule
from governance.store.reads.absences import Away

NARROW = 1
"""With no more than so many seats to spare, the quorum is said to be at risk."""


def absence_advice(
    rule: Rule,
    *,
    roll: Sequence[SeatAnswer],
    options: tuple[str, ...],
    away: Collection[Away],
    begins: datetime,
    ends: datetime,
    chair: str | None = None,
    concerned: str | None = None,
) -> list[Missing]:
    """Advice on the seats that are away until the end of [begins, ends): that the motion cannot be adopted without
    them, that the quorum is at risk, or only who they are; nothing where nobody is. Whoever is back before the end can
    still answer, and is left out."""
    gone = sorted({each.code for each in away if each.throughout(begins, ends)})
    if not gone:
        return []
    spare = spare_silences(
        rule,
        roll=roll,
        options=options,
        away=gone,
        chair=chair,
        concerned=[concerned] if concerned else [],
    )
    until = min(each.closes_at for each in away if each.code in gone)
    facts = {"seats": gone, "n": len(gone), "until": until}
    if spare is None:
        return [Missing("absences-prevent", facts, blocks=False)]
    if spare <= NARROW:
        return [Missing("absences-risk", facts | {"spare": spare}, blocks=False)]
    return [Missing("absences-known", facts | {"spare": spare}, blocks=False)]
