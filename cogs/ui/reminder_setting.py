"""Setting a daily reminder: the form, and what stands on the screen until it can be understood and agreed to.

Before a yes nothing may be stored, so what was filled in stands on the screen, and is read back from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import discord
from discord import ui

from alongside.errors import UserError
from alongside.languages import clock_at
from alongside.reminding import EVERY_DAY, Change, Setting
from alongside.texts import Speaker
from alongside.timesaid import LONGEST as TIME_LONGEST
from alongside.timesaid import read_time
from alongside.zones import LONGEST as PLACE_LONGEST
from alongside.zones import Place, Zones, sure_guess
from cogs.ui.forms import form
from cogs.ui.plain import plain, shown, unplain
from cogs.ui.router import Press
from cogs.ui.screens import AnyItem, button, picker, row, screen, text, text_on

# The form's fields, and whether it asked for the yes (its ref).
AT, PLACE, DAYS, AGREE = "at", "place", "days", "agree"
ASKING, AGREED = "asking", "agreed"
# Blocks of a screen that are read back.
_AT, _PLACE, _DAYS, _AGREED = 4401, 4402, 4403, 4404
WORKING_DAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})
_BETWEEN = ", "
PRIMARY = discord.ButtonStyle.primary


@dataclass(frozen=True)
class Wish:
    """What somebody filled in, as they wrote it; what is empty, or None, stays as it is."""

    at: str = ""
    place: str = ""
    days: frozenset[int] | None = None
    agreed: bool = False


@dataclass(frozen=True)
class Understood:
    """What a wish comes to; `unsure` where its time could have been meant twelve hours later."""

    change: Change
    unsure: bool


def understand(zones: Zones, locale: str, wish: Wish) -> Understood:
    """Return what a wish comes to. Raises UserError for a time, a place or days that cannot be read."""
    said = read_time(wish.at) if wish.at else None
    place = zones.find(locale, wish.place) if wish.place else None
    if wish.days is not None and not wish.days:
        raise UserError("days-none")
    change = Change(
        at=None if said is None else said.time,
        zone=None if place is None else place.zone,
        weekdays=wish.days,
        language=locale,
    )
    return Understood(change, said is not None and said.unsure)


def setting_form(
    say: Speaker, zones: Zones, locale: str, wish: Wish, setting: Setting | None, *, asks: bool
) -> ui.Modal:
    """Return the form, filled with what was typed before, else with what is set, else with a guess."""
    at = wish.at or (f"{setting.at:%H:%M}" if setting else "")
    place = wish.place or _place_now(zones, locale, setting)
    days = wish.days or (setting.weekdays if setting else EVERY_DAY)
    boxes: ui.CheckboxGroup[ui.Modal] = ui.CheckboxGroup(custom_id=DAYS, required=True, min_values=1)
    for day in range(7):
        boxes.add_option(label=say(f"weekday-{day}"), value=f"{day}", default=day in days)
    agree: ui.Label[ui.Modal] = ui.Label(
        text=say("reminder-agree"),
        description=say("reminder-agree-hint"),
        component=ui.Checkbox(custom_id=AGREE, default=wish.agreed),
    )
    return form(
        say("reminder-form-title"),
        "reminder.sent",
        ASKING if asks else AGREED,
        ui.TextDisplay(say("reminder-form-text" if asks else _what(setting))),
        ui.Label(
            text=say("reminder-at"),
            description=say("reminder-at-hint"),
            component=_line(AT, at, TIME_LONGEST),
        ),
        ui.Label(
            text=say("reminder-place"),
            description=say("reminder-place-hint"),
            component=_line(PLACE, place, PLACE_LONGEST),
        ),
        ui.Label(text=say("reminder-days"), component=boxes),
        *([agree] if asks else []),
    )


def _what(setting: Setting | None) -> str:
    """Return what to say to who said yes to messages before, by whether there is one to change."""
    return "reminder-form-new" if setting is None else "reminder-form-short"


def _line(ident: str, filled: str, longest: int) -> ui.TextInput[ui.Modal]:
    default = shown(filled)[:longest] or None
    return ui.TextInput(custom_id=ident, max_length=longest, required=True, default=default)


def _place_now(zones: Zones, locale: str, setting: Setting | None) -> str:
    """Return the place to fill in: by its name if that leads back to it, else by its zone."""
    zone = setting.zone if setting else sure_guess(locale)
    if zone is None:
        return ""
    name = zones.place(locale, zone).name
    try:
        return name if zones.find(locale, name).zone == zone else zone
    except UserError:
        return zone


def wish_in(press: Press) -> Wish:
    """Return what was filled into the form."""
    ticked = press.fields.get(DAYS)
    days = {int(each) for each in ticked if each in set("0123456")} if isinstance(ticked, list) else set()
    agreed = press.fields.get(AGREE) is True
    return Wish(press.written(AT).strip(), press.written(PLACE).strip(), frozenset(days), agreed)


def _together(say: Speaker) -> dict[frozenset[int], str]:
    return {EVERY_DAY: say("days-every"), WORKING_DAYS: say("days-working"), WEEKEND: say("days-weekend")}


def days_in_words(say: Speaker, days: frozenset[int]) -> str:
    """Return days of the week as they are said."""
    return _together(say).get(days) or _BETWEEN.join(say(f"weekday-{day}") for day in sorted(days))


def _days_said(say: Speaker, told: str) -> frozenset[int]:
    """Return the days that `days_in_words` was given."""
    named = frozenset(day for day in range(7) if say(f"weekday-{day}") in told.split(_BETWEEN))
    return {words: days for days, words in _together(say).items()}.get(told, named)


def wish_blocks(say: Speaker, wish: Wish) -> list[AnyItem]:
    """Return the blocks that say, and carry, what was filled in."""
    blocks: list[AnyItem] = []
    if wish.at:
        blocks += [text(say("reminder-typed-at")), text(plain(wish.at), ident=_AT)]
    if wish.place:
        blocks += [text(say("reminder-typed-place")), text(plain(wish.place), ident=_PLACE)]
    if wish.days is not None:
        told = days_in_words(say, wish.days)
        blocks += [text(say("reminder-typed-days")), text(told, ident=_DAYS)]
    if wish.agreed:
        blocks.append(text(say("reminder-typed-agreed"), ident=_AGREED))
    return blocks


def wish_on(press: Press, say: Speaker) -> Wish:
    """Return what stands on the screen that was clicked on; an empty wish where nothing does."""
    message = press.interaction.message
    told = text_on(message, _DAYS)
    return Wish(
        at=unplain(text_on(message, _AT) or "")[:TIME_LONGEST],
        place=unplain(text_on(message, _PLACE) or "")[:PLACE_LONGEST],
        days=None if told is None else _days_said(say, told),
        agreed=text_on(message, _AGREED) is not None,
    )


def with_place(wish: Wish, zone: str) -> Wish:
    """Return a wish with the zone that was picked for its place."""
    return replace(wish, place=zone)


def agreed(wish: Wish) -> Wish:
    """Return a wish with the yes to messages."""
    return replace(wish, agreed=True)


def unread_screen(
    say: Speaker, locale: str, wish: Wish, error: UserError, places: Sequence[Place], now: datetime
) -> ui.LayoutView:
    """Return what could not be read, with what was filled in, likely places, and the way to the form."""
    options = [
        discord.SelectOption(label=place_label(say, locale, each, now), value=each.zone)
        for each in {each.zone: each for each in places}.values()
    ]
    likely = [row(picker("reminder.place", "", say("reminder-places"), options))] if options else []
    return screen(
        text(f"## {say('reminder-title')}\n{say(error.text_id, **error.text_args)}"),
        *wish_blocks(say, wish),
        text(say("reminder-unchanged")),
        *likely,
        row(
            button("reminder.form", "", say("button-reminder-change"), PRIMARY),
            button("help.open", "", say("button-help-now")),
        ),
    )


def place_label(say: Speaker, locale: str, place: Place, now: datetime) -> str:
    """Return a place as it is offered, with the time that its clock shows."""
    return say("reminder-place-option", place=place.name, now=clock_at(locale, place.zone, now))[:100]


def consent_screen(say: Speaker, wish: Wish) -> ui.LayoutView:
    """Return what a yes to messages means, with what was filled in; nothing is stored before it."""
    return screen(
        text(f"## {say('reminder-title')}\n{say('reminder-asking')}"),
        text(say("reminder-form-text")),
        *wish_blocks(say, replace(wish, agreed=False)),
        row(
            button("reminder.agree", "", say("button-reminder-agree"), PRIMARY),
            button("reminder.form", "", say("button-reminder-change")),
            button("help.open", "", say("button-help-now")),
        ),
    )
