"""Handing somebody their own data as files: private, and no larger than Discord takes."""

import io
from collections.abc import Sequence

import discord
from discord import ui

from alongside.export_form import Form
from alongside.looking import Wanted
from alongside.services.voice import Voice
from cogs.ui import reply
from cogs.ui.app import app, speaker
from cogs.ui.screens import button, row, screen, text
from cogs.ui.wanted import wanted_blocks

# What everybody may send to Discord in one file is 10 MiB; some room is left for the rest of the request.
# Where more is allowed it is not used: a file is to be brought back from anywhere.
FILE_BYTES = 9_000_000
_REST = 1_000_000
# Never so little that an entry would not fit.
_LEAST = 200_000


def most_bytes(interaction: discord.Interaction) -> int:
    """Return how large a file may be that answers this interaction."""
    return min(FILE_BYTES, max(interaction.filesize_limit - _REST, _LEAST))


async def hand_over(
    interaction: discord.Interaction, told: str, name: str, files: Sequence[bytes], ending: str
) -> None:
    """Send files in answer to an acknowledged interaction, one a message, with what they are before them."""
    day = app(interaction).clock.now().date().isoformat()
    for number, content in enumerate(files, 1):
        place = f"-{number}-of-{len(files)}" if len(files) > 1 else ""
        file = discord.File(io.BytesIO(content), f"{name}-{day}{place}.{ending}")
        await reply.hand_over(interaction, told if number == 1 else "", file)


async def hand_over_kept(interaction: discord.Interaction, form: Form, wanted: Wanted) -> None:
    """Send those of somebody's reflections that they want, as what they chose.

    In answer to an interaction that was acknowledged.
    """
    say, services = speaker(interaction), app(interaction).services
    voice = Voice.of(app(interaction).content, say)
    taken = await services.taking.take(interaction.user.id, form, voice, most_bytes(interaction), wanted)
    if not taken.files:
        help_now = button("help.open", "", say("button-help-now"))
        nothing = say("find-nothing" if wanted.anything else "list-empty")
        await reply.show_beside(interaction, screen(text(nothing), row(help_now)))
        return
    told = say("take-ready", files=len(taken.files), count=taken.reflections)
    told += "\n" + say("take-unreadable", count=taken.unreadable) if taken.unreadable else ""
    await hand_over(interaction, told, "reflections", taken.files, form.ending)


def forms_screen(interaction: discord.Interaction, wanted: Wanted) -> ui.LayoutView:
    """Return what reflections can be taken along as, each with its button, and which of them they are."""
    say = speaker(interaction)
    return screen(
        text(f"## {say('take-title')}\n{say('take-forms')}"),
        text(say("take-note")),
        *wanted_blocks(say, wanted),
        row(
            *(button("export.form", form, say(f"button-export-{form}")) for form in Form),
            button("help.open", "", say("button-help-now")),
        ),
    )
