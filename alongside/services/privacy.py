"""Consent, what is kept, taking it along, and erasing it."""

from dataclasses import dataclass

from alongside.clock import Clock
from alongside.model import CONSENT_VERSION, Consent, Purpose, Retention
from alongside.questions import QuestionBank
from alongside.services.export import export_documents
from alongside.store.opening import Store


@dataclass(frozen=True)
class Holdings:
    """What is kept of somebody."""

    consent: Consent | None
    messages: Consent | None
    reflections: int
    drafts: int
    pauses: int
    support: Consent | None = None
    conversations: int = 0
    """Conversations of support channels that they asked for or help in, until those are deleted."""

    @property
    def anything(self) -> bool:
        """Return whether the store knows this person at all: nothing is written before a consent."""
        return any(each is not None for each in (self.consent, self.messages, self.support))


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
        return consent is not None and consent.holds

    async def choose_history(self, user_id: int, agreed: bool, retention: Retention) -> None:
        """Record or withdraw the consent to history. Declining without ever having agreed writes nothing."""
        now = self._clock.now()
        if agreed:
            await self._store.consents.give(user_id, Purpose.HISTORY, CONSENT_VERSION, retention, now)
        elif await self.history(user_id) is not None:
            await self._store.consents.withdraw(user_id, Purpose.HISTORY, now)

    async def sends_messages(self, user_id: int) -> bool:
        """Return whether this person agreed to messages, and to the wording that holds today."""
        consent = await self._store.consents.get(user_id, Purpose.MESSAGES)
        return consent is not None and consent.holds

    async def choose_messages(self, user_id: int, agreed: bool) -> None:
        """Record or withdraw the consent to messages; a yes that holds already keeps its date."""
        now = self._clock.now()
        consent = await self._store.consents.get(user_id, Purpose.MESSAGES)
        if agreed and (consent is None or not consent.holds):
            await self._store.consents.give(user_id, Purpose.MESSAGES, CONSENT_VERSION, Retention.ALWAYS, now)
        elif not agreed and consent is not None and consent.active:
            await self._store.consents.withdraw(user_id, Purpose.MESSAGES, now)

    async def holdings(self, user_id: int) -> Holdings:
        """Count what is kept of somebody."""
        rows = await self._store.erasure.rows_of(user_id)
        return Holdings(
            consent=await self.history(user_id),
            messages=await self._store.consents.get(user_id, Purpose.MESSAGES),
            reflections=rows["reflection"],
            drafts=rows["draft"],
            pauses=rows["pause"],
            support=await self._store.consents.get(user_id, Purpose.SUPPORT),
            conversations=rows["support_request"] + rows["support_claim"],
        )

    async def export(self, user_id: int, bank: QuestionBank, most_bytes: int) -> list[str]:
        """Return everything stored of somebody as JSON documents of at most about `most_bytes` each.

        See alongside/services/export.py for what stands in them.
        """
        return await export_documents(self._store, user_id, bank, self._clock.now(), most_bytes)

    async def erase(self, user_id: int) -> bool:
        """Erase somebody and look whether anything is left. Returns True when there is nothing."""
        await self._store.erasure.erase(user_id)
        return not any((await self._store.erasure.rows_of(user_id)).values())
