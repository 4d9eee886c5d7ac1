"""Glue between Discord and the services: one file for each thing that somebody does."""

EXTENSIONS = (
    "cogs.checkin",
    "cogs.guided",
    "cogs.sorting",
    "cogs.plan",
    "cogs.outcome",
    "cogs.today",
    "cogs.pause",
    "cogs.reflections",
    "cogs.support",
    "cogs.support_panel",
    "cogs.support_helping",
    "cogs.support_thread",
    "cogs.support_events",
    "cogs.privacy",
    "cogs.help_now",
    "cogs.about",
)
