"""Choices offered while somebody types. Where they fail there are none: choices are no place for errors."""

import asyncio
import logging
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from alongside.languages import date_in_words
from alongside.spelling import plain_name
from alongside.zones import MOST
from cogs.ui.app import app, speaker
from cogs.ui.plain import shown
from cogs.ui.reminder_setting import place_label

# How far ahead dates are offered; those beyond can be typed.
DAYS_AHEAD = 120

log = logging.getLogger("alongside.autocomplete")


async def own_labels(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return this person's own labels; none where they cannot be read.

    discord.py would log a failure together with the user's id, so none gets there.
    """
    try:
        labels = await app(interaction).services.reflections.labels(interaction.user.id, typed)
    except Exception as error:
        log.error("no choices could be offered", exc_info=error)
        return []
    return [app_commands.Choice(name=shown(label), value=shown(label)) for label in labels]


async def places(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return places for what was typed, each with the time there; for nothing, likely ones."""
    try:
        zones, locale = app(interaction).content.zones, interaction.locale.value
        if not zones.ready(locale):
            await asyncio.to_thread(zones.prepare, locale)
        say, now = speaker(interaction), app(interaction).clock.now()
        return [
            app_commands.Choice(name=place_label(say, locale, each, now), value=each.zone)
            for each in zones.search(locale, typed)
        ]
    except Exception as error:
        log.error("no choices could be offered", exc_info=error)
        return []


async def days_ahead(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return dates to come, in words, that contain what was typed."""
    try:
        locale, wanted = interaction.locale.value, plain_name(typed)
        reminder = await app(interaction).services.reminders.show(interaction.user.id)
        zone = ZoneInfo(reminder.setting.zone) if reminder else UTC
        today = app(interaction).clock.now().astimezone(zone).date()
        days = (today + timedelta(days=ahead) for ahead in range(1, DAYS_AHEAD + 1))
        told = {day.isoformat(): date_in_words(locale, day) for day in days}
        fitting = [
            app_commands.Choice(name=words, value=day)
            for day, words in told.items()
            if wanted in plain_name(words) or day.startswith(typed.strip())
        ]
        return fitting[:MOST]
    except Exception as error:
        log.error("no choices could be offered", exc_info=error)
        return []
