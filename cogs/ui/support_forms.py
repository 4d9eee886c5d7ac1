"""Limits, closed hours and help lines of a support channel: three forms, and what they come to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from babel import Locale
from discord import SelectOption, ui

from alongside.helplines import HelpLines
from alongside.support_choices import COUNTRIES_MAX, read_quiet
from alongside.supporting import DELETE_DAYS, IDLE_DAYS, LIMITS, SupportSpace
from alongside.texts import Speaker
from cogs.ui.forms import form
from cogs.ui.router import Press

LIMIT, IDLE, DELETE, LANGUAGE = "limit", "idle", "delete", "language"
BEGINS, ENDS, ZONE = "begins", "ends", "zone"
COUNTRIES = "countries"


def language_name(language: str) -> str:
    """Return what a language is called in that language."""
    name: str = Locale.parse(language).get_display_name(language) or language
    return name.capitalize()


def limits_form(say: Speaker, space: SupportSpace, languages: Sequence[str]) -> ui.Modal:
    """Return the form of the limits; the language is asked for where there is more than one."""
    counts = {str(each): str(each) for each in LIMITS}
    days = {str(each): say("setup-limits-days", days=each) for each in (*IDLE_DAYS, *DELETE_DAYS)}
    named = {each: language_name(each) for each in languages}
    fields = [
        ui.Label(text=say("setup-limits-limit"), component=_radio(LIMIT, LIMITS, space.limit, counts)),
        ui.Label(text=say("setup-limits-idle"), component=_radio(IDLE, IDLE_DAYS, space.idle_days, days)),
        ui.Label(
            text=say("setup-limits-delete"), component=_radio(DELETE, DELETE_DAYS, space.delete_days, days)
        ),
    ]
    if len(languages) > 1:
        options = [SelectOption(label=named[x], value=x, default=x == space.language) for x in languages]
        picker: ui.Select[ui.Modal] = ui.Select(custom_id=LANGUAGE, options=options[:25])
        fields.append(ui.Label(text=say("setup-limits-language"), component=picker))
    return form(say("setup-limits-title"), "setup.limited", "", *fields)


def _radio(
    ident: str, choices: Sequence[int], now: int, labels: Mapping[str, str]
) -> ui.RadioGroup[ui.Modal]:
    group: ui.RadioGroup[ui.Modal] = ui.RadioGroup(custom_id=ident, required=False)
    for each in choices:
        group.add_option(label=labels[str(each)], value=str(each), default=each == now)
    return group


def with_limits(space: SupportSpace, press: Press, languages: Sequence[str]) -> SupportSpace:
    """Return the space with the limits of a sent form; what was left open stays as it is."""
    language = _picked(press, LANGUAGE)
    return replace(
        space,
        limit=_one_of(LIMITS, press.written(LIMIT), space.limit),
        idle_days=_one_of(IDLE_DAYS, press.written(IDLE), space.idle_days),
        delete_days=_one_of(DELETE_DAYS, press.written(DELETE), space.delete_days),
        language=language[0] if language and language[0] in languages else space.language,
    )


def _one_of(choices: Sequence[int], written: str, otherwise: int) -> int:
    return {str(each): each for each in choices}.get(written, otherwise)


def _picked(press: Press, field: str) -> list[str]:
    value = press.fields.get(field)
    return value if isinstance(value, list) else []


def hours_form(say: Speaker, space: SupportSpace) -> ui.Modal:
    """Return the form of the closed hours."""
    quiet = space.quiet
    begins, ends = (f"{quiet.begins:%H:%M}", f"{quiet.ends:%H:%M}") if quiet else (None, None)
    clock = say("setup-hours-clock")
    return form(
        say("setup-hours-title"),
        "setup.hours-set",
        "",
        ui.TextDisplay(say("setup-hours-text")),
        ui.Label(text=say("setup-hours-begins"), description=clock, component=_line(BEGINS, begins)),
        ui.Label(text=say("setup-hours-ends"), description=clock, component=_line(ENDS, ends)),
        ui.Label(
            text=say("setup-hours-zone-field"),
            description=say("setup-hours-zone-hint"),
            component=_line(ZONE, quiet.zone if quiet else None),
        ),
    )


def _line(ident: str, filled: str | None) -> ui.TextInput[ui.Modal]:
    return ui.TextInput(custom_id=ident, required=False, max_length=60, default=filled)


def with_hours(space: SupportSpace, press: Press) -> SupportSpace:
    """Return the space with the hours of a sent form. Raises UserError where they cannot be read."""
    quiet = read_quiet(press.written(ZONE), press.written(BEGINS), press.written(ENDS))
    return replace(space, quiet=quiet)


def lines_form(say: Speaker, space: SupportSpace, lines: HelpLines) -> ui.Modal:
    """Return the form of the countries whose help lines stand first."""
    wanted = space.help_lines.split()
    options = [
        SelectOption(label=each.name, value=each.code, default=each.code in wanted)
        for each in lines.countries.values()
    ]
    picker: ui.Select[ui.Modal] = ui.Select(
        custom_id=COUNTRIES,
        placeholder=say("setup-lines-pick"),
        options=options[:25],
        required=False,
        min_values=0,
        max_values=COUNTRIES_MAX,
    )
    return form(
        say("setup-lines-title"),
        "setup.lines-set",
        "",
        ui.Label(text=say("setup-lines-field"), description=say("setup-lines-hint"), component=picker),
    )


def with_lines(space: SupportSpace, press: Press, lines: HelpLines) -> SupportSpace:
    """Return the space with the countries of a sent form, those that there are."""
    codes = [code for code in _picked(press, COUNTRIES) if code in lines.countries]
    return replace(space, help_lines=" ".join(codes[:COUNTRIES_MAX]))


def said_choices(say: Speaker, space: SupportSpace, lines: HelpLines, languages: Sequence[str]) -> list[str]:
    """Return limits, closed hours, help lines and language as sentences."""
    limits = say("setup-limits-are", limit=space.limit, idle=space.idle_days, delete=space.delete_days)
    quiet = space.quiet
    hours = say("setup-hours-none")
    if quiet is not None:
        begins, ends = f"{quiet.begins:%H:%M}", f"{quiet.ends:%H:%M}"
        hours = say("setup-hours-are", begins=begins, ends=ends, zone=quiet.zone)
    names = [lines.countries[code].name for code in space.help_lines.split() if code in lines.countries]
    first = say("setup-lines-are", countries=", ".join(names)) if names else say("setup-lines-none")
    spoken = [say("setup-language-is", language=language_name(space.language))] if len(languages) > 1 else []
    return [limits, hours, first, *spoken]
