"""Bringing reflections back, on the screen. Until somebody agrees to it nothing of a file is stored.

The file stands on the preview, as an attachment of that message: a click there brings it back, after a
restart too, and it goes when the message goes.
"""

import io

import aiohttp
import discord
from discord import ui
from discord.utils import format_dt

from alongside.errors import StoreError, Unsealable, UserError
from alongside.importing import MOST_BYTES
from alongside.services.bringing import Preview
from alongside.texts import Speaker
from cogs.ui import reply
from cogs.ui.app import app, speaker
from cogs.ui.router import Press
from cogs.ui.screens import AnyItem, button, row, screen, text

# The name that it was given may say something; on the screen it has this one.
FILE_NAME = "reflections.json"


async def begin(interaction: discord.Interaction, given: discord.Attachment) -> None:
    """Show what is in a file that came with a command, or why it is refused. Raises StoreError."""
    say = speaker(interaction)
    try:
        data = await _read(given)
        preview = await app(interaction).services.bringing.preview(interaction.user.id, data)
    except UserError as error:
        if isinstance(error, StoreError | Unsealable):
            raise
        # A file that is refused is no failure of a command, but its answer.
        refusal = text(say(error.text_id, **error.text_args))
        help_now = button("help.open", "", say("button-help-now"))
        await reply.show(interaction, screen(refusal, row(help_now)))
        return
    agreed = await app(interaction).services.privacy.keeps_history(interaction.user.id)
    view = _preview_screen(say, preview, agreed=agreed)
    await reply.show_with(interaction, view, _file(data, preview))


async def look_again(press: Press) -> None:
    """Look at the file on the screen once more, as after a yes."""
    interaction = press.interaction
    data = await _read(_attached(interaction))
    preview = await app(interaction).services.bringing.preview(interaction.user.id, data)
    agreed = await app(interaction).services.privacy.keeps_history(interaction.user.id)
    view = _preview_screen(speaker(interaction), preview, agreed=agreed)
    await reply.show_with(interaction, view, _file(data, preview))


async def take(press: Press) -> None:
    """Take in what is in the file on the screen; the file goes from there with it."""
    interaction = press.interaction
    data = await _read(_attached(interaction))
    added = await app(interaction).services.bringing.take(interaction.user.id, data)
    if added is None:
        await look_again(press)  # the yes was taken back meanwhile
        return
    say = speaker(interaction)
    buttons = [button("reflections.page", "0", say("button-list"))] if added else []
    told = screen(
        text(say("import-done", count=added)), row(*buttons, button("help.open", "", say("button-help-now")))
    )
    await reply.show_with(interaction, told, [])


def _file(data: bytes, preview: Preview) -> list[discord.File]:
    """Return the file for the screen, where there is anything to take from it."""
    return [discord.File(io.BytesIO(data), FILE_NAME)] if preview.new else []


def _attached(interaction: discord.Interaction) -> discord.Attachment:
    message = interaction.message
    if message is None or not message.attachments:
        raise UserError("import-gone")
    return message.attachments[0]


async def _read(attached: discord.Attachment) -> bytes:
    """Return a file, unless it is said to be too large to begin with."""
    if attached.size > MOST_BYTES:
        raise UserError("import-large", most=MOST_BYTES // 1024 // 1024)
    try:
        return await attached.read()
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
        raise UserError("import-gone") from error


def _preview_screen(say: Speaker, preview: Preview, *, agreed: bool) -> ui.LayoutView:
    help_now = button("help.open", "", say("button-help-now"))
    blocks = [text(f"## {say('import-title')}\n" + "\n".join(_lines(say, preview)))]
    if not preview.new:
        return screen(*blocks, row(button("reflections.page", "0", say("button-list")), help_now))
    primary = discord.ButtonStyle.primary
    file: AnyItem = ui.File(f"attachment://{FILE_NAME}")
    if agreed:
        take_in = button("import.take", "", say("button-import-take"), primary)
        return screen(*blocks, text(say("import-kept")), file, row(take_in, help_now))
    choose = button("consent.choose", "later", say("button-consent"), primary)
    carry_on = button("import.look", "", say("button-carry-on"))
    return screen(*blocks, text(say("import-needs-yes")), file, row(choose, carry_on, help_now))


def _lines(say: Speaker, preview: Preview) -> list[str]:
    first, last = ("" if each is None else format_dt(each, "D") for each in (preview.first, preview.last))
    lines = [say("import-new", count=preview.new, first=first, last=last)]
    lines += [say("import-there", count=preview.there)] if preview.there else []
    lines += [say("import-expired", count=preview.expired)] if preview.expired else []
    lines += [say("import-unreadable", count=preview.unreadable)] if preview.unreadable else []
    lines += [say("import-others", count=preview.others)] if preview.others else []
    lines += [say("import-part", part=preview.part, parts=preview.parts)] if preview.parts > 1 else []
    return lines
