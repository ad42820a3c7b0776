"""What mail programs, scanners and people do to an address on its way: it still opens, or says that it was cut."""

import base64
import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest

from tests.web.booth.conftest import YES, Director, said

HOST = "https://vote.example.org"


def _inside(mark: str) -> Callable[[str], str]:
    """Something comes into the middle of the token."""
    return lambda token: token[:11] + mark + token[11:]


def _after(mark: str) -> Callable[[str], str]:
    """Something is taken into the address behind it."""
    return lambda token: token + mark


MANGLINGS: dict[str, Callable[[str], str]] = {
    "a full stop": _after("."),
    "a bracket": _after(")"),
    "angle brackets": lambda token: f"%3C{token}%3E",
    "quotation marks": lambda token: f"%22{token}%22,",
    "French quotation marks": _after("%C2%A0%C2%BB"),
    "an Arabic question mark": _after("%D8%9F"),
    "a line break": _after("%0D%0A"),
    "bold type": lambda token: f"*{token}*",
    "a square bracket": _after("%5D"),
    "lower case": str.lower,
    "mixed case": str.title,
    "a broken line of quoted-printable": _inside("=%0D%0A"),
    "a broken line of flowed text": _inside("%20%0D%0A"),
    "a broken line in an answer": _inside("%0A%3E%20"),
    "a space": _inside("%20"),
    "a space of no width": _inside("%E2%80%8B"),
    "a soft hyphen": _inside("%C2%AD"),
    "a mark of direction": lambda token: f"%E2%80%8F{token}%E2%80%8E",
    "a byte order mark": _after("%EF%BB%BF"),
    "letters as percent signs": lambda token: "".join(f"%{ord(letter):02X}" for letter in token),
    "percent signs encoded again": lambda token: "".join(f"%25{ord(letter):02X}" for letter in token),
    "tracking": _after("?utm_source=letter&fbclid=IwAR0abc"),
    "tracking without a question mark": _after("&utm_source=letter&mc_eid=4f5"),
    "tracking that was encoded": _after("%3Futm_source%3Dletter"),
    "a session": _after(";jsessionid=0A1B2C3D"),
    "a slash": _after("/"),
    "the end of a scanner's address": _after("__;!!AbCdEf123!xYz$"),
    "the data of a scanner's address": _after("&amp;data=05%7C01%7C&amp;reserved=0"),
    "wide letters": lambda token: "".join(
        chr(ord(letter) + 0xFEE0) if letter.isalpha() else letter for letter in token
    ),
}


@pytest.mark.parametrize("mangling", MANGLINGS)
def test_a_mangled_link_still_opens(director: Director, mangling: str) -> None:
    """The motion and its form, as from the address in the letter; a choice made there goes on."""
    mangled = "/v/" + MANGLINGS[mangling](director.letter.token)
    page = director.client.get(mangled)
    assert page.status_code == 200
    assert f'action="{director.path}/recap"' in page.text
    step = mangled.split("?")[0].rstrip("/") + "/recap"
    assert director.client.post(step, data=YES).status_code == 200


def test_the_whole_address_in_another_case_opens(director: Director) -> None:
    """Nobody who types from paper is shut out by capitals."""
    assert director.client.get(director.path.upper()).status_code == 200
    assert director.client.get(director.path.lower()).status_code == 200


def _safe_links(url: str) -> str:
    """Microsoft Defender: the address in a field, percent-encoded."""
    return (
        f"https://eur01.safelinks.protection.outlook.com/?url={quote(url, safe='')}&data=05%7C02&reserved=0"
    )


def _out_of_safe_links(url: str) -> str:
    return parse_qs(urlsplit(url).query)["url"][0]


def _urldefense_2(url: str) -> str:
    """Proofpoint, second form: ``-`` for the percent sign, ``_`` for the slash."""
    shifted = quote(url, safe="/").replace("-", "%2D").replace("_", "%5F")
    return f"https://urldefense.proofpoint.com/v2/url?u={shifted.translate(str.maketrans('%/', '-_'))}&d=DwMF&c=x"


def _out_of_urldefense_2(url: str) -> str:
    return unquote(parse_qs(urlsplit(url).query)["u"][0].translate(str.maketrans("-_", "%/")))


def _urldefense_3(url: str) -> str:
    """Proofpoint, third form: unusual characters become ``*`` and follow in base64; these addresses have none."""
    unusual = "".join(letter for letter in url if letter in "*")
    kept = base64.urlsafe_b64encode(unusual.encode()).decode()
    return f"https://urldefense.com/v3/__{url}__;{kept}!!AbC-1!dEf_2$"


def _out_of_urldefense_3(url: str) -> str:
    found = re.search(r"/v3/__(.+?)__;(.*?)!", url)
    assert found is not None and not found[2], url
    return found[1]


REWRITINGS = {
    "safe-links": (_safe_links, _out_of_safe_links),
    "urldefense-2": (_urldefense_2, _out_of_urldefense_2),
    "urldefense-3": (_urldefense_3, _out_of_urldefense_3),
    "one-in-another": (
        lambda url: _safe_links(_urldefense_2(url)),
        lambda url: _out_of_urldefense_2(_out_of_safe_links(url)),
    ),
}


@pytest.mark.parametrize("scanner", REWRITINGS)
def test_a_rewritten_link_comes_back_whole(director: Director, scanner: str) -> None:
    """A scanner writes the address into one of its own and leads back from there: to the same page."""
    rewrite, lead_back = REWRITINGS[scanner]
    rewritten = rewrite(HOST + director.path)
    assert not rewritten.startswith(HOST)
    back = lead_back(rewritten)
    assert back == HOST + director.path
    assert director.client.get(urlsplit(back).path).status_code == 200


@pytest.mark.parametrize("left", [0, 1, 11, 25])
@pytest.mark.parametrize("ending", ["", "=", ".", "%E2%80%A6", "&utm_source=abcdefghijklmnopqrstuvwxyz"])
def test_a_cut_link_explains_itself(director: Director, left: int, ending: str) -> None:
    """Whoever holds only the beginning reads that the end is missing, and how to come by the whole."""
    page = director.client.get(f"/v/{director.letter.token[:left]}{ending}")
    assert page.status_code == 404
    assert "link-cut" in page.text
    assert "/resend" in page.text
    assert "incomplete" in said(page).lower() or "cut" in said(page).lower()
