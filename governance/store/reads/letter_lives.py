"""What letters about a resolution after its number are rendered from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from governance.rules.force import Standing
from governance.store.reads.actions import ActionFacts, list_actions
from governance.store.reads.contests import ContestFacts, read_contest
from governance.store.reads.standings import (
    Change,
    condition_of,
    contest_term,
    read_changes,
    read_told,
    standing_after,
)
from governance.store.tables.ballots import Ballot
from governance.store.tables.follow_ups import FollowLink
from governance.store.tables.members import Member
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.resolutions import Resolution

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FollowFacts:
    """What a link to follow up, and its code, are derived from; ``purpose`` is contest or action."""

    link: UUID
    mandate: UUID
    code_issue: int
    purpose: str
    member: Texts


@dataclass(frozen=True, slots=True)
class LifeFacts:
    """A resolution as its later letters tell it: ``condition`` is until what it was suspended, ``enforced`` the facts
    of its coming into force, ``changes`` what it did to earlier ones; ``contest_until`` the end of the term to contest
    it; ``contest``, ``action`` and ``follow`` (the link) are set where the letter is about one."""

    number: str
    title: Texts
    authentic: str
    zone: str
    standing: Standing | None
    condition: Mapping[str, Any] | None
    enforced: Mapping[str, Any] | None
    changes: tuple[Change, ...]
    contest_until: datetime | None = None
    contest: ContestFacts | None = None
    action: ActionFacts | None = None
    follow: FollowFacts | None = None


def read_life(session: Session, named: Mapping[str, Any]) -> LifeFacts:
    """The facts of the resolution, and of what else a letter names."""
    number = named["resolution"]
    resolution = session.exec(select(Resolution).where(Resolution.number == number)).one()
    ballot = session.get_one(Ballot, resolution.ballot_id)
    version = session.get_one(MotionVersion, ballot.version_id)
    told = read_told(session, [resolution.id])[resolution.id]
    return LifeFacts(
        number=number,
        title=version.title,
        authentic=session.get_one(Motion, resolution.motion_id).authentic,
        zone=ballot.zone,
        standing=standing_after(resolution, told),
        condition=condition_of(told),
        enforced=next((each.facts for each in told if each.kind == "enforced"), None),
        changes=read_changes(session, number),
        contest_until=contest_term(told),
        contest=read_contest(session, UUID(named["contest"])) if "contest" in named else None,
        action=_action(session, number, named),
        follow=_follow(session, named),
    )


def _action(session: Session, number: str, named: Mapping[str, Any]) -> ActionFacts | None:
    wanted = named.get("action")
    found = list_actions(session, resolution=number) if wanted else []
    return next((each for each in found if str(each.id) == wanted), None)


def _follow(session: Session, named: Mapping[str, Any]) -> FollowFacts | None:
    """The link with the code that the letter was posted with."""
    if "follow" not in named:
        return None
    link = session.get_one(FollowLink, UUID(named["follow"]))
    member = session.get_one(Member, link.member_id)
    return FollowFacts(link.id, link.mandate_id, named["code_issue"], link.purpose, member.name)
