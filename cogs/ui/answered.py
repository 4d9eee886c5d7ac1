"""Whoever checks in has answered their daily question, whether its button led there or a command."""

import logging

import discord

from alongside.errors import UserError
from cogs.ui.app import app

log = logging.getLogger("alongside.reminders")


async def checked_in(interaction: discord.Interaction) -> None:
    """Let a check-in count as an answer. Where the store fails it does not, and the check-in holds."""
    try:
        await app(interaction).services.reminders.checked_in(interaction.user.id)
    except UserError as error:
        log.warning("a check-in could not count as an answer", exc_info=error.__cause__ or error)
