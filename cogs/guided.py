"""The guided check-in, step by step, in a server or in direct messages."""

import discord
from discord import ui
from discord.ext import commands

from alongside.errors import UserError
from alongside.model import LINE_MAX, Draft, Part
from cogs.ui import card, reply
from cogs.ui.answered import checked_in
from cogs.ui.app import app, bank, speaker
from cogs.ui.carried import category_in, label_on
from cogs.ui.forms import note_form
from cogs.ui.guided import closer_gate, gate, opening, standing, which_one
from cogs.ui.mirror_screen import gone_screen, mirror_screen
from cogs.ui.router import Press, route
from cogs.ui.screens import NOTE, button, row, screen, text

# Discord's words for "this person takes no direct messages from me", or none just now.
_CLOSED = frozenset({50007, 50278, 40003})


class GuidedCog(commands.Cog):
    """All questions, one small step at a time."""

    @route("guided.open")
    async def open(self, press: Press) -> None:
        """Begin, from a screen that carries whom it is about."""
        await reply.show(
            press.interaction, await opening(press.interaction, category_in(press.ref), label_on(press))
        )

    @route("guided.afresh")
    async def afresh(self, press: Press) -> None:
        """Go to the gate, leaving one that is under way; it goes only when the first question is put."""
        await reply.show(
            press.interaction, gate(speaker(press.interaction), category_in(press.ref), label_on(press))
        )

    @route("guided.begin")
    async def begin(self, press: Press) -> None:
        """Put the first question."""
        await reply.acknowledge(press.interaction)
        category, _, who_decides = press.ref.partition(".")
        language = speaker(press.interaction).language
        draft = await app(press.interaction).services.guided.begin(
            press.interaction.user.id,
            language,
            category_in(category),
            label_on(press),
            who_decides == "dependent",
        )
        if draft is None:  # consent was taken back meanwhile
            view = await opening(press.interaction, category_in(category), label_on(press))
            await reply.show(press.interaction, view)
        else:
            await _show(press.interaction, draft)

    @route("guided.closer")
    async def closer(self, press: Press) -> None:
        """Look closer at a quick check-in; where another about the same is under way, ask which."""
        await reply.acknowledge(press.interaction)
        rival = await app(press.interaction).services.guided.rival(press.interaction.user.id, press.ref)
        say = speaker(press.interaction)
        if rival is None:
            await reply.show(press.interaction, closer_gate(say, press.ref))
            return
        await reply.show(press.interaction, which_one(say, bank(press.interaction), rival, press.ref))

    @route("guided.instead")
    async def instead(self, press: Press) -> None:
        """Look closer at this one, and let the other go."""
        await reply.acknowledge(press.interaction)
        services, user = app(press.interaction).services, press.interaction.user.id
        rival = await services.guided.rival(user, press.ref)
        if rival is not None:
            await services.checkin.drop(user, rival.id)
        await reply.show(press.interaction, closer_gate(speaker(press.interaction), press.ref))

    @route("guided.closely")
    async def closely(self, press: Press) -> None:
        """Put the questions that a quick check-in left out."""
        await reply.acknowledge(press.interaction)
        quick_id, _, who_decides = press.ref.partition(".")
        draft = await app(press.interaction).services.guided.look_closer(
            press.interaction.user.id,
            speaker(press.interaction).language,
            quick_id,
            who_decides == "dependent",
        )
        await _show(press.interaction, draft)

    @route("guided.show")
    async def show(self, press: Press) -> None:
        """Carry on where the draft stands."""
        await reply.acknowledge(press.interaction)
        private = reply.in_private(press.interaction)
        view = await _view(press.interaction, press.ref, private=private)
        await reply.show(press.interaction, view or gone_screen(speaker(press.interaction)))

    @route("guided.pick")
    async def pick(self, press: Press) -> None:
        """Take an answer and put the next question."""
        await reply.acknowledge(press.interaction)
        draft_id, number, place = _numbers(press.ref)
        guided = app(press.interaction).services.guided
        language = speaker(press.interaction).language
        await _show(
            press.interaction, await guided.pick(press.interaction.user.id, language, draft_id, number, place)
        )
        await checked_in(press.interaction)

    @route("guided.skip")
    async def skip(self, press: Press) -> None:
        """Leave a question open."""
        await reply.acknowledge(press.interaction)
        draft_id, number, _ = _numbers(press.ref)
        guided = app(press.interaction).services.guided
        language = speaker(press.interaction).language
        await _show(
            press.interaction, await guided.skip(press.interaction.user.id, language, draft_id, number)
        )

    @route("guided.go")
    async def go(self, press: Press) -> None:
        """Go back to a question."""
        await reply.acknowledge(press.interaction)
        draft_id, number, _ = _numbers(press.ref)
        await _show(
            press.interaction,
            await app(press.interaction).services.guided.go(press.interaction.user.id, draft_id, number),
        )

    @route("guided.note")
    async def note(self, press: Press) -> None:
        """Open the form for a note on one part."""
        draft_id, _, part = press.ref.partition(".")
        draft = await app(press.interaction).services.guided.get(press.interaction.user.id, draft_id)
        if draft is None or part not in set(Part):
            await reply.show(press.interaction, gone_screen(speaker(press.interaction)))
            return
        before = draft.check_in.part_notes.get(Part(part))
        await reply.ask(
            press.interaction,
            note_form(speaker(press.interaction), "guided.noted", press.ref, before, LINE_MAX),
        )

    @route("guided.noted")
    async def noted(self, press: Press) -> None:
        """Put the note with its part; where it speaks of danger, the card comes first."""
        await reply.acknowledge(press.interaction)
        draft_id, _, part = press.ref.partition(".")
        if part not in set(Part):
            await reply.show(press.interaction, gone_screen(speaker(press.interaction)))
            return
        guided, note = app(press.interaction).services.guided, press.written(NOTE)
        draft = await guided.note_part(press.interaction.user.id, draft_id, Part(part), note)
        say = speaker(press.interaction)
        carry_on = button("guided.show", draft_id, say("button-carry-on"))
        stop = button("checkin.stopped", draft_id, say("button-stop"))
        if draft is None:
            raise UserError("checkin-gone")  # what was written is given back
        if not await card.card_first(press.interaction, [note], carry_on, stop):
            await _show(press.interaction, draft)

    @route("guided.rest")
    async def rest(self, press: Press) -> None:
        """Stop for now: everything is saved, and the way back stands there."""
        say = speaker(press.interaction)
        if await app(press.interaction).services.guided.get(press.interaction.user.id, press.ref) is None:
            await reply.show(press.interaction, gone_screen(say))
            return
        again = button("guided.show", press.ref, say("button-carry-on-there"), discord.ButtonStyle.primary)
        drop = button("checkin.drop", press.ref, say("button-drop"))
        private = reply.private_way(press.interaction, press.ref)
        ways = row(again, drop, *private, button("help.open", "", say("button-help-now")))
        await reply.show(press.interaction, screen(text(say("guided-rest")), ways))

    @route("guided.private")
    async def private(self, press: Press) -> None:
        """Carry the draft over to direct messages, because the person asked for it just now."""
        await reply.acknowledge(press.interaction)
        say, user = speaker(press.interaction), press.interaction.user
        view = await _view(press.interaction, press.ref, private=True)
        if view is None:
            await reply.show(press.interaction, gone_screen(say))
            return
        try:
            sent = await user.send(view=reply.removable(press.interaction, view))
        except discord.HTTPException as error:
            if error.code not in _CLOSED:
                raise
            back = button("guided.show", press.ref, say("button-back"))
            closed = screen(
                text(say("private-closed")), row(back, button("help.open", "", say("button-help-now")))
            )
            await reply.show(press.interaction, closed)
            return
        told = screen(
            text(say("private-there", link=sent.jump_url)),
            row(button("help.open", "", say("button-help-now"))),
        )
        await reply.show(press.interaction, told)

    @route("message.remove")
    async def remove(self, press: Press) -> None:
        """Remove a message of the bot from somebody's direct messages, because they want it gone."""
        await press.interaction.response.defer()
        await press.interaction.delete_original_response()


async def _show(interaction: discord.Interaction, draft: Draft | None) -> None:
    """Show where a draft stands: its question, its mirror, or that it is gone."""
    view = (
        None
        if draft is None
        else await _view(interaction, draft.id, private=reply.in_private(interaction), draft=draft)
    )
    await reply.show(interaction, view or gone_screen(speaker(interaction)))


async def _view(
    interaction: discord.Interaction, draft_id: str, *, private: bool, draft: Draft | None = None
) -> ui.LayoutView | None:
    services, user = app(interaction).services, interaction.user.id
    draft = draft or await services.checkin.draft(user, draft_id)
    if draft is None:
        return None
    guided = standing(interaction, draft, private=private) if draft.check_in.kind == "guided" else None
    if guided is not None:
        return guided
    answered = await services.checkin.mirrored(user, draft_id, speaker(interaction).language)
    if answered is None:
        return None
    return mirror_screen(speaker(interaction), bank(interaction), answered, private=private)


def _numbers(ref: str) -> tuple[str, int, int]:
    """Return the draft's id and the two numbers that may follow it in a ref; -1 for what is no number."""
    draft_id, *rest = ref.split(".")
    numbers = [int(each) if each.isdecimal() and len(each) < 4 else -1 for each in rest]
    first, second, *_ = [*numbers, -1, -1]
    return draft_id, first, second


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(GuidedCog())
