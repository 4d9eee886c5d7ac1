"""A pause on the screen. What may not be stored stands on the screen itself, and is read back from there."""

import re
from collections.abc import Iterable
from datetime import timedelta

import discord
from discord import ui
from discord.utils import format_dt

from alongside.clock import from_seconds
from alongside.model import LINE_MAX, NOTE_MAX, STRONGEST, WORRY_MAX, Pause
from alongside.services.checkin import Answered
from alongside.services.pause import Begun, Standing
from alongside.texts import Speaker
from cogs.ui.daily import question_blocks, ratings_blocks
from cogs.ui.forms import form
from cogs.ui.plain import plain, shown, unplain
from cogs.ui.router import Press, Value
from cogs.ui.screens import INSTEAD, NOTE, WORRY, AnyItem, button, row, screen, text, text_on

# The ref of a pause that stands on the screen alone.
SCREEN = "screen"
BEFORE, MINUTES, MESSAGE, AFTER = "before", "minutes", "message", "after"
LENGTHS = (10, 20, 60)
USUAL = 20
# Blocks of a screen that are read back: how strong, how long and until when, the worry, the one thing …
_STRONG, _UNTIL, _WORRY, _INSTEAD = 4301, 4302, 4303, 4304
# … what was typed for another pause while this one runs, and what was noted at the end.
_TYPED_WORRY, _TYPED_INSTEAD, _SIDES, _NOTE = 4305, 4306, 4307, 4308
_NUMBER = re.compile(r"\d{1,4}")
_TIMESTAMP = re.compile(r"<t:(\d{1,11})")
PRIMARY = discord.ButtonStyle.primary


def pause_form(say: Speaker, ref: str, ticked: bool, worry: str = "", instead: str = "") -> ui.Modal:
    """Return the form that begins a pause; the box is ticked where messages are agreed to."""
    lengths: ui.RadioGroup[ui.Modal] = ui.RadioGroup(custom_id=MINUTES, required=False)
    for minutes in LENGTHS:
        label = say("pause-minutes-option", minutes=minutes)
        lengths.add_option(label=label, value=f"{minutes}", default=minutes == USUAL)
    return form(
        say("pause-title"),
        "pause.sent",
        ref,
        ui.Label(
            text=say("pause-worry"),
            description=say("pause-worry-hint"),
            component=_words(WORRY, WORRY_MAX, worry, discord.TextStyle.paragraph),
        ),
        ui.Label(text=say("pause-before"), component=_scale(say, BEFORE)),
        ui.Label(text=say("pause-minutes"), component=lengths),
        ui.Label(
            text=say("pause-instead"),
            description=say("pause-instead-hint"),
            component=_words(INSTEAD, LINE_MAX, instead),
        ),
        ui.Label(
            text=say("pause-message"),
            description=say("pause-message-hint"),
            component=ui.Checkbox(custom_id=MESSAGE, default=ticked),
        ),
    )


def after_form(say: Speaker, ref: str) -> ui.Modal:
    """Return the form that asks how it is now."""
    return form(
        say("button-now"),
        "pause.after",
        ref,
        ui.Label(text=say("pause-after"), component=_scale(say, AFTER)),
        ui.Label(
            text=say("pause-note"),
            description=say("pause-note-hint"),
            component=_words(NOTE, WORRY_MAX, "", discord.TextStyle.paragraph),
        ),
    )


def _words(
    ident: str, most: int, filled: str, style: discord.TextStyle = discord.TextStyle.short
) -> ui.TextInput[ui.Modal]:
    default = shown(filled)[:most] or None
    return ui.TextInput(custom_id=ident, style=style, required=False, max_length=most, default=default)


def _scale(say: Speaker, ident: str) -> ui.Select[ui.Modal]:
    ends = {0: say("scale-least"), STRONGEST: say("scale-most")}
    picker: ui.Select[ui.Modal] = ui.Select(custom_id=ident, placeholder=say("scale-pick"), required=True)
    for number in range(STRONGEST + 1):
        label = ends.get(number, f"{number}")
        picker.add_option(label=label, value=f"{number}")
    return picker


def strength(value: Value) -> int | None:
    """Return what was picked on the scale, or None for anything that does not stand there."""
    picked = value[0] if isinstance(value, list) and value else value
    scale = {f"{number}": number for number in range(STRONGEST + 1)}
    return scale.get(picked) if isinstance(picked, str) else None


def words(press: Press, field: str, most: int) -> str:
    """Return what was written into a field of a form; blanks alone are nothing."""
    written = press.written(field)[:most]
    return written if written.strip() else ""


def pause_screen(say: Speaker, begun: Begun, *, ended: bool) -> ui.LayoutView:
    """Return a pause under way, or over, with what can be done."""
    told = {Standing.UNKEPT: "pause-unkept", Standing.FAILED: "pause-failed"}.get(
        begun.standing, "pause-messaged" if begun.messaged else "pause-waits"
    )
    over = "pause-over" if ended else told
    ref = ref_of(begun)
    return screen(
        text(f"## {say('pause-title')}"),
        *pause_carried(say, begun.pause),
        text(say(over)),
        row(
            button("pause.now", ref, say("button-now"), PRIMARY),
            button("pause.stop", ref, say("button-pause-stop")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def ref_of(begun: Begun) -> str:
    """Return what a pause's buttons refer to: its row, or the screen where there is none."""
    return SCREEN if begun.standing in (Standing.UNKEPT, Standing.FAILED) else begun.pause.id


def choice_screen(say: Speaker, pause: Pause, *, ended: bool) -> ui.LayoutView:
    """Return the pause that runs already, and the choice to let it run or start anew."""
    told = say("pause-over" if ended else "pause-second")
    return screen(
        text(f"## {say('pause-title')}"),
        text(told),
        *pause_carried(say, pause),
        _choice(say, pause, ended=ended),
    )


def second_screen(say: Speaker, pause: Pause, typed: Iterable[AnyItem]) -> ui.LayoutView:
    """Return the same choice to somebody who wrote into a form meanwhile, with what they wrote."""
    until = text(say("pause-until", until=_until(pause), minutes=pause.minutes))
    return screen(
        text(f"## {say('pause-title')}"),
        text(say("pause-second")),
        until,
        *typed,
        _choice(say, pause, ended=False),
    )


def _choice(say: Speaker, pause: Pause, *, ended: bool) -> AnyItem:
    return row(
        button("pause.now", pause.id, say("button-now"), PRIMARY),
        *([] if ended else [button("pause.show", pause.id, say("button-pause-on"))]),
        button("pause.start", pause.id, say("button-pause-anew")),
        button("help.open", "", say("button-help-now")),
    )


def typed_blocks(say: Speaker, worry: str, instead: str) -> list[AnyItem]:
    """Return what was written for a pause that did not begin, so that it is not lost."""
    told = [text(say("pause-typed"))] if worry or instead else []
    return [
        *told,
        *([text(plain(worry), ident=_TYPED_WORRY)] if worry else []),
        *([text(plain(instead), ident=_TYPED_INSTEAD)] if instead else []),
    ]


def typed_on(press: Press) -> tuple[str, str]:
    """Return what was written for a pause that did not begin, from the screen that was clicked on."""
    return _said(press, _TYPED_WORRY), _said(press, _TYPED_INSTEAD)


def pause_carried(say: Speaker, pause: Pause) -> list[AnyItem]:
    """Return the blocks that say, and carry, a pause."""
    blocks = [text(say("pause-until", until=_until(pause), minutes=pause.minutes), ident=_UNTIL)]
    if pause.worry:
        blocks += [text(say("pause-worry-said")), text(plain(pause.worry), ident=_WORRY)]
    blocks.append(text(say("pause-strong", before=pause.before), ident=_STRONG))
    if pause.instead:
        blocks += [text(say("pause-instead-said")), text(plain(pause.instead), ident=_INSTEAD)]
    return blocks


def _until(pause: Pause) -> str:
    return format_dt(pause.ends_at, "t")


def pause_on(press: Press) -> Pause | None:
    """Return the pause that stands on the screen that was clicked on, or None where none does."""
    message = press.interaction.message
    until = _TIMESTAMP.search(text_on(message, _UNTIL) or "")
    minutes = _numbers(_TIMESTAMP.sub("", text_on(message, _UNTIL) or ""))
    before = _numbers(text_on(message, _STRONG) or "")
    if message is None or until is None or not minutes or not before or before[0] > STRONGEST:
        return None
    ends = from_seconds(int(until[1]))
    return Pause(
        id=f"{message.id}",
        started_at=ends - timedelta(minutes=minutes[0]),
        ends_at=ends,
        before=before[0],
        minutes=minutes[0],
        worry=_said(press, _WORRY),
        instead=_said(press, _INSTEAD),
    )


def result_blocks(say: Speaker, answered: Answered) -> list[AnyItem]:
    """Return the blocks that say, and carry, how a pause went of which nothing is kept."""
    note = answered.check_in.note
    noted = [text(say("pause-noted")), text(plain(note[:NOTE_MAX]), ident=_NOTE)] if note else []
    return [*ratings_blocks(say, answered.check_in, _SIDES, _INSTEAD), *noted]


def result_screen(say: Speaker, answered: Answered) -> ui.LayoutView:
    """Return both ratings of a pause of which nothing is kept, and the open question."""
    return screen(
        text(f"## {say('mirror-title')}"),
        *result_blocks(say, answered),
        *question_blocks(say, answered.check_in),
        text(say("mirror-unkept")),
        row(button("how.open", "", say("button-how")), button("help.open", "", say("button-help-now"))),
    )


def result_on(press: Press) -> tuple[Pause, int, str] | None:
    """Return the pause, the second rating and the note that stand on the screen, or None."""
    message = press.interaction.message
    found = _numbers(text_on(message, _SIDES) or "")
    if message is None or len(found) != 3 or max(found[1:]) > STRONGEST:
        return None
    minutes, before, after = found
    # When it was does not matter any more.
    now = message.created_at
    pause = Pause(f"{message.id}", now, now, before, minutes, instead=_said(press, _INSTEAD))
    return pause, after, _said(press, _NOTE)


def _said(press: Press, ident: int) -> str:
    return unplain(text_on(press.interaction.message, ident) or "")


def _numbers(markdown: str) -> list[int]:
    return [int(found) for found in _NUMBER.findall(markdown)]
