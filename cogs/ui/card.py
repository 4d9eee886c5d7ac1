"""The card that comes first where a text speaks of danger. It never blocks, and nothing of it is kept."""

from collections.abc import Iterable

import discord

from alongside.texts import FALLBACK, Speaker
from cogs.ui import reply
from cogs.ui.app import app, speaker
from cogs.ui.screens import AnyItem, Routed, button, row, screen, text


def speaks_of_danger(interaction: discord.Interaction, written: str) -> bool:
    """Return whether a text speaks of suicide, self-harm, abuse or danger, by the rules of its language.

    English rules are asked as well: people write in English in any client.
    """
    rules = app(interaction).content.safety
    languages = {speaker(interaction).language, FALLBACK}
    return any(rules[language].find(written) for language in languages if language in rules)


async def card_first(
    interaction: discord.Interaction,
    written: Iterable[str | None],
    carry_on: Routed,
    stop: Routed,
    carried: Iterable[AnyItem] = (),
) -> bool:
    """Show the card if any of these texts speaks of danger; return whether it did.

    What was written has to be safe by then, in a draft or on the screen: the card takes its place.
    """
    if not speaks_of_danger(interaction, "\n".join(each for each in written if each)):
        return False
    await show_card(interaction, carry_on, stop, carried)
    return True


async def show_card(
    interaction: discord.Interaction, carry_on: Routed, stop: Routed, carried: Iterable[AnyItem] = ()
) -> None:
    """Show the card."""
    say = speaker(interaction)
    interaction.extras["undisturbed"] = True  # nothing else is asked below the card
    lines = button("help.open", "", say("button-help-lines"), style=discord.ButtonStyle.primary)
    await reply.show(interaction, screen(*card_blocks(say), *carried, row(lines, carry_on, stop)))


def card_blocks(say: Speaker) -> list[AnyItem]:
    """Return the card's text."""
    return [text(f"## {say('card-title')}\n{say('card-text')}"), text(say("card-nothing"))]
