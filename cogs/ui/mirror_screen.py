"""The mirror with its buttons, and what stands in its place once it is decided."""

import discord
from discord import ui

from alongside.model import Kind
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
        *_onwards(say, answered.check_in.kind, draft_id, private=private),
    ]


def _onwards(say: Speaker, kind: Kind, draft_id: str, *, private: bool) -> list[AnyItem]:
    """Return what leads on from here; a day and a pause are whole as they are."""
    if kind in (Kind.TODAY, Kind.PAUSE):
        return [row(*_about(say))]
    elsewhere = [] if private else [button("guided.private", draft_id, say("button-private"))]
    return [row(*_further(say, kind, draft_id)), row(*elsewhere, *_about(say))]


def _further(say: Speaker, kind: Kind, draft_id: str) -> list[Routed]:
    """Return the ways deeper into a check-in: to its other questions, to sorting, to what to ask."""
    quick = kind is Kind.QUICK
    return [
        button("guided.closer", draft_id, say("button-closer"))
        if quick
        else button("guided.go", f"{draft_id}.0", say("button-back-questions")),
        button("sorting.open", draft_id, say("button-sort")),
        button("plan.open", draft_id, say("button-plan")),
    ]


def _about(say: Speaker) -> list[Routed]:
    return [button("how.open", "", say("button-how")), button("help.open", "", say("button-help-now"))]


def kept_screen(say: Speaker, record: str) -> ui.LayoutView:
    """Return what stands there once a check-in is kept: one line, and the way to it."""
    return screen(
        text(say("checkin-kept")),
        row(
            button("reflections.open", f"{record}.0", say("button-open")),
            button("reflections.page", "0", say("button-list")),
            button("help.open", "", say("button-help-now")),
        ),
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
