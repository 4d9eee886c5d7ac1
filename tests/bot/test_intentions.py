"""What somebody meant to ask is asked about once (C13)."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from simcord.results import InteractionResult

from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.closing_steps import (
    DAY,
    PLAN,
    TOLD,
    asked,
    assert_fits,
    due,
    fill,
    mirror_of,
    plan_and_keep,
)
from tests.bot.steps import Actor, agree, buttons, check_in, fill_in, press, read, screen_of, texts_of
from tests.bot.test_words import document
from tests.conftest import World


def rows(world: World) -> list[tuple[Any, ...]]:
    """Return all intentions, as the file holds them."""
    with closing(sqlite3.connect(world.database)) as connection:
        return connection.execute("SELECT id, due_at, asked_at FROM intention").fetchall()


@pytest.mark.parametrize(("remind", "days"), [("1", 1), ("3", 3), ("7", 7)])
async def test_asked_once_its_day_has_come(world: World, say: Speaker, remind: str, days: int) -> None:
    """Not a second before its day, then with the next command, and never again."""
    ann = world.member("ann")
    await agree(world, ann)
    await plan_and_keep(world, ann, remind=remind)
    assert not await asked(world, ann)
    await world.env.advance_time(days * DAY - 60)
    assert not await asked(world, ann)
    await world.env.advance_time(60)
    question = await asked(world, ann)
    assert "you meant to ask:\nShall I come along?\nHow did it go?" in question
    await world.env.advance_time(DAY)
    assert not await asked(world, ann)
    await world.restart()
    assert not await asked(world, ann)


async def test_the_question_leads_on(world: World) -> None:
    """It stands beside the command's own answer, for this person alone, with help within one tap."""
    ann = world.member("ann")
    _, result = await due(world, ann)
    assert result.response is not None
    assert "Alongside" in texts_of(result.response)
    assert list(buttons(screen_of(result))) == ["Tell how it went …", "Open it", "Help now"]
    assert_fits(result)
    assert "**What you meant to ask**" in read(await press(ann, result, "Open it"))


async def test_nothing_is_asked_unless_it_was_wanted(world: World) -> None:
    """No day chosen, not kept, or dropped: nothing is noted down and nothing is asked."""
    ann = world.member("ann")
    await agree(world, ann)
    await plan_and_keep(world, ann, remind="0")
    await fill(ann, await check_in(world, ann), PLAN, own_ask="undecided", remind="1")
    dropped = await fill(ann, await check_in(world, ann), PLAN, own_ask="dropped", remind="1")
    await press(ann, await press(ann, dropped, "Back to the mirror"), "Don't keep")
    await world.env.advance_time(8 * DAY)
    assert not await asked(world, ann)
    assert rows(world) == []


async def test_an_offer_alone_can_be_asked_about(world: World) -> None:
    """Without a question it is the offer that somebody meant to make."""
    ann = world.member("ann")
    _, result = await due(world, ann, ask="", offer="Soup on Friday.")
    assert "you meant to offer:\nSoup on Friday\\." in read(result)


async def test_two_commands_at_once_ask_once(world: World) -> None:
    """Asking counts in the transaction that fetches it."""
    ann = world.member("ann")
    await agree(world, ann)
    await plan_and_keep(world, ann)
    await world.env.advance_time(DAY)
    made = [command(world, ann, "about") for _ in range(4)]
    await world.env.settle()
    told = [texts_of(each) for result in made for each in result.followups]
    assert sum("How did it go?" in each for each in told) == 1


def command(world: World, who: Actor, name: str) -> InteractionResult:
    """Use a command without waiting for its answer."""
    return raw.emit(world, who, 2, {"id": "1", "name": name, "type": 1, "options": []})


async def test_several_are_asked_about_one_by_one(world: World) -> None:
    """The oldest first, one with each command."""
    ann = world.member("ann")
    await agree(world, ann)
    for number, remind in enumerate(("3", "1", "1")):
        await plan_and_keep(world, ann, ask=f"question {number}", remind=remind)
        await world.env.advance_time(60)
    await world.env.advance_time(3 * DAY)
    found = [await asked(world, ann) for _ in range(4)]
    assert ["question 1" in found[0], "question 2" in found[1], "question 0" in found[2]] == [True] * 3
    assert found[3] == ""


@pytest.mark.parametrize("command_name", ["checkin", "reflections list", "privacy show", "about"])
async def test_any_command_may_bring_it(world: World, command_name: str) -> None:
    """One that opens a form brings it once the form was sent."""
    ann = world.member("ann")
    await agree(world, ann)
    await plan_and_keep(world, ann)
    await world.env.advance_time(DAY)
    result = await ann.slash(world.channel, command_name)
    if command_name == "checkin":
        assert result.followups == []
        result = await fill_in(ann, result)
        assert result.response is not None
        assert "Your mirror" in texts_of(result.response)
    assert sum("How did it go?" in texts_of(each) for each in result.followups) == 1


async def test_help_now_is_not_held_up(world: World) -> None:
    """Who asks for help lines gets these alone; the question waits for another time."""
    ann = world.member("ann")
    await agree(world, ann)
    await plan_and_keep(world, ann)
    await world.env.advance_time(DAY)
    assert not await asked(world, ann, "help-now")
    assert await asked(world, ann)


async def test_nobody_elses_is_asked_about(world: World) -> None:
    """Each is asked about their own."""
    ann, ben = world.member("ann"), world.member("ben")
    await agree(world, ann)
    await agree(world, ben)
    await plan_and_keep(world, ann)
    await world.env.advance_time(DAY)
    assert not await asked(world, ben)
    assert await asked(world, ann)


async def test_while_history_is_withdrawn_nothing_is_asked(world: World) -> None:
    """The intention sleeps with the reflection it belongs to; with a new yes it wakes."""
    ann = world.member("ann")
    await agree(world, ann)
    await plan_and_keep(world, ann)
    overview = await ann.slash(world.channel, "privacy show")
    await fill(ann, overview, "Choose what is kept …", history=False)
    await world.env.advance_time(DAY)
    assert not await asked(world, ann)
    assert len(rows(world)) == 1
    overview = await ann.slash(world.channel, "privacy show")
    await fill(ann, overview, "Choose what is kept …", history=True, retention="90d")
    assert await asked(world, ann)


async def test_deleting_the_reflection_deletes_the_intention(world: World) -> None:
    """What is gone is not asked about."""
    ann = world.member("ann")
    await agree(world, ann)
    await plan_and_keep(world, ann)
    opened = await press(ann, await ann.slash(world.channel, "reflections list"), "Open")
    await press(ann, await press(ann, opened, "Delete …"), "Yes, delete it")
    assert rows(world) == []
    await world.env.advance_time(DAY)
    assert not await asked(world, ann)


async def test_erasing_takes_it_along(world: World, say: Speaker) -> None:
    """Erased is erased: no intention is left, and nothing is asked of somebody who agrees anew."""
    ann = world.member("ann")
    await agree(world, ann)
    await plan_and_keep(world, ann)
    form = await ann.slash(world.channel, "privacy erase")
    assert say("erase-done") in read(await ann.submit_modal(form, {"word": "erase"}))
    assert rows(world) == []
    await agree(world, ann)
    await world.env.advance_time(DAY)
    assert not await asked(world, ann)


async def test_what_was_told_already_is_not_asked(world: World) -> None:
    """Who tells of it earlier, from the reflection, is not asked about it later."""
    ann = world.member("ann")
    await agree(world, ann)
    await plan_and_keep(world, ann)
    opened = await press(ann, await ann.slash(world.channel, "reflections list"), "Open")
    await fill(ann, opened, "Tell how it went …", **TOLD)
    await world.env.advance_time(DAY)
    assert not await asked(world, ann)


async def test_one_that_cannot_be_opened_does_not_hold_up_the_next(world: World) -> None:
    """It is passed over; the next one is asked about."""
    ann = world.member("ann")
    await agree(world, ann)
    broken = await plan_and_keep(world, ann, ask="broken")
    await plan_and_keep(world, ann, ask="whole")
    with closing(sqlite3.connect(world.database, isolation_level=None)) as connection:
        connection.execute("UPDATE reflection SET body = x'00' WHERE id = ?", (broken,))
    await world.env.advance_time(DAY)
    assert "whole" in await asked(world, ann)
    assert not await asked(world, ann)


async def test_keeping_twice_at_once_notes_it_down_once(world: World) -> None:
    """A double click on "Keep this" makes one intention."""
    ann = world.member("ann")
    shown = await fill(ann, await mirror_of(world, ann), PLAN, own_ask="once", remind="1")
    ident = buttons(screen_of(shown))["Keep this"]
    for _ in range(2):
        raw.click(world, ann, shown, ident)
    await world.env.settle()
    assert len(rows(world)) == 1


async def test_it_is_part_of_the_export(world: World) -> None:
    """When it is due stands there, and when it was asked once it was."""
    ann = world.member("ann")
    await agree(world, ann)
    record = await plan_and_keep(world, ann)
    [before] = document(world, await ann.slash(world.channel, "privacy export"))["intentions"]
    assert (before["id"], before["asked_at"]) == (record, None)
    await world.env.advance_time(DAY)
    assert await asked(world, ann)
    [after] = document(world, await ann.slash(world.channel, "privacy export"))["intentions"]
    assert after["due_at"] == before["due_at"]
    assert after["asked_at"] >= after["due_at"]
