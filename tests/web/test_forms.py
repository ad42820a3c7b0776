"""What a form may send."""

import pytest

from governance.refusal import Refusal
from governance.web.forms import LARGEST_BODY, parse_form


def test_fields_come_as_text_in_their_order() -> None:
    """UTF-8, empty fields kept, line ends as one character."""
    fields = parse_form(b"name=Mekn%C3%A8s&empty=&reason=a%0D%0Ab%09c")
    assert fields == {"name": "Meknès", "empty": "", "reason": "a\nb\tc"}
    assert list(fields) == ["name", "empty", "reason"]


def test_a_field_sent_twice_is_refused_by_name() -> None:
    """Two answers to one question: neither is taken."""
    with pytest.raises(Refusal) as refused:
        parse_form(b"position=yes&position=no")
    assert (refused.value.code, refused.value.facts) == ("field-doubled", {"field": "position"})


@pytest.mark.parametrize(
    "body",
    [
        b"name=%FF%FE",
        "name=é".encode("latin-1"),
        b"name=a%00b",
        b"name=%1B",
        b"x=" + b"a" * LARGEST_BODY,
        b"&".join(b"f%d=1" % n for n in range(400)),
    ],
)
def test_what_cannot_be_read_as_a_form_is_refused(body: bytes) -> None:
    """Wrong encodings, control characters, floods: a clear no instead of a failure."""
    with pytest.raises(Refusal) as refused:
        parse_form(body)
    assert refused.value.code == "form-malformed"
