"""One thing has one name everywhere: wherever an English sentence uses a word of the glossary, its translations use
the word that the glossary names, and words that would be a second name for the same thing are used nowhere."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from governance.paths import TEMPLATES
from tests.equipment.source import ROOT

TERMS: dict[str, tuple[str, str]] = {
    "motion": (r"motion", r"ملتمس"),
    "ballot": (r"scrutin", r"اقتراع"),
    "member": (r"membre", r"عضو|أعضا"),
    "seat": (r"siège", r"مقعد|مقاعد"),
    "director": (r"direct(?:eur|ion)|dirige", r"مدير|إدارة"),
    "alternate": (r"supplé", r"نائب|نواب|نيابة"),
    "mandate": (r"mandat", r"انتداب"),
    "secretariat": (r"secrétariat", r"كتابة"),
    "recusal|recused": (r"déport", r"تنح"),
    "criteri(?:on|a)": (r"critère", r"معيار|معايير"),
    "outcome": (r"issue|résultat", r"نتيج|نتائج"),
    "resolution": (r"résolution", r"قرار"),
    "the minutes": (r"proc(?:ès|es)-verba", r"محضر|محاضر"),
    "the register": (r"registre", r"سجل"),
    "receipt": (r"récépissé", r"وصل|وصول"),
    "notice period": (r"préavis", r"إشعار"),
    "rounds?": (r"tour", r"جول"),
    "link": (r"lien", r"رابط|روابط"),
}
"""The English word, and what its translations must hold: French, Arabic."""

FOREIGN = {
    "fr": r"\b(?:e-?mail|mail|poll|élection|sondage|utilisateur|item|login|token|hash)\b",
    "ar": r"[٠-٩]|استطلاع|انتخاب|مستخدم|إيميل|أجل إخطار",
}
"""Second names, words of the trade, and Eastern digits, which Morocco does not write."""

APART = re.compile(r"governance \w+|docs/\S+|/\w+|--\w+|\w+\.example\.org\S*|%\(\w+\)\w")
"""Commands, files, addresses and facts are no sentences."""

UNNAMED = {
    # The sentence is about the same thing without naming it a second time.
    "A resolution is the outcome of a motion, adopted or not. It is published the moment the ballot closes, "
    "and never deleted.",
}


def _said(language: str) -> Iterator[tuple[str, str]]:
    """Every English sentence with its translations, plural forms together."""
    path = TEMPLATES / "locale" / language / "LC_MESSAGES" / "governance.po"
    with path.open("rb") as lines:
        for message in read_po(lines, locale=language):
            if message.id:
                ids, strings = (
                    each if isinstance(each, list | tuple) else (each,)
                    for each in (message.id, message.string)
                )
                yield APART.sub(" ", " ".join(ids)), APART.sub(" ", " | ".join(strings))


@pytest.mark.parametrize(("language", "place"), [("fr", 0), ("ar", 1)])
def test_a_word_of_the_glossary_is_translated_by_the_glossary(language: str, place: int) -> None:
    """In every sentence, whoever wrote it."""
    wrong = [
        f"{english}: {source} => {said}"
        for source, said in _said(language)
        for english, words in TERMS.items()
        if re.search(rf"(?<![\w-])(?:{english})s?(?![\w-])", source, re.IGNORECASE)
        and not re.search(words[place], said, re.IGNORECASE)
        and source not in UNNAMED
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", FOREIGN)
def test_no_second_name_is_used(language: str) -> None:
    """Nor a word that only those understand who build such services."""
    wrong = [said for _source, said in _said(language) if re.search(FOREIGN[language], said, re.IGNORECASE)]
    assert not wrong, "\n".join(wrong)


def test_the_glossary_of_the_readme_is_the_one_that_is_checked() -> None:
    """Each of its words that pages use is held to here, in both languages."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Words")[2].partition("## ")[0]
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")][2:]
    assert len(rows) >= 10
    for _word, _meaning, *translations in rows:
        for place, cell in enumerate(translations):
            for name in re.split(r"[,،/]", cell):
                found = [words[place] for words in TERMS.values() if re.search(words[place], name.strip())]
                assert found or name.strip() in OTHERS, name


OTHERS = {
    "courriel",
    "رسالة",
    "liste des votants",
    "لائحة المصوتين",
    "position",
    "موقف",
    "règle",
    "قاعدة",
} | {
    "refus",
    "رفض",
}
"""Words of the glossary that stand for more than one English word, and are checked by reading."""
