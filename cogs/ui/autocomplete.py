"""Choices offered while somebody types."""

import logging

import discord
from discord import app_commands

from cogs.ui.app import app
from cogs.ui.plain import shown

log = logging.getLogger("alongside.autocomplete")


async def own_labels(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return this person's own labels; none where they cannot be read, for choices are no place for errors.

    discord.py would log a failure together with the user's id, so none gets there.
    """
    try:
        labels = await app(interaction).services.reflections.labels(interaction.user.id, typed)
    except Exception as error:
        log.error("no choices could be offered", exc_info=error)
        return []
    return [app_commands.Choice(name=shown(label), value=shown(label)) for label in labels]
