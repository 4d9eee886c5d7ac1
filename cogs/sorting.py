"""Sorting a check-in's cards: what is mine, what is theirs, what is shared (C14, C15)."""

import discord
from discord import ui
from discord.ext import commands

from alongside.errors import UserError
from alongside.services.closing import Entry
from cogs.ui import card, reply
from cogs.ui.app import app, closing, speaker
from cogs.ui.closing import blocks, open_row, sorting_texts
from cogs.ui.closing_forms import sorting_form, sorting_in
from cogs.ui.mirror_screen import gone_screen
from cogs.ui.plain import plain
from cogs.ui.router import Press, route
from cogs.ui.screens import OWN_CARDS, button, line, row, screen, text


class SortingCog(commands.Cog):
    """All cards in one form, and four piles to look at. There is no right answer."""

    @route("sorting.open")
    async def open(self, press: Press) -> None:
        """Open the form, filled with what was chosen before."""
        say = speaker(press.interaction)
        entry = await _find(press)
        if entry is None or entry.kept:
            await reply.show(press.interaction, gone_screen(say))
        else:
            form = sorting_form(say, closing(press.interaction), press.ref, entry.check_in.sorting)
            await reply.ask(press.interaction, form)

    @route("sorting.sorted")
    async def sorted(self, press: Press) -> None:
        """Put the sorting with the draft; where its words speak of danger, the card comes first."""
        await reply.acknowledge(press.interaction)
        sorting, left = sorting_in(press, closing(press.interaction))
        service = app(press.interaction).services.closing
        if not await service.sort(press.interaction.user.id, press.ref, sorting):
            raise UserError("checkin-gone")
        say = speaker(press.interaction)
        carry_on = button("sorting.show", press.ref, say("button-carry-on"))
        stop = button("checkin.stopped", press.ref, say("button-stop"))
        written = [press.written(OWN_CARDS), sorting.directly]
        if not await card.card_first(press.interaction, written, carry_on, stop):
            await _show(press, left)

    @route("sorting.show")
    async def show(self, press: Press) -> None:
        """Show the piles."""
        await reply.acknowledge(press.interaction)
        await _show(press, [])


async def _find(press: Press) -> Entry | None:
    return await app(press.interaction).services.closing.find(press.interaction.user.id, press.ref)


async def _show(press: Press, left: list[str]) -> None:
    entry = await _find(press)
    if entry is None:
        await reply.show(press.interaction, gone_screen(speaker(press.interaction)))
    else:
        await reply.show(press.interaction, _piles(press.interaction, entry, left))


def _piles(interaction: discord.Interaction, entry: Entry, left: list[str]) -> ui.LayoutView:
    say, sorting = speaker(interaction), entry.check_in.sorting
    if sorting is None:
        told = [text(say("closing-none"))]
    else:
        told = blocks(sorting_texts(say, closing(interaction), sorting))
        told += blocks([say("sorting-left"), plain("\n".join(left))]) if left else []
    if entry.kept:
        return screen(text(f"## {say('sorting-title')}"), *told, open_row(say, entry.id))
    if sorting is not None:
        question = closing(interaction).question(sorting, entry.id)
        told += [line(), text(say("mirror-question", question=question)), text(say("sorting-saved"))]
    return screen(
        text(f"## {say('sorting-title')}"),
        *told,
        row(
            button("sorting.open", entry.id, say("button-sort-again" if sorting else "button-sort")),
            button("plan.open", entry.id, say("button-plan"), discord.ButtonStyle.primary),
            button("checkin.mirror", entry.id, say("button-back-mirror")),
        ),
        row(*reply.private_way(interaction, entry.id), button("help.open", "", say("button-help-now"))),
    )


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(SortingCog())
