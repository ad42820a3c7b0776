"""A network behind its whole API, a program with a token, and nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from litestar.testing import TestClient

from governance.access.tokens import SCOPES, new_token, token_digest
from governance.acts.issue_token import issue_token
from governance.app import lay_doors
from tests.equipment.network import NetworkAtHand, a_network


@dataclass
class Program:
    """A client that knows the address of the description and a token, and nothing else of the service."""

    network: NetworkAtHand
    client: Any

    def token(self, *scopes: str, days: int = 30) -> str:
        """A token for these scopes."""
        token = new_token()
        self.network.service.do(
            issue_token,
            name="a program",
            scopes=scopes,
            lasts=timedelta(days=days),
            token_hash=token_digest(token),
            made_by="tests",
            now=self.network.now(),
        )
        return token

    def bear(self, *scopes: str) -> None:
        """Send a token for these scopes with every request from now on."""
        self.client.headers["authorization"] = f"Bearer {self.token(*scopes)}"


@pytest.fixture
def network(tmp_path: Path) -> Iterator[NetworkAtHand]:
    """Thirteen members, letters on a page."""
    made = a_network(tmp_path, demo=True)
    yield made
    made.close()


@pytest.fixture
def program(network: NetworkAtHand) -> Program:
    """A program with every scope."""
    client = TestClient(lay_doors(network.service, cast(Any, None)), raise_server_exceptions=False)
    client.headers["accept-language"] = "en"
    made = Program(network, client)
    made.bear(*SCOPES)
    return made
