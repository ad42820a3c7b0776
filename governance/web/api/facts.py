"""From what the store reads to what the API says."""

from collections.abc import Iterable, Mapping
from typing import Any

from governance.refusal import Refusal
from governance.store.reads.desk_ballots import BallotFacts, SeatFacts
from governance.store.reads.desk_motions import MotionFacts as DeskMotion
from governance.store.reads.desk_motions import Round as DeskRound
from governance.store.reads.public_motions import MotionFacts
from governance.store.reads.public_resolutions import ResolutionFacts, RoundVotes
from governance.store.reads.public_rounds import Round
from governance.web.api import models


def motion_of(motion: MotionFacts | DeskMotion) -> models.Motion:
    """A motion, public or at the desk."""
    return models.Motion(
        number=motion.number,
        state=motion.state,
        authentic=motion.authentic,
        version=motion.version,
        title=motion.title,
        question=motion.question,
        text=motion.text,
        no_decision=motion.no_decision,
        options=_options(motion.options),
        tabled_at=motion.tabled_at,
        notice_ends_at=motion.notice_ends_at,
        decided_at=motion.decided_at,
        withdrawn_at=motion.withdrawn_at,
        withdrawn_reason=motion.withdrawn_reason,
        resolution=motion.resolution,
        ballots=[each.ballot_id if isinstance(each, Round) else each.id for each in motion.rounds],
    )


def line_of(motion: MotionFacts) -> models.MotionLine:
    """A public motion in a list."""
    return models.MotionLine(motion.number, motion.state, motion.title, motion.authentic, motion.resolution)


def ballot_of(motion: str, ballot: Round) -> models.Ballot:
    """A ballot as everybody sees it."""
    return models.Ballot(
        id=ballot.ballot_id,
        motion=motion,
        round=ballot.number,
        state=ballot.state,
        rule=dict(ballot.rule),
        options=_options(ballot.options),
        zone=ballot.zone,
        earliest_open_at=ballot.earliest_open_at,
        opens_at=ballot.opens_at,
        closes_at=ballot.closes_at,
        closed_at=ballot.closed_at,
        outcome=ballot.outcome,
        decision=ballot.decision,
        stop_reason=ballot.stop_reason,
        stop_note=ballot.stop_note,
        answered=ballot.answered,
        roll=[models.Seat(each.code, each.name, each.recusal) for each in ballot.seats],
    )


def resolution_of(found: ResolutionFacts) -> models.Resolution:
    """A resolution with every vote that counted."""
    return models.Resolution(
        number=found.number,
        outcome=found.outcome,
        published_at=found.published_at,
        motion=motion_of(found.motion),
        ballots=[_counted(each) for each in found.rounds],
        minutes_signed_at=found.minutes_signed_at,
    )


def deliveries_of(ballot: BallotFacts) -> models.Deliveries:
    """How far a ballot has come, seat by seat, as the desk sees it."""
    return models.Deliveries(ballot.id, ballot.shows_answers, [_delivery(each) for each in ballot.seats])


def round_of(motion: DeskMotion, ballot_id: Any) -> DeskRound:
    """The ballot of a motion that has this id."""
    for each in motion.rounds:
        if each.id == ballot_id:
            return each
    raise Refusal("ballot-unknown")


def _options(options: Iterable[Mapping[str, Any]]) -> list[models.Option]:
    return [models.Option(each["id"], each["label"]) for each in options]


def _counted(closed: RoundVotes) -> models.CountedBallot:
    return models.CountedBallot(
        ballot=closed.round.ballot_id,
        round=closed.round.number,
        outcome=closed.round.outcome,
        votes=[models.CountedVote(each.seat, each.vote, each.reasons, each.entry) for each in closed.votes],
    )


def _delivery(seat: SeatFacts) -> models.Delivery:
    letter = seat.letter
    return models.Delivery(
        seat=seat.code,
        reach=seat.reach,
        letter=letter.state if letter else None,
        at=letter.at if letter else None,
        attempts=letter.attempts if letter else 0,
        trouble=letter.trouble if letter else None,
    )
