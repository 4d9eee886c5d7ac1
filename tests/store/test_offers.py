"""Offer cards in the file: as little as it takes, found by both sides, linked to nobody's other rows."""

from datetime import timedelta
from pathlib import Path

import pytest

from alongside.model import Purpose
from alongside.offering import OPEN_AT_ONCE, POSTED_ONCE, STANDS, Begun, Place
from alongside.store.opening import Store
from tests.store.kit import ANNA, BEN, NOON, agree, bytes_in, contents_of, database_in, opened, sql

PLACE = Place(800_000_000_000_000_001, 800_000_000_000_000_002)
CID = 700_000_000_000_000_003


async def posted(store: Store, user: int = ANNA, asked: int = BEN, record: str = "c1") -> None:
    """Post a card."""
    assert await store.offers.begin(user, asked, record, NOON, may=True) is Begun.NOW
    assert await store.offers.stands(user, record, PLACE)


async def test_the_file_says_neither_who_nor_where(tmp_path: Path) -> None:
    """No Discord id stands in the file, and no hash of a card or a block is any person's own."""
    async with opened(tmp_path) as store:
        await agree(store, BEN)
        await posted(store)
        await store.offers.block(BEN, ANNA, blocked=True)
        raw = bytes_in(tmp_path)
        for ident in (ANNA, BEN, PLACE.channel_id, PLACE.message_id):
            assert f"{ident}".encode() not in raw
            assert ident.to_bytes(8, "big") not in raw
        path = database_in(tmp_path)
        owners = {owner for (owner,) in sql(path, "SELECT owner FROM person")}
        [(asked,)] = sql(path, "SELECT asked FROM offer")
        [(sender,)] = sql(path, "SELECT sender FROM offer_block")
        assert len(owners | {asked, sender}) == 4


async def test_two_askers_of_one_person_cannot_be_linked(tmp_path: Path) -> None:
    """The hash of who is asked is another one with each asker."""
    async with opened(tmp_path) as store:
        await posted(store)
        await posted(store, CID, BEN, "c2")
        hashes = {asked for (asked,) in sql(database_in(tmp_path), "SELECT asked FROM offer")}
        assert len(hashes) == 2


async def test_what_is_left_after_the_end(tmp_path: Path) -> None:
    """An ended card has no id and no place any more; after its time no row, and nobody's key."""
    async with opened(tmp_path) as store:
        await posted(store)
        assert await store.offers.take(BEN, "c1", NOON, mine=False)
        await store.offers.end("c1")
        [row] = sql(database_in(tmp_path), "SELECT id, taken_at, place FROM offer")
        assert row == (None, None, b"")
        assert await store.offers.over(NOON + STANDS - timedelta(seconds=1)) == []
        [over] = await store.offers.over(NOON + STANDS)
        assert over.place is None
        await store.offers.remove(over)
        assert sql(database_in(tmp_path), "SELECT count(*) FROM person") == [(0,)]


async def test_a_person_with_more_than_a_card_stays(tmp_path: Path) -> None:
    """Whoever agreed to anything keeps their key and their rows when a card ends."""
    async with opened(tmp_path) as store:
        await agree(store, ANNA)
        await posted(store)
        await store.offers.undo(ANNA, "c1")
        assert sql(database_in(tmp_path), "SELECT count(*) FROM person") == [(1,)]
        assert await store.consents.get(ANNA, Purpose.HISTORY) is not None


@pytest.mark.parametrize("user", [ANNA, BEN])
async def test_erasing_either_side(tmp_path: Path, user: int) -> None:
    """Erased by who asked or by who was asked, the card is in no row and no byte of the file."""
    async with opened(tmp_path) as store:
        await posted(store)
        path = database_in(tmp_path)
        [(owner, asked, place)] = sql(path, "SELECT owner, asked, place FROM offer")
        await posted(store, CID, ANNA if user == BEN else CID + 1, "c2")
        await store.erasure.erase(user)
        assert sql(path, "SELECT id FROM offer") == [("c2",)]
        raw = bytes_in(tmp_path)
        assert not any(each in raw for each in (owner.encode(), asked.encode(), place))


async def test_only_the_two_can_take_it(tmp_path: Path) -> None:
    """In either role a card is found through the person's own key alone."""
    async with opened(tmp_path) as store:
        await posted(store)
        for user, mine in ((CID, True), (CID, False), (ANNA, False), (BEN, True)):
            assert not await store.offers.take(user, "c1", NOON, mine=mine)
        assert await store.offers.take(BEN, "c1", NOON, mine=False)
        assert not await store.offers.take(ANNA, "c1", NOON, mine=True), "it is in a hand already"
        await store.offers.release("c1")
        assert not await store.offers.take(ANNA, "c1", NOON + STANDS, mine=True), "its time is over"
        assert await store.offers.take(ANNA, "c1", NOON, mine=True)


async def test_a_no_is_looked_up_with_the_posting(tmp_path: Path) -> None:
    """Nothing said is a yes; a no holds until a yes; a yes without a no before it writes nothing."""
    async with opened(tmp_path) as store:
        before = contents_of(database_in(tmp_path))
        await store.offers.allow(BEN, True, NOON)
        assert contents_of(database_in(tmp_path)) == before
        await store.offers.allow(BEN, False, NOON)
        assert not await store.offers.allows(BEN)
        assert await store.offers.begin(ANNA, BEN, "c1", NOON, may=True) is Begun.REFUSED
        await store.offers.allow(BEN, True, NOON)
        assert await store.offers.allows(BEN)
        assert await store.offers.begin(ANNA, BEN, "c1", NOON, may=True) is Begun.NOW
        assert await store.offers.begin(ANNA, BEN, "c1", NOON, may=True) is Begun.UNSURE
        assert await store.offers.begin(ANNA, BEN, "c1", NOON + POSTED_ONCE, may=True) is Begun.REFUSED
        assert await store.offers.stands(ANNA, "c1", PLACE)
        assert await store.offers.begin(ANNA, BEN, "c1", NOON + POSTED_ONCE, may=True) is Begun.BEFORE
        assert await store.offers.begin(ANNA, BEN, "c2", NOON, may=True) is Begun.REFUSED


async def test_so_many_at_a_time(tmp_path: Path) -> None:
    """Nobody covers a server with cards: a few stand unanswered at a time."""
    async with opened(tmp_path) as store:
        for number in range(OPEN_AT_ONCE):
            await posted(store, ANNA, CID + number, f"c{number}")
        assert await store.offers.begin(ANNA, BEN, "d", NOON, may=True) is Begun.REFUSED
        await store.offers.end("c0")
        assert await store.offers.begin(ANNA, BEN, "d", NOON, may=True) is Begun.NOW


async def test_blocks_can_all_be_undone(tmp_path: Path) -> None:
    """Undone, a block leaves nothing behind."""
    async with opened(tmp_path) as store:
        for sender in (ANNA, CID):
            await store.offers.block(BEN, sender, blocked=True)
            await store.offers.block(BEN, sender, blocked=True)
        assert len(await store.offers.blocks_of(BEN)) == 2
        await store.offers.unblock_all(BEN)
        assert sql(database_in(tmp_path), "SELECT count(*) FROM person") == [(0,)]


async def test_a_place_that_was_tampered_with(tmp_path: Path) -> None:
    """A place that does not open is no place: the card is forgotten at its time all the same."""
    async with opened(tmp_path) as store:
        await posted(store)
        await posted(store, CID, BEN, "c2")
        path = database_in(tmp_path)
        sql(path, "UPDATE offer SET place = (SELECT place FROM offer WHERE id = 'c2') WHERE id = 'c1'")
        places = {each.place for each in await store.offers.over(NOON + STANDS)}
        assert places == {None, PLACE}
