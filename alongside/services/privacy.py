"""Consent, what is kept, taking it along, and erasing it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alongside.clock import Clock
from alongside.errors import Unsealable, UserError
from alongside.model import (
    CONSENT_VERSION,
    CheckIn,
    Consent,
    Purpose,
    Question,
    Reflection,
    Retention,
    Unreadable,
)
from alongside.questions import QuestionBank
from alongside.store.opening import Store

EXPORT_SCHEMA = "alongside-export"
EXPORT_VERSION = 1


@dataclass(frozen=True)
class Holdings:
    """What is kept of somebody."""

    consent: Consent | None
    reflections: int
    drafts: int


class PrivacyService:
    """What somebody can decide about what is kept of them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def history(self, user_id: int) -> Consent | None:
        """Return the consent to history, withdrawn or not; None where there never was one."""
        return await self._store.consents.get(user_id, Purpose.HISTORY)

    async def keeps_history(self, user_id: int) -> bool:
        """Return whether this person agreed to history, and to the wording that holds today."""
        consent = await self.history(user_id)
        return consent is not None and consent.active and consent.version == CONSENT_VERSION

    async def choose_history(self, user_id: int, agreed: bool, retention: Retention) -> None:
        """Record or withdraw the consent to history. Declining without ever having agreed writes nothing."""
        now = self._clock.now()
        if agreed:
            await self._store.consents.give(user_id, Purpose.HISTORY, CONSENT_VERSION, retention, now)
        elif await self.history(user_id) is not None:
            await self._store.consents.withdraw(user_id, Purpose.HISTORY, now)

    async def holdings(self, user_id: int) -> Holdings:
        """Count what is kept of somebody."""
        rows = await self._store.erasure.rows_of(user_id)
        return Holdings(await self.history(user_id), rows["reflection"], rows["draft"])

    async def export(self, user_id: int, bank: QuestionBank, most_bytes: int) -> list[str]:
        """Return everything stored of somebody as JSON documents of at most about `most_bytes` each.

        Questions and answers stand there as ids, which an import can read, and in the words of `bank`.

        Each document is complete JSON: schema, version, which part of how many, and its share.
        """
        consent = await self.history(user_id)
        try:
            drafts = await self._store.drafts.all_of(user_id)
        except Unsealable as error:
            raise UserError("error-unreadable") from error
        kept = await self._store.reflections.all_of(user_id)
        entries = [("reflections", _entry(r, bank)) for r in kept]
        entries += [("unfinished", _check_in(d.id, d.created_at, d.check_in, bank)) for d in drafts]
        shares = _share_out(entries, most_bytes)
        return [
            _document(consent, share, self._clock.now().isoformat(), number, len(shares))
            for number, share in enumerate(shares, 1)
        ]

    async def erase(self, user_id: int) -> bool:
        """Erase somebody and look whether anything is left. Returns True when there is nothing."""
        await self._store.erasure.erase(user_id)
        return not any((await self._store.erasure.rows_of(user_id)).values())


def _entry(entry: Reflection | Unreadable, bank: QuestionBank) -> dict[str, Any]:
    if isinstance(entry, Unreadable):
        return {"id": entry.id, "created_at": entry.created_at.isoformat(), "unreadable": True}
    return _check_in(entry.id, entry.created_at, entry.check_in, bank)


def _check_in(record: str, when: datetime, check_in: CheckIn, bank: QuestionBank) -> dict[str, Any]:
    return {
        "id": record,
        "created_at": when.isoformat(),
        "category": check_in.category,
        "label": check_in.label,
        "answers": [
            _answer(bank.questions.get(ident), ident, index) for ident, index in check_in.answers.items()
        ],
        "note": check_in.note,
    }


def _answer(question: Question | None, ident: str, index: int) -> dict[str, Any]:
    words: dict[str, Any] = {"question": ident, "option": index}
    if question is not None and index < len(question.options):
        words |= {"part": question.part, "asked": question.text, "answered": question.options[index].text}
    return words


Entry = tuple[str, dict[str, Any]]


def _share_out(entries: list[Entry], most_bytes: int) -> list[list[Entry]]:
    shares: list[list[Entry]] = [[]]
    used = 0
    for entry in entries:
        size = len(json.dumps(entry[1], indent=2)) * 2
        if shares[-1] and used + size > most_bytes:
            shares.append([])
            used = 0
        shares[-1].append(entry)
        used += size
    return shares


def _document(consent: Consent | None, share: list[Entry], now: str, number: int, count: int) -> str:
    document = {
        "schema": EXPORT_SCHEMA,
        "version": EXPORT_VERSION,
        "exported_at": now,
        "part": number,
        "parts": count,
        "consents": [] if consent is None else [_consent(consent)],
        "reflections": [content for kind, content in share if kind == "reflections"],
        "unfinished": [content for kind, content in share if kind == "unfinished"],
    }
    # ASCII escapes carry every character, lone surrogates included, through any program.
    return json.dumps(document, indent=2)


def _consent(consent: Consent) -> dict[str, Any]:
    return {
        "purpose": consent.purpose,
        "version": consent.version,
        "given_at": consent.given_at.isoformat(),
        "withdrawn_at": None if consent.withdrawn_at is None else consent.withdrawn_at.isoformat(),
        "retention": consent.retention,
    }
