"""What ``make prove`` keeps: a log, line by line, and at its end the report PROOF.md.

A proof that was seen to hold at this commit is not run again: an interrupted ``make prove`` goes on where it was.
What was last tried at an earlier commit stays in the report, under that commit, until it is tried again.
"""

import inspect
import json
import subprocess
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOG = ROOT / ".proof.jsonl"
REPORT = ROOT / "PROOF.md"

_CHANGED = " and changes"


@dataclass(frozen=True)
class Proof:
    """One promise that was tried: its sentence, how often, how long it took, and whether it held."""

    test: str
    says: str
    figure: int | None
    seconds: int
    holds: bool
    commit: str


class Prover:
    """Keeps the log of a proving run, says how far it is, and writes the report at its end."""

    def __init__(self, config: pytest.Config) -> None:
        self._commit = _commit()
        self._latest = {proof.test: proof for proof in _logged() if not proof.commit.endswith(_CHANGED)}
        self._held = {test for test, proof in self._latest.items() if proof.holds and self._same(proof)}
        self._done = 0
        self._says: dict[str, str] = {}
        self._plugins = config.pluginmanager

    def _same(self, proof: Proof) -> bool:
        """Seen at this very commit: beside changes that are not committed, everything is run again."""
        return proof.commit == self._commit and not proof.commit.endswith(_CHANGED)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out what the log has seen to hold."""
        self._says = {item.nodeid: _sentence(item) for item in items}
        held = [item for item in items if item.nodeid in self._held]
        self._done = len(held)
        if held:
            config.hook.pytest_deselected(items=held)
            items[:] = [item for item in items if item not in held]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep each outcome at once, and show how many of how many are done."""
        if report.when != "call" and not report.failed:
            return
        figure = dict(report.user_properties).get("figure")
        proof = Proof(
            test=report.nodeid,
            says=self._says.get(report.nodeid, report.nodeid),
            figure=figure if isinstance(figure, int) else None,
            seconds=round(report.duration),
            holds=report.passed,
            commit=self._commit,
        )
        self._latest[proof.test] = proof
        self._done += 1
        with LOG.open("a", encoding="utf-8") as log:
            log.write(json.dumps(asdict(proof), ensure_ascii=False) + "\n")
        if terminal := self._plugins.getplugin("terminalreporter"):
            terminal.write_line(f" {_bar(self._done, len(self._says))} {proof.says}")

    def pytest_sessionfinish(self) -> None:
        """Write the report of everything that was seen to hold or break, and where."""
        REPORT.write_text(_report(list(self._latest.values())), encoding="utf-8")


def _bar(done: int, of: int) -> str:
    filled = 20 * done // max(of, 1)
    return f"[{'#' * filled}{'.' * (20 - filled)}] {done}/{of}"


def _report(proofs: list[Proof]) -> str:
    by_promise: dict[tuple[str, int | None], list[Proof]] = {}
    for proof in sorted(proofs, key=lambda proof: proof.test):
        by_promise.setdefault((proof.says, proof.figure), []).append(proof)
    rows = [
        f"| {says} | {'' if figure is None else f'{figure:,}'} | {len(tried)} "
        f"| {'holds' if all(proof.holds for proof in tried) else '**broken**'} "
        f"| {sum(proof.seconds for proof in tried)} s | {', '.join(sorted({proof.commit for proof in tried}))} |"
        for (says, figure), tried in by_promise.items()
    ]
    head = [
        "# Proof",
        "",
        f"What `make prove` had seen on {time.strftime('%Y-%m-%d', time.gmtime())}, each at the commit in its line.",
        "",
        "| promise | figure | variants | | time | commit |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _sentence(item: pytest.Item) -> str:
    said = inspect.getdoc(getattr(item, "obj", None)) or item.name
    return " ".join(said.split())


def _logged() -> Iterator[Proof]:
    if LOG.exists():
        for line in LOG.read_text(encoding="utf-8").splitlines():
            yield Proof(**json.loads(line))


def _commit() -> str:
    """The commit, marked where the files differ from it in more than the report itself."""
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!PROOF.md")
    return (_git("rev-parse", "--short=12", "HEAD") or "unknown") + (_CHANGED if changed else "")


def _git(*arguments: str) -> str:
    asked = ["git", *arguments]
    return subprocess.run(
        asked, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False
    ).stdout.strip()
