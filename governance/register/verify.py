"""The verifier: recomputes a whole register from its public export, trusting nobody who served it.

Leaves, sizes, roots and signatures; the legal order of entries; every vote in time and of the roll;
commitments; counts and outcomes decided again by the frozen rule; numbers; texts of reasons; and receipts
held against it all. It cannot show a vote that never reached the service, a lie told before the receipt, or
entries no receipt covers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from governance.refusal import Refusal
from governance.register import canonical, seal
from governance.register.export import EntryLine, HeadLine, ReasonLine, read_export
from governance.register.findings import Finding, found
from governance.register.history.outcomes import unfinished
from governance.register.history.replay import replay
from governance.register.history.state import History
from governance.register.nodes import Nodes
from governance.register.receipts import VOID_BY_INCIDENT, Receipt, judge_heads, judge_receipt
from governance.register.tree import leaf_hash


@dataclass(frozen=True, slots=True)
class Report:
    """What the verifier found: ``findings`` break the register, ``notes`` do not.

    Both are in the order of the entries they concern, those about no entry last. ``root`` is that of all
    entries.
    """

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    origin: str
    key: str
    entries: int
    heads: int
    signed: int
    root: bytes
    recounted: int

    @property
    def intact(self) -> bool:
        """Tell whether nothing contradicts anything."""
        return not self.findings


@dataclass(slots=True)
class _Reading:
    """An export being read."""

    history: History = field(default_factory=History)
    nodes: Nodes = field(default_factory=Nodes)
    heads: list[HeadLine] = field(default_factory=list)
    reasons: list[ReasonLine] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def verify_export(lines: Iterable[str | bytes], *, receipts: Iterable[Receipt] = ()) -> Report:
    """Verify an export, line by line, and hold the receipts against it.

    Raises ``Refusal("export-unreadable")`` where a line is none of an export; whatever else is wrong is a
    finding.
    """
    reading = _Reading()
    for line in read_export(lines):
        match line:
            case EntryLine():
                reading.findings += _take_entry(reading, line)
            case HeadLine():
                reading.heads.append(line)
            case ReasonLine():
                reading.reasons.append(line)
    if not reading.nodes.size:
        raise Refusal("export-unreadable", line=1, wrong="no entry")
    return _conclude(reading, receipts)


def _take_entry(reading: _Reading, line: EntryLine) -> Iterator[Finding]:
    index = reading.nodes.size
    leaf = leaf_hash(canonical.encode_plain(line.entry))
    if line.index != index:
        yield found("index-wrong", index, said=line.index)
    if line.leaf != leaf.hex():
        yield found("leaf-differs", index)
    reading.nodes.append(leaf)
    yield from replay(reading.history, index, line.entry)


def _conclude(reading: _Reading, receipts: Iterable[Receipt]) -> Report:
    history, nodes = reading.history, reading.nodes
    findings = [*reading.findings, *unfinished(history), *judge_heads(history, nodes, reading.heads)]
    findings += _judge_reasons(reading)
    told = [finding for receipt in receipts for finding in judge_receipt(history, nodes, receipt)]
    findings += [finding for finding in told if finding.code != VOID_BY_INCIDENT]
    notes = [finding for finding in told if finding.code == VOID_BY_INCIDENT]
    notes += [*_removed_reasons(reading), *_unsigned(reading)]
    key = history.key_at(nodes.size)
    return Report(
        findings=_in_order(findings),
        notes=_in_order(notes),
        origin=history.origin,
        key=str(key) if key else "",
        entries=nodes.size,
        heads=len(reading.heads),
        signed=_signed(reading),
        root=nodes.frontier.root(),
        recounted=sum(ballot.state in ("declared", "numbered") for ballot in history.ballots.values()),
    )


def _judge_reasons(reading: _Reading) -> Iterator[Finding]:
    for line in reading.reasons:
        digest = seal.text_digest(bytes.fromhex(line.salt), line.text)
        if digest not in reading.history.digests.get(line.reason_of, ()):
            yield found("reason-differs", line.reason_of)


def _removed_reasons(reading: _Reading) -> Iterator[Finding]:
    """Say whose texts cannot be checked because they are no longer published: erased, or never asked for."""
    told: dict[int, set[str]] = {}
    for line in reading.reasons:
        told.setdefault(line.reason_of, set()).add(seal.text_digest(bytes.fromhex(line.salt), line.text))
    for index, digests in reading.history.digests.items():
        if digests - told.get(index, set()):
            yield found("reason-removed", index, texts=len(digests - told.get(index, set())))


def _signed(reading: _Reading) -> int:
    return max((head.size for head in reading.heads if head.size <= reading.nodes.size), default=0)


def _unsigned(reading: _Reading) -> Iterator[Finding]:
    signed = _signed(reading)
    if signed < reading.nodes.size:
        yield found("entries-not-signed-yet", signed, entries=reading.nodes.size - signed)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    last = 2**53
    return tuple(sorted(findings, key=lambda finding: last if finding.index is None else finding.index))
