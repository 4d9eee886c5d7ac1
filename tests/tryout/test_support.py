"""The support channel in the try-out: the real bot, with what an invitation gives it, and a helper."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from alongside.settings import Settings
from alongside.store.sealing import new_key
from alongside.support_permissions import WITH_MAKING
from bot import create_bot
from tests.bot.steps import press, read
from tryout.clock import MovableClock
from tryout.words import load_words
from tryout.world import As, World


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The try-out's world with the real bot in it."""
    settings = Settings(data=tmp_path / "data", shards=1, key=new_key())
    made = World(lambda clock: create_bot(settings, clock), MovableClock(), load_words(), "UTC")
    await made.start()
    try:
        yield made
    finally:
        await made.close()


async def test_the_bot_has_what_the_invitation_gives(world: World) -> None:
    guild = world.bot.get_guild(world.env.guild.id)
    assert guild is not None
    [own] = [each for each in guild.roles if each.managed]
    assert own.permissions.value == WITH_MAKING


async def test_a_moderator_sets_up_and_the_helper_becomes_one(world: World) -> None:
    sam, noor = world.people[As.MODERATOR], world.people[As.HELPER]
    shown = await sam.slash(world.env.guild.channels["general"], "support setup")
    for label in ("Make a channel", "Make a role", "Make a channel only helpers see", "No reports for now"):
        shown = await press(sam, shown, label)
    assert "The panel is up" in read(await press(sam, shown, "Put up the panel"))
    names = [place.name for place in world.places(As.HELPER)]
    assert "support-requests" not in names
    await world.pulse()
    assert "support-requests" in [place.name for place in world.places(As.HELPER)]
    assert "support-requests" not in [place.name for place in world.places(As.MEMBER)]
    assert noor.id in world.env.guild.member_ids()


async def test_reports_have_a_place_that_only_moderators_see(world: World) -> None:
    assert "moderators" in [place.name for place in world.places(As.MODERATOR)]
    assert "moderators" not in [place.name for place in world.places(As.HELPER)]


async def test_asked_met_and_closed_by_its_three_people(world: World) -> None:
    """Robin asks, Noor goes in from her card, Robin closes: each where they see it, by the real bot."""
    sam, robin, noor = (world.people[each] for each in (As.MODERATOR, As.MEMBER, As.HELPER))
    shown = await sam.slash(world.env.guild.channels["general"], "support setup")
    for label in ("Make a channel", "Make a role", "Make a channel only helpers see", "No reports for now"):
        shown = await press(sam, shown, label)
    await press(sam, shown, "Put up the panel")
    await world.pulse()
    ask_here, requests = (world.env.guild.channels[each] for each in ("ask-for-support", "support-requests"))
    panel = next(each for each in ask_here.history() if each.components)
    form = await robin.click(panel, label="I'd like support")
    answers = {"needs": ["listen"], "support_words": "", "support_alone": "", "yes": True}
    assert "is there for you" in read(await robin.submit_modal(form, answers))
    await world.pulse()
    [thread] = ask_here.threads
    seen = {who: [each.name for each in world.places(who)] for who in As}
    assert thread.name in seen[As.MEMBER]
    assert thread.name not in seen[As.HELPER]
    [card] = requests.history()
    primer = await noor.click(card, label="Look at it …")
    assert "You're in" in read(await press(noor, primer, "Bring me in"))
    await world.pulse()
    assert thread.name in [each.name for each in world.places(As.HELPER)]
    sight = next(each for each in thread.history() if each.components)
    closing = await robin.click(sight, label="I've got it")
    assert "It's closed" in read(await press(robin, closing, "Close it"))
