"""A seat looks at its own vote, after the code."""

from datetime import datetime

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.cast_vote import Receipt, receipt_of
from governance.acts.caster import find_caster
from governance.acts.open_link import check_code, find_link
from governance.refusal import Refusal
from governance.store.transaction import Transaction


def show_vote(tx: Transaction, *, token: str, code: str, vault: Vault, now: datetime) -> Receipt | Refusal:
    """The receipt of the seat's live vote. It is an act because a wrong code is counted.

    Returned after being counted: ``code-wrong`` and its kin. Refused: ``link-unknown``, ``link-revoked``,
    ``vote-missing``.
    """
    link = find_link(tx.session, token)
    wrong = check_code(tx, link, code, vault=vault, now=now)
    if wrong is not None:
        return wrong
    vote = find.live_vote(tx.session, link.seat.id)
    if vote is None:
        raise Refusal("vote-missing")
    return receipt_of(tx, find_caster(tx, token, now=now), vote, vault=vault)
