"""Whether an answer that refuses says so: by a code, in the words of that code, in the reader's language."""

import re
from functools import cache
from html import unescape
from typing import Any

from governance.words.languages import LANGUAGES
from governance.words.refusals import known_words
from governance.words.speak import gettext, speaking

_REFUSED = r'<div class="notice notice--refusal" role="alert">\s*'
_CODE = re.compile(_REFUSED + r".*?<code>([a-z-]+)</code>\s*</p>\s*</div>", re.DOTALL)
_FAULT = re.compile(r'<p class="error"[^>]*>(.*?)</p>', re.DOTALL)
_FAULT_OF_THE_FORM = re.compile(_REFUSED + r"<p><strong>(.*?)</strong></p>", re.DOTALL)


def check_said(answer: Any, language: str, where: str) -> None:
    """Fail unless a refusal is a problem (RFC 9457), a page with a code, or a form with its faults named, and what it
    says is what this code says in this language."""
    if answer.headers["content-type"].startswith("application/problem+json"):
        said = answer.json()
        sentences = (said["title"], said["detail"])
        assert _says(said["code"], language, *sentences), f"{where}: {said}"
        return
    assert f'<html lang="{language}"' in answer.text, f"{where}: not in {language}"
    code = _CODE.search(answer.text)
    if code:
        assert _says(code[1], language, unescape(answer.text)), f"{where}: {code[1]} in other words"
        return
    faults = [unescape(each) for kind in (_FAULT, _FAULT_OF_THE_FORM) for each in kind.findall(answer.text)]
    assert faults, f"{where}: no code and no fault"
    for fault in faults:
        assert any(each.fullmatch(fault) for each in _sentences(language)), f"{where}: {fault}"


def is_said(code: str, answer: Any) -> bool:
    """Whether an answer says in any language what this code says."""
    return any(_says(code, language, unescape(answer.text)) for language in LANGUAGES)


def _says(code: str, language: str, *texts: str) -> bool:
    with speaking(language):
        sentences = [gettext(each) for each in known_words()[code]]
    parts = [part for each in sentences for part in re.split(r"%\(\w+\)s", each)]
    return all(any(part in text for text in texts) for part in parts)


@cache
def _sentences(language: str) -> tuple[re.Pattern[str], ...]:
    """What a fault of a field may say: what happened, and perhaps what can be done."""
    with speaking(language):
        said = [(gettext(happened), gettext(advice)) for happened, advice in known_words().values()]
    return tuple(
        re.compile(f"{_pattern(happened)}( {_pattern(advice)})?", re.DOTALL) for happened, advice in said
    )


def _pattern(sentence: str) -> str:
    return ".*".join(map(re.escape, re.split(r"%\(\w+\)s", sentence)))
