"""Reading a rules file for telling, and saying what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from alongside.asking.inflecting import INFLECTIONS
from alongside.asking.patterns import DANGER, EASED, SPARED, Patterns, Step
from alongside.asking.reading import CLAUSE, QUESTION, SENTENCE, Spelling
from alongside.asking.rules import AskingRules
from alongside.asking.suggesting import LEAST, PLACE, Actions, Kind, Suggestions
from alongside.reading import need, need_texts, read_toml
from alongside.safety.words import plain_letters

_PART = re.compile(r"\[(?P<gap>[1-9])\]|(?:\((?P<group>[^()]+)\)|(?P<words>[\w'{}|-]+))(?P<optional>\??)")
_PARTS = re.compile(r"\([^()]*\)\??|\S+")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_MARKS = {
    "^": Step(((SENTENCE,), (QUESTION,), (CLAUSE,))),
    "^^": Step(((SENTENCE,), (QUESTION,))),
    "$": Step(((SENTENCE,), (QUESTION,), (CLAUSE,))),
    ",": Step(((CLAUSE,),)),
    ",?": Step(((CLAUSE,),), optional=True),
}
_FILE = {"inflection", "offer", "open", "spelling", "elided", "typos", "words", "leads", "action", "kind"}
_FILE |= {"exception", "danger"}
_ACTION = {"verbs", "stops", "loose", "spoils", "trailing", "spoken", "turned", "longest"}
_KIND = {"name", "patterns", "action", "turned", "unasked", "firm", "addressed", "fitting", "open"}
_TYPO_FROM = 4  # letters; shorter words become other words too easily


def load_asking_rules(text: str) -> AskingRules:
    """Read a rules file (TOML). Raises ValueError that names the part that is wrong."""
    return _Loader(text).rules()


class _Loader:
    """Reads a rules file; each error names the place in it."""

    def __init__(self, text: str) -> None:
        self.raw = read_toml(text)
        _known(self.raw, _FILE, "the file")
        self.words = {
            name: need_texts(self.raw["words"], name, f"words.{name}")
            for name in _table(self.raw, "words", "the file")
        }
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        self.written = {
            word: tuple(need(self.raw["spelling"], word, str, "spelling").split())
            for word in _table(self.raw, "spelling", "the file")
        }

    def rules(self) -> AskingRules:
        kinds = self._kinds()
        steps = [
            *((each, number) for number, (_, patterns) in enumerate(kinds) for each in patterns),
            *((each, EASED if bare else SPARED) for bare, each in self._patterns("exception", {"bare"})),
            *((each, DANGER) for _, each in self._patterns("danger", set())),
        ]
        return AskingRules(
            offer=need(self.raw, "offer", str, "the file"),
            _spelling=self._spelling(steps),
            _patterns=Patterns(steps),
            _kinds=tuple(kind for kind, _ in kinds),
            _leads=frozenset(self._named(self.raw, "leads", "the file")),
            _suggestions=Suggestions(self._actions(), need_texts(self.raw, "open", "the file", LEAST + 1)),
        )

    def _kinds(self) -> list[tuple[Kind, list[list[Step]]]]:
        found = []
        for number, entry in enumerate(_tables(self.raw, "kind"), 1):
            name = need(entry, "name", str, f"kind {number}")
            where = f"kind {name!r}"
            _known(entry, _KIND, where)
            action = entry.get("action", "")
            fitting = need_texts(entry, "fitting", where) if action else ()
            if action not in ("", "after", "first", "last") or not all(
                each.count(PLACE) == 1 for each in fitting
            ):
                raise ValueError(
                    f'{where}: \'action\' is "after", "first" or "last", with {PLACE} once in \'fitting\''
                )
            kind = Kind(
                name, need_texts(entry, "open", where), fitting, action,
                **{flag: bool(entry.get(flag)) for flag in ("turned", "unasked", "firm", "addressed")},
            )  # fmt: skip
            if unasking := [each for each in (*kind.open, *fitting) if not each.endswith("?")]:
                raise ValueError(f"{where}: {unasking[0]!r} is no question")
            found.append((kind, self._steps_of(entry, where)))
        return found

    def _patterns(self, part: str, flags: set[str]) -> list[tuple[bool, list[Step]]]:
        """Return the patterns of a part of the file, each with whether its entry carries a flag."""
        found = []
        for number, entry in enumerate(_tables(self.raw, part), 1):
            where = f"{part} {entry.get('name', number)!r}"
            _known(entry, {"name", "patterns"} | flags, where)
            flagged = any(bool(entry.get(flag)) for flag in flags)
            found += [(flagged, steps) for steps in self._steps_of(entry, where)]
        return found

    def _steps_of(self, entry: Mapping[str, Any], where: str) -> list[list[Step]]:
        return [
            self._steps(text, f"{where}, pattern {text!r}") for text in need_texts(entry, "patterns", where)
        ]

    def _steps(self, text: str, where: str) -> list[Step]:
        steps = [_MARKS[part] if part in _MARKS else self._step(part, where) for part in _PARTS.findall(text)]
        if any(step.gap or step.optional for step in (steps[0], steps[-1])):
            raise ValueError(f"{where}: begins and ends with something that has to be there")
        return steps

    def _step(self, text: str, where: str) -> Step:
        part = _PART.fullmatch(text)
        if part is None:
            raise ValueError(f"{where}: cannot read {text!r}")
        if part["gap"]:
            return Step((), gap=int(part["gap"]))
        phrases = [
            phrase
            for each in (part["group"] or part["words"]).split("|")
            for phrase in (self._class(each, where) if each.startswith("{") else [self._phrase(each, where)])
        ]
        return Step(tuple(phrases), optional=bool(part["optional"]))

    def _class(self, text: str, where: str) -> Sequence[tuple[str, ...]]:
        """Return the phrases that {name} stands for."""
        name = text[1:-1]
        if name not in self.words:
            raise ValueError(f"{where}: there are no words called {name!r}")
        if name not in self.phrases:
            self.phrases[name] = [self._phrase(phrase, f"words.{name}") for phrase in self.words[name]]
        return self.phrases[name]

    def _phrase(self, phrase: str, where: str) -> tuple[str, ...]:
        """Return a phrase as the reading of a text gives it back: short forms written out."""
        meant: list[str] = []
        for word in phrase.split() or [""]:
            if not _WORD.fullmatch(word) or word != "".join(map(plain_letters, word)):
                raise ValueError(f"{where}: {word!r} is not a plain word in small letters")
            meant += self.written.get(word.replace("'", ""), (word,))
        return tuple(meant)

    def _spelling(self, steps: list[tuple[list[Step], int]]) -> Spelling:
        phrases = [phrase for pattern, _ in steps for step in pattern for phrase in step.phrases]
        known = {word for phrase in phrases for word in phrase} - set(self.written)
        typos: dict[str, tuple[str, ...]] = {}
        for word in need_texts(self.raw.get("typos"), "of", "typos", 0) if "typos" in self.raw else ():
            if len(word) < _TYPO_FROM:
                raise ValueError(f"typos.of: {word!r} is too short to allow for typing errors")
            typos |= dict.fromkeys(_mistyped(word), self.written.get(word, (word,)))
        right = set(need_texts(self.raw["typos"], "not", "typos")) if typos else set()
        written = {typo: meant for typo, meant in typos.items() if typo not in known | right}
        endings = {word[1:]: meant for word, meant in self.written.items() if word.startswith("'")}
        plain = {word: meant for word, meant in self.written.items() if not word.startswith("'")}
        elided = (
            frozenset(need_texts(self.raw, "elided", "the file")) if "elided" in self.raw else frozenset()
        )
        return Spelling(written | plain, endings, frozenset(known), elided)

    def _actions(self) -> Actions:
        part, where = _table(self.raw, "action", "the file"), "action"
        _known(part, _ACTION, where)
        inflection = need(self.raw, "inflection", str, "the file")
        if inflection not in INFLECTIONS:
            raise ValueError(f"inflection: there is no {inflection!r}, but {sorted(INFLECTIONS)}")
        lists = {
            name: frozenset(self._named(part, name, where))
            for name in ("verbs", "stops", "loose", "spoils", "trailing")
        }
        spoken, turned = (
            {word: need(part[name], word, str, f"action.{name}") for word in _table(part, name, where)}
            for name in ("spoken", "turned")
        )
        return Actions(
            INFLECTIONS[inflection], **lists, spoken=spoken, turned=turned,
            longest=need(part, "longest", int, where),
        )  # fmt: skip

    def _named(self, part: object, name: str, where: str) -> list[str]:
        """Return a list of single words; {name} stands for the words of that name."""
        listed: list[str] = []
        for word in need_texts(part, name, where):
            phrases = self._class(word, f"{where}.{name}") if word.startswith("{") else [(word,)]
            listed += [phrase[0] for phrase in phrases if len(phrase) == 1]
        return listed


def _mistyped(word: str) -> set[str]:
    """Return the ways to miss, double or swap a letter of a word, but not its first one."""
    places = range(1, len(word))
    missed = {word[:at] + word[at + 1 :] for at in places}
    doubled = {word[:at] + word[at] + word[at:] for at in places}
    swapped = {word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :] for at in places}
    return (missed | doubled | swapped) - {word}


def _known(part: Mapping[str, Any], allowed: set[str], where: str) -> None:
    if unknown := sorted(set(part) - allowed):
        raise ValueError(f"{where}: unknown part {unknown[0]!r}")


def _table(part: Mapping[str, Any], name: str, where: str) -> dict[str, Any]:
    value = part.get(name, {})
    if not isinstance(value, dict):
        raise ValueError(f"{where}: {name!r} is a table")
    return value


def _tables(part: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    value = part.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError(f"{name}: write [[{name}]]")
    return value
