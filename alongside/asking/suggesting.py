"""Open questions that ask what was told. Where none can be made that fits, general ones are asked. Pure."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from alongside.asking.reading import HIDDEN, PARTINGS, Words
from alongside.safety.words import plain_letters

LEAST, MOST = 2, 3
PLACE = "{action}"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of telling. `fitting` questions have a place for what somebody is told to do.

    `action` says where that begins: "after" the words that tell, with their "last" word, or nowhere. `turned`
    is for telling in the first person ("I'd quit my job"); `unasked` kinds do not tell with a question mark;
    `firm` ones are not taken back by an exception of the very same words; `addressed` ones say who is meant
    ("you should call"), and are not taken back by exceptions for bare commands ("call when you like").
    """

    name: str
    open: tuple[str, ...]
    fitting: tuple[str, ...] = ()
    action: str = ""
    turned: bool = False
    unasked: bool = False
    firm: bool = False
    addressed: bool = False


class Told(NamedTuple):
    """Words that tell, as places in the list of words."""

    first: int
    last: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Actions:
    """What can be put into a question, and what cannot.

    An action begins with one of `verbs`, ends before one of `stops`, does not end with one of `loose`, and
    holds none of `spoils`. Words of `trailing` are left away at its end. `spoken` are words as they are
    written in a question; `turned` are those that change when the first person becomes the second.
    """

    inflect: Callable[[str], str]
    verbs: Collection[str]
    stops: Collection[str]
    loose: Collection[str]
    spoils: Collection[str]
    trailing: Collection[str]
    spoken: Mapping[str, str]
    turned: Mapping[str, str]
    longest: int

    def action(
        self, text: str, words: Words, at: int, *, turned: bool, telling: Collection[int] = ()
    ) -> str | None:
        """Return what is told from this word on, as it stands in a question; None where nothing fits.

        Nothing fits either where other words that tell begin inside it, at one of the places in `telling`.
        """
        if words.forms[at] not in self.verbs or words.forms[at] in self.spoils:
            return None
        end = at + 1
        while words.forms[end] not in PARTINGS and words.forms[end] not in self.stops:
            if words.forms[end] == HIDDEN or words.forms[end] in self.spoils or end - at >= self.longest:
                return None
            if end in telling:
                return None
            end += 1
        if words.forms[end - 1] in self.loose:
            return None
        while end - at > 1 and words.forms[end - 1] in self.trailing:
            end -= 1
        if words.forms[end - 1] in self.loose:
            return None
        loud = text[words.begins[at] : words.ends[at]].isupper()
        rest = [self._word(text, words, place, loud, turned) for place in range(at + 1, end)]
        return " ".join([self.inflect(words.forms[at]), *rest])

    def _word(self, text: str, words: Words, place: int, loud: bool, turned: bool) -> str:
        """Return a word as it was written, unless that is only another way to write the one that is meant."""
        form = words.forms[place]
        if turned and form in self.turned:
            return self.turned[form]
        if form in self.spoken:
            return self.spoken[form]
        written = text[words.begins[place] : words.ends[place]]
        same = "".join(map(plain_letters, written)) == form
        seen = "".join(filter(str.isprintable, written)) if same else form
        return seen.lower() if loud else seen


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The questions of a language; `open` fit everything that is told."""

    actions: Actions
    open: tuple[str, ...]

    def fitting(self, text: str, words: Words, told: Sequence[Told]) -> Iterator[str]:
        """Yield a question for each of the first kinds, made from the words where that works.

        It is a kind's first one, unless that was asked about something else already.
        """
        telling, asked = {each.first for each in told}, set[str]()
        for each in _first_kinds(told):
            action = self._action(text, words, each, telling) if each.kind.fitting else None
            if action is None:
                yield each.kind.open[0]
            else:
                question = next((one for one in each.kind.fitting if one not in asked), each.kind.fitting[0])
                asked.add(question)
                yield question.replace(PLACE, action)

    def plain(self, told: Sequence[Told]) -> tuple[str, ...]:
        """Return general questions for what is told."""
        kinds = [each.kind for each in _first_kinds(told)]
        return self.enough((), [*(kind.open[0] for kind in kinds), *kinds[0].open[1:], *self.open])

    def enough(self, questions: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
        """Return two or three questions, each once: these, and then more of those."""
        each = list(dict.fromkeys(questions))
        spare = [question for question in dict.fromkeys(more) if question not in each]
        return tuple((each + spare)[:MOST])

    def _action(self, text: str, words: Words, told: Told, telling: Collection[int]) -> str | None:
        at = {"after": told.last + 1, "first": told.first}.get(told.kind.action, told.last)
        return self.actions.action(text, words, at, turned=told.kind.turned, telling=telling)


def _first_kinds(told: Sequence[Told]) -> list[Told]:
    first: dict[str, Told] = {}
    for each in told:
        first.setdefault(each.kind.name, each)
        if len(first) == MOST:
            break
    return list(first.values())
