"""The one template environment."""

import pytest
from jinja2 import UndefinedError

from governance.words.jinja import environment
from governance.words.languages import LANGUAGES
from governance.words.speak import speaking


def test_what_people_wrote_is_escaped() -> None:
    """A title cannot carry markup into a page."""
    template = environment().from_string("{{ title }}")
    assert template.render(title="<b>x</b>") == "&lt;b&gt;x&lt;/b&gt;"


def test_a_missing_fact_is_an_error_and_not_an_empty_page() -> None:
    """A misspelt name in a template fails in a test instead of showing nothing."""
    with pytest.raises(UndefinedError):
        environment().from_string("{{ never_given }}").render()


def test_the_language_is_that_of_the_moment_of_rendering() -> None:
    """One compiled template serves all three languages, escaped facts and plurals included."""
    template = environment().from_string(
        "{{ _('No vote was recorded.') }} "
        "{% trans num=days %}{{ num }} day{% pluralize %}{{ num }} days{% endtrans %}"
    )
    with speaking("fr"):
        assert template.render(days=2) == "Aucun vote n’a été enregistré. 2 jours"
    with speaking("ar"):
        assert template.render(days=3) == "لم يُسجَّل أي تصويت. 3 أيام"


def test_a_constant_is_said_in_the_language_of_each_reader() -> None:
    """A template is compiled once: what a filter says of a constant must not stay in the first reader's language."""
    template = environment().from_string('{{ "yes" | position }}')
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said.append(template.render())
    assert len(set(said)) == len(LANGUAGES)
