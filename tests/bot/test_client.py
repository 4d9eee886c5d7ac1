"""The bot as Discord sees it: intents, commands, contexts, start and end."""

from dataclasses import replace

import discord
import simcord

from alongside.settings import Settings
from bot import create_bot
from tests.bot import raw
from tests.bot.steps import read, texts_of
from tests.conftest import VirtualClock, World


def syncs(env: simcord.Env) -> int:
    """Count how often Discord was told about the commands."""
    return sum(r.method == "PUT" and r.path.endswith("/commands") for r in env.http_requests)


async def test_commands_are_synced_when_they_changed(world: World) -> None:
    """At the first start, not at the next one, and again when asked to or when they changed."""
    assert syncs(world.env) == 1
    await world.restart()
    assert syncs(world.env) == 1
    world.settings = replace(world.settings, resync=True)
    await world.restart()
    assert syncs(world.env) == 2
    world.settings = replace(world.settings, resync=False)
    store = world.bot.services.reflections._store
    await store.meta.set("commands", "of an older version")
    await world.restart()
    assert syncs(world.env) == 3


async def test_commands_work_everywhere(world: World) -> None:
    """Every command works in servers, direct messages and elsewhere; a support channel is a server's own."""
    told = next(raw.requests(world.env, "PUT", "/commands"))
    names = {"checkin", "today", "pause", "reminder", "ask", "Ask instead", "support"}
    names |= {"reflections", "trends", "privacy", "help-now", "about"}
    assert {each["name"] for each in told} == names
    for command in told:
        if command["name"] == "support":
            assert (command["contexts"], command["integration_types"]) == ([0], [0])
            continue
        assert sorted(command["contexts"]) == [0, 1, 2]
        assert sorted(command["integration_types"]) == [0, 1]


async def test_commands_speak_in_words(world: World) -> None:
    """Descriptions and choices come from the content files, also after a restart."""
    world.settings = replace(world.settings, resync=True)
    await world.restart()
    for told in raw.requests(world.env, "PUT", "/commands"):
        checkin = next(each for each in told if each["name"] == "checkin")
        assert checkin["description"].startswith("A short check-in")
        assert checkin["options"][1]["choices"][0] == {"name": "A friend", "value": "friend"}


async def test_in_direct_messages(world: World) -> None:
    """The same check-in in the direct messages with the bot."""
    user = world.env.create_user("ann")
    world.guild.add_member(user)
    await user.send_dm("hello")
    shown = (await user.slash("checkin")).response
    assert shown is not None
    assert not shown.ephemeral
    assert "Before you check in" in texts_of(shown)
    await user.click(shown, label="Remove this message")
    assert user.dm_channel.last_message is None or user.dm_channel.last_message.id != shown.id


async def test_no_privileged_intents_and_no_caches(world: World) -> None:
    """The bot asks for guilds alone and remembers no members and no messages."""
    assert world.bot.intents.value == discord.Intents(guilds=True).value
    state = world.bot._connection
    assert state.max_messages is None
    assert state.member_cache_flags == discord.MemberCacheFlags.none()


async def test_create_bot_does_nothing_yet(settings: Settings) -> None:
    """An unconnected bot has opened no file; it closes what it opened, twice without harm."""
    made = create_bot(settings, VirtualClock())
    assert not settings.data.exists()
    await made.close()
    await made.close()


async def test_in_another_language_english_is_spoken(world: World) -> None:
    """Where there are no texts in somebody's language there are English ones."""
    with raw.In("ja"):
        assert "Before you check in" in read(await world.member("ann").slash(world.channel, "checkin"))
