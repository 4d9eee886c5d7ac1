"""Screens of the guided check-in: the gate, each step, and carrying on."""

import discord
from discord import ui
from discord.utils import format_dt

from alongside.model import Category, Draft, Part
from alongside.questions import QuestionBank
from alongside.services.guided import Step, questions_of, step_of
from alongside.texts import Speaker
from cogs.ui.app import app, bank, speaker
from cogs.ui.carried import ANY, about_blocks
from cogs.ui.mirror import about_line
from cogs.ui.screens import AnyItem, Routed, button, line, row, screen, text

PRIMARY = discord.ButtonStyle.primary


async def opening(
    interaction: discord.Interaction, category: Category | None, label: str | None
) -> ui.LayoutView:
    """Return what a guided check-in begins with: consent, carrying on, or the gate."""
    say = speaker(interaction)
    services = app(interaction).services
    if not await services.privacy.keeps_history(interaction.user.id):
        return _needs_consent(say, category, label)
    draft = await services.guided.under_way(interaction.user.id, category)
    return gate(say, category, label) if draft is None else _carry_on(say, bank(interaction), draft, label)


def _needs_consent(say: Speaker, category: Category | None, label: str | None) -> ui.LayoutView:
    ref = category or ANY
    return screen(
        text(f"## {say('guided-title')}\n{say('guided-needs-consent')}"),
        text(f"-# {say('scope')}"),
        *about_blocks(say, category, label),
        row(
            button("consent.choose", f"guided.{ref}", say("button-consent"), PRIMARY),
            button("checkin.start", ref, say("button-start-unkept")),
        ),
        row(button("how.open", "", say("button-how")), button("help.open", "", say("button-help-now"))),
    )


def gate(say: Speaker, category: Category | None, label: str | None) -> ui.LayoutView:
    """Return the two questions before the first one."""
    return screen(*gate_blocks(say, "guided.begin", category or ANY, about_blocks(say, category, label)))


def closer_gate(say: Speaker, quick_id: str) -> ui.LayoutView:
    """Return the two questions before looking closer at a quick check-in."""
    return screen(*gate_blocks(say, "guided.closely", quick_id, []))


def gate_blocks(say: Speaker, kind: str, ref: str, about: list[AnyItem]) -> list[AnyItem]:
    """Return the gate's blocks: danger first, then who decides; `kind` and `ref` say what it leads to."""
    return [
        text(f"## {say('guided-title')}\n{say('guided-what')}"),
        *about,
        line(),
        text(say("gate-danger")),
        row(button("help.open", "", say("gate-danger-yes"))),
        text(say("gate-dependent")),
        row(
            button(kind, f"{ref}.own", say("gate-dependent-no"), PRIMARY),
            button(kind, f"{ref}.dependent", say("gate-dependent-yes")),
        ),
        text(f"-# {say('guided-kept')}"),
    ]


def _under_way(say: Speaker, questions: QuestionBank, draft: Draft) -> list[AnyItem]:
    """Return where a guided check-in stands, and whom it is about."""
    total = len(questions_of(draft, questions))
    when = format_dt(draft.created_at, "f")
    told = say("guided-under-way", when=when, number=min(draft.step + 1, total), total=total)
    about = about_line(say, draft.check_in)
    return [text(f"## {say('guided-title')}\n{told}"), *([text(about)] if about else [])]


def _carry_on(say: Speaker, questions: QuestionBank, draft: Draft, label: str | None) -> ui.LayoutView:
    ref = draft.check_in.category or ANY
    afresh = [text(say("guided-afresh-label")), *about_blocks(say, None, label)] if label else []
    return screen(
        *_under_way(say, questions, draft),
        text(say("guided-afresh")),
        *afresh,
        row(
            button("guided.show", draft.id, say("button-carry-on-there"), PRIMARY),
            button("guided.afresh", ref, say("button-afresh")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def which_one(say: Speaker, questions: QuestionBank, other: Draft, quick_id: str) -> ui.LayoutView:
    """Ask which of two to go on with: there is one guided check-in for each kind of relation at a time."""
    return screen(
        *_under_way(say, questions, other),
        text(say("guided-which")),
        row(
            button("guided.show", other.id, say("button-carry-on-there"), PRIMARY),
            button("guided.instead", quick_id, say("button-instead")),
        ),
        row(
            button("checkin.mirror", quick_id, say("button-back-mirror")),
            button("help.open", "", say("button-help-now")),
        ),
    )


def step_screen(
    say: Speaker, questions: QuestionBank, draft: Draft, step: Step, *, private: bool
) -> ui.LayoutView:
    """Return one question with what was answered before in sight; `private` in direct messages."""
    return screen(
        text(
            say(
                "step-mark",
                number=step.number + 1,
                total=step.total,
                part=questions.part_names[step.question.part],
            )
        ),
        *_so_far(say, questions, draft),
        text(f"### {step.question.text}"),
        *_options(say, draft, step),
        line(),
        row(*_moves(say, draft, step)),
        row(*_ways_out(say, draft, private=private)),
    )


def _so_far(say: Speaker, questions: QuestionBank, draft: Draft) -> list[AnyItem]:
    """Return the answers so far, part by part, as small print."""
    lines = []
    for part in Part:
        answered = [q for q in questions.of(part) if q.id in draft.check_in.answers]
        echoes = [q.options[draft.check_in.answers[q.id]].echo for q in answered]
        if echoes:
            lines.append(say("step-so-far", part=questions.part_names[part], picked="; ".join(echoes)))
    return [text("\n".join(lines)), line()] if lines else []


def _options(say: Speaker, draft: Draft, step: Step) -> list[AnyItem]:
    """Return the options as buttons, one below the other; the one that was picked says so in words."""
    picked = draft.check_in.answers.get(step.question.id)
    rows = []
    for place, index in enumerate(step.order):
        label = step.question.options[index].text
        chosen = index == picked
        label = say("step-picked", text=label) if chosen else label
        style = PRIMARY if chosen else discord.ButtonStyle.secondary
        rows.append(row(button("guided.pick", f"{draft.id}.{step.number}.{place}", label, style)))
    return rows


def _moves(say: Speaker, draft: Draft, step: Step) -> list[Routed]:
    noted = step.question.part in draft.check_in.part_notes
    answered = step.question.id in draft.check_in.answers
    moves = [
        button(
            "guided.skip", f"{draft.id}.{step.number}", say("button-take-back" if answered else "button-skip")
        ),
        button(
            "guided.note",
            f"{draft.id}.{step.question.part}",
            say("button-note-change" if noted else "button-note-part"),
        ),
    ]
    if answered:
        moves.insert(0, button("guided.go", f"{draft.id}.{step.number + 1}", say("button-next")))
    if step.number:
        moves.insert(0, button("guided.go", f"{draft.id}.{step.number - 1}", say("button-back")))
    return moves


def _ways_out(say: Speaker, draft: Draft, *, private: bool) -> list[Routed]:
    ways = [
        button("guided.rest", draft.id, say("button-rest")),
        button("help.open", "", say("button-help-now")),
    ]
    return ways if private else [button("guided.private", draft.id, say("button-private")), *ways]


def standing(interaction: discord.Interaction, draft: Draft, *, private: bool) -> ui.LayoutView | None:
    """Return the screen of the question where a draft stands, or None when its mirror is due."""
    questions = bank(interaction)
    step = step_of(draft, questions)
    return (
        None if step is None else step_screen(speaker(interaction), questions, draft, step, private=private)
    )
