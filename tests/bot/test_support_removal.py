"""/support remove: asked first; what was made goes, what was there is asked about, nothing is half done."""

import discord
import pytest
from simcord.results import InteractionResult

from tests.bot import raw
from tests.bot.steps import Actor, buttons, controls, press, read, screen_of
from tests.bot.support_server import (
    CARDS,
    PANEL,
    ROLE,
    USING,
    WITH_MAKING,
    channel,
    invited,
    moderator,
    pick,
    put_up,
)
from tests.bot.supporting import ask, met, rows, said, support_channel, thread
from tests.conftest import World

GOING = "going"


async def form_of(world: World, who: Actor) -> InteractionResult:
    """Return the form that is the last word."""
    shown = await who.slash(world.channel, "support remove")
    return await press(who, shown, "Take it down …")


def stored(world: World) -> int:
    """Count what is stored about support channels, in every table."""
    return sum(len(rows(world, each)) for each in ("support_space", "support_request", "support_claim"))


async def test_what_was_made_goes(world: World) -> None:
    """Both channels, the role and everything that was stored."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    form = await form_of(world, sam)
    done = await sam.submit_modal(form, {GOING: ["channel", "role", "cards"]})
    assert "It is taken down" in read(done)
    assert not {PANEL, CARDS} & set(world.guild.channels)
    assert ROLE not in world.guild.roles
    assert stored(world) == 0


async def test_what_was_made_is_ticked_and_the_rest_is_not(world: World) -> None:
    """What was there before is asked about: it is unticked, and stays unless somebody ticks it."""
    invited(world)
    sam = moderator(world)
    role = world.guild.create_role("Listeners")
    shown = await press(sam, await sam.slash(world.channel, "support setup"), "Make a channel")
    shown = await pick(sam, shown, role)
    shown = await press(sam, await press(sam, shown, "Make a channel only helpers see"), "No reports for now")
    await press(sam, shown, "Put up the panel")
    form = await form_of(world, sam)
    assert form.modal is not None
    [boxes] = list(controls(form.modal))
    ticked = {each["value"]: each.get("default", False) for each in boxes["options"]}
    assert ticked == {"channel": True, "role": False, "cards": True}
    assert {each["label"] for each in boxes["options"]} == {f"#{PANEL}", f"#{CARDS}", "@Listeners"}
    await sam.submit_modal(form, {GOING: ["channel", "cards"]})
    assert "Listeners" in world.guild.roles
    assert stored(world) == 0


async def test_unticked_things_stay_and_the_panel_goes(world: World) -> None:
    """With nothing ticked only the panel leaves Discord, and the data leaves the bot."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    await sam.submit_modal(await form_of(world, sam), {GOING: []})
    assert {PANEL, CARDS} <= set(world.guild.channels)
    assert ROLE in world.guild.roles
    assert channel(world, PANEL).history() == []
    assert stored(world) == 0


async def test_open_conversations_end_kindly(world: World) -> None:
    """A thread under way is closed with a word, stays for those in it, and is stored no more."""
    sam = await support_channel(world)
    ann, _ = await met(world)
    place = thread(world)
    form = await form_of(world, sam)
    done = await sam.submit_modal(form, {GOING: []})
    assert "One conversation was closed" in read(done)
    meta = world.env.backend.get_channel(place.id).thread_metadata
    assert meta is not None
    assert meta.archived
    assert meta.locked
    last = place.history()[-1]
    assert said(last)
    assert ann.id in world.env.backend.get_thread(place.id).thread_members
    assert stored(world) == 0


async def test_it_says_what_will_happen_first(world: World) -> None:
    """The command itself does nothing but tell; so does opening the form."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    shown = await sam.slash(world.channel, "support remove")
    assert "No conversation is open" in read(shown)
    assert "all conversations in it would go at once" in read(shown)
    await press(sam, shown, "Take it down …")
    assert len(channel(world, PANEL).history()) == 1
    assert stored(world) == 1


async def test_twice_is_safe(world: World) -> None:
    """Sent twice at once, and asked for again afterwards: taken down once, and then there is nothing."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    await form_of(world, sam)
    sent = [send(world, sam, ["channel", "role", "cards"]) for _ in range(2)]
    await world.env.settle()
    assert sorted("It is taken down" in read(each) for each in sent) == [False, True]
    assert sum("nothing to take down" in read(each) for each in sent) == 1
    assert "nothing to take down" in read(await sam.slash(world.channel, "support remove"))


def send(world: World, who: Actor, going: list[str]) -> InteractionResult:
    """Send in the last word without waiting for what comes of it."""
    box = {"type": 22, "id": 3, "custom_id": GOING, "values": going}
    return raw.emit(
        world,
        who,
        5,
        {"custom_id": "al:1:removal.sent:", "components": [{"type": 18, "id": 2, "component": box}]},
    )


@pytest.mark.parametrize("restart", [False, True])
async def test_half_way_it_is_carried_on(world: World, restart: bool) -> None:
    """Without Manage Roles the role is left, named with what it takes; with it, the next run finishes."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    form = await form_of(world, sam)
    invited(world, WITH_MAKING & ~discord.Permissions(manage_roles=True).value)
    await world.env.settle()
    left = await sam.submit_modal(form, {GOING: ["channel", "role", "cards"]})
    assert "Not everything could be taken down" in read(left)
    assert "Manage Roles" in read(left)
    assert CARDS not in world.guild.channels
    assert stored(world) == 1
    invited(world)
    if restart:
        await world.restart()
    again = await press(sam, left, "Carry on taking down")
    assert "It is taken down" in read(await sam.submit_modal(again, {GOING: ["channel", "role"]}))
    assert ROLE not in world.guild.roles
    assert PANEL not in world.guild.channels
    assert stored(world) == 0


async def test_a_role_above_the_bots_is_named_as_such(world: World) -> None:
    """No permission of the bot's would do: it is for somebody who stands above that role."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    role = world.guild.roles[ROLE]
    world.env.backend.edit_role(world.guild.id, role.id, {"position": 50})
    await world.env.settle()
    world.env.inject_error("DELETE", "*/roles/*", status=403)
    left = read(await sam.submit_modal(await form_of(world, sam), {GOING: ["role"]}))
    assert "stands above my own" in left
    assert "Manage Roles" not in left


async def test_the_channel_of_the_threads_goes_last(world: World) -> None:
    """While something else is left, the channel with its conversations stays."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    form = await form_of(world, sam)
    world.env.inject_error("DELETE", "*/roles/*", status=500, times=9)
    left = await sam.submit_modal(form, {GOING: ["channel", "role", "cards"]})
    assert "Discord did not answer" in read(left)
    assert PANEL in world.guild.channels
    world.env.backend.faults.clear()


async def test_what_is_left_can_be_forgotten(world: World) -> None:
    """Where Discord never lets go of something, the data goes all the same, at one press."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    form = await form_of(world, sam)
    invited(world, USING)
    await world.env.settle()
    left = await sam.submit_modal(form, {GOING: ["channel", "role", "cards"]})
    gone = await press(sam, left, "Leave the rest, and forget")
    assert "Nothing is stored" in read(gone)
    assert stored(world) == 0
    again = raw.click(world, sam, gone, "al:1:removal.forget:")
    await world.env.settle()
    assert "nothing to take down" in read(again)


async def test_deleted_by_hand_before(world: World) -> None:
    """What is gone already is no reason to stop."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    form = await form_of(world, sam)
    world.env.backend.delete_channel(channel(world, PANEL).id)
    world.env.backend.delete_role(world.guild.id, world.guild.roles[ROLE].id)
    await world.env.settle()
    done = await sam.submit_modal(form, {GOING: ["channel", "role", "cards"]})
    assert "It is taken down" in read(done)
    assert stored(world) == 0


async def test_the_old_panel_is_dead_and_kind(world: World) -> None:
    """A click on a panel that somebody still sees opens nothing, and is answered."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    ann = world.member("ann")
    await sam.submit_modal(await form_of(world, sam), {GOING: ["cards"]})
    start = await ann.slash(world.channel, "about")
    late = raw.click(world, ann, start, "al:1:support.ask:")
    await world.env.settle()
    assert late.acknowledged
    assert thread_count(world) == 0


def thread_count(world: World) -> int:
    """Count the threads of the server."""
    return len(world.env.backend.get_guild(world.guild.id).thread_ids)


async def test_after_removal_it_can_be_set_up_again(world: World) -> None:
    """What stayed from before is picked up, and a panel stands once more."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    before = channel(world, PANEL).id
    await sam.submit_modal(await form_of(world, sam), {GOING: []})
    shown = await press(sam, await sam.slash(world.channel, "support setup"), "Make a channel")
    assert "Who helps?" in read(shown)
    assert channel(world, PANEL).id == before


async def test_asking_while_it_is_taken_down(world: World) -> None:
    """Somebody presses while it goes: either their conversation is closed with the rest, or none began."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    ann = world.member("ann")
    await form_of(world, sam)
    asking = await ask(world, ann)
    assert asking.acknowledged
    removing = send(world, sam, [])
    await world.env.settle()
    assert "It is taken down" in read(removing)
    assert stored(world) == 0
    for ident in world.env.backend.get_guild(world.guild.id).thread_ids:
        meta = world.env.backend.get_channel(ident).thread_metadata
        assert meta is not None
        assert meta.locked


async def test_the_form_fits_without_anything_to_tick(world: World) -> None:
    """With every channel and the role gone there is nothing to ask, and it can be taken down all the same."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    for name in (PANEL, CARDS):
        world.env.backend.delete_channel(channel(world, name).id)
    world.env.backend.delete_role(world.guild.id, world.guild.roles[ROLE].id)
    await world.env.settle()
    form = await form_of(world, sam)
    assert form.modal is not None
    assert list(controls(form.modal)) == []
    assert "It is taken down" in read(await sam.submit_modal(form, {}))
    assert buttons(screen_of(await sam.slash(world.channel, "support setup")))


async def test_while_people_talk_their_channel_is_not_ticked(world: World) -> None:
    """The channel of open conversations is the bot's own, and still goes only where somebody ticks it."""
    sam = await support_channel(world)
    await met(world)
    form = await form_of(world, sam)
    assert form.modal is not None
    [boxes] = list(controls(form.modal))
    ticked = {each["value"]: each.get("default", False) for each in boxes["options"]}
    assert ticked == {"channel": False, "role": True, "cards": True}
    assert "People talk here" in str(boxes["options"])
