"""The one place where what goes wrong becomes a private, kind answer and a line in the log."""

import logging
import secrets

import discord
from discord import app_commands

from alongside.errors import UserError
from cogs.ui.app import speaker
from cogs.ui.reply import show_beside
from cogs.ui.screens import button, row, screen, text

log = logging.getLogger("alongside.errors")

# The person has gone on, or the same click was answered already: there is nobody left to tell.
_UNKNOWN_INTERACTION = 10062
_UNKNOWN_MESSAGE = 10008
_ANSWERED_BEFORE = 40060
_NOBODY_LEFT = frozenset({_UNKNOWN_INTERACTION, _UNKNOWN_MESSAGE, _ANSWERED_BEFORE})


def outdated() -> UserError:
    """Return what to say about a click on something this version no longer has."""
    return UserError("error-outdated")


async def report(interaction: discord.Interaction, error: BaseException) -> None:
    """Tell the person what happened, in private; log what was not expected, without any content."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, discord.HTTPException) and error.code in _NOBODY_LEFT:
        log.info("an answer came too late", extra={"code": error.code})
        return
    say = speaker(interaction)
    message = _told(error)
    sentence = say(message.text_id, **message.text_args)
    try:
        await show_beside(
            interaction, screen(text(sentence), row(button("help.open", "", say("button-help-now"))))
        )
    except discord.HTTPException as failure:
        log.warning("an error could not be shown", extra={"code": failure.code, "status": failure.status})


def _told(error: BaseException) -> UserError:
    if isinstance(error, UserError):
        if error.__cause__ is not None:
            log.error("an operation failed", extra={"reason": error.text_id}, exc_info=error.__cause__)
        return error
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return outdated()
    error_id = secrets.token_hex(4)
    log.error("unexpected error", extra={"error_id": error_id}, exc_info=error)
    return UserError("error-unexpected", id=error_id)
