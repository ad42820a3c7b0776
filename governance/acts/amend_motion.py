"""A tabled motion is amended: its text gets a new version, everybody is told, and a new notice period runs."""

from datetime import datetime, timedelta
from typing import Any

from governance.access.vault import Vault
from governance.acts import find
from governance.acts.check_life import check_life
from governance.acts.draft_motion import check_wording
from governance.acts.open_deliberation import open_deliberation
from governance.acts.prepare_ballot import options_of
from governance.acts.texts import text_hashes
from governance.refusal import Refusal
from governance.store.tables.motions import MotionVersion
from governance.store.transaction import Transaction


def amend_motion(
    tx: Transaction,
    *,
    number: str,
    wording: dict[str, Any],
    notice: timedelta,
    vault: Vault,
    now: datetime,
) -> int:
    """Put a new wording of a tabled motion on the table and answer its version; its prepared ballot is put on it.

    The versions before stay. A wording that is the one on the table changes nothing; one without ``life`` leaves what
    the motion would bring with it as it is. Refused: ``motion-unknown``,
    ``motion-state`` (only a tabled motion is amended: an open ballot is stopped first), what ``check_wording``
    and ``check_life`` refuse.
    """
    motion = find.motion(tx.session, number)
    if motion.state != "tabled":
        raise Refusal("motion-state", act="amend_motion", state=motion.state)
    check_wording(wording, authentic=motion.authentic)
    before = find.latest_version(tx.session, motion.id)
    wording = {"life": before.life, **wording}
    check_life(tx.session, wording["life"])
    if all(getattr(before, name) == value for name, value in wording.items()):
        return before.version
    version = MotionVersion(motion_id=motion.id, version=before.version + 1, created_at=now, **wording)
    motion.notice_ends_at = now + notice
    tx.session.add_all([motion, version])
    tx.session.flush()
    ballot = find.ballot_in_state(tx.session, motion.id, "prepared")
    assert ballot is not None  # tabling and stopping prepare one
    ballot.version_id = version.id
    ballot.options = options_of(version)
    ballot.earliest_open_at = motion.notice_ends_at
    tx.session.add(ballot)
    tx.enter("motion-amended", now=now, motion=number, version=version.version, text=text_hashes(version))
    open_deliberation(tx, motion, event=f"amended:{version.id}", vault=vault, now=now)
    return version.version
