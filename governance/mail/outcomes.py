"""The letters after the close: the outcome with its criteria, or the round that follows."""

from governance.mail import follow_ups, parts
from governance.mail.blocks import Address, Block, Content, Lines, Say
from governance.mail.writing import Writing, option_labels
from governance.rules.load import rule_from_data
from governance.words.figures import say_name
from governance.words.labels import outcome_label
from governance.words.rules import say_criterion, say_next_round, say_outcome, say_rule, say_shortfall
from governance.words.speak import gettext as _


def outcome(writing: Writing) -> Content:
    """To every seat: what was decided, why, and where the whole of it is public."""
    number = writing.facts.resolution or ""
    return Content(
        subject=_("%(outcome)s: %(title)s (resolution %(resolution)s)")
        % {
            "outcome": outcome_label(writing.ballot.outcome or ""),
            "title": writing.title,
            "resolution": say_name(number),
        },
        blocks=(
            Say(
                _("The ballot on motion %(number)s, “%(title)s”, is closed.") % parts.about(writing)
                + " "
                + outcome_sentence(writing)
            ),
            Say(_("Criterion by criterion:")),
            Lines(criteria_lines(writing)),
            *_how_near(writing),
            Say(
                _(
                    "Resolution %(resolution)s, with the position of each member and the reasons given, is public here:"
                )
                % {"resolution": say_name(number)}
            ),
            Address(writing.url(f"/resolutions/{number}")),
            *follow_ups.may_contest(writing),
            parts.questions(writing),
        ),
    )


def next_round(writing: Writing) -> Content:
    """To every seat: nothing is final yet, what remains, and from when the next ballot may open."""
    return Content(
        subject=_("Another round follows: %(title)s") % {"title": writing.plain_title},
        blocks=(
            Say(
                _("The ballot on motion %(number)s, “%(title)s”, is closed, and nothing is final yet.")
                % parts.about(writing)
                + " "
                + following_sentence(writing)
            ),
            Say(outcome_sentence(writing)),
            Lines(criteria_lines(writing)),
            *_how_near(writing),
            *_following(writing),
            Say(_("This round, with the position of each member and the reasons given, is public here:")),
            Address(writing.motion_url),
            parts.questions(writing),
        ),
    )


def outcome_sentence(writing: Writing) -> str:
    """The outcome of the letter's ballot."""
    return say_outcome(writing.ballot.decision or {}, options=writing.labels)


def following_sentence(writing: Writing) -> str:
    """That another round follows, and between which options."""
    return say_next_round(writing.ballot.decision or {}, options=writing.labels) or ""


def criteria_lines(writing: Writing) -> tuple[str, ...]:
    """A line for each criterion of each option, with its numbers."""
    labels = writing.labels
    single = writing.ballot.rule["ballot"]["kind"] == "positions"
    return tuple(
        say_criterion(fact, option=None if single else labels.get(fact.get("option", "")))
        for fact in (writing.ballot.decision or {}).get("criteria", [])
    )


def _how_near(writing: Writing) -> list[Block]:
    """What was short of an adoption, a sentence per option that failed; nothing where that cannot be told."""
    return [Say(each) for each in say_shortfall(writing.ballot.decision or {}, options=writing.labels)]


def _following(writing: Writing) -> list[Block]:
    """The ballot that was prepared: from when, on what, under which rule."""
    following = writing.facts.following
    if following is None:
        return []
    blocks: list[Block] = [
        Say(
            _(
                "The next ballot opens on %(instant)s at the earliest. You will then receive a letter with a new link; "
                "until then there is nothing to do."
            )
            % {"instant": writing.instant(following.earliest_open_at)}
        )
    ]
    rule = rule_from_data(following.rule, source=writing.motion.number)
    if rule.ballot.kind != "positions":
        labels = option_labels(following, writing.motion.authentic)
        blocks += [Say(_("The options that remain:")), Lines(tuple(labels.values()))]
    return [*blocks, Say(_("The rule of that round:") + " " + say_rule(rule))]
