"""The bot is stopped and started anew between any two steps, and nobody notices."""

from collections.abc import Awaitable, Callable

import pytest

from tests.bot.steps import Actor, agree, fill_in, press, read
from tests.conftest import World

STEPS = 10


async def walk(world: World, who: Actor, after: Callable[[], Awaitable[None]]) -> list[str]:
    """Go from consent to a deleted reflection; call `after` after each step. Returns what was read."""
    seen: list[str] = []

    async def step(text: str) -> None:
        seen.append(text)
        await after()

    await step(read(await agree(world, who)))
    form = await who.slash(world.channel, "checkin", category="parent", label="Lake")
    await step("form of questions")
    mirror = await fill_in(who, form)
    await step(read(mirror))
    note = await press(who, mirror, "Add a note …")
    await step("form of note")
    mirror = await who.submit_modal(note, {"note": "I asked first."})
    await step(read(mirror))
    kept = await press(who, mirror, "Keep this")
    await step(read(kept))
    listed = await press(who, kept, "My reflections")
    await step(read(listed))
    opened = await press(who, listed, "Open")
    await step(read(opened))
    asked = await press(who, opened, "Delete …")
    await step(read(asked))
    deleted = await press(who, asked, "Yes, delete it")
    await step(read(deleted))
    return seen


async def nothing() -> None:
    """Do nothing."""


@pytest.mark.parametrize("when", range(STEPS))
async def test_a_restart_after_any_step_changes_nothing(world: World, when: int) -> None:
    """A restart after each single step of check-in, keep, list, open, delete: the same words to the end."""
    ann = world.member("ann")
    steps = 0

    async def restart_once() -> None:
        nonlocal steps
        if steps == when:
            await world.restart()
        steps += 1

    seen = await walk(world, ann, restart_once)
    assert steps == STEPS
    assert "I asked first\\." in seen[7]
    assert "A parent · Lake" in seen[7]
    assert seen[-1].startswith("It is deleted.")
    assert "nothing here yet" in read(await ann.slash(world.channel, "reflections list"))


async def test_a_restart_between_all_steps(world: World) -> None:
    """The same with a restart after every step."""
    seen = await walk(world, world.member("ann"), world.restart)
    assert seen[-1].startswith("It is deleted.")


@pytest.mark.parametrize("agreed", [True, False])
async def test_forms_left_open_across_a_restart(world: World, agreed: bool) -> None:
    """A form that was open while the bot restarted is answered like any other."""
    ann = world.member("ann")
    if agreed:
        await agree(world, ann)
        form = await ann.slash(world.channel, "checkin")
    else:
        form = await press(ann, await ann.slash(world.channel, "checkin"), "Check in, keep nothing")
    await world.restart()
    assert "Your mirror" in read(await fill_in(ann, form))


async def test_consent_form_left_open_across_a_restart(world: World) -> None:
    """So is the form of the consent."""
    ann = world.member("ann")
    form = await press(ann, await ann.slash(world.channel, "checkin"), "Choose what is kept …")
    await world.restart()
    assert "You can keep check-ins from now on" in read(
        await ann.submit_modal(form, {"history": True, "retention": "always"})
    )
    assert "until you delete them" in read(await ann.slash(world.channel, "privacy show"))


async def test_erase_form_left_open_across_a_restart(world: World) -> None:
    """And the one that erases."""
    ann = world.member("ann")
    await agree(world, ann)
    form = await ann.slash(world.channel, "privacy erase")
    await world.restart()
    assert "Everything is erased" in read(await ann.submit_modal(form, {"word": "erase"}))
