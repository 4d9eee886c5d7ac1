"""What the services say of a support channel: counts for moderators, and questions for helpers alone."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from alongside.content import Content
from alongside.services import compose
from alongside.services.support import SAME_REPORT, SupportService
from alongside.supporting import Claimed, Ending, Presence, State, SupportSpace
from tests.store.kit import ANNA, BEN, NOON, FixedClock, opened

SERVER = 900
CARA = 700_000_000_000_000_003


@dataclass
class Channel:
    """A server's support channel, without Discord."""

    service: SupportService
    clock: FixedClock
    space: SupportSpace

    async def ask(self, user: int = ANNA) -> str:
        """Let somebody ask; return the record."""
        begun = await self.service.begin(user, SERVER)
        assert begun is not None
        await self.service.opened(begun.request.id, 10 + user % 10, 20)
        return begun.request.id

    async def meet(self, record: str, user: int = BEN) -> Claimed:
        """Let a helper come in."""
        outcome = await self.service.claim(user, self.space, record)
        await self.service.arrived(user, record)
        return outcome


@pytest.fixture
async def channel(tmp_path: Path, content: Content) -> AsyncIterator[Channel]:
    """A support channel in one server."""
    async with opened(tmp_path) as store:
        clock = FixedClock()
        service = compose(store, clock, content).support
        space = await service.change_space(SERVER, lambda space: replace(space, channel_id=1))
        yield Channel(service, clock, space)


async def test_the_overview_counts_and_names_nobody(channel: Channel) -> None:
    """Open, waiting, without a card, longest wait, half closed; and the week."""
    first = await channel.ask()
    channel.clock.move(timedelta(hours=2))
    second = await channel.ask(CARA)
    await channel.service.change(second, lambda each: replace(each, card_id=5))
    told = await channel.service.overview(SERVER)
    assert (told.open, told.waiting, told.unseen, told.untidy) == (2, 2, 1, 0)
    assert told.longest_wait == timedelta(hours=2)
    await channel.meet(first)
    await channel.service.close(second, Ending.SOLVED)
    told = await channel.service.overview(SERVER)
    assert (told.open, told.waiting, told.unseen, told.untidy) == (1, 0, 0, 1)
    assert told.longest_wait is None
    [week] = told.weeks
    assert (week.asked, week.met, week.waited) == (2, 1, timedelta(hours=2))
    for each in (ANNA, BEN, CARA):
        assert f"{each}" not in repr(told)


async def test_a_second_helper_is_not_counted_as_meeting(channel: Channel) -> None:
    """How long somebody waited is counted once, at the first who came."""
    record = await channel.ask()
    await channel.meet(record)
    await channel.service.wish(BEN, record, Presence.STEPPING)
    channel.clock.move(timedelta(hours=5))
    await channel.meet(record, CARA)
    [week] = (await channel.service.overview(SERVER)).weeks
    assert (week.asked, week.met, week.waited) == (1, 1, timedelta(0))


async def test_a_server_without_a_channel(channel: Channel) -> None:
    """Nothing can be asked there, nothing is counted, and nothing fails."""
    assert await channel.service.begin(ANNA, 5) is None
    assert await channel.service.space(5) is None
    assert await channel.service.space(None) is None
    told = await channel.service.overview(5)
    assert (told.open, told.waiting, told.weeks) == (0, 0, ())


async def test_what_is_half_done_is_looked_at_soon(channel: Channel) -> None:
    """Ten minutes after it began, whatever stopped it; what is done, on its day."""
    begun = await channel.service.begin(ANNA, SERVER)
    assert begun is not None
    assert begun.request.state is State.OPENING
    assert await channel.service.next_look() == NOON + timedelta(minutes=10)
    await channel.service.close(begun.request.id, Ending.SOLVED)
    assert await channel.service.next_look() == NOON
    closed = await channel.service.request(begun.request.id)
    assert closed is not None
    await channel.service.tidied(closed)
    assert await channel.service.next_look() == NOON + timedelta(days=14)
    await channel.service.look_at_all()
    assert await channel.service.next_look() == NOON


async def test_a_confirmation_does_not_open_what_was_closed(channel: Channel) -> None:
    """Closed while it was made: the thread is noted, and it stays closed."""
    begun = await channel.service.begin(ANNA, SERVER)
    assert begun is not None
    await channel.service.close(begun.request.id, Ending.REMOVED)
    late = await channel.service.opened(begun.request.id, 10, 20)
    assert late is not None
    assert (late.state, late.thread_id) == (State.CLOSING, 10)


async def test_reports_once_in_a_while(channel: Channel) -> None:
    """Twice at once is one; later it may be said again; who is not inside reports nothing."""
    record = await channel.ask()
    await channel.meet(record)
    service = channel.service
    assert await service.report(ANNA, record, helper=False)
    assert not await service.report(ANNA, record, helper=False)
    assert await service.report(BEN, record, helper=True)
    assert not await service.report(CARA, record, helper=True)
    assert not await service.report(CARA, record, helper=False)
    channel.clock.move(SAME_REPORT + timedelta(seconds=1))
    assert await service.report(ANNA, record, helper=False)
    await service.unreport(ANNA, record, helper=False)
    assert await service.report(ANNA, record, helper=False)


async def test_wishes_of_who_is_not_there_change_nothing(channel: Channel) -> None:
    """Neither of strangers, nor of the one who asked, nor of helpers who left."""
    record = await channel.ask()
    await channel.meet(record)
    for user in (ANNA, CARA):
        assert await channel.service.wish(user, record, Presence.HANDING) is None
    claim = await channel.service.wish(BEN, record, Presence.STEPPING)
    assert claim is not None
    await channel.service.left(claim)
    for wish in (Presence.HANDING, Presence.BACKUP, Presence.STEPPING, Presence.LEAVING):
        assert await channel.service.wish(BEN, record, wish) is None
    assert await channel.service.own_claim(BEN, record) is None
    assert await channel.service.was_with(BEN, record) is not None
