"""Reminders on their way: discord.py's own client against a stand-in that counts."""
