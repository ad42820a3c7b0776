"""What the service did, counted for whoever watches over it, and one line of the log for each act.

Nothing personal is in it: acts and their refusals by name, requests by the template of their address. A refusal that
speaks of the content of an answer is told as such and no more: beside the minute at which a seat answered, a missing
reason would tell which position it was about to take.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

from governance.refusal import Refusal

logger = logging.getLogger("governance.acts")
disable_created_metrics()  # type: ignore[no-untyped-call]  # when a counter began is of no use here

OF_AN_ANSWER = frozenset(
    {
        "missing-choice",
        "unknown-option",
        "position-not-offered",
        "reason-missing",
        "reason-too-long",
        "vote-malformed",
        "vote-too-long",
    }
)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
HOUSEKEEPING = frozenset({"note_alive", "keep_signed_in"})
"""Acts of every half minute: worth a line only to who debugs."""


class Counts:
    """The counters and gauges of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = self._counter("requests", "Requests answered.", "method", "template", "status")
        self.acts = self._counter("acts", "Acts committed, refused or failed.", "act", "result")
        self.group_size = Histogram(
            "governance_writer_group_size",
            "Acts that shared one commit.",
            buckets=(1, 2, 4, 8, 16, 32, 64),
            registry=self.registry,
        )
        self._gauges: dict[str, Gauge] = {}

    def count_request(self, method: str, template: str, status: int) -> None:
        """One request answered. A method that nobody knows is not a label of its own."""
        self.requests.labels(method if method in METHODS else "other", template, str(status)).inc()

    def show(self, name: str, says: str, value: float) -> None:
        """What a gauge shows now."""
        if name not in self._gauges:
            self._gauges[name] = Gauge(f"governance_{name}", says, registry=self.registry)
        self._gauges[name].set(value)

    @contextmanager
    def telling(self, act: str) -> Iterator[None]:
        """Count one act and log how it ended: its name, the code of a refusal, milliseconds."""
        began, name, result, code = time.monotonic(), act.lstrip("_"), "committed", ""
        try:
            yield
        except Refusal as refusal:
            result, code = "refused", " answer" if refusal.code in OF_AN_ANSWER else f" {refusal.code}"
            raise
        except Exception:
            result = "failed"
            raise
        finally:
            self.acts.labels(name, result).inc()
            level = logging.DEBUG if name in HOUSEKEEPING else logging.INFO
            logger.log(level, "%s %s%s %.0f ms", name, result, code, (time.monotonic() - began) * 1000)

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(f"governance_{name}", says, labels, registry=self.registry)
