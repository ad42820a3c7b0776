"""What the letters about a confirmation hold: for tests that ask seats to confirm something and let them answer."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from governance.access.links import confirmation_code_of, confirmation_token_of
from governance.access.vault import Vault
from governance.acts.answer_confirmation import Answered, answer_confirmation
from governance.acts.ask_address_change import ask_address_change
from governance.acts.carry_out import Means
from governance.store.tables.confirmations import ConfirmingSeat
from governance.store.tables.members import Member
from tests.equipment.network import Letter, NetworkAtHand

NEW = "nouvelle.direction@example.org"


def ask_for_address(
    network: NetworkAtHand, *, seats: tuple[str, ...] = ("OTT",), member: str = "MNC"
) -> UUID:
    """The desk asks these seats to confirm that a member's director has another address."""
    return network.service.do(
        ask_address_change,
        member=member,
        role="director",
        email=NEW,
        reason="Boîte fermée.",
        seats=seats,
        vault=network.service.vault,
        now=network.now(),
    )


def confirming_letter(network: NetworkAtHand, confirmation: UUID, seat: str) -> Letter:
    """The link of a seat that is asked, with the code that is taken now."""
    return network.service.read(_letter, confirmation=confirmation, seat=seat, vault=network.service.vault)


def answer(
    network: NetworkAtHand,
    confirmation: UUID,
    seat: str,
    *,
    confirms: bool = True,
    code: str = "",
    received_at: datetime | None = None,
) -> str:
    """The seat answers now; what has become of the matter."""
    letter = confirming_letter(network, confirmation, seat)
    said = network.service.do(
        answer_confirmation,
        token=letter.token,
        code=code or letter.code,
        confirms=confirms,
        means=Means(network.service.vault, network.service.rulebook),
        received_at=received_at or network.now(),
        now=network.now(),
    )
    assert isinstance(said, Answered)
    return said.state


def _letter(session: Session, *, confirmation: UUID, seat: str, vault: Vault) -> Letter:
    found = session.exec(
        select(ConfirmingSeat)
        .join(Member, col(Member.id) == col(ConfirmingSeat.member_id))
        .where(ConfirmingSeat.confirmation_id == confirmation, Member.code == seat)
    ).one()
    facts = {"seat": found.id, "mandate": found.mandate_id}
    return Letter(
        token=confirmation_token_of(vault, **facts),
        code=confirmation_code_of(vault, **facts, code_issue=found.code_issue),
    )
