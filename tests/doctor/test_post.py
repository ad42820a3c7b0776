"""``governance doctor --mail``: a test letter on its way, the records of the domain, a letter that arrived."""

from pathlib import Path

import pytest

from governance.__main__ import main
from governance.doctor.findings import Finding
from governance.doctor.post import Post, checks_of
from tests.doctor.test_doctor import home, look, settings_of
from tests.equipment.mail_server import MailServer
from tests.mail.test_records import BELIEVED, arrived

__all__ = ["home"]

SENDER = "vote@example.org"
TO = "operator@example.org"


def examined(home: Path, mail: MailServer, **post: object) -> dict[str, Finding]:
    """What the checks of this post find, the last finding of each check."""
    settings = settings_of(home, smtp_url=mail.url, mail_from=SENDER)
    return {found.check: found for found in look(settings, checks=checks_of(Post(**post)))}


def test_a_test_letter_is_sent_and_says_what_to_do_with_it(home: Path, mail_server: MailServer) -> None:
    """It goes to the address named and nobody else, from the sender of all letters, and names the command."""
    assert examined(home, mail_server, to=TO)["trial"].state == "well"
    [letter] = mail_server.letters
    assert letter.recipients == (TO,) and letter.sender.startswith("bounce+")
    assert "governance doctor --mail --arrived" in letter.text.replace("\n", " ")
    assert letter.message["From"].addresses[0].addr_spec == SENDER


def test_a_test_letter_that_is_not_taken_is_wrong(home: Path, mail_server: MailServer) -> None:
    """With the answer of the mail server."""
    mail_server.manner = "refusing"
    found = examined(home, mail_server, to=TO)["trial"]
    assert found.state == "wrong" and "550" in found.says


def test_records_and_a_letter_that_arrived_are_judged(home: Path, mail_server: MailServer) -> None:
    """Only what was given is looked at; what is unsound says what to do."""
    assert set(examined(home, mail_server)) == {"sender"}
    found = examined(
        home,
        mail_server,
        spf="v=spf1 mx -all",
        dmarc="v=DMARC1; p=none",
        dkim="v=DKIM1; p=",
        arrived=arrived(BELIEVED),
    )
    states = {check: each.state for check, each in found.items()}
    assert states == {"sender": "note", "spf": "well", "dkim": "wrong", "dmarc": "wrong", "arrived": "well"}
    assert "p=quarantine" in found["dmarc"].mend
    assert examined(home, mail_server, arrived=arrived(""))["arrived"].state == "wrong"


def test_letters_that_lead_to_their_own_domain_are_well(home: Path, mail_server: MailServer) -> None:
    """The host of the links is the sender's domain, or lies below it."""
    settings = settings_of(home, smtp_url=mail_server.url, mail_from="vote@testserver.local")
    [found] = look(settings, checks=checks_of(Post()))
    assert (found.check, found.state) == ("sender", "well")


def test_the_command_takes_records_and_files(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is unsound is one line, and the exit code tells; a file that is not there is refused."""
    monkeypatch.setenv("GOVERNANCE_HOME", str(home))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(["doctor", "--mail", "--spf", "v=spf1 mx +all"]) == 1
    assert "!!   spf: The SPF record allows everybody" in capsys.readouterr().out
    assert main(["doctor", "--arrived", str(tmp_path / "nothing.eml")]) not in (0, 1)
    assert "file-missing" in capsys.readouterr().err
