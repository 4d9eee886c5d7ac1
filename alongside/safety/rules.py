"""Phrase patterns over words, and the rules of a language. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from alongside.safety.words import SENTENCE, Spelling, Token, Trie


class SafetyKind(Enum):
    """What a text may speak of; the values are the names that the rules file uses."""

    SUICIDE = "suicide"
    SELF_HARM = "self_harm"
    ABUSE = "abuse"
    DANGER = "danger"


class Step(NamedTuple):
    """One part of a pattern: words to meet, or (where `gap` is not 0) up to so many words to pass over."""

    words: Trie
    gap: int = 0
    optional: bool = False


class Pattern(NamedTuple):
    steps: tuple[Step, ...]
    kind: SafetyKind | None  # None: a figure of speech


Index = Mapping[str, tuple[Pattern, ...]]  # patterns by the words that they can begin with


def _reach(words: Trie, tokens: list[Token], place: int) -> Iterator[int]:
    """Yield the places behind each of `words` that stands at `place`."""
    open_ends = [(words, place)]
    while open_ends:
        node, at = open_ends.pop()
        if "" in node:
            yield at
        if at < len(tokens):
            open_ends += [(node[form], at + 1) for form in tokens[at].forms if form in node]


def _pass_over(gap: int, tokens: list[Token], place: int) -> Iterator[int]:
    """Yield the places up to `gap` words on, within the sentence."""
    yield place
    for at in range(place + 1, min(place + gap, len(tokens) - 1) + 1):
        if SENTENCE in (tokens[at - 1].parted, tokens[at].parted):
            return
        yield at


def _ends(steps: tuple[Step, ...], tokens: list[Token], start: int) -> set[int]:
    """Return the places behind every way in which the steps fit from `start` on."""
    places = {start}
    for step in steps:
        if step.gap:
            places = {at for place in places for at in _pass_over(step.gap, tokens, place)}
            continue
        reached = {at for place in places for at in _reach(step.words, tokens, place)}
        places = reached | places if step.optional else reached
        if not places:
            break
    return places


def _matches(index: Index, tokens: list[Token]) -> Iterator[tuple[SafetyKind | None, int, int]]:
    for start, token in enumerate(tokens):
        for form in token.forms:
            for pattern in index.get(form, ()):
                for end in _ends(pattern.steps, tokens, start):
                    yield pattern.kind, start, end


@dataclass(frozen=True, slots=True)
class SafetyRules:
    """The rules of one language."""

    _spelling: Spelling
    _alarms: Index
    _idioms: Index

    def find(self, text: str) -> frozenset[SafetyKind]:
        """Return the kinds that the text speaks of; takes any string, and raises nothing.

        A figure of speech takes back what begins or ends inside it, and nothing else of the text. It has to
        be said in one breath: "I can't go on. The doctor knows" is not "can't go on the trip".
        """
        tokens = self._spelling.tokens(text)
        figures: set[int] = set()
        for _, start, end in _matches(self._idioms, tokens):
            if not any(token.parted for token in tokens[start + 1 : end]):
                figures.update(range(start, end))
        return frozenset(
            kind
            for kind, start, end in _matches(self._alarms, tokens)
            if kind and start not in figures and end - 1 not in figures
        )
