"""The link of a mandate to follow up a resolution: made once, opened with the code of its letter."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Session, select

from governance.access.links import check_whole, follow_code_of, follow_token_of, read_token, token_hash
from governance.access.vault import Vault
from governance.acts.open_link import weigh_code
from governance.refusal import Refusal
from governance.store.tables.follow_ups import FollowLink
from governance.store.tables.members import Mandate, Member
from governance.store.transaction import Transaction


def give_link(
    tx: Transaction, *, purpose: str, subject: UUID, mandate: Mandate, vault: Vault, now: datetime
) -> FollowLink:
    """The link of this mandate for this purpose: the one it has, or a new one."""
    query = select(FollowLink).where(
        FollowLink.purpose == purpose, FollowLink.subject == subject, FollowLink.mandate_id == mandate.id
    )
    known = tx.session.exec(query).first()
    if known is not None:
        return known
    link = new_link(tx, purpose=purpose, subject=subject, mandate=mandate, vault=vault, now=now)
    tx.session.flush()
    return link


def new_link(
    tx: Transaction, *, purpose: str, subject: UUID, mandate: Mandate, vault: Vault, now: datetime
) -> FollowLink:
    """A link of this mandate for a purpose that it cannot have one for yet."""
    link = FollowLink(
        id=uuid4(),
        purpose=purpose,
        subject=subject,
        member_id=mandate.member_id,
        mandate_id=mandate.id,
        token_hash="",
        issued_at=now,
    )
    link.token_hash = token_hash(follow_token_of(vault, link=link.id, mandate=mandate.id))
    tx.session.add(link)
    return link


def find_link(session: Session, token: str, *, purpose: str) -> FollowLink:
    """The link of this token. Refused: ``link-cut``, ``follow-link-unknown``."""
    whole = read_token(token)
    check_whole(whole)
    query = select(FollowLink).where(
        FollowLink.token_hash == token_hash(whole), FollowLink.purpose == purpose
    )
    found = session.exec(query).one_or_none()
    if found is None:
        raise Refusal("follow-link-unknown")
    return found


def check_code(
    tx: Transaction, link: FollowLink, given: str, *, resolution: str, vault: Vault, now: datetime
) -> Refusal | None:
    """None for the right code; a wrong one is counted and the refusal returned, as for a vote: after five, a new code
    goes out by letter."""
    expected = follow_code_of(vault, link=link.id, mandate=link.mandate_id, code_issue=link.code_issue)
    wrong = weigh_code(tx, link, given, expected=expected, now=now)
    if wrong is not None and wrong.code == "code-replaced":
        tx.post(
            "follow-code",
            f"follow-code:{link.id}:{link.code_issue}",
            now=now,
            mandate_id=link.mandate_id,
            extra=letter_of(link, resolution),
        )
    return wrong


def check_mandate(tx: Transaction, link: FollowLink, at: datetime) -> Member:
    """The member the link speaks for; ``mandate-ended`` once somebody else does."""
    mandate = tx.session.get_one(Mandate, link.mandate_id)
    if mandate.closes_at is not None and at >= mandate.closes_at:
        raise Refusal("mandate-ended", ended_at=mandate.closes_at)
    return tx.session.get_one(Member, link.member_id)


def letter_of(link: FollowLink, resolution: str) -> dict[str, object]:
    """What a letter that carries this link, or its code, is posted with."""
    return {"resolution": resolution, "follow": str(link.id), "code_issue": link.code_issue}
