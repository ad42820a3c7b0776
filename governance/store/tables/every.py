"""Every table, imported once, so that the metadata is whole wherever it is asked for."""

from sqlmodel import SQLModel

from governance.store.tables import (
    accounts,
    ballots,
    confirmations,
    contributions,
    follow_ups,
    log,
    meetings,
    members,
    motions,
    network,
    objections,
    outbox,
    reopenings,
    resolutions,
    second_factors,
    tokens,
    votes,
)

ROOMS = (
    accounts,
    ballots,
    confirmations,
    contributions,
    follow_ups,
    log,
    meetings,
    members,
    motions,
    network,
    objections,
    outbox,
    reopenings,
    resolutions,
    second_factors,
    tokens,
    votes,
)
METADATA = SQLModel.metadata

APPEND_ONLY = ("annulment", "happening", "log_entry", "log_node", "opened_vote", "signed_head", "vote")
"""Tables whose rows refuse UPDATE and DELETE by trigger, on both databases."""
