"""Answering so that nobody but the one who asked can see it, in whatever state the interaction is.

In a server, and anywhere else where others are, every answer is ephemeral. In direct messages with the
bot nobody else is: there answers are ordinary messages, so that they stay, each with a button that
removes it.
"""

from collections.abc import Sequence

import discord
from discord import ui

from cogs.ui.app import speaker
from cogs.ui.screens import Routed, button, row, screen, text


def in_private(interaction: discord.Interaction) -> bool:
    """Return whether this is in the direct messages between this person and the bot."""
    return interaction.context.dm_channel is True and interaction.guild_id is None


def private_way(interaction: discord.Interaction, draft_id: str) -> list[Routed]:
    """Return the button that carries a draft over to direct messages, where this is not there already."""
    if in_private(interaction):
        return []
    return [button("guided.private", draft_id, speaker(interaction)("button-private"))]


def removable(interaction: discord.Interaction, view: ui.LayoutView) -> ui.LayoutView:
    """Return a screen with a button below it that removes the message, as in direct messages."""
    view.add_item(row(button("message.remove", "", speaker(interaction)("button-remove"))))
    return view


async def acknowledge(interaction: discord.Interaction) -> None:
    """Tell Discord that an answer comes, before anything that may take longer than a moment.

    A click and a form that was opened from a screen will change that screen; anything else gets a
    new answer.
    """
    if interaction.response.is_done():
        return
    if interaction.message is not None:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=not in_private(interaction), thinking=True)


async def acknowledge_beside(interaction: discord.Interaction) -> None:
    """Tell Discord that a new answer comes, beside the screen that was clicked on."""
    await interaction.response.defer(ephemeral=not in_private(interaction), thinking=True)


async def show(interaction: discord.Interaction, view: ui.LayoutView) -> None:
    """Show a screen: in place of the one that was clicked on, else as a new answer."""
    if not interaction.response.is_done() and interaction.message is None:
        await show_beside(interaction, view)
        return
    if in_private(interaction):
        view = removable(interaction, view)
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, allowed_mentions=discord.AllowedMentions.none())
    else:
        await interaction.response.edit_message(view=view, allowed_mentions=discord.AllowedMentions.none())


async def show_beside(interaction: discord.Interaction, view: ui.LayoutView) -> None:
    """Show a screen as a new message, leaving the one that was clicked on as it is."""
    private = in_private(interaction)
    if private:
        view = removable(interaction, view)
    if interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=not private)
    else:
        await interaction.response.send_message(view=view, ephemeral=not private)


async def show_with(
    interaction: discord.Interaction,
    view: ui.LayoutView,
    attached: Sequence[discord.File],
) -> None:
    """Show a screen with exactly these files on it, in an interaction that was acknowledged.

    Files that stood on the screen before go from it.
    """
    if in_private(interaction):
        view = removable(interaction, view)
    await interaction.edit_original_response(
        view=view, attachments=attached, allowed_mentions=discord.AllowedMentions.none()
    )


async def hand_over(interaction: discord.Interaction, told: str, file: discord.File) -> None:
    """Send a file to the one who asked for it, in an interaction that was acknowledged.

    In direct messages it stays until it is removed, so it comes with the button for that.
    """
    if not in_private(interaction):
        await interaction.followup.send(told, file=file, ephemeral=True)
        return
    help_now = button("help.open", "", speaker(interaction)("button-help-now"))
    view = screen(*([text(told)] if told else []), ui.File(file), row(help_now))
    await interaction.followup.send(view=removable(interaction, view), file=file)


async def ask(interaction: discord.Interaction, form: ui.Modal) -> None:
    """Open a form. It is told to be finished beforehand, so that no memory of it is kept anywhere."""
    form.stop()
    await interaction.response.send_modal(form)
