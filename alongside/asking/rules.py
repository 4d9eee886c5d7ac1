"""The rules of a language: where a text tells, what it leaves alone, what could be asked. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from alongside.asking.patterns import Patterns
from alongside.asking.reading import PARTINGS, Spelling, Words
from alongside.asking.suggesting import Kind, Suggestions, Told


class Span(NamedTuple):
    """Words that tell: places in the text, and the name of the kind of telling."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a text holds: `spans` in order, never overlapping; two or three `questions` where there are any.

    `plainer` are the questions to ask where those may not be said: they repeat nothing of the text. Where
    there is `danger`, somebody is told how to get out of it, and there are no spans and no questions.
    """

    spans: tuple[Span, ...] = ()
    questions: tuple[str, ...] = ()
    plainer: tuple[str, ...] = ()
    danger: bool = False


class _Match(NamedTuple):
    first: int  # of the words
    last: int
    rule: int


class _Walked(NamedTuple):
    matches: list[_Match]
    spared: list[int]  # by word: where the exceptions that begin up to here end, the furthest
    eased: list[int]  # the same, with the exceptions for bare commands
    danger: bool


@dataclass(frozen=True, slots=True)
class AskingRules:
    """The rules of one language. `offer` is how to ask before an idea is given."""

    offer: str
    _spelling: Spelling
    _patterns: Patterns
    _kinds: tuple[Kind, ...]
    _leads: frozenset[str]
    _suggestions: Suggestions

    def find(self, text: str) -> Finding:
        """Return which words of a text tell, and how to ask instead; takes any string, and raises nothing."""
        words = self._spelling.words(text)
        walked = self._walk(words)
        if walked.danger:
            return Finding(danger=True)
        told = list(self._told(words, walked))
        if not told:
            return Finding()
        spans = tuple(Span(words.begins[each.first], words.ends[each.last], each.kind.name) for each in told)
        questions = tuple(
            question for question in self._suggestions.fitting(text, words, told) if not self.tells(question)
        )
        plainer = self._suggestions.plain(told)
        return Finding(spans, self._suggestions.enough(questions, plainer), plainer)

    def tells(self, text: str) -> bool:
        """Return whether any words of a text tell somebody what to do."""
        words = self._spelling.words(text)
        return next(self._told(words, self._walk(words)), None) is not None

    def _walk(self, words: Words) -> _Walked:
        """Follow the patterns from every word on; each walk is at most as long as the longest pattern."""
        patterns = self._patterns
        classes, root = patterns.classify(words.forms), patterns.root()
        follow, begins, total = patterns.follow, patterns.begins, len(classes)
        spared, eased = [0] * total, [0] * total
        matches: list[_Match] = []
        danger = False
        furthest = furthest_eased = 0
        for first, number in enumerate(classes):
            spared[first], eased[first] = furthest, furthest_eased
            if number not in begins:
                continue
            state, at, met, free, ease = root, first, None, 0, 0
            while at < total:
                number = classes[at]
                try:
                    following = state.following[number]
                except KeyError:
                    following = follow(state, number)
                if following is None:
                    break
                state, at = following, at + 1
                if ends := state.ends:
                    danger |= ends.danger
                    free = at if ends.spared else free
                    ease = at if ends.eased else ease
                    met = (at, ends.rule) if ends.rule is not None else met
            spared[first] = furthest = max(free, furthest)
            eased[first] = furthest_eased = max(ease, furthest_eased, furthest)
            if met:
                matches.append(self._trimmed(words.forms, first, *met))
        return _Walked(matches, spared, eased, danger)

    def _trimmed(self, forms: list[str], first: int, end: int, rule: int) -> _Match:
        """Return a match from the first word that tells to the last one, without what leads up to it."""
        last = end - 1
        while forms[last] in PARTINGS and last > first:
            last -= 1
        while first < last and (forms[first] in PARTINGS or forms[first] in self._leads):
            first += 1
        return _Match(first, last, rule)

    def _told(self, words: Words, walked: _Walked) -> Iterator[Told]:
        """Yield what is left without exceptions: of those that overlap, the first, and then the longest.

        An exception takes back what begins or ends inside it, unless that holds the whole of it and more.
        """
        behind = -1
        for first, last, rule in sorted(walked.matches, key=lambda each: (each.first, -each.last, each.rule)):
            kind = self._kinds[rule]
            if first <= behind or _taken_back(walked, first, last, kind):
                continue
            if kind.unasked and words.asked[last]:
                continue
            behind = last
            yield Told(first, last, kind)


def _taken_back(walked: _Walked, first: int, last: int, kind: Kind) -> bool:
    spared = walked.spared if kind.addressed else walked.eased
    if spared[first - 1] > first or spared[first] > last + kind.firm:
        return True
    return not kind.turned and spared[last] > last + 1  # "my" is yours where the first person tells
