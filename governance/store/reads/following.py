"""What a link to follow up a resolution opens: the resolution with the seat's contest, or the seat's action."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from governance.store.reads.actions import ActionFacts, list_actions
from governance.store.reads.contests import ContestFacts, list_contests
from governance.store.reads.standings import contest_term, read_told
from governance.store.tables.ballots import Ballot
from governance.store.tables.follow_ups import Action, FollowLink
from governance.store.tables.members import Mandate, Member
from governance.store.tables.motions import Motion, MotionVersion
from governance.store.tables.resolutions import Resolution


@dataclass(frozen=True)
class Followed:
    """``purpose`` is contest or action; ``contest`` is the seat's own, once it was filed; ``action`` is set for the
    other purpose."""

    purpose: str
    seat: str
    member: Mapping[str, str]
    mandate_ends_at: datetime | None
    resolution: str
    title: Mapping[str, str]
    authentic: str
    zone: str
    contest_until: datetime | None
    contest: ContestFacts | None
    action: ActionFacts | None

    @property
    def is_responsible(self) -> bool:
        """Whether the action is still this member's to report on."""
        return self.action is not None and self.action.progress.member == self.seat


def read_followed(session: Session, *, token_hash: str) -> Followed | None:
    """What the link with this hash of its token opens; None for a link that was never issued."""
    link = session.exec(select(FollowLink).where(FollowLink.token_hash == token_hash)).one_or_none()
    if link is None:
        return None
    of_action = link.purpose == "action"
    resolution_id = session.get_one(Action, link.subject).resolution_id if of_action else link.subject
    resolution = session.get_one(Resolution, resolution_id)
    ballot = session.get_one(Ballot, resolution.ballot_id)
    member = session.get_one(Member, link.member_id)
    contests = list_contests(session, resolution.number)
    actions = list_actions(session, resolution=resolution.number) if of_action else []
    return Followed(
        purpose=link.purpose,
        seat=member.code,
        member=member.name,
        mandate_ends_at=session.get_one(Mandate, link.mandate_id).closes_at,
        resolution=resolution.number,
        title=session.get_one(MotionVersion, ballot.version_id).title,
        authentic=session.get_one(Motion, resolution.motion_id).authentic,
        zone=ballot.zone,
        contest_until=contest_term(read_told(session, [resolution.id])[resolution.id]),
        contest=next((each for each in contests if each.seat == member.code), None),
        action=next((each for each in actions if each.id == link.subject), None),
    )
