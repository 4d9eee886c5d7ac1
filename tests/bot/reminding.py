"""What people do with daily reminders in these tests, and what reaches them."""

import re
from datetime import datetime
from typing import Any

import discord
from simcord.results import InteractionResult

from alongside.reminding import Reminder
from tests.bot.pausing import messages, rows, said
from tests.bot.steps import Actor, controls, press
from tests.conftest import World

__all__ = ["messages", "rows", "said"]
DAY = 86_400
# What somebody fills in who fills in everything, and agrees.
WHOLE: dict[str, Any] = {"at": "9pm", "place": "Berlin", "days": [*"0123456"], "agree": True}
_STAMP = re.compile(r"<t:(\d+):F>")


async def fill(world: World, who: Actor, **changes: Any) -> InteractionResult:
    """Open the form with /reminder set and send it in; None leaves a field out."""
    fields = {name: value for name, value in (WHOLE | changes).items() if value is not None}
    return await who.submit_modal(await who.slash(world.channel, "reminder set"), fields)


async def shown(world: World, who: Actor) -> InteractionResult:
    """Look at how the reminder stands."""
    return await who.slash(world.channel, "reminder show")


def stamps(told: str) -> list[datetime]:
    """Return the times that stand on a screen, as instants."""
    return [
        datetime.fromtimestamp(int(found), discord.utils.utcnow().tzinfo) for found in _STAMP.findall(told)
    ]


async def reminder_of(world: World, who: Actor) -> Reminder | None:
    """Return somebody's reminder, as the service has it."""
    return await world.bot.services.reminders.show(who.id)


async def until_due(world: World, who: Actor, extra: float = 30) -> discord.Message:
    """Let time pass until the next question is there; return it."""
    reminder = await reminder_of(world, who)
    assert reminder is not None
    assert reminder.next_due is not None
    await world.env.advance_time((reminder.next_due - discord.utils.utcnow()).total_seconds() + extra)
    return newest(who)


def newest(who: Actor) -> discord.Message:
    """Return the newest direct message that somebody got."""
    return max(messages(who), key=lambda each: each.id)


async def take_back(world: World, who: Actor) -> None:
    """Take back the yes to messages, under /privacy."""
    form = await press(who, await who.slash(world.channel, "privacy show"), "Choose what is kept …")
    await who.submit_modal(form, {"history": False, "messages": False})


def as_it_is(form: InteractionResult, **changes: Any) -> dict[str, Any]:
    """Return what a form is filled with when it opens, as Discord sends it back, with some changes."""
    assert form.modal is not None
    filled: dict[str, Any] = {}
    for field in controls(form.modal):
        if "options" in field:
            filled[field["custom_id"]] = [each["value"] for each in field["options"] if each["default"]]
        else:
            filled[field["custom_id"]] = field.get("value", field.get("default"))
    return {name: value for name, value in (filled | changes).items() if value is not None}
