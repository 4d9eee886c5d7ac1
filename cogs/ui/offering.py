"""Offer cards on the screen: the preview, the card in the channel, and who of the two is who on it.

A card carries its two people as mentions, each in a block of its own, and the answer in a block whose
id says which it is. They are read back from there: nothing else has to know them.
"""

import re
from collections.abc import Iterable

import discord
from discord import ui
from discord.utils import format_dt

from alongside.clock import Clock
from alongside.offering import STANDS, Answer
from alongside.texts import Speaker
from cogs.ui.copying import copy_blocks, copy_button
from cogs.ui.screens import AnyItem, Routed, button, line, row, screen, text, text_on

# Blocks that are read back: who is asked, who asks; from _ANSWER on, one id for each answer.
_ASKED, _ASKER, _ANSWER = 4401, 4402, 4410
_MENTION = re.compile(r"<@(\d{1,20})>")
ANSWERS = tuple(Answer)
# So many answers stand side by side: more would break in the middle of a row.
_BESIDE = 3


def preview_screen(say: Speaker, clock: Clock, asker: int, asked: int, record: str) -> ui.LayoutView:
    """Return the card as it would be posted, without its buttons working, and the choice to post it."""
    return screen(
        text(say("offer-preview")),
        line(),
        *_question(say, clock, asker, asked),
        text(say("offer-preview-answers", answers=", ".join(_label(say, each) for each in ANSWERS))),
        line(),
        text(say("offer-preview-stored")),
        row(
            button("offer.post", record, say("button-offer-post"), discord.ButtonStyle.primary),
            button("offer.drop", "", say("button-offer-drop")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def card_screen(say: Speaker, clock: Clock, asker: int, asked: int, record: str) -> ui.LayoutView:
    """Return the card as it stands in the channel."""
    answers = [
        button("offer.answer", f"{record}.{number}", _label(say, each)) for number, each in enumerate(ANSWERS)
    ]
    return screen(
        *_question(say, clock, asker, asked),
        *(row(*answers[at : at + _BESIDE]) for at in range(0, len(answers), _BESIDE)),
        row(
            button("offer.back", record, say("button-offer-back")),
            button("offer.cards", "", say("button-offer-cards")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def _question(say: Speaker, clock: Clock, asker: int, asked: int) -> list[AnyItem]:
    until = format_dt(clock.now() + STANDS, "R")
    return [
        text(f"### {say('offer-question', asked=f'<@{asked}>')}", ident=_ASKED),
        text(say("offer-from", asker=f"<@{asker}>"), ident=_ASKER),
        text(f"-# {say('offer-open', until=until)}"),
    ]


def answered_screen(say: Speaker, asker: int, asked: int, answer: Answer) -> ui.LayoutView:
    """Return the card with its answer, as it stays."""
    return screen(
        text(say("offer-question", asked=f"<@{asked}>"), ident=_ASKED),
        text(f"### {_label(say, answer)}", ident=_ANSWER + ANSWERS.index(answer)),
        text(say("offer-from-answered", asker=f"<@{asker}>"), ident=_ASKER),
        row(
            button("offer.after", "", say("button-offer-after")),
            button("offer.remove", "", say("button-offer-remove")),
            button("offer.cards", "", say("button-offer-cards")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def cards_screen(say: Speaker, asker: int) -> ui.LayoutView:
    """Return, to whoever was asked, the choice to take no more cards."""
    return screen(
        text(say("offer-cards-from", asker=f"<@{asker}>"), ident=_ASKER),
        text(say("offer-cards")),
        row(
            button("offer.block", "", say("button-offer-block")),
            button("offer.none", "", say("button-offer-none")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def cards_told(say: Speaker, told: str, *actions: Routed, asker: int | None = None) -> ui.LayoutView:
    """Return what became of that choice, with the way back from it."""
    carried = [] if asker is None else [text(say("offer-cards-from", asker=f"<@{asker}>"), ident=_ASKER)]
    return screen(*carried, text(told), row(*actions, button("help.open", "", say("button-help-now"))))


def words_screen(say: Speaker, above: Iterable[str]) -> ui.LayoutView:
    """Return the question as words to copy, below what there is to say about why."""
    return screen(
        *(text(each) for each in above),
        *copy_blocks([say("offer-words")]),
        row(copy_button(say), button("help.open", "", say("button-help-now"))),
    )


def told_screen(say: Speaker, told: str) -> ui.LayoutView:
    """Return a short word."""
    return screen(text(told), row(button("help.open", "", say("button-help-now"))))


def asked_on(message: discord.Message | None) -> int | None:
    """Return who is asked on a card or a preview, None where it is neither."""
    return _mentioned(message, _ASKED)


def asker_on(message: discord.Message | None) -> int | None:
    """Return who asks, on a card or on what came of one; None where that does not stand there."""
    return _mentioned(message, _ASKER)


def answer_on(message: discord.Message | None) -> Answer | None:
    """Return the answer that stands on a card, if it has one."""
    for number, answer in enumerate(ANSWERS):
        if text_on(message, _ANSWER + number) is not None:
            return answer
    return None


def _mentioned(message: discord.Message | None, ident: int) -> int | None:
    found = _MENTION.search(text_on(message, ident) or "")
    return None if found is None else int(found[1])


def _label(say: Speaker, answer: Answer) -> str:
    return say(f"button-answer-{answer}")
