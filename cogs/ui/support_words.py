"""A support channel on the screen: what stands in public, on cards, in threads and in forms.

What somebody asks for is stored nowhere: it stands in its thread, in blocks with ids, and is read back
from there. What is ticked has a block of its own each, so that no language has to be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import discord
from discord import ui
from discord.utils import format_dt

from alongside.supporting import ALONE_MAX, WORDS_MAX, Ending, Need, Request, SupportSpace
from alongside.texts import Speaker
from cogs.ui.forms import form
from cogs.ui.plain import plain, shown, unplain
from cogs.ui.screens import (
    SUPPORT_ALONE,
    SUPPORT_WORDS,
    AnyItem,
    Routed,
    button,
    line,
    row,
    screen,
    text,
    text_on,
)

NEEDS, YES = "needs", "yes"
PRIMARY = discord.ButtonStyle.primary
# Blocks that are read back: each thing that was ticked, the words, and when to be left alone.
_NEED, _WORDS, _ALONE = 4601, 4620, 4621


@dataclass(frozen=True)
class Wanted:
    """What somebody said would help: what they ticked, and their words, either of which may be none."""

    needs: tuple[Need, ...] = ()
    words: str = ""
    alone: str = ""


def need_of(kind: Need) -> int:
    """Return the id of the block that stands for something that was ticked."""
    return _NEED + list(Need).index(kind)


def wanted_on(message: discord.Message | None) -> Wanted:
    """Return what stands on a screen, a card or in a thread's first message."""
    needs = tuple(each for each in Need if text_on(message, need_of(each)) is not None)
    words, alone = (unplain(text_on(message, ident) or "") for ident in (_WORDS, _ALONE))
    return Wanted(needs, words, alone)


def need_blocks(say: Speaker, wanted: Wanted) -> list[AnyItem]:
    """Return what was ticked."""
    return [text(f"• {say(f'support-need-{each}')}", need_of(each)) for each in wanted.needs]


def wanted_blocks(say: Speaker, wanted: Wanted) -> list[AnyItem]:
    """Return what was ticked and written, so that it can be read back."""
    blocks = need_blocks(say, wanted)
    if wanted.words:
        blocks += [text(f"**{say('support-thread-words')}**"), text(plain(wanted.words), _WORDS)]
    if wanted.alone:
        blocks += [text(f"**{say('support-thread-alone')}**"), text(plain(wanted.alone), _ALONE)]
    return blocks


def help_button(say: Speaker) -> Routed:
    """Return the way to help lines, one tap from everywhere."""
    return button("help.open", "", say("button-help-now"))


def panel_view(say: Speaker, space: SupportSpace) -> ui.LayoutView:
    """Return the panel: its buttons name no record, so that they work for as long as it stands."""
    return screen(
        text(say("support-panel")),
        row(
            button("support.ask", "", say("button-support-ask"), PRIMARY),
            button("support.supporter", "", say("button-support-supporter")),
            help_button(say),
            button("support.how", "", say("button-how")),
        ),
    )


def how_screen(say: Speaker, space: SupportSpace) -> ui.LayoutView:
    """Return how a support channel works, and who can read along."""
    told = say("support-how", idle=space.idle_days, delete=space.delete_days)
    return screen(text(f"## {say('support-how-title')}\n{told}"), row(help_button(say)))


def supporter_screen(say: Speaker) -> ui.LayoutView:
    """Return what there is for somebody who supports another."""
    return screen(
        text(f"## {say('support-supporter-title')}\n{say('support-supporter')}"),
        row(*own_ways(say), help_button(say)),
    )


def own_ways(say: Speaker) -> list[Routed]:
    """Return the buttons to a check-in and a pause of one's own."""
    return [
        button("checkin.first", "any", say("button-support-checkin")),
        button("pause.start", "none", say("button-support-pause")),
    ]


def request_form(say: Speaker, agreed: bool) -> ui.Modal:
    """Return the form that asks what would help, with what is kept, and the yes to it."""
    return form(
        say("support-form-title"),
        "support.sent",
        "",
        ui.TextDisplay(say("support-form-text")),
        *_fields(say, Wanted()),
        ui.Label(
            text=say("support-form-yes"),
            description=say("support-form-yes-hint"),
            component=ui.Checkbox(custom_id=YES, default=agreed),
        ),
    )


def change_form(say: Speaker, record: str, wanted: Wanted) -> ui.Modal:
    """Return the form that changes what would help, filled with what stands there."""
    return form(say("support-change-title"), "support.changed", record, *_fields(say, wanted))


def _fields(say: Speaker, wanted: Wanted) -> list[ui.Label[ui.Modal]]:
    # Discord would refuse a form without a tick; the bot has a kinder word for that.
    boxes: ui.CheckboxGroup[ui.Modal] = ui.CheckboxGroup(
        custom_id=NEEDS, required=False, min_values=0, max_values=len(Need)
    )
    for each in Need:
        boxes.add_option(label=say(f"support-need-{each}"), value=each.value, default=each in wanted.needs)
    return [
        ui.Label(text=say("support-form-needs"), component=boxes),
        ui.Label(
            text=say("support-form-words"),
            description=say("support-form-words-hint"),
            component=_input(SUPPORT_WORDS, WORDS_MAX, wanted.words, discord.TextStyle.paragraph),
        ),
        ui.Label(
            text=say("support-form-alone"),
            description=say("support-form-alone-hint"),
            component=_input(SUPPORT_ALONE, ALONE_MAX, wanted.alone, discord.TextStyle.short),
        ),
    ]


def _input(ident: str, most: int, filled: str, style: discord.TextStyle) -> ui.TextInput[ui.Modal]:
    default = shown(filled)[:most] or None
    return ui.TextInput(custom_id=ident, style=style, required=False, max_length=most, default=default)


def thread_view(say: Speaker, record: str, wanted: Wanted, *, over: bool = False) -> ui.LayoutView:
    """Return the first message of a thread: what would help, in sight, and what each side can do.

    Once it is `over`, nothing can be done but to find help lines.
    """
    quiet = [] if Need.IDEAS in wanted.needs else [text(f"-# {say('support-thread-no-ideas')}")]
    rows = [row(help_button(say))] if over else _thread_rows(say, record)
    return screen(
        text(f"## {say('support-thread-title')}"),
        *wanted_blocks(say, wanted),
        *quiet,
        line(),
        *rows,
        text(say("support-thread-who")),
    )


def _thread_rows(say: Speaker, record: str) -> list[AnyItem]:
    return [
        row(
            button("support.change", record, say("button-support-change")),
            button("support.another", record, say("button-support-another")),
            button("support.solved", record, say("button-support-solved"), PRIMARY),
        ),
        row(
            button("support.hand", record, say("button-support-hand")),
            button("support.backup", record, say("button-support-backup")),
            button("support.step", record, say("button-support-step")),
        ),
        row(help_button(say), button("support.report", record, say("button-support-report"))),
    ]


def card_view(say: Speaker, record: str, wanted: Wanted, *, more: bool) -> ui.LayoutView:
    """Return the card for helpers: what was ticked, and nothing of who it was or of their words."""
    title = say("support-card-more") if more else say("support-card-title")
    needs = need_blocks(say, wanted) or [text(say("support-card-none"))]
    return screen(
        text(f"## {title}"),
        *needs,
        row(button("support.look", record, say("button-support-look"), PRIMARY), help_button(say)),
    )


def primer_screen(say: Speaker, record: str, wanted: Wanted, *, ask_how: bool) -> ui.LayoutView:
    """Return what a helper sees before they go in: what was asked for, and what they may ask."""
    how = [text(say("support-how-are-you")), row(*own_ways(say)), line()] if ask_how else []
    needs = need_blocks(say, wanted) or [text(say("support-card-none"))]
    return screen(
        *how,
        text(f"## {say('support-primer-title')}\n{say('support-primer-needs')}"),
        *needs,
        text(say("support-primer-questions")),
        text(say("support-primer-advice")),
        row(button("support.claim", record, say("button-support-claim"), PRIMARY), help_button(say)),
        text(say("support-primer-kept")),
    )


def small(sentence: str) -> AnyItem:
    """Return a sentence to add to a screen."""
    return text(sentence)


def told(say: Speaker, sentence: str, *blocks: AnyItem) -> ui.LayoutView:
    """Return a screen of one sentence, what goes with it, and the way to help lines."""
    return screen(text(sentence), *blocks, row(help_button(say)))


def asked(say: Speaker, sentence: str, *choices: Routed) -> ui.LayoutView:
    """Return a screen that asks before something is done."""
    return screen(text(sentence), row(*choices, help_button(say)))


def about_yourself(say: Speaker, sentence: str, *said: str) -> ui.LayoutView:
    """Return a screen that asks a helper how they are, after what there is to say first."""
    return screen(*(text(each) for each in said), text(sentence), row(*own_ways(say), help_button(say)))


def carried_screen(say: Speaker, sentence: str, wanted: Wanted, *choices: Routed) -> ui.LayoutView:
    """Return a screen that keeps what was ticked and written in sight."""
    return screen(text(sentence), *wanted_blocks(say, wanted), row(help_button(say), *choices))


def closed_view(say: Speaker, ending: Ending, deleted_at: datetime | None) -> ui.LayoutView:
    """Return what stands at the end of a thread."""
    when = "" if deleted_at is None else format_dt(deleted_at, "D" if _reads(ending) else "R")
    if ending is Ending.SOLVED:
        said = say("support-closed-solved", when=when)
    elif ending is Ending.IDLE:
        said = say("support-closed-idle", when=when)
    elif ending is Ending.LEFT:
        said = say("support-closed-left", when=when)
    elif ending is Ending.ERASED:
        said = say("support-closed-erased", when=when)
    else:
        said = say("support-closed-removed")
    return screen(text(said), row(help_button(say)))


def _reads(ending: Ending) -> bool:
    return ending in (Ending.SOLVED, Ending.IDLE)


def report_view(say: Speaker, request: Request, reporter: int, *, helper: bool) -> ui.LayoutView:
    """Return the card for moderators: who reports, by their own act, and which conversation."""
    who, thread = f"<@{reporter}>", f"<#{request.thread_id}>"
    if helper:
        said = say("support-report-card-helper", who=who, thread=thread)
    else:
        said = say("support-report-card", who=who, thread=thread)
    return screen(text(said), row(help_button(say)))


def picked(values: Iterable[object]) -> tuple[Need, ...]:
    """Return what was ticked, in its usual order; anything else is left out."""
    found = {each for each in values if isinstance(each, str)}
    return tuple(each for each in Need if each.value in found)
