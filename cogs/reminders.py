"""/reminder: a question a day, set, shown, paused, resumed, stopped."""

import asyncio
import logging
from weakref import WeakValueDictionary

import discord
from discord import app_commands
from discord.ext import commands

from alongside.errors import StoreError, Unsealable, UserError
from alongside.putting_off import Break, comes_again, pause_end, read_day
from alongside.reminding import EVERY_DAY, Reminder, State
from alongside.schedule import local_day
from cogs.ui import reminder_setting as setting
from cogs.ui import reply
from cogs.ui.app import app, speaker
from cogs.ui.autocomplete import days_ahead, places
from cogs.ui.errors import outdated
from cogs.ui.reminder_proof import Proof, prove
from cogs.ui.reminder_setting import Wish
from cogs.ui.reminding import TIMES, Standing, none_screen, status_screen, taken_back
from cogs.ui.router import Press, route
from cogs.ui.screens import button, picker, row, screen, text

log = logging.getLogger("alongside.reminders")

DAYS = {"every": EVERY_DAY, "working": setting.WORKING_DAYS, "weekend": setting.WEEKEND}
PICK = "pick"
DAY_CHOICES = [
    app_commands.Choice(name="days-every", value="every"),
    app_commands.Choice(name="days-working", value="working"),
    app_commands.Choice(name="days-weekend", value="weekend"),
    app_commands.Choice(name="days-pick", value=PICK),
]
LENGTH_CHOICES = [
    app_commands.Choice(name="length-day", value=Break.DAY.value),
    app_commands.Choice(name="length-three", value=Break.THREE.value),
    app_commands.Choice(name="length-week", value=Break.WEEK.value),
    app_commands.Choice(name="length-fortnight", value=Break.FORTNIGHT.value),
    app_commands.Choice(name="length-month", value=Break.MONTH.value),
    app_commands.Choice(name="length-open", value=Break.OPEN.value),
]


class RemindersCog(commands.Cog):
    """Somebody's daily reminder, from the first yes to the last stop."""

    group = app_commands.Group(name="reminder", description="command-reminder")

    def __init__(self) -> None:
        # Two forms sent at once set it once each, and one first message is sent: one after the other.
        self._one_by_one: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    @group.command(name="set", description="command-reminder-set")
    @app_commands.describe(at="option-at", zone="option-zone", days="option-days")
    @app_commands.choices(days=DAY_CHOICES)
    @app_commands.autocomplete(zone=places)
    async def set(
        self,
        interaction: discord.Interaction,
        at: app_commands.Range[str, 1, setting.TIME_LONGEST] | None = None,
        zone: app_commands.Range[str, 1, setting.PLACE_LONGEST] | None = None,
        days: app_commands.Choice[str] | None = None,
    ) -> None:
        """Set it with what was named; where too little is known, with the form."""
        picked = days.value if days else ""
        wish = Wish((at or "").strip(), (zone or "").strip(), DAYS.get(picked))
        known = await _known(interaction)
        named = wish.at or wish.place or wish.days
        if picked == PICK or not named or (known is None and not (wish.at and wish.place)):
            await _ask(interaction, wish)
        else:
            await self._settle(interaction, wish)

    @group.command(name="show", description="command-reminder-show")
    async def show(self, interaction: discord.Interaction) -> None:
        """Show how it stands."""
        await reply.acknowledge(interaction)
        service = app(interaction).services.reminders
        await service.take_news(interaction.user.id)  # what it says is on the screen now
        await _show(interaction, await service.show(interaction.user.id))

    @group.command(name="pause", description="command-reminder-pause")
    @app_commands.describe(length="option-length", until="option-until")
    @app_commands.choices(length=LENGTH_CHOICES)
    @app_commands.autocomplete(until=days_ahead)
    async def pause(
        self,
        interaction: discord.Interaction,
        length: app_commands.Choice[str] | None = None,
        until: app_commands.Range[str, 1, 40] | None = None,
    ) -> None:
        """Pause it for as long as was said, or ask for how long."""
        if length is None and until is None:
            await _ask_length(interaction)
        else:
            await reply.acknowledge(interaction)
            await _pause(interaction, Break(length.value) if length else None, until or "")

    @group.command(name="resume", description="command-reminder-resume")
    async def resume(self, interaction: discord.Interaction) -> None:
        """Let it come again; where messages were closed, see whether they are open now."""
        await self._resume(interaction)

    @group.command(name="stop", description="command-reminder-stop")
    async def stop(self, interaction: discord.Interaction) -> None:
        """Delete it."""
        await reply.acknowledge(interaction)
        stopped = await app(interaction).services.reminders.stop(interaction.user.id)
        if not stopped:
            await _show(interaction, None)
            return
        say = speaker(interaction)
        await reply.show(interaction, none_screen(say, say("reminder-stopped")))

    @route("reminder.form")
    async def form(self, press: Press) -> None:
        """Open the form, with what stands on the screen that was clicked on."""
        await _ask(press.interaction, setting.wish_on(press, speaker(press.interaction)))

    @route("reminder.sent")
    async def sent(self, press: Press) -> None:
        """Set it as the form says."""
        await self._settle(press.interaction, setting.wish_in(press))

    @route("reminder.place")
    async def place(self, press: Press) -> None:
        """Take the place that was picked for the one that could not be read."""
        wish = setting.wish_on(press, speaker(press.interaction))
        if not press.values or not press.values[0]:
            raise outdated()
        await self._settle(press.interaction, setting.with_place(wish, press.values[0]))

    @route("reminder.agree")
    async def agree(self, press: Press) -> None:
        """Take the yes, and set what stands on the screen."""
        wish = setting.wish_on(press, speaker(press.interaction))
        await self._settle(press.interaction, setting.agreed(wish))

    @route("reminder.again")
    async def again(self, press: Press) -> None:
        """Try once more whether messages arrive."""
        await self._resume(press.interaction)

    @route("reminder.resume")
    async def resume_pressed(self, press: Press) -> None:
        """Let it come again."""
        await self._resume(press.interaction)

    @route("reminder.pause")
    async def pause_pressed(self, press: Press) -> None:
        """Ask for how long."""
        await _ask_length(press.interaction)

    @route("reminder.paused")
    async def paused(self, press: Press) -> None:
        """Pause it for as long as was picked."""
        if not press.values or press.values[0] not in set(Break):
            raise outdated()
        await reply.acknowledge(press.interaction)
        await _pause(press.interaction, Break(press.values[0]), "")

    def _lock(self, user_id: int) -> asyncio.Lock:
        return self._one_by_one.setdefault(user_id, asyncio.Lock())

    async def _settle(self, interaction: discord.Interaction, wish: Wish) -> None:
        """Set what was wished for, if it can be understood and was agreed to."""
        await reply.acknowledge(interaction)
        locale, user = interaction.locale.value, interaction.user.id
        zones, services = app(interaction).content.zones, app(interaction).services
        await asyncio.to_thread(zones.prepare, locale)
        async with self._lock(user):
            try:
                understood = setting.understand(zones, locale, wish)
                if not wish.agreed and not await services.privacy.sends_messages(user):
                    await reply.show(interaction, setting.consent_screen(speaker(interaction), wish))
                    return
                before = await _known(interaction)
                reminder = await services.reminders.set(user, understood.change, agreed=wish.agreed)
            except UserError as error:
                await _unset(interaction, wish, error)
                return
            app(interaction).reminders.wake()
            told = "" if reminder is None else await _proof(interaction, reminder, before)
        await _show(interaction, await services.reminders.show(user), unsure=understood.unsure, told=told)

    async def _resume(self, interaction: discord.Interaction) -> None:
        await reply.acknowledge(interaction)
        service, user, told = app(interaction).services.reminders, interaction.user.id, ""
        async with self._lock(user):
            before = await service.show(user)
            reminder = await service.resume(user)
            app(interaction).reminders.wake()
            if reminder is not None:
                told = await _proof(interaction, reminder, before)
        await _show(interaction, await service.show(user), told=told)


async def _unset(interaction: discord.Interaction, wish: Wish, error: UserError) -> None:
    """Say why nothing was set; what was filled in stays on the screen."""
    if isinstance(error, StoreError):
        log.error("a reminder could not be set", exc_info=error.__cause__ or error)
    zones, locale = app(interaction).content.zones, interaction.locale.value
    likely = zones.search(locale, wish.place) if error.text_id.startswith("zone") else []
    now = app(interaction).clock.now()
    view = setting.unread_screen(speaker(interaction), locale, wish, error, likely, now)
    await reply.show(interaction, view)


async def _known(interaction: discord.Interaction) -> Reminder | None:
    """Return somebody's reminder; one that cannot be opened any more is set as if there were none."""
    try:
        return await app(interaction).services.reminders.show(interaction.user.id)
    except Unsealable:
        return None


async def _proof(interaction: discord.Interaction, reminder: Reminder, before: Reminder | None) -> str:
    """Send a first message where none has shown that they arrive; return what to say about it."""
    if before is not None and before.state is not State.CLOSED:
        return ""
    say = speaker(interaction)
    proof, link = await prove(interaction, reminder)
    if proof is Proof.FAILED:
        return say("reminder-unproven")
    if proof is Proof.CLOSED:
        return ""  # how it stands says so
    return say("reminder-proven-here") if reply.in_private(interaction) else say("reminder-proven", link=link)


async def _show(
    interaction: discord.Interaction, reminder: Reminder | None, *, unsure: bool = False, told: str = ""
) -> None:
    say, services = speaker(interaction), app(interaction).services
    if reminder is None:
        consent = await services.privacy.messages(interaction.user.id)
        await reply.show(interaction, none_screen(say, taken_back(say, consent)))
        return
    zones, locale = app(interaction).content.zones, interaction.locale.value
    await asyncio.to_thread(zones.prepare, locale)
    standing = Standing(reminder, services.reminders.times(reminder, TIMES))
    clock = app(interaction).clock
    view = status_screen(say, zones, locale, clock, standing, unsure=unsure, told=told)
    await reply.show(interaction, view)


async def _ask(interaction: discord.Interaction, wish: Wish) -> None:
    say, locale = speaker(interaction), interaction.locale.value
    services, zones = app(interaction).services, app(interaction).content.zones
    reminder = await _known(interaction)
    asks = not await services.privacy.sends_messages(interaction.user.id)
    await asyncio.to_thread(zones.prepare, locale)
    known = reminder.setting if reminder else None
    await reply.ask(interaction, setting.setting_form(say, zones, locale, wish, known, asks=asks))


async def _ask_length(interaction: discord.Interaction) -> None:
    if await app(interaction).services.reminders.show(interaction.user.id) is None:
        await _show(interaction, None)
        return
    say = speaker(interaction)
    labels = {choice.value: say(choice.name) for choice in LENGTH_CHOICES}
    options = [discord.SelectOption(label=label, value=value) for value, label in labels.items()]
    view = screen(
        text(f"## {say('reminder-title')}\n{say('reminder-pause-ask')}"),
        row(picker("reminder.paused", "", say("option-length"), options)),
        row(button("help.open", "", say("button-help-now"))),
    )
    await reply.show(interaction, view)


async def _pause(interaction: discord.Interaction, length: Break | None, until: str) -> None:
    """Pause it: until a date, or for so many of the days that would have come."""
    service, user = app(interaction).services.reminders, interaction.user.id
    reminder = await service.show(user)
    if reminder is not None:
        now = app(interaction).clock.now()
        today = local_day(reminder.setting, now)
        end = None
        if until:
            end = pause_end(reminder.setting, read_day(until, today))
        elif length is not None and length.days is not None:
            end = pause_end(reminder.setting, comes_again(reminder, today, length.days))
        reminder = await service.pause(user, end)
    await _show(interaction, reminder)


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(RemindersCog())
