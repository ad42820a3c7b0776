"""Another key signs the register from here on, as both keys say."""

from datetime import datetime

from governance.acts import find
from governance.refusal import Refusal
from governance.register.keys import SigningKey, replacement_statement
from governance.store.transaction import Transaction


def replace_key(tx: Transaction, *, old: SigningKey, new: SigningKey, now: datetime) -> None:
    """Enter the replacement, signed by both keys, and name the new one to readers. Done before, it changes nothing.

    Heads over this entry are signed by the new key: whoever runs this act signs with nothing else after it. Refused:
    ``network-missing``, ``key-not-of-register`` where the register is signed by neither key.
    """
    network = find.network(tx.session)
    before, after = str(old.verifier), str(new.verifier)
    if network.verifier == after:
        return
    if network.verifier != before:
        raise Refusal("key-not-of-register", found=before, expected=network.verifier)
    said = replacement_statement(origin=network.origin, old=before, new=after)
    signatures = {"by_old": old.sign(said).hex(), "by_new": new.sign(said).hex()}
    tx.enter("key-replaced", now=now, old=before, new=after, **signatures)
    network.verifier = after
    tx.session.add(network)
