"""Carrying letters from the outbox to the mail server (claim, render, deliver, mark), and reading what comes back.

Rows are claimed and marked by short acts; rendering and delivering happen between them, in no transaction. A crash
after the delivery and before the mark sends the letter again, under the same Message-ID.
"""

import logging
import traceback
from datetime import datetime
from pathlib import Path
from uuid import UUID

from governance.access.links import (
    code_of,
    confirmation_code_of,
    confirmation_token_of,
    deliberation_code_of,
    deliberation_token_of,
    follow_code_of,
    follow_token_of,
    token_of,
)
from governance.access.vault import Vault
from governance.acts.claim_letters import CLAIM, CONFIRMING, claim_letters, release_letters
from governance.acts.letters_sent import mark_all_sent, mark_failed, mark_sent
from governance.acts.note_bounce import note_bounce
from governance.mail.bounces import read_bounce
from governance.mail.delivery import Carrier, Failure, Stopping
from governance.mail.letter import WITH_PROOF, Letter, render
from governance.mail.returned import new_messages
from governance.mail.writing import Keys, Office
from governance.refusal import Refusal
from governance.service import Service
from governance.store.reads.confirmations import ConfirmingFacts
from governance.store.reads.letter_lives import FollowFacts
from governance.store.reads.letters import LetterFacts, LinkFacts, read_letter
from governance.store.reads.outbox import is_still_wanted, letters_due
from governance.store.reads.receipts import read_receipt

BATCH = 20
"""Letters claimed at a time, and sent over one connection."""

LATEST_START = CLAIM / 4
"""A letter is begun no later than this after its claim, so that a slow server does not outlast the claim."""

log = logging.getLogger(__name__)


def carry_mail(service: Service, *, now: datetime, stopping: Stopping) -> None:
    """One round: what waits goes out, what has come back is read."""
    send_letters(service, now=now, stopping=stopping)
    if not stopping.said:
        read_bounces(service, now=now)


def send_letters(service: Service, *, now: datetime, stopping: Stopping | None = None) -> int:
    """Send every letter that is due at ``now`` and answer how many were taken by the mail server.

    Blocking, for a thread of its own; several workers and servers may do it at the same time. In a demonstration
    without a mail server the letters go to its mailbox page. Without either, they wait; so they do once the word
    ``stopping`` is said, a letter whose dialogue it broke off included.
    """
    sent, stopping = 0, stopping or Stopping()
    while (
        not stopping.said and service.mail_ready and service.read(letters_due, now=now, kinds=_kinds(service))
    ):
        claimed = service.do_quietly(claim_letters, at_most=BATCH, now=now, kinds=_kinds(service))
        if claimed and service.settings.smtp is None:
            service.do_quietly(mark_all_sent, letters=claimed, now=now)
            sent += len(claimed)
        elif claimed:
            sent += _carry(service, claimed, claimed_at=now, stopping=stopping)
        now = max(now, service.now())
    return sent


def read_bounces(service: Service, *, now: datetime) -> int:
    """Read what has come back since the last look, where a place for it is set, and answer how many letters it was.

    A place that cannot be read is named in the log, without what opens it; the next look tries again.
    """
    box = service.settings.bounces
    if box is None:
        return 0
    noted = 0
    try:
        for raw in new_messages(box):
            bounce = read_bounce(raw)
            if bounce is not None:
                noted += service.do_quietly(
                    note_bounce, letter=bounce.letter, final=bounce.final, status=bounce.status, now=now
                )
    except OSError as error:
        log.warning("bounces cannot be read from the %s: %s", box.kind, type(error).__name__)
    return noted


def _kinds(service: Service) -> tuple[str, ...]:
    """All kinds; but while the register waits, nothing that the lost history may have sent already."""
    return CONFIRMING if service.signer.waits else ()


def compose_letter(service: Service, letter: UUID) -> Letter:
    """Render one letter of the outbox, its link, code and receipt made for the occasion.

    Refused: ``letter-unknown``, and what ``render`` and the signing of a head refuse.
    """
    facts = service.read(read_letter, letter)
    if facts is None:
        raise Refusal("letter-unknown")
    office = Office(sender=service.settings.sender, base_url=service.settings.base_url)
    return render(facts, keys=_keys(service, facts), office=office)


def _carry(service: Service, claimed: list[UUID], *, claimed_at: datetime, stopping: Stopping) -> int:
    server = service.settings.smtp
    assert server is not None
    host = service.settings.sender.rpartition("@")[2]
    sent = 0
    with Carrier(server, host=host, stopping=stopping) as carrier:
        for at, letter in enumerate(claimed):
            if stopping.said or service.now() - claimed_at > LATEST_START:
                service.do_quietly(release_letters, letters=claimed[at:])
                break
            sent += _send(service, carrier, letter, stopping)
    return sent


def _send(service: Service, carrier: Carrier, letter: UUID, stopping: Stopping) -> bool:
    """Send one letter and keep what came of it; answers whether it was taken. One that was broken off is given back
    as it was: that is no failure of the mail server's."""
    if not service.read(is_still_wanted, letter):
        return False
    failure = _try(service, carrier, letter)
    if failure is None:
        service.do_quietly(mark_sent, letter=letter, now=service.now())
        return True
    if stopping.said:
        service.do_quietly(release_letters, letters=[letter])
        return False
    service.do_quietly(
        mark_failed,
        letter=letter,
        error=failure.error,
        permanent=failure.permanent,
        now=service.now(),
    )
    return False


def _try(service: Service, carrier: Carrier, letter: UUID) -> Failure | None:
    """Render and deliver; one letter that cannot be written does not keep the others from leaving."""
    try:
        written = compose_letter(service, letter)
    except Refusal as refusal:
        log.error("a letter could not be written: %s", refusal.code)
        return Failure(refusal.code, permanent=refusal.code == "letter-unsafe")
    except Exception as error:
        log.error("a letter could not be written: %s", _place(error))
        return Failure(f"letter-not-written {type(error).__name__}")
    envelope = written.envelope
    return carrier.deliver(written.raw, sender=envelope.return_path, receiver=envelope.receiver)


def _place(error: Exception) -> str:
    """Which error, and where; not its words, which might quote a link."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def _keys(service: Service, facts: LetterFacts) -> Keys:
    receipt = None
    if facts.kind in WITH_PROOF and facts.entry is not None:
        receipt = service.read(read_receipt, signer=service.signer, entry=facts.entry.index)
    if facts.confirming is not None:
        return _confirmation_keys(service.vault, facts.confirming)
    if "deliberation" in facts.extra:
        return _deliberation_keys(service.vault, **facts.extra["deliberation"])
    if facts.life is not None and facts.life.follow is not None:
        return _follow_keys(service.vault, facts.life.follow)
    if facts.link is None:
        return Keys(receipt=receipt)
    return Keys(token=_token(service.vault, facts.link), code=_code(service.vault, facts), receipt=receipt)


def _confirmation_keys(vault: Vault, seat: ConfirmingFacts) -> Keys:
    token = confirmation_token_of(vault, seat=seat.id, mandate=seat.mandate)
    code = confirmation_code_of(vault, seat=seat.id, mandate=seat.mandate, code_issue=seat.code_issue)
    return Keys(token=token, code=code)


def _deliberation_keys(vault: Vault, *, motion: str, mandate: str, code_issue: int) -> Keys:
    whose = {"motion": UUID(motion), "mandate": UUID(mandate)}
    code = deliberation_code_of(vault, **whose, code_issue=code_issue)
    return Keys(token=deliberation_token_of(vault, **whose), code=code)


def _follow_keys(vault: Vault, link: FollowFacts) -> Keys:
    token = follow_token_of(vault, link=link.link, mandate=link.mandate)
    code = follow_code_of(vault, link=link.link, mandate=link.mandate, code_issue=link.code_issue)
    return Keys(token=token, code=code)


def _token(vault: Vault, link: LinkFacts) -> str:
    return token_of(vault, ballot=link.ballot, seat=link.seat, mandate=link.mandate, issue=link.issue)


def _code(vault: Vault, facts: LetterFacts) -> str | None:
    """The code, where the ballot's rule asks for one."""
    link = facts.link
    if link is None or (facts.ballot is not None and not facts.ballot.rule["conduct"]["code"]):
        return None
    return code_of(
        vault,
        ballot=link.ballot,
        seat=link.seat,
        mandate=link.mandate,
        issue=link.issue,
        code_issue=link.code_issue,
    )
