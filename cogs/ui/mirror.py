"""The mirror as it is shown."""

from alongside.mirror import PartMirror, reflect
from alongside.model import Category, CheckIn, Leaning
from alongside.questions import QuestionBank
from alongside.texts import Speaker
from cogs.ui.plain import plain
from cogs.ui.screens import AnyItem, line, text


def mirror_blocks(
    say: Speaker, bank: QuestionBank, check_in: CheckIn, seed: str, *, then: bool = False
) -> list[AnyItem]:
    """Return the mirror's blocks: about whom, the five parts, the open question.

    `then` speaks of that day instead of today, for one that is opened again.
    """
    mirror = reflect(check_in.answers, bank, seed)
    about = about_line(say, check_in)
    parts = [text(_part(say, bank, part, then=then)) for part in mirror.parts]
    if check_in.category is Category.CHILD:
        parts.append(text(say("mirror-child")))
    question = (
        say("mirror-nothing-then" if then else "mirror-nothing")
        if mirror.question is None
        else say("mirror-question", question=mirror.question)
    )
    return [*([text(about)] if about else []), *parts, line(), text(question)]


def about_line(say: Speaker, check_in: CheckIn) -> str:
    """Return whom a check-in is about, as small print; empty where nothing was said."""
    label = plain(check_in.label) if check_in.label else ""
    if check_in.category is None:
        return say("mirror-label", label=label) if label else ""
    category = say(f"category-{check_in.category}")
    return (
        say("mirror-about-label", category=category, label=label)
        if label
        else say("mirror-about", category=category)
    )


def leaning_word(say: Speaker, leaning: Leaning) -> str:
    """Return a leaning in words."""
    return say(f"leaning-{leaning}")


def _part(say: Speaker, bank: QuestionBank, part: PartMirror, *, then: bool) -> str:
    name = bank.part_names[part.part]
    if part.leaning is Leaning.UNSEEN:
        return say("mirror-unseen-then" if then else "mirror-unseen", part=name)
    return say(
        "mirror-part-then" if then else "mirror-part",
        part=name,
        picked=_picked(say, part.picked),
        count=len(part.picked),
        leaning=leaning_word(say, part.leaning),
    )


def _picked(say: Speaker, echoes: tuple[str, ...]) -> str:
    joined = say("mirror-one", picked=echoes[-1])
    if len(echoes) > 1:
        joined = say("mirror-and", first="*, *".join(echoes[:-1]), second=echoes[-1])
    return joined
