"""Everything that is stored of somebody, as JSON that people and an import can read.

Questions and answers stand in it as ids and in words. A document holds schema, version, which part of
how many it is, and its share of the entries, each of which belongs to one of SECTIONS.
"""

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias

from alongside.export_form import SCHEMA, VERSION
from alongside.model import CheckIn, Consent, Draft, Intention, Pause, Purpose, Reflection, Unreadable
from alongside.questions import QuestionBank
from alongside.services.export_more import other_sections
from alongside.store.codec import (
    day_to_dict,
    later_to_dict,
    outcome_to_dict,
    plan_to_dict,
    ratings_to_dict,
    sorting_to_dict,
)
from alongside.store.opening import Store

# What stands in a document, beside the consents, and the table that it comes from.
SECTIONS = {
    "reflections": "reflection",
    "undecided": "draft",
    "intentions": "intention",
    "pauses": "pause",
    "reminders": "reminder",
    "deliveries": "delivery",
    "offers": "offer",
    "offer_blocks": "offer_block",
    "support_requests": "support_request",
    "support_given": "support_claim",
}

# What of it are reflections, with what belongs to them.
KEPT = ("reflections", "intentions")

Entry: TypeAlias = tuple[str, Mapping[str, Any]]


def kept_documents(
    reflections: list[Reflection | Unreadable],
    intentions: Mapping[str, Intention],
    bank: QuestionBank,
    now: datetime,
    most_bytes: int,
) -> list[str]:
    """Return reflections as JSON documents of at most about `most_bytes` each."""
    return _documents([], _written(reflections, intentions, bank), KEPT, now, most_bytes)


async def export_documents(
    store: Store, user_id: int, bank: QuestionBank, now: datetime, most_bytes: int
) -> list[str]:
    """Return everything stored of somebody as JSON documents of at most about `most_bytes` each.

    Raises UserError where their key does not open.
    """
    found = [await store.consents.get(user_id, purpose) for purpose in Purpose]
    consents = [_consent(consent) for consent in found if consent is not None]
    kept = await store.reflections.all_of(user_id), await store.intentions.all_of(user_id)
    drafts = await store.drafts.all_of(user_id)
    pause = await store.pauses.get(user_id)
    others: list[Entry] = [("undecided", _entry(each, bank)) for each in drafts]
    if pause is not None:
        others.append(("pauses", _pause(pause, messaged=await store.pauses.messaged(user_id))))
    others += await other_sections(store, user_id, now)

    def made() -> list[str]:
        return _documents(consents, [*_written(*kept, bank), *others], tuple(SECTIONS), now, most_bytes)

    return await asyncio.to_thread(made)


def _written(
    reflections: list[Reflection | Unreadable], intentions: Mapping[str, Intention], bank: QuestionBank
) -> list[Entry]:
    """Return reflections as they are written down, each with its intention behind it."""
    entries: list[Entry] = []
    for each in reflections:
        entries.append(("reflections", _entry(each, bank)))
        if each.id in intentions:
            entries.append(("intentions", _intention(each.id, intentions[each.id])))
    return entries


def _entry(entry: Draft | Reflection | Unreadable, bank: QuestionBank) -> dict[str, Any]:
    if isinstance(entry, Unreadable):
        return {"id": entry.id, "created_at": entry.created_at.isoformat(), "unreadable": True}
    written = _check_in(entry.id, entry.created_at, entry.check_in, bank)
    return written | {"asked": entry.asked, "step": entry.step} if isinstance(entry, Draft) else written


def _intention(record: str, intention: Intention) -> dict[str, Any]:
    """Return when the plan of the reflection with this id is, or was, asked about."""
    asked = intention.asked_at
    return {
        "id": record,
        "due_at": intention.due_at.isoformat(),
        "asked_at": None if asked is None else asked.isoformat(),
    }


def _pause(pause: Pause | Unreadable, *, messaged: bool) -> dict[str, Any]:
    if isinstance(pause, Unreadable):
        return {"id": pause.id, "started_at": pause.created_at.isoformat(), "unreadable": True}
    return {
        "id": pause.id,
        "started_at": pause.started_at.isoformat(),
        "ends_at": pause.ends_at.isoformat(),
        "told_at": None if pause.told_at is None else pause.told_at.isoformat(),
        "message_at_end": messaged,
        "worry": pause.worry,
        "before": pause.before,
        "minutes": pause.minutes,
        "instead": pause.instead,
    }


def _check_in(record: str, when: datetime, check_in: CheckIn, bank: QuestionBank) -> dict[str, Any]:
    answers = [_answer(bank, ident, index) for ident, index in check_in.answers.items()]
    return {
        "id": record,
        "created_at": when.isoformat(),
        "kind": check_in.kind,
        "category": check_in.category,
        "dependent": check_in.dependent,
        "label": check_in.label,
        "answers": answers,
        "open_question": check_in.question,
        "note": check_in.note,
        "part_notes": dict(check_in.part_notes),
        "sorting": None if check_in.sorting is None else sorting_to_dict(check_in.sorting),
        "plan": None if check_in.plan is None else plan_to_dict(check_in.plan),
        "outcome": None if check_in.outcome is None else outcome_to_dict(check_in.outcome),
        "ratings": None if check_in.ratings is None else ratings_to_dict(check_in.ratings),
        "later": [later_to_dict(each) for each in check_in.later],
        "day": None if check_in.day is None else day_to_dict(check_in.day),
    }


def _answer(bank: QuestionBank, ident: str, index: int) -> dict[str, Any]:
    words: dict[str, Any] = {"question": ident, "option": index}
    question, daily = bank.questions.get(ident), bank.daily.questions.get(ident)
    if question is not None and 0 <= index < len(question.options):
        words |= {"part": question.part, "asked": question.text, "answered": question.options[index].text}
    elif daily is not None and 0 <= index < len(daily.options):
        words |= {"asked": daily.text, "answered": daily.options[index].text}
    return words


def _consent(consent: Consent) -> dict[str, Any]:
    return {
        "purpose": consent.purpose,
        "version": consent.version,
        "given_at": consent.given_at.isoformat(),
        "withdrawn_at": None if consent.withdrawn_at is None else consent.withdrawn_at.isoformat(),
        "retention": consent.retention,
    }


def _documents(
    consents: list[dict[str, Any]],
    entries: list[Entry],
    sections: tuple[str, ...],
    now: datetime,
    most_bytes: int,
) -> list[str]:
    shares = _share_out(entries, most_bytes)
    head = {"schema": SCHEMA, "version": VERSION, "exported_at": now.isoformat()}
    documents: list[str] = []
    for number, share in enumerate(shares, 1):
        document = head | {"part": number, "parts": len(shares)}
        document |= {"consents": consents} if consents or len(sections) > len(KEPT) else {}
        document |= {name: [content for kind, content in share if kind == name] for name in sections}
        # ASCII escapes carry every character, lone surrogates included, through any program.
        documents.append(json.dumps(document, indent=2))
    return documents


def _share_out(entries: list[Entry], most_bytes: int) -> list[list[Entry]]:
    shares: list[list[Entry]] = [[]]
    used = 0
    for entry in entries:
        # Indented once more in the document than alone.
        size = len(json.dumps(entry[1], indent=2)) * 2
        # What belongs to a reflection stands in the same document.
        if shares[-1] and used + size > most_bytes and entry[0] != "intentions":
            shares.append([])
            used = 0
        shares[-1].append(entry)
        used += size
    return shares
