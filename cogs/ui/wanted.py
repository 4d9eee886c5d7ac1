"""What is looked for, as it stands on the screen: said to people, and read back from there at the next click.

So it is in no custom id and in no row, and survives a restart.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

import discord
from discord import app_commands

from alongside.errors import UserError
from alongside.looking import LEANINGS, WORDS_MAX, Span, Wanted, first_of, last_of
from alongside.model import LABEL_MAX, Category, Leaning, Part
from alongside.services.checkin import tidy_label
from alongside.texts import Speaker
from cogs.ui import errors
from cogs.ui.app import app, speaker
from cogs.ui.plain import plain, unplain
from cogs.ui.router import Press
from cogs.ui.screens import AnyItem, text, text_on

_BLOCK = 4401
FIELDS = ("words", "category", "label", "part", "leaning", "since", "until")
_FREE = ("words", "label")
# Stands in for a value, to see what is written around it.
_HOLE = "\x00"

Label = app_commands.Range[str, 1, LABEL_MAX]
Words = app_commands.Range[str, 1, WORDS_MAX]
Day = app_commands.Range[str, 4, 10]

Command = TypeVar("Command", bound=Callable[..., Any])


def finding(command: Command) -> Command:
    """Describe the options by which a command looks for something, and say what can be chosen."""
    # Made anew each time: what discord.py attaches to one command is not shared with another.
    described = app_commands.describe(
        category="option-find-category",
        label="option-find-label",
        part="option-find-part",
        leaning="option-find-leaning",
        since="option-find-since",
        until="option-find-until",
        span="option-find-span",
    )
    choices = app_commands.choices(
        category=[app_commands.Choice(name=f"category-{each}", value=each.value) for each in Category],
        part=[app_commands.Choice(name=f"part-{each}", value=each.value) for each in Part],
        leaning=[app_commands.Choice(name=f"leaning-{each}", value=each.value) for each in LEANINGS],
        span=[app_commands.Choice(name=f"span-{each}", value=each.value) for each in Span],
    )
    return described(choices(command))


@dataclass(frozen=True)
class Typed:
    """The options of a command that looks for something, as they were typed."""

    words: str | None = None
    category: str | None = None
    label: str | None = None
    part: str | None = None
    leaning: str | None = None
    since: str | None = None
    until: str | None = None
    span: str | None = None


async def wanted_by(interaction: discord.Interaction, typed: Typed) -> Wanted:
    """Return what the options of a command ask for. Raises UserError for what is no date."""
    since = _day(first_of, typed.since)
    if typed.span is not None and since is None:
        today = await app(interaction).services.reflections.today(interaction.user.id)
        since = today - timedelta(days=Span(typed.span).days - 1)
    return Wanted(
        category=Category(typed.category) if typed.category else None,
        label=tidy_label(typed.label),
        part=Part(typed.part) if typed.part else None,
        leaning=Leaning(typed.leaning) if typed.leaning else None,
        since=since,
        until=_day(last_of, typed.until),
        words=" ".join((typed.words or "").split())[:WORDS_MAX],
    )


def _day(read: Any, typed: str | None) -> date | None:
    if typed is None:
        return None
    found: date | None = read(typed)
    if found is None:
        raise UserError("find-no-date")
    return found


def wanted_blocks(say: Speaker, wanted: Wanted) -> list[AnyItem]:
    """Return the block that says, and carries, what is looked for; none where that is everything."""
    lines = [say(f"wanted-{field}", value=value) for field, value in _values(say, wanted)]
    return [text("\n".join(lines), ident=_BLOCK)] if lines else []


def _values(say: Speaker, wanted: Wanted) -> Iterator[tuple[str, str]]:
    for field in FIELDS:
        value = getattr(wanted, field)
        if value:
            yield field, plain(value) if field in _FREE else _names(say, field, value)


def _names(say: Speaker, field: str, value: Any) -> str:
    known = {named: name for name, named in _known(say).get(field, {}).items()}
    return known.get(value, f"{value}")


def _known(say: Speaker) -> Mapping[str, Mapping[str, Any]]:
    """Return, for what can be picked, the names it has on the screen."""
    return {
        "category": {say(f"category-{each}"): each for each in Category},
        "part": {say(f"part-{each}"): each for each in Part},
        "leaning": {say(f"leaning-{each}"): each for each in LEANINGS},
    }


def wanted_on(press: Press) -> Wanted:
    """Return what is looked for on the screen that was clicked on; everything where nothing stands there.

    Raises UserError where it does not read, as after a change of language: nobody is shown, or deletes,
    more than they asked for.
    """
    block = text_on(press.interaction.message, _BLOCK)
    if block is None:
        return Wanted()
    say = speaker(press.interaction)
    found = dict(_read(say, line) for line in block.split("\n"))
    return Wanted(**found)


def _read(say: Speaker, line: str) -> tuple[str, Any]:
    for field in FIELDS:
        before, _, after = say(f"wanted-{field}", value=_HOLE).partition(_HOLE)
        if not line.startswith(before) or not line.endswith(after):
            continue
        value = line[len(before) : len(line) - len(after)]
        if field in _FREE:
            return field, unplain(value)
        made = _known(say)[field].get(value) if field in _known(say) else first_of(value)
        if made is not None:
            return field, made
    raise errors.outdated()
