"""Taking reflections along and bringing them back: the clicks. The commands are /reflections' own."""

from discord.ext import commands

from alongside.export_form import Form
from cogs.ui import bringing, errors, reply
from cogs.ui.handing import forms_screen, hand_over_kept
from cogs.ui.router import Press, route
from cogs.ui.wanted import wanted_on


class DataCog(commands.Cog):
    """Files with somebody's own reflections."""

    @route("export.form")
    async def form(self, press: Press) -> None:
        """Hand over what was chosen, beside the screen with the choices."""
        if press.ref not in set(Form):
            raise errors.outdated()
        await reply.acknowledge_beside(press.interaction)
        await hand_over_kept(press.interaction, Form(press.ref), wanted_on(press))

    @route("export.forms")
    async def forms(self, press: Press) -> None:
        """Show what reflections can be taken along as."""
        await reply.show(press.interaction, forms_screen(press.interaction, wanted_on(press)))

    @route("import.look")
    async def look(self, press: Press) -> None:
        """Look at the file on the screen again."""
        await reply.acknowledge(press.interaction)
        await bringing.look_again(press)

    @route("import.take")
    async def take(self, press: Press) -> None:
        """Take in what is in the file on the screen."""
        await reply.acknowledge(press.interaction)
        await bringing.take(press)


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(DataCog())
