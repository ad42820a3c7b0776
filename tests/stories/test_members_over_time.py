"""The seat votes, not the person: members come and go, mandates change during a ballot, and history answers for it."""

import re
from datetime import datetime, timedelta
from pathlib import Path

from tests.equipment.forms import forms, texts
from tests.equipment.people import Director
from tests.equipment.town import CODES, MEMBERS, Town
from tests.equipment.waiting import wait_for
from tests.stories.test_three_motions import one

NUMBER = "2016-03"
DAY = timedelta(days=1)
NEW = {
    "NOV": "direction.nov@example.org",
    "AHP": "nouvelle.ahp@example.org",
    "MEN": "nouvelle.men@example.org",
}
HEAD = "code,name.fr,language,director.title.fr,director.email\n"


def row(code: str, email: str) -> str:
    """One line of a table of members."""
    return f"{code},Cluster {code},fr,Direction {code},{email}\n"


def holder(town: Town, email: str) -> Director:
    """Whoever reads this mailbox, with the newest link in it."""
    letter = wait_for(
        f"a link for {email}",
        lambda: next((each for each in reversed(town.mail.letters_to(email)) if "/v/" in each.text), None),
    )
    return Director(letter, town.browser())


def beside(director: Director, step: str, **fields: str) -> str:
    """Press a button of the page for other things, with the code; what the next page says."""
    page = director.browser.get(f"{director.link}/seat")
    form = next(each for each in forms(page) if each.fields.get("step") == step)
    return texts(form.submit(director.browser, page, code=director.letter.codes[0], **fields))


def succeed(town: Town, code: str) -> None:
    """The desk writes down that somebody else speaks for a member from now on."""
    page = town.desk.press(
        f"/desk/members/{code}",
        "appoint",
        **{"title-fr": f"Nouvelle direction {code}", "email": NEW[code]},
    )
    assert page.status_code == 200 and "Le mandat est inscrit." in texts(page), texts(page)


def test_members_change_during_a_ballot_and_each_seat_has_one_vote(town: Town, tmp_path: Path) -> None:
    """A table admits all or nobody; absences put a quorum at risk; during the ballot mandates change, an alternate is
    let in, a member joins and another leaves: thirteen seats and the fourteenth vote, and history says who sat."""
    desk = town.desk
    faulty = desk.send("/desk/members-import", "/members-import", sheet=HEAD + row("BAD", "personne"))
    assert faulty.status_code == 422 and "ligne 2" in texts(faulty) and "director.email (E)" in texts(faulty)
    desk.send("/desk/members-import", "/members-import", sheet=HEAD + row("NOV", NEW["NOV"]))
    town.mail.wait_for_letter(MEMBERS["OTT"].director.email)
    assert "NOV" in texts(town.public("/members"))

    away = {"away": f"{town.now():%Y-%m-%d}", "back": f"{town.now() + 60 * DAY:%Y-%m-%d}"}
    for code in CODES[9:13]:
        assert desk.press(f"/desk/members/{code}", "absence", **away).status_code == 200
    desk.draft_from_template(NUMBER)
    tabled_after = town.now()
    desk.table(NUMBER)
    town.forward_to(tabled_after + 10 * DAY)
    ends = town.now() + 14 * DAY
    recap = desk.send(f"/desk/motions/{NUMBER}", "/open", date=f"{ends:%Y-%m-%d}", time="18:00:00")
    assert "Quorum menacé." in texts(recap) and ", ".join(sorted(CODES[9:12])) in texts(recap)
    closes_at = town.open_round(NUMBER)
    before = town.now()
    ballot = re.search(r"/desk/ballots/[0-9a-f-]{36}", desk.browser.get(f"/desk/motions/{NUMBER}").text)
    assert ballot and "Quorum menacé." in texts(desk.browser.get(ballot[0]))

    votes = {code: town.director(code) for code in ("MNC", "AHP", "MEN", "BIO")}
    votes["NOV"] = holder(town, NEW["NOV"])
    for director in votes.values():
        director.vote(one("yes"))
    for code in ("AHP", "MEN"):
        succeed(town, code)
        assert votes[code].look().status_code == 410
        assert votes[code].choose_blindly(one("block")).status_code == 410
        votes[code] = holder(town, NEW[code])
        assert "Une autre personne qui le représentait l’a exprimé." in texts(votes[code].look())
    assert "Vous avez confirmé le vote tel quel." in beside(votes["AHP"], "keep")
    votes["MEN"].vote(one("block", "Aucun budget n’est chiffré."))

    assert "La suppléance reçoit un lien" in beside(votes["MNC"], "alternate")
    holder(town, "suppleance.mnc@example.org").vote(one("stand_aside"))
    for mailbox in (MEMBERS["MNC"].director.email, "suppleance.mnc@example.org"):
        town.mail.wait_for_letter(mailbox, subject="Vote enregistré")
    seat = f"{ballot[0]}/seats/SOL"
    assert desk.press(seat, "activate-alternate", because="La direction est en mission.").status_code == 200
    holder(town, "suppleance.sol@example.org")

    desk.send(
        "/desk/members-import", "/members-import", sheet=HEAD + row("TARD", "direction.tard@example.org")
    )
    assert desk.press("/desk/members/BIO", "depart", sure="yes").status_code == 200
    assert "BIO" not in texts(town.public("/members")) and "TARD" in texts(town.public("/members"))
    assert "TARD" not in texts(desk.browser.get(ballot[0]))
    votes["BIO"].vote(one("abstain"))

    town.forward_to(closes_at)
    town.wait_until_closed(NUMBER)
    told = texts(town.public(f"/motions/{NUMBER}/rounds/1"))
    assert "Aucun budget n’est chiffré." in told and "BIO" in told and "TARD" not in told
    assert not [each for each in town.mail.letters_to("direction.tard@example.org") if "/v/" in each.text]
    check_history(town, before - DAY)
    check_sheets(town, tmp_path)


def check_history(town: Town, day: datetime) -> None:
    """The desk reads who sat on a day before the changes, and who sits now; the register says the same."""
    desk = town.desk
    sat = texts(desk.browser.get("/desk/members", params={"on": f"{day:%Y-%m-%d}"}))
    sits = texts(desk.browser.get("/desk/members"))
    assert "Nouvelle direction MEN" not in sat and "BIO" in sat and "TARD" not in sat
    assert "Nouvelle direction MEN" in sits and "BIO" not in sits and "TARD" in sits


def check_sheets(town: Town, folder: Path) -> None:
    """What the desk saves is read again, as CSV and as TOML; a fault is named by its line; the register verifies."""
    desk = town.desk
    for name in ("members.csv", "members.toml"):
        saved = desk.browser.get(f"/desk/members-export/{name}").text
        again = desk.send("/desk/members-import", "/members-import", sheet=saved)
        assert again.status_code == 422 and "déjà connus" in texts(again), texts(again)
    at = saved[: saved.index('language = "ar"')].count("\n") + 1
    faulty = saved.replace('language = "ar"', "language = ar", 1)
    refused = desk.send("/desk/members-import", "/members-import", sheet=faulty)
    assert refused.status_code == 422 and f"ligne {at}" in texts(refused)
    export = folder / "export.jsonl"
    export.write_bytes(town.public("/register/export.jsonl").content)
    verified = town.server.run("verify", str(export))
    assert verified.returncode == 0, verified.stdout
