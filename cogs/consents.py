"""Saying yes or no to one thing at a time, from /privacy show."""

from discord.ext import commands

from alongside.model import Purpose, Retention
from alongside.services.privacy import SHOWN
from cogs.ui import errors, reply
from cogs.ui.app import app
from cogs.ui.consents import length_screen, overview_screen, purpose_screen
from cogs.ui.listing import number_in
from cogs.ui.router import Press, route


class ConsentsCog(commands.Cog):
    """Each purpose on its own, with what a change does said first."""

    @route("privacy.back")
    async def back(self, press: Press) -> None:
        """Show the overview again."""
        await reply.acknowledge(press.interaction)
        await reply.show(press.interaction, await overview_screen(press.interaction))

    @route("consent.about")
    async def about(self, press: Press) -> None:
        """Show how one purpose stands, and what changing it does."""
        purpose = _purpose(press)
        await reply.acknowledge(press.interaction)
        await reply.show(press.interaction, await purpose_screen(press.interaction, purpose))

    @route("consent.give")
    async def give(self, press: Press) -> None:
        """Say yes to one purpose; to history only its form does, which says what is kept."""
        purpose = _purpose(press)
        if purpose is Purpose.HISTORY:
            raise errors.outdated()
        await _choose(press, purpose, agreed=True)

    @route("consent.end")
    async def end(self, press: Press) -> None:
        """Take a yes back."""
        await _choose(press, _purpose(press), agreed=False)

    @route("consent.unblock")
    async def unblock(self, press: Press) -> None:
        """Take offer cards again from everybody from whom this person wanted none."""
        await reply.acknowledge(press.interaction)
        await app(press.interaction).services.offers.unblock_all(press.interaction.user.id)
        await reply.show(press.interaction, await purpose_screen(press.interaction, Purpose.ASKED))

    @route("consent.length")
    async def length(self, press: Press) -> None:
        """Show what goes with another length of time."""
        retention = _retention(press.ref)
        await reply.acknowledge(press.interaction)
        if await app(press.interaction).services.privacy.keeps_history(press.interaction.user.id):
            await reply.show(press.interaction, await length_screen(press.interaction, retention))
        else:
            await reply.show(press.interaction, await purpose_screen(press.interaction, Purpose.HISTORY))

    @route("consent.lengthen")
    async def lengthen(self, press: Press) -> None:
        """Keep them for this long from now on; if more would go than was said, ask anew."""
        value, _, told = press.ref.partition(".")
        retention = _retention(value)
        await reply.acknowledge(press.interaction)
        privacy, user = app(press.interaction).services.privacy, press.interaction.user.id
        if await privacy.shorten(user, retention, number_in(told)):
            await reply.show(press.interaction, await overview_screen(press.interaction))
        else:
            await self.length(Press(press.interaction, value, (), {}))


def _purpose(press: Press) -> Purpose:
    if press.ref not in set(SHOWN):
        raise errors.outdated()
    return Purpose(press.ref)


def _retention(ref: str) -> Retention:
    if ref not in set(Retention):
        raise errors.outdated()
    return Retention(ref)


async def _choose(press: Press, purpose: Purpose, *, agreed: bool) -> None:
    await reply.acknowledge(press.interaction)
    await app(press.interaction).services.privacy.choose(press.interaction.user.id, purpose, agreed)
    await reply.show(press.interaction, await overview_screen(press.interaction))


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(ConsentsCog())
