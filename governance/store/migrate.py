"""Bringing a database to the schema of this program."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from governance.refusal import Refusal
from governance.store.database import Database

_STEPS = Path(__file__).with_name("migrations")


def upgrade(database: Database) -> None:
    """Run the steps that are missing, in one transaction. A schema from a newer program is refused
    (``schema-unknown``) and left alone."""
    with database.writing() as connection:
        _check_known(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def current_step(database: Database) -> str | None:
    """The step that a database stands at; None where it has no schema of ours."""
    with database.reading() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def steps() -> list[str]:
    """Every step of the schema that this program knows, the newest first."""
    return [step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_STEPS))
    return config


def _check_known(connection: Connection) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in steps():
        raise Refusal("schema-unknown", found=current)
