"""What programs can ask and do, by the description alone."""

from datetime import timedelta
from uuid import UUID

import pytest

from governance.acts.close_ballot import close_ballot
from governance.register import canonical
from governance.store.tables.tokens import ApiToken
from governance.words.languages import LANGUAGES
from tests.equipment.looking import entries, fingerprint, rows
from tests.web.api.conftest import Program
from tests.web.api.described import Described

DESCRIPTION = "/api/v1/openapi.json"
TEXTS = {"fr": "Un texte.", "ar": "نص.", "en": "A text."}
DRAFT = {
    "title": TEXTS,
    "question": TEXTS,
    "text": TEXTS,
    "rule": "test-positions",
    "notice": "P10D",
    "open_for": "P14D",
}


def described(program: Program) -> Described:
    """The client that reads the description and knows nothing else."""
    return Described(program.client, program.client.get(DESCRIPTION).json())


def tag(api: Described, number: str) -> str:
    """The entity tag of a motion as it stands at the desk."""
    return str(api.call("readDeskMotion", number=number).headers["etag"])


def test_a_program_leads_a_motion_from_its_draft_to_the_resolution(program: Program) -> None:
    """Draft, table, open, extend; the directors vote as people do; the resolution is read by anybody."""
    api, network = described(program), program.network
    number = api.call("draftMotion", **DRAFT).json()["motion"]
    assert api.call("tableMotion", number=number, if_match=tag(api, number)).json()["state"] == "tabled"
    network.clock.at += timedelta(days=10)
    closes_at = network.now() + timedelta(days=14)
    opened = api.call("openBallot", number=number, if_match=tag(api, number), closes_at=closes_at.isoformat())
    ballot = opened.json()["ballot"]
    assert opened.json()["state"] == "voting"
    seats = api.call("readDelivery", ballot_id=ballot).json()["seats"]
    assert {seat["reach"] for seat in seats} == {"waiting"} and len(seats) == 13
    later = closes_at + timedelta(days=1)
    extended = {"closes_at": later.isoformat(), "reason": "A feast."}
    assert api.call("extendBallot", number=number, if_match=tag(api, number), **extended).status_code == 200
    [opened_id] = [each for each in api.call("readMotion", number=number).json()["ballots"] if each == ballot]
    for seat in seats:
        network.cast(UUID(opened_id), seat["seat"], {"positions": {"motion": "yes"}})
    assert api.call("readBallot", ballot_id=ballot).json()["answered"] == 13
    network.clock.at = later
    network.service.do(close_ballot, ballot_id=UUID(ballot), vault=network.service.vault, now=network.now())
    del program.client.headers["authorization"]
    [line] = api.call("listResolutions").json()["resolutions"]
    resolution = api.call("readResolution", number=line["number"]).json()
    assert resolution["outcome"] == "adopted"
    assert len(resolution["ballots"][-1]["votes"]) == 13
    head = api.call("readHead").json()
    read = api.call("listEntries", first=0).json()["entries"]
    assert len(read) == head["size"] and [canonical.decode(each) for each in read] == entries(network.service)


def test_no_operation_casts_a_vote(program: Program) -> None:
    """The description names no link, no code and no position to be sent."""
    text = program.client.get(DESCRIPTION).text
    assert program.client.get(DESCRIPTION).json()["openapi"].startswith("3.1")
    for word in ("/v/", '"code_of', "castVote", '"positions"'):
        assert word not in text


def test_a_change_says_which_state_it_saw(program: Program) -> None:
    """Without If-Match 428, with another tag 412, and nothing is changed; the tag changes with the motion."""
    api = described(program)
    number = api.call("draftMotion", **DRAFT).json()["motion"]
    before = fingerprint(program.network.service)
    assert api.call("tableMotion", number=number).json()["code"] == "if-match-missing"
    stale = api.call("tableMotion", number=number, if_match='"another"')
    assert (stale.status_code, stale.json()["code"]) == (412, "changed-meanwhile")
    assert fingerprint(program.network.service) == before
    seen = tag(api, number)
    assert api.call("tableMotion", number=number, if_match=seen).status_code == 200
    assert api.call("withdrawMotion", number=number, if_match=seen, reason="No.").status_code == 412


@pytest.mark.parametrize("scopes", [("read",), ("motions",), ("ballots",), ("members",)])
def test_a_token_does_what_it_was_made_for_and_nothing_else(
    program: Program, scopes: tuple[str, ...]
) -> None:
    """Each scope reads the desk; each change asks for its own."""
    api = described(program)
    number = api.call("draftMotion", **DRAFT).json()["motion"]
    program.bear(*scopes)
    assert api.call("readDeskMotion", number=number).status_code == 200
    asked = {
        "draftMotion": ("motions", DRAFT),
        "tableMotion": ("motions", {}),
        "withdrawMotion": ("motions", {"reason": "x"}),
        "openBallot": ("ballots", {"closes_at": "2027-01-01T00:00:00Z"}),
        "extendBallot": ("ballots", {"closes_at": "2027-01-01T00:00:00Z", "reason": "x"}),
        "stopBallot": ("ballots", {"reason": "incident", "note": "x"}),
        "admitMember": ("members", {"code": "X"}),
    }
    for operation, (scope, body) in asked.items():
        answer = api.call(operation, number=number, **body)
        assert (answer.status_code == 403) is (scope not in scopes), operation


def test_a_token_that_ended_or_never_was_opens_nothing(program: Program) -> None:
    """Missing, unknown, expired and revoked alike are 401; the database knows only hashes."""
    api = described(program)
    token = program.client.headers["authorization"].split()[1]
    assert token not in str(rows(program.network.service, ApiToken))
    program.network.clock.at += timedelta(days=30)
    assert api.call("listDeskMotions").json()["code"] == "token-unknown"
    program.client.headers["authorization"] = "Bearer gov_nobody"
    assert api.call("listDeskMotions").status_code == 401
    del program.client.headers["authorization"]
    answer = api.call("listDeskMotions")
    assert (answer.json()["code"], answer.headers["www-authenticate"]) == ("token-missing", "Bearer")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_a_problem_in_the_reader_s_language(program: Program, language: str) -> None:
    """RFC 9457: type, title, status, detail, and the code that the pages show; its type leads to its words."""
    program.client.headers["accept-language"] = language
    answer = program.client.get("/api/v1/motions/2099-01")
    assert answer.headers["content-type"].startswith("application/problem+json")
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (404, "motion-unknown")
    explained = program.client.get(problem["type"].removeprefix("http://testserver.local")).json()
    assert explained["happened"][language] == problem["title"]


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe",
        b'{"reason": "a", "reason": "b"}',
        b'{"reason": "a\\u0000"}',
        b'{"reason": "\\ud800"}',
        b'{"reason": "x", "more": 1}',
        b'{"reason": NaN}',
        b"[" * 30_000,
        b"",
        b"{",
        b'{"reason": ""}',
        b'{"reason": 5}',
    ],
)
def test_a_body_that_is_not_described_is_refused(program: Program, body: bytes) -> None:
    """Not UTF-8, twice the same field, characters nothing keeps, a field too many: 400, and nothing is stored."""
    api = described(program)
    number = api.call("draftMotion", **DRAFT).json()["motion"]
    headers = {"content-type": "application/json", "if-match": tag(api, number)}
    before = fingerprint(program.network.service)
    answer = program.client.post(f"/api/v1/desk/motions/{number}/withdraw", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "request-malformed")
    assert fingerprint(program.network.service) == before


def test_what_has_not_changed_is_not_sent_again(program: Program) -> None:
    """A reader that names the tag is answered 304; lists are paged."""
    first = program.client.get("/api/v1/members")
    again = program.client.get("/api/v1/members", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (first.json()["total"], first.json()["next"]) == (13, None)
    assert program.client.get("/api/v1/members?page=2").json()["members"] == []
