"""What happens to support channels without a click: threads, channels and servers that go."""

from dataclasses import replace

import discord
from discord.ext import commands

from cogs.ui.app import App


class SupportEventsCog(commands.Cog):
    """Ends tidily what was ended by hand."""

    def __init__(self, bot: App) -> None:
        self._bot = bot

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Forget the request of a thread that is gone, and take down its card."""
        request = await self._bot.services.support.of_thread(payload.thread_id)
        if request is not None:
            await self._bot.support_desk.gone(request)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Forget cards that stood in a channel that is gone, and look which conversations went with it.

        Not all of them: threads stay where they began when the panel moves to another channel.
        """
        service = self._bot.services.support
        space = await service.space(channel.guild.id)
        if space is None or channel.id not in (space.channel_id, space.helper_channel_id):
            return
        for each in await service.requests_in(channel.guild.id):
            if each.card_channel_id == channel.id:
                await service.change(each.id, lambda request: replace(request, card_id=None))
        await self._bot.support_rounds.repair(channel.guild.id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget the support channel of a server that the bot was removed from, with all its requests."""
        await self._bot.services.support.forget_space(guild.id)


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(SupportEventsCog(bot))  # type: ignore[arg-type]
