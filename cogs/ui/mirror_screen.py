"""The mirror with its buttons, and what stands in its place once it is decided."""

import discord
from discord import ui

from alongside.model import CheckIn, Kind
from alongside.questions import QuestionBank
from alongside.services.checkin import Answered
from alongside.texts import Speaker
from cogs.ui.carried import ANY
from cogs.ui.mirror import mirror_blocks
from cogs.ui.screens import AnyItem, Routed, button, row, screen, text

PRIMARY = discord.ButtonStyle.primary


def mirror_screen(
    say: Speaker, questions: QuestionBank, answered: Answered, *, private: bool
) -> ui.LayoutView:
    """Return a check-in's mirror and what can be done with it; `private` in direct messages."""
    blocks = mirror_blocks(say, questions, answered.check_in, answered.seed)
    title = text(f"## {say('mirror-title')}")
    if answered.draft_id is None:
        told = text(say("mirror-failed" if answered.failed else "mirror-unkept"))
        consent = button("consent.choose", f"later.{answered.check_in.kind}", say("button-consent"))
        return screen(title, *blocks, told, row(consent, *_about(say)))
    return screen(title, *blocks, *_undecided(say, answered, answered.draft_id, private=private))


def _undecided(say: Speaker, answered: Answered, draft_id: str, *, private: bool) -> list[AnyItem]:
    note = answered.check_in.note
    told = say("mirror-with-note", count=len(note)) + "\n" if note else ""
    return [
        text(told + say("mirror-undecided")),
        row(
            button("checkin.keep", draft_id, say("button-keep"), PRIMARY),
            button("checkin.note", draft_id, say("button-note-change" if note else "button-note-add")),
            button("checkin.drop", draft_id, say("button-drop")),
        ),
        *_onwards(say, answered.check_in, draft_id, private=private),
    ]


def _onwards(say: Speaker, check_in: CheckIn, draft_id: str, *, private: bool) -> list[AnyItem]:
    """Return what leads on from here; a day and a pause are whole as they are."""
    if check_in.kind in (Kind.TODAY, Kind.PAUSE):
        return [row(*_about(say))]
    if private:
        elsewhere = button("checkin.keep-open", draft_id, say("button-keep-open"))
    else:
        elsewhere = button("guided.private", draft_id, say("button-private"))
    return [row(*_further(say, check_in, draft_id)), row(elsewhere, *_about(say))]


def _further(say: Speaker, check_in: CheckIn, draft_id: str) -> list[Routed]:
    """Return the ways deeper into a check-in: to its other questions, to sorting, to what to ask.

    What was sorted or planned already is shown before it is changed.
    """
    if check_in.kind is Kind.QUICK:
        questions = button("guided.closer", draft_id, say("button-closer"))
    else:
        questions = button("guided.go", f"{draft_id}.0", say("button-back-questions"))
    if check_in.sorting is None:
        sorting = button("sorting.open", draft_id, say("button-sort"))
    else:
        sorting = button("sorting.show", draft_id, say("button-sorting"))
    if check_in.plan is None:
        plan = button("plan.open", draft_id, say("button-plan"))
    else:
        plan = button("plan.show", draft_id, say("button-outcome"))
    return [questions, sorting, plan]


def _about(say: Speaker) -> list[Routed]:
    return [button("how.open", "", say("button-how")), button("help.open", "", say("button-help-now"))]


def kept_open_screen(say: Speaker, questions: QuestionBank, check_in: CheckIn, record: str) -> ui.LayoutView:
    """Return a kept check-in with its mirror left in sight."""
    blocks = mirror_blocks(say, questions, check_in, record)
    return screen(
        text(f"## {say('mirror-title')}"), *blocks, text(say("checkin-kept")), _found_again(say, record)
    )


def kept_screen(say: Speaker, record: str) -> ui.LayoutView:
    """Return what stands there once a check-in is kept: one line, and the way to it."""
    return screen(text(say("checkin-kept")), _found_again(say, record))


def _found_again(say: Speaker, record: str) -> AnyItem:
    return row(
        button("reflections.open", f"{record}.0", say("button-open")),
        button("reflections.page", "0", say("button-list")),
        button("help.open", "", say("button-help-now")),
    )


def drop_question(say: Speaker, record: str) -> ui.LayoutView:
    """Return the question before something that was written goes for good."""
    return screen(
        text(say("drop-sure")),
        row(
            button("checkin.dropped", record, say("button-drop-yes"), discord.ButtonStyle.danger),
            button("checkin.mirror", record, say("button-drop-no")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def dropped_screen(say: Speaker) -> ui.LayoutView:
    """Return what stands there once a check-in is dropped."""
    again = button("checkin.start", ANY, say("button-start"))
    return screen(text(say("checkin-dropped")), row(again, button("help.open", "", say("button-help-now"))))


def gone_screen(say: Speaker) -> ui.LayoutView:
    """Return what to say about a check-in that is not there any more."""
    return screen(
        text(say("checkin-gone")),
        row(
            button("checkin.start", ANY, say("button-start"), PRIMARY),
            button("reflections.page", "0", say("button-list")),
            button("help.open", "", say("button-help-now")),
        ),
    )
