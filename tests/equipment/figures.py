"""How often a promise is tried: a little in every run, at its full figure with ``--prove``."""

from collections.abc import Callable

import pytest

Figure = Callable[..., int]


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figure:
    """``figure(small=20, full=1000)`` is 20, or 1000 with ``--prove``."""
    prove = request.config.getoption("--prove")

    def choose(*, small: int, full: int) -> int:
        chosen = full if prove else small
        request.node.user_properties.append(("figure", chosen))
        return chosen

    return choose
