"""Pauses in the store: one a person, told once, and only with consent."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from alongside.model import CheckIn, Kind, Pause, Purpose, Ratings, Retention, Unreadable, Wish
from alongside.store.opening import Store
from tests.store.kit import ANNA, BEN, NOON, agree, bytes_in, database_in, opened, sql

END = NOON + timedelta(minutes=10)
PAUSE = Pause("a1", NOON, END, 8, 10, "A \ud800 worry", "Tea")
LONG_AGO = NOON - timedelta(hours=1)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store."""
    async with opened(tmp_path) as store:
        yield store


def closed(pause: Pause) -> CheckIn:
    """Make a check-in of a pause."""
    return CheckIn({}, note=pause.worry, kind=Kind.PAUSE, ratings=Ratings(pause.before, pause.minutes, "", 1))


async def test_without_consent_nothing_is_written(store: Store, tmp_path: Path) -> None:
    """Neither a row nor a person."""
    assert await store.pauses.start(ANNA, PAUSE, Wish(), NOON) is None
    assert sql(database_in(tmp_path), "SELECT * FROM person") == []
    assert await store.pauses.get(ANNA) is None


async def test_comes_back_as_it_was(store: Store, tmp_path: Path) -> None:
    """To the letter, for the one whose it is; sealed in the file, the address too."""
    await store.pauses.start(ANNA, PAUSE, Wish(message=True), NOON)
    assert await store.pauses.get(ANNA) == PAUSE
    assert await store.pauses.get(BEN) is None
    assert await store.pauses.messaged(ANNA)
    assert not await store.pauses.messaged(BEN)
    assert b"worry" not in bytes_in(tmp_path)
    assert str(ANNA).encode() not in bytes_in(tmp_path)


async def test_the_file_does_not_tell_who_wants_a_message(store: Store, tmp_path: Path) -> None:
    """An address and none have the same length."""
    await agree(store, ANNA)
    await store.pauses.start(ANNA, PAUSE, Wish(), NOON)
    await store.pauses.start(BEN, PAUSE, Wish(message=True), NOON)
    lengths = sql(database_in(tmp_path), "SELECT DISTINCT length(address) FROM pause")
    assert len(lengths) == 1


async def test_at_once_one_starts(store: Store, tmp_path: Path) -> None:
    """Of many at once one is the pause, and all are told which."""
    made = [replace(PAUSE, id=f"{number}") for number in range(8)]
    got = await asyncio.gather(*(store.pauses.start(ANNA, each, Wish(message=True), NOON) for each in made))
    assert len({each.id for each in got if each is not None}) == 1
    assert len(sql(database_in(tmp_path), "SELECT id FROM pause")) == 1
    with closing(sqlite3.connect(database_in(tmp_path))) as other, pytest.raises(sqlite3.IntegrityError):
        other.execute("INSERT INTO pause SELECT owner, 'x', 0, 0, NULL, body, address FROM pause")


async def test_one_that_came_second_leaves_the_consent_alone(store: Store) -> None:
    """What does not start agrees to nothing, and takes nothing back."""
    await agree(store, ANNA)
    await store.pauses.start(ANNA, PAUSE, Wish(), NOON)
    second = replace(PAUSE, id="b2")
    assert await store.pauses.start(ANNA, second, Wish(message=True), NOON) == PAUSE
    assert await store.consents.get(ANNA, Purpose.MESSAGES) is None
    assert await store.pauses.start(ANNA, second, Wish(message=True, replaces="a1"), NOON) == second
    assert await store.pauses.start(ANNA, PAUSE, Wish(takes_back=True), NOON) == second
    consent = await store.consents.get(ANNA, Purpose.MESSAGES)
    assert consent is not None
    assert consent.holds


async def test_a_due_end_is_claimed_once(store: Store) -> None:
    """Two that look at once: one of them sends."""
    await store.pauses.start(ANNA, PAUSE, Wish(message=True), NOON)
    assert await store.pauses.claim_due(LONG_AGO, END - timedelta(seconds=1)) == []
    found = await asyncio.gather(*(store.pauses.claim_due(LONG_AGO, END) for _ in range(4)))
    assert [due.user_id for each in found for due in each] == [ANNA]
    assert await store.pauses.tell_ended(ANNA, END) is None


async def test_what_is_not_sent(store: Store) -> None:
    """Neither one without an address, nor one too late, nor one whose consent was taken back."""
    await agree(store, BEN)
    await store.pauses.start(BEN, PAUSE, Wish(), NOON)
    await store.consents.give(BEN, Purpose.MESSAGES, 1, Retention.ALWAYS, NOON)
    assert await store.pauses.claim_due(LONG_AGO, END) == []
    await store.pauses.start(ANNA, PAUSE, Wish(message=True), NOON)
    assert await store.pauses.claim_due(END, END) == []
    await agree(store, ANNA)
    await store.consents.withdraw(ANNA, Purpose.MESSAGES, NOON)
    assert await store.pauses.claim_due(LONG_AGO, END) == []
    await store.consents.give(ANNA, Purpose.MESSAGES, 1, Retention.ALWAYS, NOON)
    assert await store.pauses.claim_due(LONG_AGO, END) == []
    assert await store.pauses.tell_ended(ANNA, END) == replace(PAUSE, told_at=END)


async def test_untold_waits_and_is_not_sent_again(store: Store) -> None:
    """What could not be sent is told by a command, once."""
    await store.pauses.start(ANNA, PAUSE, Wish(message=True), NOON)
    [due] = await store.pauses.claim_due(LONG_AGO, END)
    await store.pauses.untell(due)
    assert await store.pauses.claim_due(LONG_AGO, END) == []
    assert await store.pauses.tell_ended(ANNA, END) is not None
    assert await store.pauses.tell_ended(ANNA, END) is None


async def test_the_next_end(store: Store) -> None:
    """The earliest that somebody may be sent, later than what was looked at."""
    assert await store.pauses.next_end(LONG_AGO) is None
    await store.pauses.start(ANNA, PAUSE, Wish(message=True), NOON)
    await store.pauses.start(
        BEN, replace(PAUSE, ends_at=END - timedelta(minutes=5)), Wish(message=True), NOON
    )
    assert await store.pauses.next_end(LONG_AGO) == END - timedelta(minutes=5)
    assert await store.pauses.next_end(END - timedelta(minutes=5)) == END
    assert await store.pauses.next_end(END) is None


async def test_finish_keeps_with_history_alone(store: Store) -> None:
    """A draft with history, nothing without; the pause is gone either way, and finished once."""
    await store.pauses.start(ANNA, PAUSE, Wish(message=True), NOON)
    assert await store.pauses.finish(ANNA, "other", NOON, closed) is None
    assert await store.pauses.finish(BEN, "a1", NOON, closed) is None
    assert await store.pauses.finish(ANNA, "a1", NOON, closed) == (closed(PAUSE), False)
    assert await store.drafts.all_of(ANNA) == []
    await agree(store, ANNA)
    await store.pauses.start(ANNA, PAUSE, Wish(), NOON)
    ends = await asyncio.gather(*(store.pauses.finish(ANNA, "a1", NOON, closed) for _ in range(3)))
    assert [end for end in ends if end is not None] == [(closed(PAUSE), True)]
    draft = await store.drafts.get(ANNA, "a1")
    assert draft is not None
    assert draft.check_in == closed(PAUSE)


@pytest.mark.parametrize("purpose", [Purpose.HISTORY, Purpose.MESSAGES])
async def test_a_pause_goes_with_the_last_consent(store: Store, purpose: Purpose) -> None:
    """With both, one may go; after the other has gone as well there is no pause."""
    await agree(store, ANNA)
    await store.pauses.start(ANNA, PAUSE, Wish(message=True), NOON)
    await store.consents.withdraw(ANNA, purpose, NOON)
    assert await store.pauses.get(ANNA) == PAUSE
    assert await store.pauses.messaged(ANNA) is (purpose is Purpose.HISTORY)
    await store.consents.give(ANNA, Purpose.SUPPORT, 1, Retention.ALWAYS, NOON)  # no pause stands on this one
    for each in (Purpose.HISTORY, Purpose.MESSAGES):
        await store.consents.withdraw(ANNA, each, NOON)
    assert await store.pauses.get(ANNA) is None


async def test_messages_taken_back_leave_drafts_alone(store: Store) -> None:
    """What is under way stands on the consent to history."""
    await agree(store, ANNA)
    await store.pauses.start(ANNA, PAUSE, Wish(message=True), NOON)
    await store.pauses.finish(ANNA, "a1", NOON, closed)
    await store.consents.withdraw(ANNA, Purpose.MESSAGES, NOON)
    assert len(await store.drafts.all_of(ANNA)) == 1
    await store.consents.withdraw(ANNA, Purpose.HISTORY, NOON)
    assert await store.drafts.all_of(ANNA) == []


async def test_a_moved_row_does_not_open(store: Store, tmp_path: Path) -> None:
    """Neither its words nor its address; the person it was given to can begin another."""
    await store.pauses.start(ANNA, PAUSE, Wish(message=True), NOON)
    await agree(store, BEN)
    await store.consents.give(BEN, Purpose.MESSAGES, 1, Retention.ALWAYS, NOON)
    [(ben,)] = sql(
        database_in(tmp_path), "SELECT owner FROM person WHERE owner NOT IN (SELECT owner FROM pause)"
    )
    sql(database_in(tmp_path), "UPDATE pause SET owner = ?", (ben,))
    assert await store.pauses.get(BEN) == Unreadable("a1", NOON)
    assert await store.pauses.claim_due(LONG_AGO, END) == []
    assert await store.pauses.tell_ended(BEN, END) is None
    assert await store.pauses.start(BEN, replace(PAUSE, id="b2"), Wish(), NOON) == replace(PAUSE, id="b2")


async def test_erasing_takes_it_along(store: Store, tmp_path: Path) -> None:
    """With the person, by cascade."""
    await store.pauses.start(ANNA, PAUSE, Wish(message=True), NOON)
    await store.erasure.erase(ANNA)
    assert sql(database_in(tmp_path), "SELECT * FROM pause") == []
