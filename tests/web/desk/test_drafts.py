"""Drafting at the desk: from nothing, from a template, from an earlier motion; nothing typed is ever lost."""

import pytest

from governance.files.motions import read_motions
from governance.paths import DATA
from governance.store.reads.desk_motions import read_motion
from tests.equipment.forms import form_to, texts
from tests.equipment.looking import fingerprint
from tests.equipment.network import NetworkAtHand
from tests.web.desk.conftest import Browser, error_of

BLANK = "/desk/motions/new?from=blank"
NEW = "/desk/motions/new"
WHOLE = {
    "title-fr": "Cotisation",
    "question-fr": "Adoptez-vous ?",
    "text-fr": "Le texte.",
    "rule": "consensus-tous",
}


def test_a_motion_is_drafted_from_nothing_under_the_next_number(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """Title, question, text and a rule; the number is the next of the year."""
    network.draft("2026-07", "test-positions")
    page = secretary.send(BLANK, NEW, **WHOLE)
    assert page.url.path == "/desk/motions/2026-08"
    assert "The draft is saved." in page.text
    motion = network.service.read(read_motion, "2026-08")
    assert (motion.state, motion.title, motion.rule_id) == ("draft", {"fr": "Cotisation"}, "consensus-tous")
    assert (motion.notice, motion.open_for, motion.reminders) == ("P10D", "P14D", ("P7D", "P2D", "P1D"))


@pytest.mark.parametrize("number", ["2016-01", "2016-02", "2016-03"])
def test_a_template_is_taken_over_whole(secretary: Browser, network: NetworkAtHand, number: str) -> None:
    """Three languages, options, rule, parameters, next rounds and when it is put again."""
    [template] = [each for each in read_motions(DATA / "motions") if each.number == number]
    page = secretary.send(f"{NEW}?from=template:{number}", NEW, number=number)
    assert page.url.path == f"/desk/motions/{number}"
    motion = network.service.read(read_motion, number)
    for name, text in template.wording().items():
        mine = getattr(motion, name)
        stripped = _stripped(text) if isinstance(text, dict) else text
        assert (list(mine) if isinstance(mine, tuple) else mine) == stripped
    conduct = template.conduct()
    mine = {name: getattr(motion, name) for name in conduct}
    assert mine | {"reminders": list(motion.reminders)} == conduct


def test_an_earlier_motion_can_be_started_from(secretary: Browser, network: NetworkAtHand) -> None:
    """Its wording and conduct fill the form of a new one."""
    network.put("2026-01", "test-options", options={"a": "A", "b": "B"})
    page = secretary.send(f"{NEW}?from=motion:2026-01", NEW)
    assert page.url.path == "/desk/motions/2026-02"
    first, second = (network.service.read(read_motion, number) for number in ("2026-01", "2026-02"))
    assert (second.title, second.options) == (first.title, first.options)


def test_rows_of_options_come_and_go_without_saving(secretary: Browser, network: NetworkAtHand) -> None:
    """“Add options” and “Remove option” show the form again with everything typed."""
    before = fingerprint(network.service)
    page = secretary.send(BLANK, NEW, step="add-option", **WHOLE)
    assert page.status_code == 200
    page = secretary.again(page, NEW, step="add-option", **{"option-1-fr": "A", "option-2-fr": "B"})
    page = secretary.again(page, NEW, step="remove-option-1")
    fields = form_to(page, NEW).fields
    assert (fields["option-1-fr"], fields["option-2-fr"], "option-3-fr" in fields) == ("B", "", False)
    assert fields["text-fr"] == "Le texte."
    assert fields["rule"] == "consensus-tous"
    assert fingerprint(network.service) == before


def test_seven_rules_are_shown_first_and_all_on_demand(secretary: Browser, network: NetworkAtHand) -> None:
    """A button shows the others and keeps what was typed; one that is chosen stays in sight."""
    page = secretary.get(BLANK)
    rules = form_to(page, NEW).radios["rule"]
    assert len(rules) == 7
    every = secretary.again(page, NEW, step="all-rules", **WHOLE)
    assert sorted(form_to(every, NEW).radios["rule"]) == sorted(network.service.rulebook)
    assert form_to(every, NEW).fields["text-fr"] == "Le texte."
    other = secretary.again(every, NEW, step="add-option", rule="unsc-substantive")
    assert set(form_to(other, NEW).radios["rule"]) == {*rules, "unsc-substantive"}


def test_a_mistake_is_shown_beside_its_field_with_everything_typed(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """422, the form filled in again, and nothing stored."""
    before = fingerprint(network.service)
    typed = WHOLE | {"title-fr": "", "text-ar": "سطر\n\nآخر", "notice": "soon", "reminders": ""}
    page = secretary.send(BLANK, NEW, **typed)
    assert page.status_code == 422
    assert error_of(page, "title-fr").startswith("The title is missing")
    assert error_of(page, "notice").startswith("This is not a length of time.")
    fields = form_to(page, NEW).fields
    assert {name: fields[name] for name in typed} == typed
    assert fingerprint(network.service) == before


def test_a_number_that_is_used_is_refused_beside_it(secretary: Browser, network: NetworkAtHand) -> None:
    """The act's own refusal, at the field it is about."""
    network.draft("2026-01", "test-positions")
    page = secretary.send(BLANK, NEW, number="2026-01", **WHOLE)
    assert (page.status_code, error_of(page, "number")[:36]) == (422, "There is already a motion 2026-01. C")
    malformed = secretary.send(BLANK, NEW, number="first", **WHOLE)
    assert error_of(malformed, "number").startswith("“first” is not a motion")


def test_a_doubled_field_is_refused(secretary: Browser, network: NetworkAtHand) -> None:
    """It is not guessed which of the two is meant."""
    before = fingerprint(network.service)
    body = f"form_key={secretary.form_key}&title-fr=A&title-fr=B"
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = secretary.client.post(NEW, content=body, headers=kind)
    assert (answer.status_code, "field-doubled" in answer.text) == (422, True)
    assert fingerprint(network.service) == before


def test_a_draft_is_edited_until_it_is_tabled(secretary: Browser, network: NetworkAtHand) -> None:
    """Another title, then “save and preview” shows the three languages; a tabled motion is edited no more."""
    network.draft("2026-01", "consensus-tous")
    page = secretary.send("/desk/motions/2026-01/edit", step="preview", **{"title-fr": "Mieux dit"})
    assert page.url.path == "/desk/motions/2026-01/preview"
    assert "Mieux dit" in page.text
    assert all(f'id="preview-{language}" lang="{language}"' in page.text for language in ("fr", "ar", "en"))
    secretary.send("/desk/motions/2026-01/table")
    assert secretary.get("/desk/motions/2026-01/edit").status_code == 409


def test_a_draft_that_somebody_else_has_saved_is_not_overwritten_unseen(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """The second to save is told, keeps what was typed, and may save once more."""
    network.draft("2026-01", "consensus-tous")
    page, form = secretary.form("/desk/motions/2026-01/edit")
    secretary.send("/desk/motions/2026-01/edit", **{"title-fr": "De l’autre"})
    mine = form.submit(secretary.client, page, **{"title-fr": "De moi"})
    assert mine.status_code == 409
    assert "Somebody else has saved" in texts(mine)
    assert network.service.read(read_motion, "2026-01").title["fr"] == "De l’autre"
    secretary.again(mine, "/edit")
    assert network.service.read(read_motion, "2026-01").title["fr"] == "De moi"


def test_a_draft_is_on_no_public_list_and_on_the_desk_s(secretary: Browser, network: NetworkAtHand) -> None:
    """The desk lists every motion; the chooser offers earlier ones as a start."""
    network.draft("2026-01", "consensus-tous")
    assert "/desk/motions/2026-01" in secretary.get("/desk/motions").text
    assert "from=motion:2026-01" in secretary.get(NEW).text


@pytest.mark.parametrize("source", ["template:1999-01", "motion:1999-01"])
def test_a_start_that_does_not_exist_is_not_found(secretary: Browser, source: str) -> None:
    """404, by its own sentence."""
    assert secretary.get(f"{NEW}?from={source}").status_code == 404


def test_the_form_shows_how_a_motion_reads_without_saving_it(
    secretary: Browser, network: NetworkAtHand
) -> None:
    """In three languages, as typed, with what is written in which; the draft stays as it was."""
    network.draft("2026-01", "test-positions")
    before = fingerprint(network.service)
    page = secretary.send(
        "/desk/motions/2026-01/edit", **{"title-fr": "Un autre titre", "title-ar": ""}, step="look"
    )
    assert page.status_code == 200
    assert '<section class="card preview" id="preview-fr" lang="fr" dir="ltr"' in page.text
    assert "Un autre titre" in page.text.split('id="preview-fr"')[1]
    assert "What is written in which language" in texts(page) and "missing" in texts(page)
    assert fingerprint(network.service) == before


def _stripped(texts: dict[str, object]) -> dict[str, object]:
    """As a form gives texts back: without the white space around them."""
    return {key: each.strip() if isinstance(each, str) else each for key, each in texts.items()}
