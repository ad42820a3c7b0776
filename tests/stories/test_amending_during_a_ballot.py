"""The text changes while seats vote on it: the ballot stops, and each seat gives its vote anew on the new text."""

import re
from datetime import timedelta

from tests.equipment.forms import form_to, texts
from tests.equipment.town import CODES, MEMBERS, Town
from tests.stories.test_three_motions import counts, one, resolution

NUMBER = "2016-03"
ADDED = "Un bilan est publié chaque année."
WHY = "Plusieurs membres demandent un bilan annuel."


def stop_to_amend(town: Town) -> str:
    """The desk stops the open ballot because the text is being amended; answers the path of the ballot."""
    desk = town.desk
    found = re.search(r"/desk/ballots/[0-9a-f-]{36}", desk.browser.get(f"/desk/motions/{NUMBER}").text)
    assert found
    page = desk.browser.get(f"{found[0]}/stop")
    recap = form_to(page, "/stop").submit(desk.browser, page, reason="amended", note=WHY, step="recap")
    assert "Le scrutin prend fin aussitôt" in texts(recap), texts(recap)
    assert desk.confirm(recap, "/stop", step="stop").status_code == 200
    return found[0]


def amend(town: Town) -> None:
    """The desk adds a sentence to the text."""
    page = town.desk.browser.get(f"/desk/motions/{NUMBER}/amend")
    form = form_to(page, "/amend")
    changed = {"text-fr": f"{form.fields['text-fr']}\n\n{ADDED}", "step": "save"}
    assert form.submit(town.desk.browser, page, **changed).url.path == f"/desk/motions/{NUMBER}"


def test_an_amendment_during_a_ballot_puts_a_new_round(town: Town) -> None:
    """The votes of the stopped ballot are never opened, its links are dead, all are told; after another notice period
    a new round asks every seat for its vote anew, nothing preselected, and only that one decides."""
    first_end = town.open_motion(NUMBER)
    before = town.directors()
    for code in CODES[:12]:
        before[code].vote(one("block", "Il manque un bilan."))
    stopped = stop_to_amend(town)
    for code in CODES:
        if MEMBERS[code].language == "fr":
            letter = town.mail.wait_for_letter(MEMBERS[code].director.email, subject="Scrutin arrêté")
            assert WHY in letter.text and "Le texte est en cours de modification." in letter.text
    dead = before[CODES[0]].choose_blindly(one("yes"))
    assert dead.status_code == 410 and "arrêté avant son terme" in texts(dead), texts(dead)
    told = texts(town.public(f"/motions/{NUMBER}/rounds/1"))
    assert WHY in told and "Il manque un bilan." not in told

    amended_after = town.now()
    amend(town)
    town.mail.wait_for_letter(MEMBERS[CODES[0]].director.email, subject="Motion amendée")
    early = town.desk.send(f"/desk/motions/{NUMBER}", "/open", date=f"{first_end:%Y-%m-%d}", time="18:00")
    assert early.status_code == 422, texts(early)
    town.forward_to(amended_after + timedelta(days=10))
    closes_at = town.open_round(NUMBER)
    assert closes_at > first_end
    again = town.directors()
    for code in CODES:
        page = again[code].look()
        assert "checked" not in page.text and "Il manque un bilan." not in page.text
        assert (ADDED in texts(page)) is (MEMBERS[code].language == "fr")
        again[code].vote(one("yes"))
    town.forward_to(closes_at)
    town.wait_until_closed(NUMBER)
    number = f"R-{closes_at.year}-01"
    published = resolution(town, number)
    assert published["outcome"] == "adopted" and counts(published, "motion") == {"yes": "13"}
    course = texts(town.public(f"/motions/{NUMBER}"))
    assert "Scrutin 1" in course and "Scrutin 2" in course and WHY in course
    assert texts(town.desk.browser.get(stopped)).count(WHY) == 1
    assert "vote-opened" not in town.public("/register/export.jsonl").text.split('"ballot-stopped"')[0]
