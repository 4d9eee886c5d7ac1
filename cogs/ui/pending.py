"""What waits for somebody until their next command: shown once beside its answer, to them alone."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import discord

from cogs.ui import errors, followup, pause_end, reminder_news, support_after
from cogs.ui.reply import show_beside
from cogs.ui.screens import AnyItem, screen

Provider: TypeAlias = Callable[[discord.Interaction], Awaitable[list[AnyItem]]]

# Each returns what it has to say to this person now, or nothing; what it returned counts as said.
PROVIDERS: tuple[Provider, ...] = (
    followup.blocks,
    pause_end.blocks,
    reminder_news.blocks,
    support_after.blocks,
)
# An extra of commands after which nobody is held up with anything else: help lines, erasing.
UNDISTURBED = {"undisturbed": True}


async def after_command(interaction: discord.Interaction, command: discord.app_commands.Command) -> None:  # type: ignore[type-arg]
    """Show what waits, after a command was answered with anything but a form."""
    opened_form = interaction.response.type is discord.InteractionResponseType.modal
    if not command.extras.get("undisturbed") and not opened_form:
        await show(interaction)


async def show(interaction: discord.Interaction) -> None:
    """Show what waits beside what was just answered, unless that was the card."""
    if interaction.extras.get("undisturbed"):
        return
    try:
        for provider in PROVIDERS:
            blocks = await provider(interaction)
            if blocks:
                await show_beside(interaction, screen(*blocks))
    except Exception as error:
        await errors.report(interaction, error)
