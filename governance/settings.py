"""Every setting of the service: read once from the environment, checked whole, passed down frozen.

Nothing else reads ``GOVERNANCE_*``. The table in docs/settings.md is made from this file.
"""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    DirectoryPath,
    Field,
    FilePath,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from governance.addresses import (
    ADDRESS_FORM,
    BOUNCES_URL_FORM,
    SMTP_URL_FORM,
    BounceBox,
    SmtpAddress,
    read_bounces_url,
    read_smtp_url,
)
from governance.paths import DATA, TEMPLATES
from governance.refusal import Refusal
from governance.setting_forms import (
    MASK,
    AbsolutePath,
    BouncesUrl,
    DatabaseUrl,
    HostAndPort,
    MailAddress,
    Networks,
    Origin,
    SmtpUrl,
    least_length,
    whole_number,
)

PREFIX = "GOVERNANCE_"


def _setting(says: str, *, expected: str, default: Any = ..., secret: bool = False) -> Any:
    """A field with what docs/settings.md and a refusal need: what it does, and the form of its value."""
    return Field(
        default,
        description=says,
        repr=not secret,
        validate_default=False,
        json_schema_extra={"expected": expected, "secret": secret},
    )


class Settings(BaseModel):
    """The settings of one process, frozen. ``read_settings`` makes them; a test may construct them."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    home: AbsolutePath = _setting(
        "Folder of the database, the keys, the last signed head and the demo's outbox. "
        "Default: data/var in a checkout, else governance in the user's data folder.",
        expected="/FOLDER",
    )
    listen: HostAndPort = _setting(
        "Address the web service listens on.", expected="HOST:PORT", default="127.0.0.1:8000"
    )
    base_url: Origin = _setting(
        "Address that letters and feeds link to, as browsers see it. With https, cookies are secure.",
        expected="http://HOST[:PORT] | https://HOST[:PORT]",
        default="http://127.0.0.1:8000",
    )
    database_url: DatabaseUrl = _setting(
        "Database. Default: the file governance.sqlite in the home folder.",
        expected="sqlite:////FOLDER/FILE | postgresql+psycopg://[USER[:PASSWORD]@]HOST[:PORT]/NAME",
        default="",
        secret=True,
    )
    smtp_url: SmtpUrl | None = _setting(
        "Mail server that takes the letters. Without it no ballot can be opened, except in the demo.",
        expected=SMTP_URL_FORM,
        default=None,
        secret=True,
    )
    mail_from: MailAddress | None = _setting(
        "Address the letters come from. Needed with GOVERNANCE_SMTP_URL.",
        expected=ADDRESS_FORM,
        default=None,
    )
    bounces_url: BouncesUrl | None = _setting(
        "Where letters that come back lie: what is sent to bounce+...@ the domain of GOVERNANCE_MAIL_FROM. "
        "Without it the desk learns only what the mail server refuses at once.",
        expected=BOUNCES_URL_FORM,
        default=None,
        secret=True,
    )
    demo: bool = _setting(
        "Demo mode: letters go to a mailbox page, the clock can be moved forward. Never for a real network.",
        expected="true | false",
        default=False,
    )
    network_file: FilePath = _setting(
        "Name, time zone, languages and contact of the network. Default: the file that ships.",
        expected="/FOLDER/FILE",
        default=DATA / "network.toml",
    )
    members_file: FilePath = _setting(
        "Members and mandates that the demo starts with. Default: the file that ships.",
        expected="/FOLDER/FILE",
        default=DATA / "members.toml",
    )
    motions_folder: DirectoryPath = _setting(
        "Motions that the demo starts with, and templates at the desk. Default: the folder that ships.",
        expected="/FOLDER",
        default=DATA / "motions",
    )
    rules_folder: DirectoryPath = _setting(
        "Rules that motions may be put under. Default: the folder that ships.",
        expected="/FOLDER",
        default=DATA / "rules",
    )
    log_level: Literal["debug", "info", "warning", "error"] = _setting(
        "Least weight of what is logged on standard error.",
        expected="debug | info | warning | error",
        default="info",
    )
    sweep_seconds: Annotated[int, whole_number(1, 3600)] = _setting(
        "Seconds between two looks for ballots that are due and letters that wait.",
        expected="1 ... 3600",
        default=30,
    )
    key_passphrase_file: FilePath | None = _setting(
        "File whose first line is the passphrase of the signing key. Without it the key is kept unsealed.",
        expected="/FOLDER/FILE",
        default=None,
    )
    trusted_proxies: Networks = _setting(
        "Addresses of the web servers in front of this one. What they say of the reader's address (X-Forwarded-For) "
        "and way (X-Forwarded-Proto) is believed; of anybody else it is ignored.",
        expected="ADDRESS[/BITS][, ADDRESS[/BITS]...]",
        default="",
    )

    backup_folder: AbsolutePath = _setting(
        "Folder of the backups. Default: backups in the home folder; better on another disk.",
        expected="/FOLDER",
        default=Path(),
    )
    backup_hours: Annotated[int, whole_number(0, 8760)] = _setting(
        "Hours between two backups that the service makes by itself; 0: none.",
        expected="0 ... 8760",
        default=24,
    )
    backup_keep: Annotated[int, whole_number(1, 10_000)] = _setting(
        "So many of the newest backups are kept, older ones are removed.",
        expected="1 ... 10000",
        default=30,
    )

    metrics_token: Annotated[str, least_length(16)] | None = _setting(
        "Token that a watcher sends to read /metrics. Without it the numbers are shown to this machine alone.",
        expected="16 characters or more",
        default=None,
        secret=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _at_home(cls, values: Any) -> Any:
        """Where no database and no folder for backups is named, they lie in the home folder."""
        if not isinstance(values, dict) or not values.get("home"):
            return values
        home = Path(values["home"]).expanduser().resolve()
        made = {"database_url": f"sqlite:///{home / 'governance.sqlite'}", "backup_folder": home / "backups"}
        return {**values, **{name: place for name, place in made.items() if not values.get(name)}}

    @property
    def listen_host(self) -> str:
        """The host of ``listen``, without the brackets of an IPv6 address."""
        return urlsplit(f"//{self.listen}").hostname or ""

    @property
    def listen_port(self) -> int:
        """The port of ``listen``; 0 lets the system choose a free one."""
        return urlsplit(f"//{self.listen}").port or 0

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies carry ``Secure``: exactly where readers come by https."""
        return self.base_url.startswith("https://")

    @property
    def smtp(self) -> SmtpAddress | None:
        """The mail server, taken apart; None where letters cannot leave."""
        return read_smtp_url(self.smtp_url) if self.smtp_url else None

    @property
    def bounces(self) -> BounceBox | None:
        """Where bounces lie, taken apart; None where nobody looks for them."""
        return read_bounces_url(self.bounces_url) if self.bounces_url else None

    @property
    def sender(self) -> str:
        """The address letters come from; without ``mail_from`` (the demo) one at the host of ``base_url``."""
        return self.mail_from or f"governance@{urlsplit(self.base_url).hostname}"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings that ``environ`` holds, checked whole. A name without a value counts as not set.

    Refused: ``setting-unknown`` (name, nearest), ``setting-refused`` (name, value, expected; secrets masked),
    ``setting-path-missing`` (name, value), ``setting-missing`` (name, needed_by).
    """
    named = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    _check_names(named)
    values: dict[str, str | Path] = {
        name.removeprefix(PREFIX).lower(): value.strip() for name, value in named.items() if value.strip()
    }
    values.setdefault("home", default_home(environ))
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        raise _refusal(error.errors()[0], values) from None
    if settings.smtp_url and not settings.mail_from:
        raise Refusal("setting-missing", name=f"{PREFIX}MAIL_FROM", needed_by=f"{PREFIX}SMTP_URL")
    return settings


def default_home(environ: Mapping[str, str]) -> Path:
    """data/var of the checkout the program runs from; else governance in the user's data folder (XDG)."""
    checkout = TEMPLATES.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / "data" / "var"
    data_home = environ.get("XDG_DATA_HOME") or f"{environ.get('HOME') or Path.home()}/.local/share"
    return Path(data_home) / "governance"


def setting_names() -> list[str]:
    """The full name of every setting, in the order of the table."""
    return [PREFIX + field.upper() for field in Settings.model_fields]


def form_of(field: str) -> str:
    """The form that the value of a field must have, in a notation that needs no translation."""
    return str(_extra(field)["expected"])


def _check_names(named: Mapping[str, str]) -> None:
    known = setting_names()
    for name in sorted(named):
        if name not in known:
            nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
            raise Refusal("setting-unknown", name=name, nearest=nearest[0])


def _refusal(fault: ErrorDetails, values: Mapping[str, Any]) -> Refusal:
    field = str(fault["loc"][0])
    shown = MASK if _extra(field)["secret"] else str(values.get(field, ""))
    if fault["type"] in ("path_not_file", "path_not_directory"):
        return Refusal("setting-path-missing", name=PREFIX + field.upper(), value=shown)
    return Refusal("setting-refused", name=PREFIX + field.upper(), value=shown, expected=form_of(field))


def _extra(field: str) -> dict[str, Any]:
    extra = Settings.model_fields[field].json_schema_extra
    return extra if isinstance(extra, dict) else {}
