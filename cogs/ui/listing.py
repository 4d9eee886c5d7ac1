"""The list of somebody's reflections, all or those that are looked for, and the way there."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import discord
from discord import ui
from discord.utils import format_dt

from alongside.looking import Wanted
from alongside.model import Draft, Reflection, Unreadable
from alongside.services.reflections import Page
from alongside.texts import Speaker
from cogs.ui import reply
from cogs.ui.app import app, speaker
from cogs.ui.daily import kind_line
from cogs.ui.mirror import about_line
from cogs.ui.screens import AnyItem, Routed, button, entry, row, screen, text
from cogs.ui.wanted import wanted_blocks

# Where there are more than this, a search says how far it is, each time it has looked at so many.
EACH = 2500


def number_in(ref: str) -> int:
    """Return the number that a ref carries; 0 for anything else."""
    return int(ref) if ref.isascii() and ref.isdigit() and len(ref) < 10 else 0


async def list_screen(interaction: discord.Interaction, number: int, wanted: Wanted) -> ui.LayoutView:
    """Return a page of the list; in an acknowledged interaction, for it may take a while."""
    say, service = speaker(interaction), app(interaction).services.reflections
    looked = await progress(interaction, wanted)
    page = await service.page(interaction.user.id, number, wanted, looked)
    if wanted.anything:
        return _found(say, page, wanted)
    title = text(f"## {say('list-title')}")
    help_now = button("help.open", "", say("button-help-now"))
    if not page.total and not page.undecided:
        return screen(
            title, text(say("list-empty")), row(button("checkin.first", "any", say("button-start")), help_now)
        )
    entries = [*_undecided(say, page.undecided), *(_entry(say, each, page.number) for each in page.entries)]
    count = [_count(say, page)] if page.total else []
    return screen(title, *entries, *count, row(*_turning(say, page), help_now))


async def progress(
    interaction: discord.Interaction, wanted: Wanted
) -> Callable[[int], Awaitable[None]] | None:
    """Return what says on the screen how far a search is; None where it is done in a moment."""
    service = app(interaction).services.reflections
    total = await service.count(interaction.user.id) if wanted.anything else 0
    if total <= EACH:
        return None
    say = speaker(interaction)

    async def looked(count: int) -> None:
        if count % EACH == 0 and count < total:
            told = text(say("find-looked", looked=f"{count:,}", total=f"{total:,}"))
            await reply.show(interaction, screen(told, *wanted_blocks(say, wanted), back_row(say, 0, wanted)))

    return looked


def _found(say: Speaker, page: Page, wanted: Wanted) -> ui.LayoutView:
    everything = button("reflections.all", "", say("button-all"))
    help_now = button("help.open", "", say("button-help-now"))
    head = [text(f"## {say('find-title')}"), *wanted_blocks(say, wanted)]
    unseen = [text(say("find-unreadable", count=page.unreadable))] if page.unreadable else []
    if not page.total:
        return screen(*head, text(say("find-nothing")), *unseen, row(everything, help_now))
    entries = [_entry(say, each, page.number) for each in page.entries]
    sweep = button("reflections.sweep", "", say("button-sweep"))
    onwards = row(*_turning(say, page), everything, sweep, help_now)
    return screen(*head, *entries, _count(say, page), *unseen, onwards)


def _count(say: Speaker, page: Page) -> AnyItem:
    return text(say("list-page", total=page.total, page=page.number + 1, pages=page.pages))


def _undecided(say: Speaker, drafts: list[Draft]) -> list[AnyItem]:
    """Return the newest of what is undecided, and how many more there are."""
    if not drafts:
        return []
    newest, *more = drafts
    lines = [say("list-undecided", when=when(newest.created_at))]
    about = (kind_line(say, newest.check_in.kind), about_line(say, newest.check_in))
    lines += [each for each in about if each]
    shown = [entry("\n".join(lines), button("guided.show", newest.id, say("button-look")))]
    return [*shown, *([text(say("list-undecided-more", count=len(more)))] if more else [])]


def _turning(say: Speaker, page: Page) -> list[Routed]:
    newer = button(
        "reflections.page", f"{max(page.number - 1, 0)}", say("button-newer"), off=page.number == 0
    )
    last = page.pages - 1
    # The two would share an id on a single page, which Discord refuses.
    older = button("reflections.page", f"{page.number + 1}", say("button-older"), off=page.number >= last)
    return [] if page.pages == 1 else [newer, older]


def when(moment: datetime) -> str:
    """Return an instant as Discord shows it to each reader, in their own local time."""
    return format_dt(moment, "f")


def _entry(say: Speaker, found: Reflection | Unreadable, page: int) -> AnyItem:
    opening = button("reflections.open", f"{found.id}.{page}", say("button-open"))
    if isinstance(found, Unreadable):
        return entry(say("entry-unreadable", when=when(found.created_at)), opening)
    check_in = found.check_in
    lines = [say("entry-when", when=when(found.created_at))]
    lines += [each for each in (kind_line(say, check_in.kind), about_line(say, check_in)) if each]
    lines += [f"-# {say('entry-with-note')}"] if check_in.note or check_in.part_notes else []
    lines += [say("entry-with-later", count=len(check_in.later))] if check_in.later else []
    return entry("\n".join(lines), opening)


def back_button(say: Speaker, page: int, wanted: Wanted) -> Routed:
    """Return the way back to the page that is looked at, of all or of what was found."""
    label = say("button-found") if wanted.anything else say("button-list")
    return button("reflections.page", f"{page}", label)


def back_row(say: Speaker, page: int, wanted: Wanted) -> AnyItem:
    """Return that way back, with help beside it."""
    return row(
        back_button(say, page, wanted),
        button("help.open", "", say("button-help-now")),
    )


def gone_screen(say: Speaker, wanted: Wanted) -> ui.LayoutView:
    """Return what to say about a reflection that is not there."""
    return screen(text(say("reflection-gone")), *wanted_blocks(say, wanted), back_row(say, 0, wanted))
