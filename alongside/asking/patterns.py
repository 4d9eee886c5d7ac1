"""All phrase patterns of a language at once: what begins at a word, found in one walk over the words. Pure.

Patterns become one automaton. Where several of them fit so far, their places together are one state, so that
a word is looked up once however many patterns there are. States are made when a text first needs them, hold
nothing but places in patterns, and are thrown away when they become too many.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from alongside.asking.reading import PARTINGS

MOST_STATES = 20_000
_ANY = 0  # the class of a word that no pattern names


class Step(NamedTuple):
    """One part of a pattern: phrases to meet, or (where `gap` is not 0) up to so many words to pass over."""

    phrases: tuple[tuple[str, ...], ...]
    gap: int = 0
    optional: bool = False


class Ends(NamedTuple):
    """What has been met when a walk has come here: the first rule in the file, exceptions, danger."""

    rule: int | None
    spared: bool
    eased: bool
    danger: bool


@dataclass(slots=True)
class _Node:
    """A place in the patterns, and where each word leads from there."""

    words: dict[str, set[int]] = field(default_factory=dict)
    passed: set[int] = field(default_factory=set)
    free: set[int] = field(default_factory=set)
    ends: set[int] = field(default_factory=set)


class State:
    """Places in the patterns at one time; `following` by class of word, None where nothing fits."""

    __slots__ = ("ends", "following", "nodes")

    def __init__(self, nodes: frozenset[int], ends: Ends | None) -> None:
        self.nodes = nodes
        self.ends = ends
        self.following: dict[int, State | None] = {}


SPARED, EASED, DANGER = -1, -2, -3  # EASED: an exception for bare commands only


class Patterns:
    """The patterns of a language, ready to walk."""

    def __init__(self, patterns: Iterable[tuple[Sequence[Step], int]]) -> None:
        """Take patterns, each with the number of its rule, or SPARED, EASED or DANGER."""
        self._nodes = [_Node()]
        for steps, number in patterns:
            at = 0
            for step in steps:
                at = self._gap(at, step.gap) if step.gap else self._phrases(at, step)
            self._nodes[at].ends.add(number)
        self.classes = self._classes()
        self._examples = {number: word for word, number in self.classes.items()}
        self._states: dict[frozenset[int], State] = {}
        self._root = self._state(self._closed({0}))
        self.begins = frozenset(self.classes[word] for word in self._first_words())

    def classify(self, forms: Iterable[str]) -> list[int]:
        """Return the class of each word."""
        known = self.classes
        return [known.get(form, _ANY) for form in forms]

    def root(self) -> State:
        """Return where every walk begins; forget the states if they have become too many."""
        if len(self._states) > MOST_STATES:
            self._states = {}
            self._root = self._state(self._closed({0}))
        return self._root

    def follow(self, state: State, number: int) -> State | None:
        """Return the state behind a word of this class, and remember it."""
        word = self._examples.get(number)
        reached: set[int] = set()
        for node in map(self._nodes.__getitem__, state.nodes):
            if word is not None and word in node.words:
                reached |= node.words[word]
            if word not in PARTINGS:
                reached |= node.passed
        following = self._state(self._closed(reached)) if reached else None
        state.following[number] = following
        return following

    def _new(self) -> int:
        self._nodes.append(_Node())
        return len(self._nodes) - 1

    def _gap(self, at: int, most: int) -> int:
        end = self._new()
        self._nodes[at].free.add(end)
        for _ in range(most):
            passed = self._new()
            self._nodes[at].passed.add(passed)
            self._nodes[passed].free.add(end)
            at = passed
        return end

    def _phrases(self, at: int, step: Step) -> int:
        end = self._new()
        for phrase in step.phrases:
            here = at
            for word in phrase[:-1]:
                there = self._new()
                self._nodes[here].words.setdefault(word, set()).add(there)
                here = there
            self._nodes[here].words.setdefault(phrase[-1], set()).add(end)
        if step.optional:
            self._nodes[at].free.add(end)
        return end

    def _classes(self) -> Mapping[str, int]:
        """Number the words so that those which mean the same to every pattern share a number."""
        leads: dict[str, set[tuple[int, int]]] = {word: set() for word in PARTINGS}
        for number, node in enumerate(self._nodes):
            for word, targets in node.words.items():
                leads.setdefault(word, set()).update((number, target) for target in targets)
        numbers: dict[object, int] = {}
        return {
            word: numbers.setdefault((word if word in PARTINGS else None, frozenset(where)), len(numbers) + 1)
            for word, where in leads.items()
        }

    def _first_words(self) -> set[str]:
        return {word for at in self._root.nodes for word in self._nodes[at].words}

    def _closed(self, nodes: set[int]) -> frozenset[int]:
        waiting, closed = list(nodes), set(nodes)
        while waiting:
            fresh = self._nodes[waiting.pop()].free - closed
            closed |= fresh
            waiting += fresh
        return frozenset(closed)

    def _state(self, nodes: frozenset[int]) -> State:
        state = self._states.get(nodes)
        if state is None:
            met: Collection[int] = {end for at in nodes for end in self._nodes[at].ends}
            rule = min((end for end in met if end >= 0), default=None)
            state = State(nodes, Ends(rule, SPARED in met, EASED in met, DANGER in met) if met else None)
            self._states[nodes] = state
        return state
