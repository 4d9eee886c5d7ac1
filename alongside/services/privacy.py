"""Consent, what is kept, taking it along, and erasing it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.clock import Clock
from alongside.errors import StoreBusy
from alongside.model import CONSENT_VERSION, Consent, Purpose, Retention
from alongside.questions import QuestionBank
from alongside.services.export import export_documents
from alongside.store.opening import Store

# What somebody can say yes or no to, in the order in which it is shown. Each has texts of its own.
SHOWN = (Purpose.HISTORY, Purpose.MESSAGES, Purpose.ASKED)
# What holds for everybody who has not said no to it.
UNLESS_REFUSED = frozenset({Purpose.ASKED})


@dataclass(frozen=True)
class Holdings:
    """What is kept of somebody; `next_goes` is when the oldest reflection is over its time, if ever."""

    consents: Mapping[Purpose, Consent]
    reflections: int
    drafts: int
    pauses: int
    reminders: int = 0
    offers: int = 0
    """Offer cards that they posted, or are asked on."""
    blocks: int = 0
    """People from whom they want no offer cards."""
    conversations: int = 0
    """Conversations of support channels that they asked for or help in, until those are deleted."""
    next_goes: datetime | None = None

    @property
    def consent(self) -> Consent | None:
        """The consent to history, withdrawn or not."""
        return self.consents.get(Purpose.HISTORY)

    @property
    def support(self) -> Consent | None:
        """The consent to what a support channel keeps, withdrawn or not."""
        return self.consents.get(Purpose.SUPPORT)

    @property
    def anything(self) -> bool:
        """Return whether the store knows this person at all: nothing is written before they said so."""
        return bool(self.consents) or self.offers > 0 or self.blocks > 0

    def holds(self, purpose: Purpose) -> bool:
        """Return whether a purpose holds, by a yes or, where that is how it is, by no no."""
        consent = self.consents.get(purpose)
        return purpose in UNLESS_REFUSED if consent is None else consent.active


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
        """Record or withdraw the consent to history. Declining without ever having agreed writes nothing.

        What is older than the time that was chosen goes at once, and for good.
        """
        now = self._clock.now()
        if agreed:
            await self._store.consents.give(user_id, Purpose.HISTORY, CONSENT_VERSION, retention, now)
            await self._keep_to(user_id, retention, now)
        elif await self.history(user_id) is not None:
            await self._store.consents.withdraw(user_id, Purpose.HISTORY, now)

    async def _keep_to(self, user_id: int, retention: Retention, now: datetime) -> None:
        if retention.days is None:
            return
        if await self._store.reflections.remove_older(user_id, now - timedelta(days=retention.days)):
            with suppress(StoreBusy):  # the daily upkeep empties the log again
                await self._store.database.forget_deleted()

    async def would_go(self, user_id: int, retention: Retention) -> int:
        """Return how many reflections would go at once if they were kept for this time only."""
        if retention.days is None:
            return 0
        since = self._clock.now() - timedelta(days=retention.days)
        return await self._store.reflections.count_older(user_id, since)

    async def shorten(self, user_id: int, retention: Retention, told: int) -> bool:
        """Choose how long reflections are kept, if no more go at once than this person was told.

        Returns False, and changes nothing, where more would go, or history is not agreed to.
        """
        if not await self.keeps_history(user_id) or await self.would_go(user_id, retention) > told:
            return False
        await self.choose_history(user_id, True, retention)
        return True

    async def choose(self, user_id: int, purpose: Purpose, agreed: bool) -> None:
        """Say yes or no to one purpose of SHOWN; how long things are kept stays as it was chosen."""
        if purpose is Purpose.HISTORY:
            before = await self.history(user_id)
            retention = Retention.QUARTER if before is None else before.retention
            await self.choose_history(user_id, agreed, retention)
        elif purpose is Purpose.MESSAGES:
            await self.choose_messages(user_id, agreed)
        elif purpose is Purpose.ASKED:
            await self._store.offers.allow(user_id, agreed, self._clock.now())

    async def sends_messages(self, user_id: int) -> bool:
        """Return whether this person agreed to messages, and to the wording that holds today."""
        consent = await self.messages(user_id)
        return consent is not None and consent.holds

    async def messages(self, user_id: int) -> Consent | None:
        """Return the consent to messages, withdrawn or not; None where there never was one."""
        return await self._store.consents.get(user_id, Purpose.MESSAGES)

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
        found = {purpose: await self._store.consents.get(user_id, purpose) for purpose in Purpose}
        consents = {purpose: consent for purpose, consent in found.items() if consent is not None}
        return Holdings(
            consents=consents,
            reflections=rows["reflection"],
            drafts=rows["draft"],
            pauses=rows["pause"],
            reminders=rows["reminder"],
            offers=len(await self._store.offers.all_of(user_id)),
            blocks=rows["offer_block"],
            conversations=rows["support_request"] + rows["support_claim"],
            next_goes=await self._next_goes(user_id, consents.get(Purpose.HISTORY)),
        )

    async def _next_goes(self, user_id: int, consent: Consent | None) -> datetime | None:
        days = None if consent is None else consent.retention.days
        oldest = None if days is None else await self._store.reflections.oldest(user_id)
        return None if days is None or oldest is None else oldest + timedelta(days=days)

    async def export(self, user_id: int, bank: QuestionBank, most_bytes: int) -> list[str]:
        """Return everything stored of somebody as JSON documents of at most about `most_bytes` each.

        See alongside/services/export.py for what stands in them.
        """
        return await export_documents(self._store, user_id, bank, self._clock.now(), most_bytes)

    async def erase(self, user_id: int) -> bool:
        """Erase somebody and look whether anything is left. Returns True when there is nothing."""
        await self._store.erasure.erase(user_id)
        return not any((await self._store.erasure.rows_of(user_id)).values())
