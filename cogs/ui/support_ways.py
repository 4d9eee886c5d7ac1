"""Answering clicks that come from messages that others see too: the panel, cards, threads."""

import discord
from discord import ui

from alongside.errors import UserError
from alongside.supporting import ALONE_MAX, WORDS_MAX, Request, SupportSpace
from cogs.ui import reply
from cogs.ui.app import app
from cogs.ui.router import Press
from cogs.ui.screens import SUPPORT_ALONE, SUPPORT_WORDS
from cogs.ui.support_words import NEEDS, Wanted, picked


def _own_screen(interaction: discord.Interaction) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


async def acknowledge(interaction: discord.Interaction) -> None:
    """Tell Discord that an answer comes: on this person's own screen, never on what others see too."""
    if interaction.response.is_done():
        return
    if _own_screen(interaction):
        await reply.acknowledge(interaction)
    else:
        await reply.acknowledge_beside(interaction)


async def answer(interaction: discord.Interaction, view: ui.LayoutView) -> None:
    """Show a screen to this person alone, in place of their own screen or beside what others see."""
    if interaction.response.is_done() or _own_screen(interaction):
        await reply.show(interaction, view)
    else:
        await reply.show_beside(interaction, view)


async def space_here(interaction: discord.Interaction) -> SupportSpace:
    """Return the support channel of this server. Raises UserError where none is in use."""
    space = await app(interaction).services.support.space(interaction.guild_id)
    if space is None or not space.ready:
        raise UserError("support-not-here")
    return space


def is_helper(interaction: discord.Interaction, space: SupportSpace) -> bool:
    """Return whether this person has the helpers' role, as Discord says with every click."""
    user = interaction.user
    if not isinstance(user, discord.Member) or space.role_id is None:
        return False
    return user.get_role(space.role_id) is not None


async def own_request(press: Press) -> Request:
    """Return the open request that was clicked, if it is this person's own. Raises UserError.

    Everybody else is told no more than that it is not for them.
    """
    service = app(press.interaction).services.support
    request = await service.own(press.interaction.user.id, press.ref)
    if request is None:
        helps = await service.own_claim(press.interaction.user.id, press.ref)
        raise UserError("support-only-inside" if helps is None else "support-only-asker")
    if request.closed_at is not None or request.guild_id != press.interaction.guild_id:
        raise UserError("support-over")
    return request


async def own_help(press: Press) -> Request:
    """Return the open request that was clicked, if this person is with it as a helper. Raises UserError."""
    service = app(press.interaction).services.support
    user = press.interaction.user.id
    claim = await service.own_claim(user, press.ref)
    request = None if claim is None else await service.find(press.interaction.guild_id, press.ref)
    if request is None:
        asked = await service.own(user, press.ref)
        raise UserError("support-only-inside" if asked is None else "support-only-helper")
    return request


def wanted_in(press: Press) -> Wanted:
    """Return what a sent form says would help."""
    ticked = press.fields.get(NEEDS)
    return Wanted(
        picked(ticked if isinstance(ticked, list) else ()),
        press.written(SUPPORT_WORDS).strip()[:WORDS_MAX],
        press.written(SUPPORT_ALONE).strip()[:ALONE_MAX],
    )


def mention(request: Request) -> str:
    """Return the link to a request's thread."""
    return f"<#{request.thread_id}>"
