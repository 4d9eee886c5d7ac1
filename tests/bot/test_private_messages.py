"""Check-ins in private messages: carried over from a server, or begun there."""

import pytest

from alongside.questions import QuestionBank
from alongside.texts import Speaker
from tests.bot.guided_steps import OWN, begin, private_message
from tests.bot.steps import (
    agree,
    buttons,
    check_in,
    press,
    read,
    screen_of,
    texts_of,
)
from tests.bot.test_privacy import rows
from tests.conftest import World


async def test_in_private_messages(world: World, bank: QuestionBank) -> None:
    """The draft is carried over when asked; there it goes on in ordinary messages that can be removed."""
    user = world.env.create_user("ann")
    ann = world.guild.add_member(user)
    await agree(world, ann)
    second = await press(ann, await begin(world, ann), "Skip")
    told = await press(ann, second, "In private messages")
    assert "It goes on in [your private messages]" in read(told)
    message = private_message(world, user)
    assert "Question 2 of 11" in texts_of(message)
    assert "In private messages" not in buttons(message)
    await world.restart()
    while "Skip" in buttons(private_message(world, user)):
        await user.click(private_message(world, user), label="Skip")
    await user.click(private_message(world, user), label="Keep this")
    kept = private_message(world, user)
    assert len(texts_of(kept).splitlines()) == 1
    await user.click(kept, label="Open")
    assert "that day" in texts_of(private_message(world, user))
    await user.click(private_message(world, user), label="Remove this message")
    assert not world.env.backend.messages.get(user.dm_channel.id)


async def test_closed_private_messages(world: World, say: Speaker) -> None:
    """Where they are closed it says so, once, and goes on here."""
    ann = world.member("ann")
    await agree(world, ann)
    first = await begin(world, ann)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    told = await press(ann, first, "In private messages")
    assert say("private-closed") in read(told)
    assert "Question 1 of 11" in read(await press(ann, told, "Back"))


async def test_the_whole_in_direct_messages(world: World, bank: QuestionBank) -> None:
    """By command in direct messages, the same; nothing there is ephemeral."""
    user = world.env.create_user("ann")
    ann = world.guild.add_member(user)
    await agree(world, ann)
    await user.send_dm("hello")
    await user.slash("checkin", kind="guided")
    await user.click(private_message(world, user), label=OWN)
    while "Skip" in buttons(private_message(world, user)):
        await user.click(private_message(world, user), label="Skip")
    await user.click(private_message(world, user), label="Keep this")
    assert "Kept." in texts_of(private_message(world, user))


async def test_a_quick_mirror_in_private_messages(world: World, say: Speaker) -> None:
    """A quick one is carried over as well; where messages are closed, the way back is the same mirror."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    told = await press(ann, mirror, "In private messages")
    assert say("private-closed") in read(told)
    assert "Keep this" in buttons(screen_of(await press(ann, told, "Back")))


async def test_kept_and_left_open_in_private_messages(world: World, say: Speaker) -> None:
    """There a finished one shrinks to one line, unless it is to stay open."""
    user = world.env.create_user("ann")
    ann = world.guild.add_member(user)
    await agree(world, ann)
    mirror = await check_in(world, ann)
    await press(ann, mirror, "In private messages")
    await user.click(private_message(world, user), label="Keep it, and leave it open")
    shown = texts_of(private_message(world, user))
    assert say("checkin-kept") in shown
    assert "Goal" in shown
    assert rows(world)["reflection"] == 1


async def test_an_export_in_private_messages_can_be_removed(world: World) -> None:
    """A file that is not sealed any more can be taken away by the one who asked for it."""
    user = world.env.create_user("ann")
    ann = world.guild.add_member(user)
    await agree(world, ann)
    await user.send_dm("hello")
    await user.slash("privacy export")
    message = private_message(world, user)
    assert message.attachments
    await user.click(message, label="Remove this message")
    assert all(each.id != message.id for each in world.env.backend.messages[user.dm_channel.id].values())


@pytest.mark.parametrize("when", range(13))
async def test_a_restart_after_any_step_in_private_messages(world: World, when: int) -> None:
    """The whole way through direct messages, with a restart after each single step."""
    user = world.env.create_user("ann")
    ann = world.guild.add_member(user)
    await agree(world, ann)
    await press(ann, await begin(world, ann), "In private messages")
    steps = 0
    for label in [*["Skip"] * 11, "Keep this", "Open"]:
        await user.click(private_message(world, user), label=label)
        if steps == when:
            await world.restart()
        steps += 1
    assert steps == 13
    assert "not looked at that day" in texts_of(private_message(world, user))
