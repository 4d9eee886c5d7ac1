"""Reading a rules file, and saying what is wrong with it."""

import re
import string
import tomllib

from alongside.safety.rules import Index, Pattern, SafetyKind, SafetyRules, Step
from alongside.safety.words import SHORTEST_TYPO, Spelling, Trie, plain_letters

_PATTERN_PART = re.compile(r"\[(?P<gap>[1-9])\]|(?:\{(?P<name>\w+)\}|(?P<words>[\w'#|]+))(?P<optional>\??)")
_PLAIN_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|#")


def load_safety_rules(text: str) -> SafetyRules:
    """Read a rules file (TOML). Raises ValueError that names the rule, or the part, that is wrong."""
    return _Loader(text).rules()


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

    def _spelling(self) -> Spelling:
        table = _table(self.raw.get("spelling", {}), "spelling")
        written = {key: tuple(_texts([value], f"spelling.{key}")[0].split()) for key, value in table.items()}
        glued = {phrase.replace(" ", ""): tuple(phrase.split()) for phrase in self._list("glued")}
        typos = _table(self.raw.get("typos", {}), "typos")
        return Spelling(
            wider={key: words for key, words in written.items() if len(words) > 1 or key.startswith("'")},
            other={key: words[0] for key, words in written.items() if len(words) == 1},
            typos=_typos(_texts(typos.get("of", []), "typos.of"), _texts(typos.get("not", []), "typos.not")),
            glued=re.compile("|".join(map(re.escape, glued))) if glued else None,
            glued_words=glued,
        )

    def _list(self, part: str) -> list[str]:
        return _texts(self.raw.get(part, []), part)

    def _index(self, part: str) -> Index:
        index: dict[str, list[Pattern]] = {}
        for number, entry in enumerate(_tables(self.raw.get(part, []), part), 1):
            where = f"{part} {entry.get('name', number)!r}"
            if unknown := set(entry) - {"name", "kind" if part == "rule" else "name", "patterns"}:
                raise ValueError(f"{where}: unknown part {sorted(unknown)[0]!r}")
            kind = _kind(entry.get("kind"), where) if part == "rule" else None
            for text in _texts(entry.get("patterns"), where) or [""]:
                pattern = Pattern(self._steps(text, f"{where}, pattern {text!r}"), kind)
                for word in pattern.steps[0].words:
                    index.setdefault(word, []).append(pattern)
        return {word: tuple(patterns) for word, patterns in index.items()}

    def _steps(self, text: str, where: str) -> tuple[Step, ...]:
        steps = tuple(self._step(part, where) for part in text.split())
        if not steps or any(step.gap or step.optional for step in (steps[0], steps[-1])):
            raise ValueError(f"{where}: begins and ends with a word that has to be there")
        return steps

    def _step(self, text: str, where: str) -> Step:
        part = _PATTERN_PART.fullmatch(text)
        if part is None:
            raise ValueError(f"{where}: cannot read {text!r}")
        if part["gap"]:
            return Step({}, gap=int(part["gap"]))
        if part["name"] and part["name"] not in self.classes:
            raise ValueError(f"{where}: there are no words called {part['name']!r}")
        words = self.classes[part["name"]] if part["name"] else self._trie(part["words"].split("|"), where)
        return Step(words, optional=bool(part["optional"]))

    def _trie(self, phrases: list[str], where: str) -> Trie:
        root: Trie = {}
        for phrase in phrases:
            node = root
            for word in phrase.split() or [""]:
                if not _PLAIN_WORD.fullmatch(word) or word != "".join(map(plain_letters, word)):
                    raise ValueError(f"{where}: {word!r} is not a plain word in small letters")
                for spelt in self.spelling.wider.get(word.replace("'", ""), (word,)):
                    node = node.setdefault(spelt, {})
            node[""] = {}
        return root


def _typos(words: list[str], not_these: list[str]) -> dict[str, str]:
    """Return every way to miss, double, swap or mistake one letter of `words`, leading to the word."""
    typos: dict[str, str] = {}
    for word in words:
        if len(word) < SHORTEST_TYPO:
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
