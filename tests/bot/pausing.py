"""What people do with pauses in these tests, and what reaches them."""

import json
import sqlite3
from typing import Any

import discord
from simcord.results import InteractionResult

from tests.bot import raw
from tests.bot.steps import Actor, buttons, press, screen_of
from tests.conftest import World

MINUTE = 60
# What somebody fills in who fills in everything; no message is asked for.
WHOLE = {
    "worry": "They have *not* answered.",
    "before": ["8"],
    "minutes": "10",
    "instead": "Tea",
    "message": False,
}
MESSAGED = WHOLE | {"message": True}


async def begin(world: World, who: Actor, **changes: Any) -> InteractionResult:
    """Begin a pause of ten minutes. Returns its screen."""
    return await who.submit_modal(await who.slash(world.channel, "pause"), WHOLE | changes)


async def answer(
    who: Actor, on: InteractionResult, after: int, note: str = "", label: str = "How is it now?"
) -> InteractionResult:
    """Say how it is now, from a screen."""
    return await who.submit_modal(await press(who, on, label), {"after": [f"{after}"], "note": note})


def record_of(on: InteractionResult) -> str:
    """Return the id of the pause on a screen."""
    return buttons(screen_of(on))["How is it now?"].split(":")[-1]


def rows(world: World, table: str = "pause") -> list[tuple[Any, ...]]:
    """Return a table's rows, as the file itself has them."""
    connection = sqlite3.connect(world.database)
    try:
        return connection.execute(f"SELECT * FROM {table}").fetchall()
    finally:
        connection.close()


def told_at(world: World) -> Any:
    """Return when the end of the one pause was told."""
    connection = sqlite3.connect(world.database)
    try:
        return connection.execute("SELECT told_at FROM pause").fetchone()[0]
    finally:
        connection.close()


def messages(who: Actor) -> list[discord.Message]:
    """Return the direct messages that somebody got from the bot."""
    return [each for each in who.user.dm_channel.history() if each.author.bot]


def said(message: discord.Message) -> str:
    """Return everything that stands in a message, its ids included."""
    return json.dumps([component.to_dict() for component in message.components], ensure_ascii=False)


def send(
    world: World, who: Actor, fields: dict[str, Any], to: str = "pause.sent:none.off"
) -> InteractionResult:
    """Send in a form of a pause, without waiting for what comes of it."""
    kinds = {
        "before": (3, "values"),
        "after": (3, "values"),
        "minutes": (21, "value"),
        "message": (23, "value"),
    }
    components = []
    for number, (name, value) in enumerate(fields.items(), 1):
        kind, key = kinds.get(name, (4, "value"))
        inner = {"type": kind, "id": 100 + number, "custom_id": name, key: value}
        components.append({"type": 18, "id": number, "component": inner})
    return raw.emit(world, who, 5, {"custom_id": f"al:1:{to}", "components": components})
