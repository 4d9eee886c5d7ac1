"""Support channels: requests from being asked to being gone, and who is with them.

What is done in Discord is done elsewhere; here stands what it is done by. Each step that Discord has a
part in is written down before, as half done, and confirmed after: what a crash left is found again.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from alongside.clock import Clock, from_seconds, to_seconds
from alongside.errors import Unsealable
from alongside.model import Purpose
from alongside.store.opening import Store
from alongside.store.support_rows import CLAIM, REQUEST
from alongside.supporting import (
    LEFT,
    WITH,
    Claim,
    Claimed,
    Ending,
    Overview,
    Presence,
    Request,
    State,
    SupportSpace,
    ask_how_they_are,
    is_there,
    seeks_helper,
    waits,
)

# What is half done for longer than this was left by a crash.
HALF_DONE = timedelta(minutes=10)
# How often an open request is held against what Discord says.
EVERY = timedelta(days=1)
# When to try again what Discord did not allow, or what had no answer.
AGAIN = timedelta(hours=1)
# A second report of the same conversation by the same person within this is a second click.
SAME_REPORT = timedelta(minutes=10)
WEEKS_SHOWN = 12


@dataclass(frozen=True)
class Opened:
    """A request that is open now, and whether it was there before this wish."""

    request: Request
    before: bool


class SupportService:
    """Everything that support channels know. Nothing here is ever a person's words."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    # -- a server's channel

    async def space(self, guild_id: int | None) -> SupportSpace | None:
        """Return a server's support channel, as far as it was set up; None outside of servers."""
        return None if guild_id is None else await self._store.support_spaces.get(guild_id)

    async def space_to_set_up(self, guild_id: int) -> SupportSpace:
        """Return a server's support channel, an empty one where nothing was chosen, or none of it opens."""
        try:
            return await self._store.support_spaces.get(guild_id) or SupportSpace(guild_id)
        except Unsealable:
            return SupportSpace(guild_id)  # the first thing that is chosen takes its place

    async def spaces(self) -> list[SupportSpace]:
        """Return every server's support channel."""
        return await self._store.support_spaces.all()

    async def change_space(self, guild_id: int, make: Callable[[SupportSpace], SupportSpace]) -> SupportSpace:
        """Change a server's support channel, or begin one. Two at once add up."""
        return await self._store.support_spaces.change(guild_id, make)

    async def save_space(self, space: SupportSpace) -> None:
        """Put a server's support channel in the place of what was there."""
        await self._store.support_spaces.change(space.guild_id, lambda _: space)

    async def forget_space(self, guild_id: int) -> bool:
        """Delete a server's support channel, its requests and claims. Returns whether it was there."""
        return await self._store.support_spaces.remove(guild_id)

    async def overview(self, guild_id: int) -> Overview:
        """Return how a server's support channel is doing."""
        now = self._clock.now()
        requests = await self.requests_in(guild_id)
        open_ones = [each for each in requests if each.state is State.OPEN]
        presences = {each.id: await self._presences(each.id) for each in open_ones}
        waiting = [each for each in open_ones if waits(each.state, presences[each.id])]
        unseen = [
            each
            for each in open_ones
            if each.card_id is None and seeks_helper(each.state, presences[each.id])
        ]
        since = (now - timedelta(weeks=WEEKS_SHOWN)).date()
        return Overview(
            open=len(open_ones),
            waiting=len(waiting),
            unseen=len(unseen),
            untidy=sum(each.state is State.CLOSING for each in requests),
            longest_wait=max((now - each.opened_at for each in waiting), default=None),
            weeks=tuple(await self._store.support_spaces.weeks(guild_id, since)),
        )

    async def requests_in(self, guild_id: int) -> list[Request]:
        """Return all requests of a server, oldest first."""
        return await self._store.support_requests.in_space(guild_id)

    # -- asking

    async def agreed(self, user_id: int) -> bool:
        """Return whether somebody said yes to what a support channel stores of them."""
        return await self._store.support_requests.agreed(user_id)

    async def withdraw(self, user_id: int) -> None:
        """Take back somebody's yes; what is open of theirs was ended before."""
        await self._store.consents.withdraw(user_id, Purpose.SUPPORT, self._clock.now())

    async def begin(self, user_id: int, guild_id: int) -> Opened | None:
        """Write down that somebody asks, with their yes; None where there is no support channel.

        Where they have an open request already, that is returned: there is one a person and server.
        """
        now = from_seconds(to_seconds(self._clock.now()))
        wish = Request(
            id=secrets.token_hex(8),
            guild_id=guild_id,
            user_id=user_id,
            state=State.OPENING,
            code=secrets.token_hex(3),
            opened_at=now,
        )
        found = await self._store.support_requests.reserve(wish, now + HALF_DONE)
        return None if found is None else Opened(found, before=found.id != wish.id)

    async def change(
        self, record: str, make: Callable[[Request], Request], look_in: timedelta | None = None
    ) -> Request | None:
        """Change a request where it stands; `look_in` says when it is looked at next."""
        when = None if look_in is None else self._clock.now() + look_in
        return await self._store.support_requests.change(record, make, when)

    async def opened(self, record: str, thread_id: int, message_id: int) -> Request | None:
        """Confirm that a request has its thread, and the person in it. None where it is gone by then."""

        def confirm(request: Request) -> Request:
            state = State.OPEN if request.state is State.OPENING else request.state
            return replace(request, state=state, thread_id=thread_id, message_id=message_id)

        return await self.change(record, confirm, HALF_DONE)

    async def drop(self, record: str) -> bool:
        """Delete a request with all that belongs to it. Returns whether it was there."""
        return await self._store.support_requests.remove(record)

    async def open_of(self, user_id: int, guild_id: int) -> Request | None:
        """Return somebody's open request in a server."""
        return await self._store.support_requests.open_of(user_id, guild_id)

    async def own(self, user_id: int, record: str) -> Request | None:
        """Return a request, if it is this person's own."""
        return await self._store.support_requests.own(user_id, record)

    async def all_of(self, user_id: int) -> list[Request]:
        """Return everything that somebody asked for that is not gone yet."""
        return await self._store.support_requests.all_of(user_id)

    async def find(self, guild_id: int | None, record: str) -> Request | None:
        """Return a request of a server by its id. Who may see it is for the caller to say."""
        return None if guild_id is None else await self._store.support_requests.find(guild_id, record)

    async def request(self, record: str) -> Request | None:
        """Return a request by its id alone: for what the bot does by itself, never for a click."""
        return await self._store.support_requests.get(record)

    async def of_thread(self, thread_id: int) -> Request | None:
        """Return the request that a thread belongs to."""
        return await self._store.support_requests.of_thread(thread_id)

    async def close(self, record: str, ending: Ending) -> Request | None:
        """Close a request and end its helpers' part; None where that was done already."""
        found = await self.request(record)
        if found is None:
            return None
        space, now = await self.space(found.guild_id) or SupportSpace(found.guild_id), self._clock.now()
        last = now + timedelta(days=space.delete_days)
        return await self._store.support_requests.close(record, ending, now, last)

    async def tidied(self, request: Request) -> None:
        """Note that a closed request is closed in Discord too; next it is deleted, on its day."""

        def confirm(each: Request) -> Request:
            return replace(each, state=State.CLOSED, card_id=None) if each.state is State.CLOSING else each

        await self._store.support_requests.change(request.id, confirm, request.delete_at)

    # -- helping

    async def check(self, user_id: int, space: SupportSpace, record: str) -> Claimed:
        """Return what would become of a helper's wish to be with a request; nothing is stored."""
        return await self._store.support_claims.check(user_id, space.guild_id, record, space.limit)

    async def claim(self, user_id: int, space: SupportSpace, record: str) -> Claimed:
        """Let a helper come, with their yes to what is stored, or say why not. One of two at once."""
        now = from_seconds(to_seconds(self._clock.now()))
        claim = Claim(record, user_id, Presence.COMING, now)
        return await self._store.support_claims.reserve(claim, space.guild_id, space.limit, now + HALF_DONE)

    async def arrived(self, user_id: int, record: str) -> list[Claim] | None:
        """Note that a helper is in the thread; return who leaves now. None where it was closed by then."""
        return await self._store.support_claims.arrive(user_id, record, self._clock.now())

    async def release(self, user_id: int, record: str) -> None:
        """Forget a helper's wish that did not come about."""
        await self._store.support_claims.release(user_id, record)

    async def claims(self, record: str) -> list[Claim]:
        """Return everybody who is or was with a request."""
        return await self._store.support_claims.of_request(record)

    async def own_claim(self, user_id: int, record: str) -> Claim | None:
        """Return how a helper is with a request, if they are: their own row."""
        claim = await self._store.support_claims.own(user_id, record)
        return claim if claim is not None and claim.presence in WITH else None

    async def was_with(self, user_id: int, record: str) -> Claim | None:
        """Return how a helper is or was with a request: their own row."""
        return await self._store.support_claims.own(user_id, record)

    async def claims_of(self, user_id: int) -> list[Claim]:
        """Return every conversation that somebody is or was with as a helper."""
        return await self._store.support_claims.all_of(user_id)

    async def wish(self, user_id: int, record: str, to: Presence) -> Claim | None:
        """Change how a helper is with a request, if they are; None where they are not (any more).

        Who is relieved already stays so, whatever they ask for beside it, and does not come again.
        """
        now, claims = self._clock.now(), self._store.support_claims
        relieved = frozenset({Presence.RELIEVED})
        if to in LEFT:
            left = await claims.change(user_id, record, Presence.LEAVING, now, relieved)
            return left or await claims.change(user_id, record, to, now, WITH)
        return await claims.change(user_id, record, to, now, WITH - relieved) or await self.own_claim(
            user_id, record
        )

    async def wish_for_all(self, record: str, to: Presence) -> list[Claim]:
        """Change how all helpers of a request are with it; return those who are."""
        return await self._store.support_claims.change_all(record, to, self._clock.now(), WITH)

    async def left(self, claim: Claim) -> None:
        """Confirm that a helper who was leaving is out of the thread."""
        await self._store.support_claims.change(
            claim.user_id, claim.request, LEFT[claim.presence], self._clock.now(), frozenset(LEFT)
        )

    async def seeks(self, request: Request) -> bool:
        """Return whether a request waits for a helper."""
        return seeks_helper(request.state, await self._presences(request.id))

    async def waits(self, request: Request) -> bool:
        """Return whether nobody is with a request that is open."""
        return waits(request.state, await self._presences(request.id))

    async def asks_how(self, user_id: int, space: SupportSpace) -> bool:
        """Return whether to ask a helper how they are: at their limit, or after several in a row."""
        claims = await self._store.support_claims.in_space(user_id, space.guild_id)
        held = sum(is_there(each.presence) for each in claims)
        return ask_how_they_are(held, space.limit, [each.since for each in claims], self._clock.now())

    async def take_ended(self, user_id: int) -> bool:
        """Return, once, whether a conversation ended for a helper without a word to them."""
        return await self._store.support_claims.take_ended(user_id, self._clock.now())

    async def told(self, user_id: int, record: str) -> None:
        """Note that a helper was asked how it was."""
        await self._store.support_claims.told(user_id, record, self._clock.now())

    # -- reporting

    async def report(self, user_id: int, record: str, *, helper: bool) -> bool:
        """Note that somebody reports; False where they did just now, or are not in the conversation."""
        now = self._clock.now()
        table = CLAIM if helper else REQUEST
        return await self._store.support_requests.report(table, user_id, record, now, now - SAME_REPORT)

    async def unreport(self, user_id: int, record: str, *, helper: bool) -> None:
        """Take back what was noted about a report that could not be sent."""
        await self._store.support_requests.unreport(CLAIM if helper else REQUEST, user_id, record)

    # -- what comes due

    async def due(self, most: int) -> list[Request]:
        """Return requests that are to be looked at now."""
        return await self._store.support_requests.due(self._clock.now(), most)

    async def next_look(self) -> datetime | None:
        """Return when the next request is to be looked at."""
        return await self._store.support_requests.next_look()

    async def look_in(self, record: str, wait: timedelta) -> None:
        """Let a request be looked at after a while."""
        await self._store.support_requests.look_at(record, self._clock.now() + wait)

    async def look_at_all(self, guild_id: int | None = None) -> None:
        """Let every request be looked at now: after downtime, and those of a server that was mended."""
        await self._store.support_requests.look_at_all(self._clock.now(), guild_id)

    async def _presences(self, record: str) -> list[Presence]:
        return [each.presence for each in await self._store.support_claims.of_request(record)]
