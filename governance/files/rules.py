"""The rules that motions may be put under: every TOML file of a folder, whole or not at all."""

from pathlib import Path

from governance.files.reading import read_text
from governance.refusal import Refusal
from governance.rules.load import parse_rules
from governance.rules.rounds import check_fallbacks
from governance.rules.rule import Rule


def read_rules(path: Path) -> dict[str, Rule]:
    """The rules of one file by id. Refused: ``rule-file-unreadable``, and what ``parse_rules`` refuses."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise Refusal("rule-file-unreadable", source=path.name, problem=reason) from None
    return parse_rules(text, source=path.name)


def read_rulebook(folder: Path) -> dict[str, Rule]:
    """All rules of a folder by id, in the order of the files' names.

    Refused: what ``parse_rules`` refuses; ``rule-doubled`` for an id that stands in two files; what
    ``check_fallbacks`` refuses; ``rules-missing`` where the folder holds no rule.
    """
    rulebook: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.toml")):
        for rule_id, rule in parse_rules(read_text(path), source=path.name).items():
            if rule_id in rulebook:
                raise Refusal("rule-doubled", source=path.name, rule=rule_id, key="id", value=rule_id)
            rulebook[rule_id] = rule
    if not rulebook:
        raise Refusal("rules-missing", folder=folder.name)
    for rule in rulebook.values():
        check_fallbacks(rule, rulebook, source=folder.name)
    return rulebook
