"""Forms: what Discord calls modals. None is kept in memory; all they need comes back with them."""

from collections.abc import Sequence

import discord
from discord import ui

from alongside.model import NOTE_MAX, Question, Retention
from alongside.questions import QuestionBank
from alongside.texts import Speaker
from cogs.ui.plain import shown
from cogs.ui.screens import NOTE, custom_id

HISTORY = "history"
RETENTION = "retention"
MESSAGES = "messages"
WORD = "word"


def form(title: str, kind: str, ref: str, *items: ui.Item[ui.Modal]) -> ui.Modal:
    """Return a form of up to five items that is answered by the handler of `kind`."""
    made = ui.Modal(title=title[:45], custom_id=custom_id(kind, ref), timeout=None)
    for item in items:
        made.add_item(item)
    return made


def question_form(
    say: Speaker, bank: QuestionBank, kind: str, ref: str, questions: Sequence[Question]
) -> ui.Modal:
    """Return the quick check-in: one group of choices a part, each of which may be left open."""
    return form(say("checkin-title"), kind, ref, *(_question(bank, question) for question in questions))


def _question(bank: QuestionBank, question: Question) -> ui.Label[ui.Modal]:
    choices: ui.RadioGroup[ui.Modal] = ui.RadioGroup(custom_id=question.id, required=False)
    for index, option in enumerate(question.options):
        choices.add_option(label=option.text, value=str(index))
    return ui.Label(text=bank.part_names[question.part], description=question.text, component=choices)


def consent_form(
    say: Speaker, kind: str, ref: str, agreed: bool, retention: Retention, messages: bool, goes: str = ""
) -> ui.Modal:
    """Return the consents, to history and to messages: each unticked unless it was given before.

    `goes` says what taking back, or a shorter time, would do to what is kept.
    """
    lengths: ui.RadioGroup[ui.Modal] = ui.RadioGroup(custom_id=RETENTION, required=False)
    for choice in Retention:
        lengths.add_option(label=say(f"retention-{choice}"), value=choice.value, default=choice is retention)
    return form(
        say("consent-title"),
        kind,
        ref,
        ui.TextDisplay("\n\n".join(each for each in (goes, say("consent-text")) if each)),
        ui.Label(
            text=say("consent-history"),
            description=say("consent-history-hint"),
            component=ui.Checkbox(custom_id=HISTORY, default=agreed),
        ),
        ui.Label(text=say("consent-retention"), component=lengths),
        ui.Label(
            text=say("consent-messages"),
            description=say("consent-messages-hint"),
            component=ui.Checkbox(custom_id=MESSAGES, default=messages),
        ),
    )


def note_form(say: Speaker, kind: str, ref: str, note: str | None, most: int = NOTE_MAX) -> ui.Modal:
    """Return a form for a note in one's own words, filled with the one that is there."""
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=NOTE,
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=most,
        default=shown(note) if note else None,
    )
    return form(
        say("note-title"),
        kind,
        ref,
        ui.Label(text=say("note-field"), description=say("note-hint"), component=field),
    )


def word_form(say: Speaker, kind: str, explanation: str) -> ui.Modal:
    """Return a form that asks for a word to be typed before something is done that cannot be undone."""
    word = say("erase-word")
    return form(
        say("erase-title"),
        kind,
        "",
        ui.TextDisplay(explanation),
        ui.Label(
            text=say("erase-field", word=word),
            component=ui.TextInput(custom_id=WORD, max_length=40, required=True),
        ),
    )
