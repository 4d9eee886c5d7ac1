"""/trends: looking back on one's own time, in pictures and in words."""

import discord
from discord import app_commands
from discord.ext import commands

from alongside.model import LABEL_MAX, Category
from alongside.services.checkin import tidy_label
from alongside.services.voice import Voice
from alongside.trends import Reach
from cogs.ui import autocomplete, card, reply
from cogs.ui.app import app, bank, speaker
from cogs.ui.carried import category_in
from cogs.ui.router import Press, route
from cogs.ui.screens import button, row, screen, text
from cogs.ui.trends_screen import files_of, label_blocks, label_on, reach_in, ref_of, trends_screen


class TrendsCog(commands.Cog):
    """Pictures of somebody's own time, for them alone."""

    @app_commands.command(name="trends", description="command-trends")
    @app_commands.describe(
        reach="option-reach", category="option-trends-category", label="option-trends-label"
    )
    @app_commands.choices(
        reach=[app_commands.Choice(name=f"reach-{each}", value=each.value) for each in Reach],
        category=[app_commands.Choice(name=f"category-{each}", value=each.value) for each in Category],
    )
    async def trends(
        self,
        interaction: discord.Interaction,
        reach: str = Reach.QUARTER,
        category: str | None = None,
        label: app_commands.Range[str, 1, LABEL_MAX] | None = None,
    ) -> None:
        """Show what there is to see of a time, of all check-ins or of some."""
        far, chosen, tidy = Reach(reach), Category(category) if category else None, tidy_label(label)
        say = speaker(interaction)
        carry_on = button("trends.reach", ref_of(far, chosen), say("button-carry-on"))
        stop = button("trends.stopped", "", say("button-stop"))
        if await card.card_first(interaction, [tidy], carry_on, stop, label_blocks(say, tidy)):
            return
        await reply.acknowledge(interaction)
        await _show(interaction, far, chosen, tidy)

    @trends.autocomplete("label")
    async def label_choices(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer this person's own labels."""
        return await autocomplete.own_labels(interaction, typed)

    @route("trends.reach")
    async def reach(self, press: Press) -> None:
        """Look as far back as was pressed."""
        await reply.acknowledge(press.interaction)
        await _show(press.interaction, *reach_in(press.ref), label_on(press))

    @route("trends.about")
    async def about(self, press: Press) -> None:
        """Look at the kind of relation that was picked."""
        await reply.acknowledge(press.interaction)
        picked = category_in(press.values[0]) if press.values else None
        await _show(press.interaction, reach_in(press.ref)[0], picked, label_on(press))

    @route("trends.unlabel")
    async def unlabel(self, press: Press) -> None:
        """Look at all labels again."""
        await reply.acknowledge(press.interaction)
        await _show(press.interaction, *reach_in(press.ref), None)

    @route("trends.stopped")
    async def stopped(self, press: Press) -> None:
        """Leave it there."""
        say = speaker(press.interaction)
        help_now = button("help.open", "", say("button-help-now"), discord.ButtonStyle.primary)
        await reply.show(press.interaction, screen(text(say("trends-stopped")), row(help_now)))


async def _show(
    interaction: discord.Interaction, reach: Reach, category: Category | None, label: str | None
) -> None:
    """Show pictures and words in an interaction that was acknowledged."""
    say, service = speaker(interaction), app(interaction).services.trends
    trends = await service.look(interaction.user.id, reach, bank(interaction), category, label)
    pictures = await service.pictures(trends, Voice.of(app(interaction).content, say))
    view = trends_screen(say, trends, pictures, reach, category, label)
    await reply.show_with(interaction, view, files_of(pictures))


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(TrendsCog())
