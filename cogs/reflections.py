"""/reflections: finding kept check-ins again."""

import discord
from discord import app_commands
from discord.ext import commands

from alongside.export_form import Form
from alongside.looking import Wanted
from alongside.model import Reflection, Unreadable
from cogs.ui import autocomplete, bringing, card, handing, reply
from cogs.ui.app import app, bank, speaker
from cogs.ui.carried import ANY
from cogs.ui.listing import gone_screen, list_screen, number_in
from cogs.ui.mirror import all_notes
from cogs.ui.reflection import later_screen, note_screen, reflection_screen, unreadable_screen
from cogs.ui.router import Press, route
from cogs.ui.screens import button
from cogs.ui.wanted import Day, Label, Typed, Words, finding, wanted_blocks, wanted_by, wanted_on


class ReflectionsCog(commands.Cog):
    """Lists, finds and opens somebody's own reflections."""

    group = app_commands.Group(name="reflections", description="command-reflections")

    @group.command(name="list", description="command-reflections-list")
    @finding
    async def listed(
        self,
        interaction: discord.Interaction,
        category: str | None = None,
        label: Label | None = None,
        part: str | None = None,
        leaning: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        span: str | None = None,
    ) -> None:
        """Show the newest page of all of them, or of those that are looked for."""
        typed = Typed(None, category, label, part, leaning, since, until, span)
        await _look(interaction, typed)

    @group.command(name="search", description="command-reflections-search")
    @app_commands.describe(words="option-find-words")
    @finding
    async def search(
        self,
        interaction: discord.Interaction,
        words: Words,
        category: str | None = None,
        label: Label | None = None,
        part: str | None = None,
        leaning: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        span: str | None = None,
    ) -> None:
        """Show those in which these words were written."""
        await _look(interaction, Typed(words, category, label, part, leaning, since, until, span))

    @listed.autocomplete("label")
    @search.autocomplete("label")
    async def label_choices(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer this person's own labels."""
        return await autocomplete.own_labels(interaction, typed)

    @group.command(name="export", description="command-reflections-export")
    @app_commands.rename(form="as")
    @app_commands.describe(form="option-form")
    @app_commands.choices(form=[app_commands.Choice(name=f"form-{each}", value=each.value) for each in Form])
    @finding
    async def export(
        self,
        interaction: discord.Interaction,
        form: str | None = None,
        category: str | None = None,
        label: Label | None = None,
        part: str | None = None,
        leaning: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        span: str | None = None,
    ) -> None:
        """Hand over all of them, or those that are looked for, as what was chosen, or show the choice."""
        await reply.acknowledge(interaction)
        typed = Typed(None, category, label, part, leaning, since, until, span)
        say, wanted = speaker(interaction), await wanted_by(interaction, typed)
        carry_on = button("export.forms", "", say("button-carry-on"))
        stop = button("trends.stopped", "", say("button-stop"))
        if await card.card_first(interaction, [wanted.label], carry_on, stop, wanted_blocks(say, wanted)):
            return
        if form is None:
            await reply.show(interaction, handing.forms_screen(interaction, wanted))
        else:
            await handing.hand_over_kept(interaction, Form(form), wanted)

    @export.autocomplete("label")
    async def export_label_choices(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer this person's own labels."""
        return await autocomplete.own_labels(interaction, typed)

    @group.command(name="import", description="command-reflections-import")
    @app_commands.describe(file="option-file")
    async def bring_back(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Show what is in a file of them, before anything is taken in."""
        await reply.acknowledge(interaction)
        await bringing.begin(interaction, file)

    @route("reflections.page")
    async def page(self, press: Press) -> None:
        """Turn to a page of what is looked at."""
        await reply.acknowledge(press.interaction)
        view = await list_screen(press.interaction, number_in(press.ref), wanted_on(press))
        await reply.show(press.interaction, view)

    @route("reflections.all")
    async def all(self, press: Press) -> None:
        """Show all of them again."""
        await reply.acknowledge(press.interaction)
        await reply.show(press.interaction, await list_screen(press.interaction, 0, Wanted()))

    @route("reflections.open")
    async def open(self, press: Press) -> None:
        """Open one; the ref is its id and the page to go back to."""
        record, _, page = press.ref.partition(".")
        found = await app(press.interaction).services.reflections.get(press.interaction.user.id, record)
        say, wanted = speaker(press.interaction), wanted_on(press)
        if found is None:
            view = gone_screen(say, wanted)
        elif isinstance(found, Unreadable):
            view = unreadable_screen(say, found, page, wanted)
        else:
            view = reflection_screen(press.interaction, found, page, wanted)
        await reply.show(press.interaction, view)

    @route("reflections.note")
    async def note(self, press: Press) -> None:
        """Read a long note page by page; the ref is the id, the note's page and the list's page."""
        record, part, page = split(press.ref)
        found = await app(press.interaction).services.reflections.get(press.interaction.user.id, record)
        say, wanted = speaker(press.interaction), wanted_on(press)
        notes = (
            all_notes(say, bank(press.interaction), found.check_in) if isinstance(found, Reflection) else ""
        )
        view = note_screen(say, record, notes, part, page, wanted) if notes else gone_screen(say, wanted)
        await reply.show(press.interaction, view)

    @route("reflections.later")
    async def later(self, press: Press) -> None:
        """Read a later thought; the ref is the id, which thought it is and the list's page."""
        record, number, page = split(press.ref)
        found = await app(press.interaction).services.reflections.get(press.interaction.user.id, record)
        say, wanted = speaker(press.interaction), wanted_on(press)
        if isinstance(found, Reflection) and found.check_in.later:
            view = later_screen(say, found, number, page, wanted)
        else:
            view = gone_screen(say, wanted)
        await reply.show(press.interaction, view)


def split(ref: str) -> tuple[str, int, str]:
    """Return the record, the number and the page that a ref is made of."""
    record, _, rest = ref.partition(".")
    number, _, page = rest.partition(".")
    return record, number_in(number), page


async def _look(interaction: discord.Interaction, typed: Typed) -> None:
    """Show what was asked for; where the words speak of danger, the card comes first."""
    await reply.acknowledge(interaction)
    say, wanted = speaker(interaction), await wanted_by(interaction, typed)
    carry_on = button("reflections.page", "0", say("button-carry-on"))
    stop = button("checkin.stopped", ANY, say("button-stop"))
    carried = wanted_blocks(say, wanted)
    if not await card.card_first(interaction, [wanted.words, wanted.label], carry_on, stop, carried):
        await reply.show(interaction, await list_screen(interaction, 0, wanted))


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(ReflectionsCog())
