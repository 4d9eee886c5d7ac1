"""Reading an export that somebody brings back: what stands in it, or why it is refused. Pure.

A file comes from anywhere. It is read in steps of which each is bounded: its size, how deep it is nested
and how many values it has before it is read as JSON, then each value on its own. What is refused is refused
whole. Nothing of a file stands in a refusal: a text id, and the number of the entry that is wrong.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn

from alongside.errors import UserError
from alongside.export_form import (
    OTHERS,
    SCHEMA,
    VERSION,
    WrongEntry,
    check_in_from,
    instant_in,
    intention_from,
)
from alongside.model import Intention, Reflection

# A file that the bot wrote itself is never larger: Discord's own limit for everybody.
MOST_BYTES = 10 * 1024 * 1024
MOST_ENTRIES = 20_000
# Texts and marks between them: a full file of exports has a third of it, a hostile one could have ten times.
_MOST_TOKENS = 2_000_000
_DEEPEST = 12
_MOST_DIGITS = 15
# Clocks are no more than a day apart, and nobody is asked about a plan later than this.
_AHEAD = timedelta(days=1)
_WAITING = timedelta(days=60)

# A text, to its end or the end of the file; or a mark between texts. Possessive, and so that every text
# matches: no file makes the search go back over what it has seen.
_TOKENS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)
_RECORD = re.compile(r"[0-9a-f]{1,32}")


@dataclass(frozen=True)
class Found:
    """What stands in a file: reflections by their ids, and when their plans are to be asked about.

    `unreadable` could not be opened when the file was written; `others` are entries of other kinds,
    which stay out.
    """

    reflections: tuple[Reflection, ...]
    intentions: Mapping[str, Intention]
    part: int = 1
    parts: int = 1
    unreadable: int = 0
    others: int = 0


def read_export(data: bytes, now: datetime) -> Found:
    """Return what stands in an export. Raises UserError with the reason why it is refused."""
    if len(data) > MOST_BYTES:
        raise UserError("import-large", most=MOST_BYTES // 1024 // 1024)
    document = _document(data)
    version = document.get("version")
    if document.get("schema") != SCHEMA or type(version) is not int or version < 1:
        raise UserError("import-other")
    if version > VERSION:
        raise UserError("import-newer")
    entries = _section(document, "reflections")
    others = sum(len(_section(document, name)) for name in OTHERS)
    if len(entries) > MOST_ENTRIES:
        raise UserError("import-many", most=MOST_ENTRIES)
    readable = [each for each in entries if not _unreadable(each)]
    reflections = {each.id: each for each in _each(readable, now)}
    if len(reflections) < len(readable):
        raise UserError("import-twice")
    part, parts = _place(document)
    return Found(
        reflections=tuple(reflections.values()),
        intentions=_intentions(_section(document, "intentions"), now),
        part=part,
        parts=parts,
        unreadable=len(entries) - len(readable),
        others=others,
    )


def _document(data: bytes) -> dict[str, Any]:
    """Return the JSON object in a file, having looked first at how much there is to build."""
    _measure(data)
    try:
        document = json.loads(
            data.decode("utf-8-sig"),
            parse_int=_whole,
            parse_float=_refuse,
            parse_constant=_refuse,
            object_pairs_hook=_once,
        )
    except (ValueError, RecursionError):
        # From None: a JSON error quotes what it stumbled over.
        raise UserError("import-unread") from None
    if not isinstance(document, dict):
        raise UserError("import-other")
    return document


def _measure(data: bytes) -> None:
    """Refuse what is nested too deep or has too many values, before any of it is built."""
    depth = 0
    for number, found in enumerate(_TOKENS.finditer(data)):
        token = data[found.start()]
        depth += (token in b"[{") - (token in b"]}")
        if depth > _DEEPEST or number > _MOST_TOKENS:
            raise UserError("import-unread")


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError("a number that no export has")
    return int(digits)


def _refuse(_: str) -> NoReturn:
    raise ValueError("a number that no export has")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a name stands twice")
    return made


def _section(document: Mapping[str, Any], name: str) -> list[Any]:
    entries = document.get(name, [])
    if not isinstance(entries, list):
        raise UserError("import-other")
    return entries


def _place(document: Mapping[str, Any]) -> tuple[int, int]:
    part, parts = document.get("part", 1), document.get("parts", 1)
    if type(part) is not int or type(parts) is not int or not 1 <= part <= parts <= 1000:
        raise UserError("import-other")
    return part, parts


def _unreadable(entry: object) -> bool:
    return isinstance(entry, dict) and entry.get("unreadable") is True


def _each(entries: list[Any], now: datetime) -> Iterable[Reflection]:
    for number, entry in enumerate(entries, 1):
        try:
            yield _reflection(entry, now)
        except WrongEntry as error:
            # From None: what stands in the file stays out of what is logged.
            raise UserError("import-entry", number=number, field=error.field) from None


def _reflection(entry: object, now: datetime) -> Reflection:
    if not isinstance(entry, dict):
        raise WrongEntry("{ }")
    made = Reflection(_record(entry), instant_in(entry, "created_at", now + _AHEAD), check_in_from(entry))
    day = made.check_in.day
    # Wherever somebody is, their date is at most one away from that of UTC.
    if day is not None and abs(day.date - made.created_at.date()) > timedelta(days=1):
        raise WrongEntry("day")
    return made


def _record(entry: Mapping[str, Any]) -> str:
    record = entry.get("id")
    if not isinstance(record, str) or not _RECORD.fullmatch(record):
        raise WrongEntry("id")
    return record


def _intentions(entries: list[Any], now: datetime) -> dict[str, Intention]:
    found: dict[str, Intention] = {}
    for number, entry in enumerate(entries, 1):
        try:
            if not isinstance(entry, dict):
                raise WrongEntry("{ }")
            found[_record(entry)] = intention_from(entry, now + _WAITING)
        except WrongEntry as error:
            raise UserError("import-intention", number=number, field=error.field) from None
    return found
