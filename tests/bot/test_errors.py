"""Whatever goes wrong is answered kindly and in private, and logged without content."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from alongside.store import database
from alongside.texts import Speaker
from cogs.ui.router import Router, route
from tests.bot import raw
from tests.bot.steps import agree, buttons, check_in, fill_in, keep, press, read, screen_of, texts_of
from tests.conftest import World


async def test_an_unexpected_error_shows_an_id_that_stands_in_the_log(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number on the screen is the number in the log, and the log holds nothing that was written."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)

    async def fails(*_: object) -> None:
        raise RuntimeError("a secret note")

    monkeypatch.setattr(world.bot.services.checkin, "keep", fails)
    shown = read(await press(ann, mirror, "Keep this"))
    record = next(r for r in caplog.records if r.getMessage() == "unexpected error")
    assert record.error_id in shown  # type: ignore[attr-defined]
    assert "Keep this" in buttons(screen_of(mirror))


async def test_an_unexpected_error_in_a_command(
    world: World, monkeypatch: pytest.MonkeyPatch, say: Speaker
) -> None:
    """Commands pass the same place."""
    ann = world.member("ann")

    async def fails(*_: object) -> None:
        raise RuntimeError("a secret note")

    monkeypatch.setattr(world.bot.services.privacy, "keeps_history", fails)
    shown = read(await ann.slash(world.channel, "checkin"))
    assert "it wasn't you" in shown
    assert "secret" not in shown
    assert len(world.env.errors) == 1


async def test_an_unexpected_error_in_a_form(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """So do forms."""
    ann = world.member("ann")
    await agree(world, ann)
    form = await ann.slash(world.channel, "checkin")

    async def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(world.bot.services.checkin, "answer", fails)
    answered = await fill_in(ann, form)
    assert "it wasn't you" in read(answered)


async def test_failing_choices_are_no_choices(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where choices cannot be read there are none, and nobody's id gets into the log."""
    ann = world.member("ann")

    async def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(world.bot.services.reflections, "labels", fails)
    assert await ann.autocomplete(world.channel, "checkin", "label", "x") == []
    assert str(ann.id) not in caplog.text


@contextmanager
def held(world: World) -> Iterator[None]:
    """Hold the database in another process's place."""
    other = sqlite3.connect(world.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def test_a_locked_database_is_told_and_loses_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, say: Speaker
) -> None:
    """While another process holds it: a kind word, and the same click works afterwards."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    await world.restart()
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    with held(world):
        assert say("error-store-busy") in read(await press(ann, mirror, "Keep this"))
        assert say("error-store-busy") in read(await ann.slash(world.channel, "checkin"))
        assert len(world.env.errors) == 1
        assert "not decided yet" in read(await ann.slash(world.channel, "reflections list"))
    assert "Kept." in read(await press(ann, mirror, "Keep this"))


async def test_a_full_disk_is_told_and_loses_nothing(world: World, say: Speaker) -> None:
    """What was kept before stays readable; once there is room, keeping works again."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, "Before")
    mirror = await check_in(world, ann)
    writer = world.bot.services.reflections._store.database._writer
    await database.fetch_all(writer, "PRAGMA max_page_count = 1")
    form = await press(ann, mirror, "Add a note …")
    failed = await ann.submit_modal(form, {"note": "x" * 4000})
    assert say("error-store-full") in texts_of(failed.followups[0])
    assert say("error-words") in texts_of(failed.followups[0])
    file = failed.followups[1].attachments[0]
    assert world.env.backend.cdn.get(file.url) == b"x" * 4000
    assert "Before" in read(await press(ann, await ann.slash(world.channel, "reflections list"), "Open"))
    await database.fetch_all(writer, "PRAGMA max_page_count = 100000")
    again = await press(ann, mirror, "Add a note …")
    assert "Your note goes with it" in read(await ann.submit_modal(again, {"note": "x" * 4000}))


async def test_a_short_note_that_fails_is_given_back_on_the_screen(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong with a form, what was written into it is not lost."""
    ann = world.member("ann")
    await agree(world, ann)
    form = await press(ann, await check_in(world, ann), "Add a note …")

    async def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(world.bot.services.checkin, "write_note", fails)
    assert "I \\*asked\\*\\." in read(await ann.submit_modal(form, {"note": "I *asked*."}))


async def test_a_full_disk_during_a_check_in_still_shows_the_mirror(world: World, say: Speaker) -> None:
    """The answers come back even where they cannot be stored."""
    ann = world.member("ann")
    await agree(world, ann)
    form = await ann.slash(world.channel, "checkin")
    with held(world):
        writer = world.bot.services.reflections._store.database._writer
        await database.fetch_all(writer, "PRAGMA busy_timeout = 1")
        mirror = read(await fill_in(ann, form))
    assert say("mirror-failed") in mirror
    assert "Goal" in mirror


async def test_a_click_whose_answer_comes_too_late(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Where Discord no longer takes an answer there is nobody to tell: no error, one line in the log."""
    caplog.set_level(logging.INFO, logger="alongside")
    ann = world.member("ann")
    start = await ann.slash(world.channel, "about")
    world.env.inject_error(
        "POST", "/interactions/*/callback", status=404, code=10062, message="Unknown interaction"
    )
    made = await ann.click(screen_of(start), label="How this works")
    assert not made.acknowledged
    assert "an answer came too late" in caplog.text


async def test_discord_refusing_an_answer_is_told(world: World) -> None:
    """An answer that Discord refuses becomes the general word of regret."""
    ann = world.member("ann")
    start = await ann.slash(world.channel, "about")
    world.env.inject_error("POST", "/interactions/*/callback", status=500)
    assert "it wasn't you" in read(await ann.click(screen_of(start), label="How this works"))


async def test_not_even_the_error_can_be_shown(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Where nothing gets through any more, the log says so and nothing else breaks."""
    ann = world.member("ann")
    start = await ann.slash(world.channel, "about")
    world.env.inject_error("POST", "/interactions/*/callback", status=500, times=2)
    await ann.click(screen_of(start), label="How this works")
    assert "an error could not be shown" in caplog.text
    assert "How this works" in read(await ann.click(screen_of(start), label="How this works"))


def test_two_handlers_for_one_kind_are_refused() -> None:
    """Each kind of click has one handler."""

    class Twice:
        @route("same.kind")
        async def one(self, press: object) -> None:
            """Do nothing."""

    router = Router()
    router.register(Twice())
    with pytest.raises(ValueError, match=r"same\.kind"):
        router.register(Twice())


async def test_commands_that_discord_still_shows_but_are_gone(world: World, say: Speaker) -> None:
    """A command of an older version is answered like an older button."""
    ann = world.member("ann")
    made = raw.emit(world, ann, 2, {"id": "1", "name": "yesterday", "type": 1, "options": []})
    await world.env.settle()
    assert say("error-outdated") in read(made)
    assert len(world.env.errors) == 1
