"""What is kept of a person who no longer speaks for a member is erased (law 09-08 of Morocco; GDPR, article 17)."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col, or_, select

from governance.refusal import Refusal
from governance.register import seal
from governance.store.tables.members import Mandate, Person
from governance.store.transaction import Transaction


def erase_person(tx: Transaction, *, mandate_id: UUID, now: datetime) -> bool:
    """Erase name, address and salt of whoever held this mandate; answers False where that was done before.

    The register keeps the mark it made of the person, which nobody can lead back to anyone once the salt is gone, and
    says that it was done. Refused: ``mandate-unknown``, ``person-in-office`` while any mandate of theirs runs.
    """
    mandate = tx.session.get(Mandate, mandate_id)
    if mandate is None:
        raise Refusal("mandate-unknown", mandate=str(mandate_id))
    person = tx.session.get_one(Person, mandate.person_id)
    if person.erased_at is not None:
        return False
    running = or_(col(Mandate.closes_at).is_(None), col(Mandate.closes_at) > now)
    if tx.session.exec(select(Mandate.id).where(Mandate.person_id == person.id, running)).first():
        raise Refusal("person-in-office", mandate=str(mandate_id))
    tx.enter("person-erased", now=now, person=seal.pseudonym(person.salt, str(person.id)))
    person.title, person.email, person.former_email = {}, "", None
    person.salt, person.erased_at = b"", now
    tx.session.add(person)
    return True
