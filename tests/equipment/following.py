"""What the letters hold through which seats contest a resolution or report on an action, and resolutions to follow."""

from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from governance.access.links import follow_code_of, follow_token_of
from governance.access.vault import Vault
from governance.acts.close_ballot import close_ballot
from governance.acts.plan_actions import assign_action
from governance.store.reads.actions import list_actions
from governance.store.tables.follow_ups import FollowLink
from governance.store.tables.members import Member
from tests.equipment.network import TWO_WEEKS, Letter, NetworkAtHand, a_wording, members

YES = {"positions": {"motion": "yes"}}
ROOM = {"fr": "Réserver la salle.", "ar": "حجز القاعة.", "en": "Book the room."}


def adopt(
    network: NetworkAtHand, number: str = "2026-01", life: dict[str, Any] | None = None, *, yes: int = 13
) -> str:
    """Put a motion with this life to the vote, two weeks long; answers the number of its resolution."""
    ballot = network.put(number, "test-positions", wording=a_wording(number, {}) | {"life": life})
    for member in members()[:yes]:
        network.cast(ballot, member.code, YES)
    network.clock.at += TWO_WEEKS
    closed = network.service.do(
        close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now()
    )
    assert closed is not None and closed.number is not None
    return closed.number


def with_action(network: NetworkAtHand, *, member: str = "OTT", due_on: str = "2027-03-31") -> UUID:
    """A resolution with one action, given to a member; answers the action's id."""
    adopt(network, life={"actions": [{"what": ROOM}]})
    [action] = network.service.read(list_actions)
    facts: dict[str, Any] = {"member": member, "due_on": due_on, "vault": network.service.vault}
    network.service.do(assign_action, action_id=action.id, **facts, now=network.now())
    return action.id


def following_letter(network: NetworkAtHand, purpose: str, seat: str) -> Letter:
    """The newest link of a seat for this purpose, with the code that is taken now."""
    return network.service.read(_letter, purpose=purpose, seat=seat, vault=network.service.vault)


def _letter(session: Session, *, purpose: str, seat: str, vault: Vault) -> Letter:
    found = session.exec(
        select(FollowLink)
        .join(Member, col(Member.id) == col(FollowLink.member_id))
        .where(FollowLink.purpose == purpose, Member.code == seat)
        .order_by(col(FollowLink.issued_at).desc())
    ).first()
    assert found is not None, f"no link of {seat} for {purpose}"
    facts = {"link": found.id, "mandate": found.mandate_id}
    return Letter(
        token=follow_token_of(vault, **facts),
        code=follow_code_of(vault, **facts, code_issue=found.code_issue),
    )
