"""Rules of the tests: one for each kind of ballot, small and easy to satisfy."""

RULES = """
[[rule]]
id = "test-positions"
title = { fr = "Majorité des membres", ar = "أغلبية الأعضاء", en = "Majority of the members" }
ballot.offer = ["yes", "no", "abstain", "stand_aside", "block"]
criterion = [{ name = "majority", count = ["yes"], op = ">", share = "1/2", of = ["entitled"], on_fail = "rejected" }]

[[rule]]
id = "test-concerned"
ballot.offer = ["yes", "no"]
electorate.exclude = ["concerned"]
criterion = [{ name = "majority", count = ["yes"], op = ">", share = "1/2", of = ["entitled"], on_fail = "rejected" }]

[[rule]]
id = "test-once"
ballot.offer = ["yes", "no"]
conduct.change = false
criterion = [{ name = "majority", count = ["yes"], op = ">", share = "1/2", of = ["entitled"], on_fail = "rejected" }]

[[rule]]
id = "test-no-code"
ballot.offer = ["yes", "no"]
conduct.code = false
criterion = [{ name = "majority", count = ["yes"], op = ">", share = "1/2", of = ["entitled"], on_fail = "rejected" }]

[[rule]]
id = "test-options"
ballot.kind = "options"
ballot.offer = ["yes", "stand_aside", "block"]
select.method = "most-yes"
criterion = [
  { name = "no-objection", count = ["against"], op = "<=", number = "0", on_fail = "blocked" },
  { name = "support", count = ["yes"], op = ">=", number = "1", on_fail = "rejected" },
]

[[rule]]
id = "test-choice"
ballot.kind = "choice"
ballot.offer = ["yes", "abstain"]
select.method = "most-yes"
criterion = [{ name = "majority", count = ["yes"], op = ">", share = "1/2", of = ["cast"], on_fail = "rejected" }]

[[rule]]
id = "test-ranked"
ballot.kind = "ranked"
ballot.offer = ["yes", "abstain"]
ballot.unranked = "no-opinion"
select.method = "schulze"

[[rule]]
id = "test-approval"
ballot.kind = "approval"
ballot.offer = ["yes", "no"]
select.method = "most-yes"
criterion = [{ name = "support", count = ["yes"], op = ">=", number = "1", on_fail = "rejected" }]

[[rule]]
id = "test-resistance"
ballot.kind = "resistance"
ballot.offer = ["yes"]
select.method = "least-resistance"
"""
