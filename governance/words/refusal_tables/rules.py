"""Refusals of rules: files of rules, rules that cannot be put to a vote, and cases to be decided again."""

from governance.words.speak import message as N_

_MEND = N_(
    "Correct it and load the file again; docs/rules.md shows every key. Nothing of the file was taken over."
)
_OPEN = N_("The ballot was not opened. Choose another rule, or complete what is missing.")
_CASE = N_("Correct the case and try again; nothing was decided.")

WORDS = {
    "rule-file-unreadable": (N_("%(source)s is not a TOML file: %(problem)s."), _MEND),
    "rules-missing": (
        N_("The folder %(folder)s holds no rule."),
        N_("Put at least one file of rules there and start again."),
    ),
    "rule-key-unknown": (
        N_(
            "%(source)s, rule %(rule)s: “%(key)s” is not a key of the rule language; here it has: %(allowed)s."
        ),
        _MEND,
    ),
    "rule-key-missing": (
        N_("%(source)s, rule %(rule)s: “%(key)s” is missing; expected: %(expected)s."),
        _MEND,
    ),
    "rule-value-unknown": (
        N_("%(source)s, rule %(rule)s: “%(key)s” is “%(value)s”; allowed: %(allowed)s."),
        _MEND,
    ),
    "rule-value-malformed": (
        N_("%(source)s, rule %(rule)s: “%(key)s” is “%(value)s”; expected: %(expected)s."),
        _MEND,
    ),
    "rule-number-malformed": (
        N_(
            "%(source)s, rule %(rule)s: “%(key)s” is %(value)s; numbers are exact and in quotes: %(expected)s."
        ),
        _MEND,
    ),
    "rule-param-unknown": (
        N_("%(source)s, rule %(rule)s: “%(key)s” names “%(value)s”, which is not a parameter of the rule."),
        N_("Declare it under params, or correct its name."),
    ),
    "rule-tally-undeclared": (
        N_(
            "%(source)s, rule %(rule)s: “%(key)s” counts in “%(value)s”, which is not declared; declared: %(allowed)s."
        ),
        N_("Declare it under tally, with its group or weight."),
    ),
    "rule-doubled": (
        N_("%(source)s, rule %(rule)s: “%(key)s” repeats “%(value)s”."),
        N_("Give each its own name, or remove one."),
    ),
    "rule-contradiction": (
        N_("%(source)s, rule %(rule)s: “%(key)s” cannot stand beside “%(reason)s”."),
        N_("Keep one of the two; docs/rules.md shows which keys go together."),
    ),
    "rule-unknown": (
        N_("There is no rule named “%(rule)s”."),
        N_("The command “governance rules list” names all that there are."),
    ),
    "fallback-unknown": (
        N_(
            "%(source)s, rule %(rule)s: “%(key)s” leads to a next round under “%(fallback)s”, which is not known."
        ),
        N_("Add that rule, or correct its name under fallback."),
    ),
    "fallback-cycle": (
        N_(
            "%(source)s, rule %(rule)s: “%(key)s” leads back to “%(fallback)s”, round after round without end."
        ),
        N_("Take one of the rules out of the circle; a rule may repeat itself only, up to its rounds."),
    ),
    "fallback-kind": (
        N_(
            "%(source)s, rule %(rule)s: “%(key)s” leads to “%(fallback)s”, where votes are not of the kind %(kind)s."
        ),
        N_("Name a rule under fallback that takes the same kind of vote."),
    ),
    "rule-adopts-without-yes": (
        N_("The rule “%(rule)s” would adopt a motion although nobody says yes."),
        N_("Ask for at least one yes in a criterion, or offer no yes, as the silence procedure does."),
    ),
    "rule-infeasible": (
        N_("Under the rule “%(rule)s” no answer of the %(seats)s seats could adopt anything."),
        _OPEN,
    ),
    "options-malformed": (
        N_(
            "The rule “%(rule)s” takes votes of the kind %(kind)s; the motion has %(options)s, which does not fit."
        ),
        N_("Give the motion at least two different options for a choice, and none for a yes or no."),
    ),
    "default-missing": (
        N_("The rule “%(rule)s” needs the default option “%(default)s”, which is not among the options."),
        N_("Add that option, or choose another rule."),
    ),
    "concerned-missing": (
        N_("The rule “%(rule)s” leaves out a seat (%(named)s), and none was named."),
        N_("Name the member concerned before opening the ballot."),
    ),
    "electorate-empty": (
        N_("Nobody on the roll is entitled to vote."),
        N_("Check the members and those who stepped out; the ballot was not opened."),
    ),
    "chair-missing": (
        N_("A tie is left to the chair (%(criterion)s), and no chair is named."),
        N_("Name the seat that holds the chair."),
    ),
    "tally-not-countable": (
        N_("The rule “%(rule)s” compares the count “%(tally)s”, which cannot be counted from the seats."),
        _OPEN,
    ),
    "tally-missing": (
        N_("The criterion “%(criterion)s” would decide, but the count “%(tally)s” is not given."),
        N_("Give that count; nothing was decided."),
    ),
    "weight-missing": (
        N_("The seat “%(seat)s” has no weight “%(weight)s”."),
        N_("Give every seat its weight, 0 included."),
    ),
    "weight-malformed": (
        N_("The weight “%(weight)s” of the seat “%(seat)s” is not an exact number."),
        N_("Write it in quotes, as 9, 2/3 or 66.07."),
    ),
    "case-unreadable": (N_("%(source)s cannot be read as a case: %(problem)s."), _CASE),
    "case-malformed": (N_("The case has “%(value)s” at “%(key)s”; expected: %(expected)s."), _CASE),
    "case-kind-mismatch": (
        N_("The case is of the kind %(kind)s; the rule “%(rule)s” takes votes of the kind %(rule_kind)s."),
        N_("Name a rule for that kind of vote."),
    ),
    "rehearsal-kind": (
        N_(
            "The rule “%(rule)s” cannot be rehearsed by counting seats: it compares several counts, or ranks options."
        ),
        N_("Decide worked examples with “governance decide” instead."),
    ),
    "rehearsal-size": (
        N_("A rehearsal takes from 1 to %(most)s seats, not %(seats)s."),
        N_("Give another number of seats."),
    ),
}
