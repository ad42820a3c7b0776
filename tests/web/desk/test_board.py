"""The desk's first page: what waits for the secretary comes first, then what will happen by itself."""

from datetime import timedelta
from uuid import UUID

from governance.acts.close_ballot import close_ballot
from governance.store.reads.desk_board import read_board
from governance.web.desk.board import coming_events
from tests.equipment.forms import texts
from tests.equipment.network import TWO_WEEKS, NetworkAtHand
from tests.web.desk.conftest import SECRETARY, Browser

DAY = timedelta(days=1)


def end(network: NetworkAtHand, ballot: UUID) -> None:
    """Let a ballot end and close it."""
    network.clock.at += TWO_WEEKS
    network.service.do(close_ballot, ballot_id=ballot, vault=network.service.vault, now=network.now())


def test_an_empty_desk_says_that_nothing_waits(secretary: Browser) -> None:
    """No section pretends there were something."""
    said = texts(secretary.get("/desk"))
    assert "Nothing waits for you at this moment." in said
    assert "No ballot is open." in said
    assert "Nothing is planned." in said


def test_what_waits_for_the_secretary_comes_first(secretary: Browser, network: NetworkAtHand) -> None:
    """A draft, a tabled motion whose notice is over, minutes to sign: each with the button that goes on."""
    end(network, network.put("2026-01", "test-positions"))
    secretary.sign_in(SECRETARY)
    network.draft("2026-02", "test-positions")
    secretary.send("/desk/motions/2026-02/table")
    network.clock.at += 10 * DAY
    secretary.sign_in(SECRETARY)
    network.draft("2026-03", "test-positions")
    page = secretary.get("/desk")
    todo = page.text.split('id="open-ballots"')[0]
    for address in (
        "/desk/resolutions/R-2026-01/sign",
        "/desk/motions/2026-02#open",
        "/desk/motions/2026-03",
    ):
        assert f'href="{address}"' in todo


def test_a_next_round_waits_until_it_may_be_opened(secretary: Browser, network: NetworkAtHand) -> None:
    """A round that another follows shows when the next may open, and asks for it from then on."""
    ballot = network.put("2026-01", "consensus-multi-options", options={"a": "A", "b": "B", "c": "C"})
    positions = {"a": "yes", "b": "yes", "c": "block"}
    network.cast(ballot, "CE3M", {"positions": positions, "reasons": {"c": "Trop cher."}})
    end(network, ballot)
    [waiting] = network.service.read(read_board).tabled
    assert (waiting.state, waiting.round) == ("between_rounds", 2)
    assert waiting.open_at is not None
    network.clock.at = waiting.open_at
    secretary.sign_in(SECRETARY)
    assert "The next round may be opened" in texts(secretary.get("/desk"))


def test_coming_events_are_told_in_the_order_of_time(network: NetworkAtHand) -> None:
    """Reminders and closes by themselves, openings when they are possible; what is past is left out."""
    network.put("2026-01", "test-positions")
    network.put("2026-02", "test-positions", closes_after=3 * DAY)
    board = network.service.read(read_board)

    def told(after: timedelta) -> list[tuple[str, str]]:
        coming = coming_events(board, now=network.now() + after)
        return [(each.kind, motion.number) for each in coming for motion in each.motions]

    everything = [
        ("reminder", "2026-02"),
        ("report", "2026-02"),
        ("close", "2026-02"),
        ("reminder", "2026-01"),
        ("report", "2026-01"),
        ("close", "2026-01"),
    ]
    assert told(timedelta()) == everything[:5]
    assert told(3 * DAY) == everything[3:]


def test_what_happens_to_several_motions_at_once_is_told_once(network: NetworkAtHand) -> None:
    """Two ballots that close at the same instant are one event of that instant."""
    for number in ("2026-01", "2026-02"):
        network.put(number, "test-positions")
    last = coming_events(network.service.read(read_board), now=network.now())[-1]
    assert last.kind == "close"
    assert [each.number for each in last.motions] == ["2026-01", "2026-02"]


def test_the_desk_sees_how_the_service_is_doing(secretary: Browser) -> None:
    """The last look at the clock, letters that wait, seats that were not reached."""
    said = texts(secretary.get("/desk"))
    for words in ("How the service is doing", "The clock has not been looked at yet.", "No letter waits"):
        assert words in said


def test_an_open_ballot_shows_how_many_have_answered(secretary: Browser, network: NetworkAtHand) -> None:
    """With the time that is left."""
    ballot = network.put("2026-01", "test-positions")
    network.cast(ballot, "CE3M", {"positions": {"motion": "yes"}})
    said = texts(secretary.get("/desk"))
    assert "1 seat out of 13 has answered" in said
    assert "Time left: 14 days" in said
