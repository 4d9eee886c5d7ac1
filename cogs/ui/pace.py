"""Keeping below Discord's limits, and asking again before each request whether it is wanted still."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import TypeAlias

import aiohttp

Wanted: TypeAlias = Callable[[], Awaitable[bool]]


class Unwanted(Exception):
    """What was about to be sent is not wanted any more."""


class Pace:
    """So many a second, evenly; after a lull a few may go at once."""

    def __init__(self, per_second: float, at_once: int = 2) -> None:
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


_heeded: ContextVar[tuple[Wanted, Pace] | None] = ContextVar("heeded", default=None)


@contextmanager
def only_while(wanted: Wanted, pace: Pace) -> Iterator[None]:
    """Pace each request that is made in here, and ask `wanted` right before it; else it raises Unwanted.

    discord.py waits for limits and repeats requests by itself, for minutes at times. What was taken back
    meanwhile must not be sent by that; and what a limit held up must not all go at once when it is over.
    """
    token = _heeded.set((wanted, pace))
    try:
        yield
    finally:
        _heeded.reset(token)


def heeding_trace() -> aiohttp.TraceConfig:
    """Return what a client needs as `http_trace` for `only_while` to be heeded."""
    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(_heed)
    return trace


async def _heed(
    session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestStartParams
) -> None:
    if (heeded := _heeded.get()) is None:
        return
    wanted, pace = heeded
    await pace.take()
    if not await wanted():
        raise Unwanted
