"""Everything that is stored of somebody, as JSON that people and an import can read.

Questions and answers stand in it as ids and in words. A document holds schema, version, which part of
how many it is, and its share of the entries, each of which belongs to one of SECTIONS.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias

from alongside.model import CheckIn, Consent, Draft, Intention, Pause, Purpose, Reflection, Unreadable
from alongside.questions import QuestionBank
from alongside.store.codec import outcome_to_dict, plan_to_dict, ratings_to_dict, sorting_to_dict
from alongside.store.opening import Store
from alongside.supporting import Claim, Request

SCHEMA = "alongside-export"
VERSION = 1

# What stands in a document, beside the consents, and the table that it comes from.
SECTIONS = {
    "reflections": "reflection",
    "undecided": "draft",
    "intentions": "intention",
    "pauses": "pause",
    "support_requests": "support_request",
    "support_given": "support_claim",
}

Entry: TypeAlias = tuple[str, Mapping[str, Any]]


async def export_documents(
    store: Store, user_id: int, bank: QuestionBank, now: datetime, most_bytes: int
) -> list[str]:
    """Return everything stored of somebody as JSON documents of at most about `most_bytes` each.

    Raises UserError where their key does not open.
    """
    found = [await store.consents.get(user_id, purpose) for purpose in Purpose]
    consents = [_consent(consent) for consent in found if consent is not None]
    shares = _share_out(await _entries(store, user_id, bank), most_bytes)
    return [_document(consents, share, now, number, len(shares)) for number, share in enumerate(shares, 1)]


async def _entries(store: Store, user_id: int, bank: QuestionBank) -> list[Entry]:
    drafts = await store.drafts.all_of(user_id)
    pause = await store.pauses.get(user_id)
    entries: list[Entry] = []
    entries += [("reflections", _entry(each, bank)) for each in await store.reflections.all_of(user_id)]
    entries += [("undecided", _entry(each, bank)) for each in drafts]
    intentions = await store.intentions.all_of(user_id)
    entries += [("intentions", _intention(record, each)) for record, each in intentions.items()]
    if pause is not None:
        entries.append(("pauses", _pause(pause, messaged=await store.pauses.messaged(user_id))))
    entries += [("support_requests", _asked(each)) for each in await store.support_requests.all_of(user_id)]
    entries += [("support_given", _given(each)) for each in await store.support_claims.all_of(user_id)]
    return entries


def _asked(request: Request) -> dict[str, Any]:
    """Return what is stored of a request for support: where it stands, and nothing of what was asked for."""
    return {
        "id": request.id,
        "opened_at": request.opened_at.isoformat(),
        "met_at": _maybe_time(request.met_at),
        "closed_at": _maybe_time(request.closed_at),
        "reported_at": _maybe_time(request.reported_at),
        "state": request.state,
        "ending": request.ending,
        "server_id": f"{request.guild_id}",
        "thread_id": None if request.thread_id is None else f"{request.thread_id}",
    }


def _given(claim: Claim) -> dict[str, Any]:
    """Return what is stored of helping with a request."""
    return {
        "id": claim.request,
        "since": claim.since.isoformat(),
        "ended_at": _maybe_time(claim.ended_at),
        "told_at": _maybe_time(claim.told_at),
        "reported_at": _maybe_time(claim.reported_at),
        "presence": claim.presence,
    }


def _maybe_time(when: datetime | None) -> str | None:
    return None if when is None else when.isoformat()


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


def _share_out(entries: list[Entry], most_bytes: int) -> list[list[Entry]]:
    shares: list[list[Entry]] = [[]]
    used = 0
    for entry in entries:
        # Indented once more in the document than alone.
        size = len(json.dumps(entry[1], indent=2)) * 2
        if shares[-1] and used + size > most_bytes:
            shares.append([])
            used = 0
        shares[-1].append(entry)
        used += size
    return shares


def _document(
    consents: list[dict[str, Any]], share: list[Entry], now: datetime, number: int, count: int
) -> str:
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "version": VERSION,
        "exported_at": now.isoformat(),
        "part": number,
        "parts": count,
        "consents": consents,
    }
    for section in SECTIONS:
        document[section] = [content for kind, content in share if kind == section]
    # ASCII escapes carry every character, lone surrogates included, through any program.
    return json.dumps(document, indent=2)
