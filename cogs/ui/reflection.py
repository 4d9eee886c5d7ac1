"""One kept entry, opened: what it was, what was added later, and what can be done with it."""

from collections.abc import Iterable, Sequence

import discord
from babel.dates import format_date
from discord import ui

from alongside.looking import Wanted
from alongside.model import LABEL_MAX, NOTE_MAX, Reflection, Unreadable
from alongside.moments import LATER_MAX, Later
from alongside.texts import Speaker
from cogs.ui.app import bank, closing, speaker
from cogs.ui.closing import beside_mirror
from cogs.ui.forms import form
from cogs.ui.listing import number_in, when
from cogs.ui.mirror import all_notes, mirror_blocks
from cogs.ui.plain import pages, plain, shown
from cogs.ui.screens import LABEL, LATER, NOTE, TEXT_MAX, AnyItem, Routed, button, line, row, screen, text
from cogs.ui.wanted import wanted_blocks

# How much of a note stands below its mirror, and on a page of its own, in characters as they are sent.
NOTE_BESIDE_MIRROR = 1200
NOTE_PAGE = 3500
# How much of the later thoughts stands there, and what is left free for the rest of the screen.
_LATER_BESIDE = 1000
_ROOM = 400
DANGER = discord.ButtonStyle.danger


def reflection_screen(
    interaction: discord.Interaction, found: Reflection, page: str, wanted: Wanted
) -> ui.LayoutView:
    """Return an entry as it was, with the way back to the page of the list."""
    say, check_in = speaker(interaction), found.check_in
    blocks = [*_day(say, found), *mirror_blocks(say, bank(interaction), check_in, found.id, then=True)]
    notes = all_notes(say, bank(interaction), check_in)
    parts = pages(notes, NOTE_BESIDE_MIRROR) if notes else []
    if parts:
        blocks += [line(), text(say("reflection-note")), text(plain(parts[0]))]
        blocks += [text(say("reflection-note-long"))] if len(parts) > 1 else []
    carried = wanted_blocks(say, wanted)
    blocks += _later(say, check_in.later, [*blocks, *carried])
    blocks += beside_mirror(say, closing(interaction), found.id, check_in, [*blocks, *carried])
    title = text(f"## {when(found.created_at)}")
    return screen(title, *blocks, *carried, *_buttons(say, found, number_in(page), long=len(parts) > 1))


def _day(say: Speaker, found: Reflection) -> list[AnyItem]:
    day = found.check_in.day
    if day is None or day.zone is None:
        return []
    return [text(say("entry-day", day=format_date(day.date, "full", say.language), zone=plain(day.zone)))]


def _later(say: Speaker, thoughts: Sequence[Later], above: Iterable[AnyItem]) -> list[AnyItem]:
    """Return the newest later thoughts, as many as there is room for, in the order in which they came."""
    used = sum(len(each.content) for each in above if isinstance(each, ui.TextDisplay))
    left = min(_LATER_BESIDE, TEXT_MAX - _ROOM - used)
    fitting: list[str] = []
    for each in reversed(thoughts):
        told = f"{say('later-when', when=when(each.at))}\n{plain(each.text)}"
        if len(told) > left:
            break
        fitting.insert(0, told)
        left -= len(told) + 2
    missing = len(thoughts) - len(fitting)
    more = [text(say("later-more", count=missing))] if missing else []
    # One block: Discord counts blocks as well, and takes forty.
    return [line(), *more, *([text("\n\n".join(fitting))] if fitting else [])] if thoughts else []


def _buttons(say: Speaker, found: Reflection, page: int, *, long: bool) -> list[AnyItem]:
    ref = f"{found.id}.{page}"
    first = [button("reflections.page", f"{page}", say("button-back"))]
    first += [button("reflections.note", f"{found.id}.0.{page}", say("button-note-read"))] if long else []
    first.append(button("reflections.rewrite", ref, say("button-rewrite")))
    first.append(button("reflections.think", ref, say("button-think")))
    last = len(found.check_in.later) - 1
    later = button("reflections.later", f"{found.id}.{max(last, 0)}.{page}", say("button-later"))
    first += [later] if found.check_in.later else []
    return [
        row(*first),
        row(
            button("reflections.delete", ref, say("button-delete")),
            button("help.open", "", say("button-help-now")),
        ),
    ]


def note_screen(say: Speaker, record: str, notes: str, part: int, page: str, wanted: Wanted) -> ui.LayoutView:
    """Return a page of a long note."""
    parts = pages(notes, NOTE_PAGE)
    part = min(part, len(parts) - 1)
    back = number_in(page)
    return screen(
        text(plain(parts[part])),
        text(say("reflection-note-page", page=part + 1, pages=len(parts))),
        *wanted_blocks(say, wanted),
        row(
            *_turning(say, "reflections.note", record, part, len(parts), back),
            button("reflections.open", f"{record}.{back}", say("button-back")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def later_screen(say: Speaker, found: Reflection, number: int, page: str, wanted: Wanted) -> ui.LayoutView:
    """Return one of the later thoughts of an entry, whole."""
    thoughts, back = found.check_in.later, number_in(page)
    number = min(number, len(thoughts) - 1)
    return screen(
        text(say("later-when", when=when(thoughts[number].at))),
        text(plain(thoughts[number].text)),
        text(say("later-place", number=number + 1, total=len(thoughts))),
        *wanted_blocks(say, wanted),
        row(
            *_turning(say, "reflections.later", found.id, number, len(thoughts), back),
            button("reflections.open", f"{found.id}.{back}", say("button-back")),
            button("reflections.unthink", f"{found.id}.{number}.{back}", say("button-delete")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def unthink_screen(say: Speaker, found: Reflection, number: int, page: str, wanted: Wanted) -> ui.LayoutView:
    """Return the question before one later thought goes for good."""
    thought, back = found.check_in.later[number], number_in(page)
    ref = f"{found.id}.{number}.{int(thought.at.timestamp())}.{back}"
    return screen(
        text(say("later-delete", when=when(thought.at))),
        text(plain(thought.text)),
        *wanted_blocks(say, wanted),
        row(
            button("reflections.unthought", ref, say("button-delete-yes"), style=DANGER),
            button("reflections.later", f"{found.id}.{number}.{back}", say("button-delete-no")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def _turning(say: Speaker, kind: str, record: str, at: int, total: int, page: int) -> list[Routed]:
    return [
        button(kind, f"{record}.{each}.{page}", say(label))
        for each, label in ((at - 1, "button-newer-page"), (at + 1, "button-older-page"))
        if 0 <= each < total
    ]


def unreadable_screen(say: Speaker, found: Unreadable, page: str, wanted: Wanted) -> ui.LayoutView:
    """Return what to say about an entry that does not open; it can still be deleted."""
    back = number_in(page)
    return screen(
        text(say("entry-unreadable", when=when(found.created_at))),
        *wanted_blocks(say, wanted),
        row(
            button("reflections.page", f"{back}", say("button-back")),
            button("reflections.delete", f"{found.id}.{back}", say("button-delete")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def rewrite_form(say: Speaker, found: Reflection, page: str) -> ui.Modal:
    """Return the form for the note and the label of an entry, filled with what is there."""
    note, label = found.check_in.note, found.check_in.label
    return form(
        say("rewrite-title"),
        "reflections.rewritten",
        f"{found.id}.{number_in(page)}",
        ui.Label(
            text=say("rewrite-label"),
            description=say("rewrite-label-hint"),
            component=ui.TextInput(
                custom_id=LABEL, required=False, max_length=LABEL_MAX, default=shown(label) if label else None
            ),
        ),
        ui.Label(
            text=say("rewrite-note"),
            description=say("note-hint"),
            component=ui.TextInput(
                custom_id=NOTE,
                style=discord.TextStyle.paragraph,
                required=False,
                max_length=NOTE_MAX,
                default=shown(note) if note else None,
            ),
        ),
    )


def think_form(say: Speaker, record: str, page: str) -> ui.Modal:
    """Return the form for a later thought."""
    return form(
        say("think-title"),
        "reflections.thought",
        f"{record}.{number_in(page)}",
        ui.Label(
            text=say("think-field"),
            description=say("think-hint"),
            component=ui.TextInput(
                custom_id=LATER, style=discord.TextStyle.paragraph, required=True, max_length=LATER_MAX
            ),
        ),
    )
