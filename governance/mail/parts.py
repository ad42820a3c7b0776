"""The parts that several letters share: the link, the code, the motion, whom to ask, the deadline's file."""

from governance.mail.blocks import Address, Block, Code, Enclosure, Heading, Lines, Prose, Say
from governance.mail.calendar import deadline_file
from governance.mail.writing import Writing
from governance.rules.rule import Rule
from governance.words.figures import say_name
from governance.words.labels import language_label, say_named_seats
from governance.words.lives import say_life
from governance.words.localized import Localized, pick
from governance.words.rules import say_rule, say_silence
from governance.words.speak import gettext as _
from governance.words.speak import language


def about(writing: Writing) -> dict[str, str]:
    """The facts that most sentences name: number and title; member and deadline where the letter has them."""
    facts = {"number": writing.number, "title": writing.title}
    if writing.facts.seat is not None:
        facts["member"] = writing.member
    if writing.facts.ballot is not None and writing.facts.ballot.closes_at is not None:
        facts["deadline"] = writing.instant(writing.closes_at)
    return facts


def link(writing: Writing) -> list[Block]:
    """The personal address, alone on its line."""
    return [Say(_("Read the motion and vote on your personal page:")), Address(writing.vote_url)]


def code(writing: Writing) -> list[Block]:
    """The code apart from the link, with what it is for; nothing where the rule asks for no code."""
    if writing.keys.code is None:
        return []
    return [
        Say(
            _(
                "To confirm the vote, the page asks for this code, which stands in the letter and not in the link:"
            )
        ),
        Code(writing.keys.code),
    ]


def caution(writing: Writing) -> Say:
    """Why the letter must not be passed on."""
    return Say(
        _("This letter is for you alone: whoever holds it can vote for %(member)s. Please do not forward it.")
        % about(writing)
    )


def silence(writing: Writing) -> list[Block]:
    """What it will mean under this rule if the seat says nothing; nothing where a vote of it stands."""
    return [] if writing.seat.voted_at else silence_of_rule(writing)


def silence_of_rule(writing: Writing) -> list[Block]:
    """What silence means under this rule."""
    return [Say(say_silence(writing.rule))]


def vote_so_far(writing: Writing) -> Say:
    """Whether a vote of the seat stands; never which."""
    if writing.seat.voted_at is None:
        return Say(_("No vote of %(member)s is recorded at present.") % about(writing))
    return Say(
        _("The vote of %(member)s recorded on %(instant)s stands: vote again only to change it.")
        % {**about(writing), "instant": writing.instant(writing.seat.voted_at)}
    )


def secrecy(rule: Rule) -> Say:
    """Whether a vote can be changed, and who sees it when."""
    changing = (
        _("The vote can be changed until the end of the ballot: only the last one counts.")
        if rule.conduct.change
        else _("A vote once cast can no longer be changed.")
    )
    hidden = _(
        "Before the end nobody sees it, not even the secretariat; "
        "afterwards the position of each member and the reasons given are public."
    )
    return Say(f"{changing} {hidden}")


def questions(writing: Writing) -> Say:
    """Whom to ask: an answer to the letter reaches people."""
    return Say(
        _("Any question? Answer this letter: it reaches the secretariat, %(desk)s (%(address)s).")
        % {"desk": writing.desk, "address": say_name(writing.desk_address)}
    )


def motion(writing: Writing) -> list[Block]:
    """The motion as it is put to the vote: title, question, text, options, and what holds if nothing is decided."""
    authentic = writing.motion.authentic
    title = pick(writing.motion.title, authentic=authentic)
    question = pick(writing.motion.question, authentic=authentic)
    text = pick(writing.motion.text, authentic=authentic)
    undecided = pick(writing.motion.no_decision, authentic=authentic)
    blocks: list[Block] = [Heading(f"{writing.motion.number} – {title.text}", title.language)]
    blocks += [Say(note) for note in [_language_note(text, authentic)] if note]
    blocks += [Prose(each.text, each.language) for each in (question, text) if each.text]
    blocks += options(writing)
    blocks += [Say(each) for each in say_life(writing.motion.life, authentic=authentic)]
    if undecided.text:
        blocks += [Say(_("If nothing is decided:") + " " + say_name(undecided.text))]
    return blocks


def options(writing: Writing) -> list[Block]:
    """The options of the ballot, where there are several."""
    if writing.facts.ballot is None or writing.ballot.rule["ballot"]["kind"] == "positions":
        return []
    return [Say(_("The options, in no order of preference:")), Lines(tuple(writing.labels.values()))]


def rule_in_words(writing: Writing) -> list[Block]:
    """How it is decided, and by whose chair where the opening named one."""
    named = [Say(sentence) for sentence in say_named_seats(writing.ballot.named)]
    return [Heading(_("How it is decided"), language()), Say(say_rule(writing.rule)), *named]


def deadline(writing: Writing) -> Enclosure:
    """The end of the ballot for a calendar."""
    opens_at = writing.ballot.opens_at or writing.facts.created_at
    return deadline_file(
        ballot=writing.ballot.id,
        opens_at=opens_at,
        closes_at=writing.closes_at,
        summary=_("Vote ends: %(title)s") % {"title": writing.plain_title},
        description=_("The link to vote and the code stand in the letter of %(network)s to %(member)s.")
        % {"network": writing.network_name, "member": writing.member},
        url=writing.motion_url,
        host=writing.office.sender.rpartition("@")[2],
        now=writing.facts.created_at,
    )


def footer(writing: Writing) -> tuple[str, ...]:
    """Who writes, and the key that shows whether the register was changed."""
    return (
        _("%(network)s. This letter was written by the voting service; answers are read by the secretariat.")
        % {"network": say_name(writing.network_name)},
        _("Public key of the register: %(key)s") % {"key": say_name(writing.facts.network.verifier)},
    )


def _language_note(text: Localized, authentic: str) -> str | None:
    """That the text is a translation, or does not exist in the reader's language."""
    if text.language != language():
        return _("The text exists in this language only: %(language)s.") % {
            "language": language_label(text.language)
        }
    if authentic != language():
        return _("This is a translation. The authentic text is in this language: %(language)s.") % {
            "language": language_label(authentic)
        }
    return None
