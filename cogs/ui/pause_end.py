"""The end of a pause: sent to those who agreed to a message, told to the others at their next command.

One task serves all pauses, asleep until the earliest end; without any pause there is no task.
"""

import asyncio
import logging
from collections.abc import Callable

import discord
from discord import ui
from discord.utils import format_dt

from alongside.clock import Clock, from_seconds
from alongside.model import Due
from alongside.services.pause import PauseService
from alongside.texts import Speaker
from cogs.ui.app import app, speaker
from cogs.ui.screens import AnyItem, Routed, button, row, screen, text
from cogs.ui.sleeper import Sleeper

log = logging.getLogger("alongside.pauses")


async def blocks(interaction: discord.Interaction) -> list[AnyItem]:
    """Return what to say about a pause that ended meanwhile, once; nothing where there is none."""
    pause = await app(interaction).services.pause.tell_ended(interaction.user.id)
    if pause is None:
        return []
    say = speaker(interaction)
    told = say("pause-ended", ended=format_dt(pause.ends_at, "R"))
    stop = button("pause.stop", pause.id, say("button-pause-let-go"))
    return [text(told), row(_now(say, pause.id), stop, button("help.open", "", say("button-help-now")))]


def end_message(say: Speaker, record: str) -> ui.LayoutView:
    """Return the message at the end of a pause: one line, and nothing of what was written."""
    return screen(
        text(say("pause-end")),
        row(
            _now(say, record),
            button("message.remove", "", say("button-remove")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def _now(say: Speaker, record: str) -> Routed:
    return button("pause.now", record, say("button-now"), style=discord.ButtonStyle.primary)


class PauseEnds:
    """Sends the message at the end of each pause, where it was agreed to, and never twice."""

    def __init__(
        self, client: discord.Client, service: Callable[[], PauseService], clock: Clock, say: Speaker
    ) -> None:
        self._client = client
        self._service = service
        self._clock = clock
        self._say = say
        self._sleeper = Sleeper("the ends of pauses", self._look)
        # Up to when ends were looked at: none of them is looked at twice.
        self._since = from_seconds(0)

    def wake(self) -> None:
        """Look for the earliest end again: at start, and whenever a pause began."""
        self._sleeper.wake()

    async def stop(self) -> None:
        """Stop sleeping, or sending."""
        await self._sleeper.stop()

    async def _look(self) -> float | None:
        """Send what is due; return the seconds to the next end, or None where there is none."""
        due, self._since = await self._service().claim_due(self._since)
        await self._send(due)
        ends = await self._service().next_end(self._since)
        return None if ends is None else max(0.0, (ends - self._clock.now()).total_seconds())

    async def _send(self, due: list[Due]) -> None:
        for number, each in enumerate(due, 1):
            try:
                channel = await self._client.create_dm(discord.Object(each.user_id))
                await channel.send(view=end_message(self._say, each.record))
            except asyncio.CancelledError:
                # Whether this one arrived nobody knows; those behind it were not sent.
                for rest in due[number:]:
                    await self._untell(rest)
                raise
            except Exception as error:
                # Closed direct messages are the person's choice: their yes stays, and the end waits.
                log.info("the end of a pause could not be sent", exc_info=error)
                await self._untell(each)

    async def _untell(self, due: Due) -> None:
        try:
            await self._service().untell(due)
        except Exception as error:
            log.error("the end of a pause stays untold", exc_info=error)
