"""Before and beside the vote: a motion is talked over, amended, and taken to a meeting by its members."""

from datetime import timedelta
from urllib.parse import urlsplit

from httpx import Response

from tests.equipment.forms import form_to, texts
from tests.equipment.mail_server import Letter
from tests.equipment.people import Director
from tests.equipment.town import CODES, MEMBERS, Town
from tests.equipment.waiting import wait_for

NUMBER = "2016-03"


def announced(town: Town, code: str) -> Letter:
    """The newest letter to the director of a member that holds a link to speak of a motion."""

    def newest() -> Letter | None:
        mailbox = town.mail.letters_to(MEMBERS[code].director.email)
        found = [letter for letter in mailbox if any("/d/" in link for link in letter.links)]
        return found[-1] if found else None

    return wait_for(f"a letter to {code} that announces the motion", newest)


def deliberation_page(letter: Letter) -> str:
    """The path of the link to speak of a motion."""
    return next(urlsplit(link).path for link in letter.links if "/d/" in link)


def say(town: Town, code: str, **fields: str) -> Response:
    """The director opens the link of that letter and writes, with its code."""
    letter = announced(town, code)
    browser = town.browser(MEMBERS[code].language)
    page = browser.get(deliberation_page(letter))
    return form_to(page, "/say").submit(browser, page, code=letter.codes[0], **fields)


def ask_for_a_meeting(director: Director, reason: str) -> Response:
    """The director asks on the page of the link, with the code."""
    page = director.look()
    form = form_to(page, "/meeting")
    fields = {"meeting-reason": reason, "code": director.letter.codes[0]}
    return form.submit(director.browser, page, **fields)


def test_a_motion_is_talked_over_amended_and_taken_to_a_meeting(town: Town) -> None:
    """Tabled, it is spoken of and answered in public; amended, the difference is shown; then two seats ask for a
    meeting, and the ballot ends without effect, which everybody is told."""
    town.desk.draft_from_template(NUMBER)
    town.desk.table(NUMBER)
    page = say(
        town, CODES[0], about="amendment", passage="Un bilan chaque année.", text="Aucun suivi n’est prévu."
    )
    assert page.status_code == 200, texts(page)
    shown = texts(town.public(f"/motions/{NUMBER}"))
    assert "Un bilan chaque année." in shown and CODES[0] in shown and "Pas encore de réponse." in shown

    answered = town.desk.send(f"/desk/motions/{NUMBER}", "/answer", answer="Repris dans la version 2.")
    assert answered.status_code == 200, texts(answered)
    town.mail.wait_for_letter(MEMBERS[CODES[0]].director.email, subject="Le secrétariat a répondu")
    page = town.desk.browser.get(f"/desk/motions/{NUMBER}/amend")
    form = form_to(page, "/amend")
    amended_after = town.now()
    form.submit(
        town.desk.browser,
        page,
        **{"text-fr": f"{form.fields['text-fr']}\n\nUn bilan chaque année.", "step": "save"},
    )
    changed = town.public(f"/motions/{NUMBER}/versions/2").text
    assert "Un bilan chaque année.<" in changed[changed.index("<ins>") : changed.index("</ins>")]

    town.forward_to(amended_after + timedelta(days=10))
    late = town.browser().get(deliberation_page(announced(town, CODES[1])))
    assert late.status_code == 200 and "Le temps d’écrire sur cette motion est passé." in texts(late)
    town.open_round(NUMBER)
    first, second = town.director(CODES[0]), town.director(CODES[1])
    assert ask_for_a_meeting(first, "À discuter de vive voix.").status_code == 200
    before = texts(town.public(f"/motions/{NUMBER}/rounds/1"))
    assert "vive voix" not in before and "réunion" not in before
    stopped = ask_for_a_meeting(second, "")
    assert stopped.status_code == 200
    for code in CODES:
        if MEMBERS[code].language == "fr":
            told = town.mail.wait_for_letter(MEMBERS[code].director.email, subject="Scrutin arrêté")
            assert CODES[1] in told.text and "vive voix" not in told.text
    after = texts(town.public(f"/motions/{NUMBER}/rounds/1"))
    assert "À discuter de vive voix." in after and CODES[1] in after
    export = town.public("/register/export.jsonl").text
    assert '"seats":' in export and "À discuter de vive voix." in export
