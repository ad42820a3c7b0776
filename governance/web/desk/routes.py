"""The addresses of the desk. Every one but the sign-in asks who is there first, whatever its method."""

from typing import Any

from litestar import Router
from litestar.di import Provide

from governance.refusal import Refusal
from governance.web.desk import (
    account,
    amendments,
    ballots,
    board,
    clock,
    confirmations,
    drafts,
    handover,
    lives,
    member_sheets,
    members,
    motions,
    opening,
    rehearsal,
    resolutions,
    rules,
    seats,
    second_factor,
    sessions,
    tokens,
)
from governance.web.desk.pages import desk_refusal
from governance.web.desk.visits import enter

_desk = Router(
    path="/desk",
    route_handlers=[
        sessions.show_sign_in,
        sessions.take_sign_in,
        sessions.take_sign_out,
        account.show_account,
        account.take_password,
        account.take_sign_out_everywhere,
        board.show_board,
        clock.take_clock,
        motions.show_motions,
        drafts.show_new,
        drafts.take_new,
        drafts.show_edit,
        drafts.take_edit,
        motions.show_motion,
        motions.show_preview,
        rehearsal.show_rehearsal,
        rehearsal.show_letter,
        motions.show_table,
        motions.take_table,
        motions.show_withdraw,
        motions.take_withdraw,
        amendments.show_amend,
        amendments.take_amend,
        opening.show_open,
        opening.take_open,
        ballots.show_ballot,
        ballots.show_extend,
        ballots.take_extend,
        ballots.show_stop,
        ballots.take_stop,
        seats.show_seat,
        seats.take_seat,
        members.show_members,
        member_sheets.show_import,
        member_sheets.take_import,
        member_sheets.send_export,
        members.show_member,
        members.take_member,
        handover.show_handover,
        handover.take_handover,
        confirmations.show_confirmations,
        confirmations.take_confirmations,
        lives.show_life,
        lives.take_life,
        resolutions.show_sign,
        resolutions.take_sign,
        rules.show_rule,
        second_factor.show_second_factor,
        second_factor.take_second_factor,
        tokens.show_tokens,
        tokens.take_token,
        tokens.take_revoke,
    ],
    dependencies={"visit": Provide(enter)},
    exception_handlers={Refusal: desk_refusal},
)

routes: list[Any] = [_desk]
