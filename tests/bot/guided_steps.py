"""What people do in a guided check-in."""

from collections.abc import Awaitable, Callable
from typing import Any

import simcord
from simcord.components import walk_components
from simcord.results import InteractionResult, ResponseMessage

from alongside.questions import QuestionBank
from tests.bot.steps import (
    Actor,
    buttons,
    press,
    read,
    screen_of,
)
from tests.conftest import World

OWN = "They decide for themselves"


DEPENDENT = "A child, or can't decide alone"


async def begin(world: World, who: Actor, decides: str = OWN, **options: Any) -> InteractionResult:
    """Begin a guided check-in and return its first question."""
    gate = await who.slash(world.channel, "checkin", kind="guided", **options)
    return await press(who, gate, decides)


async def answer(
    who: Actor, on: InteractionResult, bank: QuestionBank, answers: dict[str, int]
) -> InteractionResult:
    """Press the option that stands for this person's answer to the question that is shown."""
    question = asked_on(on, bank)
    return await press(who, on, question.options[answers[question.id]].text)


def asked_on(on: InteractionResult, bank: QuestionBank) -> Any:
    """Return the question that a screen puts."""
    return next(q for q in bank.questions.values() if f"### {q.text}" in read(on).splitlines())


async def nothing() -> None:
    """Do nothing."""


async def walk(
    world: World,
    who: Actor,
    bank: QuestionBank,
    answers: dict[str, int],
    after: Callable[[], Awaitable[None]] = nothing,
) -> tuple[str, int]:
    """Go from the command to the kept reflection. Returns the mirror and the count of interactions."""
    gate = await who.slash(world.channel, "checkin", kind="guided", category="friend")
    await after()
    screen = await press(who, gate, OWN)
    await after()
    count = 2
    while "Question" in read(screen):
        screen = await answer(who, screen, bank, answers)
        count += 1
        await after()
    mirror = read(screen)
    kept = await press(who, screen, "Keep this")
    await after()
    assert "Kept." in read(kept)
    return mirror, count + 1


async def skip_all(who: Actor, on: InteractionResult) -> InteractionResult:
    """Skip every question that is left open, and pass by those that are answered."""
    while ways := {"Skip", "Next"} & buttons(screen_of(on)).keys():
        on = await press(who, on, ways.pop())
    return on


def private_message(world: World, user: simcord.UserHandle) -> ResponseMessage:
    """Return the latest message in somebody's direct messages with the bot."""
    stored = max(world.env.backend.messages[user.dm_channel.id].values(), key=lambda each: each.id)
    message = ResponseMessage(world.env, stored)
    assert not message.ephemeral
    return message


def pieces(on: InteractionResult) -> int:
    """Count the components of a screen; Discord takes forty."""
    return sum(1 for _ in walk_components(screen_of(on).components))
