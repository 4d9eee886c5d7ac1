"""From text to plain words: look-alikes, disguises and typing errors undone. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

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
SHORTEST_TYPO = 6  # in shorter words one wrong letter makes too many other words

RUNS_ON, PAUSE, SENTENCE = range(3)

Trie = dict[str, "Trie"]  # words that may follow one another; the empty word marks an end


class Token(NamedTuple):
    """One word as every spelling it may be read as, and what parts it from the word before."""

    forms: frozenset[str]
    parted: int  # RUNS_ON, PAUSE or SENTENCE


@lru_cache(maxsize=4096)
def plain_letters(char: str) -> str:
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


def read_words(text: str) -> Iterator[tuple[list[str], int]]:
    """Yield each word as the ways it may be cut out, and what parts it from the word before.

    Letters in a row ("k m s", "s-u-i-c-i-d-e") are one word; as "I" and "a" are words as well, that word may
    begin one letter later or end one earlier.
    """
    plain = "".join(map(plain_letters, text))
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
        return SENTENCE
    return PAUSE if between.strip() else RUNS_ON


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
class Spelling:
    """How a language's words are written, and what they stand for.

    `wider` replaces one written word by several; `other` adds a second reading; `typos` leads from each way
    to mistype a long word to that word; `glued` finds phrases that are written without spaces.
    """

    wider: Mapping[str, tuple[str, ...]]
    other: Mapping[str, str]
    typos: Mapping[str, str]
    glued: re.Pattern[str] | None
    glued_words: Mapping[str, tuple[str, ...]]

    def tokens(self, text: str) -> list[Token]:
        return [
            Token(forms, RUNS_ON if at else parted)
            for ways, parted in read_words(text)
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
