"""Telling somebody at their next command that their daily question could not reach them: once."""

import discord

from cogs.ui.app import app, speaker
from cogs.ui.screens import AnyItem, button, row, text


async def blocks(interaction: discord.Interaction) -> list[AnyItem]:
    """Return the news, or nothing. It counts as told from now on."""
    if await app(interaction).services.reminders.take_news(interaction.user.id) is None:
        return []
    say = speaker(interaction)
    return [
        text(say("reminder-news")),
        text(say("reminder-closed")),
        row(
            button("reminder.again", "", say("button-reminder-again"), discord.ButtonStyle.primary),
            button("reminder.stop", "news", say("button-reminder-stop")),
            button("help.open", "", say("button-help-now")),
        ),
    ]
