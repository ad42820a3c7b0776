"""Every page is valid HTML, says html-validate, which is fetched for the occasion and kept nowhere."""

import json
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from governance.words.languages import LANGUAGES
from tests.browser.conftest import DESK, PASSWORD, PUBLIC, SECRETARY, House
from tests.equipment.forms import form_to

VALIDATOR = "html-validate@9.7.1"

RULES = {
    "extends": ["html-validate:standard"],
    "rules": {
        # Questions of taste, or of a line that a template leaves behind.
        "void-style": "off",
        "doctype-style": "off",
        "attr-quotes": "off",
        "no-trailing-whitespace": "off",
        "long-title": "off",
        # Hyphens belong to telephone numbers and motions' numbers as they are written.
        "tel-non-breaking": "off",
    },
}


@pytest.fixture(scope="module")
def validator(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The validator's program, in a folder of its own."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.fail("npm is not installed: sudo apt-get install npm", pytrace=False)
    folder = tmp_path_factory.mktemp("validator")
    command = [npm, "install", "--no-save", "--no-audit", "--no-fund", "--silent", VALIDATOR]
    subprocess.run(command, cwd=folder, check=True, timeout=300)
    return folder


@pytest.mark.proof(full_only=True)
@pytest.mark.needs("npm")
def test_every_page_is_valid_html(house: House, validator: Path) -> None:
    """Public pages, the booth and the desk, in each language."""
    (validator / ".htmlvalidate.json").write_text(json.dumps({"root": True, **RULES}), encoding="utf-8")
    with httpx.Client(base_url=house.address, follow_redirects=True, trust_env=False, timeout=60) as reader:
        page = reader.get("/desk/sign-in")
        form_to(page, "/desk/sign-in").submit(reader, page, email=SECRETARY, password=PASSWORD)
        for path in (*PUBLIC, house.link, *(each.format(ballot=house.ballot) for each in DESK)):
            for language in LANGUAGES:
                answer = reader.get(f"{path}{'&' if '?' in path else '?'}lang={language}")
                name = f"{path}-{language}".strip("/").replace("/", "_").replace("?", "_") + ".html"
                (validator / name).write_text(answer.text, encoding="utf-8")
    program = validator / "node_modules" / ".bin" / "html-validate"
    said = subprocess.run(
        [program, "--formatter", "text", "*.html"],
        check=False,
        cwd=validator,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert said.returncode == 0, said.stdout[-6000:]
