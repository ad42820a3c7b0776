"""The fingerprint of what is put to the vote."""

import hashlib
from typing import Any

from governance.register import canonical
from governance.store.tables.motions import MotionVersion


def text_hashes(version: MotionVersion) -> dict[str, str]:
    """For each language of the text, SHA-256 of the canonical JSON of title, question, text and options,
    and of what adopting it would bring with it where the version says so."""
    return {language: _digest(_wording(version, language)) for language in sorted(version.title)}


def _wording(version: MotionVersion, language: str) -> dict[str, Any]:
    return {
        "title": version.title[language],
        "question": version.question.get(language, ""),
        "text": version.text.get(language, ""),
        "no_decision": version.no_decision.get(language, ""),
        "options": [
            {"id": option["id"], "label": option["label"].get(language, "")} for option in version.options
        ],
    } | ({"life": version.life} if version.life else {})


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical.encode(value)).hexdigest()
