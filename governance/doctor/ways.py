"""The ways in and out: the address readers come by, and the mail server."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx

from governance.doctor.findings import Examined, Finding, note, well, wrong
from governance.mail.delivery import Carrier
from governance.words.speak import gettext as _

PATIENCE = 10.0
"""Seconds that a server may take to answer."""

THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


def look_at_address(examined: Examined) -> Iterator[Finding]:
    """Whether readers come by https, and whether this service is what answers there."""
    base, parts = examined.settings.base_url, urlsplit(examined.settings.base_url)
    facts = {"address": base}
    if parts.scheme != "https" and parts.hostname not in THIS_MACHINE:
        mend = _(
            "Put Caddy or nginx with a certificate in front (docs/install.md), then write https:// there."
        )
        yield wrong(
            "address", _("%(address)s is not encrypted: links could be read on the way.") % facts, mend
        )
    if parts.hostname in THIS_MACHINE and not examined.settings.demo:
        mend = _("Set GOVERNANCE_BASE_URL to the address that members use.")
        yield note("address", _("%(address)s is reached from this machine alone.") % facts, mend)
    if _answers(base):
        yield well("address", _("The service answers at %(address)s.") % facts)
    else:
        mend = _("Start the service, and see that the name and the server in front lead to it.")
        yield wrong("address", _("The service does not answer at %(address)s.") % facts, mend)


def _answers(base: str) -> bool:
    try:
        answer = httpx.get(f"{base}/health/live", timeout=PATIENCE, trust_env=False)
    except (httpx.HTTPError, OSError, ValueError):
        return False
    return answer.status_code == 200 and answer.text == "live\n"


def look_at_mail(examined: Examined) -> Iterator[Finding]:
    """Whether the mail server can be reached and takes the sign-in; no letter is sent."""
    settings = examined.settings
    if settings.smtp is None:
        if not settings.demo:
            mend = _("Set GOVERNANCE_SMTP_URL and GOVERNANCE_MAIL_FROM.")
            yield wrong("mail", _("No mail server is set: no ballot can be opened."), mend)
        return
    facts = {"host": settings.smtp.host}
    with Carrier(settings.smtp, host=settings.sender.rpartition("@")[2], answer_seconds=PATIENCE) as carrier:
        failure = carrier.reach()
    if failure is None:
        yield well("mail", _("The mail server %(host)s can be reached.") % facts)
    else:
        says = _("The mail server %(host)s cannot be used (%(error)s).") % {**facts, "error": failure.error}
        yield wrong("mail", says, _("Check GOVERNANCE_SMTP_URL, and that this machine may connect there."))
