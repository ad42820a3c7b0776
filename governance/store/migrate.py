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


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_STEPS))
    return config


def _check_known(connection: Connection) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    script = ScriptDirectory.from_config(_config())
    if current is not None and current not in {step.revision for step in script.walk_revisions()}:
        raise Refusal("schema-unknown", found=current)
