"""The real bot, logged in to the stand-in, and people in it with reminders."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import time, timedelta
from pathlib import Path
from unittest.mock import patch

import discord

from alongside.clock import Clock
from alongside.reminding import Change
from alongside.services import Services
from alongside.settings import Settings
from bot import create_bot
from cogs.ui.client import AlongsideBot
from tests.loaded import all_content
from tests.standin.discord_api import StandIn
from tests.standin.virtual import LoopClock

ANNA, BEN = 700_000_000_000_000_001, 700_000_000_000_000_002
# Noon in UTC is the start; an hour later it is due.
AT = time(13)


class House:
    """A stand-in and the bots that come and go before it, on one data folder."""

    def __init__(self, folder: Path, standin: StandIn, clock: Clock) -> None:
        self.folder = folder
        self.standin = standin
        self.clock = clock
        self.bots: list[AlongsideBot] = []

    async def open(self) -> AlongsideBot:
        """Start a bot; it works until it is closed or dies."""
        with patch("bot.load_content", all_content):
            bot = create_bot(Settings(data=self.folder, shards=1), self.clock)
        self.bots.append(bot)
        await bot.login("a.b.c")
        return bot

    async def close(self, bot: AlongsideBot) -> None:
        """Stop a bot as a host does."""
        self.bots.remove(bot)
        await bot.close()

    async def restart(self, bot: AlongsideBot, down: float = 0) -> AlongsideBot:
        """Stop a bot and start another one, some seconds later."""
        await self.close(bot)
        await asyncio.sleep(down)
        return await self.open()

    @property
    def services(self) -> Services:
        """What the newest bot can do."""
        return self.bots[-1].services

    async def set(self, *users: int, at: time = AT, channel: bool = True) -> None:
        """Set reminders, proven to arrive or not."""
        for user in users:
            assert await self.services.reminders.set(user, Change(at, "UTC"), agreed=True) is not None
            if channel:
                await self.services.reminders.proven(user, self.standin.channel_of(user))
        self.bots[-1].reminders.wake()


@asynccontextmanager
async def house_in(folder: Path) -> AsyncIterator[House]:
    """Open the stand-in, and close whatever is left at the end."""
    clock = LoopClock()
    standin = StandIn(now=lambda: clock.now().timestamp())
    await standin.start()
    before, discord.http.Route.BASE = discord.http.Route.BASE, standin.base
    house = House(folder, standin, clock)
    try:
        yield house
    finally:
        for bot in list(house.bots):
            await house.close(bot)
        discord.http.Route.BASE = before
        await standin.stop()


async def until(hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
    """Let time pass."""
    await asyncio.sleep(timedelta(hours=hours, minutes=minutes, seconds=seconds).total_seconds())
