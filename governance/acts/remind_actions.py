"""Whoever is responsible for an action is reminded before its day and on it: due and not done, never twice."""

from datetime import datetime

from governance.access.vault import Vault
from governance.acts.plan_actions import find_action, write_to_responsible
from governance.store.reads.actions import reminders_due
from governance.store.transaction import Transaction


def remind_actions(tx: Transaction, *, vault: Vault, now: datetime) -> int:
    """Post every reminder that is due; answers how many actions it was."""
    due = reminders_due(tx.session, now=now)
    for each in due:
        action = find_action(tx, each.action)
        mark = f"{each.due_on}-{each.before}"
        write_to_responsible(tx, action, "action-reminder", each.member, mark, vault=vault, now=now)
    return len(due)
