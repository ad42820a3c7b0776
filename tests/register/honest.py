"""An honest register being written with the register's own functions, as the service writes it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from governance.paths import DATA
from governance.register import canonical, seal
from governance.register.keys import make_key, replacement_statement
from governance.register.nodes import Nodes
from governance.register.tree import leaf_hash
from governance.rules.answers import SeatAnswer, answers_of_seats
from governance.rules.bind import bind
from governance.rules.decide import decide
from governance.rules.load import parse_rules
from governance.rules.rounds import NextRound, next_round
from governance.rules.rule import Rule
from governance.rules.votes import check_vote
from tests.register.writing import ORIGIN, Writing


@cache
def rulebook() -> Mapping[str, Rule]:
    """Return the rules the network starts with."""
    path = DATA / "rules" / "network.toml"
    return parse_rules(path.read_text(encoding="utf-8"), source=path.name)


@dataclass
class OpenBallot:
    """A ballot while it is open, with what only the service knows."""

    id: str
    motion: str
    rule: Rule
    rule_round: int
    options: tuple[str, ...]
    opens_at: datetime
    closes_at: datetime
    salts: dict[str, bytes]
    votes: dict[str, tuple[int, dict[str, Any], bytes, dict[str, tuple[bytes, str]], str]] = field(
        default_factory=dict
    )
    recused: set[str] = field(default_factory=set)


class Register(Writing):
    """The register of a network whose members vote."""

    def __init__(self, seed: int, *, seats: int = 5) -> None:
        super().__init__(seed)
        self.seats = [f"cluster-{number}" for number in range(1, seats + 1)]
        self.mandates: dict[str, str] = {}
        self.rounds: dict[str, int] = {}
        self.numbers = 0
        self.found()

    # the network

    def found(self) -> None:
        """Open the register and admit the members, each with a director."""
        self.enter(
            "register-opened",
            origin=ORIGIN,
            network="Réseau",
            zone="Africa/Casablanca",
            key=str(self.key.verifier),
        )
        for seat in self.seats:
            self.admit(seat)

    def admit(self, seat: str) -> None:
        """Admit a member and open its director's mandate."""
        self.enter("member-admitted", member=seat, name=seat.title())
        self.appoint(seat)

    def appoint(self, seat: str) -> None:
        """Give a seat a new director, closing the mandate it has."""
        if seat in self.mandates:
            self.enter("mandate-closed", mandate=self.mandates[seat], member=seat, to=self.now)
        self.mandates[seat] = self.name()
        person = seal.pseudonym(self.bytes(), self.name())
        facts = {"mandate": self.mandates[seat], "member": seat, "role": "director", "person": person}
        self.enter("mandate-opened", **facts, **{"from": self.now})

    def replace_key(self) -> None:
        """Replace the signing key, as both keys sign."""
        old, new = self.key, make_key(ORIGIN, self.bytes())
        said = replacement_statement(origin=ORIGIN, old=str(old.verifier), new=str(new.verifier))
        self.enter(
            "key-replaced",
            old=str(old.verifier),
            new=str(new.verifier),
            by_old=old.sign(said).hex(),
            by_new=new.sign(said).hex(),
        )
        self.key = self.keys[str(new.verifier)] = new

    def restored(self, size: int) -> "Register":
        """Return the register as an older copy of ``size`` entries, put back and confirmed by two seats."""
        lost = self.nodes
        older = Register.__new__(Register)
        older.__dict__.update(self.__dict__)
        older.entries, older.nodes = self.entries[:size], Nodes()
        for body in older.entries:
            older.nodes.append(leaf_hash(body))
        older.heads = {each: note for each, note in self.heads.items() if each <= size}
        older.reasons = [reason for reason in self.reasons if reason[0] < size]
        older.confirm_restoration(lost.size)
        older.enter(
            "incident-restored",
            size=lost.size,
            root=lost.frontier.root().hex(),
            seats=self.seats[:2],
            note="disque",
        )
        return older

    def confirm_restoration(self, size: int) -> None:
        """Ask two seats whether everything after the copy may be given up; both say so."""
        confirmation = self.name()
        self.enter(
            "confirmation-asked",
            confirmation=confirmation,
            purpose="restoration",
            subject=f"{size}",
            reason="disque",
            seats=self.seats[:2],
            needed=2,
            expires_at=self.now + timedelta(days=7),
        )
        for seat in self.seats[:2]:
            self.enter("confirmation-given", confirmation=confirmation, seat=seat)

    # motions and ballots

    def table(self, rule: str, *, notice: timedelta = timedelta(days=10)) -> str:
        """Table a motion under a rule."""
        motion = f"2026-{len(self.rounds) + 1:02d}"
        self.rounds[motion] = 0
        self.enter(
            "motion-tabled",
            motion=motion,
            version=1,
            text=self.text(motion, 1),
            authentic="fr",
            rule=rule,
            notice_ends_at=self.now + notice,
        )
        return motion

    def text(self, motion: str, version: int) -> dict[str, str]:
        """Return the digests of a motion's text in its languages."""
        return {
            tongue: sha256(f"{motion} {version} {tongue}".encode()).hexdigest()
            for tongue in ("fr", "ar", "en")
        }

    def open(
        self,
        motion: str,
        rule: Rule,
        options: tuple[str, ...] = ("motion",),
        *,
        version: int = 1,
        rule_round: int = 1,
        chair: str | None = None,
    ) -> OpenBallot:
        """Open a ballot for seven days and issue every link."""
        self.rounds[motion] += 1
        ballot = OpenBallot(
            id=self.name(),
            motion=motion,
            rule=rule,
            rule_round=rule_round,
            options=options,
            opens_at=self.now,
            closes_at=self.now + max(rule.schedule.min_open, timedelta(days=7)),
            salts={seat: self.bytes(16) for seat in self.seats},
        )
        self.enter(
            "ballot-opened",
            ballot=ballot.id,
            motion=motion,
            round=self.rounds[motion],
            version=version,
            text=self.text(motion, version),
            options=options,
            rule=rule.as_data(),
            rule_hash=sha256(canonical.encode(rule.as_data())).hexdigest(),
            roll=[{"seat": seat, "member": seat, "name": seat.title()} for seat in self.seats],
            chair=chair,
            opens_at=ballot.opens_at,
            closes_at=ballot.closes_at,
            shown={"fr": "mardi à 18:00"},
            zone="Africa/Casablanca",
            tzdata="2026.3",
        )
        for seat in self.seats:
            self.issue(ballot, seat, 1, "opening")
        return ballot

    def issue(self, ballot: OpenBallot, seat: str, issue: int, cause: str) -> None:
        """Issue a link."""
        facts = {"ballot": ballot.id, "seat": seat, "mandate": self.mandates[seat], "issue": issue}
        self.enter("link-issued", **facts, cause=cause)

    def cast(self, ballot: OpenBallot, seat: str, vote: Mapping[str, Any]) -> int:
        """Cast a vote of a seat now."""
        plain = check_vote(ballot.rule, options=ballot.options, vote=vote)
        salts = {option: seal.derive_salt(self.bytes(16), option) for option in plain.get("reasons", {})}
        texts = {option: (salts[option], text) for option, text in plain.get("reasons", {}).items()}
        public = {**plain, "reasons": {option: seal.text_digest(*pair) for option, pair in texts.items()}}
        if not texts:
            del public["reasons"]
        opening = self.bytes()
        index = self.enter(
            "vote-cast",
            ballot=ballot.id,
            mark=seal.seat_mark(ballot.salts[seat], seat),
            commitment=seal.commitment(opening, canonical.encode(public)),
            received_at=self.now,
            request=self.name(),
        )
        ballot.votes[seat] = index, public, opening, texts, self.mandates[seat]
        return index

    def annul(self, ballot: OpenBallot, seat: str) -> None:
        """Annul the live vote of a seat: it was not the seat's."""
        mark = seal.seat_mark(ballot.salts[seat], seat)
        self.enter(
            "vote-annulled", ballot=ballot.id, mark=mark, annuls=ballot.votes.pop(seat)[0], cause="disowned"
        )
        link = {"ballot": ballot.id, "seat": seat, "mandate": self.mandates[seat]}
        self.enter("link-revoked", **link, issue=1, cause="disowned")
        self.enter("link-issued", **link, issue=2, cause="disowned")

    def recuse(self, ballot: OpenBallot, seat: str) -> None:
        """Recuse a seat; its vote, if it cast one, stays closed."""
        salt, text = self.bytes(), "Le bureau est partie au contrat."
        index = self.enter(
            "recusal-declared", ballot=ballot.id, seat=seat, reason=seal.text_digest(salt, text)
        )
        self.reasons.append((index, salt.hex(), text))
        ballot.recused.add(seat)
        ballot.votes.pop(seat, None)

    def extend(self, ballot: OpenBallot, **duration: float) -> None:
        """Extend a ballot."""
        later = ballot.closes_at + timedelta(**duration)
        facts = {"ballot": ballot.id, "closes_at": later, "reason": "Le train était en retard."}
        self.enter("ballot-extended", **facts, **{"from": ballot.closes_at})
        ballot.closes_at = later

    def stop(self, ballot: OpenBallot, reason: str, *, asked_by: tuple[str, ...] = ()) -> None:
        """Stop a ballot; ``asked_by`` are the seats that asked for a meeting."""
        if not asked_by:
            self.enter("ballot-stopped", ballot=ballot.id, reason=reason, note="Voir la lettre.")
            return
        self.enter("ballot-stopped", ballot=ballot.id, reason=reason, seats=[*asked_by])

    def close(self, ballot: OpenBallot) -> NextRound | None:
        """Go to the deadline and close: open the votes that count, declare, number; return the round that follows."""
        self.sign()
        self.now = max(self.now, ballot.closes_at + timedelta(seconds=self.chance.choice([0, 1, 4000])))
        for seat in sorted(ballot.votes):
            self._open_vote(ballot, seat)
        self.enter("ballot-closed", ballot=ballot.id, closes_at=ballot.closes_at, votes=len(ballot.votes))
        answers = answers_of_seats(
            ballot.rule,
            options=ballot.options,
            seats=[
                SeatAnswer(
                    seat=seat,
                    vote=ballot.votes[seat][1] if seat in ballot.votes else None,
                    recused=seat in ballot.recused,
                )
                for seat in self.seats
            ],
        )
        decision = decide(ballot.rule, answers, round=ballot.rule_round)
        self.enter("outcome-declared", ballot=ballot.id, decision=decision.as_data())
        following = next_round(ballot.rule, decision, round=ballot.rule_round)
        if following is None:
            self.numbers += 1
            number = f"R-2026-{self.numbers:02d}"
            facts = {"motion": ballot.motion, "ballot": ballot.id, "number": number}
            self.enter("resolution-numbered", **facts, outcome=decision.outcome)
        return following

    def _open_vote(self, ballot: OpenBallot, seat: str) -> None:
        cast, public, opening, texts, mandate = ballot.votes[seat]
        index = self.enter(
            "vote-opened",
            ballot=ballot.id,
            seat=seat,
            mark=seal.seat_mark(ballot.salts[seat], seat),
            mark_salt=ballot.salts[seat].hex(),
            cast=cast,
            vote=public,
            opening=opening.hex(),
            mandate=mandate,
        )
        self.reasons += [(index, salt.hex(), text) for salt, text in texts.values()]

    def go_on(self, ballot: OpenBallot, following: NextRound) -> OpenBallot:
        """Open the round that follows, as early as it may be."""
        self.wait(seconds=(ballot.closes_at + following.after - self.now).total_seconds() + 60)
        again = following.rule == ballot.rule.id
        rule = bind(ballot.rule if again else rulebook()[following.rule], following.params)
        options = tuple(
            option for option in ballot.options if following.keep is None or option in following.keep
        )
        return self.open(ballot.motion, rule, options, rule_round=ballot.rule_round + 1 if again else 1)

    def any_vote(self, ballot: OpenBallot) -> dict[str, Any]:
        """Draw a vote the rule allows, sometimes with a reason."""
        chance, offer = self.chance, ballot.rule.ballot.offer
        if ballot.rule.ballot.kind == "choice":
            choices = [*ballot.options, *(["abstain"] if "abstain" in offer else [])]
            return {"choice": chance.choice(choices)}
        positions = {option: chance.choice(offer) for option in ballot.options}
        blocked = [option for option, position in positions.items() if position == "block"]
        reasons = {option: f"Objection {chance.randrange(99)}, étayée ✓" for option in blocked}
        return {"positions": positions, **({"reasons": reasons} if reasons else {})}


def kinds(register: Register) -> list[str]:
    """Return the kind of every entry."""
    return [json.loads(body)["kind"] for body in register.entries]
