"""How a check-in is written down before it is sealed. What an older version left out reads as not there."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from alongside.model import Category, CheckIn, Kind, Outcome, Part, Pile, Plan, Ratings, Sorting, Whose
from alongside.moments import Later, LocalDay

T = TypeVar("T")


def to_text(check_in: CheckIn, asked: tuple[str, ...], step: int) -> str:
    """Return everything of a check-in but its label and note, as JSON."""
    return json.dumps(
        {
            "kind": check_in.kind,
            "asked": asked,
            "step": step,
            "answers": dict(check_in.answers),
            "category": check_in.category,
            "dependent": check_in.dependent,
            "question": check_in.question,
            "part_notes": dict(check_in.part_notes),
            "sorting": _maybe(check_in.sorting, sorting_to_dict),
            "plan": _maybe(check_in.plan, plan_to_dict),
            "outcome": _maybe(check_in.outcome, outcome_to_dict),
            "ratings": _maybe(check_in.ratings, ratings_to_dict),
            "later": [later_to_dict(each) for each in check_in.later],
            "day": _maybe(check_in.day, day_to_dict),
        }
    )


def from_text(text: str, label: str | None, note: str | None) -> tuple[CheckIn, tuple[str, ...], int]:
    """Return the check-in, the questions that were put, and the step.

    Raises KeyError, TypeError or ValueError for anything that was not written by `to_text`.
    """
    raw: dict[str, Any] = json.loads(text)
    check_in = CheckIn(
        answers={str(key): int(value) for key, value in raw["answers"].items()},
        category=_maybe(raw["category"], Category),
        label=label,
        note=note,
        kind=Kind(raw.get("kind", Kind.QUICK)),
        dependent=bool(raw.get("dependent", False)),
        question=_maybe(raw.get("question"), str),
        part_notes={Part(key): str(value) for key, value in raw.get("part_notes", {}).items()},
        sorting=_maybe(raw.get("sorting"), sorting_from_dict),
        plan=_maybe(raw.get("plan"), lambda made: Plan(**made)),
        outcome=_maybe(raw.get("outcome"), lambda made: Outcome(**made)),
        ratings=_maybe(raw.get("ratings"), lambda made: Ratings(**made)),
        later=tuple(later_from_dict(each) for each in raw.get("later", ())),
        day=_maybe(raw.get("day"), day_from_dict),
    )
    return check_in, tuple(raw["asked"]), int(raw.get("step", 0))


def sorting_to_dict(sorting: Sorting) -> dict[str, Any]:
    """Return a sorting as plain values."""
    return {
        "piles": dict(sorting.piles),
        "own": list(sorting.own),
        "whose": sorting.whose,
        "directly": sorting.directly,
    }


def sorting_from_dict(raw: Mapping[str, Any]) -> Sorting:
    """Return a sorting from plain values. Raises KeyError or ValueError."""
    return Sorting(
        piles={str(card): Pile(pile) for card, pile in raw["piles"].items()},
        own=tuple(str(card) for card in raw["own"]),
        whose=_maybe(raw["whose"], Whose),
        directly=str(raw["directly"]),
    )


def plan_to_dict(plan: Plan) -> dict[str, Any]:
    """Return a plan as plain values."""
    return {"ask": plan.ask, "offer": plan.offer, "if_no": plan.if_no, "remind_in": plan.remind_in}


def outcome_to_dict(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as plain values."""
    return {"asked": outcome.asked, "said": outcome.said, "did": outcome.did}


def ratings_to_dict(ratings: Ratings) -> dict[str, Any]:
    """Return a pause's ratings as plain values."""
    return {
        "before": ratings.before,
        "after": ratings.after,
        "minutes": ratings.minutes,
        "instead": ratings.instead,
    }


def later_to_dict(later: Later) -> dict[str, Any]:
    """Return a later thought as plain values."""
    return {"at": later.at.isoformat(), "text": later.text}


def later_from_dict(raw: Mapping[str, Any]) -> Later:
    """Return a later thought from plain values. Raises KeyError, TypeError or ValueError."""
    return Later(datetime.fromisoformat(raw["at"]), str(raw["text"]))


def day_to_dict(day: LocalDay) -> dict[str, Any]:
    """Return an entry's own day as plain values."""
    return {"date": day.date.isoformat(), "zone": day.zone}


def day_from_dict(raw: Mapping[str, Any]) -> LocalDay:
    """Return an entry's own day from plain values. Raises KeyError, TypeError or ValueError."""
    return LocalDay(date.fromisoformat(raw["date"]), _maybe(raw["zone"], str))


def _maybe(value: Any, make: Callable[[Any], T]) -> T | None:
    return None if value is None else make(value)
