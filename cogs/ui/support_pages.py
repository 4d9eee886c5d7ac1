"""From a moderator's click to the next screen of setting up: who may, what is settled, what comes next."""

from collections.abc import Callable

import discord
from discord import ui

from alongside.errors import UserError
from alongside.supporting import SupportSpace
from cogs.ui import reply
from cogs.ui.app import app, speaker
from cogs.ui.router import Press
from cogs.ui.support_forms import said_choices
from cogs.ui.support_making import Maker, chosen
from cogs.ui.support_setup import all_screen, step_screen
from cogs.ui.support_status import no_status_screen, status_screen
from cogs.ui.support_survey import Look, Server, Step, look, panel_gone, server_of


def moderated(interaction: discord.Interaction) -> discord.Guild:
    """Return the server that somebody who may manage it acts in. Raises UserError for anybody else.

    What Discord says with each click counts, not where the click came from: screens can be forged.
    """
    guild = None if interaction.guild_id is None else interaction.client.get_guild(interaction.guild_id)
    if guild is None or guild.unavailable:
        raise UserError("setup-elsewhere")
    held = interaction.permissions
    if not (held.manage_guild or held.administrator):
        raise UserError("setup-not-yours")
    return guild


def step_of(ref: str) -> Step:
    """Return the step that a ref names. Raises UserError for one that there is not."""
    if ref not in set(Step):
        raise UserError("error-outdated")
    return Step(ref)


async def space_of(interaction: discord.Interaction, guild: discord.Guild) -> SupportSpace:
    """Return a server's support channel, an empty one where nothing was chosen yet."""
    return await app(interaction).services.support.space_to_set_up(guild.id)


async def maker_of(interaction: discord.Interaction) -> Maker:
    """Return who makes things in the server of an interaction."""
    guild = moderated(interaction)
    # What is made is for everybody there, so it speaks the server's language, not the moderator's.
    space = await space_of(interaction, guild)
    say = app(interaction).content.texts.speaker(space.language)
    return Maker(guild, guild.me, app(interaction).services.support, say)


async def looked(interaction: discord.Interaction) -> tuple[Server, SupportSpace, Look]:
    """Return the server, what was chosen there, and what stands in the way of it."""
    guild = moderated(interaction)
    space = await space_of(interaction, guild)
    server = server_of(interaction, guild)
    return server, space, look(server, space)


async def go_on(interaction: discord.Interaction, after: Step | None = None) -> None:
    """Show the first step that is not settled, with the one that was just done before all others."""
    _, space, found = await looked(interaction)
    order = [after, *Step] if after is not None else list(Step)
    for step in order:
        if found.troubles[step] or (chosen(space, step) is None and _wanted(space, step, after)):
            await show_step(interaction, step)
            return
    await show_all(interaction)


def _wanted(space: SupportSpace, step: Step, after: Step | None) -> bool:
    # Reports may go nowhere: they are asked about once, on the way through.
    return step is not Step.REPORTS or (after is Step.CARDS and space.panel_id is None)


async def show_step(interaction: discord.Interaction, step: Step, more: list[str] | None = None) -> None:
    """Show one step."""
    server, space, found = await looked(interaction)
    view = step_screen(server, space, step, found, more or [])
    await reply.show(interaction, view)


async def show_all(interaction: discord.Interaction, *first: str) -> None:
    """Show everything that was chosen, or the first step where something was not."""
    server, space, found = await looked(interaction)
    if not space.ready:
        missing = next(step for step in Step if chosen(space, step) is None)
        await show_step(interaction, missing, list(first))
        return
    content = app(interaction).content
    choices = said_choices(server.say, space, content.help_lines, content.texts.languages)
    await reply.show(interaction, all_screen(server, space, found, choices, first))


async def change(press: Press, make: Callable[[SupportSpace], SupportSpace]) -> None:
    """Change what was chosen by a form, and show everything."""
    guild = moderated(press.interaction)
    await reply.acknowledge(press.interaction)
    await app(press.interaction).services.support.change_space(guild.id, make)
    await show_all(press.interaction)


async def show_status(interaction: discord.Interaction) -> None:
    """Show how the support channel is doing."""
    guild = moderated(interaction)
    await reply.show(interaction, await _status(interaction, guild))


async def _status(interaction: discord.Interaction, guild: discord.Guild) -> ui.LayoutView:
    support = app(interaction).services.support
    if await support.space(guild.id) is None:
        return no_status_screen(speaker(interaction))
    server, space, found = await looked(interaction)
    gone = await panel_gone(guild, space)
    return status_screen(server.say, space, found, await support.overview(guild.id), panel_gone=gone)
