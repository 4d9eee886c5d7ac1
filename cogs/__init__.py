"""Glue between Discord and the services: one file for each thing that somebody does."""

EXTENSIONS = (
    "cogs.checkin",
    "cogs.guided",
    "cogs.sorting",
    "cogs.plan",
    "cogs.outcome",
    "cogs.today",
    "cogs.pause",
    "cogs.reminders",
    "cogs.reminder_messages",
    "cogs.asking",
    "cogs.offer",
    "cogs.reflections",
    "cogs.mending",
    "cogs.data",
    "cogs.trends",
    "cogs.privacy",
    "cogs.consents",
    "cogs.help_now",
    "cogs.about",
)
