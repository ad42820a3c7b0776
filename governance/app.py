"""Everything put together, once: settings become a service, a service becomes a web application."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from litestar import Litestar
from litestar.datastructures import State
from sqlmodel import Session

from governance.access.vault import open_vault
from governance.backup.schedule import Scheduled
from governance.clock import Clock
from governance.counting import Counts
from governance.courier import carry_mail
from governance.files.network import read_network
from governance.files.rules import read_rulebook
from governance.mail.delivery import Stopping
from governance.refusal import Refusal
from governance.register.headfile import HeadFile
from governance.register.keys import SigningKey, create_key, load_key
from governance.register.purposes import RESTORATION
from governance.service import Service
from governance.settings import Settings
from governance.startup import check_home, check_zone_data
from governance.store.aside import Aside
from governance.store.changes import Changes
from governance.store.database import Database
from governance.store.heads import Signer
from governance.store.migrate import upgrade
from governance.store.reads.clock import demo_offset
from governance.store.reads.confirmations import is_asked
from governance.store.writer import Writer
from governance.timekeeper import Timekeeper
from governance.web.kept import Kept
from governance.web.pages import EXCEPTION_HANDLERS
from governance.web.routes import ROUTES
from governance.web.security import guard


def build_service(settings: Settings) -> Service:
    """The service of these settings: home, keys, schema, rules and writer, each checked. Nothing runs by itself yet.

    Refused: whatever keeps the service from starting; see ``governance.startup`` and ``governance.files``.
    """
    check_zone_data()
    check_home(settings.home)
    network = read_network(settings.network_file)
    key = signing_key(settings, network.origin)
    rulebook = read_rulebook(settings.rules_folder)
    head = HeadFile(settings.home / "keys" / "head", verifiers=[key.verifier])
    # Where a head was signed there was a database: an empty one must not take its place under a running service.
    database = Database(settings.database_url, make=not head.path.exists())
    upgrade(database)
    signer = Signer(key, head)
    with database.reading() as session:
        _take_up(signer, session)
        offset = demo_offset(session) if settings.demo else timedelta()
    counts = Counts()
    return Service(
        settings=settings,
        database=database,
        writer=Writer(
            database,
            mail_host=urlsplit(settings.base_url).hostname or "localhost",
            sign=signer.sign,
            waits=lambda: signer.waits,
            note_group=counts.group_size.observe,
        ),
        vault=open_vault(settings.home / "keys"),
        signer=signer,
        aside=Aside(settings.home / "keys" / "came"),
        rulebook=rulebook,
        clock=Clock(offset),
        counts=counts,
    )


def build_app(service: Service) -> Litestar:
    """The web application over a service, with its timekeeper, which runs as long as the application does."""
    stopping = Stopping()
    timekeeper = Timekeeper(
        service,
        deliver=lambda now: carry_mail(service, now=now, stopping=stopping),
        break_off=stopping.say,
        back_up=Scheduled(service).look,
    )
    changes = Changes(service.database)

    @asynccontextmanager
    async def alive(_app: Litestar) -> AsyncIterator[None]:
        service.wakers.append(timekeeper.wake)
        service.postmen.append(timekeeper.wake_postman)
        timekeeper.start()
        try:
            yield
        finally:
            timekeeper.stop()
            service.wakers.remove(timekeeper.wake)
            service.postmen.remove(timekeeper.wake_postman)
            changes.close()
            service.close()

    app = lay_doors(service, timekeeper, lifespan=[alive])
    app.asgi_handler = Kept(app.asgi_handler, changes)
    return app


def lay_doors(service: Service, timekeeper: Timekeeper, *, lifespan: Sequence[Any] = ()) -> Litestar:
    """Every route behind the outer door, over a service and whoever keeps its time."""
    app = Litestar(
        route_handlers=ROUTES,
        lifespan=lifespan,
        state=State({"service": service, "timekeeper": timekeeper}),
        exception_handlers=EXCEPTION_HANDLERS,
        logging_config=None,
        openapi_config=None,
        request_max_body_size=2_000_000,
    )
    return guard(app, secure=service.settings.secure_cookies)


def _take_up(signer: Signer, session: Session) -> None:
    """Go on from the last signed head; or, where other seats were asked to confirm that it was lost, wait for them."""
    try:
        signer.take_up(session)
    except Refusal as refusal:
        lost = signer.last() if refusal.code.startswith("database-") else None
        if lost is None or not is_asked(session, RESTORATION, f"{lost.size}:{lost.root.hex()}"):
            raise
        signer.waits = True


def signing_key(settings: Settings, origin: str) -> SigningKey:
    """The key of the register, made at the first start. Refused: ``origin-changed``, what ``load_key`` refuses."""
    path = settings.home / "keys" / "signing.key"
    passphrase = key_passphrase(settings)
    if not path.exists():
        return create_key(path, origin=origin, passphrase=passphrase)
    key = load_key(path, passphrase=passphrase)
    if key.name != origin:
        raise Refusal("origin-changed", found=origin, expected=key.name)
    return key


def key_passphrase(settings: Settings) -> str | None:
    """The first line of the file that the setting names, or None where the key is kept unsealed."""
    if settings.key_passphrase_file is None:
        return None
    return settings.key_passphrase_file.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
