"""Accounts and sessions of the desk, as acts on both databases."""

from datetime import timedelta
from typing import Any

import pytest

from governance.access.vault import Vault
from governance.acts.add_account import add_account
from governance.acts.failures import Subjects
from governance.acts.keep_signed_in import keep_signed_in
from governance.acts.sign_in import sign_in
from governance.acts.sign_out import sign_out
from governance.refusal import Refusal
from governance.store.reads.desk_sessions import find_session
from governance.store.tables.accounts import Account, Attempt, DeskSession
from tests.equipment.looking import fingerprint, rows
from tests.equipment.network import NetworkAtHand

VAULT = Vault(link=b"l" * 32, box=b"b" * 32)
WHO = Subjects(email="digest of the e-mail address", address="digest of the network address")
SECOND = timedelta(seconds=1)


def account(network: NetworkAtHand, **changed: str) -> None:
    """Add an account."""
    facts = {"email": "Desk@Example.org", "name": "Desk", "language": "fr", "role": "secretariat"}
    network.service.do(add_account, **(facts | changed), password_hash="argon2", now=network.now())


def enter(
    network: NetworkAtHand, *, right: bool = True, session: str = "a", subjects: Subjects = WHO
) -> None:
    """Sign in, or fail to."""
    network.service.do(
        sign_in,
        email=" desk@example.org ",
        is_password=right,
        second="",
        vault=VAULT,
        subjects=subjects,
        session_hash=session,
        form_key="key",
        now=network.now(),
    )


def refusal_of(network: NetworkAtHand, **facts: Any) -> str:
    """The code that signing in is refused with."""
    with pytest.raises(Refusal) as refused:
        enter(network, **facts)
    return refused.value.code


def test_an_address_is_one_account_however_it_is_written(network: NetworkAtHand) -> None:
    """Capitals and spaces make no second account."""
    account(network)
    before = fingerprint(network.service)
    with pytest.raises(Refusal, match="account-known"):
        account(network, email="desk@example.ORG ")
    assert fingerprint(network.service) == before


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"email": "nowhere"}, "email-malformed"),
        ({"name": " "}, "name-missing"),
        ({"role": "owner"}, "role-refused"),
        ({"language": "de"}, "language-refused"),
    ],
)
def test_an_account_must_be_whole(network: NetworkAtHand, changed: dict[str, str], code: str) -> None:
    """Each fault has its own code, and nothing is stored."""
    with pytest.raises(Refusal, match=code):
        account(network, **changed)
    assert rows(network.service, Account) == []


def test_signing_in_begins_a_session(network: NetworkAtHand) -> None:
    """The session belongs to the account and is found by the hash of its id."""
    account(network)
    enter(network)
    found = network.service.read(find_session, "a", now=network.now())
    assert found is not None
    assert (found.name, found.role, found.created_at) == ("Desk", "secretariat", network.now())


def test_a_failure_is_counted_although_it_is_refused(network: NetworkAtHand) -> None:
    """One row for the e-mail address and one for the network address, and no session."""
    account(network)
    assert refusal_of(network, right=False) == "sign-in-refused"
    assert {row.subject for row in rows(network.service, Attempt)} == {WHO.email, WHO.address}
    assert rows(network.service, DeskSession) == []


def test_waiting_doubles_and_ends(network: NetworkAtHand) -> None:
    """Five failures are free; then 5 s, 10 s, 20 s ... at most one minute for an account from elsewhere."""
    account(network)
    for _ in range(5):
        assert refusal_of(network, right=False) == "sign-in-refused"
    for wait in (5, 10, 20, 40, 60, 60):
        network.clock.at += wait * SECOND - SECOND
        elsewhere = Subjects(WHO.email, f"from {wait} {network.now()}")
        with pytest.raises(Refusal, match="sign-in-wait"):
            enter(network, subjects=elsewhere)
        network.clock.at += SECOND
        with pytest.raises(Refusal, match="sign-in-refused"):
            enter(network, right=False, subjects=elsewhere)
    network.clock.at += 60 * SECOND
    enter(network, subjects=Subjects(WHO.email, "from home"))


def test_tries_during_the_wait_do_not_lengthen_it(network: NetworkAtHand) -> None:
    """Hammering does not keep the owner out."""
    account(network)
    for _ in range(5):
        refusal_of(network, right=False)
    for _ in range(20):
        assert refusal_of(network) == "sign-in-wait"
    network.clock.at += 5 * SECOND
    enter(network)


def test_one_address_that_tries_many_accounts_waits_too(network: NetworkAtHand) -> None:
    """Counted per network address as well: guessing one password at many accounts is slowed, but nobody else."""
    account(network)
    for number in range(5):
        refusal_of(network, right=False, subjects=Subjects(f"account {number}", WHO.address))
    assert refusal_of(network) == "sign-in-wait"
    enter(network, subjects=Subjects(WHO.email, "another address"))


def test_a_disabled_account_is_refused_like_any_other(network: NetworkAtHand) -> None:
    """Nobody learns that the account was there; its session stops opening."""
    account(network)
    enter(network)

    def disable(tx: object) -> None:
        row = tx.session.merge(rows(network.service, Account)[0])  # type: ignore[attr-defined]
        row.disabled_at = network.now()

    network.service.do(disable)
    assert refusal_of(network, session="b") == "sign-in-refused"
    assert network.service.read(find_session, "a", now=network.now()) is None


def test_a_session_that_is_replaced_ends(network: NetworkAtHand) -> None:
    """Signing in over an old session ends that one."""
    account(network)
    enter(network)
    network.service.do(
        sign_in,
        email="desk@example.org",
        is_password=True,
        second="",
        vault=VAULT,
        subjects=WHO,
        session_hash="b",
        form_key="key",
        replaces="a",
        now=network.now(),
    )
    ended = {row.id_hash: row.ended_at for row in rows(network.service, DeskSession)}
    assert ended == {"a": network.now(), "b": None}


def test_signing_out_twice_is_signing_out_once(network: NetworkAtHand) -> None:
    """The second time changes nothing; nor does leaving a session that never was."""
    account(network)
    enter(network)
    network.service.do(sign_out, session_hash="a", now=network.now())
    before = fingerprint(network.service)
    network.service.do(sign_out, session_hash="a", now=network.now() + SECOND)
    network.service.do(sign_out, session_hash="never", now=network.now())
    network.service.do(keep_signed_in, session_hash="a", now=network.now() + SECOND)
    assert fingerprint(network.service) == before
