"""A process of its own that sends what is due at a fixed instant, until it is killed."""

import asyncio
import sys
from datetime import datetime
from pathlib import Path

import discord

from alongside.settings import Settings
from bot import create_bot
from tests.store.kit import FixedClock


async def send(folder: Path, base: str, now: datetime) -> None:
    """Log in to the stand-in, and work."""
    discord.http.Route.BASE = base
    bot = create_bot(Settings(data=folder, shards=1), FixedClock(now))
    await bot.login("a.b.c")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(send(Path(sys.argv[1]), sys.argv[2], datetime.fromisoformat(sys.argv[3])))
