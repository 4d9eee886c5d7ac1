"""Who may set up, look and take down: only people with Manage Server, wherever their click comes from."""

import discord
import pytest

from tests.bot import raw
from tests.bot.steps import read
from tests.bot.support_server import helper, invited, moderator, put_up
from tests.conftest import World

REFS = ("", "channel", "role", "cards.0", "reports", "all", "channel.123", "role.0", "x")


def kinds(world: World) -> list[str]:
    """Return every kind of click and form that is for moderators."""
    return sorted(each for each in world.bot.router.kinds if each.startswith(("setup.", "removal.")))


async def test_the_command_is_offered_to_moderators_alone(world: World) -> None:
    """Discord shows it to people with Manage Server, in servers that invited the bot, and nowhere else."""
    [command] = [each for each in world.bot.tree.get_commands() if each.name == "support"]
    told = command.to_dict(world.bot.tree)
    assert told["default_member_permissions"] == discord.Permissions(manage_guild=True).value
    assert told["contexts"] == [0]
    assert told["integration_types"] == [0]


async def test_others_forge_every_click(world: World) -> None:
    """A member and a helper send every click and form there is: each is answered, and nothing changes."""
    invited(world)
    await put_up(world, moderator(world))
    before = await world.bot.services.support.space(world.guild.id)
    requests = len(world.env.http_requests)
    for person in (world.member("eve"), helper(world)):
        start = await person.slash(world.channel, "about")
        for kind in kinds(world):
            for ref in REFS:
                made = raw.click(world, person, start, f"al:1:{kind}:{ref}")
                await world.env.settle()
                assert "Manage Server" in read(made), (kind, ref)
    assert await world.bot.services.support.space(world.guild.id) == before
    changing = [
        each
        for each in world.env.http_requests[requests:]
        if each.method != "GET" and "/interactions/" not in each.path and "/webhooks/" not in each.path
    ]
    assert changing == []


@pytest.mark.parametrize("kind", ["setup.limited", "setup.hours-set", "setup.lines-set", "removal.sent"])
async def test_others_forge_every_form(world: World, kind: str) -> None:
    """So with forms that were never opened."""
    invited(world)
    await put_up(world, moderator(world))
    before = await world.bot.services.support.space(world.guild.id)
    eve = world.member("eve")
    sent = raw.submit(world, eve, f"al:1:{kind}:", {"limit": "5", "going": "channel", "begins": "1"})
    await world.env.settle()
    assert "Manage Server" in read(sent)
    assert await world.bot.services.support.space(world.guild.id) == before


async def test_who_was_a_moderator_is_none_any_more(world: World) -> None:
    """The screen is still there when the permission is gone: the next press is refused."""
    invited(world)
    sam = moderator(world)
    shown = await sam.slash(world.channel, "support setup")
    world.env.backend.edit_role(world.guild.id, world.guild.roles["Moderators"].id, {"permissions": 0})
    await world.env.settle()
    refused = raw.click(world, sam, shown, "al:1:setup.make:channel.0")
    await world.env.settle()
    assert "Manage Server" in read(refused)
    assert await world.bot.services.support.space(world.guild.id) is None


async def test_odd_refs_of_moderators_are_answered(world: World) -> None:
    """Whatever an old or odd screen sends, a moderator reads words, never an error's number."""
    invited(world)
    sam = moderator(world)
    start = await sam.slash(world.channel, "about")
    for kind in kinds(world):
        for ref in REFS:
            made = raw.click(world, sam, start, f"al:1:{kind}:{ref}")
            await world.env.settle()
            assert made.acknowledged, (kind, ref)
            if made.modal is None:
                assert "wasn't you" not in read(made), (kind, ref)


async def test_another_servers_moderators(world: World) -> None:
    """Manage Server in one server says nothing about another one."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    other = world.env.create_guild("Another table")
    there = other.create_text_channel("general")
    role = other.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    eve_user = world.env.create_user("eve")
    eve, eve_here = other.add_member(eve_user, roles=[role]), world.guild.add_member(eve_user)
    assert "no support channel here" in read(await eve.slash(there, "support status"))
    start = await eve_here.slash(world.channel, "about")
    forged = raw.click(world, eve_here, start, "al:1:setup.status:")
    await world.env.settle()
    assert "Manage Server" in read(forged)


async def test_in_direct_messages(world: World) -> None:
    """A click that is forged there finds no server."""
    ann = world.member("ann")
    start = await ann.user.slash("about")
    shown = start.response
    assert shown is not None
    made = raw.click(world, ann, await ann.slash(world.channel, "about"), "al:1:setup.open:")
    await world.env.settle()
    assert "Manage Server" in read(made)
