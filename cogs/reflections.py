"""/reflections: finding kept check-ins again."""

from datetime import datetime

import discord
from discord import app_commands, ui
from discord.ext import commands
from discord.utils import format_dt

from alongside.export_form import Form
from alongside.model import Draft, Reflection, Unreadable
from alongside.services.reflections import Page
from alongside.texts import Speaker
from cogs.ui import bringing, handing, reply
from cogs.ui.app import app, bank, closing, speaker
from cogs.ui.closing import beside_mirror
from cogs.ui.daily import kind_line
from cogs.ui.mirror import about_line, all_notes, mirror_blocks
from cogs.ui.plain import pages, plain
from cogs.ui.router import Press, route
from cogs.ui.screens import AnyItem, Routed, button, entry, line, row, screen, text

# How much of a note stands below its mirror, and on a page of its own, in characters as they are sent.
NOTE_BESIDE_MIRROR = 1200
NOTE_PAGE = 3500


class ReflectionsCog(commands.Cog):
    """Lists, opens and deletes somebody's own reflections."""

    group = app_commands.Group(name="reflections", description="command-reflections")

    @group.command(name="list", description="command-reflections-list")
    async def list(self, interaction: discord.Interaction) -> None:
        """Show the newest page."""
        await reply.acknowledge(interaction)
        await reply.show(interaction, await _page(interaction, 0))

    @group.command(name="export", description="command-reflections-export")
    @app_commands.rename(form="as")
    @app_commands.describe(form="option-form")
    @app_commands.choices(form=[app_commands.Choice(name=f"form-{each}", value=each.value) for each in Form])
    async def export(self, interaction: discord.Interaction, form: str | None = None) -> None:
        """Hand over all of them as what was chosen, or show what can be chosen."""
        await reply.acknowledge(interaction)
        if form is None:
            await reply.show(interaction, handing.forms_screen(interaction))
        else:
            await handing.hand_over_kept(interaction, Form(form))

    @group.command(name="import", description="command-reflections-import")
    @app_commands.describe(file="option-file")
    async def bring_back(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Show what is in a file of them, before anything is taken in."""
        await reply.acknowledge(interaction)
        await bringing.begin(interaction, file)

    @route("reflections.page")
    async def page(self, press: Press) -> None:
        """Turn to a page."""
        await reply.acknowledge(press.interaction)
        await reply.show(press.interaction, await _page(press.interaction, _number(press.ref)))

    @route("reflections.open")
    async def open(self, press: Press) -> None:
        """Open one; the ref is its id and the page to go back to."""
        record, _, page = press.ref.partition(".")
        found = await app(press.interaction).services.reflections.get(press.interaction.user.id, record)
        say = speaker(press.interaction)
        if found is None:
            view = _gone(say)
        elif isinstance(found, Unreadable):
            view = _unreadable(say, found, page)
        else:
            view = _reflection(press.interaction, found, page)
        await reply.show(press.interaction, view)

    @route("reflections.note")
    async def note(self, press: Press) -> None:
        """Read a long note page by page; the ref is the id, the note's page and the list's page."""
        record, _, rest = press.ref.partition(".")
        part, _, page = rest.partition(".")
        found = await app(press.interaction).services.reflections.get(press.interaction.user.id, record)
        say = speaker(press.interaction)
        notes = (
            all_notes(say, bank(press.interaction), found.check_in) if isinstance(found, Reflection) else ""
        )
        if notes:
            await reply.show(press.interaction, _note(say, record, notes, _number(part), page))
        else:
            await reply.show(press.interaction, _gone(say))

    @route("reflections.delete")
    async def delete(self, press: Press) -> None:
        """Ask before deleting."""
        record, _, page = press.ref.partition(".")
        found = await app(press.interaction).services.reflections.get(press.interaction.user.id, record)
        say = speaker(press.interaction)
        await reply.show(press.interaction, _gone(say) if found is None else _confirm(say, found, page))

    @route("reflections.deleted")
    async def deleted(self, press: Press) -> None:
        """Delete for good."""
        await reply.acknowledge(press.interaction)
        record, _, page = press.ref.partition(".")
        removed = await app(press.interaction).services.reflections.remove(press.interaction.user.id, record)
        say = speaker(press.interaction)
        told = say("delete-done") if removed else say("reflection-gone")
        await reply.show(press.interaction, screen(text(told), _back(say, _number(page))))


async def _page(interaction: discord.Interaction, number: int) -> ui.LayoutView:
    say = speaker(interaction)
    page = await app(interaction).services.reflections.page(interaction.user.id, number)
    title = text(f"## {say('list-title')}")
    help_now = button("help.open", "", say("button-help-now"))
    if not page.total and not page.undecided:
        return screen(
            title, text(say("list-empty")), row(button("checkin.first", "any", say("button-start")), help_now)
        )
    entries = [_entry(say, each, page.number) for each in page.entries]
    count = (
        [text(say("list-page", total=page.total, page=page.number + 1, pages=page.pages))]
        if page.total
        else []
    )
    entries = [*_undecided(say, page.undecided), *entries]
    return screen(title, *entries, *count, row(*_turning(say, page), help_now))


def _undecided(say: Speaker, drafts: list[Draft]) -> list[AnyItem]:
    """Return the newest of what is undecided, and how many more there are."""
    if not drafts:
        return []
    newest, *more = drafts
    lines = [say("list-undecided", when=_when(newest.created_at))]
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


def _when(moment: datetime) -> str:
    return format_dt(moment, "f")


def _entry(say: Speaker, found: Reflection | Unreadable, page: int) -> AnyItem:
    opening = button("reflections.open", f"{found.id}.{page}", say("button-open"))
    if isinstance(found, Unreadable):
        return entry(say("entry-unreadable", when=_when(found.created_at)), opening)
    lines = [say("entry-when", when=_when(found.created_at))]
    lines += [each for each in (kind_line(say, found.check_in.kind), about_line(say, found.check_in)) if each]
    lines += [f"-# {say('entry-with-note')}"] if found.check_in.note or found.check_in.part_notes else []
    return entry("\n".join(lines), opening)


def _reflection(interaction: discord.Interaction, found: Reflection, page: str) -> ui.LayoutView:
    say = speaker(interaction)
    blocks = mirror_blocks(say, bank(interaction), found.check_in, found.id, then=True)
    buttons = [
        button("reflections.page", f"{_number(page)}", say("button-back")),
        button("reflections.delete", f"{found.id}.{_number(page)}", say("button-delete")),
        button("help.open", "", say("button-help-now")),
    ]
    notes = all_notes(say, bank(interaction), found.check_in)
    if notes:
        parts = pages(notes, NOTE_BESIDE_MIRROR)
        blocks += [line(), text(say("reflection-note")), text(plain(parts[0]))]
        if len(parts) > 1:
            blocks.append(text(say("reflection-note-long")))
            buttons.insert(
                1, button("reflections.note", f"{found.id}.0.{_number(page)}", say("button-note-read"))
            )
    blocks += beside_mirror(say, closing(interaction), found.id, found.check_in, blocks)
    return screen(text(f"## {_when(found.created_at)}"), *blocks, row(*buttons))


def _note(say: Speaker, record: str, notes: str, part: int, page: str) -> ui.LayoutView:
    parts = pages(notes, NOTE_PAGE)
    part = min(part, len(parts) - 1)
    turning = [
        button("reflections.note", f"{record}.{each}.{_number(page)}", say(label))
        for each, label in ((part - 1, "button-newer-page"), (part + 1, "button-older-page"))
        if 0 <= each < len(parts)
    ]
    return screen(
        text(plain(parts[part])),
        text(say("reflection-note-page", page=part + 1, pages=len(parts))),
        row(
            *turning,
            button("reflections.open", f"{record}.{_number(page)}", say("button-back")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def _confirm(say: Speaker, found: Reflection | Unreadable, page: str) -> ui.LayoutView:
    return screen(
        text(f"## {say('delete-title')}\n{say('delete-text', when=_when(found.created_at))}"),
        row(
            button(
                "reflections.deleted",
                f"{found.id}.{_number(page)}",
                say("button-delete-yes"),
                style=discord.ButtonStyle.danger,
            ),
            button("reflections.open", f"{found.id}.{_number(page)}", say("button-delete-no")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def _unreadable(say: Speaker, found: Unreadable, page: str) -> ui.LayoutView:
    return screen(
        text(say("entry-unreadable", when=_when(found.created_at))),
        row(
            button("reflections.page", f"{_number(page)}", say("button-back")),
            button("reflections.delete", f"{found.id}.{_number(page)}", say("button-delete")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def _gone(say: Speaker) -> ui.LayoutView:
    return screen(text(say("reflection-gone")), _back(say, 0))


def _back(say: Speaker, page: int) -> AnyItem:
    return row(
        button("reflections.page", f"{page}", say("button-list")),
        button("help.open", "", say("button-help-now")),
    )


def _number(ref: str) -> int:
    return int(ref) if ref.isascii() and ref.isdigit() and len(ref) < 10 else 0


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(ReflectionsCog())
