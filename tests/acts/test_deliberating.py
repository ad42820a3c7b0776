"""What members say of a tabled motion: public under the member's name, answered in writing, over with the notice."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from governance.access.links import deliberation_code_of, deliberation_token_of
from governance.acts.add_account import add_account
from governance.acts.amend_motion import amend_motion
from governance.acts.answer_contribution import answer_contribution
from governance.acts.erase_reasons import erase_reasons
from governance.acts.open_link import TRIES
from governance.acts.post_contribution import MOST, Posted, post_contribution
from governance.acts.table_motion import table_motion
from governance.refusal import Refusal
from governance.register import seal
from governance.store.reads.contributions import read_contributions, unanswered
from governance.store.reads.public_register import read_reasons
from governance.store.tables.contributions import DeliberationLink
from governance.store.tables.members import Mandate, Member
from governance.store.tables.outbox import OutboxRow
from tests.equipment.looking import entries, fingerprint, rows
from tests.equipment.network import NetworkAtHand, a_wording

DAY = timedelta(days=1)
SALT = bytes(range(32))


@pytest.fixture
def tabled(network: NetworkAtHand) -> NetworkAtHand:
    """A motion on the table, its notice running for ten days."""
    network.draft("2026-01", "test-positions")
    network.service.do(
        table_motion,
        number="2026-01",
        notice=10 * DAY,
        rulebook=network.service.rulebook,
        zone=network.zone,
        vault=network.service.vault,
        now=network.now(),
    )
    network.clock.at += DAY
    return network


def letter(network: NetworkAtHand, seat: str) -> tuple[str, str]:
    """The token and the code of the director of a member."""

    def look(session: Session) -> DeliberationLink:
        return session.exec(
            select(DeliberationLink)
            .join(Mandate, Mandate.id == DeliberationLink.mandate_id)  # type: ignore[arg-type]
            .join(Member, Member.id == Mandate.member_id)  # type: ignore[arg-type]
            .where(Member.code == seat)
        ).one()

    link, vault = network.service.read(look), network.service.vault
    whose = {"motion": link.motion_id, "mandate": link.mandate_id}
    return deliberation_token_of(vault, **whose), deliberation_code_of(
        vault, **whose, code_issue=link.code_issue
    )


def say(network: NetworkAtHand, seat: str, text: str = "Trop cher.", **changed: Any) -> Posted:
    """The member says something."""
    token, code = letter(network, seat)
    facts = {"about": "concern", "passage": "", "code": code, "received_at": network.now()} | changed
    answer = network.service.do(
        post_contribution,
        token=token,
        text=text,
        salt=SALT,
        vault=network.service.vault,
        now=network.now(),
        **facts,
    )
    assert isinstance(answer, Posted)
    return answer


def refused(network: NetworkAtHand, seat: str, text: str = "Trop cher.", **changed: Any) -> str:
    """The code with which it is refused."""
    with pytest.raises(Refusal) as no:
        say(network, seat, text, **changed)
    return no.value.code


def test_every_director_gets_a_link_with_the_letter_and_the_database_only_its_hash(
    tabled: NetworkAtHand,
) -> None:
    """Thirteen letters, thirteen hashes; the outbox holds what a letter is derived from, never token or code."""
    links = rows(tabled.service, DeliberationLink)
    posted = rows(tabled.service, OutboxRow, kind="motion-tabled")
    assert len(links) == len(posted) == 13
    token, code = letter(tabled, "CE3M")
    assert token not in repr(links) and token not in repr(posted) and code not in repr(posted)


def test_what_a_member_says_is_public_under_its_name_and_the_desk_is_told(tabled: NetworkAtHand) -> None:
    """The register holds salted digests alone; the export shows the words beside them."""
    tabled.service.do(add_desk, now=tabled.now())
    posted = say(tabled, "CE3M", "Parce que.", about="amendment", passage="Le forum a lieu à Fès.")
    (said,) = tabled.service.read(read_contributions, "2026-01")
    assert (said.code, said.about, said.version) == ("CE3M", "amendment", 1)
    (entry,) = entries(tabled.service, "contribution-posted")
    assert entry["text"] == seal.text_digest(SALT, "Parce que.")
    assert "Parce que" not in repr(entries(tabled.service))
    shown = {(each.entry, each.text) for each in tabled.service.read(read_reasons)}
    assert shown == {(posted.entry, "Parce que."), (posted.entry, "Le forum a lieu à Fès.")}
    assert len(rows(tabled.service, OutboxRow, kind="desk-contribution")) == 1
    assert tabled.service.read(unanswered) == {"2026-01": 1}


def test_said_twice_it_is_said_once(tabled: NetworkAtHand) -> None:
    """A form sent twice makes one contribution."""
    first, before = say(tabled, "CE3M"), fingerprint(tabled.service)
    assert say(tabled, "CE3M") == first
    assert fingerprint(tabled.service) == before


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("contribution-kind-missing", {"about": ""}),
        ("contribution-empty", {"text": " \n"}),
        ("passage-missing", {"about": "amendment"}),
        ("reason-too-long", {"text": "x" * 1001}),
    ],
)
def test_what_is_not_whole_is_refused_and_changes_nothing(
    tabled: NetworkAtHand, code: str, changed: dict[str, Any]
) -> None:
    """Each with its own code."""
    before = fingerprint(tabled.service)
    assert refused(tabled, "CE3M", **changed) == code
    assert fingerprint(tabled.service) == before


def test_the_link_is_dead_when_the_notice_or_the_mandate_ends(tabled: NetworkAtHand) -> None:
    """To the instant; an amendment starts the notice anew, and the same link speaks again."""
    tabled.clock.at += 9 * DAY
    assert refused(tabled, "CE3M") == "deliberation-over"
    wording = a_wording("2026-01", {})
    wording["text"] = {**wording["text"], "fr": "Un autre texte."}
    tabled.service.do(
        amend_motion,
        number="2026-01",
        wording=wording,
        notice=10 * DAY,
        vault=tabled.service.vault,
        now=tabled.now(),
    )
    assert len(rows(tabled.service, DeliberationLink)) == 13
    say(tabled, "CE3M")
    (said,) = tabled.service.read(read_contributions, "2026-01")
    assert said.version == 2
    tabled.service.do(end_mandate, seat="MNC", now=tabled.now())
    assert refused(tabled, "MNC") == "mandate-ended"


def test_wrong_codes_are_counted_and_the_fifth_sends_a_new_one(tabled: NetworkAtHand) -> None:
    """Nothing is published by them, and the old code is no longer taken."""
    _, code = letter(tabled, "CE3M")
    answers = [refused(tabled, "CE3M", code="AAAAAA") for _ in range(TRIES)]
    assert answers == ["code-wrong"] * (TRIES - 1) + ["code-replaced"]
    assert refused(tabled, "CE3M", code=code) == "code-wrong"
    assert len(rows(tabled.service, OutboxRow, kind="deliberation-code")) == 1
    say(tabled, "CE3M")


def test_the_desk_answers_once_in_writing(tabled: NetworkAtHand) -> None:
    """Public beside what was said, told to the member by letter, digest in the register; given again it is the same."""
    posted = say(tabled, "CE3M")
    facts = {"number": "2026-01", "contribution_id": posted.contribution, "salt": SALT, "now": tabled.now()}
    tabled.service.do(answer_contribution, answer="Le budget suit.", **facts)
    before = fingerprint(tabled.service)
    tabled.service.do(answer_contribution, answer="Le budget suit.", **facts)
    for answer, code in (("Autre chose.", "answer-given"), ("", "answer-empty")):
        with pytest.raises(Refusal, match=code):
            tabled.service.do(answer_contribution, answer=answer, **facts)
    assert fingerprint(tabled.service) == before
    (said,) = tabled.service.read(read_contributions, "2026-01")
    assert said.answer == "Le budget suit." and tabled.service.read(unanswered) == {}
    assert len(rows(tabled.service, OutboxRow, kind="contribution-answered")) == 1


def test_what_was_said_can_be_erased(tabled: NetworkAtHand) -> None:
    """Words and salt go, of the answer too; that a member spoke stays."""
    posted = say(tabled, "CE3M")
    tabled.service.do(
        answer_contribution,
        number="2026-01",
        contribution_id=posted.contribution,
        answer="Ce nom aussi.",
        salt=SALT,
        now=tabled.now(),
    )
    assert tabled.service.do(erase_reasons, number="2026-01", seat="CE3M", now=tabled.now()) == 1
    (said,) = tabled.service.read(read_contributions, "2026-01")
    assert said.erased and said.text == said.answer == ""
    assert tabled.service.read(read_reasons) == []
    assert len(entries(tabled.service, "contribution-erased")) == 1


def test_a_member_writes_so_often_and_no_more(tabled: NetworkAtHand) -> None:
    """Twenty times on one motion."""
    for number in range(MOST):
        say(tabled, "CE3M", f"Remarque {number}.")
    assert refused(tabled, "CE3M", "Une de trop.") == "contributions-many"


def add_desk(tx: Any, *, now: Any) -> None:
    """An account of the secretariat."""
    add_account(
        tx, email="d@example.org", name="D", language="fr", role="secretariat", password_hash="x", now=now
    )


def end_mandate(tx: Any, *, seat: str, now: Any) -> None:
    """The director of a member speaks for it no longer."""
    found = tx.session.exec(
        select(Mandate)
        .join(Member, Member.id == Mandate.member_id)  # type: ignore[arg-type]
        .where(Member.code == seat, Mandate.role == "director")
    ).one()
    found.closes_at = now
    tx.session.add(found)
