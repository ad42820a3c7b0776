"""A network whose letters go to a real mail server on the loopback interface."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from governance.service import Service
from governance.settings import Settings
from governance.store.tables.outbox import OutboxRow
from tests.equipment.looking import rows
from tests.equipment.mail_server import MailServer
from tests.equipment.network import NetworkAtHand, a_network

SENDER = "vote@governance.example.org"


def with_mail(service: Service, url: str) -> Service:
    """The same service, its letters leaving through the server at ``url``."""
    values = service.settings.model_dump() | {"smtp_url": url, "mail_from": SENDER}
    return replace(service, settings=Settings(**values))


def rows_of(service: Service, kind: str) -> list[OutboxRow]:
    """The outbox rows of one kind of letter, by event."""
    found = [row for row in rows(service, OutboxRow) if row.kind == kind]
    return sorted(found, key=lambda row: row.event)


@pytest.fixture
def network(tmp_path: Path) -> Iterator[NetworkAtHand]:
    """Thirteen members, and no mail server yet."""
    made = a_network(tmp_path)
    yield made
    made.close()


@pytest.fixture
def carried(network: NetworkAtHand, mail_server: MailServer) -> NetworkAtHand:
    """Thirteen members whose letters go to ``mail_server``."""
    network.service = with_mail(network.service, mail_server.url)
    return network
