"""How much memory a support channel's panel costs, against a server in discord.py's own cache.

Prints bytes per server and bytes per panel, both as the bot's side of one run holds them: what the stand-in
for Discord remembers of the run is let go of before it is counted.

python -m benchmarks.panels [servers]
"""

import asyncio
import gc
import sys
import tempfile
import tracemalloc
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import discord
import simcord

from alongside.settings import Settings
from alongside.supporting import SupportSpace
from bot import create_bot
from cogs.ui.client import AlongsideBot
from cogs.ui.support_making import Maker
from tryout.simcord_bridge import as_discord_has_it

SERVERS = 1000
# Whose allocations are the bot's.
OURS = ("*/discord/*", "*/cogs/*", "*/alongside/*")


class VirtualClock:
    """The stand-in's time."""

    def now(self) -> datetime:
        """Return the virtual instant."""
        return discord.utils.utcnow()


@dataclass(frozen=True)
class Cost:
    """Bytes of the bot's side, for one server and for one panel on top of it."""

    server: float
    panel: float


async def measure(servers: int, data: Path) -> Cost:
    """Let a bot see so many servers, then put up a panel in each; return what each costs."""
    as_discord_has_it()
    env = simcord.Env(create_bot(Settings(data=data, shards=1), VirtualClock()))
    await env.start()
    bot = env.bot
    assert isinstance(bot, AlongsideBot)
    try:
        first = env.create_guild("One of many")
        await _put_up(bot, await _lay_out(env, first))  # what is made once is not counted
        tracemalloc.start()
        empty = _held(env)
        spaces = [await _lay_out(env, env.create_guild("One of many")) for _ in range(servers)]
        await env.settle(timeout=120)
        cached = _held(env)
        for space in spaces:
            await _put_up(bot, space)
        await env.settle(timeout=120)
        return Cost((cached - empty) / servers, (_held(env) - cached) / servers)
    finally:
        tracemalloc.stop()
        await bot.close_store()
        await env.shutdown()


async def _lay_out(env: simcord.Env, guild: simcord.GuildHandle) -> SupportSpace:
    shut: dict[Any, discord.PermissionOverwrite] = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False)
    }
    role = guild.create_role("Helpers")
    panel, cards = guild.create_text_channel("support"), guild.create_text_channel("cards", overwrites=shut)
    await env.settle()
    return SupportSpace(guild.id, panel.id, cards.id, role.id)


async def _put_up(bot: AlongsideBot, space: SupportSpace) -> None:
    guild = bot.get_guild(space.guild_id)
    assert guild is not None
    await bot.services.support.save_space(space)
    maker = Maker(guild, guild.me, bot.services.support, bot.content.texts.speaker("en"))
    assert await maker.put_up(lambda _: True) is not None


def _held(env: simcord.Env) -> int:
    _let_go(env)
    gc.collect()
    wanted = [tracemalloc.Filter(True, pattern) for pattern in OURS]
    return sum(each.size for each in tracemalloc.take_snapshot().filter_traces(wanted).statistics("filename"))


def _let_go(env: simcord.Env) -> None:
    """Let the stand-in forget what it was sent: real Discord would hold that, and not this process."""
    backend = env.backend
    backend.http_requests.clear()
    backend.transcript.clear()
    for messages in backend.messages.values():
        messages.clear()


async def main(servers: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="alongside-") as folder:
        cost = await measure(servers, Path(folder))
    print(f"{servers} servers with a panel each, on the bot's side:")
    print(f"  a server in discord.py's cache  {cost.server:8.0f} bytes")
    print(f"  a panel on top of it            {cost.panel:8.0f} bytes")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else SERVERS))
