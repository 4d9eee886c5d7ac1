"""/support setup · status · remove, for those who may manage the server."""

import discord
from discord import app_commands
from discord.ext import commands

from alongside.errors import UserError
from alongside.supporting import SupportSpace
from cogs.ui import reply
from cogs.ui.app import app, speaker
from cogs.ui.pending import UNDISTURBED
from cogs.ui.router import Press, route
from cogs.ui.support_forms import hours_form, limits_form, lines_form, with_hours, with_limits, with_lines
from cogs.ui.support_pages import (
    change,
    go_on,
    maker_of,
    moderated,
    show_all,
    show_status,
    show_step,
    space_of,
    step_of,
)
from cogs.ui.support_removal import ask_to_remove, forget_rest, remove_sent
from cogs.ui.support_setup import MAKEABLE, up_screen
from cogs.ui.support_survey import Step, look, making_trouble, server_of, text_channel

MODERATORS = discord.Permissions(manage_guild=True)


class SupportCog(commands.Cog):
    """Setting a support channel up, looking after it, taking it down."""

    group = app_commands.Group(
        name="support",
        description="command-support",
        default_permissions=MODERATORS,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    @group.command(name="setup", description="command-support-setup", extras=UNDISTURBED)
    async def setup_channel(self, interaction: discord.Interaction) -> None:
        """Show the first thing that is not settled, or everything."""
        moderated(interaction)
        await reply.acknowledge(interaction)
        await go_on(interaction)

    @group.command(name="status", description="command-support-status", extras=UNDISTURBED)
    async def status(self, interaction: discord.Interaction) -> None:
        """Say how the support channel is doing."""
        moderated(interaction)
        await reply.acknowledge(interaction)
        await show_status(interaction)

    @group.command(name="remove", description="command-support-remove", extras=UNDISTURBED)
    async def remove(self, interaction: discord.Interaction) -> None:
        """Say what taking it down means, before anything is done."""
        guild = moderated(interaction)
        await reply.acknowledge(interaction)
        await ask_to_remove(interaction, guild)

    @route("setup.open")
    async def open(self, press: Press) -> None:
        """Go on setting up, from another screen."""
        moderated(press.interaction)
        await reply.acknowledge(press.interaction)
        await go_on(press.interaction)

    @route("setup.step")
    async def step(self, press: Press) -> None:
        """Show one step."""
        moderated(press.interaction)
        await show_step(press.interaction, step_of(press.ref))

    @route("setup.picked")
    async def picked(self, press: Press) -> None:
        """Take what was picked in a step, and go on where nothing stands in the way of it."""
        guild, step = moderated(press.interaction), step_of(press.ref)
        await reply.acknowledge(press.interaction)
        ident = int(press.values[0]) if press.values and press.values[0].isdecimal() else 0
        there = guild.get_role(ident) if step is Step.ROLE else text_channel(guild, ident)
        if there is None:
            raise UserError("setup-gone-role" if step is Step.ROLE else "setup-unfit-channel")
        maker = await maker_of(press.interaction)
        await maker.settle(step, ident)
        await app(press.interaction).support_rounds.repair(guild.id)
        await go_on(press.interaction, step)

    @route("setup.make")
    async def make(self, press: Press) -> None:
        """Make what a step is about, once, and go on."""
        guild = moderated(press.interaction)
        name, _, before = press.ref.partition(".")
        step = step_of(name)
        if step not in MAKEABLE:
            raise UserError("error-outdated")
        await reply.acknowledge(press.interaction)
        lacking = making_trouble(speaker(press.interaction), guild.me, step)
        if lacking:
            await show_step(press.interaction, step, lacking)
            return
        maker = await maker_of(press.interaction)
        await maker.make(step, int(before) if before.isdigit() and int(before) else None)
        await app(press.interaction).support_rounds.repair(guild.id)
        await go_on(press.interaction, step)

    @route("setup.no-reports")
    async def no_reports(self, press: Press) -> None:
        """Leave reports out."""
        moderated(press.interaction)
        await reply.acknowledge(press.interaction)
        maker = await maker_of(press.interaction)
        await maker.settle(Step.REPORTS, None)
        await show_all(press.interaction)

    @route("setup.check")
    async def check(self, press: Press) -> None:
        """Look again at a step, or at everything, and go on."""
        guild = moderated(press.interaction)
        await reply.acknowledge(press.interaction)
        await app(press.interaction).support_rounds.repair(guild.id)
        await go_on(press.interaction, Step(press.ref) if press.ref in set(Step) else None)

    @route("setup.all")
    async def all(self, press: Press) -> None:
        """Show everything that was chosen."""
        moderated(press.interaction)
        await show_all(press.interaction)

    @route("setup.put-up")
    async def put_up(self, press: Press) -> None:
        """Put up the panel, where nothing stands in the way of it at that moment."""
        guild = moderated(press.interaction)
        await reply.acknowledge(press.interaction)
        interaction = press.interaction
        server = server_of(interaction, guild)

        def good(space: SupportSpace) -> bool:
            return space.ready and look(server, space).well

        put = await (await maker_of(interaction)).put_up(good)
        if put is None:
            await show_all(interaction, server.say("setup-changed"))
            return
        await app(interaction).support_rounds.repair(guild.id)
        link = f"https://discord.com/channels/{guild.id}/{put.space.channel_id}/{put.space.panel_id}"
        await reply.show(interaction, up_screen(server, put.space, link, pinned=put.pinned))

    @route("setup.limits")
    async def limits(self, press: Press) -> None:
        """Open the form of the limits."""
        guild = moderated(press.interaction)
        space = await space_of(press.interaction, guild)
        languages = app(press.interaction).content.texts.languages
        await reply.ask(press.interaction, limits_form(speaker(press.interaction), space, languages))

    @route("setup.limited")
    async def limited(self, press: Press) -> None:
        """Take the limits."""
        languages = app(press.interaction).content.texts.languages
        await change(press, lambda space: with_limits(space, press, languages))

    @route("setup.hours")
    async def hours(self, press: Press) -> None:
        """Open the form of the closed hours."""
        guild = moderated(press.interaction)
        space = await space_of(press.interaction, guild)
        await reply.ask(press.interaction, hours_form(speaker(press.interaction), space))

    @route("setup.hours-set")
    async def hours_set(self, press: Press) -> None:
        """Take the closed hours."""
        await change(press, lambda space: with_hours(space, press))

    @route("setup.lines")
    async def lines(self, press: Press) -> None:
        """Open the form of the countries whose help lines stand first."""
        guild = moderated(press.interaction)
        space = await space_of(press.interaction, guild)
        known = app(press.interaction).content.help_lines
        await reply.ask(press.interaction, lines_form(speaker(press.interaction), space, known))

    @route("setup.lines-set")
    async def lines_set(self, press: Press) -> None:
        """Take the countries."""
        known = app(press.interaction).content.help_lines
        await change(press, lambda space: with_lines(space, press, known))

    @route("setup.status")
    async def status_pressed(self, press: Press) -> None:
        """Say how the support channel is doing."""
        moderated(press.interaction)
        await reply.acknowledge(press.interaction)
        await show_status(press.interaction)

    @route("removal.ask")
    async def removal_asked(self, press: Press) -> None:
        """Open the form that is the last word before taking it down."""
        await ask_to_remove(press.interaction, moderated(press.interaction), sure=True)

    @route("removal.sent")
    async def removal_sent(self, press: Press) -> None:
        """Take it down."""
        guild = moderated(press.interaction)
        await reply.acknowledge(press.interaction)
        await remove_sent(press, guild)

    @route("removal.forget")
    async def removal_forgotten(self, press: Press) -> None:
        """Forget what could not be taken down in Discord."""
        guild = moderated(press.interaction)
        await reply.acknowledge(press.interaction)
        await forget_rest(press.interaction, guild)


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(SupportCog())
