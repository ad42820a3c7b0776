"""Someone comes to speak for a member from a day on, and until another day; or ceases to."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col, or_, select

from governance.access.vault import Vault
from governance.acts.admit_member import open_mandate
from governance.acts.follow_mandates import close_mandate, follow_mandates
from governance.addresses import is_address
from governance.refusal import Refusal
from governance.store.tables.members import Mandate, Member, Person
from governance.store.transaction import Transaction
from governance.words.languages import LANGUAGES

ROLES = ("director", "alternate")


def appoint(
    tx: Transaction,
    *,
    member: str,
    role: str,
    title: dict[str, str],
    email: str,
    language: str,
    salt: bytes,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    vault: Vault,
    now: datetime,
) -> UUID:
    """Someone is ``director`` or ``alternate`` of the member from ``opens_at`` (``now``) until ``closes_at``, if that
    is known; whoever holds the role until then ends at ``opens_at``. Answers the mandate's id.

    Both are told by letter. In ballots that are open the predecessor's link dies when the mandate changes, the vote
    stands, and the successor is written to. Refused: ``member-unknown``, ``member-gone``, ``role-unknown``,
    ``title-missing``, ``address-malformed``, ``address-taken``, ``language-refused``, ``period-past``,
    ``period-reversed``, ``mandate-held`` by somebody who begins later.
    """
    begins = opens_at or now
    holder = present_member(tx, member)
    _check(tx, holder, role=role, title=title, email=email, language=language)
    _check_period(begins, closes_at, now)
    for held in _overlapping(tx, holder, role, begins, closes_at):
        if held.opens_at >= begins:
            raise Refusal("mandate-held", member=member, role=role)
        _end(tx, held, begins, now)
    mandate = open_mandate(
        tx,
        member=member,
        role=role,
        title=title,
        email=email,
        language=language,
        salt=salt,
        opens_at=begins,
        closes_at=closes_at,
        now=now,
    )
    tx.post("mandate-taken", f"mandate-taken:{mandate}", now=now, mandate_id=mandate)
    follow_mandates(tx, vault=vault, now=now)
    return mandate


def end_mandate(
    tx: Transaction, *, mandate_id: UUID, ends_at: datetime | None = None, vault: Vault, now: datetime
) -> None:
    """The mandate ends at ``ends_at`` (``now``); without a successor the role is vacant from then. One that ends then
    already changes nothing. Refused: ``mandate-unknown``, ``mandate-over``, ``period-past``, ``period-reversed``."""
    mandate = tx.session.get(Mandate, mandate_id)
    if mandate is None:
        raise Refusal("mandate-unknown", mandate=str(mandate_id))
    at = ends_at or now
    if mandate.closes_at == at:
        return
    if mandate.closes_at is not None and mandate.closes_at <= now:
        raise Refusal("mandate-over", ended_at=mandate.closes_at)
    if at < now:
        raise Refusal("period-past", at=at)
    if at <= mandate.opens_at:
        raise Refusal("period-reversed")
    _end(tx, mandate, at, now)
    follow_mandates(tx, vault=vault, now=now)


def present_member(tx: Transaction, code: str) -> Member:
    """The member of this code, which has not left. Refused: ``member-unknown``, ``member-gone``."""
    member = tx.session.exec(select(Member).where(Member.code == code)).one_or_none()
    if member is None:
        raise Refusal("member-unknown", member=code)
    if member.left_at is not None:
        raise Refusal("member-gone", member=code, left_at=member.left_at)
    return member


def _check(
    tx: Transaction, member: Member, *, role: str, title: dict[str, str], email: str, language: str
) -> None:
    if role not in ROLES:
        raise Refusal("role-unknown", role=role)
    if not title.get("fr"):
        raise Refusal("title-missing-mandate")
    if not is_address(email):
        raise Refusal("address-malformed")
    if language not in LANGUAGES:
        raise Refusal("language-refused", language=language, languages=LANGUAGES)
    same = select(Mandate.member_id).join(Person).where(Person.email == email, Mandate.member_id != member.id)
    if tx.session.exec(same.where(col(Mandate.closes_at).is_(None))).first() is not None:
        raise Refusal("address-taken")


def _check_period(begins: datetime, closes_at: datetime | None, now: datetime) -> None:
    if begins < now:
        raise Refusal("period-past", at=begins)
    if closes_at is not None and closes_at <= begins:
        raise Refusal("period-reversed")


def _overlapping(
    tx: Transaction, member: Member, role: str, begins: datetime, closes_at: datetime | None
) -> list[Mandate]:
    query = select(Mandate).where(
        Mandate.member_id == member.id,
        Mandate.role == role,
        or_(col(Mandate.closes_at).is_(None), col(Mandate.closes_at) > begins),
    )
    if closes_at is not None:
        query = query.where(col(Mandate.opens_at) < closes_at)
    return list(tx.session.exec(query).all())


def _end(tx: Transaction, mandate: Mandate, at: datetime, now: datetime) -> None:
    close_mandate(tx, mandate, at, now=now)
    tx.post("mandate-left", f"mandate-left:{mandate.id}:{at:%Y%m%d%H%M}", now=now, mandate_id=mandate.id)
