"""A motion is drafted, and drafted again, by the desk alone."""

import re
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from governance.acts import find
from governance.acts.check_life import check_life
from governance.refusal import Refusal
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.transaction import Transaction

LONGEST_TITLE = 200
"""Characters; a title becomes the subject of a letter."""

LONGEST_TEXT = 60_000
"""Characters of one text in one language."""

_NUMBER = re.compile(r"\d{4}-\d{2,3}")
# A title stands in a mail header: no control characters, no marks that turn the reading direction, and nothing
# that a mail program would decode (RFC 2047).
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]|=\?")
_UNSAFE_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def draft_motion(
    tx: Transaction,
    *,
    wording: dict[str, Any],
    conduct: dict[str, Any],
    year: int,
    number: str | None = None,
    now: datetime,
) -> str:
    """Draft a motion and answer its number: the one given, or the next of the year.

    ``wording`` has title, question, text, no_decision (by language), options and, where adopting it brings more with
    it, life; ``conduct`` has authentic, rule_id,
    params, fallback, notice, open_for, reminders and reopen_when. Refused: ``number-malformed``, ``number-used``,
    and what ``check_wording`` and ``check_life`` refuse.
    """
    check_wording(wording, authentic=conduct["authentic"])
    check_life(tx.session, wording.get("life"))
    chosen = number or _next_number(tx, year)
    if not _NUMBER.fullmatch(chosen):
        raise Refusal("number-malformed", number=chosen)
    if tx.session.exec(select(Motion.id).where(Motion.number == chosen)).first():
        raise Refusal("number-used", number=chosen)
    motion = Motion(number=chosen, state="draft", created_at=now, **conduct)
    tx.session.add(motion)
    tx.session.flush()
    tx.session.add(MotionVersion(motion_id=motion.id, version=1, created_at=now, **wording))
    return chosen


def revise_draft(tx: Transaction, *, number: str, wording: dict[str, Any], conduct: dict[str, Any]) -> None:
    """Replace a draft's wording and conduct. Only a draft can be rewritten (``motion-state``)."""
    motion = find.motion(tx.session, number)
    if motion.state != "draft":
        raise Refusal("motion-state", act="revise_draft", state=motion.state)
    check_wording(wording, authentic=conduct["authentic"])
    check_life(tx.session, wording.get("life"))
    for name, value in conduct.items():
        setattr(motion, name, value)
    version = find.latest_version(tx.session, motion.id)
    for name, value in wording.items():
        setattr(version, name, value)
    tx.session.add_all([motion, version])


def check_wording(wording: dict[str, Any], *, authentic: str) -> None:
    """Refuse texts that cannot be put to the vote or into a letter.

    ``title-missing`` (in the authentic language), ``title-unsafe``, ``title-long``, ``text-unsafe``, ``text-long``,
    ``option-doubled``, ``option-unlabelled``.
    """
    if not wording["title"].get(authentic, "").strip():
        raise Refusal("title-missing", language=authentic)
    labels = [label for option in wording["options"] for label in option["label"].values()]
    for line in [*wording["title"].values(), *labels]:
        _check_line(line)
    for field in ("question", "text", "no_decision"):
        for text in wording[field].values():
            _check_text(field, text)
    until = (wording.get("life") or {}).get("suspended_until", {})
    for text in until.get("text", {}).values():
        _check_text("condition", text)
    _check_options(wording["options"], authentic)


def _check_line(line: str) -> None:
    if len(line) > LONGEST_TITLE:
        raise Refusal("title-long", longest=LONGEST_TITLE)
    if _UNSAFE.search(line):
        raise Refusal("title-unsafe")


def _check_text(field: str, text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise Refusal("text-long", field=field, longest=LONGEST_TEXT)
    if _UNSAFE_IN_TEXT.search(text):
        raise Refusal("text-unsafe", field=field)


def _check_options(options: list[dict[str, Any]], authentic: str) -> None:
    ids = [option["id"] for option in options]
    if len(set(ids)) != len(ids):
        raise Refusal("option-doubled")
    if not all(option["label"].get(authentic, "").strip() for option in options):
        raise Refusal("option-unlabelled", language=authentic)


def _next_number(tx: Transaction, year: int) -> str:
    used = tx.session.exec(select(Motion.number).where(col(Motion.number).startswith(f"{year}-"))).all()
    return f"{year}-{max((int(number[5:]) for number in used), default=0) + 1:02d}"
