"""The life of a motion: the states it goes through, and the kinds that move it."""

from collections.abc import Iterator

from governance.register.findings import Finding, found
from governance.register.history.state import Entry, History, Motion

STEPS = {
    "motion-amended": {"tabled": "tabled"},
    "ballot-opened": {"tabled": "voting", "between_rounds": "voting"},
    "ballot-stopped": {"voting": "tabled"},
    "round-ended": {"voting": "between_rounds"},
    "resolution-numbered": {"voting": "decided"},
    "motion-withdrawn": {
        "tabled": "withdrawn",
        "between_rounds": "withdrawn",
    },
}


def step(motion: Motion, kind: str, index: int) -> Iterator[Finding]:
    """Move the motion on, or yield that it cannot go there from where it is."""
    steps = STEPS[kind]
    if motion.state not in steps:
        yield found("motion-step-illegal", index, state=motion.state, kind=kind)
    motion.state = steps.get(motion.state, next(iter(steps.values())))


def tabled(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Table a motion that is not known yet; its notice ends no earlier than now."""
    if entry["motion"] in history.motions:
        yield found("motion-tabled-twice", index, motion=entry["motion"])
        return
    if entry["authentic"] not in entry["text"]:
        yield found("text-missing", index, language=entry["authentic"])
    history.motions[entry["motion"]] = Motion(
        version=entry["version"],
        text=entry["text"],
        rule=entry["rule"],
        notice_ends_at=entry["notice_ends_at"],
    )


def amended(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Give a tabled motion its next version."""
    motion = history.motions.get(entry["motion"])
    if motion is None:
        yield found("motion-unknown", index, motion=entry["motion"])
        return
    yield from step(motion, "motion-amended", index)
    if entry["version"] <= motion.version:
        yield found("version-not-newer", index, version=entry["version"])
    motion.version, motion.text = entry["version"], entry["text"]


def withdrawn(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Withdraw a motion that is not decided."""
    motion = history.motions.get(entry["motion"])
    if motion is None:
        yield found("motion-unknown", index, motion=entry["motion"])
        return
    yield from step(motion, "motion-withdrawn", index)


def spoken_of(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """A member says something of a motion while its notice runs."""
    motion = history.motions.get(entry["motion"])
    if motion is None:
        yield found("motion-unknown", index, motion=entry["motion"])
        return
    if motion.state != "tabled":
        yield found("contribution-misplaced", index)
    if not history.members.get(entry["member"]) or entry["contribution"] in motion.contributions:
        yield found("contribution-misplaced", index)
    motion.contributions[entry["contribution"]] = False
    history.digests[index] = {entry["text"], *filter(None, [entry.get("passage")])}


def answered(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """The desk answers a contribution, once."""
    motion = history.motions.get(entry["motion"])
    if motion is None or motion.contributions.get(entry["contribution"]) is not False:
        yield found("contribution-misplaced", index)
        return
    motion.contributions[entry["contribution"]] = True
    history.digests[index] = {entry["answer"]}


def contribution_erased(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """The words of a contribution are erased."""
    motion = history.motions.get(entry["motion"])
    if motion is None or entry["contribution"] not in motion.contributions:
        yield found("contribution-misplaced", index)


def reopened(history: History, index: int, entry: Entry) -> Iterator[Finding]:
    """Bring a decided motion back as a draft, once, with the number of members there are."""
    motion = history.motions.get(entry["of"])
    if motion is None:
        yield found("motion-unknown", index, motion=entry["of"])
        return
    if motion.state != "decided" or motion.reopened or entry["members"] != sum(history.members.values()):
        yield found("reopening-wrong", index)
    motion.reopened = True
