"""Signing the minutes: exactly what was shown, once; the digest stands for the facts."""

import copy

from sqlmodel import select

from governance.acts.close_ballot import close_ballot
from governance.acts.declare_recusal import declare_recusal
from governance.store.reads.minutes import minutes_digest, minutes_facts, read_minutes
from governance.store.tables.votes import Reason
from governance.store.transaction import Transaction
from tests.equipment.forms import texts
from tests.equipment.looking import entries, fingerprint
from tests.equipment.network import TWO_WEEKS, NetworkAtHand
from tests.web.desk.conftest import SECRETARY, Browser

SIGN = "/desk/resolutions/R-2026-01/sign"
BLOCK = {"positions": {"motion": "block"}, "reasons": {"motion": "Trop tôt."}}


def decided(network: NetworkAtHand) -> None:
    """A resolution: one for, one objecting with a reason, one recused, ten silent."""
    ballot = network.put("2026-01", "test-positions")
    network.cast(ballot, "CE3M", {"positions": {"motion": "yes"}})
    network.cast(ballot, "MNC", BLOCK)
    facts = {"seat": "SOL", "reason": "Partie prenante.", "salt": b"s" * 32, "now": network.now()}
    network.service.do(declare_recusal, ballot_id=ballot, **facts)
    network.clock.at += TWO_WEEKS
    network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())


def test_the_minutes_state_what_each_seat_did(network: NetworkAtHand) -> None:
    """Voted, recused or silent, with the frozen rule and the decision; reasons as the register's digests."""
    decided(network)
    facts = network.service.read(minutes_facts, "R-2026-01")
    states = [seat["state"] for seat in facts["seats"].values()]
    assert {state: states.count(state) for state in states} == {"voted": 2, "recused": 1, "silent": 10}
    assert facts["seats"]["MNC"]["vote"]["positions"] == {"motion": "block"}
    assert "Trop tôt." not in str(facts)
    assert facts["decision"]["outcome"] == facts["outcome"]
    [declared] = entries(network.service, "outcome-declared")
    assert declared["decision"] == facts["decision"]


def test_the_digest_is_that_of_the_facts_and_of_nothing_else(network: NetworkAtHand) -> None:
    """It changes with any fact, and stays when the text of a reason is erased."""
    decided(network)
    facts = network.service.read(minutes_facts, "R-2026-01")
    digest = minutes_digest(facts)
    changed = copy.deepcopy(facts)
    changed["seats"]["CE3M"]["vote"]["positions"]["motion"] = "no"
    assert minutes_digest(changed) != digest

    def erase(tx: Transaction) -> None:
        for row in tx.session.exec(select(Reason)).all():
            row.text, row.erased_at = "", network.now()
            tx.session.add(row)

    network.service.do(erase)
    assert minutes_digest(network.service.read(minutes_facts, "R-2026-01")) == digest


def test_signing_shows_the_facts_and_enters_their_digest(secretary: Browser, network: NetworkAtHand) -> None:
    """What stood on the page is what the register keeps; afterwards the page says who signed and when."""
    decided(network)
    secretary.sign_in(SECRETARY)
    facts, nobody = network.service.read(read_minutes, "R-2026-01")
    page = secretary.get(SIGN)
    assert nobody is None
    assert minutes_digest(facts) in page.text
    assert "MNC objects to the motion." in texts(page)
    done = secretary.again(page, "/sign")
    assert "The minutes are signed." in texts(done)
    [entry] = entries(network.service, "minutes-signed")
    assert entry["minutes"] == minutes_digest(facts)
    _, signature = network.service.read(read_minutes, "R-2026-01")
    assert signature is not None
    assert (signature.name, signature.digest) == ("Secretariat", minutes_digest(facts))


def test_another_digest_than_the_one_shown_is_not_signed(secretary: Browser, network: NetworkAtHand) -> None:
    """A page that is no longer true has to be read again."""
    decided(network)
    secretary.sign_in(SECRETARY)
    before = fingerprint(network.service)
    answer = secretary.send(SIGN, digest="0" * 64)
    assert (answer.status_code, "no longer the minutes" in texts(answer)) == (409, True)
    assert fingerprint(network.service) == before


def test_a_resolution_that_does_not_exist_is_not_found(secretary: Browser) -> None:
    """404."""
    assert secretary.get("/desk/resolutions/R-1999-01/sign").status_code == 404
