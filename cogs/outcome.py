"""What became of a plan: what they said they need, and what one did, side by side."""

import discord
from discord.ext import commands

from alongside.errors import UserError
from alongside.services.closing import Entry
from cogs.ui import card, errors, reply
from cogs.ui.answered import checked_in
from cogs.ui.app import app, speaker
from cogs.ui.closing import blocks, not_kept, outcome_texts
from cogs.ui.closing_forms import outcome_form, outcome_in
from cogs.ui.router import Press, route
from cogs.ui.screens import button, row, screen, text


class OutcomeCog(commands.Cog):
    """Telling, of a kept check-in with a plan, how it went."""

    @route("outcome.open")
    async def open(self, press: Press) -> None:
        """Open the form, filled with what was told before."""
        say, entry = speaker(press.interaction), await _find(press)
        if entry is None:
            await reply.show(press.interaction, not_kept(say))
        else:
            await reply.ask(press.interaction, outcome_form(say, press.ref, entry.check_in.outcome))

    @route("outcome.told")
    async def told(self, press: Press) -> None:
        """Put it with the reflection; where its words speak of danger, the card comes first."""
        await reply.acknowledge(press.interaction)
        outcome = outcome_in(press)
        if outcome is None:
            raise errors.outdated()
        service = app(press.interaction).services.closing
        if not await service.tell(press.interaction.user.id, press.ref, outcome):
            raise UserError("reflection-gone")
        await checked_in(press.interaction)
        say = speaker(press.interaction)
        carry_on = button("outcome.show", press.ref, say("button-carry-on"))
        stop = button("outcome.stopped", press.ref, say("button-stop"))
        if not await card.card_first(press.interaction, [outcome.said, outcome.did], carry_on, stop):
            await _show(press)

    @route("outcome.show")
    async def show(self, press: Press) -> None:
        """Show what was meant and what became of it."""
        await reply.acknowledge(press.interaction)
        await _show(press)

    @route("outcome.stopped")
    async def stopped(self, press: Press) -> None:
        """Leave it there, with nothing lost."""
        say = speaker(press.interaction)
        buttons = row(
            button("help.open", "", say("button-help-now"), discord.ButtonStyle.primary),
            button("outcome.show", press.ref, say("button-carry-on")),
            button("reflections.page", "0", say("button-list")),
        )
        await reply.show(press.interaction, screen(text(say("outcome-stopped")), buttons))


async def _find(press: Press) -> Entry | None:
    """Return the kept check-in with a plan that a click is about, or None."""
    entry = await app(press.interaction).services.closing.find(press.interaction.user.id, press.ref)
    return entry if entry is not None and entry.kept and entry.check_in.plan is not None else None


async def _show(press: Press) -> None:
    say, entry = speaker(press.interaction), await _find(press)
    if entry is None or entry.check_in.plan is None:
        await reply.show(press.interaction, not_kept(say))
        return
    buttons = row(
        button("outcome.open", entry.id, say("button-tell")),
        button("reflections.open", f"{entry.id}.0", say("button-open")),
        button("help.open", "", say("button-help-now")),
    )
    told = blocks(outcome_texts(say, entry.check_in.plan, entry.check_in.outcome))
    await reply.show(press.interaction, screen(text(f"## {say('outcome-title')}"), *told, buttons))


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(OutcomeCog())
