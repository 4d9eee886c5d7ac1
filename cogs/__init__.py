"""Glue between Discord and the services: one file for each thing that somebody does."""

EXTENSIONS = ("cogs.checkin", "cogs.reflections", "cogs.privacy", "cogs.help_now", "cogs.about")
