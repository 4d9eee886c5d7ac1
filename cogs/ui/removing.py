"""Deleting reflections: the questions before, what is said afterwards, and the end of bringing them back."""

from collections.abc import Callable

from discord import ui

from alongside.looking import Wanted
from alongside.model import Reflection, Unreadable
from alongside.services.reflections import UNDO, ReflectionService, Removed, Sweep
from alongside.texts import Speaker
from cogs.ui.listing import back_button, back_row, number_in, when
from cogs.ui.reflection import DANGER
from cogs.ui.screens import button, row, screen, text
from cogs.ui.sleeper import Sleeper
from cogs.ui.wanted import wanted_blocks

_MINUTES = int(UNDO.total_seconds()) // 60


class Removals:
    """Lets what was deleted go for good, once it can no longer be brought back."""

    def __init__(self, service: Callable[[], ReflectionService]) -> None:
        self._service = service
        self._sleeper = Sleeper("what was deleted", self._look)

    def wake(self) -> None:
        """Look at what there is: at start, and whenever something was deleted."""
        self._sleeper.wake()

    async def stop(self) -> None:
        """Stop sleeping, or deleting."""
        await self._sleeper.stop()

    async def _look(self) -> float | None:
        return await self._service().purge()


def delete_screen(say: Speaker, found: Reflection | Unreadable, page: str, wanted: Wanted) -> ui.LayoutView:
    """Return the question before one is deleted."""
    ref = f"{found.id}.{number_in(page)}"
    told = say("delete-text", when=when(found.created_at), minutes=_MINUTES)
    return screen(
        text(f"## {say('delete-title')}\n{told}"),
        *wanted_blocks(say, wanted),
        row(
            button("reflections.deleted", ref, say("button-delete-yes"), style=DANGER),
            button("reflections.open", ref, say("button-delete-no")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def sweep_screen(say: Speaker, sweep: Sweep, wanted: Wanted, *, changed: bool) -> ui.LayoutView:
    """Return the question before all that was found is deleted; `changed` where it was another set before."""
    if not sweep.count:
        return screen(text(say("find-nothing")), *wanted_blocks(say, wanted), back_row(say, 0, wanted))
    first = [text(say("sweep-changed"))] if changed else []
    yes = say("button-delete-yes") if sweep.count == 1 else say("button-sweep-yes")
    return screen(
        text(f"## {say('sweep-title', count=sweep.count)}"),
        *first,
        *wanted_blocks(say, wanted),
        text(say("sweep-text", count=sweep.count, minutes=_MINUTES)),
        row(
            button("reflections.swept", sweep.mark, yes, style=DANGER),
            button("reflections.page", "0", say("button-sweep-no")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def removed_screen(say: Speaker, removed: Removed, page: str, wanted: Wanted) -> ui.LayoutView:
    """Return what was deleted, with the way to bring it back."""
    return screen(
        text(say("delete-done", count=removed.count, minutes=_MINUTES)),
        *wanted_blocks(say, wanted),
        row(
            button("reflections.undo", removed.removal, say("button-undo")),
            back_button(say, number_in(page), wanted),
            button("help.open", "", say("button-help-now")),
        ),
    )


def back_screen(say: Speaker, count: int, wanted: Wanted) -> ui.LayoutView:
    """Return what became of the wish to bring back."""
    told = say("undo-done", count=count) if count else say("undo-late", minutes=_MINUTES)
    return screen(text(told), *wanted_blocks(say, wanted), back_row(say, 0, wanted))
