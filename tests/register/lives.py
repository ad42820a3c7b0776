"""Lives of a network, told by an honest register, for verifiers to read.

``a_life(seed)`` differs with the seed: motions of several kinds with further rounds, votes changed and annulled,
recusals, extensions, stopped and withdrawn ballots, mandates and keys that change.
"""

import json
from collections.abc import Callable
from datetime import timedelta

from governance.register import seal
from governance.rules.bind import bind
from tests.register.honest import OpenBallot, Register, rulebook

SCENES: list[Callable[[Register], None]] = []


def scene(told: Callable[[Register], None]) -> Callable[[Register], None]:
    """Put a scene on the list of what may happen in a life."""
    SCENES.append(told)
    return told


@scene
def a_decision(register: Register) -> None:
    """A motion is tabled, voted on by most, and decided, in as many rounds as its rule asks."""
    rule = rulebook()[
        register.chance.choice(["consensus-sans-objection", "majorite-exprimes", "procedure-silence"])
    ]
    motion = register.table(rule.id)
    register.wait(days=10)
    _vote_and_close(register, register.open(motion, rule))


@scene
def a_choice(register: Register) -> None:
    """Several options, with a further round where the first decides nothing."""
    rule = rulebook()[register.chance.choice(["consensus-multi-options", "pluralite-majoritaire"])]
    motion = register.table(rule.id)
    register.wait(days=11)
    _vote_and_close(register, register.open(motion, rule, ("association", "charte", "gie")))


@scene
def a_fallback(register: Register) -> None:
    """A consensus that fails leads to two thirds of the members."""
    data = {"on": ["blocked", "rejected"], "rule": "deux-tiers-membres", "after": "P14D"}
    rule = bind(rulebook()["consensus-tous"], {}, [data])
    motion = register.table(rule.id)
    register.wait(days=10)
    _vote_and_close(register, register.open(motion, rule))


@scene
def a_meeting(register: Register) -> None:
    """Two seats ask for a meeting under a rule that lets them, and the ballot is stopped."""
    rule = rulebook()["consensus-sans-objection"]
    motion = register.table(rule.id)
    register.wait(days=10)
    ballot = register.open(motion, rule)
    _vote(register, ballot)
    register.stop(ballot, "meeting", asked_by=tuple(register.seats[:2]))


@scene
def a_stop(register: Register) -> None:
    """A ballot is stopped with votes in it, and another is opened on the same motion."""
    rule = rulebook()["majorite-exprimes"]
    motion = register.table(rule.id)
    register.wait(days=10)
    ballot = register.open(motion, rule)
    _vote(register, ballot)
    register.stop(ballot, register.chance.choice(["meeting", "incident"]))
    register.wait(days=1)
    if register.chance.random() < 0.5:
        register.enter("motion-withdrawn", motion=motion, reason="Sans objet.")
    else:
        _vote_and_close(register, register.open(motion, rule))


@scene
def an_amendment(register: Register) -> None:
    """A tabled motion is amended; the ballot opens on its newest version."""
    rule = rulebook()["majorite-exprimes"]
    motion = register.table(rule.id)
    register.wait(days=2)
    register.enter("motion-amended", motion=motion, version=2, text=register.text(motion, 2))
    register.wait(days=9)
    _vote_and_close(register, register.open(motion, rule, version=2))


@scene
def an_eventful_ballot(register: Register) -> None:
    """Votes are changed, disowned and cast again, a seat that voted steps out, the ballot is extended."""
    rule = rulebook()["consensus-sans-objection"]
    motion = register.table(rule.id)
    register.wait(days=10)
    ballot = register.open(motion, rule)
    for seat in register.seats:
        register.wait(minutes=5)
        register.cast(ballot, seat, {"positions": {"motion": "block"}, "reasons": {"motion": "Trop cher."}})
    for seat in register.seats[:3]:
        register.wait(minutes=5)
        register.cast(ballot, seat, {"positions": {"motion": "yes"}, "reasons": {"motion": "Après échange."}})
    register.annul(ballot, register.seats[0])
    register.wait(minutes=5)
    register.cast(ballot, register.seats[0], {"positions": {"motion": "yes"}})
    register.annul(ballot, register.seats[3])
    register.recuse(ballot, register.seats[4])
    register.extend(ballot, days=1)
    register.close(ballot)
    register.enter("minutes-signed", ballot=ballot.id, minutes="0e" * 32)


@scene
def a_decision_that_lives_on(register: Register) -> None:
    """A resolution is suspended; another amends it, a third repeals the second."""
    first = _adopt(register)
    register.enter("resolution-suspended", number=first, members=15, text={"fr": "La salle est trouvée."})
    _enforce(register, first)
    register.enter("resolution-reviewed", number=first, note="Rien à changer.", next="2028-01-31")
    second = _adopt(register)
    register.enter("resolution-changed", number=first, by=second, change="amended")
    _contest(register, f"{register.numbers:02d}")
    _act(register, second)
    third = _adopt(register)
    register.enter("resolution-changed", number=second, by=third, change="repealed")


@scene
def a_change_of_people(register: Register) -> None:
    """A member joins, a director changes, an address changes, the key is replaced."""
    seat = f"cluster-{len(register.seats) + 1}"
    register.admit(seat)
    register.seats.append(seat)
    register.wait(hours=1)
    other = register.chance.choice(register.seats)
    register.appoint(other)
    register.enter("address-changed", mandate=register.mandates[other], member=other)
    suspended = register.seats.pop()
    register.enter("member-suspended", member=suspended, reason="Cotisation impayée.")
    _adopt(register)
    register.enter("member-reinstated", member=suspended)
    until = register.now + timedelta(hours=1)
    register.enter("member-suspended", member=suspended, until=until, reason="Encore.")
    register.seats.append(suspended)
    register.wait(hours=1)
    register.replace_key()
    register.enter("secretariat-handed-over", to=other)
    register.enter("person-erased", person="0d" * 32)


@scene
def a_confirmation(register: Register) -> None:
    """What two seats confirm is carried out; what one of them declines is not."""
    for outcome, answers in (("carried_out", ("given", "given")), ("declined", ("given", "declined"))):
        asked = {"confirmation": register.name()}
        register.enter(
            "confirmation-asked",
            **asked,
            purpose="handover",
            subject=register.seats[2],
            reason="Mandat échu.",
            seats=register.seats[:2],
            needed=2,
            expires_at=register.now + timedelta(days=7),
        )
        for seat, answer in zip(register.seats, answers, strict=False):
            register.wait(hours=1)
            register.enter(f"confirmation-{answer}", **asked, seat=seat)
        register.enter("confirmation-settled", **asked, outcome=outcome)


def _contest(register: Register, mark: str) -> None:
    """A seat contests the newest resolution, and the desk answers."""
    ballot = json.loads(next(body for body in reversed(register.entries) if b"resolution-numbered" in body))
    facts = {"ballot": ballot["ballot"], "contest": f"contest-{register.name()}"}
    for kind, more in (
        ("contest-filed", {"seat": register.seats[0]}),
        ("contest-settled", {"upheld": False}),
    ):
        salt, text = register.bytes(), f"Texte {mark}."
        index = register.enter(kind, **facts, **more, reason=seal.text_digest(salt, text))
        register.reasons.append((index, salt.hex(), text))
        register.wait(hours=1)


def _act(register: Register, number: str) -> None:
    """An action is declared, given to a member, reported done, and taken up again."""
    action = {"action": f"action-{register.name()}"}
    seat = register.seats[1]
    register.enter("action-declared", **action, number=number, place=1, what={"fr": "Réserver la salle."})
    register.enter("action-moved", **action, step="assigned", member=seat, due="2027-03-31")
    salt, text = register.bytes(), "La salle est réservée."
    index = register.enter("action-moved", **action, step="done", by=seat, note=seal.text_digest(salt, text))
    register.reasons.append((index, salt.hex(), text))
    register.enter("action-moved", **action, step="reopened")


def _enforce(register: Register, number: str) -> None:
    """A seat confirms that a suspended resolution comes into force."""
    asked, seats = {"confirmation": register.name()}, register.seats[:1]
    register.enter(
        "confirmation-asked",
        **asked,
        purpose="enforcement",
        subject=number,
        reason="Quinze membres.",
        seats=seats,
        needed=1,
        expires_at=register.now + timedelta(days=7),
    )
    register.wait(hours=1)
    register.enter("confirmation-given", **asked, seat=seats[0])
    register.enter("resolution-enforced", number=number, seats=seats)
    register.enter("confirmation-settled", **asked, outcome="carried_out")


def _adopt(register: Register) -> str:
    """Put a motion to the vote that every seat agrees to; return the number of its resolution."""
    rule = rulebook()["majorite-exprimes"]
    motion = register.table(rule.id)
    register.wait(days=10)
    ballot = register.open(motion, rule)
    for seat in register.seats:
        register.wait(minutes=5)
        register.cast(ballot, seat, {"positions": {"motion": "yes"}})
    register.close(ballot)
    return f"R-2026-{register.numbers:02d}"


def _vote(register: Register, ballot: OpenBallot) -> None:
    """Some seats vote, some change their vote, one disowns it; the clock may step back a little."""
    for seat in register.seats:
        register.wait(minutes=register.chance.randrange(1, 200))
        if register.chance.random() < 0.85:
            register.cast(ballot, seat, register.any_vote(ballot))
            register.now -= timedelta(milliseconds=register.chance.choice([0, 0, 300]))
        if register.chance.random() < 0.3:
            register.cast(ballot, seat, register.any_vote(ballot))
    voters = sorted(ballot.votes)
    if voters and register.chance.random() < 0.4:
        seat = register.chance.choice(voters)
        register.annul(ballot, seat)
        if register.chance.random() < 0.5:
            register.cast(ballot, seat, register.any_vote(ballot))


def _vote_and_close(register: Register, ballot: OpenBallot) -> None:
    """Let the seats vote to the end, and go on while the rule leads to another round."""
    _vote(register, ballot)
    if register.chance.random() < 0.3:
        register.recuse(ballot, register.chance.choice(register.seats))
    if register.chance.random() < 0.3:
        register.extend(ballot, days=1)
    following = register.close(ballot)
    register.wait(hours=1)
    if following is not None:
        _vote_and_close(register, register.go_on(ballot, following))
    else:
        register.enter("minutes-signed", ballot=ballot.id, minutes="0e" * 32)


def a_life(seed: int, *, scenes: int = 3) -> Register:
    """Tell a life of so many scenes, drawn by the seed."""
    register = Register(seed)
    register.wait(hours=1)
    for told in register.chance.choices(SCENES, k=scenes):
        told(register)
        register.wait(hours=1)
    return register


def an_eventful_life() -> Register:
    """Tell the shortest life in which a vote is changed, disowned and left closed."""
    register = Register(1)
    register.wait(hours=1)
    an_eventful_ballot(register)
    return register


def every_scene(seed: int = 1) -> Register:
    """Tell one life in which every scene happens."""
    register = Register(seed)
    register.wait(hours=1)
    for told in SCENES:
        told(register)
        register.wait(hours=1)
    return register
