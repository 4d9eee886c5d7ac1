"""/help-now, one tap from every screen: help lines by country, each with its source."""

import logging
from collections.abc import Sequence

import discord
from discord import app_commands, ui
from discord.ext import commands

from alongside.errors import UserError
from alongside.helplines import Country, HelpLines
from alongside.texts import Speaker
from cogs.ui import reply
from cogs.ui.app import app, speaker
from cogs.ui.help_lines import country_text
from cogs.ui.pending import UNDISTURBED
from cogs.ui.router import Press, route
from cogs.ui.screens import line, picker, row, screen, text

ELSEWHERE = "elsewhere"

log = logging.getLogger("alongside.help")


class HelpNowCog(commands.Cog):
    """Help lines. Nothing about asking for them is stored or logged."""

    @app_commands.command(name="help-now", description="command-help-now", extras=UNDISTURBED)
    async def help_now(self, interaction: discord.Interaction) -> None:
        """Show help lines for the country that the client's language suggests."""
        await reply.show(interaction, await _help(interaction))

    @route("help.open")
    async def open(self, press: Press) -> None:
        """Show help lines beside the screen that was asked from, so that nothing there is lost."""
        await reply.show_beside(press.interaction, await _help(press.interaction))

    @route("help.country")
    async def country(self, press: Press) -> None:
        """Show another country's help lines."""
        lines = app(press.interaction).content.help_lines
        picked = lines.countries.get(press.values[0] if press.values else "")
        await reply.show(press.interaction, _screen(speaker(press.interaction), lines, picked, guessed=False))


async def _help(interaction: discord.Interaction) -> ui.LayoutView:
    lines = app(interaction).content.help_lines
    guess, first = lines.guess(interaction.locale.value), await _first(interaction)
    return _screen(speaker(interaction), lines, guess, guessed=True, first=first)


async def _first(interaction: discord.Interaction) -> list[Country]:
    """Return the countries whose lines a server's moderators want first. What fails here holds nobody up."""
    try:
        space = await app(interaction).services.support.space(interaction.guild_id)
    except UserError as error:
        log.warning("a server's own help lines could not be looked up", exc_info=error)
        return []
    lines = app(interaction).content.help_lines
    codes = [] if space is None else space.help_lines.split()
    return [lines.countries[code] for code in codes if code in lines.countries]


def _screen(
    say: Speaker, lines: HelpLines, country: Country | None, *, guessed: bool, first: Sequence[Country] = ()
) -> ui.LayoutView:
    elsewhere = say("help-elsewhere", name=lines.directory_name, url=lines.directory_url)
    shown = [text(country_text(say, each)) for each in first]
    if country and country not in first:
        shown.append(text(country_text(say, country)))
    small = [say("help-guess")] if country and guessed else []
    small.append(say("help-numbers"))
    options = [
        discord.SelectOption(label=each.name, value=each.code, default=country is each)
        for each in lines.countries.values()
    ]
    options.append(
        discord.SelectOption(label=say("help-other"), value=ELSEWHERE, default=not country and not guessed)
    )
    return screen(
        text(f"## {say('help-title')}\n{say('help-danger')}"),
        *shown,
        line(),
        text("\n".join([elsewhere, *small])),
        row(picker("help.country", "", say("help-pick"), options)),
    )


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(HelpNowCog())
