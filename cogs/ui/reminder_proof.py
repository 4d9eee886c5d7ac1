"""The first message of a daily reminder, right after it was set: it shows that messages can arrive."""

import logging
from enum import Enum, auto

import discord

from alongside.reminding import Reminder
from cogs.ui.app import app, speaker
from cogs.ui.reaching import direct_channel, passing, unreachable
from cogs.ui.reminding import TIMES, Standing, first_message

log = logging.getLogger("alongside.reminders")


class Proof(Enum):
    """What became of the first message."""

    ARRIVED = auto()
    CLOSED = auto()
    FAILED = auto()
    """Discord had trouble: whether messages arrive is not known."""


async def prove(interaction: discord.Interaction, reminder: Reminder) -> tuple[Proof, str]:
    """Send the first message; return what became of it, and a link to where it is.

    Where messages are closed, the reminder is kept and nothing more is sent.
    """
    service, user = app(interaction).services.reminders, interaction.user.id
    view = first_message(speaker(interaction), Standing(reminder, service.times(reminder, TIMES)))
    try:
        channel_id = await direct_channel(interaction.client, user)
        channel = interaction.client.get_partial_messageable(channel_id, type=discord.ChannelType.private)
        sent = await channel.send(view=view)
    except Exception as error:
        if unreachable(error):
            log.info("a first message found messages closed; the reminder waits")
            await service.closed(user)
            return Proof.CLOSED, ""
        if not passing(error) and not isinstance(error, discord.HTTPException):
            raise
        log.warning("a first message did not get through", exc_info=error)
        return Proof.FAILED, ""
    await service.proven(user, channel_id)
    return Proof.ARRIVED, sent.jump_url
