"""Passwords are hashed on one thread of their own: a hash costs 40 ms and 19 MiB, and whoever guesses waits in line."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_HASHING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="password")


async def hash_in_line(hashing: Callable[P, T], *args: P.args, **facts: P.kwargs) -> T:
    """What ``hashing`` answers, run off the event loop, one at a time."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_HASHING, lambda: hashing(*args, **facts))
