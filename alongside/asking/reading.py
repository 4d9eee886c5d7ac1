"""From text to words with their places, with what is quoted left out. Pure."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from alongside.safety.words import plain_letters

# What parts words, and what stands for words that are none of ours to read.
SENTENCE, QUESTION, CLAUSE, HIDDEN = "<.", "<?", "<,", "<-"
PARTINGS = frozenset({SENTENCE, QUESTION, CLAUSE})

_ODD = re.compile(r"([^\t\n\r\x20-\x7e])")
_GONE = "\x1a"  # stands where something was left out, one for each character, so that places stay
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_LINK = re.compile(r"https?://[^\s\x1a]+|\]\([^()\s]*\)|(?<![\w/.:<])/[a-z][a-z-]*")  # or a command of a bot
_MENTION = re.compile(r"<[^<>\s]{1,80}>|<3+|@[^\W_]+")  # or a heart
_CITED_LINE = re.compile(r"^[ \t]*> [^\n]*", re.MULTILINE)
_CITED_REST = re.compile(r"^[ \t]*>>> .*", re.MULTILINE | re.DOTALL)
_CLOSING = {"“": "”“", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", '"': '"', "'": "'"}
_MARK = re.compile(r"\n\n|[“”„«»‹›「」『』\"']")
_DEEPEST = 8  # quotations inside quotations; deeper ones are no prose
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_LONGEST_WORD = 40

# The blank in front is only passed over faster this way; more than one would make long runs of them slow.
_PIECE = re.compile(
    r" ?(?:([^\W_]++(?:['-][^\W_]++)*+)|([.!;:\n\r…]++)|([?？]++)|([,()\[\]{}–—|\x00]|--|\B-\B)|\x1a++)"
)


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words: `forms` to compare, each with the place in the text where it begins and ends.

    Partings stand among the words, one at each end as well; `asked` is not 0 for what a question mark ends.
    """

    forms: list[str]
    begins: list[int]
    ends: list[int]
    asked: bytearray


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a language's words are written: one way to write a word, and the words that are meant.

    `endings` are written with an apostrophe ("'ll"); `known` are the words that patterns speak of; `elided`
    are words that begin with an apostrophe, which therefore opens no quotation.
    """

    written: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, tuple[str, ...]]
    known: Collection[str]
    elided: Collection[str]

    def words(self, text: str) -> Words:
        """Return the words of a text; takes any string."""
        plain, places = _plain(text)
        plain = self._without_quotations(_without_markup(plain))
        drawn_out = _DRAWN_OUT.search(plain) is not None
        forms, begins, ends = [SENTENCE], [0], [0]
        asked_from: list[tuple[int, int]] = []
        clause = 1
        known, written = self.known, self.written
        for match in _PIECE.finditer(plain):
            word = match[1]
            begin, end = match.span(1) if word else match.span()
            begins.append(begin)
            ends.append(end)
            if word is None:
                forms.append(_parting(match))
                if forms[-1] in PARTINGS:
                    if forms[-1] == QUESTION:
                        asked_from.append((clause, len(forms)))
                    clause = len(forms)
            elif word in known:
                forms.append(word)
            elif word in written or drawn_out or "'" in word:
                meant = written.get(word) or self._spelt(word, drawn_out)
                forms += meant
                begins += [begin] * (len(meant) - 1)
                ends += [end] * (len(meant) - 1)
            else:
                forms.append(word)
        forms.append(SENTENCE)
        begins.append(len(plain))
        ends.append(len(plain))
        asked = bytearray(len(forms))
        for start, end in asked_from:
            asked[start:end] = b"\1" * (end - start)
        if places is not None:
            begins = [places[at] for at in begins]
            ends = [places[at - 1] + 1 if at else 0 for at in ends]
        return Words(forms, begins, ends, asked)

    def _spelt(self, word: str, drawn_out: bool) -> tuple[str, ...]:
        """Return what a word that no pattern knows as it stands may mean; itself where nothing is known."""
        if len(word) > _LONGEST_WORD and not drawn_out:
            return (word,)
        if "'" in word:
            stem, _, ending = word.rpartition("'")
            if ending in self.endings:
                return (*self.written.get(stem, (stem,)), *self.endings[ending])
            bare = word.replace("'", "")
            if bare in self.written or bare in self.known:
                return self.written.get(bare, (bare,))
        if drawn_out:
            for times in (r"\1", r"\1\1"):
                short = _DRAWN_OUT.sub(times, word)
                if short != word and (short in self.known or short in self.written):
                    return self.written.get(short, (short,))
        return (word,)

    def _without_quotations(self, plain: str) -> str:
        """Hide what stands in quotation marks, to the end of the paragraph at most."""
        opened: list[tuple[str, int]] = []
        quoted: list[tuple[int, int]] = []
        for match in _MARK.finditer(plain):
            mark, at = match[0], match.start()
            if mark == "\n\n":
                opened.clear()
                continue
            before, after = plain[at - 1 : at].isalnum(), plain[at + 1 : at + 2].isalnum()
            if mark == "'" and before and after:
                continue
            level = next((n for n in reversed(range(len(opened))) if mark in _CLOSING[opened[n][0]]), None)
            if level is not None and (mark != "'" or not after):
                quoted.append((opened[level][1], match.end()))
                del opened[level:]
            elif mark in _CLOSING and len(opened) < _DEEPEST and self._opens(plain, mark, at, before, after):
                opened.append((mark, at))
        return _hide(plain, quoted)

    def _opens(self, plain: str, mark: str, at: int, before: bool, after: bool) -> bool:
        if mark != "'":
            return True
        word = plain[at + 1 : at + 12].split(maxsplit=1)[:1]
        return after and not before and not (word and word[0] in self.elided)


def _plain(text: str) -> tuple[str, list[int] | None]:
    """Return the text in small plain letters, and where each of them stood; None where nothing moved."""
    parts = _ODD.split(text)
    if len(parts) == 1:
        return text.lower(), None
    odd = list(map(_seen, parts[1::2]))
    places: list[int] = []
    at = 0
    for ordinary, seen in zip(parts[::2], [*odd, " "], strict=True):  # the last one is the end of the text
        if ordinary:
            places += range(at, at + len(ordinary))
            at += len(ordinary)
        if len(seen) == 1:
            places.append(at)
        elif seen:
            places += [at] * len(seen)
        at += 1
    parts[1::2] = odd
    parts[::2] = map(str.lower, parts[::2])
    return "".join(parts), places


@lru_cache(maxsize=4096)
def _seen(char: str) -> str:
    """Return how one character is read; only single characters are remembered, never words."""
    if unicodedata.category(char) == "So":  # a picture parts words as a comma does
        return "\0"
    return plain_letters(char).replace(_GONE, " ").replace("\0", " ")


def _without_markup(plain: str) -> str:
    """Hide code, links and cited lines, and let a mention part words."""
    plain = plain.replace(_GONE, " ")
    if "`" in plain:
        plain = _CODE.sub(_hidden, plain)
    if ">" in plain:
        plain = _CITED_LINE.sub(_hidden, _CITED_REST.sub(_hidden, plain))
    if "/" in plain or "](" in plain:
        plain = _LINK.sub(_hidden, plain)
    if "<" in plain or "@" in plain:
        plain = _MENTION.sub(lambda match: "," + " " * (len(match[0]) - 1), plain)
    return plain


def _hidden(match: re.Match[str]) -> str:
    return _GONE * len(match[0])


def _hide(plain: str, quoted: Sequence[tuple[int, int]]) -> str:
    if not quoted:
        return plain
    parts: list[str] = []
    at = 0
    for start, end in sorted(quoted):
        if end > at:
            start = max(start, at)
            parts += (plain[at:start], _GONE * (end - start))
            at = end
    return "".join([*parts, plain[at:]])


def _parting(match: re.Match[str]) -> str:
    if match[2]:
        return SENTENCE
    if match[3]:
        return QUESTION
    return CLAUSE if match[4] else HIDDEN
