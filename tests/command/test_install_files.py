"""The files of an installation: what systemd and nginx say of them, and that nothing is left to fill in."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from governance.__main__ import main
from governance.paths import TEMPLATES
from governance.settings import read_settings

MOST_EXPOSED = 2.0
"""Of ten, as systemd rates a unit."""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What ``governance install --files`` writes."""
    monkeypatch.setenv("GOVERNANCE_HOME", "/var/lib/governance")
    monkeypatch.setenv("GOVERNANCE_BASE_URL", "https://vote.example.org")
    assert main(["install", "--files", str(tmp_path / "files")]) == 0
    yield tmp_path / "files"


def test_nothing_is_left_to_fill_in(files: Path) -> None:
    """Every file that ships is written, with the paths and the name of this installation."""
    assert {path.name for path in files.iterdir()} == {path.name for path in (TEMPLATES / "deploy").iterdir()}
    for path in files.iterdir():
        assert not re.search(r"@[A-Z_]+@", path.read_text(encoding="utf-8")), path.name
    assert "vote.example.org {" in (files / "Caddyfile").read_text(encoding="utf-8")


def test_a_file_that_somebody_changed_is_left_alone(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second time nothing is written."""
    (files / "Caddyfile").write_text("ours", encoding="utf-8")
    assert main(["install", "--files", str(files)]) == 78
    assert "file-exists" in capsys.readouterr().err
    assert (files / "Caddyfile").read_text(encoding="utf-8") == "ours"


def test_the_settings_are_read_as_they_stand(files: Path, tmp_path: Path) -> None:
    """The same lines are read by a shell and by systemd; every name is a setting."""
    lines = (files / "governance.env").read_text(encoding="utf-8").splitlines()
    named = dict(re.findall(r"^(GOVERNANCE_\w+)='([^']*)'$", "\n".join(lines), re.M))
    assert len(named) == sum(not line.startswith("#") for line in lines)
    (tmp_path / "network.toml").touch()
    settings = read_settings(named | {"GOVERNANCE_NETWORK_FILE": str(tmp_path / "network.toml")})
    assert settings.secure_cookies
    assert settings.smtp is not None


@pytest.mark.needs("systemd")
def test_systemd_has_nothing_to_say_against_the_units(files: Path) -> None:
    """Every line of the units is understood, and the program they start is there."""
    units = sorted(str(path) for path in files.iterdir() if path.suffix in (".service", ".timer"))
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, timeout=60, check=False
    )
    about_ours = [line for line in done.stderr.splitlines() if "governance" in line]
    assert (done.returncode, about_ours) == (0, [])


@pytest.mark.needs("systemd")
def test_the_service_is_hardly_exposed(files: Path) -> None:
    """As systemd rates what a unit may do, of ten."""
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(files / "governance.service")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    [level] = re.findall(r"Overall exposure level for \S+: (\d+\.\d)", done.stdout)
    assert float(level) <= MOST_EXPOSED


@pytest.mark.needs("nginx-light")
def test_nginx_takes_its_file(files: Path, tmp_path: Path) -> None:
    """Within a bare configuration, with a certificate where it says."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "vote.example.org")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "privkey.pem").write_bytes(pem)
    (tmp_path / "fullchain.pem").write_bytes(made.sign(key, SHA256()).public_bytes(Encoding.PEM))
    site = (files / "nginx.conf").read_text(encoding="utf-8")
    site = site.replace("/etc/letsencrypt/live/vote.example.org", str(tmp_path)).replace(
        "/var/log/nginx", str(tmp_path)
    )
    whole = f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} http {{ access_log off; {site} }}"
    (tmp_path / "whole.conf").write_text(whole, encoding="utf-8")
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    done = subprocess.run(
        [program, "-t", "-c", str(tmp_path / "whole.conf")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "access_log off" in site
