"""/reminder set: by the form or by options, agreed to first, shown with its next three times."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord
import pytest

from alongside.reminding import State
from alongside.texts import Speaker
from tests.bot.reminding import DAY, fill, messages, reminder_of, rows, said, shown, stamps
from tests.bot.steps import buttons, controls, press, read, screen_of
from tests.conftest import World

BERLIN = ZoneInfo("Europe/Berlin")


async def test_the_form_alone_is_enough(world: World, say: Speaker) -> None:
    """Time, place, days and the yes in one; the next three stand there, and a first message has come."""
    ann = world.member("ann")
    told = read(await fill(world, ann))
    assert "Every day** at **9:00 PM**, Berlin \\(Germany\\)" in told
    times = stamps(told)
    assert len(times) == 3
    assert [each.astimezone(BERLIN).strftime("%H:%M") for each in times] == ["21:00"] * 3
    assert timedelta() < times[0] - discord.utils.utcnow() <= timedelta(days=1)
    [first] = messages(ann)
    assert "This is where your daily question comes" in said(first)
    assert first.jump_url in told
