"""What is installed from the wheel works in an empty folder, without the checkout."""

import json
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.equipment.ports import free_port
from tests.equipment.source import ROOT
from tests.equipment.waiting import wait_for

CASE = {
    "id": "two-thirds",
    "rule": "deux-tiers-membres",
    "params": {},
    "kind": "position",
    "inputs": {
        "members": [{"id": str(seat), "position": "yes" if seat <= 9 else "no"} for seat in range(1, 14)]
    },
}


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel, and an empty folder to run it in."""

    python: Path
    folder: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """``governance ARGUMENTS`` to its end."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def command(self, *arguments: str) -> list[str]:
        """The installed program with these arguments."""
        return [str(self.python.parent / "governance"), *arguments]

    def environment(self, **settings: str) -> dict[str, str]:
        """Nothing inherited but a path; French."""
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "LANG": "fr_FR.UTF-8", **settings}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """The wheel, built from the checkout and installed into an environment of its own, beside our dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    offline = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    _run(*pip, "wheel", *offline, "--wheel-dir", str(folder / "wheel"), str(ROOT))
    venv.create(folder / "environment", with_pip=False)
    python = folder / "environment" / "bin" / "python"
    wheel = next((folder / "wheel").glob("governance-*.whl"))
    _run(*pip, "--python", str(python), "install", *offline, str(wheel))
    # The dependencies alone: a plain path line does not follow the checkout's own editable link.
    packages = next((folder / "environment" / "lib").glob("python3*")) / "site-packages"
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    (folder / "empty").mkdir()
    yield Installed(python, folder / "empty")


def test_the_wheel_brings_everything_it_needs(installed: Installed) -> None:
    """The installed program is found in its environment, with templates, translations and data inside it."""
    code = "from governance import paths; print(paths.TEMPLATES, paths.DATA)"
    done = subprocess.run(
        [str(installed.python), "-c", code],
        cwd=installed.folder,
        env=installed.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    templates, data = (Path(each) for each in done.stdout.split())
    assert templates.is_relative_to(installed.python.parents[1])
    assert (templates / "locale" / "ar" / "LC_MESSAGES" / "governance.po").is_file()
    assert (data / "members.toml").is_file()
    assert len(list((data / "motions").glob("*.toml"))) == 3
    assert not (data / "var").exists()


def test_help_names_the_verbs(installed: Installed) -> None:
    """``governance --help`` lists what can be asked."""
    done = installed.run("--help")
    assert done.returncode == 0
    assert all(verb in done.stdout for verb in ("serve", "demo", "decide", "verify"))


def test_a_case_is_decided(installed: Installed) -> None:
    """``governance decide`` decides nine of thirteen by two thirds of the members."""
    (installed.folder / "case.json").write_text(json.dumps(CASE), encoding="utf-8")
    done = installed.run("decide", "case.json", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] == "adopted"


def test_a_wrong_setting_stops_the_start_in_one_line(installed: Installed) -> None:
    """An unknown setting ends the start with exit code 78 and one line that names it and the nearest one."""
    done = subprocess.run(
        installed.command("serve"),
        cwd=installed.folder,
        env=installed.environment(GOVERNANCE_LISTENS="127.0.0.1:1"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 78
    assert done.stderr.count("\n") == 1
    assert "GOVERNANCE_LISTENS" in done.stderr
    assert "GOVERNANCE_LISTEN " in done.stderr.replace("?", " ?")


def test_the_demo_serves_its_first_page(installed: Installed) -> None:
    """``governance demo`` in an empty folder fills its home and serves the public pages."""
    url = f"http://127.0.0.1:{free_port()}"
    environment = installed.environment(
        GOVERNANCE_HOME=str(installed.folder / "home"), GOVERNANCE_LISTEN=url[7:], GOVERNANCE_BASE_URL=url
    )
    log = installed.folder / "demo.log"
    with log.open("wb") as output:
        demo = subprocess.Popen(
            installed.command("demo"), cwd=installed.folder, env=environment, stdout=output, stderr=output
        )
    try:
        page = wait_for("the demo's first page", lambda: _page(url, demo, log), seconds=60)
        assert "Maroc Cluster" in page
    finally:
        demo.terminate()
        demo.wait(20)


def _page(url: str, demo: subprocess.Popen[bytes], log: Path) -> str | None:
    assert demo.poll() is None, log.read_text(encoding="utf-8")[-4000:]
    try:
        answer = httpx.get(url, timeout=5, trust_env=False)
    except httpx.HTTPError:
        return None
    return answer.text if answer.status_code == 200 else None


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
