"""Options of the suite, and the shared equipment that every room of tests may ask for."""

import hypothesis
import pytest

import governance.zones  # noqa: F401  time zones come from the tzdata package in tests as in the service
from tests.equipment.prover import Prover

pytest_plugins = [
    "tests.equipment.browser",
    "tests.equipment.disk",
    "tests.equipment.figures",
    "tests.equipment.front",
    "tests.equipment.mail_server",
    "tests.equipment.post_office",
    "tests.equipment.postgresql",
    "tests.equipment.running_server",
    "tests.equipment.town",
]

hypothesis.settings.register_profile("suite", deadline=None, max_examples=60, derandomize=True)
hypothesis.settings.load_profile("suite")

_NEEDS = {"browser": "chromium", "postgresql_server": "postgresql"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--prove``, ``--bench`` and ``--without`` are what the Makefile passes."""
    parser.addoption("--prove", action="store_true", help="run promises at their full figures")
    parser.addoption("--bench", action="store_true", help="run measurements of speed")
    parser.addoption("--without", default="", metavar="NAME,...", help="Debian packages not to be had")


def pytest_configure(config: pytest.Config) -> None:
    """A proving run keeps a log and writes a report."""
    if config.getoption("--prove"):
        config.pluginmanager.register(Prover(config), "prover")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out measurements unless asked for, and what needs a package that was named as missing."""
    absent = set(filter(None, config.getoption("--without").split(",")))
    left_out = [
        item for item in items if _is_asked_for_alone(item, config) or _needed_packages(item) & absent
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name what this run did not have."""
    if absent := config.getoption("--without"):
        terminalreporter.write_line(f"Left out, not to be had as this user: tests that need {absent}")


def _is_asked_for_alone(item: pytest.Item, config: pytest.Config) -> bool:
    """Measurements, and proofs that can only be had in full, run when they are asked for."""
    proof = item.get_closest_marker("proof")
    if proof is not None and proof.kwargs.get("full_only") and not config.getoption("--prove"):
        return True
    return item.get_closest_marker("bench") is not None and not config.getoption("--bench")


def _needed_packages(item: pytest.Item) -> set[str]:
    needed = {package for fixture, package in _NEEDS.items() if fixture in getattr(item, "fixturenames", ())}
    needed |= {marker.args[0] for marker in item.iter_markers("needs")}
    return needed | {value for value in _parameters(item) if value in _NEEDS.values()}


def _parameters(item: pytest.Item) -> list[str]:
    """What a parametrised test runs with: one on "postgresql" needs it as one with its fixture does."""
    called = getattr(item, "callspec", None)
    return [value for value in called.params.values() if isinstance(value, str)] if called else []
