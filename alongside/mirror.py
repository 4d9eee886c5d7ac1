"""The mirror: what somebody picked, and where today's answers of each part sit. Pure.

It never adds parts up: no overall number exists anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.model import Answers, Leaning, Part
from alongside.picking import pick
from alongside.questions import QuestionBank


@dataclass(frozen=True)
class PartMirror:
    """One part as it is shown: the answers given back, and their leaning."""

    part: Part
    picked: tuple[str, ...]
    leaning: Leaning


@dataclass(frozen=True)
class Mirror:
    """The five parts, in their order, and one open question (None where nothing was answered)."""

    parts: tuple[PartMirror, ...]
    question: str | None


def leaning_of(values: Sequence[float]) -> Leaning:
    """Return where the values (0 to 3) of one part's answered questions sit.

    The mean: below 1 nearer helping, from 1 to below 2 in between, from 2 nearer rescuing.
    """
    if not values:
        return Leaning.UNSEEN
    mean = sum(values) / len(values)
    if mean < 1:
        return Leaning.HELPING
    return Leaning.BETWEEN if mean < 2 else Leaning.RESCUING


def reflect(
    answers: Answers, bank: QuestionBank, seed: str, *, turn: int | None = None, avoid: str | None = None
) -> Mirror:
    """Hold up the mirror to some answers (question id -> index of the option).

    `seed` is the check-in's id: it settles which open question is asked, where no `turn` does. `avoid`
    is the one that was asked last, which is not asked again. Answers to questions that the content no
    longer has are passed over.
    """
    means: dict[Part, float] = {}
    shown: list[PartMirror] = []
    for part in Part:
        picked = bank.picked(part, answers)
        values = [option.value for option in picked]
        if values:
            means[part] = sum(values) / len(values)
        shown.append(PartMirror(part, tuple(option.echo for option in picked), leaning_of(values)))
    return Mirror(tuple(shown), _open_question(means, bank, seed, turn, avoid))


def _open_question(
    means: dict[Part, float], bank: QuestionBank, seed: str, turn: int | None, avoid: str | None
) -> str | None:
    """Return one open question for the part that leans most; the seed decides between equals."""
    if not means:
        return None
    most = max(means.values())
    part = pick([part for part, mean in means.items() if mean == most], seed)
    # A mean is its own mean: the same rule tells its leaning.
    choices = bank.open_questions[part, leaning_of([most])]
    return pick(choices, seed + part, turn=turn, avoid=avoid)
