"""Keeping below Discord's limits, and asking again before each request whether it is wanted still."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import TypeAlias

import aiohttp

Wanted: TypeAlias = Callable[[], Awaitable[bool]]

_wanted: ContextVar[Wanted | None] = ContextVar("wanted", default=None)


class Unwanted(Exception):
    """What was about to be sent is not wanted any more."""


class Pace:
    """So many a second, evenly; after a lull a few may go at once."""

    def __init__(self, per_second: float, at_once: int = 5) -> None:
        self._each = 1 / per_second
        self._slack = at_once * self._each
        self._next = 0.0

    async def take(self) -> None:
        """Wait for one's turn."""
        now = asyncio.get_running_loop().time()
        turn = max(self._next, now - self._slack)
        self._next = turn + self._each
        if turn > now:
            await asyncio.sleep(turn - now)


@contextmanager
def only_while(wanted: Wanted) -> Iterator[None]:
    """Ask `wanted` right before each request that is made in here; a request that is not raises Unwanted.

    discord.py waits for limits and repeats requests by itself, for minutes at times. What was taken back
    meanwhile must not be sent by that.
    """
    token = _wanted.set(wanted)
    try:
        yield
    finally:
        _wanted.reset(token)


def asking_trace() -> aiohttp.TraceConfig:
    """Return what a client needs as `http_trace` for `only_while` to be heeded."""
    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(_ask)
    return trace


async def _ask(
    session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestStartParams
) -> None:
    wanted = _wanted.get()
    if wanted is not None and not await wanted():
        raise Unwanted
