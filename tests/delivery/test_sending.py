"""A reminder is sent once a day, by discord.py's own client, to a stand-in that counts."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from alongside.reminding import News, State
from tests.delivery.house import ANNA, BEN, House, house_in, until
from tests.standin.discord_api import GLOBAL_LIMIT, Trouble, ids_in
from tests.standin.virtual import START, in_virtual_time

MANY = range(800_000_000_000_000_000, 800_000_000_000_000_200)


async def state_of(house: House, user: int) -> State | None:
    """Return how somebody's reminder stands."""
    reminder = await house.services.reminders.show(user)
    return None if reminder is None else reminder.state


@in_virtual_time
async def test_one_a_day(tmp_path: Path) -> None:
    """At its time, with one request where the channel is known, and again the next day."""
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(ANNA)
        before = house.standin.counts["requests"]
        await until(minutes=59)
        assert house.standin.sent == []
        await until(minutes=2)
        assert len(house.standin.to(ANNA)) == 1
        assert house.standin.counts["requests"] == before + 1
        await until(hours=23)
        assert len(house.standin.to(ANNA)) == 1
        await until(hours=1)
        first, second = house.standin.to(ANNA)
        assert first.nonce != second.nonce
        reminder = await house.services.reminders.show(ANNA)
        assert reminder is not None
        assert len(reminder.asked) == 2


@in_virtual_time
async def test_an_unknown_channel_is_looked_up_once(tmp_path: Path) -> None:
    """And remembered, also by the next process."""
    async with house_in(tmp_path) as house:
        bot = await house.open()
        await house.set(ANNA, channel=False)
        await until(hours=2)
        await house.restart(bot)
        await until(hours=24)
        assert len(house.standin.to(ANNA)) == 2
        assert house.standin.counts["opened"] == 1


@in_virtual_time
async def test_a_channel_that_is_gone_is_looked_up_anew(tmp_path: Path) -> None:
    """Once, on the way, and the new one is remembered."""
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(ANNA)
        house.standin.lose_channel(ANNA)
        await until(hours=2)
        assert [each.channel for each in house.standin.to(ANNA)] == [house.standin.channels[ANNA]]
        await until(hours=24)
        assert len(house.standin.to(ANNA)) == 2
        assert house.standin.counts["opened"] == 1


@pytest.mark.parametrize("why", ["closed", "strangers", "deleted"])
@pytest.mark.parametrize("known", [True, False])
def test_unreachable(tmp_path: Path, why: str, known: bool) -> None:
    """Closed messages, no server in common or no account: one refusal, never a second, told once."""

    @in_virtual_time
    async def scenario() -> None:
        async with house_in(tmp_path) as house:
            await house.open()
            await house.set(ANNA, channel=known)
            getattr(house.standin, why).add(ANNA)
            await until(hours=2)
            assert await state_of(house, ANNA) is State.CLOSED
            requests = house.standin.counts["requests"]
            await until(hours=24 * 8)
            assert house.standin.counts["requests"] == requests
            assert house.standin.sent == []
            assert await house.services.reminders.take_news(ANNA) is News.CLOSED
            assert await house.services.reminders.take_news(ANNA) is None
            getattr(house.standin, why).clear()
            assert await house.services.reminders.resume(ANNA) is not None
            house.bots[-1].reminders.wake()
            await until(hours=24)
            assert len(house.standin.to(ANNA)) == 1

    scenario()


@in_virtual_time
async def test_many_in_the_same_minute(tmp_path: Path) -> None:
    """Everybody gets one; in no second are there as many requests as Discord allows."""
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(*MANY)
        house.standin.latency = 0.3
        house.standin.counts["busiest"] = 0
        await until(hours=2)
        assert sorted(each.user for each in house.standin.sent) == list(MANY)
        assert 0 < house.standin.counts["busiest"] < GLOBAL_LIMIT
        assert house.standin.counts["429"] == 0
        assert len({int(each.at) for each in house.standin.sent}) > 10


@pytest.mark.parametrize("everywhere", [True, False])
def test_rate_limits_are_sat_out(tmp_path: Path, everywhere: bool) -> None:
    """A limit that is hit, of one channel or of all, delays messages and loses none."""

    @in_virtual_time
    async def scenario() -> None:
        async with house_in(tmp_path) as house:
            await house.open()
            await house.set(*MANY[:60])
            house.standin.troubles.append(Trouble(429, times=8, retry_after=90, everywhere=everywhere))
            await until(hours=2)
            assert sorted(each.user for each in house.standin.sent) == list(MANY[:60])
            assert house.standin.counts["429"] == 8, "what was held up did not all go at once"

    scenario()


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("created", [True, False])
def test_trouble_at_discord(tmp_path: Path, status: int, created: bool) -> None:
    """Tried again for a while; one whose first try had come through after all comes once."""

    @in_virtual_time
    async def scenario() -> None:
        async with house_in(tmp_path) as house:
            await house.open()
            await house.set(ANNA)
            house.standin.troubles.append(Trouble(status, times=7, created=created))
            await until(hours=2)
            assert len(house.standin.to(ANNA)) == 1
            assert await state_of(house, ANNA) is State.ON
            await until(hours=24)
            assert len(house.standin.to(ANNA)) == 2

    scenario()


@pytest.mark.parametrize("created", [True, False])
def test_trouble_for_longer_than_a_nonce_lives(tmp_path: Path, created: bool) -> None:
    """Then it is looked whether the message is there before it is sent again."""

    @in_virtual_time
    async def scenario() -> None:
        async with house_in(tmp_path) as house:
            await house.open()
            await house.set(ANNA)
            house.standin.troubles.append(Trouble(503, created=created))
            house.standin.troubles.append(Trouble(503, times=6))
            await until(hours=1, minutes=2)
            house.standin.troubles.append(Trouble(503, kind="look", times=2))
            await until(hours=1)
            assert len(house.standin.to(ANNA)) == 1
            assert house.standin.counts["looked"] > 2
            reminder = await house.services.reminders.show(ANNA)
            assert reminder is not None
            assert len(reminder.asked) == 1

    scenario()


@in_virtual_time
async def test_trouble_for_a_whole_hour(tmp_path: Path) -> None:
    """That date is given up, counted as failed, and the next one comes as always."""
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(ANNA)
        house.standin.troubles.append(Trouble(503, times=1000))
        await until(hours=2, minutes=5)
        tried = house.standin.counts["tried"]
        assert 5 < tried < 20
        house.standin.troubles.clear()
        await until(hours=20)
        assert house.standin.sent == []
        await until(hours=3)
        assert len(house.standin.to(ANNA)) == 1


@in_virtual_time
async def test_trouble_for_days(tmp_path: Path) -> None:
    """However many fail in a row: once it is over, they come as always."""
    async with house_in(tmp_path) as house:
        bot = await house.open()
        await house.set(ANNA)
        bot.reminders._failed_in_a_row = 5000
        await until(hours=1, minutes=2)
        assert len(house.standin.to(ANNA)) == 1


@in_virtual_time
async def test_a_refusal_for_another_reason_is_not_asked_again(tmp_path: Path) -> None:
    """One request, and no harm to the reminder: the next date is tried as always."""
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(ANNA)
        house.standin.troubles.append(Trouble(403, code=20026, times=1000))
        await until(hours=20)
        assert house.standin.counts["tried"] == 1
        assert await state_of(house, ANNA) is State.ON
        house.standin.troubles.clear()
        await until(hours=6)
        assert len(house.standin.to(ANNA)) == 1


@in_virtual_time
async def test_what_was_removed_at_once_is_not_sent_again(tmp_path: Path) -> None:
    """A message that had come through and was removed by its recipient counts as sent."""
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(ANNA)

        async def remove(sent: object) -> None:
            house.standin.removed.add(house.standin.sent[-1].id)

        house.standin.after_sending = remove
        house.standin.troubles.append(Trouble(503, created=True))
        await until(hours=2)
        assert len(house.standin.to(ANNA)) == 1
        assert house.standin.counts["repeated"] == 1
        assert await state_of(house, ANNA) is State.ON


@in_virtual_time
async def test_three_unanswered_then_a_question_then_rest(tmp_path: Path) -> None:
    """After three in a row it asks once whether to go on, and sleeps until it is woken."""
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(ANNA, BEN)
        for _ in range(6):
            await until(hours=24)
            await house.services.reminders.not_today(BEN)
        assert len(house.standin.to(BEN)) == 6
        assert len(house.standin.to(ANNA)) == 4
        assert await state_of(house, ANNA) is State.RESTING
        reminder = await house.services.reminders.show(ANNA)
        assert reminder is not None
        assert len(reminder.asked) == 3
        await house.services.reminders.resume(ANNA)
        house.bots[-1].reminders.wake()
        await until(hours=48)
        assert len(house.standin.to(ANNA)) == 6


@in_virtual_time
async def test_put_off(tmp_path: Path) -> None:
    """The same question comes again when it was asked for, with buttons for the same record."""
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(ANNA)
        await until(hours=1, minutes=1)
        until_then = house.clock.now() + timedelta(minutes=15)
        assert await house.services.reminders.snooze(ANNA, "unknown", until_then)
        house.bots[-1].reminders.wake()
        await until(minutes=14)
        assert len(house.standin.to(ANNA)) == 1
        await until(minutes=2)
        first, second = house.standin.to(ANNA)
        assert ids_in(first) == ids_in(second)
        assert first.nonce != second.nonce
        reminder = await house.services.reminders.show(ANNA)
        assert reminder is not None
        assert len(reminder.asked) == 1
        await until(hours=24)
        assert len(house.standin.to(ANNA)) == 3


@in_virtual_time
async def test_a_pause_ends_by_itself(tmp_path: Path) -> None:
    """Nothing comes before, and the next one after as set."""
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(ANNA)
        await house.services.reminders.pause(ANNA, START + timedelta(days=7))
        house.bots[-1].reminders.wake()
        await until(hours=24 * 7)
        assert house.standin.sent == []
        assert await state_of(house, ANNA) is State.ON
        await until(hours=2)
        assert len(house.standin.to(ANNA)) == 1


@in_virtual_time
async def test_the_log_tells_counts_and_no_more(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Once an hour at most: how many were due, sent, late, failed, and how late; nobody's id."""
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(*MANY[:10])
        house.standin.closed.add(MANY[0])
        house.standin.troubles.append(Trouble(503))
        with caplog.at_level(logging.INFO, "alongside"):
            await until(hours=4)
        told = [vars(each) for each in caplog.records if each.getMessage() == "reminders"]
        assert 1 <= len(told) <= 2
        names = ("due", "sent", "closed", "failed", "missed", "late")
        assert {name: sum(each[name] for each in told) for name in names} == {
            "due": 10,
            "sent": 9,
            "closed": 1,
            "failed": 0,
            "missed": 0,
            "late": 0,
        }
        assert all(each["late_middle"] <= each["late_most"] < 40 for each in told)
        assert not any(str(user) in str(vars(each)) for each in caplog.records for user in MANY[:10])
