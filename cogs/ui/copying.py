"""Texts to copy: each in a block of its own, and in a form, since a phone copies a message as a whole."""

import re
from collections.abc import Iterable

import discord
from discord import TextStyle, ui

from alongside.texts import Speaker
from cogs.ui.forms import form
from cogs.ui.plain import plain, shown, unplain
from cogs.ui.screens import AnyItem, Routed, button, text, text_on

# Blocks that are read back, from _FIRST on; a form of Discord's has room for five.
_FIRST, _MOST = 4520, 5
_FENCED = re.compile(r"```\n(.*)\n```", re.DOTALL)


def copyable(words: str) -> str:
    """Return words so that they copy as they are."""
    clean = shown(words)
    return plain(clean) if "```" in clean else f"```\n{clean}\n```"


def copy_blocks(texts: Iterable[str], first: int = 0) -> list[AnyItem]:
    """Return texts to copy, one block each; `first` says how many such blocks stand above."""
    return [text(copyable(each), ident=_FIRST + number) for number, each in enumerate(texts, first)]


def copy_button(say: Speaker) -> Routed:
    """Return the way to the form."""
    return button("asking.copy", "", say("button-asking-copy"))


def copies_on(message: discord.Message | None) -> list[str]:
    """Return the texts to copy that stand on a screen."""
    found = [text_on(message, _FIRST + number) for number in range(_MOST)]
    return [_unfenced(each) for each in found if each is not None]


def _unfenced(block: str) -> str:
    match = _FENCED.fullmatch(block)
    return unplain(block) if match is None else match[1]


def copy_form(say: Speaker, texts: Iterable[str]) -> ui.Modal:
    """Return a form with each text in a field, where a part of it can be held and copied."""
    fields: list[ui.Label[ui.Modal]] = []
    for number, each in enumerate(texts):
        field: ui.TextInput[ui.Modal] = ui.TextInput(
            custom_id=f"copy-{number}", style=TextStyle.paragraph, required=False, default=each
        )
        hint = say("asking-copy-hint") if not fields else None
        fields.append(ui.Label(text=say("asking-copy"), description=hint, component=field))
    return form(say("asking-title"), "asking.copied", "", *fields)
