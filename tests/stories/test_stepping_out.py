"""Who votes is frozen at the opening: the chair and the member concerned are named then, and a seat may step out."""

from datetime import datetime, timedelta

from tests.equipment.forms import form_to, forms, texts
from tests.equipment.people import EMAIL
from tests.equipment.town import CODES, MEMBERS, Town
from tests.stories.test_three_motions import counts, decision, one, resolution

NUMBER = "2016-03"
CHAIR, CONCERNED, STEPS_OUT = "MNC", "BIO", "AHP"
REASON = "Notre directrice conseille l’une des parties."
BY_RULE = "Selon la règle de ce scrutin, le membre concerné ne vote pas."


def open_under(town: Town, rule: str, **named: str) -> datetime:
    """Draft the motion under this rule, table it, let the notice pass and open it with the seats that are named;
    answers when it closes."""
    desk = town.desk
    page = desk.browser.get("/desk/motions/new", params={"from": f"template:{NUMBER}"})
    form_to(page, "/desk/motions/new").submit(desk.browser, page, number=NUMBER, rule=rule)
    tabled_after = town.now()
    desk.table(NUMBER)
    town.forward_to(tabled_after + timedelta(days=10))
    closes_at = (town.now() + timedelta(days=14)).replace(microsecond=0)
    desk.open(NUMBER, closes_at, **named)
    return closes_at


def step_out(town: Town, code: str, reason: str) -> str:
    """The director steps out on the page for other things, with the code; what the next page says."""
    director = town.director(code)
    page = director.browser.get(f"{director.link}/seat")
    form = next(each for each in forms(page) if each.fields.get("step") == "recuse")
    return texts(form.submit(director.browser, page, code=director.letter.codes[0], reason=reason))


def test_one_seat_is_left_out_by_the_rule_and_another_steps_out_with_its_reason(town: Town) -> None:
    """The member concerned is named at the opening, is told and gets no link; a seat that voted steps out, its vote is
    never opened; both are public at once, and no threshold counts either of them."""
    closes_at = open_under(town, "consensus-sans-interesse", concerned=CONCERNED)
    left_out = town.mail.wait_for_letter(MEMBERS[CONCERNED].director.email, subject="Déport du scrutin")
    assert not [link for link in left_out.links if "/v/" in link]
    page = texts(town.public(f"/motions/{NUMBER}"))
    assert BY_RULE in page and f"Le membre concerné est {MEMBERS[CONCERNED].name['fr']}." in page

    town.director(STEPS_OUT).vote(one("block", "Contre."))
    assert "Le siège s’est déporté de ce scrutin." in step_out(town, STEPS_OUT, REASON)
    for mailbox in (MEMBERS[STEPS_OUT].director.email, "suppleance.ahp@example.org", EMAIL):
        town.mail.wait_for_letter(mailbox, subject="Déport du scrutin")
    assert REASON in texts(town.public(f"/motions/{NUMBER}"))
    assert REASON in texts(town.public(f"/motions/{NUMBER}/rounds/1"))
    refused = town.director(STEPS_OUT).choose_blindly(one("yes"))
    assert refused.status_code == 409 and "déport" in texts(refused)

    voting = [code for code in CODES if code not in (CONCERNED, STEPS_OUT)]
    for code in voting:
        town.director(code).vote(one("yes"))
    town.forward_to(closes_at)
    town.wait_until_closed(NUMBER)
    assert not [
        letter for letter in town.mail.letters_to(MEMBERS[CONCERNED].director.email) if "/v/" in letter.text
    ]
    published = resolution(town, f"R-{closes_at.year}-01")
    assert published["outcome"] == "adopted"
    assert counts(published, "motion") == {"yes": "11", "recused": "1"}
    assert decision(published)["excluded"] == [CONCERNED]
    read = texts(town.public(f"/resolutions/R-{closes_at.year}-01"))
    assert REASON in read and BY_RULE in read and "Contre." not in read
    export = town.public("/register/export.jsonl").text
    assert export.count('"kind":"recusal-declared"') == 2 and '"cause":"recused"' in export


def test_the_seat_in_the_chair_is_named_at_the_opening_and_settles_a_tie(town: Town) -> None:
    """Before the ballot every seat can read whose position decides an exact tie; six against six, it does."""
    closes_at = open_under(town, "majorite-exprimes-president", chair=CHAIR)
    holds = f"la position de {MEMBERS[CHAIR].name['fr']}, qui assure la présidence, départage."
    invited = town.director("CE3M")
    assert holds in invited.letter.text
    assert holds in texts(invited.look()) and holds in texts(town.public(f"/motions/{NUMBER}"))
    for n, code in enumerate([CHAIR, *(each for each in CODES if each != CHAIR)][:12]):
        town.director(code).vote(one("yes" if n < 6 else "no"))
    town.forward_to(closes_at)
    town.wait_until_closed(NUMBER)
    published = resolution(town, f"R-{closes_at.year}-01")
    assert published["outcome"] == "adopted"
    assert counts(published, "motion") == {"yes": "6", "no": "6", "silent": "1"}
    assert holds in texts(town.public(f"/motions/{NUMBER}/rounds/1"))
    assert holds in texts(town.public(f"/resolutions/R-{closes_at.year}-01"))
