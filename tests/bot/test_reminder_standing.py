"""/reminder show, pause, resume and stop; and what taking back the yes and erasing leave of it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import discord
import pytest

from alongside.reminding import State
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.reminding import (
    DAY,
    fill,
    messages,
    reminder_of,
    rows,
    said,
    shown,
    stamps,
    take_back,
    until_due,
)
from tests.bot.steps import Actor, agree, buttons, press, read, screen_of
from tests.bot.test_words import document
from tests.conftest import World

BERLIN = ZoneInfo("Europe/Berlin")


async def state_of(world: World, who: Actor) -> State:
    """Return how somebody's reminder stands."""
    reminder = await reminder_of(world, who)
    assert reminder is not None
    return reminder.state


@pytest.mark.parametrize("command", ["show", "pause", "resume", "stop"])
async def test_without_a_reminder(world: World, say: Speaker, command: str) -> None:
    """Each says that there is none and how to set one, and writes nothing."""
    ann = world.member("ann")
    screen = await ann.slash(world.channel, f"reminder {command}")
    assert say("reminder-none") in read(screen)
    assert rows(world, "person") == []
    assert (await press(ann, screen, "Set one …")).modal is not None


async def test_show(world: World) -> None:
    """When, where, what the clock there says, the next three, and what can be done."""
    ann = world.member("ann")
    await fill(world, ann, at="8:30", days=["0", "2"])
    screen = await shown(world, ann)
    assert "Monday, Wednesday** at **8:30 AM**, Berlin" in read(screen)
    times = [each.astimezone(BERLIN) for each in stamps(read(screen))]
    assert [(each.hour, each.minute) for each in times] == [(8, 30)] * 3
    assert {each.weekday() for each in times} == {0, 2}
    assert list(buttons(screen_of(screen))) == ["Pause …", "Change it …", "Stop these messages", "Help now"]


@pytest.mark.parametrize(("length", "days"), [("day", 1), ("three", 3), ("week", 7)])
async def test_pause_for_so_long(world: World, length: str, days: int) -> None:
    """So many questions are left out; then it comes again by itself, after a restart too."""
    ann = world.member("ann")
    await fill(world, ann)
    first = await reminder_of(world, ann)
    assert "Paused until" in read(await ann.slash(world.channel, "reminder pause", length=length))
    assert await state_of(world, ann) is State.PAUSED
    await world.restart()
    world.env.settle_timeout = 60.0
    await world.env.advance_time(days * DAY)
    assert len(messages(ann)) == 1
    message = await until_due(world, ann)
    assert first is not None
    assert first.next_due is not None
    assert abs(message.created_at - first.next_due - timedelta(days=days)) < timedelta(minutes=1)


async def test_pause_until_a_day(world: World, say: Speaker) -> None:
    """The question of that day is the first; a date that cannot be read, or is over, changes nothing."""
    ann = world.member("ann")
    await fill(world, ann)
    day = discord.utils.utcnow().astimezone(BERLIN).date() + timedelta(days=10)
    for wrong, told in (("soon", "date-unread"), ("2020-01-01", "date-not-ahead")):
        assert say(told) in read(await ann.slash(world.channel, "reminder pause", until=wrong))
        assert await state_of(world, ann) is State.ON
    assert len(world.env.errors) == 2
    told_until = read(await ann.slash(world.channel, "reminder pause", until=day.isoformat()))
    assert stamps(told_until)[0].astimezone(BERLIN).date() == day


async def test_pause_asks_for_how_long(world: World) -> None:
    """Without an option it can be picked; "until I let it go on" has no end."""
    ann = world.member("ann")
    await fill(world, ann)
    asking = await press(ann, await shown(world, ann), "Pause …")
    told = await ann.select(screen_of(asking), values=["open"])
    assert "Paused until you let it go on" in read(told)
    assert stamps(read(told)) == []
    world.env.settle_timeout = 60.0
    await world.env.advance_time(60 * DAY)
    assert len(messages(ann)) == 1
    goes_on = read(await press(ann, told, "Let it go on"))
    assert len(stamps(goes_on)) == 3
    await until_due(world, ann)
    assert len(messages(ann)) == 2


async def test_a_change_while_paused_stays_paused(world: World) -> None:
    """Setting another time is no wish for messages now."""
    ann = world.member("ann")
    await fill(world, ann)
    await ann.slash(world.channel, "reminder pause", length="week")
    assert "Paused until" in read(await ann.slash(world.channel, "reminder set", at="7am"))
    assert await state_of(world, ann) is State.PAUSED
    assert len(messages(ann)) == 1


async def test_resume(world: World) -> None:
    """The pause is over at once, and one that runs is left as it is."""
    ann = world.member("ann")
    await fill(world, ann)
    await ann.slash(world.channel, "reminder pause", length="month")
    for _ in range(2):
        assert len(stamps(read(await ann.slash(world.channel, "reminder resume")))) == 3
        assert await state_of(world, ann) is State.ON
    assert len(messages(ann)) == 1


async def test_stop(world: World, say: Speaker) -> None:
    """All of it is deleted, the yes to messages stays; it can be set again."""
    ann = world.member("ann")
    await fill(world, ann)
    assert say("reminder-stopped") in read(await ann.slash(world.channel, "reminder stop"))
    assert rows(world, "reminder") == []
    assert say("reminder-none") in read(await ann.slash(world.channel, "reminder stop"))
    await world.env.advance_time(3 * DAY)
    assert len(messages(ann)) == 1
    assert "Every day" in read(await ann.slash(world.channel, "reminder set", at="9pm", zone="Berlin"))


async def test_stopped_and_set_again_on_the_same_day(world: World) -> None:
    """Never two for one local day."""
    ann = world.member("ann")
    await fill(world, ann)
    await until_due(world, ann)
    await ann.slash(world.channel, "reminder stop")
    await ann.slash(world.channel, "reminder set", at="10pm", zone="Berlin")
    before = len(messages(ann))
    await world.env.advance_time(2 * 3600)
    assert len(messages(ann)) == before


async def test_taking_back_the_yes(world: World) -> None:
    """Under /privacy: off from that instant; /reminder show and /privacy show say so."""
    ann = world.member("ann")
    await fill(world, ann)
    await take_back(world, ann)
    assert rows(world, "reminder") == []
    assert "you took back your yes to messages" in read(await shown(world, ann))
    assert "there is no daily question" in read(await ann.slash(world.channel, "privacy show"))
    await world.env.advance_time(3 * DAY)
    assert len(messages(ann)) == 1


async def test_privacy_shows_and_exports_it(world: World) -> None:
    """That there is one, and what it is set to."""
    ann = world.member("ann")
    await fill(world, ann)
    assert "A daily question, until you stop it" in read(await ann.slash(world.channel, "privacy show"))
    exported = document(world, await ann.slash(world.channel, "privacy export"))
    assert exported["reminders"][0]["zone"] == "Europe/Berlin"
    await ann.slash(world.channel, "reminder stop")
    assert "A daily question" not in read(await ann.slash(world.channel, "privacy show"))


async def test_erasing_everything(world: World, say: Speaker) -> None:
    """No message any more, nothing left; an old message says so kindly."""
    ann = world.member("ann")
    await agree(world, ann)
    await fill(world, ann)
    message = await until_due(world, ann)
    await ann.submit_modal(await ann.slash(world.channel, "privacy erase"), {"word": "ERASE"})
    before = len(messages(ann))
    await world.env.advance_time(3 * DAY)
    assert len(messages(ann)) == before
    await ann.user.click(message, label="Not today")
    assert say("reminder-gone") in said(next(m for m in messages(ann) if m.id == message.id))
    assert rows(world, "person") == []


async def test_a_reminder_that_does_not_open_can_be_set_anew(world: World, say: Speaker) -> None:
    """Damaged outside the bot: a kind word where it is looked at; setting and stopping work."""
    import sqlite3

    ann = world.member("ann")
    await fill(world, ann)
    connection = sqlite3.connect(world.database)
    connection.execute("UPDATE reminder SET body = x'00112233'")
    connection.commit()
    connection.close()
    assert say("error-unreadable") in read(await shown(world, ann))
    assert len(world.env.errors) == 1
    assert "Every day" in read(await ann.slash(world.channel, "reminder set", at="9pm", zone="Berlin"))


async def test_in_direct_messages(world: World) -> None:
    """The whole way works there as well, and each answer can be removed."""
    ann = world.member("ann")
    form = await ann.user.slash("reminder set")
    fields = {"at": "9pm", "place": "Berlin", "days": [*"0123456"], "agree": True}
    sent = await ann.user.submit_modal(form, fields)
    assert sent.acknowledged
    stand = [each for each in messages(ann) if "Your daily question" in said(each)]
    assert len(stand) == 1
    assert "Remove this message" in said(stand[0])
    assert "A first message has arrived here" in said(stand[0])
    assert len(messages(ann)) == 2


async def test_help_is_near_everywhere(world: World) -> None:
    """`read` fails on a screen without; here the ones that are seldom seen."""
    ann = world.member("ann")
    await fill(world, ann)
    for state in ("closed", "pause"):
        if state == "closed":
            await world.bot.services.reminders.closed(ann.id)
        else:
            await world.bot.services.reminders.pause(ann.id, None)
        assert "Help now" in buttons(screen_of(await shown(world, ann)))


async def test_two_stops_at_once(world: World, say: Speaker) -> None:
    """Both are answered; one of them says that there is none any more."""
    ann = world.member("ann")
    await fill(world, ann)
    start = await shown(world, ann)
    clicks = [raw.click(world, ann, start, "al:1:reminder.stop:show") for _ in range(2)]
    await world.env.settle()
    assert all(each.acknowledged for each in clicks)
    assert rows(world, "reminder") == []
