"""How long sessions last and how throttling waits, as pure functions of time."""

from datetime import UTC, datetime, timedelta

from governance.access import sessions, throttle

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def live(*, age: timedelta, idle: timedelta, ended: bool = False) -> bool:
    """Whether a session so old and so long unused opens the desk."""
    ended_at = NOON if ended else None
    return sessions.is_live(created_at=NOON - age, seen_at=NOON - idle, ended_at=ended_at, now=NOON)


def test_a_session_is_live_within_both_limits() -> None:
    """Both limits are half-open; a session that was left is not live."""
    assert live(age=sessions.ABSOLUTE - SECOND, idle=sessions.IDLE - SECOND)
    assert not live(age=sessions.ABSOLUTE, idle=timedelta())
    assert not live(age=sessions.IDLE, idle=sessions.IDLE)
    assert not live(age=SECOND, idle=SECOND, ended=True)


def test_ids_are_long_and_never_the_same() -> None:
    """256 bits as text; what is kept is a hash of it."""
    made = {sessions.new_secret() for _ in range(100)}
    assert len(made) == 100
    assert all(len(each) == 43 for each in made)
    assert made.isdisjoint(sessions.session_hash(each) for each in made)


def test_a_key_is_compared_as_a_whole() -> None:
    """Nothing that is not the key passes for it, whatever its characters."""
    assert sessions.same_key("clé", "clé")
    assert not sessions.same_key("", "clé")
    assert not sessions.same_key("cle", "clé")


def test_the_wait_doubles_from_the_sixth_failure_on_and_is_bounded() -> None:
    """5 s, 10 s, 20 s ... up to the longest; old failures are forgotten."""
    waits = []
    for count in range(4, 12):
        failures = [NOON - SECOND * 0] * count
        until = throttle.wait_until(failures, longest=timedelta(seconds=60), now=NOON)
        waits.append(0 if until is None else (until - NOON).seconds)
    assert waits == [0, 5, 10, 20, 40, 60, 60, 60]
    old = [NOON - throttle.WITHIN] * 50
    assert throttle.wait_until(old, longest=timedelta(seconds=60), now=NOON) is None
