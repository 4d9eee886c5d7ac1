"""The buttons of a daily question: answered, put off, left for today, paused, stopped; however old it is.

The message that is pressed changes to what was chosen, quietly. The record in the ref belongs to whoever
presses, or it is nobody's: what is done is done to the presser's own reminder.
"""

from collections.abc import Sequence

from discord.ext import commands
from discord.utils import format_dt

from alongside.putting_off import Snooze, comes_again, pause_end, snoozed_until
from alongside.reminding import Reminder, State
from alongside.schedule import local_day
from alongside.services.reminders import ReminderService
from cogs.ui import reply
from cogs.ui.app import app, bank, speaker
from cogs.ui.daily import today_form
from cogs.ui.errors import outdated
from cogs.ui.reminding import asked_on, none_screen, question_rows
from cogs.ui.router import Press, route
from cogs.ui.screens import AnyItem, Routed, button, row, screen, text

WEEK_DAYS = 7


class ReminderMessagesCog(commands.Cog):
    """What somebody answers to a daily question."""

    @route("reminder.checkin")
    async def checkin(self, press: Press) -> None:
        """Open the day's three questions, with or without a reminder by now; that answers it for today."""
        say = speaker(press.interaction)
        await reply.ask(press.interaction, today_form(say, bank(press.interaction).daily, ""))
        await _service(press).not_today(press.interaction.user.id)
        await _wake(press)

    @route("reminder.snooze")
    async def snooze(self, press: Press) -> None:
        """Let the same question come again later today."""
        if not press.values or press.values[0] not in set(Snooze):
            raise outdated()
        await reply.acknowledge(press.interaction)
        reminder = await _wake(press)
        if reminder is None:
            await _gone(press)
            return
        now = app(press.interaction).clock.now()
        until = snoozed_until(Snooze(press.values[0]), reminder.setting.zone, now)
        if not await _service(press).snooze(press.interaction.user.id, press.ref, until):
            await _gone(press)
            return
        app(press.interaction).reminders.wake()
        when = f"{format_dt(until, 't')} ({format_dt(until, 'R')})"
        await _changed(press, speaker(press.interaction)("reminder-snoozed", when=when), _rows(press))

    @route("reminder.not-today")
    async def not_today(self, press: Press) -> None:
        """Leave it for today."""
        await reply.acknowledge(press.interaction)
        reminder = await _wake(press)
        if reminder is None or not await _service(press).not_today(press.interaction.user.id):
            await _gone(press)
            return
        say, times = speaker(press.interaction), _service(press).times(reminder, 1)
        told = say("reminder-not-today")
        if times:
            told = say("reminder-not-today-next", when=format_dt(times[0].at, "F"))
        await _changed(press, told, _rows(press))

    @route("reminder.week")
    async def week(self, press: Press) -> None:
        """Leave out the next seven days."""
        await reply.acknowledge(press.interaction)
        reminder = await _service(press).show(press.interaction.user.id)
        if reminder is not None:
            today = local_day(reminder.setting, app(press.interaction).clock.now())
            until = pause_end(reminder.setting, comes_again(reminder, today, WEEK_DAYS))
            reminder = await _service(press).pause(press.interaction.user.id, until)
        if reminder is None or reminder.paused_until is None:
            await _gone(press)
            return
        say = speaker(press.interaction)
        told = say("reminder-paused", until=format_dt(reminder.paused_until, "D"))
        await _changed(press, told, [row(_resume(press), _checkin(press), _help(press))])

    @route("reminder.stop")
    async def stop(self, press: Press) -> None:
        """Delete the reminder; what is pressed twice says once more that there is none."""
        await reply.acknowledge(press.interaction)
        stopped = await _service(press).stop(press.interaction.user.id)
        say = speaker(press.interaction)
        told = say("reminder-stopped") if stopped else say("reminder-gone")
        await reply.show(press.interaction, none_screen(say, told))

    @route("reminder.go-on")
    async def go_on(self, press: Press) -> None:
        """Let them go on."""
        await reply.acknowledge(press.interaction)
        reminder = await _service(press).resume(press.interaction.user.id)
        app(press.interaction).reminders.wake()
        times = [] if reminder is None else _service(press).times(reminder, 1)
        if not times:
            await _gone(press)
            return
        told = speaker(press.interaction)("reminder-goes-on", when=format_dt(times[0].at, "F"))
        await _changed(press, told, [row(_checkin(press), _help(press))])

    @route("reminder.rest")
    async def rest(self, press: Press) -> None:
        """Let them rest, until they are woken."""
        await reply.acknowledge(press.interaction)
        if await _service(press).pause(press.interaction.user.id, None) is None:
            await _gone(press)
            return
        told = speaker(press.interaction)("reminder-paused-open")
        await _changed(press, told, [row(_resume(press), _checkin(press), _help(press))])


async def _wake(press: Press) -> Reminder | None:
    """Return the reminder of whoever pressed; one that rests is woken by any button but stop and pause."""
    user = press.interaction.user.id
    reminder = await _service(press).show(user)
    if reminder is not None and reminder.state is State.RESTING:
        reminder = await _service(press).resume(user)
        app(press.interaction).reminders.wake()
    return reminder


async def _changed(press: Press, told: str, rows: Sequence[AnyItem]) -> None:
    """Show what was chosen in place of what could be chosen; the question stays, and so does a plan."""
    asked = asked_on(speaker(press.interaction), press.interaction.message)
    await reply.show(press.interaction, screen(*asked, text(told), *rows))


async def _gone(press: Press) -> None:
    say = speaker(press.interaction)
    await reply.show(press.interaction, none_screen(say, say("reminder-gone")))


def _rows(press: Press) -> list[AnyItem]:
    """Return what can be done with a question that was put off: the same as before."""
    return question_rows(speaker(press.interaction), press.ref)


def _service(press: Press) -> ReminderService:
    return app(press.interaction).services.reminders


def _resume(press: Press) -> Routed:
    return button("reminder.resume", "", speaker(press.interaction)("button-reminder-resume"))


def _checkin(press: Press) -> Routed:
    return button("reminder.checkin", press.ref, speaker(press.interaction)("button-checkin-today"))


def _help(press: Press) -> Routed:
    return button("help.open", "", speaker(press.interaction)("button-help-now"))


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(ReminderMessagesCog())
