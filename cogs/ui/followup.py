"""Asking about a plan once its day has come: once, and beside the answer to the next command."""

import discord
from discord.utils import format_dt

from cogs.ui.app import app, speaker
from cogs.ui.plain import plain
from cogs.ui.screens import AnyItem, button, row, text


async def blocks(interaction: discord.Interaction) -> list[AnyItem]:
    """Return the question about the oldest plan that is due, or nothing. It counts as asked from now on."""
    due = await app(interaction).services.closing.take_due(interaction.user.id)
    if due is None or due.check_in.plan is None:
        return []
    say, plan, when = speaker(interaction), due.check_in.plan, format_dt(due.created_at, "D")
    told = say("followup-ask", when=when) if plan.ask else say("followup-offer", when=when)
    return [
        text(told),
        text(plain(plan.ask or plan.offer)),
        text(say("followup-how")),
        row(
            button("outcome.open", due.id, say("button-tell"), discord.ButtonStyle.primary),
            button("reflections.open", f"{due.id}.0", say("button-open-it")),
            button("help.open", "", say("button-help-now")),
        ),
    ]
