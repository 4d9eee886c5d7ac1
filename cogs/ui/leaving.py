"""What has to happen in Discord when somebody's data is erased: said by the cogs that left traces there."""

import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol, TypeAlias, runtime_checkable

Afterwards: TypeAlias = Callable[[], Awaitable[None]]

log = logging.getLogger("alongside.leaving")


@runtime_checkable
class LeavesTraces(Protocol):
    """A cog whose records stand for something that is seen in Discord."""

    async def before_erasing(self, user_id: int) -> Afterwards:
        """Look up, while it still can be, what to tidy away; return what does that once all is erased."""
        ...


async def before_erasing(cogs: Iterable[object], user_id: int) -> list[Afterwards]:
    """Ask every cog that leaves traces; their answers are to be called after everything was erased."""
    return [await cog.before_erasing(user_id) for cog in cogs if isinstance(cog, LeavesTraces)]


async def tidy(afterwards: Iterable[Afterwards]) -> None:
    """Do what is left to do in Discord. What fails there undoes no erasure, and is logged."""
    for each in afterwards:
        try:
            await each()
        except Exception as error:
            log.error("a trace in Discord could not be tidied away", exc_info=error)
