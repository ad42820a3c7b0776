"""“Too early” is an answer: what would change a mind is shown together, and the question comes back by itself."""

from datetime import timedelta
from typing import Any

from tests.equipment.forms import form_to, texts
from tests.equipment.people import EMAIL
from tests.equipment.town import CODES, Town
from tests.stories.test_three_motions import counts, one, resolution

NUMBER = "2016-03"
SHEET = "code,name.fr,language,director.title.fr,director.email\n"


def decide_under(town: Town, rule: str, answers: dict[str, dict[str, str]]) -> str:
    """The motion is drafted so that it comes back with 15 members, and decided by these answers; the resolution."""
    page = town.desk.browser.get("/desk/motions/new", params={"from": f"template:{NUMBER}"})
    form = form_to(page, "/desk/motions/new")
    form.submit(town.desk.browser, page, number=NUMBER, rule=rule, reopen_members="15")
    tabled_after = town.now()
    town.desk.table(NUMBER)
    town.forward_to(tabled_after + timedelta(days=10))
    assert "15 membres" in texts(town.public(f"/motions/{NUMBER}"))
    closes_at = town.open_round(NUMBER)
    for code, answer in answers.items():
        town.director(code).vote(answer)
    town.forward_to(closes_at)
    town.wait_until_closed(NUMBER)
    return f"R-{closes_at.year}-01"


def admit(town: Town, code: str) -> None:
    """The desk admits a member from one line of a table."""
    line = f"{code},Cluster {code},fr,Direction {code},direction.{code.lower()}@example.org\n"
    page = town.desk.send("/desk/members-import", "/members-import", sheet=SHEET + line)
    assert "Les membres sont admis." in texts(page), texts(page)


def test_too_early_is_told_and_with_fifteen_members_the_question_comes_back(town: Town) -> None:
    """Seats say what would change their minds: shown together, and counted as a no. The fourteenth member brings
    nothing back; the fifteenth brings the desk a draft, by letter, and nothing is decided by it."""
    early: dict[str, Any] = {"position-motion": "premature"}
    wishes = [
        early | {"early-members-motion": "15"},
        early | {"early-date-motion": "2030-01-01"},
        early | {"reason-motion": "Quand le statut sera choisi."},
    ]
    yes = {code: one("yes") for code in CODES[:5]}
    no = {code: one("no") for code in CODES[5:10]}
    number = decide_under(town, "deux-tiers-membres", yes | no | dict(zip(CODES[10:], wishes, strict=True)))
    published = resolution(town, number)
    assert published["outcome"] == "rejected" and counts(published, "motion") == {"yes": "5", "no": "8"}
    read = texts(town.public(f"/resolutions/{number}"))
    assert "3 membres trouvent que c’est trop tôt." in read
    for said in ("à partir de 15 membres", "2030", "Quand le statut sera choisi."):
        assert said in read, said

    admit(town, "NOV")
    town.mail.wait_for_letter(EMAIL, subject="NOV")
    assert not [each for each in town.mail.letters_to(EMAIL) if "Une question revient" in each.subject]
    admit(town, "DIX")
    letter = town.mail.wait_for_letter(EMAIL, subject="Une question revient")
    assert "15 membres" in letter.text and NUMBER in letter.text
    [link] = [each for each in letter.links if "/desk/motions/" in each]
    path = link.removeprefix(town.server.url)
    draft = town.desk.browser.get(path)
    assert f"{path}/table" in draft.text
    assert town.public(path.removeprefix("/desk")).status_code == 404, "a draft is the desk's alone"
    assert resolution(town, number)["outcome"] == "rejected"
    export = town.public("/register/export.jsonl").text
    assert (
        export.count('"kind":"motion-reopened"') == 1
        and f'"members":15,"motion":"{path.rpartition("/")[2]}"' in export
    )
