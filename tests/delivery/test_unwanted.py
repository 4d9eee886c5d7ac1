"""Taken back at any moment: from that instant not one message, whatever is claimed or on its way."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from alongside.services import Services
from tests.delivery.house import ANNA, BEN, house_in, until
from tests.standin.discord_api import Sent, Trouble
from tests.standin.virtual import in_virtual_time

MANY = range(800_000_000_000_000_000, 800_000_000_000_000_040)
Ending = Callable[[Services, int], Awaitable[None]]


async def stop(services: Services, user: int) -> None:
    """Delete the reminder."""
    await services.reminders.stop(user)


async def pause(services: Services, user: int) -> None:
    """Let it rest until further notice."""
    await services.reminders.pause(user, None)


async def withdraw(services: Services, user: int) -> None:
    """Take the consent to messages back."""
    await services.privacy.choose_messages(user, agreed=False)


async def erase(services: Services, user: int) -> None:
    """Erase everything."""
    await services.privacy.erase(user)


endings = pytest.mark.parametrize("ending", [stop, pause, withdraw, erase])


@endings
def test_taken_back_in_the_middle_of_a_batch(tmp_path: Path, ending: Ending) -> None:
    """When the first message arrives, all others take theirs back: none of the claimed ones is sent."""

    @in_virtual_time
    async def scenario() -> None:
        async with house_in(tmp_path) as house:
            await house.open()
            await house.set(*MANY)
            others: list[int] = []

            async def end(sent: Sent) -> None:
                house.standin.after_sending = None
                there = {each.user for each in house.standin.sent}
                for user in MANY:
                    if user not in there:
                        await ending(house.services, user)
                        others.append(user)
                others[:] = [user for user in others if not house.standin.to(user)]

            house.standin.after_sending = end
            await until(hours=50)
            assert len(others) > 20
            assert not {each.user for each in house.standin.sent} & set(others)

    scenario()


@endings
@pytest.mark.parametrize("trouble", [Trouble(429, retry_after=120), Trouble(502), Trouble(503)], ids=str)
def test_taken_back_while_it_is_tried_again(tmp_path: Path, ending: Ending, trouble: Trouble) -> None:
    """Not by discord.py's own repeating either, which goes on for minutes."""

    @in_virtual_time
    async def scenario() -> None:
        async with house_in(tmp_path) as house:
            await house.open()
            await house.set(ANNA, BEN)
            house.standin.troubles += [Trouble(trouble.status, times=2, retry_after=trouble.retry_after)]
            await until(minutes=59, seconds=59)
            while house.standin.counts[f"{trouble.status}"] < 2:
                await until(seconds=0.25)
            await ending(house.services, ANNA)
            await until(hours=3)
            assert house.standin.to(ANNA) == []
            assert len(house.standin.to(BEN)) == 1

    scenario()


@in_virtual_time
async def test_stopped_and_set_again_on_the_same_day(tmp_path: Path) -> None:
    """The date had its message: the next one is tomorrow's, also in another zone where it is still today."""
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(ANNA)
        await until(hours=2)
        await house.services.reminders.stop(ANNA)
        await house.set(ANNA, at=house.clock.now().time().replace(hour=15))
        await until(hours=20)
        assert len(house.standin.to(ANNA)) == 1
        await until(hours=6)
        assert len(house.standin.to(ANNA)) == 2


@in_virtual_time
async def test_a_pause_takes_back_what_was_put_off(tmp_path: Path) -> None:
    """Not today, a pause, and stopping: what was snoozed does not come."""
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(*MANY[:4])
        await until(hours=1, minutes=1)
        reminders = house.services.reminders
        for user in MANY[:4]:
            assert await reminders.snooze(user, "x", house.clock.now().replace(minute=30))
        await reminders.not_today(MANY[0])
        await reminders.pause(MANY[1], None)
        await reminders.stop(MANY[2])
        house.bots[-1].reminders.wake()
        await until(hours=1)
        assert [each.user for each in house.standin.sent[4:]] == [MANY[3]]
