"""The states of motions and ballots, and which act leads from which to which. Nothing else moves a state."""

from governance.refusal import Refusal

MOTION = {
    "table_motion": {"draft": "tabled"},
    "open_ballot": {"tabled": "voting", "between_rounds": "voting"},
    "stop_ballot": {"voting": "tabled"},
    "close_ballot": {"voting": "decided"},
    "close_ballot_for_round": {"voting": "between_rounds"},
    "withdraw_motion": {
        "draft": "withdrawn",
        "tabled": "withdrawn",
        "voting": "withdrawn",
        "between_rounds": "withdrawn",
    },
}

BALLOT = {
    "open_ballot": {"prepared": "open"},
    "extend_ballot": {"open": "open"},
    "close_ballot": {"open": "closed"},
    "stop_ballot": {"open": "stopped", "prepared": "stopped"},
}


def check_motion_step(act: str, state: str) -> str:
    """The state this act leads a motion to, or ``motion-state`` where it cannot be taken from ``state``."""
    if state not in MOTION[act]:
        raise Refusal("motion-state", act=act, state=state)
    return MOTION[act][state]


def check_ballot_step(act: str, state: str) -> str:
    """The state this act leads a ballot to, or ``ballot-state`` where it cannot be taken from ``state``."""
    if state not in BALLOT[act]:
        raise Refusal("ballot-state", act=act, state=state)
    return BALLOT[act][state]
