"""The card that comes first where a text speaks of danger. It never blocks, and nothing of it is kept."""

import discord

from alongside.texts import FALLBACK, Speaker
from cogs.ui.app import app, speaker
from cogs.ui.screens import AnyItem, Routed, button, row, text


def speaks_of_danger(interaction: discord.Interaction, written: str) -> bool:
    """Return whether a text speaks of suicide, self-harm, abuse or danger, by the rules of its language.

    English rules are asked as well: people write in English in any client.
    """
    rules = app(interaction).content.safety
    languages = {speaker(interaction).language, FALLBACK}
    return any(rules[language].find(written) for language in languages if language in rules)


def card_blocks(say: Speaker) -> list[AnyItem]:
    """Return the card's text."""
    return [text(f"## {say('card-title')}\n{say('card-text')}"), text(say("card-nothing"))]


def card_row(interaction: discord.Interaction, carry_on: Routed, stop_kind: str, stop_ref: str) -> AnyItem:
    """Return the card's buttons: help lines first, then carry on, then stop."""
    say = speaker(interaction)
    return row(
        button("help.open", "", say("button-help-lines"), style=discord.ButtonStyle.primary),
        carry_on,
        button(stop_kind, stop_ref, say("button-stop")),
    )
