"""/pause: the moment before texting again. Named, waited out, looked at once more."""

import discord
from discord import app_commands
from discord.ext import commands

from alongside.errors import UserError
from alongside.model import LINE_MAX, WORRY_MAX, Pause, Wish
from alongside.services.checkin import Answered
from alongside.services.pause import Begun, Standing
from cogs.ui import card, pausing, reply
from cogs.ui.app import app, bank, speaker
from cogs.ui.carried import ANY
from cogs.ui.errors import outdated
from cogs.ui.mirror_screen import mirror_screen
from cogs.ui.pausing import SCREEN
from cogs.ui.router import Press, route
from cogs.ui.screens import INSTEAD, NOTE, WORRY, button, row, screen, text

# A form's ref: which pause it takes the place of, and whether its box was ticked when it was opened.
NONE, TICKED, EMPTY = "none", "on", "off"


class PauseCog(commands.Cog):
    """One pause a person, from the worry to the second look at it."""

    @app_commands.command(name="pause", description="command-pause")
    async def pause(self, interaction: discord.Interaction) -> None:
        """Open the form; where a pause runs or waits for its answer, show that one and let them choose."""
        service = app(interaction).services.pause
        running = await service.current(interaction.user.id)
        if running is None:
            await _ask(interaction, NONE)
            return
        await service.tell_ended(interaction.user.id)
        view = pausing.choice_screen(speaker(interaction), running, ended=service.ended(running))
        await reply.show(interaction, view)

    @route("pause.start")
    async def start(self, press: Press) -> None:
        """Open the form for a pause that takes the place of the one that is named."""
        await _ask(press.interaction, press.ref[:40] or NONE, *pausing.typed_on(press))

    @route("pause.sent")
    async def sent(self, press: Press) -> None:
        """Begin a pause; where what was written speaks of danger, the card comes first."""
        await reply.acknowledge(press.interaction)
        before = pausing.strength(press.fields.get(pausing.BEFORE))
        if before is None:
            raise UserError("pause-no-strength")
        service = app(press.interaction).services.pause
        worry, instead = pausing.words(press, WORRY, WORRY_MAX), pausing.words(press, INSTEAD, LINE_MAX)
        pause = service.new(before, _minutes(press), worry, instead)
        begun = await service.begin(press.interaction.user.id, pause, _wish(press))
        if begun.messaged:
            app(press.interaction).pause_ends.wake()
        if begun.standing is Standing.RUNNING:
            await _second(press, begun.pause, worry, instead)
        else:
            await _begun(press, begun)

    @route("pause.show")
    async def show(self, press: Press) -> None:
        """Show a pause again: the one that runs, or the one that stands on the screen."""
        begun = await _named(press)
        await reply.show(press.interaction, _screen(press, begun) if begun else _gone(press))

    @route("pause.second")
    async def second(self, press: Press) -> None:
        """Go on from the card, to the choice between the pause that runs and another one."""
        begun = await _named(press)
        if begun is None:
            await reply.show(press.interaction, _gone(press))
            return
        say = speaker(press.interaction)
        typed = pausing.typed_blocks(say, *pausing.typed_on(press))
        await reply.show(press.interaction, pausing.second_screen(say, begun.pause, typed))

    @route("pause.now")
    async def now(self, press: Press) -> None:
        """Ask how it is now; before the end of a pause as well as after it."""
        begun = await _named(press)
        if begun is None:
            await reply.show(press.interaction, _gone(press))
        else:
            await reply.ask(
                press.interaction, pausing.after_form(speaker(press.interaction), pausing.ref_of(begun))
            )

    @route("pause.after")
    async def after(self, press: Press) -> None:
        """Put both ratings side by side; where the note speaks of danger, the card comes first."""
        await reply.acknowledge(press.interaction)
        after = pausing.strength(press.fields.get(pausing.AFTER))
        if after is None:
            raise UserError("pause-no-strength")
        note = pausing.words(press, NOTE, WORRY_MAX)
        answered = await _answered(press, after, note)
        if answered is None:
            raise UserError("pause-gone")  # what was written is given back
        if not await _card_after(press, answered, note):
            await _show_answered(press, answered)

    @route("pause.result")
    async def result(self, press: Press) -> None:
        """Go on from the card, to both ratings of a pause of which nothing is kept."""
        found = pausing.result_on(press)
        if found is None:
            raise outdated()
        pause, after, note = found
        answered = await app(press.interaction).services.pause.answer_unkept(
            press.interaction.user.id, pause, after, note, speaker(press.interaction).language
        )
        await _show_answered(press, answered)

    @route("pause.stop")
    async def stop(self, press: Press) -> None:
        """Drop a pause; one that is gone already may have been kept, so nothing is claimed about it."""
        await reply.acknowledge(press.interaction)
        service = app(press.interaction).services.pause
        if press.ref != SCREEN and not await service.stop(press.interaction.user.id, press.ref):
            await reply.show(press.interaction, _gone(press))
            return
        say = speaker(press.interaction)
        help_now = button("help.open", "", say("button-help-now"))
        await reply.show(press.interaction, screen(text(say("pause-stopped")), row(help_now)))

    @route("pause.halted")
    async def halted(self, press: Press) -> None:
        """Leave it there after the card, with nothing lost."""
        begun = await _named(press)
        if begun is None:
            await reply.show(press.interaction, _gone(press))
            return
        say = speaker(press.interaction)
        view = screen(
            text(say("pause-halted")),
            *pausing.pause_carried(say, begun.pause),
            row(
                button("help.open", "", say("button-help-now"), style=discord.ButtonStyle.primary),
                button("pause.show", press.ref, say("button-carry-on")),
                button("pause.stop", press.ref, say("button-pause-stop")),
            ),
        )
        await reply.show(press.interaction, view)


async def _ask(interaction: discord.Interaction, replaces: str, worry: str = "", instead: str = "") -> None:
    ticked = await app(interaction).services.privacy.sends_messages(interaction.user.id)
    ref = f"{replaces}.{TICKED if ticked else EMPTY}"
    await reply.ask(interaction, pausing.pause_form(speaker(interaction), ref, ticked, worry, instead))


def _wish(press: Press) -> Wish:
    replaces, _, box = press.ref.partition(".")
    message = press.fields.get(pausing.MESSAGE) is True
    return Wish(message, takes_back=box == TICKED and not message, replaces=replaces)


def _minutes(press: Press) -> int:
    lengths = {f"{minutes}": minutes for minutes in pausing.LENGTHS}
    return lengths.get(press.written(pausing.MINUTES), pausing.USUAL)


async def _named(press: Press) -> Begun | None:
    """Return the pause that a click refers to: by the person's own key, or read off the screen."""
    if press.ref == SCREEN:
        pause = pausing.pause_on(press)
        if pause is None:
            raise outdated()
        return Begun(pause, Standing.UNKEPT)
    service = app(press.interaction).services.pause
    found = await service.get(press.interaction.user.id, press.ref)
    if found is None:
        return None
    return Begun(found, Standing.STARTED, await service.messaged(press.interaction.user.id))


def _screen(press: Press, begun: Begun) -> discord.ui.LayoutView:
    ended = app(press.interaction).services.pause.ended(begun.pause)
    return pausing.pause_screen(speaker(press.interaction), begun, ended=ended)


async def _begun(press: Press, begun: Begun) -> None:
    say, ref = speaker(press.interaction), pausing.ref_of(begun)
    carry_on = button("pause.show", ref, say("button-carry-on"))
    stop = button("pause.halted", ref, say("button-stop"))
    carried = pausing.pause_carried(say, begun.pause) if ref == SCREEN else ()
    written = [begun.pause.worry, begun.pause.instead]
    if not await card.card_first(press.interaction, written, carry_on, stop, carried):
        await reply.show(press.interaction, _screen(press, begun))


async def _second(press: Press, running: Pause, worry: str, instead: str) -> None:
    """Answer a form that came second: nothing of it is stored, so what was written stands on the screen."""
    say = speaker(press.interaction)
    typed = pausing.typed_blocks(say, worry, instead)
    carry_on = button("pause.second", running.id, say("button-carry-on"))
    stop = button("pause.halted", running.id, say("button-stop"))
    if not await card.card_first(press.interaction, [worry, instead], carry_on, stop, typed):
        await reply.show(press.interaction, pausing.second_screen(say, running, typed))


async def _answered(press: Press, after: int, note: str) -> Answered | None:
    service, user = app(press.interaction).services.pause, press.interaction.user.id
    language = speaker(press.interaction).language
    if press.ref != SCREEN:
        return await service.answer(user, press.ref, after, note, language)
    pause = pausing.pause_on(press)
    if pause is None:
        raise outdated()
    return await service.answer_unkept(user, pause, after, note, language)


async def _card_after(press: Press, answered: Answered, note: str) -> bool:
    say, draft = speaker(press.interaction), answered.draft_id
    kind, ref = ("checkin.mirror", draft) if draft else ("pause.result", SCREEN)
    carry_on = button(kind, ref, say("button-carry-on"))
    stop = button("checkin.stopped", draft or ANY, say("button-stop"))
    carried = () if draft else pausing.result_blocks(say, answered)
    return await card.card_first(press.interaction, [note], carry_on, stop, carried)


async def _show_answered(press: Press, answered: Answered) -> None:
    say = speaker(press.interaction)
    if answered.draft_id is None:
        view = pausing.result_screen(say, answered)
    else:
        private = reply.in_private(press.interaction)
        view = mirror_screen(say, bank(press.interaction), answered, private=private)
    await reply.show(press.interaction, view)


def _gone(press: Press) -> discord.ui.LayoutView:
    say = speaker(press.interaction)
    return screen(text(say("pause-gone")), row(button("help.open", "", say("button-help-now"))))


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(PauseCog())
