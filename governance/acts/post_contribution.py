"""A member says something of a tabled motion: a comment, a concern, or an amendment it proposes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, func, select

from governance.access.links import check_whole, deliberation_code_of, read_token, token_hash
from governance.access.vault import Vault
from governance.acts import find
from governance.acts.open_deliberation import facts_of
from governance.acts.open_link import weigh_code
from governance.acts.write_to import write_to_desk
from governance.refusal import Refusal
from governance.register import seal
from governance.rules.votes import check_reason
from governance.store.tables.contributions import Contribution, DeliberationLink
from governance.store.tables.members import Mandate, Member
from governance.store.tables.motions import Motion
from governance.store.transaction import Transaction

ABOUT = ("comment", "concern", "amendment")
"""What a contribution can be."""

MOST = 20
"""Contributions of one member to one motion."""


@dataclass(frozen=True, slots=True)
class Posted:
    """The contribution that was made public."""

    contribution: UUID
    entry: int


def post_contribution(
    tx: Transaction,
    *,
    token: str,
    code: str,
    about: str,
    passage: str,
    text: str,
    salt: bytes,
    vault: Vault,
    received_at: datetime,
    now: datetime,
) -> Posted | Refusal:
    """Make public, under the name of the link's member, what it says of the motion as it is now, and tell the desk.

    ``passage`` is the changed wording of an amendment, ``text`` its reason, or the comment or concern itself; ``salt``
    32 random bytes. The same text of the same member again is the same contribution. Returned after being counted:
    ``code-wrong`` and its kin. Refused: ``link-cut``, ``deliberation-unknown``, ``deliberation-over``,
    ``mandate-ended``, ``contribution-kind-missing``, ``contribution-empty``, ``passage-missing``,
    ``contributions-many``, ``reason-too-long``.
    """
    link = find_deliberation(tx.session, token)
    wrong = _check_code(tx, link, code, vault=vault, now=now)
    if wrong is not None:
        return wrong
    motion = tx.session.get_one(Motion, link.motion_id)
    mandate = tx.session.get_one(Mandate, link.mandate_id)
    check_deliberating(motion, mandate, received_at)
    said, proposed = _check_words(about, text, passage)
    earlier = _same(tx, link, mandate, about=about, text=said, passage=proposed)
    if earlier is not None:
        return earlier
    return _record(tx, motion, mandate, about=about, text=said, passage=proposed, salt=salt, now=now)


def find_deliberation(session: Session, token: str) -> DeliberationLink:
    """The link of this token. Refused: ``link-cut``, ``deliberation-unknown``."""
    whole = read_token(token)
    check_whole(whole)
    query = select(DeliberationLink).where(DeliberationLink.token_hash == token_hash(whole))
    found = session.exec(query).one_or_none()
    if found is None:
        raise Refusal("deliberation-unknown")
    return found


def check_deliberating(motion: Motion, mandate: Mandate, at: datetime) -> None:
    """Refuse what comes outside the notice period (``deliberation-over``) or after the mandate (``mandate-ended``)."""
    if mandate.closes_at is not None and at >= mandate.closes_at:
        raise Refusal("mandate-ended", ended_at=mandate.closes_at)
    if motion.state != "tabled" or motion.notice_ends_at is None or at >= motion.notice_ends_at:
        raise Refusal("deliberation-over", motion=motion.number, ended_at=motion.notice_ends_at)


def _check_code(
    tx: Transaction, link: DeliberationLink, given: str, *, vault: Vault, now: datetime
) -> Refusal | None:
    expected = deliberation_code_of(
        vault, motion=link.motion_id, mandate=link.mandate_id, code_issue=link.code_issue
    )
    wrong = weigh_code(tx, link, given, expected=expected, now=now)
    if wrong is not None and wrong.code == "code-replaced":
        tx.post(
            "deliberation-code",
            f"deliberation-code:{link.id}:{link.code_issue}",
            now=now,
            mandate_id=link.mandate_id,
            motion_id=link.motion_id,
            extra=facts_of(link),
        )
    return wrong


def _check_words(about: str, text: str, passage: str) -> tuple[str, str]:
    if about not in ABOUT:
        raise Refusal("contribution-kind-missing")
    said, proposed = check_reason("text", text), check_reason("passage", passage)
    if not said:
        raise Refusal("contribution-empty")
    if about == "amendment" and not proposed:
        raise Refusal("passage-missing")
    return said, proposed if about == "amendment" else ""


def _same(
    tx: Transaction, link: DeliberationLink, mandate: Mandate, *, about: str, text: str, passage: str
) -> Posted | None:
    of_member = (Contribution.motion_id == link.motion_id, Contribution.member_id == mandate.member_id)
    query = select(Contribution).where(
        *of_member,
        Contribution.about == about,
        Contribution.text == text,
        Contribution.passage == passage,
    )
    found = tx.session.exec(query).first()
    if found is not None:
        return Posted(found.id, found.entry)
    if tx.session.exec(select(func.count()).select_from(Contribution).where(*of_member)).one() >= MOST:
        raise Refusal("contributions-many", most=MOST)
    return None


def _record(
    tx: Transaction,
    motion: Motion,
    mandate: Mandate,
    *,
    about: str,
    text: str,
    passage: str,
    salt: bytes,
    now: datetime,
) -> Posted:
    member = tx.session.get_one(Member, mandate.member_id)
    version = find.latest_version(tx.session, motion.id)
    row = Contribution(
        motion_id=motion.id,
        version_id=version.id,
        member_id=member.id,
        mandate_id=mandate.id,
        about=about,
        passage=passage,
        text=text,
        salt=salt.hex(),
        entry=0,
        posted_at=now,
    )
    row.entry = tx.enter(
        "contribution-posted",
        now=now,
        motion=motion.number,
        contribution=row.id,
        member=member.code,
        about=about,
        version=version.version,
        text=seal.text_digest(salt, text),
        passage=seal.text_digest(seal.derive_salt(salt, "passage"), passage) if passage else None,
    )
    tx.session.add(row)
    write_to_desk(
        tx,
        "desk-contribution",
        event=f"desk-contribution:{row.id}",
        now=now,
        motion=motion,
        entry=row.entry,
        extra={"member": member.code, "about": about},
    )
    return Posted(row.id, row.entry)
