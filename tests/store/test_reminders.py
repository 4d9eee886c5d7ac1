"""Reminders in the store: one a person, only with consent, sealed, and nobody else's."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest

from alongside.errors import Unsealable
from alongside.model import Purpose, Retention
from alongside.reminding import (
    Addressed,
    Change,
    Claimed,
    Ended,
    Matter,
    News,
    Reminder,
    Setting,
    State,
)
from alongside.schedule import jitter
from alongside.store.delivery_ends import End
from alongside.store.opening import Store
from tests.store.kit import ANNA, BEN, NOON, agree, bytes_in, database_in, opened, sql

NINE = Change(time(21), "Europe/Paris")
DUE = datetime(2026, 3, 1, 20, tzinfo=UTC)
SOON = timedelta(seconds=30)
DAY = timedelta(days=1)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store."""
    async with opened(tmp_path) as store:
        yield store


async def put(store: Store, user: int = ANNA, change: Change = NINE, now: datetime = NOON) -> Reminder:
    """Set a reminder, and agree to messages."""
    made = await store.reminders.set(user, change, agreed=True, now=now)
    assert made is not None
    return made


async def claim(store: Store, now: datetime) -> list[Claimed]:
    """Claim what is due."""
    return (await store.deliveries.claim_due(now, 100)).claimed


async def end(store: Store, claimed: Claimed, how: Ended, now: datetime, question: str = "q1") -> None:
    """Record what became of a message."""
    sent = Addressed(claimed, ANNA, 7, "en", question)
    await store.deliveries.record([End(claimed, how, sent)], now)


async def test_without_consent_nothing_is_written(store: Store, tmp_path: Path) -> None:
    """Neither a row nor a person; a consent to something else does not count, nor one that was taken back."""
    assert await store.reminders.set(ANNA, NINE, agreed=False, now=NOON) is None
    assert sql(database_in(tmp_path), "SELECT * FROM person") == []
    await agree(store, ANNA)
    assert await store.reminders.set(ANNA, NINE, agreed=False, now=NOON) is None
    await put(store)
    await store.consents.withdraw(ANNA, Purpose.MESSAGES, NOON)
    assert await store.reminders.set(ANNA, NINE, agreed=False, now=NOON) is None
    assert await store.reminders.get(ANNA, NOON) is None


async def test_a_first_one_needs_time_and_zone(store: Store, tmp_path: Path) -> None:
    """Else nothing is written, not even the consent; a zone that nobody knows undoes all."""
    assert await store.reminders.set(ANNA, Change(at=time(9)), agreed=True, now=NOON) is None
    with pytest.raises(ZoneInfoNotFoundError):
        await store.reminders.set(ANNA, Change(time(9), "Europe/Atlantis"), agreed=True, now=NOON)
    assert sql(database_in(tmp_path), "SELECT * FROM consent") == []


async def test_comes_back_as_set_and_one_change_keeps_the_rest(store: Store) -> None:
    """Time, zone, days and language, for the one whose it is."""
    await put(store, change=replace(NINE, weekdays=frozenset({0, 6}), language="de"))
    await store.reminders.set(ANNA, Change(at=time(8)), agreed=False, now=NOON)
    found = await store.reminders.get(ANNA, NOON)
    assert found is not None
    assert found.setting == Setting(time(8), "Europe/Paris", frozenset({0, 6}), "de")
    assert (found.state, found.next_day) == (State.ON, date(2026, 3, 2))
    assert await store.reminders.get(BEN, NOON) is None
    assert not await store.reminders.stop(BEN)
    assert await store.reminders.pause(BEN, None, NOON) is None
    assert not await store.reminders.snooze(BEN, "x", NOON, NOON)


async def test_the_file_tells_neither_who_nor_where(store: Store, tmp_path: Path) -> None:
    """Id, channel, zone and time are sealed, and a known channel has the length of an unknown one."""
    await put(store)
    await put(store, BEN)
    await store.reminders.prove(ANNA, 987_654_321_987_654_321)
    for secret in (str(ANNA), "987654321987654321", "Europe/Paris", "21:00"):
        assert secret.encode() not in bytes_in(tmp_path)
    assert len(sql(database_in(tmp_path), "SELECT DISTINCT length(address) FROM reminder")) == 1


async def test_a_moved_row_does_not_open(store: Store, tmp_path: Path) -> None:
    """Neither is it sent nor shown; the person can set another one, or stop it."""
    await put(store)
    path = database_in(tmp_path)
    [(anna,)] = sql(path, "SELECT owner FROM reminder")
    await store.consents.give(BEN, Purpose.MESSAGES, 1, Retention.ALWAYS, NOON)
    [(ben,)] = sql(path, "SELECT owner FROM person WHERE owner <> ?", (anna,))
    sql(path, "UPDATE reminder SET owner = ?", (ben,))
    with pytest.raises(Unsealable):
        await store.reminders.get(BEN, NOON)
    assert await claim(store, DUE + SOON) == []
    assert await store.deliveries.next_due() is None
    assert await store.reminders.set(BEN, Change(at=time(9)), agreed=True, now=NOON) is None
    assert (await put(store, BEN)).setting.at == time(21)
    assert await store.reminders.stop(BEN)
    assert await store.reminders.get(ANNA, NOON) is None


async def test_a_due_one_is_claimed_once(store: Store) -> None:
    """Several that look at once: one of them gets it, and the next date is set with it."""
    await put(store)
    found = await asyncio.gather(*(claim(store, DUE + SOON) for _ in range(5)))
    [claimed] = [each for claims in found for each in claims]
    assert (claimed.day, claimed.matter) == (date(2026, 3, 1), Matter.QUESTION)
    reminder = await store.reminders.get(ANNA, DUE + SOON)
    assert reminder is not None
    assert (reminder.next_day, reminder.last_day) == (date(2026, 3, 2), date(2026, 3, 1))


async def test_a_claim_is_a_lease(store: Store) -> None:
    """Left to whoever claimed it for a while; then claimed again, by its nonce, until its end is known."""
    await put(store)
    [first] = await claim(store, DUE + SOON)
    assert await claim(store, DUE + SOON * 2) == []
    [again] = await claim(store, DUE + SOON * 3)
    assert (again.nonce, again.id, again.uncertain_since) == (first.nonce, first.id, DUE + SOON)
    await end(store, again, Ended.SENT, DUE + SOON * 3)
    assert await claim(store, DUE + timedelta(hours=1)) == []
    await end(store, first, Ended.AGAIN, DUE + SOON * 4)
    assert await claim(store, DUE + timedelta(hours=2)) == []


async def test_what_was_asked_is_remembered_for_two_weeks(store: Store) -> None:
    """By question and date; then it is forgotten."""
    await put(store)
    for number in range(20):
        now = DUE + SOON + number * DAY
        [claimed] = await claim(store, now)
        await end(store, claimed, Ended.SENT, now, f"q{number}")
        await store.reminders.answered(ANNA, now)
    reminder = await store.reminders.get(ANNA, now)
    assert reminder is not None
    assert list(reminder.asked) == [f"q{number}" for number in range(6, 20)]


async def test_a_press_while_one_is_due_does_not_lose_it(store: Store) -> None:
    """Answering, changing the days, and a snooze of an older one: what is due and unclaimed stays due."""
    await put(store)
    late = DUE + timedelta(minutes=30)
    await store.reminders.answered(ANNA, late)
    await store.reminders.set(ANNA, Change(language="de"), agreed=False, now=late)
    assert [each.day for each in await claim(store, late)] == [date(2026, 3, 1)]
    await put(store, BEN)
    owner_due = await store.reminders.get(BEN, NOON)
    assert owner_due is not None
    assert owner_due.next_due is not None
    just_before = owner_due.next_due - timedelta(seconds=1)
    await store.reminders.answered(BEN, just_before)
    changed = await store.reminders.get(BEN, NOON)
    assert changed is not None
    assert changed.next_due == owner_due.next_due


async def test_a_check_in_takes_back_the_question_whether_to_go_on(store: Store) -> None:
    """Claimed and not sent yet, it is not asked; a question of the day that waits still comes."""
    await put(store)
    for number in range(3):
        [claimed] = await claim(store, DUE + SOON + number * DAY)
        await end(store, claimed, Ended.SENT, DUE + SOON + number * DAY)
    now = DUE + SOON + 3 * DAY
    [claimed] = await claim(store, now)
    assert claimed.matter is Matter.GO_ON
    await store.reminders.count_anew(ANNA)
    assert await store.deliveries.wanted(claimed, now) is None
    [claimed] = await claim(store, now + DAY)
    await end(store, claimed, Ended.SENT, now + DAY)
    [claimed] = await claim(store, now + 2 * DAY)
    await store.reminders.count_anew(ANNA)
    assert claimed.matter is Matter.QUESTION
    assert await store.deliveries.wanted(claimed, now + 2 * DAY) is not None


async def test_what_a_limit_held_up_for_hours_is_not_wanted(store: Store) -> None:
    """Sent so late it would come out of the blue."""
    await put(store)
    [claimed] = await claim(store, DUE + SOON)
    assert await store.deliveries.wanted(claimed, DUE + timedelta(hours=3)) is not None
    assert await store.deliveries.wanted(claimed, DUE + timedelta(hours=3, minutes=1)) is None


async def test_a_pause_until_a_date_leaves_out_none_of_that_date(store: Store) -> None:
    """At midnight too, and for whom it comes at that very second."""
    midnight, until = Change(time(0), "UTC"), datetime(2026, 3, 8, tzinfo=UTC)
    for user in range(ANNA, ANNA + 60):
        await put(store, user, midnight)
        paused = await store.reminders.pause(user, until, NOON)
        assert paused is not None
        assert paused.next_day == date(2026, 3, 8)


async def test_a_pause_outlives_a_change(store: Store) -> None:
    """It was asked for; a rest and closed messages end with a change."""
    await put(store)
    await store.reminders.pause(ANNA, NOON + 7 * DAY, NOON)
    changed = await store.reminders.set(ANNA, Change(at=time(8)), agreed=False, now=NOON)
    assert changed is not None
    assert (changed.state, changed.next_day) == (State.PAUSED, date(2026, 3, 9))
    await store.reminders.pause(ANNA, None, NOON)
    assert await store.deliveries.next_due() is None
    await store.reminders.close(ANNA, NOON)
    changed = await store.reminders.set(ANNA, Change(at=time(8)), agreed=False, now=NOON)
    assert changed is not None
    assert changed.state is State.ON


async def test_closed_is_told_once_and_ends_with_going_on(store: Store) -> None:
    """One refusal closes; the news is taken once, and gone where they went on before it was."""
    for told in (True, False):
        await put(store)
        now = DUE + SOON + (0 if told else 1) * DAY
        [claimed] = await claim(store, now)
        await end(store, claimed, Ended.CLOSED, now)
        assert await store.deliveries.next_due() is None
        if told:
            found = await asyncio.gather(*(store.reminders.take_news(ANNA) for _ in range(3)))
            assert [each for each in found if each is not None] == [News.CLOSED]
        resumed = await store.reminders.resume(ANNA, now)
        assert resumed is not None
        assert (resumed.state, resumed.unanswered) == (State.ON, 0)
        assert await store.reminders.take_news(ANNA) is None


async def test_consent_gone_behind_our_back(store: Store, tmp_path: Path) -> None:
    """A row that stands there without consent is not sent, and goes."""
    await put(store)
    sql(database_in(tmp_path), "UPDATE consent SET withdrawn_at = 1")
    assert await claim(store, DUE + SOON) == []
    assert sql(database_in(tmp_path), "SELECT * FROM reminder") == []
    assert await store.deliveries.next_due() is None


@pytest.mark.parametrize("purpose", list(Purpose))
async def test_only_the_consent_to_messages_ends_it(store: Store, purpose: Purpose) -> None:
    """Each is taken back on its own."""
    await put(store)
    await store.consents.give(ANNA, purpose, 1, Retention.ALWAYS, NOON)
    await store.consents.withdraw(ANNA, purpose, NOON)
    assert (await store.reminders.get(ANNA, NOON) is None) is (purpose is Purpose.MESSAGES)


async def test_erasing_takes_all_along(store: Store, tmp_path: Path) -> None:
    """The reminder and what is known of its messages."""
    await put(store)
    await claim(store, DUE + SOON)
    await store.erasure.erase(ANNA)
    for table in ("reminder", "delivery"):
        assert sql(database_in(tmp_path), f"SELECT * FROM {table}") == []


async def test_dates_are_known_for_some_weeks(store: Store) -> None:
    """Stopping leaves them, so that one set again does not come twice; upkeep takes the old ones."""
    await put(store)
    [claimed] = await claim(store, DUE + SOON)
    await end(store, claimed, Ended.SENT, DUE + SOON)
    await store.reminders.stop(ANNA)
    later = replace(NINE, at=time(23))
    assert (await put(store, change=later, now=DUE + SOON)).next_day == date(2026, 3, 2)
    assert await store.deliveries.remove_older(DUE) == 0
    assert await store.deliveries.remove_older(DUE + DAY) == 1
    assert await store.reminders.deliveries_of(ANNA) == []


async def test_snooze_of_an_unknown_message(store: Store) -> None:
    """However old it is: it takes the place of today's, which does not come besides."""
    await put(store)
    assert await store.reminders.snooze(ANNA, "long-gone", NOON + timedelta(hours=1), NOON)
    assert await claim(store, NOON + timedelta(minutes=59)) == []
    [claimed] = await claim(store, NOON + timedelta(hours=1))
    await end(store, claimed, Ended.SENT, NOON + timedelta(hours=1))
    assert await claim(store, DUE + SOON) == []
    assert len(await claim(store, DUE + SOON + DAY)) == 1


async def test_due_ones_are_taken_in_order_and_in_batches(store: Store) -> None:
    """The earliest first, no more than asked for, and said where there may be more."""
    users = [ANNA + number for number in range(6)]
    for user in users:
        await put(store, user)
    claims = await store.deliveries.claim_due(DUE + SOON, 4)
    assert (len(claims.claimed), claims.looked_at, claims.new) == (4, 4, 4)
    rest = await store.deliveries.claim_due(DUE + SOON, 4)
    assert (len(rest.claimed), rest.looked_at) == (2, 2)
    dues = [each.due for each in claims.claimed + rest.claimed]
    assert dues == sorted(dues)
    for each in claims.claimed:
        assert each.due == DUE + jitter(each.owner, each.day)
