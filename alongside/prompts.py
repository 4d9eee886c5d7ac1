"""The questions of the daily reminder, and which one comes next. Pure.

None comes again while it was asked lately; among the others, the parts come up more often to which
somebody's recent check-ins leaned. Nobody is told which part a question belongs to.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from alongside.mirror import leaning_of
from alongside.model import CheckIn, Kind, Leaning, Part
from alongside.questions import QuestionBank
from alongside.reading import need, read_toml

# With fewer, a part that somebody leans to would soon have nothing new to ask.
LEAST_EACH = 10
# A question stands as a headline of a message; longer ones are hard to read on a phone.
LONGEST = 100
# How much more often than the others a part comes up, by where its answers sat lately.
_WEIGHT = {Leaning.HELPING: 0, Leaning.BETWEEN: 1, Leaning.RESCUING: 3, Leaning.UNSEEN: 0}


@dataclass(frozen=True)
class Prompt:
    """One question of the daily reminder. `id` is stable for ever."""

    id: str
    part: Part
    text: str


@dataclass(frozen=True)
class Prompts:
    """All of them in one language, by id, in the order of the content file."""

    by_id: Mapping[str, Prompt]


def tendency(check_ins: Iterable[CheckIn], bank: QuestionBank) -> Mapping[Part, int]:
    """Return how much each part is to come up more often than the others, 0 for not at all.

    It is the mean over the check-ins of where each one's answers of the part sat, rounded to whole weights;
    days and pauses say nothing about parts.
    """
    weights: dict[Part, list[int]] = {part: [] for part in Part}
    for check_in in check_ins:
        if check_in.kind not in (Kind.QUICK, Kind.GUIDED):
            continue
        for part in Part:
            values = [option.value for option in bank.picked(part, check_in.answers)]
            if values:
                weights[part].append(_WEIGHT[leaning_of(values)])
    return {part: round(sum(each) / len(each)) if each else 0 for part, each in weights.items()}


def choose(prompts: Prompts, asked: Mapping[str, date], leans: Mapping[Part, int], seed: str) -> Prompt:
    """Return what to ask next: none of `asked` (ids, and the local date of each), settled by the seed.

    Where everything was asked lately, it is what was asked longest ago. `leans` as `tendency` returns it.
    """
    fresh = [each for each in prompts.by_id.values() if each.id not in asked]
    if not fresh:
        return min(prompts.by_id.values(), key=lambda each: asked[each.id])
    rng = random.Random(seed)  # noqa: S311 - variety, not secrecy
    parts = [part for part in Part if any(each.part is part for each in fresh)]
    # The part first: so a part of which much was asked lately does not fall behind.
    part = rng.choices(parts, [1 + leans.get(part, 0) for part in parts])[0]
    return rng.choice([each for each in fresh if each.part is part])


def load_prompts(text: str) -> Prompts:
    """Read the file of the daily questions (TOML). Raises ValueError that names what is wrong with it."""
    raw = read_toml(text)
    found: dict[str, Prompt] = {}
    for part in Part:
        entries = need(need(raw, part.value, dict, "the file"), "questions", list, part.value)
        for entry in entries:
            prompt = _prompt(part, entry)
            if prompt.id in found:
                raise ValueError(f"question id {prompt.id} stands twice")
            found[prompt.id] = prompt
        if len(entries) < LEAST_EACH:
            raise ValueError(f"{part}: {len(entries)} questions, where {LEAST_EACH} are the least")
    return Prompts(found)


def _prompt(part: Part, entry: object) -> Prompt:
    ident = need(entry, "id", str, part.value)
    text = need(entry, "text", str, ident)
    if len(text) > LONGEST:
        raise ValueError(f"{ident}: 'text' has more than {LONGEST} characters")
    return Prompt(ident, part, text)
