"""/about, and "How this works" with every value."""

from importlib.metadata import PackageNotFoundError, version

import discord
from discord import app_commands, ui
from discord.ext import commands

from alongside.model import Part
from alongside.questions import QuestionBank
from alongside.texts import Speaker
from cogs.ui import reply
from cogs.ui.app import bank, speaker
from cogs.ui.router import Press, route
from cogs.ui.screens import button, line, row, screen, text


class AboutCog(commands.Cog):
    """What this is, and how it comes to what it shows."""

    @app_commands.command(name="about", description="command-about")
    async def about(self, interaction: discord.Interaction) -> None:
        """Say what the bot is and is not."""
        say = speaker(interaction)
        view = screen(
            text(f"## {say('about-title')}\n{say('about-text')}"),
            text(say("about-commands")),
            text(f"-# {say('scope')}"),
            text(say("about-code", version=_version())),
            row(
                button("how.open", "", say("button-how")),
                button("privacy.open", "", say("button-privacy")),
                button("help.open", "", say("button-help-now")),
            ),
        )
        await reply.show(interaction, view)

    @route("how.open")
    async def open(self, press: Press) -> None:
        """Explain the mirror, beside the screen that was asked from."""
        await reply.show_beside(
            press.interaction, _overview(speaker(press.interaction), bank(press.interaction))
        )

    @route("how.part")
    async def part(self, press: Press) -> None:
        """Show every question and value of one part."""
        say, questions = speaker(press.interaction), bank(press.interaction)
        view = (
            _overview(say, questions)
            if press.ref not in set(Part)
            else _part(say, questions, Part(press.ref))
        )
        await reply.show(press.interaction, view)


def _overview(say: Speaker, questions: QuestionBank) -> ui.LayoutView:
    return screen(
        text(f"## {say('how-title')}\n{say('how-text')}"),
        row(*(button("how.part", part.value, questions.part_names[part]) for part in Part)),
        row(button("help.open", "", say("button-help-now"))),
    )


def _part(say: Speaker, questions: QuestionBank, part: Part) -> ui.LayoutView:
    listed = []
    for question in questions.of(part):
        lines = [say("how-question", question=question.text)]
        lines += [say("how-option", value=option.value, text=option.text) for option in question.options]
        lines += [say("how-capacity")] if question.about_capacity else []
        listed.append(text("\n".join(lines)))
    return screen(
        text(f"## {questions.part_names[part]}"),
        *listed,
        line(),
        row(button("how.part", "all", say("button-back")), button("help.open", "", say("button-help-now"))),
    )


def _version() -> str:
    try:
        return version("alongside")
    except PackageNotFoundError:
        return "dev"  # started from a folder that was never installed


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(AboutCog())
