"""Looking back, on the screen: pictures, the same in words, and the ways to look at something else."""

import io
from collections.abc import Sequence
from datetime import date

import discord
from babel.dates import format_date
from discord import ui

from alongside.model import Category
from alongside.services.checkin import tidy_label
from alongside.services.trends import Picture
from alongside.texts import Speaker
from alongside.trends import Reach, Trends
from cogs.ui.carried import ANY, category_in
from cogs.ui.plain import plain, unplain
from cogs.ui.router import Press
from cogs.ui.screens import AnyItem, Routed, button, picker, row, screen, text, text_on

# The label stands on the screen, and is read back from there: it is somebody's own word.
_LABEL_BLOCK = 4343


def ref_of(reach: Reach, category: Category | None) -> str:
    """Return what a button of the screen refers to."""
    return f"{reach}.{category or ANY}"


def reach_in(ref: str) -> tuple[Reach, Category | None]:
    """Return how far back, and about whom, a ref says; the usual for what it does not say."""
    reach, _, category = ref.partition(".")
    return Reach(reach) if reach in set(Reach) else Reach.QUARTER, category_in(category)


def label_on(press: Press) -> str | None:
    """Return the label that stands on the screen that was clicked on."""
    carried = text_on(press.interaction.message, _LABEL_BLOCK)
    return None if carried is None else tidy_label(unplain(carried))


def label_blocks(say: Speaker, label: str | None) -> list[AnyItem]:
    """Return the blocks that say, and carry on, which label is looked at."""
    return [text(say("trends-label")), text(plain(label), ident=_LABEL_BLOCK)] if label else []


def files_of(pictures: Sequence[Picture]) -> list[discord.File]:
    """Return the pictures as files, each with what it shows in words."""
    return [
        discord.File(io.BytesIO(each.png), f"{each.name}.png", description=each.alt)
        for each in pictures
        if each.png is not None
    ]


def trends_screen(
    say: Speaker,
    trends: Trends,
    pictures: Sequence[Picture],
    reach: Reach,
    category: Category | None,
    label: str | None,
) -> ui.LayoutView:
    """Return what there is to see, and the ways on."""
    return screen(
        text(f"## {say('trends-title')}\n{_span(say, trends, reach)}"),
        *([text(say("trends-about", category=say(f"category-{category}")))] if category else []),
        *label_blocks(say, label),
        *(_shown(say, trends, pictures) if trends.anything else [text(say("trends-nothing"))]),
        *_notes(say, trends, pictures, narrowed=bool(category or label)),
        row(*(_reach_button(say, each, reach, category) for each in Reach)),
        row(_people(say, reach, category)),
        row(
            *(
                [button("trends.unlabel", ref_of(reach, category), say("button-trends-labels"))]
                if label
                else []
            ),
            button("help.open", "", say("button-help-now")),
        ),
    )


def _span(say: Speaker, trends: Trends, reach: Reach) -> str:
    if reach is Reach.ALL and not trends.anything:
        return say("trends-all")
    return say("trends-span", since=_dated(say, trends.since), until=_dated(say, trends.until))


def _dated(say: Speaker, day: date) -> str:
    return str(format_date(day, "medium", say.language))


def _shown(say: Speaker, trends: Trends, pictures: Sequence[Picture]) -> list[AnyItem]:
    blocks: list[AnyItem] = []
    for each in pictures:
        if each.png is not None:
            gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery()
            gallery.add_item(media=f"attachment://{each.name}.png", description=each.alt)
            blocks.append(gallery)
        blocks.append(text(each.told))
    return [
        *blocks,
        *([text(say("trends-split", middle=_dated(say, trends.middle)))] if trends.halved else []),
    ]


def _notes(say: Speaker, trends: Trends, pictures: Sequence[Picture], *, narrowed: bool) -> list[AnyItem]:
    notes = [say("trends-left-out")] if narrowed else []
    notes += [say("trends-undrawn")] if any(each.png is None for each in pictures) else []
    notes += [say("trends-unreadable", count=trends.unreadable)] if trends.unreadable else []
    return [text("\n".join(notes))] if notes else []


def _reach_button(say: Speaker, each: Reach, now: Reach, category: Category | None) -> Routed:
    return button("trends.reach", ref_of(each, category), say(f"reach-{each}"), off=each is now)


def _people(say: Speaker, reach: Reach, category: Category | None) -> Routed:
    options = [
        discord.SelectOption(label=say("trends-everybody"), value=ANY, default=category is None),
        *(
            discord.SelectOption(label=say(f"category-{each}"), value=each.value, default=each is category)
            for each in Category
        ),
    ]
    return picker("trends.about", reach.value, say("trends-pick"), options)
