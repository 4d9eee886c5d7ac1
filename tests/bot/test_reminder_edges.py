"""Daily reminders at their edges: a failing store, presses at once, restarts between any two steps."""

import asyncio
import sqlite3

import pytest

from alongside.content import Content
from alongside.errors import StoreBusy
from alongside.reminding import Change, Setting, State
from alongside.schedule import zones as known_zones
from alongside.texts import Speaker
from cogs.ui.reminder_setting import Wish, setting_form, understand
from tests.bot import raw
from tests.bot.reminding import as_it_is, fill, messages, reminder_of, rows, said, shown, until_due
from tests.bot.steps import press, read, screen_of
from tests.conftest import World


@pytest.mark.parametrize("locale", ["en-US", "de", "ja"])
def test_the_form_sent_in_as_it_opens_changes_nothing(say: Speaker, content: Content, locale: str) -> None:
    """For every zone that can be set: its name leads back to it, or to a name of the same clock."""
    zones = content.zones
    for zone in sorted(each for each in known_zones() if "/" in each or each == "UTC"):
        at = understand(zones, locale, Wish(at="21:00")).change.at
        assert at is not None
        form = setting_form(say, zones, locale, Wish(), Setting(at, zone), asks=False).to_dict()
        place = form["components"][2]["component"]["value"]
        assert understand(zones, locale, Wish("21:00", place)).change.zone == zone, place


async def test_a_store_that_fails_loses_nothing(
    world: World, say: Speaker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What was filled in stands on the screen; nothing was set or sent; the form works once it is mended."""
    ann = world.member("ann")

    async def busy(*_: object, **__: object) -> None:
        raise StoreBusy

    with monkeypatch.context() as broken:
        broken.setattr(world.bot.services.reminders._store.reminders, "set", busy)
        screen = await fill(world, ann, at="7:15 am")
    assert say("error-store-busy") in read(screen)
    assert "7\\:15 am" in read(screen)
    assert messages(ann) == []
    assert "could not be set" in caplog.text
    assert "7:15" not in caplog.text
    form = await press(ann, screen, "Change it …")
    assert "7:15 AM**, Berlin" in read(await ann.submit_modal(form, as_it_is(form)))


async def test_a_locked_database(world: World, say: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process holds the file: a kind word, and nothing half done."""
    ann = world.member("ann")
    monkeypatch.setattr("alongside.store.database.BUSY_TIMEOUT_MS", 10)
    await world.restart()
    connection = sqlite3.connect(world.database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        screen = await fill(world, ann)
        assert say("error-store-busy") in read(screen)
    finally:
        connection.execute("ROLLBACK")
        connection.close()
    assert rows(world, "reminder") == []


async def test_restart_between_any_two_steps(world: World) -> None:
    """Asking, agreeing, looking, pausing, going on: each on a bot that has just started."""
    ann = world.member("ann")
    screen = await fill(world, ann, agree=False)
    for step in ("Yes, send me these", "Pause …"):
        await world.restart()
        screen = await press(ann, screen, step)
    await world.restart()
    screen = await ann.select(screen_of(screen), values=["three"])
    await world.restart()
    screen = await press(ann, screen, "Let it go on")
    assert "Every day" in read(screen)
    await world.restart()
    message = await until_due(world, ann)
    await world.restart()
    assert (await ann.user.click(message, label="Not today")).acknowledged
    assert len(messages(ann)) == 2


async def test_trying_again_twice_at_once(world: World) -> None:
    """One first message, however often it is pressed."""
    ann = world.member("ann")
    await fill(world, ann)
    await world.bot.services.reminders.closed(ann.id)
    start = await shown(world, ann)
    clicks = [raw.click(world, ann, start, "al:1:reminder.again:") for _ in range(3)]
    await world.env.settle()
    assert all("Every day" in read(each) for each in clicks)
    assert len(messages(ann)) == 2


@pytest.mark.parametrize("second", ["snooze", "not-today", "week", "stop", "checkin"])
async def test_two_buttons_at_once(world: World, second: str) -> None:
    """Both are answered, and at most one more question comes."""
    ann = world.member("ann")
    await fill(world, ann)
    await until_due(world, ann)
    start = await shown(world, ann)
    values = ("quarter",) if second == "snooze" else ()
    kind = raw.PICKER if second == "snooze" else raw.BUTTON
    clicks = [
        raw.click(world, ann, start, "al:1:reminder.snooze:x", raw.PICKER, ("quarter",)),
        raw.click(world, ann, start, f"al:1:reminder.{second}:x", kind, values),
    ]
    await world.env.settle()
    assert all(each.acknowledged for each in clicks)
    before = len(messages(ann))
    await world.env.advance_time(3600)
    assert len(messages(ann)) <= before + 1


async def test_taking_back_while_it_is_being_set(world: World) -> None:
    """Whichever comes last holds; after a last "no" there is nothing left to send."""
    ann = world.member("ann")
    await fill(world, ann)
    privacy, reminders = world.bot.services.privacy, world.bot.services.reminders
    await asyncio.gather(
        reminders.set(ann.id, Change(zone="Asia/Tokyo")), privacy.choose_messages(ann.id, False)
    )
    reminder = await reminder_of(world, ann)
    assert reminder is None
    await world.env.advance_time(2 * 86_400)
    assert len(messages(ann)) == 1


async def test_everything_is_said_in_the_language_of_the_client(world: World) -> None:
    """Place names, clock and days ahead follow the client's language; unknown ones get English."""
    ann = world.member("ann")
    with raw.In("ja"):
        form = await ann.slash(world.channel, "reminder set")
        sent = await ann.submit_modal(form, as_it_is(form, at="午後9時", agree=True))
        assert "21:00**, 東京 \\(日本\\)" in read(sent)
        days = await ann.autocomplete(world.channel, "reminder pause", "until", "")
        assert "2026年" in days[0]["name"]
    reminder = await reminder_of(world, ann)
    assert reminder is not None
    assert (reminder.setting.language, reminder.state) == ("ja", State.ON)
    assert "Not today" in said(await until_due(world, ann))
