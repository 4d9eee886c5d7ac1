"""The mirror as it is shown."""

from alongside.mirror import Mirror, PartMirror, reflect
from alongside.model import Category, CheckIn, Kind, Leaning, Part
from alongside.questions import QuestionBank
from alongside.texts import Speaker
from cogs.ui.daily import pause_blocks, today_blocks
from cogs.ui.plain import plain
from cogs.ui.screens import AnyItem, line, text


def mirror_blocks(
    say: Speaker, bank: QuestionBank, check_in: CheckIn, seed: str, *, then: bool = False
) -> list[AnyItem]:
    """Return the mirror's blocks: about whom, the five parts, the open question.

    `then` speaks of that day instead of today, for one that is opened again.
    """
    if check_in.kind is Kind.TODAY:
        return today_blocks(say, bank, check_in, then=then)
    if check_in.kind is Kind.PAUSE:
        return pause_blocks(say, check_in, then=then)
    mirror = reflect(check_in.answers, bank, seed)
    about = about_line(say, check_in)
    # One block with blank lines: five blocks would be five of the forty pieces a message may have.
    parts = [text("\n\n".join(_part(say, bank, part, then=then) for part in mirror.parts))]
    if check_in.category is Category.CHILD and check_in.kind is Kind.QUICK:
        parts.append(text(say("mirror-child")))
    elif check_in.dependent:
        parts.append(text(say("mirror-dependent")))
    if check_in.kind is Kind.GUIDED:
        parts += [line(), text(_picture(say, bank, mirror))]
    asked = check_in.question or mirror.question
    nothing = "mirror-nothing-then" if then else "mirror-nothing"
    question = say(nothing) if asked is None else say("mirror-question", question=asked)
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


def all_notes(say: Speaker, bank: QuestionBank, check_in: CheckIn) -> str:
    """Return everything that was noted with a check-in, part by part, then the note on the whole."""
    notes = [
        say("part-note", part=bank.part_names[part], note=check_in.part_notes[part])
        for part in Part
        if part in check_in.part_notes
    ]
    return "\n\n".join([*notes, *([check_in.note] if check_in.note else [])])


def leaning_word(say: Speaker, leaning: Leaning) -> str:
    """Return a leaning in words."""
    return say(f"leaning-{leaning}")


def _picture(say: Speaker, bank: QuestionBank, mirror: Mirror) -> str:
    """Return the parts along the line between helping and rescuing, in words that read well aloud."""
    lines = []
    for leaning in Leaning:
        names = [bank.part_names[each.part] for each in mirror.parts if each.leaning is leaning]
        lines += [say("picture", leaning=leaning.value, parts=", ".join(names))] if names else []
    return "\n".join(lines)


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
