"""Ask and offer: what somebody will ask, and is glad to give (C11, C13, C16). The bot sends it to nobody."""

import discord
from discord import ui
from discord.ext import commands

from alongside.errors import UserError
from alongside.model import Plan
from alongside.services.closing import Entry
from alongside.texts import Speaker
from cogs.ui import card, reply
from cogs.ui.app import app, closing, speaker
from cogs.ui.closing import blocks, copyable, open_row, outcome_texts
from cogs.ui.closing_forms import plan_form, plan_in
from cogs.ui.mirror_screen import gone_screen
from cogs.ui.plain import plain
from cogs.ui.router import Press, route
from cogs.ui.screens import OWN_ASK, button, row, screen, text


class PlanCog(commands.Cog):
    """One form, and a text to copy."""

    @route("plan.open")
    async def open(self, press: Press) -> None:
        """Open the form, filled with what was written before."""
        say = speaker(press.interaction)
        entry = await _find(press)
        if entry is None or entry.kept:
            await reply.show(press.interaction, gone_screen(say))
        else:
            form = plan_form(say, closing(press.interaction), press.ref, entry.check_in.plan)
            await reply.ask(press.interaction, form)

    @route("plan.made")
    async def made(self, press: Press) -> None:
        """Put the plan with the draft; where its words speak of danger, the card comes first."""
        await reply.acknowledge(press.interaction)
        plan = plan_in(press, closing(press.interaction))
        service = app(press.interaction).services.closing
        if not await service.plan(press.interaction.user.id, press.ref, plan):
            raise UserError("checkin-gone")
        say = speaker(press.interaction)
        carry_on = button("plan.show", press.ref, say("button-carry-on"))
        stop = button("checkin.stopped", press.ref, say("button-stop"))
        written = [press.written(OWN_ASK), plan.offer, plan.if_no]
        if not await card.card_first(press.interaction, written, carry_on, stop):
            await _show(press)

    @route("plan.show")
    async def show(self, press: Press) -> None:
        """Show the plan."""
        await reply.acknowledge(press.interaction)
        await _show(press)


async def _find(press: Press) -> Entry | None:
    return await app(press.interaction).services.closing.find(press.interaction.user.id, press.ref)


async def _show(press: Press) -> None:
    say, entry = speaker(press.interaction), await _find(press)
    if entry is None:
        view = gone_screen(say)
    elif entry.kept:
        plan = entry.check_in.plan
        told = outcome_texts(say, plan, entry.check_in.outcome) if plan else [say("closing-none")]
        view = screen(text(f"## {say('plan-title')}"), *blocks(told), open_row(say, entry.id))
    else:
        view = _plan(press.interaction, entry)
    await reply.show(press.interaction, view)


def _plan(interaction: discord.Interaction, entry: Entry) -> ui.LayoutView:
    say, plan = speaker(interaction), entry.check_in.plan
    return screen(
        text(f"## {say('plan-title')}"),
        *(blocks(_told(say, plan)) if plan else [text(say("closing-none"))]),
        row(
            button("plan.open", entry.id, say("button-change" if plan else "button-plan")),
            button("checkin.mirror", entry.id, say("button-back-mirror")),
            button("checkin.keep", entry.id, say("button-keep"), discord.ButtonStyle.primary),
        ),
        row(*reply.private_way(interaction, entry.id), button("help.open", "", say("button-help-now"))),
    )


def _told(say: Speaker, plan: Plan) -> list[str]:
    told = [say("plan-copy"), copyable(plan), say("plan-unsent")] if plan.ask or plan.offer else []
    told += [say("plan-said-no"), plain(plan.if_no)] if plan.if_no else []
    told += [say("plan-reminder", days=plan.remind_in)] if plan.remind_in else []
    return told


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(PlanCog())
