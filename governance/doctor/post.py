"""The mail, examined when asked for: a test letter on its way, the records of the domain, a letter that arrived."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import uuid4

from governance.doctor.examine import Check
from governance.doctor.findings import Examined, Finding, note, refused, well, wrong
from governance.doctor.ways import PATIENCE, THIS_MACHINE
from governance.mail.delivery import Carrier
from governance.mail.letter import Letter, render
from governance.mail.records import check_arrived, check_dkim, check_dmarc, check_spf
from governance.mail.writing import Keys, Office
from governance.refusal import Refusal
from governance.store.reads.letters import LetterFacts, Receiver
from governance.store.reads.public_network import read_network
from governance.words.speak import gettext as _
from governance.words.speak import language


@dataclass(frozen=True, slots=True)
class Post:
    """What to examine: where a test letter goes (``to``), records as the domain has them, a letter that arrived."""

    to: str | None = None
    spf: str | None = None
    dkim: str | None = None
    dmarc: str | None = None
    arrived: bytes | None = None


def checks_of(post: Post) -> Sequence[Check]:
    """The checks that the operator gave something for."""
    asked: list[Check] = [look_at_sender]
    if post.to is not None:
        asked.append(lambda examined: _send_trial(examined, str(post.to)))
    records: list[tuple[str, str | None, Callable[[str], None]]] = [
        ("spf", post.spf, check_spf),
        ("dkim", post.dkim, check_dkim),
        ("dmarc", post.dmarc, check_dmarc),
    ]
    asked += [_check_of_record(name, record, check) for name, record, check in records if record is not None]
    if post.arrived is not None:
        asked.append(lambda examined: _look_at_arrived(examined, post.arrived or b""))
    return asked


def look_at_sender(examined: Examined) -> Iterator[Finding]:
    """Whether letters come from the domain that their links lead to, and travel encrypted."""
    settings = examined.settings
    domain, host = settings.sender.rpartition("@")[2], urlsplit(settings.base_url).hostname or ""
    facts = {"domain": domain, "host": host}
    if host == domain or host.endswith(f".{domain}") or domain.endswith(f".{host}"):
        yield well("sender", _("Letters come from %(domain)s and lead to %(host)s.") % facts)
    else:
        mend = _("Receivers trust letters more whose links lead to the domain they come from.")
        yield note(
            "sender", _("Letters come from %(domain)s, and their links lead to %(host)s.") % facts, mend
        )
    if (
        settings.smtp is not None
        and settings.smtp.security == "plain"
        and settings.smtp.host not in THIS_MACHINE
    ):
        mend = _("Use smtp+starttls:// or smtp+tls:// in GOVERNANCE_SMTP_URL.")
        yield wrong("sender", _("Letters travel to the mail server without encryption."), mend)


def _send_trial(examined: Examined, to: str) -> Iterator[Finding]:
    smtp = examined.settings.smtp
    if smtp is None:
        return
    letter = _trial_letter(examined, to)
    envelope = letter.envelope
    with Carrier(smtp, host=envelope.host, answer_seconds=PATIENCE) as carrier:
        failure = carrier.deliver(letter.raw, sender=envelope.return_path, receiver=envelope.receiver)
        tls = carrier.tls
    if failure is not None:
        says = _("The test letter to %(to)s was not taken (%(error)s).") % {"to": to, "error": failure.error}
        yield wrong("trial", says, _("Ask whoever runs the mail server what this answer means there."))
        return
    says = _("The test letter to %(to)s was taken (%(tls)s).") % {"to": to, "tls": tls or _("unencrypted")}
    yield well("trial", says)


def _trial_letter(examined: Examined, to: str) -> Letter:
    settings, letter = examined.settings, uuid4()
    with examined.database.reading() as session:
        network = read_network(session)
    assert network is not None  # the first check of all
    facts = LetterFacts(
        id=letter,
        kind="trial",
        message_id=f"<trial.{letter}@{urlsplit(settings.base_url).hostname}>",
        created_at=examined.now,
        extra={},
        network=network,
        receiver=Receiver(to, language(), "secretariat", {}),
    )
    return render(facts, keys=Keys(), office=Office(sender=settings.sender, base_url=settings.base_url))


def _check_of_record(name: str, record: str, check: Callable[[str], None]) -> Check:
    def look(_examined: Examined) -> Iterator[Finding]:
        try:
            check(record)
        except Refusal as refusal:
            yield refused(name, refusal)
        else:
            yield well(name, _("The %(method)s record is sound.") % {"method": name.upper()})

    look.__name__ = f"look_at_{name}"
    return look


def _look_at_arrived(examined: Examined, raw: bytes) -> Iterator[Finding]:
    try:
        check_arrived(raw, sender=examined.settings.sender)
    except Refusal as refusal:
        yield refused("arrived", refusal)
    else:
        yield well("arrived", _("The letter arrived and was believed: SPF, DKIM and DMARC have passed."))
