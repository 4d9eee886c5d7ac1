"""Does a text speak of suicide, self-harm, abuse or immediate danger?

The rules stand in a content file, one per language; this module only reads text and compares words:

    text -> plain words (look-alikes, disguises and typing errors undone) -> phrase patterns -> kinds

Everything is decided by tables, so that the same text always gets the same answer and a reviewer can say
why. No part of the text is kept, and nothing here writes anywhere. The work grows in step with the length of
the text: patterns have bounded gaps, and the regular expressions have nothing to go back over.
"""

import re
import string
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple


class SafetyKind(Enum):
    """What a text may speak of; the values are the names that the rules file uses."""

    SUICIDE = "suicide"
    SELF_HARM = "self_harm"
    ABUSE = "abuse"
    DANGER = "danger"


# Cyrillic and Greek letters that are drawn like ours, and ours.
_LOOKALIKES = str.maketrans(
    dict(zip("абвгезіїјклмнорсѕтухѵԁһԛԝӏ", "abbreziijklmhopcstyxvdhqwl", strict=True))
    | dict(zip("αβγεηικνορςσυτχω", "abyenikvopssutxw", strict=True))
)
_INVISIBLE = "\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # letters to the standard, nothing to the eye
_LATIN_NAME = re.compile(r"(?:LATIN|REGIONAL|NEGATIVE).* ([A-Z])(?: WITH .*)?$")
_APOSTROPHES = "'\u2018\u2019\u201b`\u00b4\u02bc\u2032\uff07"

_WORD = re.compile(r"[@$]?[^\W_]+(?:['@$!*|]+[^\W_]+)*")
_LEET = re.compile(r"[@$!*|0-9]")
_LEET_TABLES = tuple(str.maketrans("@43$50!|178", f"aaesso{ones}{ones}{ones}tb", "*") for ones in ("i", "l"))
_DRAWN_OUT = re.compile(r"(.)\1{2,}", re.DOTALL)
_LONGEST_WORD = 40  # beyond it a word is only looked through for phrases written without spaces
_SPELT_OUT = 3  # so many single letters in a row are read as one word
_SHORTEST_TYPO = 6  # in shorter words one wrong letter makes too many other words

_RUNS_ON, _PAUSE, _SENTENCE = range(3)

_PATTERN_PART = re.compile(r"\[(?P<gap>[1-9])\]|(?:\{(?P<name>\w+)\}|(?P<words>[\w'#|]+))(?P<optional>\??)")
_PLAIN_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|#")

_Trie = dict[str, "_Trie"]  # words that may follow one another; the empty word marks an end


class _Token(NamedTuple):
    """One word as every spelling it may be read as, and what parts it from the word before."""

    forms: frozenset[str]
    parted: int  # _RUNS_ON, _PAUSE or _SENTENCE


class _Step(NamedTuple):
    """One part of a pattern: words to meet, or (where `gap` is not 0) up to so many words to pass over."""

    words: _Trie
    gap: int = 0
    optional: bool = False


class _Pattern(NamedTuple):
    steps: tuple[_Step, ...]
    kind: SafetyKind | None  # None: a figure of speech


_Index = Mapping[str, tuple[_Pattern, ...]]  # patterns by the words that they can begin with


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """Return one character as plain small letters: "" if it cannot be seen, itself if there is no plainer.

    One at a time, because normalising a long run of combining marks takes time that grows with its square.
    """
    if char in _APOSTROPHES:
        return "'"
    if char.isspace():
        return "\n" if char in "\n\r\v\f\x85\u2028\u2029" else " "
    return "".join(_plainest(part) for part in unicodedata.normalize("NFKD", char).casefold())


def _plainest(char: str) -> str:
    if char.isascii() and char.isprintable():
        return char
    if unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf", "Cc") or char in _INVISIBLE:
        return ""
    named = _LATIN_NAME.match(unicodedata.name(char, ""))
    return named[1].lower() if named else char.translate(_LOOKALIKES)


def _words(text: str) -> Iterator[tuple[list[str], int]]:
    """Yield each word as the ways it may be cut out, and what parts it from the word before.

    Letters in a row ("k m s", "s-u-i-c-i-d-e") are one word; as "I" and "a" are words as well, that word may
    begin one letter later or end one earlier.
    """
    plain = "".join(map(_plain, text))
    spelt: list[tuple[str, int]] = []
    end = 0
    for match in _WORD.finditer(plain):
        parted, end, word = _parting(plain[end : match.start()]), match.end(), match[0]
        if len(word) > 1:
            yield from _join(spelt)
            spelt = []
            yield [word], parted
        else:
            spelt.append((word, parted))
    yield from _join(spelt)


def _parting(between: str) -> int:
    if "\n" in between or (".." not in between and any(mark in between for mark in ".!?;:")):
        return _SENTENCE
    return _PAUSE if between.strip() else _RUNS_ON


def _join(letters: list[tuple[str, int]]) -> Iterator[tuple[list[str], int]]:
    if len(letters) >= _SPELT_OUT:
        word = "".join(letter for letter, _ in letters)
        yield [word, word[1:], word[:-1], word[1:-1]], letters[0][1]
    else:
        yield from (([letter], parted) for letter, parted in letters)


def _undisguised(word: str) -> Iterator[str]:
    """Yield a word's readings: as it stands, without apostrophes, with numbers as letters, not drawn out."""
    bare = word.replace("'", "")
    readings = [word, bare]
    if _LEET.search(bare) and not bare.isdecimal():
        readings += [bare.translate(table) for table in _LEET_TABLES]
        readings += re.split(r"[@$!*|]+", bare)  # "die!I" is two words rather than a disguise
    for reading in readings:
        yield reading
        if _DRAWN_OUT.search(reading):
            yield _DRAWN_OUT.sub(r"\1", reading)
            yield _DRAWN_OUT.sub(r"\1\1", reading)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How a language's words are written, and what they stand for.

    `wider` replaces one written word by several; `other` adds a second reading; `typos` leads from each way
    to mistype a long word to that word; `glued` finds phrases that are written without spaces.
    """

    wider: Mapping[str, tuple[str, ...]]
    other: Mapping[str, str]
    typos: Mapping[str, str]
    glued: re.Pattern[str] | None
    glued_words: Mapping[str, tuple[str, ...]]

    def tokens(self, text: str) -> list[_Token]:
        return [
            _Token(forms, _RUNS_ON if at else parted)
            for ways, parted in _words(text)
            for at, forms in enumerate(self._spell(ways))
        ]

    def _spell(self, ways: list[str]) -> list[frozenset[str]]:
        readings = dict.fromkeys(reading for way in ways for reading in _undisguised(way))
        for reading in readings:
            if reading in self.wider:
                return [self._forms([word]) for word in self.wider[reading]]
            if self.glued and (found := self.glued.search(reading)):
                return [self._forms([word]) for word in self.glued_words[found[0]]]
        stem, mark, ending = ways[0].rpartition("'")
        if mark and (mark + ending) in self.wider:
            return [self._forms(_undisguised(stem))] + [
                self._forms([word]) for word in self.wider[mark + ending]
            ]
        return [self._forms(readings)]

    def _forms(self, readings: Iterable[str]) -> frozenset[str]:
        forms = {reading for reading in readings if 0 < len(reading) <= _LONGEST_WORD}
        forms |= {self.other[form] for form in forms if form in self.other}
        forms |= {self.typos[form] for form in forms if form in self.typos}
        return frozenset(forms | {"#"} if any(form.isdecimal() for form in forms) else forms)


def _reach(words: _Trie, tokens: list[_Token], place: int) -> Iterator[int]:
    """Yield the places behind each of `words` that stands at `place`."""
    open_ends = [(words, place)]
    while open_ends:
        node, at = open_ends.pop()
        if "" in node:
            yield at
        if at < len(tokens):
            open_ends += [(node[form], at + 1) for form in tokens[at].forms if form in node]


def _pass_over(gap: int, tokens: list[_Token], place: int) -> Iterator[int]:
    """Yield the places up to `gap` words on, within the sentence."""
    yield place
    for at in range(place + 1, min(place + gap, len(tokens) - 1) + 1):
        if _SENTENCE in (tokens[at - 1].parted, tokens[at].parted):
            return
        yield at


def _ends(steps: tuple[_Step, ...], tokens: list[_Token], start: int) -> set[int]:
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


def _matches(index: _Index, tokens: list[_Token]) -> Iterator[tuple[SafetyKind | None, int, int]]:
    for start, token in enumerate(tokens):
        for form in token.forms:
            for pattern in index.get(form, ()):
                for end in _ends(pattern.steps, tokens, start):
                    yield pattern.kind, start, end


@dataclass(frozen=True, slots=True)
class SafetyRules:
    """The rules of one language."""

    _spelling: _Spelling
    _alarms: _Index
    _idioms: _Index

    @classmethod
    def load(cls, text: str) -> "SafetyRules":
        """Read a rules file (TOML). Raises ValueError that names the rule, or the part, that is wrong."""
        return _Loader(text).rules()

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


class _Loader:
    """Reads a rules file; each error names the place in it."""

    def __init__(self, text: str) -> None:
        try:
            self.raw = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"not valid TOML: {error}") from error
        if unknown := set(self.raw) - {"spelling", "glued", "typos", "words", "rule", "idiom"}:
            raise ValueError(f"the file: unknown part {sorted(unknown)[0]!r}")
        self.spelling = self._spelling()
        self.classes = {
            name: self._trie(_texts(words, f"words.{name}"), f"words.{name}")
            for name, words in _table(self.raw.get("words", {}), "words").items()
        }

    def rules(self) -> SafetyRules:
        return SafetyRules(self.spelling, self._index("rule"), self._index("idiom"))

    def _spelling(self) -> _Spelling:
        table = _table(self.raw.get("spelling", {}), "spelling")
        written = {key: tuple(_texts([value], f"spelling.{key}")[0].split()) for key, value in table.items()}
        glued = {phrase.replace(" ", ""): tuple(phrase.split()) for phrase in self._list("glued")}
        typos = _table(self.raw.get("typos", {}), "typos")
        return _Spelling(
            wider={key: words for key, words in written.items() if len(words) > 1 or key.startswith("'")},
            other={key: words[0] for key, words in written.items() if len(words) == 1},
            typos=_typos(_texts(typos.get("of", []), "typos.of"), _texts(typos.get("not", []), "typos.not")),
            glued=re.compile("|".join(map(re.escape, glued))) if glued else None,
            glued_words=glued,
        )

    def _list(self, part: str) -> list[str]:
        return _texts(self.raw.get(part, []), part)

    def _index(self, part: str) -> _Index:
        index: dict[str, list[_Pattern]] = {}
        for number, entry in enumerate(_tables(self.raw.get(part, []), part), 1):
            where = f"{part} {entry.get('name', number)!r}"
            if unknown := set(entry) - {"name", "kind" if part == "rule" else "name", "patterns"}:
                raise ValueError(f"{where}: unknown part {sorted(unknown)[0]!r}")
            kind = _kind(entry.get("kind"), where) if part == "rule" else None
            for text in _texts(entry.get("patterns"), where) or [""]:
                pattern = _Pattern(self._steps(text, f"{where}, pattern {text!r}"), kind)
                for word in pattern.steps[0].words:
                    index.setdefault(word, []).append(pattern)
        return {word: tuple(patterns) for word, patterns in index.items()}

    def _steps(self, text: str, where: str) -> tuple[_Step, ...]:
        steps = tuple(self._step(part, where) for part in text.split())
        if not steps or any(step.gap or step.optional for step in (steps[0], steps[-1])):
            raise ValueError(f"{where}: begins and ends with a word that has to be there")
        return steps

    def _step(self, text: str, where: str) -> _Step:
        part = _PATTERN_PART.fullmatch(text)
        if part is None:
            raise ValueError(f"{where}: cannot read {text!r}")
        if part["gap"]:
            return _Step({}, gap=int(part["gap"]))
        if part["name"] and part["name"] not in self.classes:
            raise ValueError(f"{where}: there are no words called {part['name']!r}")
        words = self.classes[part["name"]] if part["name"] else self._trie(part["words"].split("|"), where)
        return _Step(words, optional=bool(part["optional"]))

    def _trie(self, phrases: list[str], where: str) -> _Trie:
        root: _Trie = {}
        for phrase in phrases:
            node = root
            for word in phrase.split() or [""]:
                if not _PLAIN_WORD.fullmatch(word) or word != "".join(map(_plain, word)):
                    raise ValueError(f"{where}: {word!r} is not a plain word in small letters")
                for spelt in self.spelling.wider.get(word.replace("'", ""), (word,)):
                    node = node.setdefault(spelt, {})
            node[""] = {}
        return root


def _typos(words: list[str], not_these: list[str]) -> dict[str, str]:
    """Return every way to miss, double, swap or mistake one letter of `words`, leading to the word."""
    typos: dict[str, str] = {}
    for word in words:
        if len(word) < _SHORTEST_TYPO:
            raise ValueError(f"typos.of: {word!r} is too short to allow for typing errors")
        for at in range(len(word) + 1):
            head, tail = word[:at], word[at:]
            typos[head + tail[1:]] = word
            typos[head + tail[1:2] + tail[:1] + tail[2:]] = word
            for letter in string.ascii_lowercase:
                typos[head + letter + tail] = typos[head + letter + tail[1:]] = word
    return {typo: word for typo, word in typos.items() if typo not in not_these and typo not in words}


def _kind(value: object, where: str) -> SafetyKind:
    try:
        return SafetyKind(value)
    except ValueError:
        raise ValueError(f"{where}: there is no kind {value!r}") from None


def _texts(value: object, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        raise ValueError(f"{where}: a list of texts is wanted")
    return value


def _table(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError(f"{where}: a table is wanted")
    return value


def _tables(value: object, where: str) -> list[dict[str, object]]:
    if not isinstance(value, list):
        raise ValueError(f"{where}: write [[{where}]]")
    return [_table(entry, where) for entry in value]
