"""How a kept check-in stands in an export, read back value by value. Pure.

Every field is known, or the entry is wrong: what this version does not know would be lost silently. What
is only there for people to read (a question's words beside its id) is passed over.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from alongside.model import (
    LABEL_MAX,
    LINE_MAX,
    NOTE_MAX,
    STRONGEST,
    Category,
    CheckIn,
    Intention,
    Kind,
    Outcome,
    Part,
    Pile,
    Plan,
    Ratings,
    Sorting,
    Whose,
)
from alongside.moments import LATER_MAX, MOST_LATER, Later, LocalDay

SCHEMA = "alongside-export"
# Raised whenever an older version would lose something of a file, or take it for something else.
VERSION = 1


class Form(StrEnum):
    """What reflections can be taken along as."""

    JOURNAL = "markdown"
    TABLE = "csv"
    WHOLE = "json"

    @property
    def ending(self) -> str:
        """Return how the name of such a file ends."""
        return "md" if self is Form.JOURNAL else self.value


# What else stands in an export of everything, and is not brought back.
OTHERS = (
    "undecided",
    "pauses",
    "reminders",
    "deliveries",
    "offers",
    "offer_blocks",
    "support_requests",
    "support_given",
)
# Nothing can be older than Discord.
EARLIEST = datetime(2015, 1, 1, tzinfo=UTC)
OUTCOMES = ("yes", "differently", "no")
_MOST_ANSWERS = 40
_MOST_OPTIONS = 20
_MOST_CARDS = 12
_MOST_MINUTES = 600
_MOST_DAYS = 30
_CARD_MAX = 60
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,60}")
_QUESTION = re.compile(r"[A-Za-z0-9_-]{1,20}")

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
Raw = Mapping[str, Any]


class WrongEntry(Exception):
    """An entry is not as an export writes it; `field` names the field of ours where that shows."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


FIELDS = frozenset(
    {
        "id",
        "created_at",
        "kind",
        "category",
        "dependent",
        "label",
        "answers",
        "open_question",
        "note",
        "part_notes",
        "sorting",
        "plan",
        "outcome",
        "ratings",
        "later",
        "day",
    }
)


def check_in_from(raw: Raw) -> CheckIn:
    """Return a check-in as an export wrote it. Raises WrongEntry."""
    if not raw.keys() <= FIELDS:
        raise WrongEntry("…")
    return CheckIn(
        answers=_answers(raw.get("answers", [])),
        category=_one_of(raw, "category", Category),
        label=_label(raw),
        note=_note(raw),
        kind=_one_of(raw, "kind", Kind) or Kind.QUICK,
        dependent=_flag(raw, "dependent"),
        question=_question(raw),
        part_notes=_part_notes(raw.get("part_notes", {})),
        sorting=_block(raw, "sorting", _sorting),
        plan=_block(raw, "plan", _plan),
        outcome=_block(raw, "outcome", _outcome),
        ratings=_block(raw, "ratings", _ratings),
        later=_later(raw),
        day=_block(raw, "day", _day),
    )


def intention_from(raw: Raw, latest: datetime) -> Intention:
    """Return when a plan is to be asked about, as an export wrote it. Raises WrongEntry."""
    due_at = instant_in(raw, "due_at", latest)
    return Intention(due_at, None if raw.get("asked_at") is None else instant_in(raw, "asked_at", latest))


def instant_in(raw: Raw, field: str, latest: datetime, within: str | None = None) -> datetime:
    """Return an instant, to the second, that lies in the times there can be. Raises WrongEntry."""
    wrong = WrongEntry(within or field)
    try:
        instant = datetime.fromisoformat(raw[field])
        if instant.tzinfo is None:
            raise wrong
        instant = instant.astimezone(UTC).replace(microsecond=0)
    except (KeyError, TypeError, ValueError, OverflowError):
        raise wrong from None
    if not EARLIEST <= instant <= latest:
        raise wrong
    return instant


def _answers(raw: object) -> dict[str, int]:
    if not isinstance(raw, list) or len(raw) > _MOST_ANSWERS:
        raise WrongEntry("answers")
    found: dict[str, int] = {}
    for answer in raw:
        ident, option = (answer.get("question"), answer.get("option")) if isinstance(answer, dict) else (0, 0)
        known = isinstance(ident, str) and _QUESTION.fullmatch(ident) and ident not in found
        if not known or type(option) is not int or not 0 <= option < _MOST_OPTIONS:
            raise WrongEntry("answers")
        found[str(ident)] = option
    return found


def _label(raw: Raw) -> str | None:
    label = _text(raw, "label", LABEL_MAX)
    # On one line, as a label is made: otherwise it would be another one than its owner chose.
    if label is not None and (not label or label != " ".join(label.split())):
        raise WrongEntry("label")
    return label


def _note(raw: Raw) -> str | None:
    return _text(raw, "note", NOTE_MAX) or None


def _question(raw: Raw) -> str | None:
    question = _text(raw, "open_question", LINE_MAX)
    if question is not None and len(question.splitlines()) > 1:
        raise WrongEntry("open_question")
    return question


def _part_notes(raw: object) -> dict[Part, str]:
    if not isinstance(raw, dict) or not raw.keys() <= set(Part):
        raise WrongEntry("part_notes")
    return {Part(part): _line(raw, part, "part_notes") for part in raw}


def _sorting(raw: Raw) -> Sorting:
    piles, own = raw.get("piles"), raw.get("own")
    if not isinstance(piles, dict) or not isinstance(own, list) or len(piles) > _MOST_CARDS:
        raise WrongEntry("sorting")
    cards = [*piles, *own]
    if any(not isinstance(card, str) or len(card) > _CARD_MAX for card in cards) or len(own) > len(piles):
        raise WrongEntry("sorting")
    return Sorting(
        piles={card: _member(pile, Pile, "sorting") for card, pile in piles.items()},
        own=tuple(own),
        whose=_one_of(raw, "whose", Whose, "sorting"),
        directly=_line(raw, "directly", "sorting"),
    )


def _plan(raw: Raw) -> Plan:
    return Plan(
        ask=_line(raw, "ask", "plan"),
        offer=_line(raw, "offer", "plan"),
        if_no=_line(raw, "if_no", "plan"),
        remind_in=_number(raw, "remind_in", "plan", _MOST_DAYS),
    )


def _outcome(raw: Raw) -> Outcome:
    if raw.get("asked") not in OUTCOMES:
        raise WrongEntry("outcome")
    return Outcome(str(raw["asked"]), _line(raw, "said", "outcome"), _line(raw, "did", "outcome"))


def _ratings(raw: Raw) -> Ratings:
    return Ratings(
        before=_number(raw, "before", "ratings", STRONGEST),
        minutes=_number(raw, "minutes", "ratings", _MOST_MINUTES),
        instead=_line(raw, "instead", "ratings"),
        after=None if raw.get("after") is None else _number(raw, "after", "ratings", STRONGEST),
    )


def _later(raw: Raw) -> tuple[Later, ...]:
    thoughts = raw.get("later", [])
    if not isinstance(thoughts, list) or len(thoughts) > MOST_LATER:
        raise WrongEntry("later")
    found: list[Later] = []
    for each in thoughts:
        text = each.get("text") if isinstance(each, dict) else None
        if not isinstance(text, str) or not text or len(text) > LATER_MAX:
            raise WrongEntry("later")
        found.append(Later(instant_in(each, "at", _LATEST, "later"), text))
    return tuple(found)


def _day(raw: Raw) -> LocalDay:
    zone = raw.get("zone")
    if zone is not None and not (isinstance(zone, str) and _ZONE.fullmatch(zone)):
        raise WrongEntry("day")
    try:
        return LocalDay(date.fromisoformat(raw["date"]), zone)
    except (KeyError, TypeError, ValueError):
        raise WrongEntry("day") from None


def _block(raw: Raw, field: str, read: Callable[[Raw], T]) -> T | None:
    value = raw.get(field)
    if value is None:
        return None
    if not isinstance(value, dict):
        raise WrongEntry(field)
    return read(value)


def _text(raw: Raw, field: str, most: int) -> str | None:
    value = raw.get(field)
    if value is not None and (not isinstance(value, str) or len(value) > most):
        raise WrongEntry(field)
    return value


def _line(raw: Raw, field: str, within: str) -> str:
    value = raw.get(field, "")
    if not isinstance(value, str) or len(value) > LINE_MAX:
        raise WrongEntry(within)
    return value


def _number(raw: Raw, field: str, within: str, most: int) -> int:
    value = raw.get(field)
    if type(value) is not int or not 0 <= value <= most:
        raise WrongEntry(within)
    return value


def _flag(raw: Raw, field: str) -> bool:
    value = raw.get(field, False)
    if not isinstance(value, bool):
        raise WrongEntry(field)
    return value


def _one_of(raw: Raw, field: str, kind: type[E], within: str | None = None) -> E | None:
    value = raw.get(field)
    return None if value is None else _member(value, kind, within or field)


def _member(value: object, kind: type[E], field: str) -> E:
    if not isinstance(value, str) or value not in set(kind):
        raise WrongEntry(field)
    return kind(value)
