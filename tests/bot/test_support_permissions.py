"""Setting up and looking after a support channel, with each permission there and each taken away."""

import discord
import pytest

from alongside.support_permissions import BITS, NEEDS, USING, WITH_MAKING, Permission, Place
from tests.bot.steps import buttons, press, read, screen_of
from tests.bot.support_server import (
    CARDS,
    PANEL,
    bot_role,
    channel,
    deny,
    everyone,
    invited,
    made,
    me,
    moderator,
    pick,
    put_up,
)
from tests.conftest import World
from tests.test_support_permissions import NAMES

REPORTS = "reports"
# Every need of every channel, each to be taken away.
IN_PLACES = [(place, each) for place in (Place.PANEL, Place.CARDS, Place.REPORTS) for each in NEEDS[place]]
CHANNELS = {Place.PANEL: PANEL, Place.CARDS: CARDS, Place.REPORTS: REPORTS}
# As Discord shows them.
SHOWN = {
    Permission.CHANNELS: "Manage Channels",
    Permission.ROLES: "Manage Roles",
    Permission.VIEW: "View Channel",
    Permission.SEND: "Send Messages",
    Permission.HISTORY: "Read Message History",
    Permission.MANAGE_THREADS: "Manage Threads",
    Permission.PRIVATE_THREADS: "Create Private Threads",
    Permission.IN_THREADS: "Send Messages in Threads",
    Permission.PIN: "Pin Messages",
}


def alone(world: World, permissions: int) -> None:
    """Let the bot have these permissions and nothing through the role that everybody has."""
    everyone(world, discord.Permissions.none())
    invited(world, permissions)
    deny(world, world.channel, world.guild.id, view_channel=True, use_application_commands=True)


async def whole(world: World) -> object:
    """Set everything up, a place for reports included; return the moderator."""
    sam = moderator(world)
    shut = {world.guild.default_role: discord.PermissionOverwrite(view_channel=False)}
    reports = world.guild.create_text_channel(REPORTS, overwrites=shut)  # type: ignore[arg-type]
    mods = world.guild.roles["Moderators"].id
    deny(world, reports, me(world), view_channel=True, send_messages=True)
    deny(world, reports, mods, view_channel=True)
    shown = await sam.slash(world.channel, "support setup")
    for label in ("Make a channel", "Make a role", "Make a channel only helpers see"):
        shown = await press(sam, shown, label)
    shown = await pick(sam, shown, reports)
    assert "The panel is up" in read(await press(sam, shown, "Put up the panel"))
    deny(world, channel(world, CARDS), mods, view_channel=True)
    await world.env.settle()
    return sam


async def test_exactly_the_invitation_is_enough(world: World) -> None:
    """With nothing but what the invitation asks for, everything is made, posted and pinned."""
    alone(world, WITH_MAKING)
    await put_up(world, moderator(world))
    assert len(channel(world, PANEL).pinned_messages()) == 1
    sam = moderator(world, "sue")
    assert "Everything works" in read(await sam.slash(world.channel, "support status"))


@pytest.mark.parametrize("taken", [Permission.CHANNELS, Permission.ROLES, *NEEDS[Place.PANEL]])
async def test_each_missing_from_the_invitation(world: World, taken: Permission) -> None:
    """Without any one of them the wizard names it, what for and where; once it is there, it goes on."""
    alone(world, WITH_MAKING & ~BITS[taken])
    sam = moderator(world)
    shown = await sam.slash(world.channel, "support setup")
    shown = await press(sam, shown, "Make a channel")
    if taken is Permission.ROLES:
        shown = await press(sam, shown, "Make a role")
    told = read(shown)
    assert f"**{SHOWN[taken]}**" in told
    assert "Server Settings → Roles" in told
    assert f"permissions={WITH_MAKING}" in told
    assert sum(told.count(f"**{each}**:") for each in SHOWN.values()) == 1
    invited(world, WITH_MAKING)
    await world.env.settle()
    label = "Make a role" if taken is Permission.ROLES else "Make a channel"
    again = await press(sam, await press(sam, shown, "Check again"), label)
    assert ("Where do helpers see" if taken is Permission.ROLES else "Who helps?") in read(again)


@pytest.mark.parametrize(("place", "taken"), IN_PLACES)
async def test_each_taken_away_later(world: World, place: Place, taken: Permission) -> None:
    """Taken away in one channel after setting up: status and setup name it, and nothing fails."""
    alone(world, WITH_MAKING)
    sam = await whole(world)
    deny(world, channel(world, CHANNELS[place]), me(world), **{NAMES[taken]: False})
    await world.env.settle()
    for command in ("support status", "support setup"):
        told = read(await sam.slash(world.channel, command))  # type: ignore[attr-defined]
        assert f"**{SHOWN[taken]}**: " in told, command
        assert f"In <#{channel(world, CHANNELS[place]).id}>" in told
        assert "Edit Channel → Permissions" in told
        assert "Everything works" not in told
    shown = await sam.slash(world.channel, "support setup")  # type: ignore[attr-defined]
    assert "Check again" in buttons(screen_of(shown))
    deny(world, channel(world, CHANNELS[place]), me(world), **{NAMES[taken]: True})
    await world.env.settle()
    again = await press(sam, shown, "Check again")  # type: ignore[arg-type]
    assert "Everything that this takes is there" in read(again)


@pytest.mark.parametrize("taken", NEEDS[Place.PANEL])
async def test_each_taken_away_between_check_and_act(
    world: World, taken: Permission, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Gone between looking and posting: no error code, no second panel, and it goes on later."""
    alone(world, WITH_MAKING)
    sam = moderator(world)
    ready = await made(world, sam)
    # Discord takes it away, and the news of it comes late: the bot still believes in what it knew.
    backend = world.env.backend
    monkeypatch.setattr(backend, "emit", lambda *args, **kwargs: None)
    deny(world, channel(world, PANEL), me(world), **{NAMES[taken]: False})
    monkeypatch.undo()
    told = read(await press(sam, ready, "Put up the panel"))
    assert "wasn't you" not in told
    assert "The panel is up" in told or "Discord refused that" in told
    assert ("unpinned" in told) == (taken is Permission.PIN)
    deny(world, channel(world, PANEL), me(world), **{NAMES[taken]: True})
    await world.env.settle()
    shown = (
        await press(sam, await sam.slash(world.channel, "support setup"), "Bring the panel up to date")
        if ("The panel is up" in told)
        else await press(sam, ready, "Put up the panel")
    )
    assert "The panel is up" in read(shown)
    assert sum("al:1:support." in str(each.components) for each in channel(world, PANEL).history()) == 1


@pytest.mark.parametrize("taken", [Permission.CHANNELS, Permission.ROLES])
async def test_making_may_be_taken_away_afterwards(world: World, taken: Permission) -> None:
    """What is only there for making is not missed once everything is made."""
    alone(world, WITH_MAKING)
    sam = moderator(world)
    await put_up(world, sam)
    invited(world, WITH_MAKING & ~BITS[taken])
    await world.env.settle()
    assert "Everything works" in read(await sam.slash(world.channel, "support status"))


async def test_the_bots_own_permissions_are_known_without_a_cache(world: World) -> None:
    """discord.py knows the bot as a member, and follows what changes for its role and its channels."""
    invited(world, USING)
    await world.env.settle()
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None
    assert guild.me is not None
    assert guild.me.guild_permissions.value & WITH_MAKING == USING
    invited(world, 0)
    await world.env.settle()
    assert not guild.me.guild_permissions.manage_threads
    assert bot_role(world).permissions == 0
