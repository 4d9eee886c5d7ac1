"""Reaching somebody in their direct messages, and what Discord's answers to that mean."""

import asyncio
import json
from datetime import datetime, timedelta

import aiohttp
import discord

# Messages from here are closed, there is no server in common, or no such account (any more): nothing that
# waiting mends, and asking again and again would count against the bot.
_UNREACHABLE = frozenset({10013, 40002, 50007, 50278})
# The channel is gone, or not this bot's any more.
_NO_CHANNEL = frozenset({10003, 50001})
_UNKNOWN_MESSAGE = 10008
# More messages than anybody is sent meanwhile; and Discord's clock is not this machine's.
_LOOKED_AT = 50
_CLOCKS_DIFFER = timedelta(minutes=1)


def unreachable(error: BaseException) -> bool:
    """Return whether an error of Discord's says that this person cannot be sent anything."""
    return isinstance(error, discord.HTTPException) and error.code in _UNREACHABLE


def channel_gone(error: BaseException) -> bool:
    """Return whether the channel is gone, or was never this bot's to write in."""
    return isinstance(error, discord.HTTPException) and error.code in _NO_CHANNEL


def was_removed(error: BaseException) -> bool:
    """Return whether the message had arrived before, and was removed since.

    That is what Discord says about a nonce that it knows, of a message that is there no more.
    """
    return isinstance(error, discord.HTTPException) and error.code == _UNKNOWN_MESSAGE


def passing(error: BaseException) -> bool:
    """Return whether the same may work in a while: Discord or the way there has trouble, or limits."""
    if isinstance(error, discord.HTTPException):
        return error.status >= 500 or error.status == 429
    return isinstance(error, discord.RateLimited | aiohttp.ClientError | OSError | asyncio.TimeoutError)


async def direct_channel(client: discord.Client, user_id: int) -> int:
    """Return the id of somebody's direct messages as Discord has it now; `create_dm` remembers an old one.

    Raises discord.HTTPException and what the network raises.
    """
    found = await client.http.start_private_message(user_id)
    return int(found["id"])


async def arrived(client: discord.Client, channel_id: int, record: str, since: datetime) -> bool:
    """Return whether a message of the bot's own with buttons for this record stands in a channel.

    `since` is the earliest instant at which it may have come. Raises discord.HTTPException and what the
    network raises.
    """
    earliest = discord.utils.time_snowflake(since - _CLOCKS_DIFFER)
    found = await client.http.logs_from(channel_id, _LOOKED_AT, after=earliest)
    return any(f":{record}" in json.dumps(each.get("components", [])) for each in found)
