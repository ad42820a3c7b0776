"""A network for the tests of acts, on each of the two databases: one contract for both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.equipment.network import NetworkAtHand, a_network


@pytest.fixture(params=["sqlite", "postgresql"])
def network(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NetworkAtHand]:
    """Thirteen members, no motion yet; the clock stands still."""
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    made = a_network(tmp_path, database_url=url)
    yield made
    made.close()
