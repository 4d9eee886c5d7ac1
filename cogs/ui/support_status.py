"""How a support channel is doing, as moderators read it: health in words, counts of nobody in particular."""

from babel.dates import format_date, format_timedelta
from discord import ui

from alongside.support_choices import few
from alongside.supporting import Overview, SupportSpace, Week
from alongside.texts import Speaker
from cogs.ui.screens import AnyItem, button, line, row, screen, text
from cogs.ui.support_survey import Look, Step

# The newest weeks are shown; more would not fit a phone.
WEEKS_TOLD = 6


def no_status_screen(say: Speaker) -> ui.LayoutView:
    """Return that there is no support channel, and the way to one."""
    return screen(
        text(f"## {say('status-title')}"),
        text(say("status-none")),
        row(
            button("setup.open", "", say("button-setup-open")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def status_screen(
    say: Speaker, space: SupportSpace, found: Look, doing: Overview, *, panel_gone: bool
) -> ui.LayoutView:
    """Return health and counts. A space that is half set up is one that does not work yet."""
    troubles = _troubles(say, space, found, doing, panel_gone=panel_gone)
    if troubles:
        health: list[AnyItem] = [text(say("status-unwell")), *(text(each) for each in troubles)]
    else:
        health = [text(say("status-well"))]
    return screen(
        text(f"## {say('status-title')}"),
        *health,
        *(text(say("setup-note", note=each)) for each in found.notes),
        line(),
        text("\n".join(_now(say, doing))),
        text("\n".join(_weeks(say, doing))),
        text(say("status-private")),
        row(
            button("setup.open", "", say("button-setup-open")),
            button("removal.ask", "", say("button-removal-ask")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def _troubles(
    say: Speaker, space: SupportSpace, found: Look, doing: Overview, *, panel_gone: bool
) -> list[str]:
    told = []
    for step in Step:
        about = say("status-about", what=say(f"status-step-{step}"))
        told += [f"{about}\n{each}" for each in found.troubles.get(step, ())]
    if not space.ready or space.panel_id is None:
        told.append(say("status-none-yet"))
    elif panel_gone:
        told.append(say("setup-gone-panel", channel=f"<#{space.channel_id}>"))
    if doing.unseen:
        told.append(say("status-unseen", count=doing.unseen))
    if doing.untidy:
        told.append(say("status-untidy", count=doing.untidy))
    return told


def _now(say: Speaker, doing: Overview) -> list[str]:
    told = [say("status-open", count=doing.open)]
    if doing.open:
        told.append(say("status-waiting", count=doing.waiting))
    if doing.longest_wait is not None:
        longest = format_timedelta(doing.longest_wait, locale=say.language)
        told.append(say("status-longest", time=longest))
    return told


def _weeks(say: Speaker, doing: Overview) -> list[str]:
    weeks = sorted(doing.weeks, key=lambda week: week.monday, reverse=True)[:WEEKS_TOLD]
    if not weeks:
        return [say("status-weeks-none")]
    return [say("status-weeks"), *(_week(say, each) for each in weeks)]


def _week(say: Speaker, week: Week) -> str:
    monday = format_date(week.monday, "medium", locale=say.language)
    if few(week.asked):
        return say("status-week-few", monday=monday)
    if few(week.met):
        return say("status-week-asked", monday=monday, asked=week.asked)
    wait = format_timedelta(week.waited / week.met, locale=say.language)
    return say("status-week", monday=monday, asked=week.asked, met=week.met, time=wait)
