"""Deleting one or all that were found, and bringing them back."""

import sqlite3
from contextlib import closing

import pytest

from alongside.store import database
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.finding import delete, listed, opened, search
from tests.bot.steps import Actor, agree, buttons, keep, press, read, screen_of
from tests.conftest import World

MINUTES = 60


async def somebody(world: World, *notes: str) -> Actor:
    """Return somebody who kept a check-in with each of these notes."""
    ann = world.member("ann")
    await agree(world, ann)
    for note in notes:
        await keep(world, ann, note)
        await world.env.advance_time(1)
    return ann


def removed_rows(world: World) -> int:
    """Count what waits to go for good, as the file itself says."""
    connection = sqlite3.connect(world.database)
    try:
        return int(connection.execute("SELECT count(*) FROM removed").fetchone()[0])
    finally:
        connection.close()


async def test_one_is_deleted_and_comes_back(world: World, say: Speaker) -> None:
    """Whatever happens in between; a second press says that there is nothing left to bring back."""
    ann = await somebody(world, "The lake.")
    before = read(await opened(world, ann))
    done = await delete(ann, await opened(world, ann))
    assert say("delete-done", count=1, minutes=15) in read(done)
    assert say("list-empty") in read(await listed(world, ann))
    await world.restart()
    undo = buttons(screen_of(done))["Undo"]
    assert say("undo-done", count=1) in read(await press(ann, done, "Undo"))
    again = raw.click(world, ann, done, undo)
    await world.env.settle()
    assert say("undo-late", minutes=15) in read(again)
    assert read(await opened(world, ann)) == before


@pytest.mark.parametrize("restarted", [False, True])
async def test_after_a_while_it_goes_by_itself(world: World, say: Speaker, restarted: bool) -> None:
    """Fourteen minutes later there is a way back, sixteen minutes later no row is left."""
    ann = await somebody(world, "The lake.")
    done = await delete(ann, await opened(world, ann))
    await world.env.advance_time(14 * MINUTES)
    assert removed_rows(world) == 1
    if restarted:
        await world.restart()
    await world.env.advance_time(2 * MINUTES)
    assert removed_rows(world) == 0
    assert say("undo-late", minutes=15) in read(await press(ann, done, "Undo"))


async def test_all_that_was_found_goes_with_a_count_and_a_second_word(world: World, say: Speaker) -> None:
    """Nothing else does; and all of them come back at once."""
    ann = await somebody(world, "lake one", "hill", "lake two", "lake three")
    found = await search(world, ann, "lake")
    asked = await press(ann, found, "Delete these …")
    assert say("sweep-title", count=3) in read(asked)
    assert say("wanted-words", value="lake") in read(asked)
    assert "4 reflections" in read(await listed(world, ann))
    await world.restart()
    done = await press(ann, asked, "Yes, delete all of these")
    assert say("delete-done", count=3, minutes=15) in read(done)
    assert "one reflection" in read(await listed(world, ann))
    await world.restart()
    assert say("undo-done", count=3) in read(await press(ann, done, "Undo"))
    assert "4 reflections" in read(await listed(world, ann))


async def test_one_can_leave_them(world: World) -> None:
    """The way back leads to what was found."""
    ann = await somebody(world, "lake one", "hill")
    asked = await press(ann, await search(world, ann, "lake"), "Delete these …")
    assert "one reflection" in read(await press(ann, asked, "No, leave them"))


async def test_a_yes_holds_for_what_was_asked_about(world: World, say: Speaker) -> None:
    """Where another one is found meanwhile, it asks anew, with the new count, and deletes nothing."""
    ann = await somebody(world, "lake one")
    asked = await press(ann, await search(world, ann, "lake"), "Delete these …")
    await keep(world, ann, "lake two")
    again = await press(ann, asked, "Yes, delete it")
    assert say("sweep-changed") in read(again)
    assert say("sweep-title", count=2) in read(again)
    assert "2 reflections" in read(await listed(world, ann))
    done = await press(ann, again, "Yes, delete all of these")
    assert say("delete-done", count=2, minutes=15) in read(done)


async def test_a_yes_is_of_no_use_elsewhere(world: World, say: Speaker) -> None:
    """Not on a screen that looks for something else, not on one without a wish, not for somebody else."""
    ann, eve = await somebody(world, "lake", "hill"), world.member("eve")
    await agree(world, eve)
    await keep(world, eve, "lake")
    asked = await press(ann, await search(world, ann, "lake"), "Delete these …")
    yes = buttons(screen_of(asked))["Yes, delete it"]
    places = [
        (ann, await search(world, ann, "hill")),
        (ann, await listed(world, ann)),
        (eve, await search(world, eve, "lake")),
    ]
    for who, place in places:
        forged = raw.click(world, who, place, yes)
        await world.env.settle()
        assert forged.acknowledged
        assert "deleted, all" not in read(forged)
    assert removed_rows(world) == 0
    assert "2 reflections" in read(await listed(world, ann))


async def test_two_clicks_at_once_delete_once(world: World, say: Speaker) -> None:
    """And the way back brings all of them."""
    ann = await somebody(world, "lake one", "lake two")
    asked = await press(ann, await search(world, ann, "lake"), "Delete these …")
    yes = buttons(screen_of(asked))["Yes, delete all of these"]
    clicks = [raw.click(world, ann, asked, yes) for _ in range(2)]
    await world.env.settle()
    told = [read(each) for each in clicks]
    assert all(each.acknowledged for each in clicks)
    assert removed_rows(world) == 2
    assert any(say("delete-done", count=2, minutes=15) in each for each in told)
    undo = next(each for each in clicks if "Undo" in buttons(screen_of(each)))
    assert say("undo-done", count=2) in read(await press(ann, undo, "Undo"))


async def test_nobody_brings_back_anothers(world: World, say: Speaker) -> None:
    """The name of a deletion is of use to its owner alone."""
    ann, eve = await somebody(world, "lake"), world.member("eve")
    await agree(world, eve)
    done = await delete(ann, await opened(world, ann))
    forged = raw.click(world, eve, await listed(world, eve), buttons(screen_of(done))["Undo"])
    await world.env.settle()
    assert say("undo-late", minutes=15) in read(forged)
    assert say("undo-done", count=1) in read(await press(ann, done, "Undo"))


async def test_erasing_everything_takes_the_way_back_along(world: World, say: Speaker) -> None:
    """Nothing waits anywhere."""
    ann = await somebody(world, "lake")
    done = await delete(ann, await opened(world, ann))
    await ann.submit_modal(await ann.slash(world.channel, "privacy erase"), {"word": "ERASE"})
    assert removed_rows(world) == 0
    assert say("undo-late", minutes=15) in read(await press(ann, done, "Undo"))


async def test_where_nothing_can_be_written_nothing_goes(
    world: World, say: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another process holds the database it says so, and all is there; afterwards it works."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    await world.restart()
    ann = await somebody(world, "lake one", "lake two")
    asked = await press(ann, await search(world, ann, "lake"), "Delete these …")
    yes = buttons(screen_of(asked))["Yes, delete all of these"]
    with closing(sqlite3.connect(world.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        told = raw.click(world, ann, asked, yes)
        await world.env.settle()
        assert say("error-store-busy") in read(told)
    assert "2 reflections" in read(await listed(world, ann))
    done = raw.click(world, ann, asked, yes)
    await world.env.settle()
    assert say("delete-done", count=2, minutes=15) in read(done)


async def test_what_was_kept_stays_deleted_for_other_windows(world: World, say: Speaker) -> None:
    """A screen that still shows it finds nothing, for opening, changing and deleting alike."""
    ann = await somebody(world, "lake")
    stale = await opened(world, ann)
    await delete(ann, await opened(world, ann))
    for label in ("Delete …", "Note and label …", "Add a thought …"):
        place = await opened_anew(world, ann, stale, label)
        assert say("reflection-gone") in place


async def opened_anew(world: World, who: Actor, stale: object, label: str) -> str:
    """Press a button of a screen that is out of date; return what is read then."""
    ident = buttons(screen_of(stale))[label]  # type: ignore[arg-type]
    made = raw.click(world, who, await listed(world, who), ident)
    await world.env.settle()
    return read(made)
