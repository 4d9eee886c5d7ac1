"""Changing what was kept: its note and label, thoughts that came later, deleting it and bringing it back."""

import discord
from discord.ext import commands

from alongside.errors import UserError
from alongside.model import Reflection
from alongside.moments import MOST_LATER
from alongside.services.checkin import tidy_label
from alongside.services.reflections import Added
from cogs.ui import card, reply
from cogs.ui.app import app, speaker
from cogs.ui.listing import back_button, gone_screen, number_in, progress
from cogs.ui.plain import shown
from cogs.ui.reflection import later_screen, reflection_screen, rewrite_form, think_form, unthink_screen
from cogs.ui.removing import back_screen, delete_screen, removed_screen, sweep_screen
from cogs.ui.router import Press, route
from cogs.ui.screens import LABEL, LATER, NOTE, button, row, screen, text
from cogs.ui.wanted import wanted_blocks, wanted_on


class MendingCog(commands.Cog):
    """Everything that changes a kept entry, each found through the person's own key."""

    @route("reflections.rewrite")
    async def rewrite(self, press: Press) -> None:
        """Open the form for note and label."""
        found, page = await _named(press)
        if found is None:
            await _gone(press)
        else:
            await reply.ask(press.interaction, rewrite_form(speaker(press.interaction), found, page))

    @route("reflections.rewritten")
    async def rewritten(self, press: Press) -> None:
        """Put them in place; where what was written speaks of danger, the card comes first."""
        await reply.acknowledge(press.interaction)
        found, _ = await _named(press)
        if found is None:
            raise UserError("reflection-gone")  # what was written is given back
        before = found.check_in
        note = _kept_as_it_was(before.note, press.written(NOTE)) or ""
        label = _kept_as_it_was(before.label, tidy_label(press.written(LABEL)))
        service, user = app(press.interaction).services.reflections, press.interaction.user.id
        if not await service.rewrite(user, found.id, note, label):
            raise UserError("reflection-gone")
        written = [each for each, old in ((note, before.note), (label, before.label)) if each != old]
        await _show_after(press, written)

    @route("reflections.think")
    async def think(self, press: Press) -> None:
        """Open the form for a later thought."""
        found, page = await _named(press)
        if found is None:
            await _gone(press)
        else:
            await reply.ask(press.interaction, think_form(speaker(press.interaction), found.id, page))

    @route("reflections.thought")
    async def thought(self, press: Press) -> None:
        """Add it; where it speaks of danger, the card comes first."""
        await reply.acknowledge(press.interaction)
        record, _, _ = press.ref.partition(".")
        written = press.written(LATER)
        if written.strip():
            service = app(press.interaction).services.reflections
            added = await service.add_later(press.interaction.user.id, record, written)
            if added is Added.GONE:
                raise UserError("reflection-gone")
            if added is Added.FULL:
                raise UserError("later-full", most=MOST_LATER)
        await _show_after(press, [written])

    @route("reflections.unthink")
    async def unthink(self, press: Press) -> None:
        """Ask before one later thought is deleted."""
        found, rest = await _named(press)
        number, _, page = rest.partition(".")
        say, wanted = speaker(press.interaction), wanted_on(press)
        if found is None or number_in(number) >= len(found.check_in.later):
            await _gone(press)
        else:
            await reply.show(press.interaction, unthink_screen(say, found, number_in(number), page, wanted))

    @route("reflections.unthought")
    async def unthought(self, press: Press) -> None:
        """Delete one later thought; a second press takes no other one."""
        await reply.acknowledge(press.interaction)
        record, number, at, page = (*press.ref.split("."), "", "", "", "")[:4]
        service, user = app(press.interaction).services.reflections, press.interaction.user.id
        taken = await service.take_later(user, record, number_in(number), int(at) if at.isdigit() else -1)
        found = await service.get(user, record)
        if not taken or not isinstance(found, Reflection):
            await _gone(press)
        elif found.check_in.later:
            view = later_screen(speaker(press.interaction), found, number_in(number), page, wanted_on(press))
            await reply.show(press.interaction, view)
        else:
            await reply.show(
                press.interaction, reflection_screen(press.interaction, found, page, wanted_on(press))
            )

    @route("reflections.stopped")
    async def stopped(self, press: Press) -> None:
        """Leave it there after the card, with nothing lost."""
        say, wanted = speaker(press.interaction), wanted_on(press)
        record, _, page = press.ref.partition(".")
        buttons = row(
            button("help.open", "", say("button-help-now"), discord.ButtonStyle.primary),
            button("reflections.open", f"{record}.{number_in(page)}", say("button-carry-on")),
            back_button(say, number_in(page), wanted),
        )
        carried = wanted_blocks(say, wanted)
        await reply.show(press.interaction, screen(text(say("outcome-stopped")), *carried, buttons))

    @route("reflections.delete")
    async def delete(self, press: Press) -> None:
        """Ask before deleting."""
        record, _, page = press.ref.partition(".")
        found = await app(press.interaction).services.reflections.get(press.interaction.user.id, record)
        say, wanted = speaker(press.interaction), wanted_on(press)
        view = gone_screen(say, wanted) if found is None else delete_screen(say, found, page, wanted)
        await reply.show(press.interaction, view)

    @route("reflections.deleted")
    async def deleted(self, press: Press) -> None:
        """Delete one, with the way to bring it back."""
        await reply.acknowledge(press.interaction)
        record, _, page = press.ref.partition(".")
        say, wanted = speaker(press.interaction), wanted_on(press)
        removed = await app(press.interaction).services.reflections.remove(press.interaction.user.id, record)
        if removed is None:
            await reply.show(press.interaction, gone_screen(say, wanted))
            return
        app(press.interaction).removals.wake()
        await reply.show(press.interaction, removed_screen(say, removed, page, wanted))

    @route("reflections.sweep")
    async def sweep(self, press: Press) -> None:
        """Ask before all that was found is deleted, with how many it is."""
        await reply.acknowledge(press.interaction)
        await _ask_to_sweep(press, changed=False)

    @route("reflections.swept")
    async def swept(self, press: Press) -> None:
        """Delete all that was found, if it is what was asked about; otherwise ask anew."""
        await reply.acknowledge(press.interaction)
        wanted = wanted_on(press)
        looked = await progress(press.interaction, wanted)
        service, user = app(press.interaction).services.reflections, press.interaction.user.id
        removed = await service.remove_found(user, wanted, press.ref, looked)
        if removed is None:
            await _ask_to_sweep(press, changed=True)
            return
        app(press.interaction).removals.wake()
        view = removed_screen(speaker(press.interaction), removed, "0", wanted)
        await reply.show(press.interaction, view)

    @route("reflections.undo")
    async def undo(self, press: Press) -> None:
        """Bring back what was deleted."""
        await reply.acknowledge(press.interaction)
        service = app(press.interaction).services.reflections
        count = await service.bring_back(press.interaction.user.id, press.ref)
        view = back_screen(speaker(press.interaction), count, wanted_on(press))
        await reply.show(press.interaction, view)


async def _named(press: Press) -> tuple[Reflection | None, str]:
    """Return the readable entry of this person's own that a ref begins with, and the rest of the ref."""
    record, _, rest = press.ref.partition(".")
    found = await app(press.interaction).services.reflections.get(press.interaction.user.id, record)
    return (found if isinstance(found, Reflection) else None), rest


def _kept_as_it_was(before: str | None, written: str | None) -> str | None:
    """Return what was written, or what stood there where that is how it looks in a form."""
    return before if before is not None and written == shown(before).strip() else written


async def _gone(press: Press) -> None:
    await reply.show(press.interaction, gone_screen(speaker(press.interaction), wanted_on(press)))


async def _ask_to_sweep(press: Press, *, changed: bool) -> None:
    wanted = wanted_on(press)
    say, service = speaker(press.interaction), app(press.interaction).services.reflections
    if not wanted.anything:
        await reply.show(press.interaction, gone_screen(say, wanted))
        return
    looked = await progress(press.interaction, wanted)
    found = await service.sweep(press.interaction.user.id, wanted, looked)
    await reply.show(press.interaction, sweep_screen(say, found, wanted, changed=changed))


async def _show_after(press: Press, written: list[str | None]) -> None:
    """Show the entry as it is now, after the card where what was written speaks of danger."""
    say, wanted = speaker(press.interaction), wanted_on(press)
    found, page = await _named(press)
    ref = f"{press.ref.partition('.')[0]}.{number_in(page)}"
    carry_on = button("reflections.open", ref, say("button-carry-on"))
    stop = button("reflections.stopped", ref, say("button-stop"))
    if await card.card_first(press.interaction, written, carry_on, stop, wanted_blocks(say, wanted)):
        return
    if found is None:
        await _gone(press)
    else:
        await reply.show(press.interaction, reflection_screen(press.interaction, found, page, wanted))


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(MendingCog())
