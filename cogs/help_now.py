"""/help-now, one tap from every screen: help lines by country, each with its source."""

from datetime import UTC, datetime, time

import discord
from discord import app_commands, ui
from discord.ext import commands
from discord.utils import format_dt

from alongside.helplines import Contact, Country, EmergencyNumber, HelpLine, HelpLines
from alongside.texts import Speaker
from cogs.ui import reply
from cogs.ui.app import app, speaker
from cogs.ui.pending import UNDISTURBED
from cogs.ui.router import Press, route
from cogs.ui.screens import line, picker, row, screen, text

ELSEWHERE = "elsewhere"


class HelpNowCog(commands.Cog):
    """Help lines. Nothing about asking for them is stored or logged."""

    @app_commands.command(name="help-now", description="command-help-now", extras=UNDISTURBED)
    async def help_now(self, interaction: discord.Interaction) -> None:
        """Show help lines for the country that the client's language suggests."""
        await reply.show(interaction, _help(interaction))

    @route("help.open")
    async def open(self, press: Press) -> None:
        """Show help lines beside the screen that was asked from, so that nothing there is lost."""
        await reply.show_beside(press.interaction, _help(press.interaction))

    @route("help.country")
    async def country(self, press: Press) -> None:
        """Show another country's help lines."""
        lines = app(press.interaction).content.help_lines
        picked = lines.countries.get(press.values[0] if press.values else "")
        await reply.show(press.interaction, _screen(speaker(press.interaction), lines, picked, guessed=False))


def _help(interaction: discord.Interaction) -> ui.LayoutView:
    lines = app(interaction).content.help_lines
    return _screen(speaker(interaction), lines, lines.guess(interaction.locale.value), guessed=True)


def _screen(say: Speaker, lines: HelpLines, country: Country | None, *, guessed: bool) -> ui.LayoutView:
    elsewhere = say("help-elsewhere", name=lines.directory_name, url=lines.directory_url)
    shown = [text("\n".join(_country(say, country)))] if country else []
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


def _country(say: Speaker, country: Country) -> list[str]:
    numbers = ", ".join(_emergency(say, each) for each in country.emergency)
    said = [say("help-emergency", country=country.name, numbers=numbers), _source(say, country)]
    for each in country.lines:
        contacts = ", ".join(_contact(say, contact) for contact in each.contacts)
        said += [say("help-line", name=each.name, contacts=contacts), _source(say, each)]
    return said


def _emergency(say: Speaker, each: EmergencyNumber) -> str:
    return each.number if each.kind == "any" else say(f"emergency-{each.kind}", number=each.number)


def _source(say: Speaker, each: HelpLine | Country) -> str:
    if each.checked_on is None:
        return say("help-unchecked")
    kind = say(f"evidence-{each.evidence.replace(' ', '-')}")
    # Noon, so that it is the same day nearly everywhere.
    day = format_dt(datetime.combine(each.checked_on, time(12), UTC), "D")
    return say("help-source", title=each.source_title, url=each.source_url, kind=kind, date=day)


def _contact(say: Speaker, contact: Contact) -> str:
    if contact.send:
        reach = say("contact-text-send", send=contact.send, reach=contact.reach)
    else:
        reach = say(f"contact-{contact.how}", reach=contact.reach)
    # "not stated" is no promise, so no hours are shown with it.
    if contact.hours == "not stated":
        return reach
    hours = say("hours-always") if contact.hours == "24/7" else contact.hours
    return f"{reach} {say('contact-hours', hours=hours)}"


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(HelpNowCog())
