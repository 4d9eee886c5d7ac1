"""The one place where what goes wrong becomes a private, kind answer and a line in the log."""

import io
import logging
import secrets

import aiohttp
import discord
from discord import app_commands, ui

from alongside.errors import Unsealable, UserError
from alongside.texts import Speaker
from cogs.ui.app import speaker
from cogs.ui.card import card_blocks, speaks_of_danger
from cogs.ui.plain import plain, shown
from cogs.ui.reply import hand_over, show_beside
from cogs.ui.screens import AnyItem, button, row, screen, text

log = logging.getLogger("alongside.errors")

# The person has gone on, or the same click was answered already: there is nobody left to tell.
_UNKNOWN_INTERACTION = 10062
_UNKNOWN_MESSAGE = 10008
_ANSWERED_BEFORE = 40060
_WORDS_ON_SCREEN = 3000
_NOBODY_LEFT = frozenset({_UNKNOWN_INTERACTION, _UNKNOWN_MESSAGE, _ANSWERED_BEFORE})


def outdated() -> UserError:
    """Return what to say about a click on something this version no longer has."""
    return UserError("error-outdated")


async def report(interaction: discord.Interaction, error: BaseException, words: str = "") -> None:
    """Tell the person what happened, in private; log what was not expected, without any content.

    `words` is what they wrote into a form that could not be taken: it is given back to them.
    """
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, discord.HTTPException) and error.code in _NOBODY_LEFT:
        log.info("an answer came too late", extra={"code": error.code})
        return
    say = speaker(interaction)
    message = _told(error)
    sentence = say(message.text_id, **message.text_args)
    try:
        heavy = bool(words) and speaks_of_danger(interaction, words)
        await show_beside(interaction, _told_screen(say, sentence, words, card_blocks(say) if heavy else []))
        if words and not _fits(words):
            file = discord.File(io.BytesIO(shown(words).encode()), "what-you-wrote.txt")
            await hand_over(interaction, "", file)
    except (discord.HTTPException, aiohttp.ClientError, RuntimeError, OSError) as failure:
        # The connection is gone, or the bot is just being stopped.
        log.warning("an error could not be shown", exc_info=failure)


def _fits(words: str) -> bool:
    return len(plain(words)) <= _WORDS_ON_SCREEN


def _told_screen(say: Speaker, sentence: str, words: str, first: list[AnyItem]) -> ui.LayoutView:
    given_back = []
    if words:
        given_back.append(text(say("error-words")))
        given_back += [text(plain(words))] if _fits(words) else []
    return screen(*first, text(sentence), *given_back, row(button("help.open", "", say("button-help-now"))))


def _told(error: BaseException) -> UserError:
    if isinstance(error, UserError):
        if error.__cause__ is not None or isinstance(error, Unsealable):
            log.error(
                "an operation failed", extra={"reason": error.text_id}, exc_info=error.__cause__ or error
            )
        return error
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return outdated()
    error_id = secrets.token_hex(4)
    log.error("unexpected error", extra={"error_id": error_id}, exc_info=error)
    return UserError("error-unexpected", id=error_id)
