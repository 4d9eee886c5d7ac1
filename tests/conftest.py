"""The bot in SimCord, a real SQLite file, and a clock that follows SimCord's virtual time."""

import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import discord
import pytest
import simcord
from simcord.builders import ChannelHandle, GuildHandle

from alongside.content import Content
from alongside.questions import QuestionBank
from alongside.settings import Settings
from alongside.texts import Speaker
from bot import create_bot
from cogs.ui.client import AlongsideBot
from tests.loaded import all_content
from tryout.simcord_bridge import as_discord_has_it


def pytest_configure() -> None:
    """Tell the contract's plugin what discord.py always sends ("tts"), and two keys of threads alone.

    The plugin holds every change of a channel against the first shape that fits: direct messages' own.
    """
    contract = sys.modules.get("discord_contract")
    if contract is not None:
        contract.TOLERATED.update(
            ("PATCH", part, key)
            for part, key in (("/channels/", "archived"), ("/channels/", "locked"), ("/messages/", "tts"))
        )


class VirtualClock:
    """Tells SimCord's time: `discord.utils.utcnow` follows it, the wall clock does not."""

    def now(self) -> datetime:
        """Return the virtual instant."""
        return discord.utils.utcnow()


def bot_of(env: simcord.Env) -> AlongsideBot:
    """Return the bot that runs in SimCord."""
    assert isinstance(env.bot, AlongsideBot)
    return env.bot


@dataclass
class World:
    """A server with one channel, the bot in it, and the means to restart it."""

    env: simcord.Env
    settings: Settings
    guild: GuildHandle
    channel: ChannelHandle

    def member(self, name: str) -> simcord.MemberActor:
        """Return a new member of the server."""
        return self.guild.add_member(self.env.create_user(name))

    async def restart(self) -> None:
        """Stop the bot and start a fresh one on the same files."""
        await self.bot.close_store()
        fresh = create_bot(self.settings, VirtualClock())
        await self.env.restart_bot(fresh)

    @property
    def bot(self) -> AlongsideBot:
        """The bot that runs now."""
        return bot_of(self.env)

    @property
    def database(self) -> Path:
        """The database file."""
        return self.settings.data / "alongside.db"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings as a host would have them, with a data folder of the test's own."""
    return Settings(data=tmp_path / "data", shards=1)


@pytest.fixture
async def env(
    settings: Settings, content: Content, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[simcord.Env]:
    """SimCord with the bot in it; uninspected errors of the bot fail the test at its end."""
    # SimCord looks for idleness every 50 ms; more often costs little and saves most of a test's time.
    monkeypatch.setattr(simcord.Env, "_validate_idle", staticmethod(lambda idle: 0.002))
    # Content files are read once for all tests: they do not change, and reading takes most of a start.
    monkeypatch.setattr("bot.load_content", lambda: content)
    as_discord_has_it()
    env = simcord.Env(create_bot(settings, VirtualClock()))
    await env.start()
    try:
        yield env
    finally:
        await bot_of(env).close_store()
        await env.shutdown()
    # What a test looked at (`env.errors`) is settled; the rest is news.
    env._raise_errors_since(env._errors_acknowledged)


@pytest.fixture
def world(env: simcord.Env, settings: Settings) -> World:
    """A server with one channel, and the running bot in it."""
    guild = env.create_guild("Kitchen table")
    return World(env, settings, guild, guild.create_text_channel("general"))


@pytest.fixture(scope="session")
def content() -> Content:
    """All content files."""
    return all_content()


@pytest.fixture(scope="session")
def say(content: Content) -> Speaker:
    """Who speaks English."""
    return content.texts.speaker("en-US")


@pytest.fixture(scope="session")
def bank(content: Content) -> QuestionBank:
    """The English questions."""
    return content.bank("en")
