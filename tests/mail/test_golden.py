"""Every kind of letter in every language, as it is read: compared with the letters kept beside this file.

``REWRITE_LETTERS=1 pytest tests/mail/test_golden.py`` writes them again; read what changed before keeping it.
"""

import os
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from governance.mail.letter import KINDS, render
from governance.mail.message import HEADERS
from governance.words.languages import LANGUAGES
from tests.equipment.letters import OFFICE, letter_facts, letter_keys

GOLDEN = Path(__file__).with_name("golden")


def _as_read(raw: bytes) -> str:
    """The headers decoded, then each part decoded, in order."""
    message = message_from_bytes(raw, policy=policy.default)
    lines = [f"{name}: {message[name]}" for name in HEADERS if name != "Content-Type"]
    for part in message.walk():
        if not part.is_multipart():
            lines += [
                "",
                f"=== {part.get_content_type()} {part.get_filename() or ''}".rstrip(),
                _content(part),
            ]
    return "\n".join(lines).rstrip() + "\n"


def _content(part: EmailMessage) -> str:
    content = part.get_content()
    text = content.decode("utf-8") if isinstance(content, bytes) else str(content)
    return text.replace("\r\n", "\n").rstrip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_letter_is_as_it_was_read_and_approved(kind: str, language: str) -> None:
    """A letter says exactly what was read and approved, headers and enclosures included."""
    letter = render(letter_facts(kind, language), keys=letter_keys(kind), office=OFFICE)
    said = _as_read(letter.raw)
    path = GOLDEN / f"{kind}.{language}.txt"
    if os.environ.get("REWRITE_LETTERS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text(encoding="utf-8")


def test_no_golden_letter_is_left_over() -> None:
    """Every kept letter belongs to a kind and a language that are still written."""
    written = {f"{kind}.{language}.txt" for kind in KINDS for language in LANGUAGES}
    assert {path.name for path in GOLDEN.iterdir()} == written
