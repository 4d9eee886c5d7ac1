"""Answering so that nobody but the one who asked can see it, in whatever state the interaction is."""

import discord
from discord import ui


async def acknowledge(interaction: discord.Interaction) -> None:
    """Tell Discord that an answer comes, before anything that may take longer than a moment.

    A click and a form that was opened from a screen will change that screen; anything else gets a
    new private answer.
    """
    if interaction.response.is_done():
        return
    if interaction.message is not None:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


async def show(interaction: discord.Interaction, view: ui.LayoutView) -> None:
    """Show a screen: in place of the one that was clicked on, else as a new private answer."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, allowed_mentions=discord.AllowedMentions.none())
    elif interaction.message is not None:
        await interaction.response.edit_message(view=view, allowed_mentions=discord.AllowedMentions.none())
    else:
        await show_beside(interaction, view)


async def show_beside(interaction: discord.Interaction, view: ui.LayoutView) -> None:
    """Show a screen as a new private message, leaving the one that was clicked on as it is."""
    if interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=True)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


async def ask(interaction: discord.Interaction, form: ui.Modal) -> None:
    """Open a form. It is told to be finished beforehand, so that no memory of it is kept anywhere."""
    form.stop()
    await interaction.response.send_modal(form)
