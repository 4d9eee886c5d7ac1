"""What people do in a support channel in these tests, and what stands where."""

import asyncio
import json
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import discord
from simcord.backend import serializers
from simcord.builders import ChannelHandle
from simcord.components import walk_components
from simcord.results import InteractionResult

from tests.bot import raw
from tests.bot.steps import Actor, press
from tests.bot.support_server import CARDS, PANEL, channel, helper, invited, moderator, put_up
from tests.conftest import World

# What somebody sends in who writes nothing but ticks one thing, with their yes.
PLAIN = {"needs": ["listen"], "support_words": "", "support_alone": "", "yes": True}


async def support_channel(world: World) -> Actor:
    """Set up a support channel in the usual way; return the moderator who did it."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    return sam


def panel(world: World) -> discord.Message:
    """Return the panel."""
    return next(each for each in channel(world, PANEL).history() if each.components)


async def ask(world: World, who: Actor, **changes: Any) -> InteractionResult:
    """Ask for support from the panel. Returns the private answer."""
    form = await who.click(panel(world), label="I'd like support")
    return await who.submit_modal(form, PLAIN | changes)


def threads(world: World) -> list[ChannelHandle]:
    """Return all threads of requests that are there, oldest first."""
    return channel(world, PANEL).threads


def thread(world: World) -> ChannelHandle:
    """Return the one thread that is there."""
    [only] = threads(world)
    return only


def members(world: World, of: ChannelHandle | None = None) -> set[int]:
    """Return who is in a thread, without the bot."""
    there = world.env.backend.get_channel((of or thread(world)).id).thread_members
    return set(there) - {world.env.backend.bot_user.id}


def need(world: World, of: ChannelHandle | None = None) -> discord.Message:
    """Return the first message of a thread, where what would help is in sight."""
    return next(each for each in (of or thread(world)).history() if each.components)


def cards(world: World) -> list[discord.Message]:
    """Return the cards that helpers see."""
    return channel(world, CARDS).history()


async def join(world: World, who: Actor) -> InteractionResult:
    """Look at the last card as a helper and go in. Returns the private answer."""
    primer = await who.click(cards(world)[-1], label="Look at it …")
    return await press(who, primer, "Bring me in")


async def met(world: World) -> tuple[Actor, Actor]:
    """Let ann ask and hal be with her. Returns both."""
    ann, hal = world.member("ann"), helper(world)
    await ask(world, ann)
    await join(world, hal)
    return ann, hal


async def tap(world: World, who: Actor, label: str, of: ChannelHandle | None = None) -> InteractionResult:
    """Press a button below what is in sight in a thread."""
    return await who.click(need(world, of), label=label)


def said(message: discord.Message) -> str:
    """Return everything that stands in a message, its ids included."""
    return json.dumps([each.to_dict() for each in message.components], ensure_ascii=False)


def text_in(message: discord.Message) -> str:
    """Return all texts of a message that others see too, in order."""
    found = walk_components([each.to_dict() for each in message.components])
    return "\n".join(each["content"] for each in found if each["type"] == 10)


def nothing(world: World) -> bool:
    """Return whether there is no thread, no card and no row of any request."""
    return not (threads(world) or cards(world) or rows(world) or rows(world, "support_claim"))


def buttons_of(message: discord.Message) -> dict[str, str]:
    """Return label -> custom id of all buttons of a message."""
    found = walk_components([each.to_dict() for each in message.components])
    return {each["label"]: each["custom_id"] for each in found if each["type"] == 2}


def rows(world: World, table: str = "support_request", columns: str = "*") -> list[tuple[Any, ...]]:
    """Return a table's rows, as the file itself has them."""
    connection = sqlite3.connect(world.database)
    try:
        return connection.execute(f"SELECT {columns} FROM {table}").fetchall()
    finally:
        connection.close()


def state(world: World) -> str:
    """Return the state of the one request that is stored."""
    [(only,)] = rows(world, columns="state")
    return str(only)


def presences(world: World) -> list[str]:
    """Return how helpers are with requests, as stored."""
    return sorted(presence for (presence,) in rows(world, "support_claim", "presence"))


def push(world: World, who: Actor, on: discord.Message, custom_id: str) -> InteractionResult:
    """Click a button on a message that others see too, with any custom id, without waiting for the answer."""
    stored = world.env.backend.get_message(on.channel.id, on.id)
    message: dict[str, Any] = dict(serializers.message_payload(world.env.backend, stored))
    data = {"custom_id": custom_id, "component_type": raw.BUTTON, "id": 900}
    control = {"type": raw.BUTTON, "custom_id": custom_id, "id": 900, "style": 2, "label": "forged"}
    message["components"] = [*message["components"], {"type": 1, "id": 901, "components": [control]}]
    return raw.emit(world, who, 3, data, message, on.id)


def send_form(world: World, who: Actor, to: str, fields: Mapping[str, Any]) -> InteractionResult:
    """Send in the form of a request, opened from the panel, without waiting for what comes of it."""
    kinds = {"needs": (22, "values"), "yes": (23, "value")}
    components = []
    for number, (name, value) in enumerate(fields.items(), 1):
        kind, key = kinds.get(name, (4, "value"))
        inner = {"type": kind, "id": 100 + number, "custom_id": name, key: value}
        components.append({"type": 18, "id": number, "component": inner})
    stored = world.env.backend.get_message(channel(world, PANEL).id, panel(world).id)
    message = dict(serializers.message_payload(world.env.backend, stored))
    data = {"custom_id": f"al:1:{to}", "components": components}
    return raw.emit(world, who, 5, data, message, panel(world).id)


@contextmanager
def unseen(world: World) -> Iterator[None]:
    """Within this block nothing that happens in Discord is told to the bot, as while it is not running."""
    backend = world.env.backend
    told = backend.emit
    backend.emit = lambda *_, **__: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        backend.emit = told  # type: ignore[method-assign]


async def later(world: World, seconds: float) -> None:
    """Let time go by, and the rounds come to rest: their work with the database takes real moments."""
    await world.env.advance_time(seconds)
    await rested(world)


async def rested(world: World) -> None:
    """Wait until the rounds have nothing to do at the moment."""
    sleeper = world.bot.support_rounds._sleeper
    for _ in range(5000):
        if sleeper._task is None or sleeper._task.done() or sleeper._asleep:
            return
        await asyncio.to_thread(time.sleep, 0.001)
    raise AssertionError("the rounds never rest")
