"""A loop whose time is virtual: where nothing is under way it is at once as late as the next timer says.

Sockets and threads work as always, so discord.py's own client talks to a server on loopback, and SQLite
writes its files; only waiting takes no time.
"""

import asyncio
import functools
import selectors
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from unittest.mock import patch

import aiohttp
from aiosqlite.core import Connection

START = datetime(2027, 1, 4, 12, tzinfo=UTC)  # a Monday
T = TypeVar("T")
# In seconds: how long an answer may be on its way through the machine unseen, and how often to look.
_UNSEEN, _LOOK = 0.0005, 0.05


class _Skipping:
    """A selector that, instead of waiting for a timer, moves the time on."""

    def __init__(self, inner: selectors.BaseSelector, skip: Callable[[float], bool]) -> None:
        self._inner = inner
        self._skip = skip

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None or timeout <= 0:
            return self._inner.select(timeout)
        events = self._inner.select(_UNSEEN)
        if events or self._skip(timeout):
            return events
        return self._inner.select(_LOOK)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class VirtualLoop(asyncio.SelectorEventLoop):
    """See above. `busy` counts what is under way outside of the loop; while it is, time stands still."""

    def __init__(self) -> None:
        self._now = 0.0
        self.busy = 0
        super().__init__(_Skipping(selectors.DefaultSelector(), self._skip))  # type: ignore[arg-type]

    def time(self) -> float:
        """Return the virtual second."""
        return self._now

    def _skip(self, seconds: float) -> bool:
        if self.busy > 0:
            return False
        self._now += seconds
        return True

    def run_in_executor(self, executor: Executor | None, func: Any, *args: Any) -> Any:  # type: ignore[override]
        """Count what runs in a thread."""
        self.busy += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(lambda _: self._less())
        return future

    def _less(self) -> None:
        self.busy -= 1


class LoopClock:
    """Tells the loop's time."""

    def now(self) -> datetime:
        """Return START, and the seconds that the loop has counted since."""
        return START + timedelta(seconds=asyncio.get_running_loop().time())


@contextmanager
def _busy(number: int) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    if not isinstance(loop, VirtualLoop):
        yield
        return
    loop.busy += number
    try:
        yield
    finally:
        loop.busy -= number


def unbusy() -> AbstractContextManager[None]:
    """Count what waits in here as not under way: a server that lets its client wait."""
    return _busy(-1)


def _counted(call: Callable[..., Awaitable[T]]) -> Callable[..., Coroutine[Any, Any, T]]:
    @functools.wraps(call)
    async def counted(*args: Any, **kwargs: Any) -> T:
        token = _counting.set(True)
        try:
            with _busy(1):
                return await call(*args, **kwargs)
        finally:
            _counting.reset(token)

    return counted


_counting: ContextVar[bool] = ContextVar("counting", default=False)
_sleep = asyncio.sleep


async def _sleep_uncounted(delay: float, result: Any = None) -> Any:
    # Whoever sleeps is not under way, though the request that it belongs to may be.
    with _busy(-1 if _counting.get() else 0):
        return await _sleep(delay, result)


def in_virtual_time(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Let a test run in a loop of virtual time."""

    @functools.wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        with (
            patch.object(Connection, "_connect", _counted(Connection._connect)),
            patch.object(Connection, "_execute", _counted(Connection._execute)),
            patch.object(aiohttp.ClientSession, "_request", _counted(aiohttp.ClientSession._request)),
            patch.object(asyncio, "sleep", _sleep_uncounted),
            # Idle connections grow old in virtual time; else they are looked at every fifteen seconds of it.
            patch.object(aiohttp.connector, "monotonic", lambda: asyncio.get_running_loop().time()),
            asyncio.Runner(loop_factory=VirtualLoop) as runner,
        ):
            runner.run(test(*args, **kwargs))

    return run
