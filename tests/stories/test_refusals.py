"""Every no that a director can meet at the booth: its own code, its own words in the reader's language, no vote."""

from collections.abc import Callable

import pytest
from httpx import Response

from governance.refusal import Refusal
from governance.words.refusals import say_refusal
from governance.words.speak import speaking
from tests.equipment.forms import form_to, texts
from tests.equipment.people import Director
from tests.equipment.town import CODES, Town
from tests.stories.test_three_motions import one

LANGUAGES = ("fr", "ar", "en")


def size(town: Town) -> int:
    """How many entries the register has: what is refused leaves none."""
    return int(town.public("/register/checkpoint").text.split("\n")[1])


def choose(director: Director, fields: dict[str, str]) -> Response:
    """Send the form of the link with these fields."""
    return director.choose(fields)


def confirmed(director: Director, **changed: str) -> Response:
    """Choose yes and confirm with something changed."""
    recap = director.choose(one("yes"))
    return form_to(recap, "/vote").submit(
        director.browser, recap, **({"code": director.letter.codes[0]} | changed)
    )


def doubled(director: Director) -> Response:
    """A position sent twice, as no form of ours would."""
    page = director.look()
    target = page.url.join(form_to(page, "/recap").action)
    body = "position-motion=yes&position-motion=block"
    return director.browser.post(
        target, content=body, headers={"content-type": "application/x-www-form-urlencoded"}
    )


def with_token(director: Director, token: str) -> Response:
    """Another address than the one in the letter."""
    return director.browser.get(f"/v/{token}")


REFUSALS: dict[str, Callable[[Director], Response]] = {
    "missing-choice": lambda director: choose(director, {}),
    "reason-missing": lambda director: choose(director, one("block")),
    "position-not-offered": lambda director: choose(director, one("no")),
    "unknown-option": lambda director: choose(director, one("yes") | {"position-other": "yes"}),
    "field-doubled": doubled,
    "code-wrong": lambda director: confirmed(director, code="AAAAAA"),
    "link-unknown": lambda director: with_token(director, "A" * 26),
    "link-cut": lambda director: with_token(director, director.letter.token[:-4]),
}


def test_each_refusal_has_its_code_and_its_words_in_three_languages_and_stores_nothing(town: Town) -> None:
    """A director is told what happened, that no vote was recorded, and what to do."""
    town.open_motion("2016-03")
    director = town.director("CE3M")
    before = size(town)
    for code, provoke in REFUSALS.items():
        for language in LANGUAGES:
            director.browser.headers["accept-language"] = language
            answer = provoke(director)
            assert 400 <= answer.status_code < 500, (code, answer.status_code)
            assert code in answer.text, f"{code} ({language}): {texts(answer)[:600]}"
            assert f'lang="{language}"' in answer.text
            with speaking(language):
                said = say_refusal(Refusal(code)).happened
            for words in said.split("…"):  # facts stand where the bare refusal has an ellipsis
                plain = " ".join(words.split()).strip(" «»“”")
                assert plain in texts(answer), f"{code} ({language}): {said}"
    assert size(town) == before
    director.browser.headers["accept-language"] = "fr"
    assert "aucun vote" in texts(REFUSALS["code-wrong"](director)).lower()
    assert size(town) == before
    director.vote(one("yes"))
    assert size(town) == before + 1


def test_the_same_confirmation_sent_twice_is_one_vote(town: Town) -> None:
    """A double click, a refresh of the receipt: the same receipt, one entry."""
    town.open_motion("2016-03")
    director = town.director("CE3M")
    recap = director.choose(one("yes"))
    before = size(town)
    first, again = director.confirm(recap), director.confirm(recap)
    assert first.status_code == again.status_code == 200
    assert size(town) == before + 1


def test_a_vote_changed_twice_counts_once(town: Town) -> None:
    """Yes, then an objection, then yes: the resolution shows one yes of this seat and no objection."""
    closes_at = town.open_motion("2016-03")
    directors = town.directors()
    for position in (one("yes"), one("block", "Trop tôt."), one("yes")):
        directors["CE3M"].vote(position)
    for code in CODES:
        if code != "CE3M":
            directors[code].vote(one("yes"))
    town.forward_to(closes_at)
    town.wait_until_closed("2016-03")
    page = texts(town.public(f"/resolutions/R-{closes_at.year}-01"))
    assert "13 sur 13" in page and "Trop tôt." not in page


def test_a_replaced_link_and_a_link_of_another_seat(town: Town) -> None:
    """The old link says that a newer one was sent; another seat's code does not open this seat's vote."""
    town.open_motion("2016-03")
    mine, other = town.director("CE3M"), town.director("SOL")
    recap = mine.choose(one("yes"))
    crossed = mine.confirm(recap, code=other.letter.codes[0])
    assert "code-wrong" in crossed.text
    ballot = town.desk.browser.get("/desk/motions/2016-03")
    address = next(str(link) for link in _links(ballot) if "/desk/ballots/" in link and "/seats/" not in link)
    town.desk.send(f"{address}/seats/CE3M", "/seats/CE3M", step="replace-link")
    dead = mine.look()
    assert dead.status_code == 410 and "link-revoked" in dead.text


def _links(page: Response) -> list[str]:
    return [part.split('"')[0] for part in page.text.split('href="')[1:]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_does_not_exist_says_so_kindly(town: Town, language: str) -> None:
    """An unknown address is a page like the others."""
    page = town.public("/nulle-part", language)
    assert page.status_code == 404 and "page-unknown" in page.text
