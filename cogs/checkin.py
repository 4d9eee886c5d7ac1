"""/checkin: five questions, the mirror, and whether it is kept."""

from collections.abc import Mapping

import discord
from discord import app_commands, ui
from discord.ext import commands

from alongside.errors import UserError
from alongside.model import LABEL_MAX, Category, CheckIn, Kept, Kind
from alongside.questions import QuestionBank
from alongside.services.checkin import Answered, tidy_label
from alongside.texts import Speaker
from cogs.ui import autocomplete, card, reply
from cogs.ui.answered import checked_in
from cogs.ui.app import app, bank, speaker
from cogs.ui.carried import ANY, about_blocks, category_in, label_on
from cogs.ui.forms import note_form, question_form
from cogs.ui.guided import opening
from cogs.ui.mirror_screen import (
    drop_question,
    dropped_screen,
    gone_screen,
    kept_open_screen,
    kept_screen,
    mirror_screen,
)
from cogs.ui.router import Press, Value, route
from cogs.ui.screens import NOTE, button, row, screen, text


class CheckInCog(commands.Cog):
    """From the first question to "keep this"."""

    @app_commands.command(name="checkin", description="command-checkin")
    @app_commands.describe(kind="option-kind", category="option-category", label="option-label")
    @app_commands.choices(
        kind=[
            app_commands.Choice(name=f"kind-{each}", value=each.value) for each in (Kind.QUICK, Kind.GUIDED)
        ],
        category=[app_commands.Choice(name=f"category-{each}", value=each.value) for each in Category],
    )
    async def checkin(
        self,
        interaction: discord.Interaction,
        kind: str = Kind.QUICK,
        category: str | None = None,
        label: app_commands.Range[str, 1, LABEL_MAX] | None = None,
    ) -> None:
        """Open the five questions; before a first one, say what this is and what is kept."""
        chosen = Category(category) if category else None
        tidy = tidy_label(label)
        say = speaker(interaction)
        onwards = "guided.open" if kind == Kind.GUIDED else "checkin.first"
        carry_on = button(onwards, chosen or ANY, say("button-carry-on"))
        stop = button("checkin.stopped", ANY, say("button-stop"))
        if await card.card_first(interaction, [tidy], carry_on, stop, about_blocks(say, chosen, tidy)):
            return
        if kind == Kind.GUIDED:
            await reply.show(interaction, await opening(interaction, chosen, tidy))
        elif await app(interaction).services.privacy.keeps_history(interaction.user.id):
            await _ask(interaction, chosen, tidy)
        else:
            await reply.show(interaction, _first_use(say, chosen, tidy))

    @checkin.autocomplete("label")
    async def label_choices(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer this person's own labels."""
        return await autocomplete.own_labels(interaction, typed)

    @route("checkin.first")
    async def first(self, press: Press) -> None:
        """Go on from the card: to the questions, or to what is said before a first check-in."""
        if await app(press.interaction).services.privacy.keeps_history(press.interaction.user.id):
            await self.start(press)
            return
        view = _first_use(speaker(press.interaction), category_in(press.ref), label_on(press))
        await reply.show(press.interaction, view)

    @route("checkin.start")
    async def start(self, press: Press) -> None:
        """Open the questions from a screen that says what is kept."""
        await _ask(press.interaction, category_in(press.ref), label_on(press))

    @route("checkin.answers")
    async def answers(self, press: Press) -> None:
        """Take the answers of somebody who keeps a history, and hold up the mirror."""
        await reply.acknowledge(press.interaction)
        chosen = _chosen(bank(press.interaction), press.fields)
        user = press.interaction.user.id
        language = speaker(press.interaction).language
        answered = await app(press.interaction).services.checkin.answer(user, press.ref, chosen, language)
        await reply.show(press.interaction, _mirror(press.interaction, answered))
        await checked_in(press.interaction)

    @route("checkin.unkept")
    async def unkept(self, press: Press) -> None:
        """Take the answers of somebody of whom nothing is kept, and hold up the mirror."""
        chosen = _chosen(bank(press.interaction), press.fields)
        check_in = CheckIn(chosen, category_in(press.ref), label_on(press))
        seed, language = str(press.interaction.id), speaker(press.interaction).language
        checkin = app(press.interaction).services.checkin
        answered = checkin.unkept(press.interaction.user.id, check_in, seed, language)
        await reply.show(press.interaction, _mirror(press.interaction, answered))
        await checked_in(press.interaction)

    @route("checkin.mirror")
    async def mirror(self, press: Press) -> None:
        """Show the mirror of a draft again."""
        await _show_mirror(press)

    @route("checkin.note")
    async def note(self, press: Press) -> None:
        """Open the form for a note."""
        draft = await app(press.interaction).services.checkin.draft(press.interaction.user.id, press.ref)
        say = speaker(press.interaction)
        if draft is None:
            await reply.show(press.interaction, gone_screen(say))
        else:
            await reply.ask(
                press.interaction, note_form(say, "checkin.noted", press.ref, draft.check_in.note)
            )

    @route("checkin.noted")
    async def noted(self, press: Press) -> None:
        """Put the note with the draft; where it speaks of danger, the card comes first."""
        await reply.acknowledge(press.interaction)
        note = press.written(NOTE)
        service = app(press.interaction).services.checkin
        draft = await service.write_note(press.interaction.user.id, press.ref, note)
        say = speaker(press.interaction)
        carry_on = button("checkin.mirror", press.ref, say("button-carry-on"))
        stop = button("checkin.stopped", press.ref, say("button-stop"))
        if draft is None:
            raise UserError("checkin-gone")  # what was written is given back
        if not await card.card_first(press.interaction, [note], carry_on, stop):
            await _show_mirror(press)

    @route("checkin.keep")
    async def keep(self, press: Press) -> None:
        """Keep the check-in; a second press says the same as the first."""
        await reply.acknowledge(press.interaction)
        kept = await app(press.interaction).services.checkin.keep(press.interaction.user.id, press.ref)
        say = speaker(press.interaction)
        await reply.show(
            press.interaction, gone_screen(say) if kept is Kept.GONE else kept_screen(say, press.ref)
        )

    @route("checkin.keep-open")
    async def keep_open(self, press: Press) -> None:
        """Keep the check-in and leave its mirror in sight, instead of one line."""
        await reply.acknowledge(press.interaction)
        checkin, user = app(press.interaction).services.checkin, press.interaction.user.id
        draft, kept = await checkin.draft(user, press.ref), await checkin.keep(user, press.ref)
        say = speaker(press.interaction)
        if kept is Kept.GONE:
            view = gone_screen(say)
        elif draft is None:
            view = kept_screen(say, press.ref)
        else:
            view = kept_open_screen(say, bank(press.interaction), draft.check_in, press.ref)
        await reply.show(press.interaction, view)

    @route("checkin.drop")
    async def drop(self, press: Press) -> None:
        """Drop the check-in; where something was written with it, ask first."""
        draft = await app(press.interaction).services.checkin.draft(press.interaction.user.id, press.ref)
        if draft is not None and draft.check_in.written:
            await reply.show(press.interaction, drop_question(speaker(press.interaction), press.ref))
        else:
            await self.dropped(press)

    @route("checkin.dropped")
    async def dropped(self, press: Press) -> None:
        """Drop the check-in for good."""
        await reply.acknowledge(press.interaction)
        dropped = await app(press.interaction).services.checkin.drop(press.interaction.user.id, press.ref)
        say = speaker(press.interaction)
        if dropped:
            view = dropped_screen(say)
        elif await app(press.interaction).services.reflections.get(press.interaction.user.id, press.ref):
            view = kept_screen(say, press.ref)  # another window was quicker
        else:
            view = gone_screen(say)
        await reply.show(press.interaction, view)

    @route("checkin.stopped")
    async def stopped(self, press: Press) -> None:
        """Leave it there, with nothing lost."""
        say = speaker(press.interaction)
        help_now = button("help.open", "", say("button-help-now"), style=discord.ButtonStyle.primary)
        if press.ref == ANY:
            await reply.show(press.interaction, screen(text(say("card-stopped-unkept")), row(help_now)))
            return
        if await app(press.interaction).services.checkin.draft(press.interaction.user.id, press.ref) is None:
            await reply.show(press.interaction, gone_screen(say))
            return
        buttons = row(
            help_now,
            button("guided.show", press.ref, say("button-carry-on")),
            button("checkin.drop", press.ref, say("button-drop")),
        )
        await reply.show(press.interaction, screen(text(say("card-stopped")), buttons))


async def _show_mirror(press: Press) -> None:
    user, language = press.interaction.user.id, speaker(press.interaction).language
    answered = await app(press.interaction).services.checkin.mirrored(user, press.ref, language)
    await reply.show(press.interaction, _mirror(press.interaction, answered))


async def _ask(interaction: discord.Interaction, category: Category | None, label: str | None) -> None:
    say = speaker(interaction)
    begun = await app(interaction).services.checkin.begin(interaction.user.id, say.language, category, label)
    kind, ref = ("checkin.answers", begun.draft_id) if begun.draft_id else ("checkin.unkept", category or ANY)
    await reply.ask(interaction, question_form(say, bank(interaction), kind, ref, begun.questions))


def _chosen(questions: QuestionBank, fields: Mapping[str, Value]) -> dict[str, int]:
    """Return the answers in a sent form: only those to questions and options that there are."""
    chosen: dict[str, int] = {}
    for ident, value in fields.items():
        question = questions.questions.get(ident)
        if question is not None and value in {str(index) for index in range(len(question.options))}:
            chosen[ident] = int(str(value))
    return chosen


def _first_use(say: Speaker, category: Category | None, label: str | None) -> ui.LayoutView:
    ref = category or ANY
    return screen(
        text(f"## {say('first-title')}\n{say('first-what')}"),
        text(f"{say('first-kept')}\n\n{say('first-chosen')}"),
        text(f"-# {say('scope')}"),
        *about_blocks(say, category, label),
        row(
            button("checkin.start", ref, say("button-start-unkept"), discord.ButtonStyle.primary),
            button("consent.choose", f"first.{ref}", say("button-consent")),
        ),
        row(button("how.open", "", say("button-how")), button("help.open", "", say("button-help-now"))),
    )


def _mirror(interaction: discord.Interaction, answered: Answered | None) -> ui.LayoutView:
    say = speaker(interaction)
    if answered is None:
        return gone_screen(say)
    return mirror_screen(say, bank(interaction), answered, private=reply.in_private(interaction))


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(CheckInCog())
