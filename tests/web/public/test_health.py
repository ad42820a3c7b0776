"""What a watchman asks."""

from datetime import timedelta

from tests.web.public.conftest import PublicSide


def test_the_service_lives(public: PublicSide) -> None:
    """Whatever else is wrong, the process answers."""
    assert public.client.get("/health/live").text == "live\n"


def test_the_service_is_ready_when_its_timekeeper_has_looked(public: PublicSide) -> None:
    """Database, timekeeper, clock and time zones are each named, beside the service's own clock."""
    public.clockwork.last_tick = public.network.now()
    answer = public.client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "database": True,
        "timekeeper": True,
        "clock": True,
        "time_zones": True,
        "now": "2026-11-20T12:00:00.000Z",
    }


def test_a_timekeeper_that_stands_still_is_told(public: PublicSide) -> None:
    """Before its first look, and when several sweeps were missed."""
    assert public.client.get("/health/ready").status_code == 503
    public.clockwork.last_tick = public.network.now() - timedelta(minutes=5)
    answer = public.client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["timekeeper"] is False


def test_a_server_whose_clock_is_off_is_not_ready(public: PublicSide) -> None:
    """Who balances between servers sends nobody there."""
    public.clockwork.last_tick = public.network.now()
    public.network.service.clock.set_right(behind=timedelta(seconds=5), within=timedelta())
    answer = public.client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["clock"] is False
