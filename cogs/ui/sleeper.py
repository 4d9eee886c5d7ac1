"""A task that sleeps until something is due, and is started again when something earlier may have come."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol

# How long to wait after looking failed, in seconds.
RETRY = 60.0

log = logging.getLogger("alongside.sleeper")


class Background(Protocol):
    """What works beside the answers to people: woken at start, stopped before the store is closed."""

    def wake(self) -> None:
        """Look at what there is to do."""
        ...

    async def stop(self) -> None:
        """End, and leave nothing half done behind."""
        ...


class Sleeper:
    """Calls `look` whenever something is due. Without anything to wait for there is no task.

    `look` does what is due and returns the seconds to the next time, or None where there is nothing
    to wait for. It is never run twice at once, and never interrupted but by `stop`.
    """

    def __init__(self, name: str, look: Callable[[], Awaitable[float | None]]) -> None:
        self._name = name
        self._look = look
        self._task: asyncio.Task[None] | None = None
        self._asleep = False
        self._again = False

    def wake(self) -> None:
        """Look again: at start, and whenever something earlier may have come."""
        self._again = True
        if self._asleep and self._task is not None:
            self._task.cancel()
        elif self._task is not None and not self._task.done():
            return  # it is at work, and looks again by itself
        self._asleep = False
        self._task = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """Stop sleeping, or working."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _run(self) -> None:
        while True:
            self._again = False
            wait = await self._looked()
            if self._again:
                continue
            if wait is None:
                return
            self._asleep = True
            await asyncio.sleep(wait)
            self._asleep = False

    async def _looked(self) -> float | None:
        try:
            return await self._look()
        except Exception as error:
            log.error("%s could not be looked up; it is tried again", self._name, exc_info=error)
            return RETRY
