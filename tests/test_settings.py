"""Settings are read once, whole, and every fault is refused by name before anything starts."""

import os
import socket
from pathlib import Path

import pytest
from pydantic import ValidationError

from governance.refusal import Refusal
from governance.settings import read_settings, setting_names
from governance.startup import check_home, check_listen, check_zone_data

SMTP = "smtp+starttls://bureau%40example.org:s%2Fcret@mail.example.org"


def _refused(environ: dict[str, str]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read_settings(environ)
    return refused.value


def test_nothing_set_is_a_service_on_this_machine() -> None:
    """Without any setting the service listens on loopback, keeps SQLite in its home and sends no letters."""
    settings = read_settings({})
    assert settings.listen == "127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{settings.home}/governance.sqlite"
    assert (settings.smtp, settings.demo, settings.secure_cookies) == (None, False, False)


def test_a_mistyped_name_is_refused_with_the_nearest() -> None:
    """GOVERNANCE_BASEURL is no setting; the refusal names the one that was meant."""
    refusal = _refused({"GOVERNANCE_BASEURL": "https://vote.example.org"})
    assert refusal.code == "setting-unknown"
    assert refusal.facts == {"name": "GOVERNANCE_BASEURL", "nearest": "GOVERNANCE_BASE_URL"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LISTEN", "8000"),
        ("LISTEN", "localhost:"),
        ("LISTEN", "localhost:70000"),
        ("BASE_URL", "vote.example.org"),
        ("BASE_URL", "ftp://vote.example.org"),
        ("BASE_URL", "https://vote.example.org/service"),
        ("BASE_URL", "https://vote.example.org?lang=fr"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "postgresql://localhost/x"),
        ("SMTP_URL", "mail.example.org"),
        ("SMTP_URL", "smtp://user@mail.example.org"),
        ("SMTP_URL", "smtp://mail.example.org:99999"),
        ("MAIL_FROM", "Secrétariat <desk@example.org>"),
        ("MAIL_FROM", "desk@example.org\nBcc: x@example.org"),
        ("DEMO", "perhaps"),
        ("SWEEP_SECONDS", "0"),
        ("SWEEP_SECONDS", "half a minute"),
        ("LOG_LEVEL", "loud"),
        ("BACKUP_HOURS", "-1"),
        ("BACKUP_KEEP", "0"),
        ("METRICS_TOKEN", "too short"),
    ],
)
def test_a_value_of_another_form_is_refused(name: str, value: str) -> None:
    """The refusal of a malformed value names the setting and the form expected."""
    refusal = _refused({f"GOVERNANCE_{name}": value})
    assert refusal.code == "setting-refused"
    assert refusal.facts["name"] == f"GOVERNANCE_{name}"
    assert refusal.facts["expected"]


@pytest.mark.parametrize("name", ["RULES_FOLDER", "NETWORK_FILE", "KEY_PASSPHRASE_FILE"])
def test_a_path_that_leads_nowhere_is_refused(name: str) -> None:
    """A file or folder that does not exist is named, whole."""
    refusal = _refused({f"GOVERNANCE_{name}": "/nowhere/at-all"})
    assert refusal.code == "setting-path-missing"
    assert refusal.facts == {"name": f"GOVERNANCE_{name}", "value": "/nowhere/at-all"}


@pytest.mark.parametrize("name", ["GOVERNANCE_SMTP_URL", "GOVERNANCE_DATABASE_URL"])
def test_secrets_do_not_reach_a_message(name: str) -> None:
    """A malformed address that holds a password is refused without showing it."""
    refusal = _refused({name: "smpt://desk:hunter2@mail.example.org"})
    assert "hunter2" not in str(refusal)


def test_secrets_do_not_reach_a_representation() -> None:
    """Settings printed by accident show neither the mail server's nor the database's password."""
    settings = read_settings(
        {
            "GOVERNANCE_SMTP_URL": SMTP,
            "GOVERNANCE_MAIL_FROM": "desk@example.org",
            "GOVERNANCE_DATABASE_URL": "postgresql+psycopg://service:hunter2@localhost/votes",
        }
    )
    shown = f"{settings!r} {settings} {settings.smtp!r}"
    assert "hunter2" not in shown
    assert "cret" not in shown


def test_a_mail_server_is_taken_apart() -> None:
    """User and password are decoded, and the port is the one of the scheme where none is written."""
    smtp = read_settings({"GOVERNANCE_SMTP_URL": SMTP, "GOVERNANCE_MAIL_FROM": "desk@example.org"}).smtp
    assert smtp is not None
    assert (smtp.host, smtp.port, smtp.security) == ("mail.example.org", 587, "starttls")
    assert (smtp.login, smtp.password) == ("bureau@example.org", "s/cret")


def test_a_mail_server_needs_a_sender() -> None:
    """Letters without an address they come from are refused at start, not when the first one leaves."""
    refusal = _refused({"GOVERNANCE_SMTP_URL": "smtp://localhost"})
    assert (refusal.code, refusal.facts["name"]) == ("setting-missing", "GOVERNANCE_MAIL_FROM")


def test_https_makes_cookies_secure() -> None:
    """Cookies are secure exactly where readers come by https; a trailing slash is dropped."""
    settings = read_settings({"GOVERNANCE_BASE_URL": "https://vote.example.org/"})
    assert (settings.base_url, settings.secure_cookies) == ("https://vote.example.org", True)


def test_an_empty_value_counts_as_not_set() -> None:
    """NAME= in an environment file means the default, and names of other programs are not looked at."""
    settings = read_settings({"GOVERNANCE_LISTEN": " ", "LISTEN": "0.0.0.0:1", "PATH": "/bin"})
    assert settings.listen == "127.0.0.1:8000"


def test_a_setting_does_not_change_while_the_service_runs() -> None:
    """Settings are frozen."""
    settings = read_settings({})
    with pytest.raises(ValidationError):
        settings.demo = True


def test_every_setting_can_be_set_by_its_name(tmp_path: Path) -> None:
    """Each documented name is one that read_settings takes."""
    values = {
        "GOVERNANCE_HOME": str(tmp_path),
        "GOVERNANCE_LISTEN": "[::1]:9000",
        "GOVERNANCE_BASE_URL": "https://vote.example.org:8443",
        "GOVERNANCE_DATABASE_URL": "sqlite:////srv/votes.sqlite",
        "GOVERNANCE_SMTP_URL": "smtps://mail.example.org:2465",
        "GOVERNANCE_MAIL_FROM": "desk@example.org",
        "GOVERNANCE_BOUNCES_URL": "imaps://login:secret@mail.example.org/Bounces",
        "GOVERNANCE_DEMO": "true",
        "GOVERNANCE_NETWORK_FILE": __file__,
        "GOVERNANCE_MEMBERS_FILE": __file__,
        "GOVERNANCE_MOTIONS_FOLDER": str(tmp_path),
        "GOVERNANCE_RULES_FOLDER": str(tmp_path),
        "GOVERNANCE_LOG_LEVEL": "debug",
        "GOVERNANCE_SWEEP_SECONDS": "5",
        "GOVERNANCE_KEY_PASSPHRASE_FILE": __file__,
        "GOVERNANCE_BACKUP_FOLDER": str(tmp_path),
        "GOVERNANCE_BACKUP_HOURS": "12",
        "GOVERNANCE_BACKUP_KEEP": "7",
        "GOVERNANCE_TRUSTED_PROXIES": "127.0.0.1, 10.1.0.0/16",
        "GOVERNANCE_METRICS_TOKEN": "a token of sixteen or more",
    }
    assert set(values) == set(setting_names())
    settings = read_settings(values)
    assert (settings.listen_host, settings.listen_port, settings.sweep_seconds) == ("::1", 9000, 5)


def test_a_home_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """A home below a file cannot be made: the refusal names folder and reason, and makes nothing."""
    (tmp_path / "file").write_text("")
    with pytest.raises(Refusal) as refused:
        check_home(tmp_path / "file" / "home")
    assert refused.value.code == "home-unwritable"
    assert refused.value.facts["reason"] == os.strerror(20)


def test_a_home_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    """A missing home folder is made, readable by nobody else."""
    check_home(tmp_path / "a" / "home")
    assert (tmp_path / "a" / "home").stat().st_mode & 0o777 == 0o700


def test_an_address_that_is_taken_is_refused() -> None:
    """A port that another program listens on is named with its reason; a free one is let pass."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Refusal) as refused:
            check_listen("127.0.0.1", port)
    assert (refused.value.code, refused.value.facts["value"]) == ("listen-refused", f"127.0.0.1:{port}")
    check_listen("127.0.0.1", port)


def test_stale_zone_data_is_refused() -> None:
    """Data from before Morocco left UTC+1 for good is refused; what is installed is newer."""
    with pytest.raises(Refusal) as refused:
        check_zone_data("2025b")
    assert refused.value.code == "zone-data-stale"
    assert check_zone_data() >= "2026c"
