"""Amending at the desk: text and options alone, its consequences said first."""

from governance.store.reads.desk_motions import read_motion
from tests.equipment.forms import form_to, texts
from tests.equipment.looking import fingerprint
from tests.equipment.network import NetworkAtHand
from tests.web.desk.conftest import Browser, error_of

AMEND = "/desk/motions/2026-01/amend"


def tabled(secretary: Browser, network: NetworkAtHand) -> None:
    """A motion on the table."""
    network.draft("2026-01", "consensus-multi-options", options={"a": "A", "b": "B"})
    secretary.send("/desk/motions/2026-01/table")


def test_the_text_on_the_table_is_amended(secretary: Browser, network: NetworkAtHand) -> None:
    """The form holds the present text, and neither rule nor times; the options keep their ids."""
    tabled(secretary, network)
    page, form = secretary.form(AMEND)
    assert "A new notice period runs: 10 days" in texts(page)
    assert form.fields["text-fr"] == "Le **texte**."
    assert not {"rule", "notice", "authentic"} & {*form.fields, *form.radios}
    done = form.submit(secretary.client, page, **{"option-1-fr": "A, mieux dit"})
    assert "The motion is amended" in texts(done)
    motion = network.service.read(read_motion, "2026-01")
    assert [(option["id"], option["label"]["fr"]) for option in motion.options] == [
        ("a", "A, mieux dit"),
        ("b", "B (fr)"),
    ]


def test_an_amendment_must_be_whole(secretary: Browser, network: NetworkAtHand) -> None:
    """What cannot be tabled cannot be put on the table by an amendment; what was typed stays."""
    tabled(secretary, network)
    before = fingerprint(network.service)
    answer = secretary.send(AMEND, **{"title-fr": "", "text-fr": "Neuf."})
    assert (answer.status_code, bool(error_of(answer, "title-fr"))) == (422, True)
    assert form_to(answer, AMEND).fields["text-fr"] == "Neuf."
    without = {f"option-2-{language}": "" for language in ("fr", "ar", "en")}
    answer = secretary.send(AMEND, **without)
    assert "chooses among several options; there are 1" in texts(answer)
    assert fingerprint(network.service) == before


def test_rows_of_options_come_and_go_without_amending(secretary: Browser, network: NetworkAtHand) -> None:
    """As in the form of a draft."""
    tabled(secretary, network)
    before = fingerprint(network.service)
    page = secretary.send(AMEND, step="add-option")
    assert "option-3-fr" in form_to(page, AMEND).fields
    assert fingerprint(network.service) == before


def test_a_forged_rule_is_not_taken(secretary: Browser, network: NetworkAtHand) -> None:
    """Rule and times stay those the motion was tabled with, whatever the form carries."""
    tabled(secretary, network)
    secretary.send(AMEND, rule="procedure-silence", notice="0", **{"text-fr": "Neuf."})
    motion = network.service.read(read_motion, "2026-01")
    assert (motion.rule_id, motion.notice, motion.text["fr"]) == ("consensus-multi-options", "P10D", "Neuf.")


def test_a_draft_is_edited_not_amended(secretary: Browser, network: NetworkAtHand) -> None:
    """Only what is on the table can be amended."""
    network.draft("2026-01", "consensus-tous")
    assert secretary.get(AMEND).status_code == 409
