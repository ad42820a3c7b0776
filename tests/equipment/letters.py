"""One letter of every kind, from facts that never change: what golden letters and hostile titles are tried on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from governance.mail.writing import Keys, Office
from governance.rules.actions import Progress
from governance.rules.force import Standing
from governance.rules.load import rule_from_data
from governance.store.reads.actions import ActionFacts
from governance.store.reads.confirmations import AskedSeat, ConfirmationFacts, ConfirmingFacts
from governance.store.reads.contests import ContestFacts
from governance.store.reads.letter_lives import FollowFacts, LifeFacts
from governance.store.reads.letters import (
    BallotFacts,
    EntryFacts,
    LetterFacts,
    LinkFacts,
    MotionFacts,
    Receiver,
    SeatFacts,
    VoteFacts,
)
from governance.store.reads.members import MandateFacts
from governance.store.reads.public_network import NetworkFacts
from governance.store.reads.standings import Change

OPENED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CLOSES = datetime(2026, 12, 4, 18, 0, tzinfo=UTC)
TOKEN = "ABCDEFGHIJKLMNOPQRSTUVWX23"
CODE = "K7MQ2R"
OFFICE = Office(sender="vote@governance.example.org", base_url="https://governance.example.org")
KEYS = Keys(token=TOKEN, code=CODE, receipt="c2sp.org/tlog-proof@v1\nextra e30=\nindex 41\n\nthe head\n")

NETWORK = NetworkFacts(
    name={"fr": "Maroc Cluster", "ar": "ماروك كلستر", "en": "Maroc Cluster"},
    zone="Africa/Casablanca",
    contact={
        "name": {"fr": "CE3M", "ar": "CE3M", "en": "CE3M"},
        "email": "secretariat@example.org",
        "telephone": None,
        "address": None,
    },
    origin="governance.example.org/register",
    verifier="governance.example.org/register+1a2b3c4d+AexampleKeyOfTheRegister",
)
MOTION = MotionFacts(
    number="2026-04",
    authentic="fr",
    title={
        "fr": "Siège du forum annuel",
        "ar": "مقر المنتدى السنوي",
        "en": "Seat of the yearly forum",
    },
    question={
        "fr": "Dans quelle ville tenir le forum ?",
        "ar": "في أي مدينة يُعقد المنتدى؟",
        "en": "In which town should the forum be held?",
    },
    text={
        "fr": "Le forum réunit les membres **une fois par an**.\n\n- la salle est prêtée ;\n- chacun paie son voyage.",
        "ar": "يجمع المنتدى الأعضاء **مرة في السنة**.\n\n- القاعة معارة؛\n- السفر على نفقة كل عضو.",
        "en": "The forum brings the members together **once a year**.\n\n- the room is lent;\n- each pays the journey.",
    },
    no_decision={
        "fr": "Le forum n’a pas lieu cette année.",
        "ar": "لا يُعقد المنتدى هذه السنة.",
        "en": "There is no forum this year.",
    },
    notice_ends_at=OPENED,
    withdrawn_reason="La ville pressentie s’est retirée.",
)
OPTIONS = (
    {"id": "fes", "label": {"fr": "Fès", "ar": "فاس", "en": "Fez"}},
    {"id": "agadir", "label": {"fr": "Agadir", "ar": "أكادير", "en": "Agadir"}},
)
RULE = {
    "id": "forum",
    "title": {"fr": "Majorité des membres", "ar": "أغلبية الأعضاء", "en": "Majority of the members"},
    "ballot": {"kind": "options", "offer": ["yes", "abstain", "block"]},
    "criterion": [
        {
            "name": "support",
            "count": ["yes"],
            "op": ">",
            "share": "1/2",
            "of": ["entitled"],
            "on_fail": "rejected",
        }
    ],
    "select": {"method": "most-yes"},
}
BALLOT = BallotFacts(
    id=UUID(int=4),
    round=1,
    state="open",
    rule=rule_from_data(RULE, source="tests").as_data(),
    options=OPTIONS,
    zone="Africa/Casablanca",
    earliest_open_at=OPENED,
    opens_at=OPENED,
    closes_at=CLOSES,
    outcome=None,
    decision=None,
    stop_reason=None,
    stop_note=None,
)
CRITERION = {
    "name": "support",
    "tally": "members",
    "count": ["yes"],
    "op": ">",
    "share": "1/2",
    "of": ["entitled"],
    "base": "13",
    "needed": "13/2",
    "needed_whole": "7",
}
DECISION = {
    "rule": "forum",
    "kind": "options",
    "round": 1,
    "outcome": "adopted",
    "winners": ["fes"],
    "criteria": [
        {**CRITERION, "option": "fes", "counted": "9", "holds": True},
        {**CRITERION, "option": "agadir", "counted": "4", "holds": False},
    ],
}
UNDECIDED = {
    **DECISION,
    "outcome": "no_decision",
    "winners": [],
    "criteria": [
        {**CRITERION, "option": "fes", "counted": "5", "holds": False},
        {**CRITERION, "option": "agadir", "counted": "5", "holds": False},
    ],
    "shortfall": [
        {"option": option, "seats": "2", "to": "yes", "moves": {"no": "2"}} for option in ("fes", "agadir")
    ],
    "fallback": {"rule": "forum", "after": "P14D"},
}
SEAT = SeatFacts(
    "OTT",
    {"fr": "Océanopole de Tan-Tan", "ar": "تجمع القطب البحري بطانطان", "en": "Tan-Tan Oceanopole"},
    None,
)
LINK = LinkFacts(ballot=UUID(int=4), seat=UUID(int=5), mandate=UUID(int=6), issue=1, code_issue=1)
VOTE = VoteFacts(OPENED + timedelta(days=2), OPENED + timedelta(days=2, seconds=1), 1)
LATER = CLOSES + timedelta(days=3)

CLOSED = replace(BALLOT, state="closed", outcome="adopted", decision=DECISION)
FOLLOWED = replace(BALLOT, state="closed", outcome="no_decision", decision=UNDECIDED)
FOLLOWING = replace(
    BALLOT, id=UUID(int=7), round=2, state="prepared", opens_at=None, closes_at=None, earliest_open_at=LATER
)
STOPPED = replace(BALLOT, state="stopped", stop_reason="amended", stop_note="Deux villes ont été ajoutées.")
DELIBERATION = {"deliberation": {"motion": str(UUID(int=9)), "mandate": str(UUID(int=6)), "code_issue": 1}}
SAID = {"member": "OTT", "about": "concern"}
REFERABLE = replace(
    BALLOT, rule={**BALLOT.rule, "conduct": {**BALLOT.rule.get("conduct", {}), "meeting_request": 2}}
)
REFERRED = replace(REFERABLE, state="stopped", stop_reason="meeting", stop_note="", outcome="referred")
MEETING_ASKED = EntryFacts(42, "{}", {"seats": ["CE3M", "OTT"]})
VOTED = replace(SEAT, voted_at=VOTE.recorded_at)
EXTENDED = EntryFacts(
    40,
    "{}",
    {
        "from": "2026-12-04T18:00:00.000Z",
        "closes_at": "2026-12-07T18:00:00.000Z",
        "reason": "Panne de réseau.",
    },
)
CAST = EntryFacts(41, '{"kind":"vote-cast"}', {"kind": "vote-cast"})

NO_BALLOT: dict[str, Any] = {"motion": None, "ballot": None, "seat": None}
MANDATE = MandateFacts(SEAT.name, OPENED, None)
SUSPENDED = EntryFacts(
    42,
    "{}",
    {"kind": "member-suspended", "until": "2026-12-31T00:00:00.000Z", "reason": "Cotisation impayée."},
)
LET_IN = EntryFacts(43, "{}", {"by": "desk", "reason": "La directrice est en mission."})
HANDED_OVER = EntryFacts(44, "{}", {"from": "CE3M", "to": "OTT"})
RESET = EntryFacts(45, "{}", {"member": "CE3M", "role": "secretariat"})
PUBLIC = {"member": "CE3M", "role": "director"}
WAITING = AskedSeat("OTT", SEAT.name, None, None)
GIVEN = replace(WAITING, answer="given", answered_at=LATER)
MATTER = ConfirmationFacts(
    id=UUID(int=9),
    purpose="address-change",
    subject="CE3M:director",
    facts={**PUBLIC, "email": "nouvelle.direction@example.org"},
    reason="La boîte de la direction a été fermée.",
    needed=1,
    state="asked",
    asked_at=OPENED,
    expires_at=OPENED + timedelta(days=7),
    settled_at=None,
    seats=(WAITING,),
)
CONFIRMING = ConfirmingFacts(UUID(int=10), UUID(int=6), 1, WAITING, None)
ASKED = {"confirmation": MATTER, **NO_BALLOT}

LIFE = LifeFacts(
    number="R-2026-01",
    title=MOTION.title,
    authentic="fr",
    zone="Africa/Casablanca",
    standing=Standing("in_force", LATER),
    condition={"members_at_least": 15, "date": "2027-01-31", "text": {"fr": "la salle est trouvée"}},
    enforced={"seats": ["OTT"], "reason": "Quinze membres depuis le 4 décembre."},
    changes=(Change("repealed", "R-2025-07", LATER),),
)
FOLLOW = FollowFacts(UUID(int=11), UUID(int=6), 1, "contest", SEAT.name)
CONTEST = ContestFacts(
    id=UUID(int=12),
    seat="OTT",
    reason="Le quorum a été compté sur treize membres, et nous étions douze.",
    filed_at=LATER,
    upheld=None,
    answer="",
    settled_at=None,
)
ANSWERED = replace(CONTEST, upheld=False, answer="La liste était arrêtée à l’ouverture.", settled_at=LATER)
ACTION = ActionFacts(
    id=UUID(int=13),
    place=1,
    what={"fr": "Réserver la salle.", "ar": "حجز القاعة.", "en": "Book the room."},
    resolution="R-2026-01",
    motion="2026-04",
    title=dict(MOTION.title),
    authentic="fr",
    zone="Africa/Casablanca",
    declared_at=LATER,
    progress=Progress("planned", LATER, "OTT", "2027-03-31"),
    steps=(),
)
OF_CONTEST = {"life": replace(LIFE, contest=CONTEST), "motion": None, "ballot": None, "seat": None}
OF_ACTION = {
    "life": replace(LIFE, action=ACTION, follow=replace(FOLLOW, purpose="action")),
    "motion": None,
    "ballot": None,
    "seat": None,
}
MAY_CONTEST = replace(LIFE, follow=FOLLOW, contest_until=LATER + timedelta(days=15))
LIVING: dict[str, Any] = {"life": LIFE, "motion": None, "ballot": None, "seat": None}

OF_KIND: dict[str, dict[str, Any]] = {
    "motion-tabled": {
        "extra": DELIBERATION,
        "seat": None,
        "ballot": replace(FOLLOWING, round=1, earliest_open_at=OPENED),
    },
    "invitation": {"link": LINK, "extra": {"cause": "opening"}},
    "reminder": {"link": LINK, "extra": {"mark": "1-P2D"}},
    "receipt": {"vote": VOTE, "entry": CAST, "seat": VOTED},
    "link-replaced": {"link": LINK, "extra": {"cause": "reissued"}, "seat": VOTED},
    "link-resent": {"link": LINK, "seat": VOTED},
    "new-code": {"link": LINK},
    "extended": {"entry": EXTENDED, "ballot": replace(BALLOT, closes_at=LATER)},
    "deliberation-code": {"extra": DELIBERATION, "seat": None, "ballot": None},
    "objection-answered": {"ballot": FOLLOWED},
    "contribution-answered": {"extra": SAID, "seat": None, "ballot": None},
    "meeting-asked": {"ballot": REFERABLE},
    "stopped": {"ballot": STOPPED},
    "withdrawn": {"ballot": replace(STOPPED, stop_reason="withdrawn")},
    "outcome": {"ballot": CLOSED, "resolution": "R-2026-01", "life": MAY_CONTEST},
    "next-round": {"ballot": FOLLOWED, "following": FOLLOWING},
    "disowned": {"vote": VOTE, "entry": CAST},
    "address-left": {"motion": None, "ballot": None, "seat": None},
    "address-taken": {"motion": None, "ballot": None, "seat": None},
    "alternate-told": {"entry": LET_IN},
    "recused": {},
    "handed-over": {**NO_BALLOT, "entry": HANDED_OVER},
    "account-reset": {**NO_BALLOT, "entry": RESET, "extra": {"email": "bureau@example.org"}},
    "mandate-taken": {**NO_BALLOT, "mandate": MANDATE},
    "mandate-left": {**NO_BALLOT, "mandate": replace(MANDATE, closes_at=LATER)},
    "member-news": {**NO_BALLOT, "entry": SUSPENDED, "extra": {"member": "OTT", "name": SEAT.name}},
    "confirmation-asked": {**ASKED, "confirming": CONFIRMING},
    "confirmation-code": {**ASKED, "confirming": CONFIRMING},
    "confirmation-told": ASKED,
    "confirmation-settled": {
        **ASKED,
        "confirmation": replace(MATTER, state="carried_out", settled_at=LATER, facts=PUBLIC, seats=(GIVEN,)),
    },
    "contest-filed": OF_CONTEST,
    "contest-settled": {**OF_CONTEST, "life": replace(LIFE, contest=ANSWERED)},
    "action-assigned": OF_ACTION,
    "action-reminder": OF_ACTION,
    "follow-code": OF_ACTION,
    "desk-contested": OF_CONTEST,
    "second-contested": OF_CONTEST,
    "in-force": LIVING,
    "desk-condition": LIVING,
    "desk-review": LIVING,
    "desk-outcome": {"ballot": CLOSED, "resolution": "R-2026-01", "seat": None},
    "desk-next-round": {"ballot": FOLLOWED, "following": FOLLOWING, "seat": None},
    "desk-silent": {"seat": None, "extra": {"seats": ["CE3M", "OTT"]}},
    "desk-reopened": {"extra": {"of": "2016-02", "members": 15}, "seat": None, "ballot": None},
    "desk-contribution": {"extra": SAID, "seat": None, "ballot": None},
    "desk-meeting": {"ballot": REFERRED, "entry": MEETING_ASKED, "seat": None},
    "desk-disowned": {"vote": VOTE, "entry": CAST},
    "second-disowned": {"vote": VOTE, "entry": CAST},
    "trial": {"motion": None, "ballot": None, "seat": None},
}
"""What the facts of each kind add to those that all letters share."""


def letter_facts(kind: str, language: str = "fr", **changed: Any) -> LetterFacts:
    """The facts of one letter of this kind to a reader of this language; ``changed`` replaces some."""
    role = "secretariat" if kind.startswith("desk-") else "director"
    facts: dict[str, Any] = {
        "id": UUID(int=1),
        "kind": kind,
        "message_id": f"<{kind}.{UUID(int=8)}@governance.example.org>",
        "created_at": OPENED,
        "extra": {},
        "network": NETWORK,
        "receiver": Receiver("direction.ott@example.org", language, role, {"fr": "Direction"}),
        "motion": MOTION,
        "ballot": BALLOT,
        "seat": SEAT,
    }
    return LetterFacts(**(facts | OF_KIND[kind] | changed))


def letter_keys(kind: str) -> Keys:
    """The keys that a letter of this kind is rendered with, as the courier hands them in."""
    facts = OF_KIND[kind]
    life = facts.get("life")
    with_link = (
        bool({"link", "confirming"} & facts.keys())
        or "deliberation" in facts.get("extra", {})
        or bool(life and life.follow)
    )
    with_proof = kind in ("receipt", "disowned")
    return Keys(
        token=KEYS.token if with_link else None,
        code=KEYS.code if with_link else None,
        receipt=KEYS.receipt if with_proof else None,
    )
