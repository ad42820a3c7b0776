"""A motion is tabled: public from now on, and its notice period runs."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from governance.access.vault import Vault
from governance.acts import find, states
from governance.acts.open_deliberation import open_deliberation
from governance.acts.prepare_ballot import prepare_first_ballot
from governance.acts.texts import text_hashes
from governance.register.canonical import instant
from governance.rules.rule import Rule
from governance.store.transaction import Transaction


def table_motion(
    tx: Transaction,
    *,
    number: str,
    notice: timedelta,
    rulebook: Mapping[str, Rule],
    zone: str,
    vault: Vault,
    now: datetime,
) -> None:
    """Make a draft public and start its notice period; its first ballot is prepared, and every director gets
    a link to speak of it.

    Tabling a tabled motion changes nothing. Refused: ``motion-unknown``, ``motion-state``, ``rule-unknown`` and what
    binding the rule refuses.
    """
    motion = find.motion(tx.session, number)
    if motion.state == "tabled":
        return
    motion.state = states.check_motion_step("table_motion", motion.state)
    motion.tabled_at = now
    motion.notice_ends_at = now + notice
    version = find.latest_version(tx.session, motion.id)
    tx.session.add(motion)
    prepare_first_ballot(
        tx.session,
        motion=motion,
        version=version,
        rulebook=rulebook,
        zone=zone,
        earliest_open_at=motion.notice_ends_at,
    )
    tx.enter(
        "motion-tabled",
        now=now,
        motion=number,
        version=version.version,
        text=text_hashes(version),
        authentic=motion.authentic,
        rule=motion.rule_id,
        notice_ends_at=instant(motion.notice_ends_at),
    )
    open_deliberation(tx, motion, event=f"tabled:{motion.id}", vault=vault, now=now)
