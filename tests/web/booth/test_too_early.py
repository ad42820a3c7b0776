""" "Too early": chosen in the booth without any script, said in the recap, sealed with the vote, told afterwards."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from governance.acts.close_ballot import close_ballot
from governance.store.reads.public_resolutions import read_resolution
from governance.store.tables.votes import Vote
from governance.web.public.account import account_of
from governance.words.speak import speaking
from tests.equipment.looking import rows
from tests.equipment.network import NetworkAtHand
from tests.web.booth.conftest import Director, hidden_fields, said

EARLY = {"position-motion": "premature", "early-members-motion": "15"}


def test_the_recap_says_what_would_change_the_mind_and_the_vote_is_a_no(
    network: NetworkAtHand, director: Director
) -> None:
    """The recap carries it on, the receipt repeats it, and the canonical vote is a no."""
    recap = director.send("recap", {**EARLY, "early-date-motion": "2027-01-01"})
    assert "CE3M is against the motion for now: it is too early." in said(recap)
    assert "once the network has 15 members. Not before Friday 1 January 2027." in said(recap)
    kept = hidden_fields(recap)
    assert kept["early-members-motion"] == "15" and kept["early-date-motion"] == "2027-01-01"
    receipt = director.confirm(kept, request=kept["request"])
    assert "it is too early" in said(receipt)
    assert "&#34;premature&#34;:{&#34;motion&#34;:{&#34;date&#34;:&#34;2027-01-01&#34;" in receipt.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"position-motion": "premature"}, "nothing says what would change your mind"),
        ({**EARLY, "early-members-motion": "soon"}, "not written as a number of members"),
        ({**EARLY, "position-motion": "yes"}, "another answer than “Too early” is chosen"),
    ],
)
def test_what_says_nothing_leads_back_to_the_form_with_the_fields_open(
    director: Director, fields: dict[str, str], sentence: str
) -> None:
    """The form comes back as it was filled in, and points at what is missing."""
    page = director.send("recap", fields)
    assert page.status_code == 422
    assert sentence in said(page)
    assert '<details class="early-field" open>' in page.text


def test_a_fact_in_words_is_the_reason(director: Director) -> None:
    """Neither number nor date: the reason says it, sealed, salted and erasable like every reason."""
    recap = director.send(
        "recap", {"position-motion": "premature", "reason-motion": "Une fois le budget voté."}
    )
    assert recap.status_code == 200
    assert "it is too early" in said(recap) and "Une fois le budget voté." in said(recap)


def test_a_rule_without_a_no_does_not_offer_it(of_options: Director) -> None:
    """Too early is a no; where no is not offered, neither is this."""
    assert "premature" not in of_options.look().text
    page = of_options.send("recap", {"position-association": "premature"})
    assert page.status_code == 422


def test_all_who_find_it_too_early_are_told_together_after_the_close(
    network: NetworkAtHand, put: Callable[..., Director]
) -> None:
    """Grouped by what they wait for; and while open no sealed vote shows by its length that it holds more."""
    director = put("test-positions")
    awaited = {
        "CE3M": {"members_at_least": 15},
        "MNC": {"members_at_least": 15},
        "SOL": {"date": "2027-01-01"},
        "OTT": {},
    }
    for seat, each in awaited.items():
        vote = {
            "positions": {"motion": "no"},
            "premature": {"motion": each},
            "reasons": {"motion": "Un fait."},
        }
        network.cast(director.ballot, seat, vote)
    network.cast(director.ballot, "AHP", {"positions": {"motion": "yes"}})
    assert len({len(vote.sealed) for vote in rows(network.service, Vote)}) == 1
    network.clock.at += timedelta(days=14)
    network.service.do(
        close_ballot, ballot_id=director.ballot, vault=network.service.vault, now=network.now()
    )
    found = network.service.read(read_resolution, "R-2026-01")
    assert found is not None
    with speaking("en"):
        told = account_of(found.rounds[0], authentic="fr").options[0].premature
    assert told is not None and told.sentence == "4 members find it too early."
    assert [(each.sentence, each.seats) for each in told.awaited] == [
        ("from 15 members on", ("CE3M", "MNC")),
        ("from Friday 1 January 2027 on", ("SOL",)),
        ("once the fact named in the reason is there", ("OTT",)),
    ]
