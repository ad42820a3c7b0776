"""The addresses of the public pages, which users' scripts rely on."""

from typing import Any

from governance.web.public.actions import actions
from governance.web.public.feeds import calendar, feed
from governance.web.public.health import live, ready
from governance.web.public.home import home
from governance.web.public.members import member, members
from governance.web.public.motions import motion, motions
from governance.web.public.register import checkpoint, entries, export, register, verifier
from governance.web.public.resolutions import minutes, resolution, resolutions
from governance.web.public.rounds import round_of
from governance.web.public.versions import difference, version

routes: list[Any] = [
    home,
    motions,
    motion,
    round_of,
    version,
    difference,
    resolutions,
    resolution,
    minutes,
    actions,
    members,
    member,
    register,
    checkpoint,
    entries,
    export,
    verifier,
    feed,
    calendar,
    live,
    ready,
]
