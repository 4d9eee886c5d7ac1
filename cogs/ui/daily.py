"""A day and a pause as they are shown, and the form of the day."""

from discord import ui

from alongside.daily import Daily
from alongside.model import CheckIn, Kind
from alongside.questions import QuestionBank
from alongside.texts import Speaker
from cogs.ui.forms import form
from cogs.ui.plain import plain
from cogs.ui.screens import AnyItem, line, text

# What stands in small print where entries are listed; a check-in goes without saying.
KINDS = {Kind.TODAY: "entry-today", Kind.PAUSE: "entry-pause"}


def kind_line(say: Speaker, kind: Kind) -> str:
    """Return what kind of entry it is, as small print; empty for a check-in."""
    return f"-# {say(KINDS[kind])}" if kind in KINDS else ""


def today_form(say: Speaker, daily: Daily, ref: str) -> ui.Modal:
    """Return the day's questions: three taps, each of which may be left out."""
    fields = []
    for question in daily.questions.values():
        choices: ui.RadioGroup[ui.Modal] = ui.RadioGroup(custom_id=question.id, required=False)
        for index, option in enumerate(question.options):
            choices.add_option(label=option.text, value=str(index))
        fields.append(ui.Label(text=question.text, component=choices))
    return form(say("today-title"), "today.sent", ref, *fields)


def today_blocks(say: Speaker, bank: QuestionBank, check_in: CheckIn, *, then: bool = False) -> list[AnyItem]:
    """Return a day: what was picked, in one sentence, and the open question."""
    echoes = [option.echo for option in bank.daily.chosen(check_in.answers)]
    if not echoes:
        sentence = say("today-nothing-then" if then else "today-nothing")
    else:
        sentence = say("today-picked-then" if then else "today-picked", picked=_picked(say, echoes))
    return [text(sentence), *question_blocks(say, check_in)]


def pause_blocks(say: Speaker, check_in: CheckIn, *, then: bool = False) -> list[AnyItem]:
    """Return a pause: both ratings side by side, without a verdict, and the open question."""
    return [*ratings_blocks(say, check_in, then=then), *question_blocks(say, check_in)]


def ratings_blocks(
    say: Speaker,
    check_in: CheckIn,
    sides: int | None = None,
    instead: int | None = None,
    *,
    then: bool = False,
) -> list[AnyItem]:
    """Return both ratings in words, and what was for oneself; `sides` and `instead` make them findable."""
    ratings = check_in.ratings
    if ratings is None:
        return []
    after = ratings.before if ratings.after is None else ratings.after
    told = say(
        "pause-sides-then" if then else "pause-sides",
        before=ratings.before,
        after=after,
        minutes=ratings.minutes,
    )
    blocks = [text(told, ident=sides), text(say("pause-scale"))]
    if ratings.instead:
        blocks += [text(say("pause-instead-said")), text(plain(ratings.instead), ident=instead)]
    return blocks


def question_blocks(say: Speaker, check_in: CheckIn) -> list[AnyItem]:
    """Return the open question, set apart."""
    return [line(), text(say("mirror-question", question=check_in.question))] if check_in.question else []


def _picked(say: Speaker, echoes: list[str]) -> str:
    if len(echoes) == 1:
        return say("mirror-one", picked=echoes[0])
    return say("mirror-and", first="*, *".join(echoes[:-1]), second=echoes[-1])
