"""The wordings of a public motion, as each was put on the table: they stay readable for ever."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from governance.store.tables.motions import Motion, MotionVersion


@dataclass(frozen=True)
class Wording:
    """One version of a motion: texts by language, options with ``id`` and ``label``."""

    id: UUID
    version: int
    title: dict[str, str]
    question: dict[str, str]
    text: dict[str, str]
    no_decision: dict[str, str]
    options: list[dict[str, Any]]
    created_at: datetime


def read_versions(session: Session, number: str) -> tuple[Wording, ...]:
    """The versions of a public motion, the first one first; none for a draft or an unknown number."""
    query = (
        select(MotionVersion)
        .where(MotionVersion.motion_id == Motion.id)
        .where(Motion.number == number, col(Motion.tabled_at).is_not(None))
        .order_by(col(MotionVersion.version))
    )
    return tuple(_wording(version) for version in session.exec(query).all())


def _wording(version: MotionVersion) -> Wording:
    return Wording(
        id=version.id,
        version=version.version,
        title=version.title,
        question=version.question,
        text=version.text,
        no_decision=version.no_decision,
        options=version.options,
        created_at=version.created_at,
    )
