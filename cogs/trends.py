"""/trends: a picture of one's own time."""

from discord.ext import commands


class TrendsCog(commands.Cog):
    """Looking back."""


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(TrendsCog())
