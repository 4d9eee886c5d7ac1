"""What people do with offer cards in these tests, and what stands in the channel and in the file."""

import sqlite3
from typing import Any

import discord
import simcord
from simcord.builders import ChannelHandle
from simcord.components import walk_components
from simcord.results import InteractionResult

from tests.bot import raw
from tests.bot.steps import Actor, press
from tests.conftest import World

HOURS = 3600
WANTS = "what would help right now?"
REFUSED = "This card can't be posted just now."
TABLES = ("offer", "offer_block", "person", "consent")


async def preview(
    world: World, asker: Actor, asked: Actor, channel: ChannelHandle | None = None
) -> InteractionResult:
    """See the card before it is posted."""
    return await asker.slash(channel or world.channel, "ask offer", person=asked)


async def post(
    world: World, asker: Actor, asked: Actor, channel: ChannelHandle | None = None
) -> InteractionResult:
    """See the card, and post it. Returns what the asker sees then."""
    return await press(asker, await preview(world, asker, asked, channel), "Post it")


def cards(world: World, channel: ChannelHandle | None = None) -> list[discord.Message]:
    """Return what everybody in the channel sees of the bot."""
    return [
        each for each in (channel or world.channel).history() if each.author.bot and not each.flags.ephemeral
    ]


def card(world: World) -> discord.Message:
    """Return the one card there is."""
    [found] = cards(world)
    return found


def parts(message: discord.Message) -> list[dict[str, Any]]:
    """Return everything a message is made of."""
    return list(walk_components([each.to_dict() for each in message.components]))


def words(message: discord.Message) -> str:
    """Return what is read on a card."""
    return "\n".join(each["content"] for each in parts(message) if each["type"] == 10)


def labels(message: discord.Message) -> list[str]:
    """Return the labels of its buttons."""
    return [each["label"] for each in parts(message) if each["type"] == 2]


def id_of(message: discord.Message, label: str) -> str:
    """Return the custom id of a button."""
    return next(str(e["custom_id"]) for e in parts(message) if e["type"] == 2 and e["label"] == label)


def rows(world: World, table: str = "offer") -> list[dict[str, Any]]:
    """Return a table's rows, as the file itself has them."""
    connection = sqlite3.connect(world.database)
    connection.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
    finally:
        connection.close()


def left(world: World) -> dict[str, int]:
    """Count what is stored of anybody."""
    return {table: len(rows(world, table)) for table in TABLES if rows(world, table)}


def at_once(world: World, who: Actor, message: discord.Message, label: str) -> InteractionResult:
    """Press a button on a card without waiting for what comes of it."""
    stored = world.env.backend.get_message(message.channel.id, message.id)
    payload = dict(simcord.backend.serializers.message_payload(world.env.backend, stored))
    data = {"custom_id": id_of(message, label), "component_type": 2, "id": 1}
    return raw.emit(world, who, 3, data, payload, message.id)
