"""The demonstration's beginning: thirteen members, one motion decided by made-up votes, two open.

Everything goes through the same acts as in earnest, with instants that lie before the demonstration's start.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from governance.access.links import code_of, token_of
from governance.access.passwords import hash_password
from governance.acts import find
from governance.acts.add_account import add_account
from governance.acts.advance_clock import advance_clock
from governance.acts.cast_vote import cast_vote
from governance.acts.close_ballot import close_ballot
from governance.acts.draft_motion import draft_motion
from governance.acts.open_ballot import open_ballot
from governance.acts.plan_actions import assign_action, move_action
from governance.acts.prepare_ballot import SINGLE_OPTION
from governance.acts.seal_content import Randomness
from governance.acts.table_motion import table_motion
from governance.files.members import read_members
from governance.files.motions import Motion, read_motions
from governance.files.network import Network
from governance.founding import found, import_members
from governance.service import Service
from governance.store.reads.actions import list_actions
from governance.store.reads.members import current_members
from governance.store.reads.schedule import next_due
from governance.store.tables.ballots import Link, Seat
from governance.words.deadlines import say_deadlines
from governance.words.speak import gettext as _
from governance.zones import resolve_local

EMAIL = "secretariat@example.org"
PASSWORD = "demonstration-2016"
"""The demonstration's sign-in, printed at every start: it opens nothing but made-up data."""

DECIDED = "2016-03"
"""The motion that is decided when the demonstration starts."""

MADE_UP = ("yes",) * 10 + ("stand_aside", "abstain", "stand_aside")
"""The thirteen votes of the motion that is decided, by member code: ten for, three that let it pass."""

RESPONSIBLE = ("CE3M", "MNC", "OTT", "SOL", "MEN", "BIO")
"""The members to whom the six axes of the decided motion are given, made up like the votes."""

MADE_UP_REPORT = "Avancement inventé pour la démonstration."

MADE_UP_REASON = "Vote inventé pour la démonstration."

_HOUR_OF_CLOSE = time(18, 0)
_DAY = timedelta(days=1)


def seed(service: Service, network: Network, *, now: datetime, say: Callable[[str], None]) -> None:
    """Fill an empty home. A home that has members is left as it is."""
    found(service, network, now=now - 45 * _DAY)
    if service.read(current_members, now=now):
        return
    settings = service.settings
    say(_("members of the network"))
    import_members(service, read_members(settings.members_file), now=now - 44 * _DAY)
    service.do(
        add_account,
        email=EMAIL,
        name=network.name["fr"],
        language=network.language,
        role="secretariat",
        password_hash=hash_password(PASSWORD),
        now=now - 44 * _DAY,
    )
    # The decided one first: the register is a history, and time runs one way in it.
    motions = sorted(read_motions(settings.motions_folder), key=lambda motion: motion.number != DECIDED)
    for motion in motions:
        say(motion.number)
        opened_at = now - (20 * _DAY if motion.number == DECIDED else _DAY)
        closes_at = _open(service, network, motion, opened_at)
        if motion.number == DECIDED:
            _decide(service, motion, opened_at, closes_at)
            _plan(service, closes_at)


def fast_forward(service: Service) -> datetime | None:
    """Move the demonstration's clock to the next instant at which something becomes due; None if nothing will."""
    now = service.now()
    following = service.read(next_due, now=now)
    if following is None:
        return None
    service.clock.advance_to(service.do(advance_clock, by=following - now))
    return service.now()


def _open(service: Service, network: Network, motion: Motion, opened_at: datetime) -> datetime:
    """Draft, table and open a motion of a file; answers when its ballot closes."""
    tabled_at = opened_at - motion.schedule.notice
    service.do(
        draft_motion,
        wording=motion.wording(),
        conduct=motion.conduct(),
        year=tabled_at.year,
        number=motion.number,
        now=tabled_at,
    )
    service.do(
        table_motion,
        number=motion.number,
        notice=motion.schedule.notice,
        rulebook=service.rulebook,
        zone=network.zone,
        vault=service.vault,
        now=tabled_at,
    )
    closes_at = _evening(opened_at + motion.schedule.open, network.zone)
    codes = [member.code for member in service.read(current_members, now=opened_at)]
    service.do(
        open_ballot,
        number=motion.number,
        closes_at=closes_at,
        shown=say_deadlines(closes_at, network.zone),
        salts={code: secrets.token_bytes(16) for code in codes},
        vault=service.vault,
        mail_ready=service.mail_ready,
        now=opened_at,
    )
    return closes_at


def _evening(day: datetime, zone: str) -> datetime:
    """Six in the evening of that day, where the network is."""
    local = datetime.combine(day.astimezone(ZoneInfo(zone)).date(), _HOUR_OF_CLOSE)
    return resolve_local(local, zone, fold=0)


def _decide(service: Service, motion: Motion, opened_at: datetime, closes_at: datetime) -> None:
    """Thirteen made-up votes in the order of time, then the close."""
    links = service.read(_links, number=motion.number)
    for place, (seat, link) in enumerate(links):
        cast_at = opened_at + timedelta(hours=1 + 9 * place)
        _cast(service, seat, link, MADE_UP[place % len(MADE_UP)], cast_at)
    service.do(close_ballot, ballot_id=links[0][0].ballot_id, vault=service.vault, now=closes_at)


def _plan(service: Service, closed_at: datetime) -> None:
    """The six axes are given to members, visibly made up; one is reported on."""
    actions = service.read(list_actions)
    for place, (action, member) in enumerate(zip(actions, RESPONSIBLE, strict=False)):
        due_on = (closed_at + timedelta(days=90 + 30 * place)).date().isoformat()
        service.do(
            assign_action,
            action_id=action.id,
            member=member,
            due_on=due_on,
            vault=service.vault,
            now=closed_at + timedelta(hours=1),
        )
    if actions:
        service.do(
            move_action,
            action_id=actions[0].id,
            kind="reported",
            note=MADE_UP_REPORT,
            evidence="",
            salt=secrets.token_bytes(32),
            now=closed_at + timedelta(hours=2),
        )


def _links(session: Session, *, number: str) -> list[tuple[Seat, Link]]:
    """The seats of the motion's open ballot with their links, by member code."""
    motion = find.motion(session, number)
    ballot = find.ballot_in_state(session, motion.id, "open")
    if ballot is None:
        return []
    query = select(Seat, Link).where(Link.seat_id == Seat.id, Link.ballot_id == ballot.id)
    return [(seat, link) for seat, link in session.exec(query.order_by(Seat.code)).all()]


def _cast(service: Service, seat: Seat, link: Link, position: str, cast_at: datetime) -> None:
    ballot, mandate = link.ballot_id, link.mandate_id
    service.do(
        cast_vote,
        token=token_of(service.vault, ballot=ballot, seat=seat.id, mandate=mandate, issue=link.issue),
        code=code_of(
            service.vault,
            ballot=ballot,
            seat=seat.id,
            mandate=mandate,
            issue=link.issue,
            code_issue=link.code_issue,
        ),
        request_key=secrets.token_urlsafe(16),
        vote={
            "positions": {SINGLE_OPTION: position},
            "reasons": {SINGLE_OPTION: MADE_UP_REASON},
        },
        received_at=cast_at,
        randomness=Randomness(),
        vault=service.vault,
        now=cast_at,
    )
