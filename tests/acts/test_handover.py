"""The secretariat passes to another member: confirmed by two seats, at a stated minute, told to all."""

from datetime import timedelta
from uuid import UUID

import pytest

from governance.acts.add_account import add_account
from governance.acts.failures import Subjects
from governance.acts.hand_over import ask_handover
from governance.acts.reset_password import reset_password
from governance.acts.sign_in import sign_in
from governance.refusal import Refusal
from governance.register.verify import verify_export
from governance.store.reads.desk_sessions import find_session
from governance.store.tables.network import Network
from governance.store.tables.outbox import OutboxRow
from governance.timekeeper import tick
from governance.web.public.register import export_lines
from tests.equipment.confirming import answer
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import NetworkAtHand

OLD, NEW = "ancien@example.org", "nouveau@example.org"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def accounts(network: NetworkAtHand) -> None:
    """One account of the present secretariat, one of the next."""
    for email, member in ((OLD, None), (NEW, "OTT")):
        network.service.do(
            add_account,
            email=email,
            name=email,
            language="fr",
            role="secretariat",
            password_hash="h",
            member=member,
            now=network.now(),
        )


def enter(network: NetworkAtHand, email: str) -> str:
    """Sign in with the right password; the session."""
    refusal = network.service.do(
        sign_in,
        email=email,
        is_password=True,
        second="",
        vault=network.service.vault,
        subjects=Subjects(email, "here"),
        session_hash=f"{email} {network.now()}",
        form_key="k",
        now=network.now(),
    )
    assert refusal is None
    return f"{email} {network.now()}"


def ask(network: NetworkAtHand, **changed: object) -> UUID:
    """Ask OTT's neighbours to confirm a handover in two days."""
    facts: dict[str, object] = {
        "to": "OTT",
        "hands_over_at": network.now() + 2 * DAY,
        "contact": "bureau@example.org",
        "reason": "Fin de mandat.",
        "seats": ("MNC", "SOL"),
    } | changed
    service = network.service
    return service.do(ask_handover, vault=service.vault, now=network.now(), **facts)  # type: ignore[arg-type]


def test_at_the_stated_minute_the_old_powers_end_and_the_new_begin(network: NetworkAtHand) -> None:
    """Whether anybody has noticed or not: the minute decides. Then it is entered once and told to all."""
    confirmation = ask(network)
    answer(network, confirmation, "MNC")
    assert answer(network, confirmation, "SOL") == "carried_out"
    session = enter(network, OLD)
    with pytest.raises(Refusal, match="desk-elsewhere"):
        enter(network, NEW)
    network.clock.at += 2 * DAY - timedelta(milliseconds=1)
    assert network.service.read(find_session, session, now=network.now()) is not None
    network.clock.at += timedelta(milliseconds=1)
    assert network.service.read(find_session, session, now=network.now()) is None
    with pytest.raises(Refusal, match="desk-elsewhere"):
        enter(network, OLD)
    enter(network, NEW)
    tick(network.service, now=network.now())
    tick(network.service, now=network.now())
    (entry,) = entries(network.service, "secretariat-handed-over")
    assert (entry["from"], entry["to"]) == ("CE3M", "OTT")
    (kept,) = rows(network.service, Network)
    assert (kept.secretariat, kept.contact["desk"]) == ("OTT", "bureau@example.org")
    assert len(rows(network.service, OutboxRow, kind="handed-over")) == 13 + 1
    assert verify_export("".join(export_lines(network.service)).splitlines(), receipts=()).findings == ()


def test_one_seat_alone_hands_nothing_over(network: NetworkAtHand) -> None:
    """Two confirm, or it lapses and the desk stays where it is."""
    answer(network, ask(network), "MNC")
    network.clock.at += 8 * DAY
    tick(network.service, now=network.now())
    enter(network, OLD)
    assert not entries(network.service, "secretariat-handed-over")


def test_a_handover_that_makes_no_sense_is_refused(network: NetworkAtHand) -> None:
    """To a member without an account, to itself, in the past, with one seat, while another is awaited."""
    before = fingerprint(network.service)
    for code, changed in {
        "handover-without-account": {"to": "MNC"},
        "handover-to-itself": {"to": "CE3M"},
        "member-unknown": {"to": "NONE"},
        "period-past": {"hands_over_at": network.now()},
        "address-malformed": {"contact": "nobody"},
        "confirming-seats-few": {"seats": ("MNC",)},
    }.items():
        with pytest.raises(Refusal, match=code):
            ask(network, **changed)
    assert fingerprint(network.service) == before
    confirmation = ask(network)
    answer(network, confirmation, "MNC")
    answer(network, confirmation, "SOL")
    with pytest.raises(Refusal, match="handover-pending"):
        ask(network)


def test_a_forgotten_password_is_reset_and_everybody_knows(network: NetworkAtHand) -> None:
    """All sessions of the account end, the register says it of the member, the desk and the second contact are told."""
    session = enter(network, OLD)
    network.service.do(reset_password, email=OLD.upper(), password_hash="new", now=network.now())
    found = network.service.read(find_session, session, now=network.now())
    assert found is not None and found.ended_at == network.now()
    (entry,) = entries(network.service, "account-reset")
    assert (entry["member"], OLD in str(entry)) == ("CE3M", False)
    assert len(rows(network.service, OutboxRow, kind="account-reset")) == 1 + 1
    with pytest.raises(Refusal, match="account-unknown"):
        network.service.do(reset_password, email="who@example.org", password_hash="x", now=network.now())
