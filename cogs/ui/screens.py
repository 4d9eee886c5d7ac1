"""Building blocks of what the bot shows: texts, buttons and pickers whose ids outlive a restart.

A custom id is `al:<version>:<kind>:<ref>`. `ref` is a record's random id or a plain word such as a
page number: never an answer, never anything that somebody wrote.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

import discord
from discord import ui

# Fields of forms in which people write in their own words; given back to them where something fails.
NOTE = "note"
OWN_CARDS, DIRECTLY = "own_cards", "directly"
OWN_ASK, OFFER, IF_NO = "own_ask", "offer", "if_no"
SAID, DID = "said", "did"
SUPPORT_WORDS, SUPPORT_ALONE = "support_words", "support_alone"
WORRY, INSTEAD = "worry", "instead"
ASKED = "asked"
LABEL, LATER = "label", "later"
FREE_TEXT = (
    *(LABEL, NOTE, LATER, WORRY, INSTEAD, OWN_CARDS, DIRECTLY),
    *(OWN_ASK, OFFER, IF_NO, SAID, DID, ASKED),
    *(SUPPORT_WORDS, SUPPORT_ALONE),
)

PREFIX = "al"
VERSION = 1
_CUSTOM_ID = re.compile(r"al:(\d{1,3}):([a-z-]+(?:\.[a-z-]+)*):([\w.-]{0,60})", re.ASCII)
CALM = discord.Colour(0x3F7F79)
# Above this Discord refuses a screen: all its texts together.
TEXT_MAX = 4000

AnyItem: TypeAlias = "ui.Item[ui.LayoutView]"


@dataclass(frozen=True)
class Route:
    """Where a click goes: the kind of thing, and which one."""

    kind: str
    ref: str


def custom_id(kind: str, ref: str = "") -> str:
    """Return the id of a button, picker or form."""
    made = f"{PREFIX}:{VERSION}:{kind}:{ref}"
    if not _CUSTOM_ID.fullmatch(made):
        raise ValueError(f"not a custom id: {made}")
    return made


def parse_custom_id(text: str) -> Route | None:
    """Return where an id leads, or None for one of another version or of no form that was ever used."""
    match = _CUSTOM_ID.fullmatch(text)
    if match is None or int(match[1]) != VERSION:
        return None
    return Route(match[2], match[3])


class Routed(ui.DynamicItem["ui.Item[ui.LayoutView]"], template=r"al:[^\n]*"):
    """Any button or picker of ours, alive on any message however old.

    One class for all: which handler a click belongs to is the router's business, so that a click on
    something that no longer exists gets an answer too.
    """

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[ui.LayoutView], match: re.Match[str]
    ) -> "Routed":
        """Rebuild the item from the message that it stands on."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Hand the click to the router of the bot."""
        await interaction.client.router.component(interaction)  # type: ignore[attr-defined]


def button(
    kind: str,
    ref: str,
    label: str,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    *,
    off: bool = False,
) -> Routed:
    """Return a button. Its label is cut at Discord's 80 characters."""
    made: ui.Button[ui.LayoutView] = ui.Button(
        label=label[:80], custom_id=custom_id(kind, ref), style=style, disabled=off
    )
    return Routed(made)


def picker(kind: str, ref: str, hint: str, options: Sequence[discord.SelectOption]) -> Routed:
    """Return a picker of one option out of at most 25."""
    made: ui.Select[ui.LayoutView] = ui.Select(
        custom_id=custom_id(kind, ref), placeholder=hint[:150], options=list(options)[:25]
    )
    return Routed(made)


def text(content: str, ident: int | None = None) -> AnyItem:
    """Return a block of markdown; `ident` makes it findable on the message later."""
    # Discord refuses a block of nothing but blanks, and somebody's words may be just that.
    return ui.TextDisplay(content if content.strip() else "\u200b", id=ident)


def line() -> AnyItem:
    """Return a dividing line."""
    return ui.Separator()


def row(*items: Routed) -> AnyItem:
    """Return up to five buttons, or one picker, side by side."""
    # A DynamicItem is typed for any kind of view; here they are all layouts.
    return ui.ActionRow(*cast(tuple[AnyItem, ...], items))


def entry(content: str, action: Routed) -> AnyItem:
    """Return a text with a button beside it."""
    return ui.Section(content, accessory=cast(AnyItem, action))


def screen(*blocks: AnyItem) -> ui.LayoutView:
    """Return a screen of these blocks. It needs no memory: every click on it is routed by its id."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*blocks, accent_colour=CALM))
    # discord.py would hold on to a screen that is not finished, for as long as it can be clicked on.
    view.stop()
    return view


def text_on(message: discord.Message | None, ident: int) -> str | None:
    """Return the markdown of the text block `ident` on a message that was clicked, if it is there."""
    if message is None:
        return None
    view = ui.LayoutView.from_message(message, timeout=None)
    for item in view.walk_children():
        if isinstance(item, ui.TextDisplay) and item.id == ident:
            return item.content
    return None


def ref_on(message: discord.Message | None, kind: str) -> str | None:
    """Return what the first button of a kind on a message that was clicked refers to, if there is one."""
    if message is None:
        return None
    view = ui.LayoutView.from_message(message, timeout=None)
    ids = (getattr(item, "custom_id", None) for item in view.walk_children())
    found = (parse_custom_id(ident) for ident in ids if ident is not None)
    return next((each.ref for each in found if each is not None and each.kind == kind), None)
