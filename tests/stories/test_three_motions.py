"""The three motions of the network, each from draft to resolution as people would do it."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from tests.equipment.forms import texts
from tests.equipment.town import CODES, Town

OPTIONS = ("association", "federation", "gie", "cooperative", "societe", "convention", "attendre-15")


def resolution(town: Town, number: str) -> dict[str, Any]:
    """The published resolution as data."""
    answer = town.public(f"/resolutions/{number}.json")
    assert answer.status_code == 200
    return dict(json.loads(answer.text))


def decision(published: Mapping[str, Any]) -> dict[str, Any]:
    """What its last round decided."""
    return dict(published["rounds"][-1]["decision"])


def counts(published: Mapping[str, Any], option: str) -> dict[str, str]:
    """The counts of one option in the last round that are not zero."""
    told = decision(published)["counts"]
    own = told["members"][option] if "members" in told else told[option]
    return {state: n for state, n in own.items() if n != "0"}


def one(position: str, reason: str = "") -> dict[str, str]:
    """A position on the motion itself."""
    return {"position-motion": position} | ({"reason-motion": reason} if reason else {})


def test_2016_03_an_objection_sends_the_strategy_to_two_thirds_of_the_members(town: Town) -> None:
    """Twelve for and one objection: blocked; a fortnight later nine of thirteen adopt it."""
    closes_at = town.open_motion("2016-03")
    directors = town.directors()
    for code in CODES[1:]:
        directors[code].vote(one("yes"))
    directors[CODES[0]].vote(one("block", "Aucun budget n’est chiffré."))
    town.forward_to(closes_at)
    page = town.wait_until_closed("2016-03")
    assert town.public("/resolutions/R-2026-01").status_code == 404
    assert "two thirds" in texts(page).lower()

    town.forward_to(closes_at + timedelta(days=14))
    closes_at = town.open_round("2016-03")
    directors = town.directors()
    for code in CODES[:9]:
        directors[code].vote(one("yes"))
    for code in CODES[9:11]:
        directors[code].vote(one("no"))
    for code in CODES[11:]:
        directors[code].vote(one("premature") | {"early-members-motion": "15"})
    town.forward_to(closes_at)
    town.wait_until_closed("2016-03")
    published = resolution(town, f"R-{closes_at.year}-01")
    assert published["outcome"] == "adopted"
    assert counts(published, "motion") == {"yes": "9", "no": "4"}
    read = texts(town.public(f"/resolutions/R-{closes_at.year}-01"))
    assert "9 sur 13" in read and "Aucun budget n’est chiffré." in read
    assert "2 membres trouvent que c’est trop tôt." in read and "à partir de 15 membres" in read
    assert "Aucun budget n’est chiffré." in texts(town.public("/motions/2016-03/rounds/1"))
    assert "9 sur 13" in texts(town.public("/motions/2016-03/rounds/2"))


def test_2016_02_no_majority_then_a_run_off_of_the_first_two(town: Town) -> None:
    """Five, five and three: no majority; in the run-off eight against five."""
    closes_at = town.open_motion("2016-02")
    directors = town.directors()
    for code, choice in zip(CODES, ["oui"] * 5 + ["non"] * 5 + ["a-15-clusters"] * 3, strict=True):
        directors[code].vote({"choice": choice})
    town.forward_to(closes_at)
    town.wait_until_closed("2016-02")
    town.forward_to(closes_at + timedelta(days=7))
    closes_at = town.open_round("2016-02")
    directors = town.directors()
    offered = directors[CODES[0]].look().text
    assert 'value="oui"' in offered and 'value="a-15-clusters"' not in offered
    for n, code in enumerate(CODES):
        directors[code].vote({"choice": "non" if n < 8 else "oui"})
    town.forward_to(closes_at)
    town.wait_until_closed("2016-02")
    published = resolution(town, f"R-{closes_at.year}-01")
    assert (published["outcome"], decision(published)["winner"]) == ("adopted", "non")
    assert counts(published, "non") == {"yes": "8", "no": "5"}


def test_2016_01_the_least_contested_legal_forms_go_to_a_second_round(town: Town) -> None:
    """Every form meets an objection; of the two least contested, put again, one unites all thirteen."""
    closes_at = town.open_motion("2016-01")
    directors = town.directors()
    objections = dict(zip(OPTIONS, (1, 4, 2, 5, 9, 1, 3), strict=True))
    for n, code in enumerate(CODES):
        answer = {}
        for option, against in objections.items():
            answer[f"position-{option}"] = "block" if n < against else "stand_aside" if n % 3 else "yes"
            if n < against:
                answer[f"reason-{option}"] = f"Motif de {code}."
        directors[code].vote(answer)
    town.forward_to(closes_at)
    page = town.wait_until_closed("2016-01")
    assert "badge--between" in page.text or "round" in texts(page).lower()

    town.forward_to(closes_at + timedelta(days=14))
    closes_at = town.open_round("2016-01")
    directors = town.directors()
    offered = directors[CODES[0]].look().text
    assert "position-association" in offered and "position-convention" in offered
    assert "position-gie" not in offered
    for n, code in enumerate(CODES):
        answer = {
            "position-association": "yes" if n < 10 else "stand_aside",
            "position-convention": "yes" if n < 4 else "stand_aside",
        }
        directors[code].vote(answer)
    town.forward_to(closes_at)
    town.wait_until_closed("2016-01")
    published = resolution(town, f"R-{closes_at.year}-01")
    assert (published["outcome"], decision(published)["winner"]) == ("adopted", "association")
    assert counts(published, "association") == {"yes": "10", "stand_aside": "3"}
