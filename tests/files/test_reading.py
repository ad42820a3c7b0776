"""Files are taken whole or not at all, and every fault is named by line and key."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from governance.files.members import parse_members, parse_members_csv, read_members
from governance.files.motions import parse_motion, read_motions
from governance.files.network import parse_network, read_network
from governance.files.reading import Language
from governance.files.rules import read_rulebook
from governance.paths import DATA
from governance.refusal import Refusal
from governance.rules.bind import bind
from governance.words.languages import LANGUAGES

NETWORK = (DATA / "network.toml").read_text(encoding="utf-8")
MEMBERS = (DATA / "members.toml").read_text(encoding="utf-8")
MOTION = (DATA / "motions" / "2016-02.toml").read_text(encoding="utf-8")

CSV = """code;name.fr;name.ar;language;director.title.fr;director.email;groups;weights.population
AAA;Cluster du port;تجمع الميناء;fr;Direction AAA;a@example.org;nord;12

BBB;"Cluster
du fleuve";;ar;Direction BBB;b@example.org;nord;1/2
"""


def _changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def _refused(parse: Callable[..., object], text: str) -> Refusal:
    with pytest.raises(Refusal) as refused:
        parse(text, source="a file")
    return refused.value


def _line(text: str, fragment: str) -> int:
    return text[: text.index(fragment)].count("\n") + 1


def test_the_network_that_ships_is_read() -> None:
    """The file that ships names the network in three languages, its zone and its secretariat."""
    network = read_network(DATA / "network.toml")
    assert set(network.name) == set(LANGUAGES)
    assert (network.zone, network.secretariat, network.language) == ("Africa/Casablanca", "CE3M", "fr")


def test_files_and_pages_know_the_same_languages() -> None:
    """A language that a file may hold is one that pages speak, and the other way round."""
    assert get_args(Language) == LANGUAGES


def test_the_thirteen_members_are_read() -> None:
    """Thirteen members, each named in three languages; two read Arabic; the secretariat is one of them."""
    members = read_members(DATA / "members.toml")
    assert len(members) == 13
    assert sum(member.language == "ar" for member in members) == 2
    assert all(set(member.name) == set(LANGUAGES) for member in members)
    assert "CE3M" in {member.code for member in members}


def test_mandates_are_functions_at_made_up_addresses() -> None:
    """No person is named: every mailbox that ships is at example.org, and some members have an alternate."""
    members = read_members(DATA / "members.toml")
    mandates = [mandate for each in members for mandate in (each.director, each.alternate) if mandate]
    assert all(mandate.email.endswith("@example.org") for mandate in mandates)
    assert 13 < len(mandates) < 26


def test_the_three_motions_are_read() -> None:
    """The motions that ship have their numbers, every text in three languages, and French as the authentic one."""
    motions = read_motions(DATA / "motions")
    assert [motion.number for motion in motions] == ["2016-01", "2016-02", "2016-03"]
    assert [len(motion.option) for motion in motions] == [7, 3, 0]
    assert {motion.authentic for motion in motions} == {"fr"}
    for motion in motions:
        for said in (motion.title, motion.question, motion.text, motion.no_decision):
            assert set(said) == set(LANGUAGES)


def test_the_motions_that_ship_fit_the_rules_that_ship() -> None:
    """Each motion binds its rule: two rounds, two rounds, and a fallback to two thirds of the members."""
    rulebook = read_rulebook(DATA / "rules")
    bound = [
        bind(rulebook[motion.rule], motion.params, motion.fallback)
        for motion in read_motions(DATA / "motions")
    ]
    assert [rule.rounds for rule in bound] == [2, 2, 1]
    assert [each.rule for each in bound[2].fallback] == ["deux-tiers-membres"]


def test_translations_of_the_legal_sheets_say_that_they_are_unofficial() -> None:
    """The sheets keep their marks of certainty, and a translation is named as one."""
    text = read_motions(DATA / "motions")[0].text
    assert "Unofficial translation" in text["en"]
    assert "ترجمة غير رسمية" in text["ar"]
    assert text["fr"].count("[à vérifier") + text["fr"].count("à vérifier]") >= 3


def test_times_of_a_motion_are_durations() -> None:
    """Notice, opening and reminders are read as exact durations."""
    schedule = parse_motion(MOTION, source="2016-02.toml").schedule
    assert (schedule.notice, schedule.open) == (timedelta(days=10), timedelta(days=14))
    assert schedule.reminders == (timedelta(days=7), timedelta(days=2), timedelta(days=1))


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('zone = "Africa/Casablanca"', 'zone = "Africa/Rabat"', "file-value-refused", "zone"),
        ('zone = "Africa/Casablanca"', 'zon = "Africa/Casablanca"', "file-key-missing", "zone"),
        ('secretariat = "CE3M" ', 'secretariat = "CE3M"\ndesk = 1 ', "file-key-unknown", "desk"),
        ('name.fr = "Maroc Cluster"', 'name.fr = "=?utf-8?q?x?="', "file-value-refused", "name.fr"),
        ('desk = "secretariat@example.org"', 'desk = "secretariat"', "file-value-refused", "contact.desk"),
        ('["fr", "ar", "en"]', '["fr", "de"]', "file-value-refused", "languages 2"),
    ],
)
def test_a_fault_of_the_network_file_is_named(old: str, new: str, code: str, key: str) -> None:
    """An unknown zone, a missing or unknown key, a line unfit for a letter's header: each by its key."""
    refusal = _refused(parse_network, _changed(NETWORK, old, new))
    assert (refusal.code, refusal.facts["key"]) == (code, key)


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('code = "SOL"', 'code = "MNC"', "file-value-doubled", "member 9, code"),
        ("direction.sol@", "direction.mnc@", "file-value-doubled", "member 9, director.email"),
        ('"direction.sol@example.org"', '"direction.sol"', "file-value-refused", "member 9, director.email"),
        ('code = "SOL"', 'code = "SOL"\ncity = "Rabat"', "file-value-refused", "member 9, city"),
        ('code = "SOL"', 'kode = "SOL"', "file-key-missing", "member 9, code"),
        ('name.fr = "Cluster solaire"', 'name.de = "Solarcluster"', "file-key-unknown", "member 9, name.de"),
    ],
)
def test_a_fault_of_a_members_file_is_named(old: str, new: str, code: str, key: str) -> None:
    """A doubled code or mailbox, a malformed value, an unknown language: each by member and key."""
    refusal = _refused(parse_members, _changed(MEMBERS, old, new))
    assert (refusal.code, refusal.facts["key"]) == (code, key)


def test_a_fault_is_named_by_its_line() -> None:
    """The line is that of the key in its own table, or of the table where the key is missing."""
    wrong = _changed(MEMBERS, '"direction.sol@example.org"', '"direction.sol"')
    assert _refused(parse_members, wrong).facts["line"] == _line(MEMBERS, '"direction.sol@example.org"')
    missing = _changed(MEMBERS, 'code = "SOL"\n', "")
    assert _refused(parse_members, missing).facts["line"] == _line(MEMBERS, 'code = "SOL"') - 1
    unread = _refused(parse_members, _changed(MEMBERS, 'code = "SOL"', "code = SOL"))
    assert (unread.code, unread.facts["line"]) == ("file-unreadable", _line(MEMBERS, 'code = "SOL"'))


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('notice = "P10D"', 'notice = "10 days"', "file-value-refused", "schedule.notice"),
        ('notice = "P10D"', 'notice = "P1M"', "file-value-refused", "schedule.notice"),
        ('notice = "P10D"', "notice = 10", "file-value-refused", "schedule.notice"),
        ('id = "non"', 'id = "oui"', "file-value-doubled", "option 2, id"),
        ('id = "non"', 'id = "Non !"', "file-value-refused", "option 2, id"),
        ('title.fr = "Recrutement', 'title.en = "Recrutement', "file-unreadable", None),
        ('number = "2016-02"', 'number = "2"', "file-value-refused", "number"),
        (
            "members_at_least = 15",
            'members_at_least = "15"',
            "file-value-refused",
            "reopen_when.members_at_least",
        ),
    ],
)
def test_a_fault_of_a_motion_file_is_named(old: str, new: str, code: str, key: str | None) -> None:
    """A period that is no fixed length, a doubled option, a number of another form: each by its key."""
    refusal = _refused(parse_motion, _changed(MOTION, old, new))
    assert (refusal.code, refusal.facts.get("key")) == (code, key)


def test_the_authentic_text_must_be_there() -> None:
    """A motion whose authentic language is Arabic needs its Arabic title, question and text."""
    lines = [line for line in MOTION.splitlines() if not line.startswith("title.ar")]
    refusal = _refused(parse_motion, "\n".join(lines).replace('authentic = "fr"', 'authentic = "ar"'))
    assert (refusal.code, refusal.facts["key"]) == ("file-key-missing", "title.ar")


def test_one_option_alone_is_no_choice() -> None:
    """A motion has no options or several."""
    start = MOTION.index('[[option]]\nid = "non"')
    refusal = _refused(parse_motion, MOTION[:start])
    assert (refusal.code, refusal.facts["key"]) == ("file-key-missing", "option 2")


def test_a_number_stands_in_one_motion_only(tmp_path: Path) -> None:
    """Two files of a folder with one number are refused, naming the second file."""
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(MOTION, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_motions(tmp_path)
    assert (refused.value.code, refused.value.facts["source"]) == ("file-value-doubled", "b.toml")


def test_members_are_read_from_a_spreadsheet() -> None:
    """A CSV file whose first line holds the keys gives the same members as TOML would."""
    first, second = parse_members_csv(
        CSV.replace('"Cluster\ndu fleuve"', "Cluster du fleuve"), source="m.csv"
    )
    assert (first.code, first.name["ar"], first.groups) == ("AAA", "تجمع الميناء", ("nord",))
    assert first.weights == {"population": "12"}
    assert (second.city, second.weights["population"]) == (None, "1/2")


def test_a_fault_of_a_spreadsheet_is_named_by_its_line() -> None:
    """A cell on two lines is refused where it starts, an unknown column by its name, a short row by its line."""
    broken = _refused(parse_members_csv, CSV)
    assert (broken.code, broken.facts["line"], broken.facts["key"]) == (
        "file-value-refused",
        4,
        "name.fr (B)",
    )
    assert _refused(parse_members_csv, CSV.replace("language", "langue", 1)).facts["line"] == 2
    short = _refused(parse_members_csv, CSV.replace(";nord;12", ";nord"))
    assert (short.code, short.facts["line"], short.facts["found"]) == ("file-cells", 2, 7)


def test_a_file_of_another_encoding_is_refused(tmp_path: Path) -> None:
    """A spreadsheet saved in Latin-1 is refused at the line of its first accent; UTF-8 with a mark is taken."""
    text = CSV.replace("Cluster\ndu fleuve", "Cluster du fleuve").replace("Direction BBB", "Clé BBB")
    (tmp_path / "members.csv").write_bytes(text.replace("تجمع الميناء", "").encode("latin-1"))
    with pytest.raises(Refusal) as refused:
        read_members(tmp_path / "members.csv")
    assert (refused.value.code, refused.value.facts["line"]) == ("file-unreadable", 4)
    (tmp_path / "members.csv").write_text(text, encoding="utf-8-sig")
    assert read_members(tmp_path / "members.csv")[1].director.title["fr"] == "Clé BBB"


def test_marks_that_deceive_the_eye_are_refused() -> None:
    """A name with a character that reverses what follows is refused; a no-break space is kept."""
    assert _refused(parse_members, _changed(MEMBERS, "Cluster solaire", "Cluster \u202e solaire"))
    assert parse_members(_changed(MEMBERS, "Cluster solaire", "Cluster\u00a0solaire"), source="a file")
