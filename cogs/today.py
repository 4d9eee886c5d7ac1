"""/today: three taps, one sentence, one open question. Nothing is counted, and no day is owed."""

from collections.abc import Mapping

import discord
from discord import app_commands, ui
from discord.ext import commands

from alongside.daily import Daily
from alongside.texts import Speaker
from cogs.ui import reply
from cogs.ui.answered import checked_in
from cogs.ui.app import app, bank, speaker
from cogs.ui.daily import today_form
from cogs.ui.mirror_screen import mirror_screen
from cogs.ui.router import Press, Value, route
from cogs.ui.screens import button, row, screen, text

# The ref of a form that was opened with "keep nothing": that holds, whatever is agreed to meanwhile.
UNKEPT = "unkept"


class TodayCog(commands.Cog):
    """Today, at a glance."""

    @app_commands.command(name="today", description="command-today")
    async def today(self, interaction: discord.Interaction) -> None:
        """Open the three questions; before a first time, say what this is and what is kept."""
        if await app(interaction).services.privacy.keeps_history(interaction.user.id):
            await _ask(interaction)
        else:
            await reply.show(interaction, _first_use(speaker(interaction)))

    @route("today.start")
    async def start(self, press: Press) -> None:
        """Open the questions from a screen that says what is kept."""
        await _ask(press.interaction, UNKEPT if press.ref == UNKEPT else "")

    @route("today.sent")
    async def sent(self, press: Press) -> None:
        """Take the answers, and give them back in one sentence with one question."""
        await reply.acknowledge(press.interaction)
        questions, say = bank(press.interaction), speaker(press.interaction)
        answered = await app(press.interaction).services.today.answer(
            press.interaction.user.id,
            _chosen(questions.daily, press.fields),
            say.language,
            kept=press.ref != UNKEPT,
        )
        private = reply.in_private(press.interaction)
        await reply.show(press.interaction, mirror_screen(say, questions, answered, private=private))
        await checked_in(press.interaction)


async def _ask(interaction: discord.Interaction, ref: str = "") -> None:
    await reply.ask(interaction, today_form(speaker(interaction), bank(interaction).daily, ref))


def _chosen(daily: Daily, fields: Mapping[str, Value]) -> dict[str, int]:
    """Return the answers in a sent form: only those to questions and options that there are."""
    return {
        ident: int(str(fields[ident]))
        for ident, question in daily.questions.items()
        if fields.get(ident) in {str(index) for index in range(len(question.options))}
    }


def _first_use(say: Speaker) -> ui.LayoutView:
    return screen(
        text(f"## {say('first-today-title')}\n{say('first-today-what')}"),
        text(f"{say('first-today-kept')}\n\n{say('first-chosen')}"),
        text(f"-# {say('scope')}"),
        row(
            button("today.start", UNKEPT, say("button-today-unkept"), style=discord.ButtonStyle.primary),
            button("consent.choose", "today", say("button-consent")),
        ),
        row(button("how.open", "", say("button-how")), button("help.open", "", say("button-help-now"))),
    )


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(TodayCog())
