"""Messages that cannot arrive: kept, paused, told privately, and tried again when somebody says so."""

import pytest
import simcord

from alongside.reminding import State
from alongside.texts import Speaker
from tests.bot.reminding import DAY, fill, messages, reminder_of, said, shown, until_due
from tests.bot.steps import Actor, buttons, press, read, screen_of, texts_of
from tests.conftest import World

OPENED = "POST", "/users/@me/channels"
SENT = "POST", "/channels/*/messages"
CLOSED_CODES = pytest.mark.parametrize("code", [50007, 50278])


def close(world: World, code: int = 50007, place: tuple[str, str] = SENT) -> None:
    """Let the next message find messages closed, or no server in common."""
    world.env.inject_error(*place, status=403, code=code, message="Cannot send messages to this user")


async def state_of(world: World, who: Actor) -> State:
    """Return how somebody's reminder stands."""
    reminder = await reminder_of(world, who)
    assert reminder is not None
    return reminder.state


def news(result: simcord.InteractionResult, say: Speaker) -> list[str]:
    """Return what was told beside a command's answer about messages that cannot arrive."""
    return [texts_of(each) for each in result.followups if say("reminder-news") in texts_of(each)]


@CLOSED_CODES
@pytest.mark.parametrize("place", [OPENED, SENT])
async def test_closed_while_setting(world: World, say: Speaker, code: int, place: tuple[str, str]) -> None:
    """It is kept, nothing is sent, and the answer says what to do; nothing more is tried by itself."""
    ann = world.member("ann")
    close(world, code, place)
    screen = await fill(world, ann)
    assert say("reminder-closed") in read(screen)
    assert "Every day** at **9:00 PM**, Berlin" in read(screen)
    assert await state_of(world, ann) is State.CLOSED
    await world.restart()
    await world.env.advance_time(3 * DAY)
    assert messages(ann) == []
    beside = await ann.slash(world.channel, "about")
    assert news(beside, say) == []  # it was said already
    again = await press(ann, screen, "Try again")
    assert "A first message has arrived" in read(again)
    assert await state_of(world, ann) is State.ON
    assert len(messages(ann)) == 1
    await until_due(world, ann)
    assert len(messages(ann)) == 2


async def test_trying_again_while_still_closed(world: World, say: Speaker) -> None:
    """The same words again, and no harm done; /reminder resume tries too."""
    ann = world.member("ann")
    close(world)
    screen = await fill(world, ann)
    close(world)
    screen = await press(ann, screen, "Try again")
    assert say("reminder-closed") in read(screen)
    close(world)
    assert say("reminder-closed") in read(await ann.slash(world.channel, "reminder resume"))
    assert await state_of(world, ann) is State.CLOSED
    assert "A first message has arrived" in read(await ann.slash(world.channel, "reminder resume"))
    assert len(messages(ann)) == 1


@CLOSED_CODES
async def test_closed_later_is_told_once(world: World, say: Speaker, code: int) -> None:
    """Beside the answer to the next command, to them alone, once; from there it can be tried again."""
    ann, ben = world.member("ann"), world.member("ben")
    await fill(world, ann)
    close(world, code)
    reminder = await reminder_of(world, ann)
    assert reminder is not None
    await world.env.advance_time(2 * DAY)
    assert await state_of(world, ann) is State.CLOSED
    assert len(messages(ann)) == 1
    await world.restart()
    assert news(await ben.slash(world.channel, "about"), say) == []
    assert news(await ann.slash(world.channel, "help-now"), say) == []
    told = await ann.slash(world.channel, "about")
    assert len(news(told, say)) == 1
    assert say("reminder-closed") in read(told)
    assert news(await ann.slash(world.channel, "about"), say) == []
    assert "A first message has arrived" in read(await press(ann, told, "Try again"))
    await until_due(world, ann)
    assert len(messages(ann)) == 3


async def test_show_tells_it_itself(world: World, say: Speaker) -> None:
    """Whose next command is /reminder show sees it there, not twice."""
    ann = world.member("ann")
    await fill(world, ann)
    close(world)
    await world.env.advance_time(DAY)
    screen = await shown(world, ann)
    assert say("reminder-closed") in read(screen)
    assert news(screen, say) == []
    assert "Try again" in buttons(screen_of(screen))
    assert news(await ann.slash(world.channel, "about"), say) == []


async def test_trouble_of_discords_own_keeps_it_on(world: World, say: Speaker) -> None:
    """A first message that finds Discord in trouble says so; the question comes when it is time."""
    ann = world.member("ann")
    world.env.inject_error(
        *OPENED, status=400, code=40003, message="You are opening direct messages too fast"
    )
    assert say("reminder-unproven") in read(await fill(world, ann))
    assert await state_of(world, ann) is State.ON
    message = await until_due(world, ann)
    assert "Not today" in said(message)
