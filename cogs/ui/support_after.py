"""What stays of a support channel for one person: a question afterwards, and what is kept of them."""

import discord
from discord.utils import format_dt

from alongside.services.privacy import Holdings
from alongside.texts import Speaker
from cogs.ui.app import app, speaker
from cogs.ui.screens import AnyItem, button, row, text
from cogs.ui.support_words import help_button, own_ways


async def blocks(interaction: discord.Interaction) -> list[AnyItem]:
    """Return the question how they are, or nothing. It counts as asked from now on."""
    if not await app(interaction).services.support.take_ended(interaction.user.id):
        return []
    say = speaker(interaction)
    return [text(say("support-afterwards")), row(*own_ways(say), help_button(say))]


def support_kept(say: Speaker, holdings: Holdings) -> list[AnyItem]:
    """Return what is kept of somebody about support channels, with the way to take their yes back."""
    consent = holdings.support
    if consent is None:
        return []
    name = f"**{say('privacy-support-name')}**\n"
    conversations = say("privacy-support-count", count=holdings.conversations)
    if consent.withdrawn_at is not None:
        when = format_dt(consent.withdrawn_at, "D")
        return [text(f"{name}{say('privacy-support-off', when=when)} {conversations}")]
    when = format_dt(consent.given_at, "D")
    return [
        text(f"{name}{say('privacy-support', when=when)} {conversations}"),
        row(button("support.withdraw", "", say("button-support-withdraw"))),
    ]
