"""A question to a helper after a conversation ended without a word to them: once, and to them alone."""

import discord

from cogs.ui.app import app, speaker
from cogs.ui.screens import AnyItem, row, text
from cogs.ui.support_words import help_button, own_ways


async def blocks(interaction: discord.Interaction) -> list[AnyItem]:
    """Return the question how they are, or nothing. It counts as asked from now on."""
    if not await app(interaction).services.support.take_ended(interaction.user.id):
        return []
    say = speaker(interaction)
    return [text(say("support-afterwards")), row(*own_ways(say), help_button(say))]
