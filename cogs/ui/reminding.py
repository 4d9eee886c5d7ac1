"""A daily reminder: its messages, and how it stands."""

from dataclasses import dataclass

import discord
from discord import ui
from discord.utils import format_dt

from alongside.clock import Clock
from alongside.content import Content
from alongside.languages import clock_at, time_in_words
from alongside.model import Consent
from alongside.prompts import Prompts
from alongside.putting_off import Snooze
from alongside.reminding import Addressed, Matter, Reminder, Slot, State
from alongside.texts import Speaker
from alongside.zones import Zones
from cogs.ui.plain import plain
from cogs.ui.reminder_setting import days_in_words
from cogs.ui.screens import AnyItem, Routed, button, picker, ref_on, row, screen, text, text_on

# The block of a message that its question stands in: it stays there when the message is answered.
QUESTION = 4411
PRIMARY = discord.ButtonStyle.primary
TIMES = 3


@dataclass(frozen=True)
class Standing:
    """A reminder, and the next times of it."""

    reminder: Reminder
    times: list[Slot]


def message(content: Content, addressed: Addressed) -> ui.LayoutView:
    """Return the message of a day, or the one that asks whether to go on. Its buttons carry its record."""
    say, ref = content.texts.speaker(addressed.language), addressed.id
    plan = [] if addressed.intention is None else _plan(say, addressed.intention)
    if addressed.matter is Matter.GO_ON:
        return _sent(say, text(say("reminder-go-on")), *plan, *_go_on_rows(say, ref))
    asked = _words(content.prompts_for(say.language), addressed.question)
    question = text(say("reminder-question", question=asked), ident=QUESTION)
    return _sent(say, question, *plan, *question_rows(say, ref))


def _sent(say: Speaker, *blocks: AnyItem) -> ui.LayoutView:
    """Return a message that is sent by itself: as all in direct messages, it can be removed."""
    view = screen(*blocks)
    view.add_item(row(button("message.remove", "", say("button-remove"))))
    return view


def _words(prompts: Prompts, ident: str) -> str:
    # A question may have been taken out of the file since it was put off.
    return (prompts.by_id.get(ident) or next(iter(prompts.by_id.values()))).text


def _plan(say: Speaker, record: str) -> list[AnyItem]:
    """Return that a plan is to be asked about: not a word of it, for messages show on locked screens."""
    return [text(say("reminder-plan")), row(button("outcome.open", record, say("button-tell")))]


def question_rows(say: Speaker, ref: str) -> list[AnyItem]:
    """Return what can be done with a question of the day."""
    labels = {
        Snooze.QUARTER: say("snooze-quarter"),
        Snooze.HOUR: say("snooze-hour"),
        Snooze.EVENING: say("snooze-evening"),
    }
    options = [discord.SelectOption(label=label, value=each.value) for each, label in labels.items()]
    return [
        row(
            button("reminder.checkin", ref, say("button-checkin-today"), PRIMARY),
            button("reminder.not-today", ref, say("button-not-today")),
        ),
        row(picker("reminder.snooze", ref, say("reminder-snooze"), options)),
        row(
            button("reminder.week", ref, say("button-week")),
            button("reminder.stop", ref, say("button-reminder-stop")),
            _help(say),
        ),
    ]


def _go_on_rows(say: Speaker, ref: str) -> list[AnyItem]:
    return [
        row(
            button("reminder.go-on", ref, say("button-go-on"), PRIMARY),
            button("reminder.rest", ref, say("button-rest-now")),
            _help(say),
        ),
        row(
            button("reminder.checkin", ref, say("button-checkin-today")),
            button("reminder.stop", ref, say("button-reminder-stop")),
        ),
    ]


def first_message(say: Speaker, standing: Standing) -> ui.LayoutView:
    """Return the message that shows, right after setting one, that messages arrive."""
    times = standing.times
    told = say("reminder-first", when=format_dt(times[0].at, "F")) if times else say("reminder-first-paused")
    change = button("reminder.form", "", say("button-reminder-change"))
    stop = button("reminder.stop", "first", say("button-reminder-stop"))
    return _sent(say, text(told), row(change, stop, _help(say)))


def asked_on(say: Speaker, message: discord.Message | None) -> list[AnyItem]:
    """Return the question and the plan that a message asks about, so that they stay there."""
    asked = text_on(message, QUESTION)
    question = [] if asked is None else [text(asked, ident=QUESTION)]
    plan = ref_on(message, "outcome.open")
    return question if plan is None else [*question, *_plan(say, plan)]


def status_screen(
    say: Speaker,
    zones: Zones,
    locale: str,
    clock: Clock,
    standing: Standing,
    *,
    unsure: bool = False,
    told: str = "",
) -> ui.LayoutView:
    """Return how a reminder stands: when it comes, the next three times, and what can be done.

    `told` is what just came of setting it, in small print.
    """
    reminder, setting = standing.reminder, standing.reminder.setting
    when = say(
        "reminder-when",
        days=days_in_words(say, setting.weekdays),
        at=time_in_words(locale, setting.at),
        place=plain(zones.place(locale, setting.zone).name),
        now=clock_at(locale, setting.zone, clock.now()),
    )
    return screen(
        text(f"## {say('reminder-title')}\n{when}"),
        *_state(say, reminder),
        *_times(say, standing),
        *([text(say("reminder-unsure"))] if unsure else []),
        *([text(told)] if told else []),
        row(*_actions(say, reminder), _help(say)),
    )


def _state(say: Speaker, reminder: Reminder) -> list[AnyItem]:
    if reminder.state is State.PAUSED and reminder.paused_until is not None:
        return [text(say("reminder-paused", until=format_dt(reminder.paused_until, "D")))]
    told = {
        State.PAUSED: "reminder-paused-open",
        State.CLOSED: "reminder-closed",
        State.RESTING: "reminder-resting",
    }.get(reminder.state)
    return [text(say(told))] if told else []


def _times(say: Speaker, standing: Standing) -> list[AnyItem]:
    if not standing.times or standing.reminder.state in (State.CLOSED, State.RESTING):
        return []
    listed = "\n".join(f"- {format_dt(each.at, 'F')} ({format_dt(each.at, 'R')})" for each in standing.times)
    return [text(f"{say('reminder-next')}\n{listed}"), text(say("reminder-wrong"))]


def _actions(say: Speaker, reminder: Reminder) -> list[Routed]:
    first = {
        State.ON: button("reminder.pause", "", say("button-reminder-pause")),
        State.CLOSED: button("reminder.again", "", say("button-reminder-again"), PRIMARY),
    }.get(reminder.state, button("reminder.resume", "", say("button-reminder-resume"), PRIMARY))
    return [
        first,
        button("reminder.form", "", say("button-reminder-change")),
        button("reminder.stop", "show", say("button-reminder-stop")),
    ]


def none_screen(say: Speaker, told: str) -> ui.LayoutView:
    """Return that there is no reminder, and why, with the way to one."""
    return screen(text(told), row(button("reminder.form", "", say("button-reminder-set")), _help(say)))


def taken_back(say: Speaker, consent: Consent | None) -> str:
    """Return why there is no reminder: the yes to messages was taken back, or none was set."""
    if consent is None or consent.withdrawn_at is None:
        return say("reminder-none")
    return say("reminder-taken-back", when=format_dt(consent.withdrawn_at, "f"))


def _help(say: Speaker) -> Routed:
    return button("help.open", "", say("button-help-now"))
