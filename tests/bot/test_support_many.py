"""Servers with panels: nothing of them is kept in memory, and none is looked at without a reason."""

import gc

import discord
from discord import ui

from alongside.supporting import SupportSpace
from alongside.texts import Speaker
from cogs.ui import support_words
from cogs.ui.screens import Routed
from tests.bot.steps import press
from tests.bot.support_server import PANEL, channel
from tests.bot.supporting import ask, later, panel, rested, support_channel, tap
from tests.conftest import World


def held() -> int:
    """Return how many screens and buttons of ours are held by anything."""
    gc.collect()
    return sum(isinstance(each, ui.LayoutView | Routed) for each in gc.get_objects())


async def test_panels_are_not_held(world: World, say: Speaker) -> None:
    """However many are posted: discord.py keeps nothing of them, and neither does the bot."""
    await support_channel(world)
    place = world.bot.get_channel(channel(world, PANEL).id)
    assert isinstance(place, discord.TextChannel)
    before = held()
    for number in range(50):
        await place.send(view=support_words.panel_view(say, SupportSpace(number)))
    assert held() == before
    store = world.bot._connection._view_store
    assert not store._views
    assert not store._synced_message_views
    ann = world.member("ann")
    await ask(world, ann)
    await press(ann, await tap(world, ann, "I've got it"), "Close it")
    gc.collect()
    assert dict(world.bot.support_desk._locks) == {}
    assert panel(world)


async def test_a_thousand_servers_sleep(world: World) -> None:
    """Settings stay in the database; without a request there is no task, and nothing is asked of Discord."""
    await support_channel(world)
    service = world.bot.services.support
    here = await service.space(world.guild.id)
    await world.restart()
    await rested(world)
    gc.collect()
    assert sum(isinstance(each, SupportSpace) for each in gc.get_objects()) <= 1
    assert here is not None
    seen = len(world.env.http_requests)
    await later(world, 3 * 86_400)
    assert len(world.env.http_requests) == seen
    task = world.bot.support_rounds._sleeper._task
    assert task is None or task.done()
