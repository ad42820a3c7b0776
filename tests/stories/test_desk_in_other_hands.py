"""What the desk must not do on its own word: two members confirm a handover, another an address during a ballot; and a
password reset on the machine is known to everybody at the desk."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import httpx

from tests.equipment.forms import form_to, texts
from tests.equipment.mail_server import Letter
from tests.equipment.people import EMAIL, PASSWORD, Director, visitor
from tests.equipment.town import CODES, MEMBERS, Town
from tests.equipment.waiting import wait_for
from tests.stories.test_three_motions import one

NUMBER = "2016-03"
WHY = "La boîte de la direction a été fermée."
NEW = "nouvelle.boite@example.org"
NEXT, NEXT_EMAIL, NEXT_PASSWORD = "SOL", "bureau.sol@example.org", "une autre phrase assez longue"
CASABLANCA = ZoneInfo("Africa/Casablanca")


def asked(town: Town, code: str, after: int = 0) -> Letter:
    """The newest letter that asks a member to confirm something."""

    def look() -> Letter | None:
        mailbox = town.mail.letters_to(MEMBERS[code].director.email)[after:]
        return next((each for each in reversed(mailbox) if any("/c/" in link for link in each.links)), None)

    return wait_for(f"the question to {code}", look)


def answer(town: Town, code: str, letter: Letter, said: str = "confirm") -> httpx.Response:
    """Open the link and answer with the code of the letter."""
    [link] = [link for link in letter.links if "/c/" in link]
    browser = town.browser(MEMBERS[code].language)
    page = browser.get(link.removeprefix(town.server.url))
    return form_to(page, "/answer").submit(browser, page, answer=said, code=letter.codes[0])


def seat_page(town: Town, code: str) -> str:
    """The path of a seat of the open ballot at the desk."""
    found = re.search(r"/desk/ballots/[0-9a-f-]{36}", town.desk.browser.get(f"/desk/motions/{NUMBER}").text)
    assert found
    return f"{found[0]}/seats/{code}"


def sign_in(town: Town, email: str, password: str) -> httpx.Response:
    """Sign in at the desk in a browser of one's own; the page that follows."""
    browser = visitor(town.server)
    town.browsers.append(browser)
    page = browser.get("/desk/sign-in")
    return form_to(page, "/desk/sign-in").submit(browser, page, email=email, password=password)


def test_an_address_changes_during_a_ballot_once_another_member_confirms(town: Town) -> None:
    """The desk asks a second seat, all others are told; until it confirms, the old link votes; then it is dead, the
    vote stands, both mailboxes are told, and the new one has the link."""
    town.open_motion(NUMBER)
    director = town.director("AHP")
    director.vote(one("yes"))
    path = seat_page(town, "AHP")
    wish = {"role": "director", "email": NEW, "why": WHY}
    itself = town.desk.press(path, "change-address", **wish, **{"confirming-1": "AHP"})
    assert itself.status_code == 422, texts(itself)
    page = town.desk.press(path, "change-address", **wish, **{"confirming-1": "BIO"})
    assert page.status_code == 200, texts(page)
    question = asked(town, "BIO")
    assert NEW in question.text and WHY in question.text
    told = town.mail.wait_for_letter(MEMBERS["MEN"].director.email, subject="Pour information")
    assert WHY in told.text and NEW not in told.text
    assert director.look().status_code == 200

    before = town.mail.letters_to(NEW)
    assert before == []
    confirmed = answer(town, "BIO", question)
    assert "Votre confirmation est enregistrée." in texts(confirmed)
    assert director.look().status_code == 410
    town.mail.wait_for_letter(MEMBERS["AHP"].director.email, subject="votre adresse a changé")
    letter = wait_for(
        "the new link at the new address",
        lambda: next((each for each in town.mail.letters_to(NEW) if "/v/" in each.text), None),
    )
    again = Director(letter, town.browser())
    assert "Un vote a été enregistré pour ce membre." in texts(again.look())
    again.vote(one("block", "Le budget manque."))
    settled = town.mail.wait_for_letter(MEMBERS["MEN"].director.email, subject="Changement d’adresse")
    assert NEW not in settled.text
    export = town.public("/register/export.jsonl").text
    assert '"kind":"address-changed"' in export and NEW not in export and WHY in export


def test_the_desk_passes_to_another_member_at_a_stated_minute(town: Town) -> None:
    """One page holds what the next one has to know; two members confirm; until the minute nothing changes, from it on
    the old account is out and the new one in, and all members and the new desk are told. An open ballot goes on."""
    closes_at = town.open_motion(NUMBER)
    added = town.server.run("secretariat", "add", NEXT_EMAIL, "--member", NEXT, typed=NEXT_PASSWORD + "\n")
    assert added.returncode == 0, added.stderr
    early = sign_in(town, NEXT_EMAIL, NEXT_PASSWORD)
    assert early.url.path == "/desk/sign-in", "an account of a member that does not keep the desk"
    pack = texts(town.desk.browser.get("/desk/handover"))
    assert NUMBER in pack and "governance register replace-key" in pack
    minute = (town.now() + timedelta(days=2)).astimezone(CASABLANCA).replace(second=0, microsecond=0)
    ask = town.desk.send(
        "/desk/handover",
        "/desk/handover",
        to=NEXT,
        contact=NEXT_EMAIL,
        date=f"{minute:%Y-%m-%d}",
        time=f"{minute:%H:%M}",
        reason="Fin de mandat.",
        **{"confirming-1": "AHP", "confirming-2": "BIO"},
    )
    assert ask.status_code == 200 and ask.url.path == "/desk/confirmations", texts(ask)
    answer(town, "AHP", asked(town, "AHP"))
    assert "Confirmé" not in texts(town.desk.browser.get("/desk/handover"))
    answer(town, "BIO", asked(town, "BIO"))
    assert f"Confirmé : le secrétariat passe à {NEXT}." in texts(town.desk.browser.get("/desk/handover"))
    assert town.desk.browser.get(f"/desk/motions/{NUMBER}").status_code == 200
    assert not [each for each in town.mail.letters_to(NEXT_EMAIL) if "secrétariat passe" in each.subject]

    town.forward_to(minute)
    assert town.now() < closes_at, "the button went past the handover"
    assert town.desk.browser.get("/desk").url.path == "/desk/sign-in"
    assert sign_in(town, EMAIL, PASSWORD).url.path == "/desk/sign-in"
    assert sign_in(town, NEXT_EMAIL, NEXT_PASSWORD).url.path.rstrip("/") == "/desk"
    for code in CODES:
        if MEMBERS[code].language == "fr":
            town.mail.wait_for_letter(MEMBERS[code].director.email, subject="Le secrétariat passe à")
    town.mail.wait_for_letter(NEXT_EMAIL, subject="Le secrétariat passe à")
    town.director("OTT").vote(one("yes"))
    export = town.public("/register/export.jsonl").text
    assert '"kind":"secretariat-handed-over"' in export


def test_a_forgotten_password_is_reset_on_the_machine_for_all_to_know(town: Town) -> None:
    """The session that was open ends, the old password is out, the new one in; the register says that an account of
    the member got another password, and not whose; the desk is told."""
    reset = town.server.run("secretariat", "reset", EMAIL, typed=NEXT_PASSWORD + "\n")
    assert reset.returncode == 0, reset.stderr
    assert town.desk.browser.get("/desk").url.path == "/desk/sign-in"
    assert sign_in(town, EMAIL, PASSWORD).url.path == "/desk/sign-in"
    assert sign_in(town, EMAIL, NEXT_PASSWORD).url.path.rstrip("/") == "/desk"
    town.mail.wait_for_letter(EMAIL, subject="Le mot de passe d’un compte du secrétariat")
    export = town.public("/register/export.jsonl").text
    assert '"kind":"account-reset"' in export and EMAIL not in export
    nobody = town.server.run("secretariat", "reset", "personne@example.org", typed=NEXT_PASSWORD + "\n")
    assert nobody.returncode != 0 and "account-unknown" in nobody.stderr
