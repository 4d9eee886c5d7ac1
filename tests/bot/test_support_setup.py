"""/support setup: from nothing to a panel, step by step, each of them safe to be interrupted."""

import sqlite3
from dataclasses import replace

import discord
import pytest
from simcord.components import walk_components

from alongside.supporting import Made, SupportSpace
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.steps import buttons, press, read, screen_of
from tests.bot.support_server import (
    CARDS,
    PANEL,
    ROLE,
    USING,
    channel,
    deny,
    helper,
    invited,
    made,
    me,
    moderator,
    pick,
    put_up,
)
from tests.bot.test_errors import held
from tests.conftest import World


async def space_of(world: World) -> SupportSpace:
    """Return what is written down about the server."""
    found = await world.bot.services.support.space(world.guild.id)
    assert found is not None
    return found


def panels(world: World) -> list[discord.Message]:
    """Return every panel that stands in the channel that the bot made."""
    return [each for each in channel(world, PANEL).history() if "al:1:support." in str(each.components)]


async def test_everything_made_by_the_bot(world: World) -> None:
    """Four steps and one press later a panel is up and pinned, and each thing made is the bot's own."""
    invited(world)
    sam = moderator(world)
    shown = await put_up(world, sam)
    assert "The panel is up" in read(shown)
    space = await space_of(world)
    assert space.ready
    assert space.made == {Made.CHANNEL, Made.ROLE, Made.HELPER_CHANNEL}
    [panel] = channel(world, PANEL).pinned_messages()
    assert panel.id == space.panel_id
    assert [each.type for each in channel(world, PANEL).history()] == [discord.MessageType.default]


async def test_everything_picked(world: World) -> None:
    """With channels and a role that are there, the bot makes nothing and needs no permission to make."""
    invited(world, USING)
    sam = moderator(world)
    shut = {world.guild.default_role: discord.PermissionOverwrite(view_channel=False)}
    role = world.guild.create_role("Listeners")
    inside = {role: discord.PermissionOverwrite(view_channel=True)}
    own = {
        each: discord.PermissionOverwrite(view_channel=True)
        for each in (world.bot.user, world.guild.roles["Moderators"])
    }
    help_here = world.guild.create_text_channel("help")
    cards = world.guild.create_text_channel("cards", overwrites={**shut, **inside, **own})  # type: ignore[dict-item]
    reports = world.guild.create_text_channel("reports", overwrites={**shut, **own})  # type: ignore[dict-item]
    shown = await sam.slash(world.channel, "support setup")
    for what in (help_here, role, cards, reports):
        shown = await pick(sam, shown, what)
    assert "Everything that this takes is there" in read(shown)
    assert "The panel is up" in read(await press(sam, shown, "Put up the panel"))
    space = await space_of(world)
    assert (space.channel_id, space.role_id, space.helper_channel_id, space.report_channel_id) == (
        help_here.id,
        role.id,
        cards.id,
        reports.id,
    )
    assert space.made == frozenset()


async def test_a_made_channel_for_cards_is_for_helpers_alone(world: World) -> None:
    """Everybody else, the one who set it up included, sees nothing of it."""
    invited(world)
    await put_up(world, moderator(world))
    space = await space_of(world)
    assert space.helper_channel_id is not None
    for person, sees in ((world.member("ann"), False), (helper(world), True)):
        held = world.env.backend.compute_permissions(world.guild.id, person.id, space.helper_channel_id)
        assert bool(held & discord.Permissions.view_channel.flag) is sees


async def test_a_restart_between_all_steps(world: World) -> None:
    """What was settled is a row: the wizard goes on where it stood, with the same screen."""
    invited(world)
    sam = moderator(world)
    shown = await sam.slash(world.channel, "support setup")
    for label in ("Make a channel", "Make a role", "Make a channel only helpers see", "No reports for now"):
        await world.restart()
        shown = await press(sam, shown, label)
    await world.restart()
    again = await sam.slash(world.channel, "support setup")
    assert PANEL not in read(again)  # a mention, not a name
    assert "Everything that this takes is there" in read(again)
    assert "The panel is up" in read(await press(sam, shown, "Put up the panel"))
    assert len(panels(world)) == 1


async def test_carried_on_later(world: World) -> None:
    """Half of it settled, the command shows the first step that is not."""
    invited(world)
    sam = moderator(world)
    shown = await press(sam, await sam.slash(world.channel, "support setup"), "Make a channel")
    assert "Who helps?" in read(shown)
    assert "Who helps?" in read(await sam.slash(world.channel, "support setup"))


async def test_two_moderators_make_one_channel(world: World) -> None:
    """Both press the same button at once: there is one channel, and both go on from it."""
    invited(world)
    sam, kim = moderator(world), moderator(world, "kim")
    first, second = (
        await sam.slash(world.channel, "support setup"),
        await kim.slash(world.channel, "support setup"),
    )
    ident = buttons(screen_of(first))["Make a channel"]
    sent = [raw.click(world, sam, first, ident), raw.click(world, kim, second, ident)]
    sent.append(raw.click(world, sam, first, ident))
    await world.env.settle()
    assert all("Who helps?" in read(each) for each in sent)
    assert [name for name in world.guild.channels if name == PANEL] == [PANEL]
    assert sum(r.method == "POST" and r.path.endswith("/channels") for r in world.env.http_requests) == 1


async def test_two_put_up_one_panel(world: World) -> None:
    """The panel is posted once, however often the button was pressed."""
    invited(world)
    sam = moderator(world)
    ready = await made(world, sam)
    ident = buttons(screen_of(ready))["Put up the panel"]
    sent = [raw.click(world, sam, ready, ident) for _ in range(3)]
    await world.env.settle()
    assert all("The panel is up" in read(each) for each in sent)
    assert len(panels(world)) == 1
    assert len(channel(world, PANEL).pinned_messages()) == 1


async def test_a_channel_that_cannot_be_written_down_is_taken_away(world: World, say: Speaker) -> None:
    """The store fails once the channel was made: nothing is left of it, and the next press makes one."""
    invited(world)
    sam = moderator(world)
    shown = await sam.slash(world.channel, "support setup")
    ident = buttons(screen_of(shown))["Make a channel"]
    with held(world):
        failed = await press(sam, shown, "Make a channel")
        assert say("error-store-busy") in read(failed)
    assert PANEL not in world.guild.channels
    again = raw.click(world, sam, shown, ident)
    await world.env.settle()
    assert "Who helps?" in read(again)


async def test_a_panel_that_cannot_be_written_down_is_taken_away(world: World, say: Speaker) -> None:
    """The panel was posted and the store fails: it goes again, and the next press posts one."""
    invited(world)
    sam = moderator(world)
    ready = await made(world, sam)
    with held(world):
        assert say("error-store-busy") in read(await press(sam, ready, "Put up the panel"))
    assert panels(world) == []
    await press(sam, await sam.slash(world.channel, "support setup"), "Put up the panel")
    assert len(panels(world)) == 1


async def test_what_a_crash_left_is_used(world: World) -> None:
    """A channel that was made, and not written down because the bot ended there, is found by the next run."""
    invited(world)
    sam = moderator(world)
    await press(sam, await sam.slash(world.channel, "support setup"), "Make a channel")
    before = channel(world, PANEL).id
    await world.bot.services.support.forget_space(world.guild.id)
    await press(sam, await sam.slash(world.channel, "support setup"), "Make a channel")
    assert (await space_of(world)).channel_id == before


async def test_a_panel_that_a_crash_left_is_used(world: World) -> None:
    """So is a panel that was posted and not written down."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    [panel] = panels(world)
    space = await space_of(world)
    await world.bot.services.support.save_space(replace(space, panel_id=None))
    await press(sam, await sam.slash(world.channel, "support setup"), "Put up the panel")
    assert [each.id for each in panels(world)] == [panel.id]
    assert (await space_of(world)).panel_id == panel.id


@pytest.mark.parametrize("status", [500, 503, 404, 403])
@pytest.mark.parametrize(("method", "path"), [("POST", "*/channels"), ("POST", "*/roles")])
async def test_discord_fails_while_something_is_made(
    world: World, method: str, path: str, status: int
) -> None:
    """It is said in words, nothing is written down, and the same press works once Discord is back."""
    invited(world)
    sam = moderator(world)
    shown = await sam.slash(world.channel, "support setup")
    label = "Make a channel"
    if path.endswith("roles"):
        shown, label = await press(sam, shown, label), "Make a role"
    world.env.inject_error(method, path, status=status, times=5 if status >= 500 else 1)
    failed = await press(sam, shown, label)
    assert "Whatever was made before is kept" in read(failed)
    world.env.backend.faults.clear()
    assert "Who helps?" in read(await press(sam, shown, label)) or path.endswith("roles")


async def test_the_panel_cannot_be_posted(world: World) -> None:
    """Discord fails at the last step: what was made stands, and the next press goes on from there."""
    invited(world)
    sam = moderator(world)
    ready = await made(world, sam)
    world.env.inject_error("POST", "*/messages", status=403)
    assert "Whatever was made before is kept" in read(await press(sam, ready, "Put up the panel"))
    assert panels(world) == []
    assert "The panel is up" in read(await press(sam, ready, "Put up the panel"))


async def test_a_channel_deleted_during_the_wizard(world: World) -> None:
    """The last press finds that it is gone, says so, and leads to picking another one."""
    invited(world)
    sam = moderator(world)
    ready = await made(world, sam)
    world.env.backend.delete_channel(channel(world, PANEL).id)
    await world.env.settle()
    shown = await press(sam, ready, "Put up the panel")
    assert "is gone" in read(shown)
    assert "Something changed meanwhile" in read(shown)
    repaired = await press(sam, await press(sam, shown, "Check again"), "Make a channel")
    assert "The panel is up" in read(await press(sam, repaired, "Put up the panel"))


async def test_a_deleted_panel_comes_back(world: World) -> None:
    """Deleted by hand, it is put up again by running the command once more."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    [panel] = panels(world)
    world.env.backend.delete_message(channel(world, PANEL).id, panel.id)
    await world.env.settle()
    shown = await sam.slash(world.channel, "support setup")
    await press(sam, shown, "Bring the panel up to date")
    [fresh] = panels(world)
    assert fresh.id != panel.id
    assert [each.id for each in channel(world, PANEL).pinned_messages()] == [fresh.id]


@pytest.mark.parametrize("gone", [CARDS, ROLE])
async def test_what_was_deleted_is_made_again(world: World, gone: str) -> None:
    """Running the command again leads to what is missing, and from there back to everything."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    if gone == ROLE:
        world.env.backend.delete_role(world.guild.id, world.guild.roles[ROLE].id)
    else:
        world.env.backend.delete_channel(channel(world, CARDS).id)
    await world.env.settle()
    shown = await sam.slash(world.channel, "support setup")
    assert "that was chosen here is gone" in read(shown)
    label = "Make a role" if gone == ROLE else "Make a channel only helpers see"
    shown = await press(sam, shown, label)
    if gone == ROLE:  # the new role is not in the channel yet, and the bot changes no channel's settings
        assert "can't see" in read(shown)
        deny(world, channel(world, CARDS), world.guild.roles[ROLE].id, view_channel=True)
        await world.env.settle()
        shown = await press(sam, shown, "Check again")
    assert "Everything that this takes is there" in read(shown)


async def test_another_channel_takes_the_panel_along(world: World) -> None:
    """The panel leaves the old channel, and the channel that the bot made is no longer its own to delete."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    other = world.guild.create_text_channel("elsewhere")
    everything = await sam.slash(world.channel, "support setup")
    step = await sam.click(screen_of(everything), custom_id="al:1:setup.step:channel")
    shown = await pick(sam, step, other)
    assert panels(world) == []
    await press(sam, shown, "Put up the panel")
    assert [bool(each.components) for each in other.history()] == [True]
    assert Made.CHANNEL not in (await space_of(world)).made


async def test_an_old_panel_is_only_brought_up_to_date(world: World) -> None:
    """Putting up again edits the one that stands."""
    invited(world)
    sam = moderator(world)
    shown = await put_up(world, sam)
    before = [each.id for each in panels(world)]
    everything = await press(sam, shown, "See it all")
    await press(sam, everything, "Bring the panel up to date")
    assert [each.id for each in panels(world)] == before


@pytest.mark.parametrize("what", ["voice", "news", "forum"])
async def test_channels_without_private_threads_are_refused(world: World, what: str) -> None:
    """A forged pick of another kind of channel is answered, and nothing is taken from it."""
    invited(world)
    sam = moderator(world)
    shown = await sam.slash(world.channel, "support setup")
    create = {
        "voice": world.guild.create_voice_channel,
        "news": world.guild.create_news_channel,
        "forum": world.guild.create_forum_channel,
    }
    other = create[what]("other")
    forged = raw.click(world, sam, shown, "al:1:setup.picked:channel", 8, (str(other.id),))
    await world.env.settle()
    assert "no text channel" in read(forged)
    assert await world.bot.services.support.space(world.guild.id) is None


async def test_open_places_are_refused(world: World) -> None:
    """Where everybody could read requests or reports, the panel does not go up."""
    invited(world)
    sam = moderator(world)
    shown = await sam.slash(world.channel, "support setup")
    for label in ("Make a channel", "Make a role"):
        shown = await press(sam, shown, label)
    shown = await pick(sam, shown, world.channel)
    assert "Everyone can see" in read(shown)
    assert "Put up the panel" not in buttons(screen_of(shown))
    shown = await pick(sam, shown, channel(world, PANEL))
    assert "a channel of their own" in read(shown)
    shown = await press(sam, shown, "Make a channel only helpers see")
    shown = await pick(sam, shown, world.channel)
    assert "Everyone can see" in read(shown)
    deny(world, channel(world, CARDS), world.guild.roles["Moderators"].id, view_channel=True)
    shown = await pick(sam, shown, channel(world, CARDS))
    assert "helpers could read reports about themselves" in read(shown)


async def test_roles_that_are_nobodys_are_refused(world: World) -> None:
    """The role that everybody has would make everybody a helper."""
    invited(world)
    sam = moderator(world)
    shown = await press(sam, await sam.slash(world.channel, "support setup"), "Make a channel")
    shown = await pick(sam, shown, world.guild.default_role)
    assert "no role for this" in read(shown)


async def test_who_else_sees_the_cards_is_said(world: World) -> None:
    """A role that can see the helpers' channel is named, and stands in nobody's way."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    nosy = world.guild.create_role("Greeters")
    deny(world, channel(world, CARDS), nosy.id, view_channel=True)
    await world.env.settle()
    shown = await sam.slash(world.channel, "support setup")
    assert f"what helpers see: {nosy.mention}" in read(shown)
    assert "Everything that this takes is there" in read(shown)


async def test_the_screens_fit(world: World) -> None:
    """With everything missing at once a screen still has fewer than 4000 characters and 40 components."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    for name in (PANEL, CARDS):
        deny(world, channel(world, name), me(world), send_messages=False, read_message_history=False)
    deny(world, channel(world, PANEL), me(world), pin_messages=False, manage_threads=False)
    deny(world, channel(world, PANEL), me(world), create_private_threads=False)
    deny(world, channel(world, PANEL), world.guild.roles[ROLE].id, view_channel=False)
    deny(world, channel(world, CARDS), world.guild.default_role.id, view_channel=True)
    await world.env.settle()
    for label in ("See it all", None):
        shown = await sam.slash(world.channel, "support setup")
        shown = await press(sam, shown, label) if label else await sam.slash(world.channel, "support status")
        assert len(read(shown)) < 4000
        assert len(list(walk_components(screen_of(shown).components))) <= 40


async def test_a_channel_that_the_moderator_cannot_see_is_named(world: World) -> None:
    """Discord shows no link to those who cannot see it: the name stands there instead."""
    invited(world)
    sam = moderator(world)
    shown = read(await made(world, sam))
    assert f"<#{channel(world, PANEL).id}>" in shown
    assert f"<#{channel(world, CARDS).id}>" not in shown
    assert "support\\-requests" in shown


async def test_who_cannot_take_part_is_said(world: World) -> None:
    """Members or helpers without a way into threads are named in small print, and stand in nobody's way."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    deny(world, channel(world, PANEL), world.guild.id, send_messages_in_threads=False)
    await world.env.settle()
    told = read(await sam.slash(world.channel, "support setup"))
    assert "Not everyone can take part" in told
    assert "People with" in told
    assert "Everything that this takes is there" in told


async def test_settings_that_do_not_open_are_chosen_anew(world: World) -> None:
    """Nothing of them is lost that could not be picked again; the moderator is led through it as at first."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    with sqlite3.connect(world.database) as connection:
        connection.execute("UPDATE support_space SET settings = x'00'")
    connection.close()
    assert "1 of 4" in read(await sam.slash(world.channel, "support setup"))
    await put_up(world, sam)
    assert (await space_of(world)).ready
