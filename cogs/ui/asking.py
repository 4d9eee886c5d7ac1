"""Ask instead on the screen: one's own words with what tells marked, ways to ask, ready to copy."""

import re
from collections.abc import Sequence

from discord import TextStyle, ui

from alongside.services.asking import Reading
from alongside.texts import Speaker
from cogs.ui.copying import copy_blocks, copy_button
from cogs.ui.forms import form
from cogs.ui.plain import plain
from cogs.ui.router import Press
from cogs.ui.screens import ASKED, AnyItem, button, line, row, screen, text, text_on

# What Discord takes as one message, with the longest kind of account.
TEXT_MOST = 4000
# Room for somebody's words on a screen, marks and escapes included.
_ROOM = 2200
_AROUND = 80
_WORDS = 4501
_MARK = "__**", "**__"
# An escaped character, or the marks: none of somebody's own signs stands there unescaped.
_MARKED = re.compile(r"\\(.)|\*\*|__", re.DOTALL)

Spans = Sequence[tuple[int, int]]


def asking_form(say: Speaker) -> ui.Modal:
    """Return the form with room for many words."""
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=ASKED,
        style=TextStyle.paragraph,
        max_length=TEXT_MOST,
        required=False,
    )
    label = ui.Label(text=say("asking-field"), description=say("asking-hint"), component=field)
    return form(say("asking-title"), "asking.sent", "", label)


def found_screen(say: Speaker, words: str, reading: Reading, *, stays: bool) -> ui.LayoutView:
    """Return words with what tells marked, and ways to ask the same.

    `stays` says, here and below, that the answer is an ordinary message, which goes when it is removed.
    """
    spans = [(each.start, each.end) for each in reading.spans]
    marked = _marked(words, spans)
    whole = len(marked) <= _ROOM
    blocks = [text(marked if whole else _excerpts(words, spans), ident=_WORDS if whole else None)]
    return screen(
        text(f"## {say('asking-title')}\n{say('asking-found')}"),
        *blocks,
        *([] if whole else [text(say("asking-excerpt"))]),
        line(),
        text(say("asking-ask")),
        *copy_blocks(reading.questions),
        text(say("asking-idea")),
        *copy_blocks([reading.offer], len(reading.questions)),
        text(_small(say, stays=stays)),
        row(
            button("asking.keep", "", say("button-asking-keep")),
            copy_button(say),
            button("help.open", "", say("button-help-now")),
        ),
    )


def none_screen(say: Speaker, *, stays: bool) -> ui.LayoutView:
    """Return what to say where no telling phrase was spotted: never that all is fine."""
    return screen(
        text(f"## {say('asking-title')}\n{say('asking-none')}"),
        text(say("asking-none-more")),
        text(_small(say, stays=stays)),
        row(button("help.open", "", say("button-help-now"))),
    )


def _small(say: Speaker, *, stays: bool) -> str:
    return "\n".join([say("asking-small"), *([say("asking-stays")] if stays else [])])


def kept_screen(say: Speaker, words: str, told: str, *, stays: bool) -> ui.LayoutView:
    """Return somebody's own words as they were, as far as they stand on the screen."""
    back = carried(say, words, stays=stays)
    return screen(text(told), *back, row(button("help.open", "", say("button-help-now"))))


def carried(say: Speaker, words: str, *, stays: bool) -> list[AnyItem]:
    """Return the words as a block that is read back from the screen; nothing where there is no room."""
    kept = plain(words)
    if not words or len(kept) > _ROOM:
        return []
    small = [text(say("asking-stays"))] if stays else []
    return [text(say("asking-yours")), text(kept, ident=_WORDS), *small]


def words_on(press: Press) -> str:
    """Return the words that stand whole on the screen that was clicked on; empty where none do."""
    found = text_on(press.interaction.message, _WORDS) or ""
    return _MARKED.sub(lambda match: match[1] or "", found)


def _marked(words: str, spans: Spans) -> str:
    made, at = [], 0
    for start, end in spans:
        made += [plain(words[at:start]), _mark(words[start:end])]
        at = end
    return "".join([*made, plain(words[at:])])


def _mark(words: str) -> str:
    """Return words in bold and underlined; marks hold neither blanks at their ends nor line breaks."""
    lines = []
    for each in words.split("\n"):
        inner = each.strip()
        before, _, after = each.partition(inner) if inner else (each, "", "")
        lines.append(f"{before}{_MARK[0]}{plain(inner)}{_MARK[1]}{after}" if inner else each)
    return "\n".join(lines)


def _excerpts(words: str, spans: Spans) -> str:
    """Return what stands around each mark, as many as there is room for."""
    made: list[str] = []
    for start, end in spans:
        end = min(end, start + _AROUND)
        before, after = words[max(0, start - _AROUND) : start], words[end : end + _AROUND]
        each = f"… {plain(before)}{_mark(words[start:end])}{plain(after)} …".replace("\n", " ")
        if sum(map(len, made)) + len(each) + len(made) > _ROOM:
            break
        made.append(each)
    return "\n".join(made)
