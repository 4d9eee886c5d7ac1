"""What is stored of support channels: once a person and server, sealed, and gone with whom it belongs to."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from alongside.errors import Unsealable
from alongside.model import Purpose
from alongside.store.opening import Store
from alongside.supporting import (
    Claim,
    Claimed,
    Ending,
    Made,
    Presence,
    Quiet,
    Request,
    State,
    SupportSpace,
    Week,
)
from tests.store.kit import ANNA, BEN, NOON, bytes_in, database_in, opened, sql

SERVER, OTHER = 900_000_000_000_000_009, 900_000_000_000_000_010
CARA = 700_000_000_000_000_003
THREAD, CARD, MESSAGE = 810_000_000_000_000_001, 810_000_000_000_000_002, 810_000_000_000_000_003


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store with two servers' support channels."""
    async with opened(tmp_path) as store:
        for guild in (SERVER, OTHER):
            await store.support_spaces.change(guild, lambda space: space)
        yield store


def request_of(user: int = ANNA, record: str = "a1", guild: int = SERVER) -> Request:
    """Return a request that is open."""
    return Request(record, guild, user, State.OPEN, "7f3a2b", NOON, THREAD, MESSAGE, CARD)


async def ask(store: Store, user: int = ANNA, record: str = "a1", guild: int = SERVER) -> Request:
    """Write a request down; return the one that is open then."""
    found = await store.support_requests.reserve(request_of(user, record, guild), NOON)
    assert found is not None
    return found


async def come(store: Store, user: int = BEN, record: str = "a1", limit: int = 2) -> Claimed:
    """Let a helper come."""
    claim = Claim(record, user, Presence.COMING, NOON)
    return await store.support_claims.reserve(claim, SERVER, limit, NOON)


async def test_one_open_request_a_person_and_server(store: Store, tmp_path: Path) -> None:
    """Of many at once one is the request for all of them; another server has one of its own."""
    found = await asyncio.gather(*(ask(store, record=f"r{number}") for number in range(5)))
    assert len({each.id for each in found}) == 1
    assert (await ask(store, record="b2", guild=OTHER)).id == "b2"
    path = database_in(tmp_path)
    assert sql(path, "SELECT count(*) FROM support_request") == [(2,)]
    with pytest.raises(Exception, match="UNIQUE"):
        sql(
            path,
            "INSERT INTO support_request SELECT owner, 'forged', space, slot, place, state, opened_at, "
            "met_at, closed_at, look_at, reported_at, body FROM support_request",
        )


async def test_after_closing_there_is_room_for_another(store: Store) -> None:
    """The first to close it is told so, nobody after that."""
    await ask(store)
    closed = await asyncio.gather(
        *(store.support_requests.close("a1", Ending.SOLVED, NOON, NOON) for _ in range(3))
    )
    assert [each is not None for each in closed].count(True) == 1
    assert (await ask(store, record="b2")).id == "b2"
    assert [each.state for each in await store.support_requests.all_of(ANNA)] == [State.CLOSING, State.OPEN]


async def test_a_request_comes_back_whole(store: Store) -> None:
    """As it was written, and by its thread, its person, its server and its time."""
    request = await ask(store)
    requests = store.support_requests
    stored = replace(request, thread_id=THREAD)
    await requests.change("a1", lambda each: each)
    for found in (
        await requests.get("a1"),
        await requests.own(ANNA, "a1"),
        await requests.open_of(ANNA, SERVER),
        await requests.find(SERVER, "a1"),
        await requests.of_thread(THREAD),
        *await requests.in_space(SERVER),
        *await requests.due(NOON, 5),
    ):
        assert found == stored
    assert await requests.own(BEN, "a1") is None
    assert await requests.find(OTHER, "a1") is None
    assert await requests.of_thread(CARD) is None


async def test_no_id_and_no_setting_stands_in_the_file(store: Store, tmp_path: Path) -> None:
    """Of people, servers, channels, threads, cards: nothing but what is sealed."""
    await store.support_spaces.change(
        SERVER, lambda space: replace(space, channel_id=THREAD + 7, help_lines="GB", language="en")
    )
    await ask(store)
    await come(store)
    content = bytes_in(tmp_path)
    for each in (ANNA, BEN, SERVER, THREAD, THREAD + 7, CARD, MESSAGE):
        assert f"{each}".encode() not in content
        assert each.to_bytes(8, "big") not in content
        assert each.to_bytes(8, "little") not in content
    for word in (b"7f3a2b", b"help_lines"):
        assert word not in content


async def test_settings_come_back_whole(store: Store) -> None:
    """Everything that moderators chose; two changes at once add up."""
    chosen = SupportSpace(
        SERVER,
        channel_id=1,
        helper_channel_id=2,
        role_id=3,
        panel_id=4,
        report_channel_id=5,
        limit=3,
        idle_days=3,
        delete_days=30,
        help_lines="GB IE",
        quiet=Quiet("Europe/Berlin", time(22, 30), time(7)),
        made=frozenset({Made.CHANNEL, Made.ROLE}),
    )
    await store.support_spaces.change(SERVER, lambda _: chosen)
    assert await store.support_spaces.get(SERVER) == chosen
    await asyncio.gather(
        store.support_spaces.change(SERVER, lambda space: replace(space, limit=5)),
        store.support_spaces.change(SERVER, lambda space: replace(space, panel_id=9)),
    )
    assert await store.support_spaces.get(SERVER) == replace(chosen, limit=5, panel_id=9)
    assert len(await store.support_spaces.all()) == 2


async def test_settings_of_one_server_do_not_open_for_another(store: Store, tmp_path: Path) -> None:
    """A row that is moved is refused, named in the log, and begun anew where somebody sets up again."""
    path = database_in(tmp_path)
    rows = sql(path, "SELECT id, settings FROM support_space ORDER BY id")
    sql(path, "UPDATE support_space SET settings = ? WHERE id = ?", (rows[0][1], rows[1][0]))
    broken = [guild for guild in (SERVER, OTHER) if not await readable(store, guild)]
    assert len(broken) == 1
    assert len(await store.support_spaces.all()) == 1
    await store.support_spaces.change(broken[0], lambda space: replace(space, limit=4))
    assert await store.support_spaces.get(broken[0]) == SupportSpace(broken[0], limit=4)


async def readable(store: Store, guild: int) -> bool:
    """Return whether a server's settings open."""
    try:
        return await store.support_spaces.get(guild) is not None
    except Unsealable:
        return False


async def test_one_helper_gets_it(store: Store) -> None:
    """Of many at once; a request of another server is none at all."""
    await ask(store)
    told = await asyncio.gather(*(come(store, user) for user in (BEN, CARA, BEN, CARA)))
    assert told.count(Claimed.YES) == 1
    assert told.count(Claimed.TAKEN) == 2
    assert told.count(Claimed.BEFORE) == 1
    elsewhere = Claim("a1", CARA, Presence.COMING, NOON)
    assert await store.support_claims.reserve(elsewhere, OTHER, 2, NOON) is Claimed.GONE


async def test_the_limit_holds_at_once(store: Store) -> None:
    """However many a helper presses in the same moment."""
    for number in range(4):
        await ask(store, ANNA + 10 + number, f"r{number}")
    told = await asyncio.gather(*(come(store, BEN, f"r{number}") for number in range(4)))
    assert (told.count(Claimed.YES), told.count(Claimed.FULL)) == (2, 2)


async def test_the_yes_is_written_with_it_or_not_at_all(store: Store, tmp_path: Path) -> None:
    """Who is refused is not in the store; who is let in said yes at that moment."""
    await ask(store)
    assert await come(store, ANNA) is Claimed.OWN
    assert await come(store, BEN) is Claimed.YES
    assert await come(store, CARA) is Claimed.TAKEN
    for user, given in ((ANNA, True), (BEN, True), (CARA, False)):
        consent = await store.consents.get(user, Purpose.SUPPORT)
        assert (consent is not None and consent.given_at == NOON) is given
    assert sql(database_in(tmp_path), "SELECT count(*) FROM person") == [(2,)]
    nowhere = replace(request_of(CARA, "c3"), guild_id=5)
    assert await store.support_requests.reserve(nowhere, NOON) is None
    assert sql(database_in(tmp_path), "SELECT count(*) FROM person") == [(2,)]


async def test_an_arrival_relieves_the_others(store: Store) -> None:
    """Who hands over leaves, who asked for backup stays; who met them first is counted once."""
    await ask(store)
    await come(store)
    assert await store.support_claims.arrive(BEN, "a1", NOON + timedelta(minutes=5)) == []
    await store.support_claims.change(BEN, "a1", Presence.HANDING, NOON, frozenset({Presence.HERE}))
    assert await come(store, CARA) is Claimed.YES
    [leaving] = await store.support_claims.arrive(CARA, "a1", NOON + timedelta(hours=1)) or []
    assert (leaving.user_id, leaving.presence) == (BEN, Presence.STEPPING)
    weeks = await store.support_spaces.weeks(SERVER, date(2026, 1, 1))
    assert weeks == [Week(date(2026, 2, 23), 1, 1, timedelta(minutes=5))]
    assert await store.support_claims.arrive(CARA, "a1", NOON) is None


async def test_weeks_begin_on_mondays_and_are_forgotten(store: Store) -> None:
    """Counted by the week in which somebody asked, and deleted when they are old."""
    for number, day in enumerate((1, 2, 8, 9)):  # of March 2026: a Sunday, a Monday, a Sunday, a Monday
        asked = replace(
            request_of(ANNA + number, f"r{number}"), opened_at=datetime(2026, 3, day, 23, tzinfo=UTC)
        )
        await store.support_requests.reserve(asked, NOON)
    weeks = await store.support_spaces.weeks(SERVER, date(2026, 1, 1))
    assert [(week.monday, week.asked) for week in weeks] == [
        (date(2026, 2, 23), 1),
        (date(2026, 3, 2), 2),
        (date(2026, 3, 9), 1),
    ]
    assert await store.support_spaces.forget_weeks(date(2026, 3, 9)) == 2


async def test_erasing_whoever_asked_takes_all_of_it(store: Store, tmp_path: Path) -> None:
    """The request with everybody's claims of it; another conversation of the same helper stands."""
    await ask(store)
    await ask(store, CARA, "c3")
    await come(store)
    await come(store, BEN, "c3")
    await store.erasure.erase(ANNA)
    assert not any((await store.erasure.rows_of(ANNA)).values())
    assert [each.request for each in await store.support_claims.all_of(BEN)] == ["c3"]
    assert await store.support_requests.get("c3") is not None


async def test_erasing_a_helper_leaves_the_conversation(store: Store) -> None:
    """Their row goes, the request stands and seeks somebody again."""
    await ask(store)
    await come(store)
    await store.erasure.erase(BEN)
    assert not any((await store.erasure.rows_of(BEN)).values())
    assert await store.support_claims.of_request("a1") == []
    assert await come(store, CARA) is Claimed.YES


async def test_taking_a_channel_down_takes_everything_of_it(store: Store, tmp_path: Path) -> None:
    """Requests, claims and counts of that server, and nothing of another one."""
    await ask(store)
    await ask(store, ANNA, "b2", OTHER)
    await come(store)
    assert await store.support_spaces.remove(SERVER)
    assert not await store.support_spaces.remove(SERVER)
    path = database_in(tmp_path)
    assert sql(path, "SELECT id FROM support_request") == [("b2",)]
    assert sql(path, "SELECT count(*) FROM support_claim") == [(0,)]
    assert sql(path, "SELECT count(*) FROM support_week") == [(1,)]


async def test_a_damaged_request_holds_nobody_up(store: Store, tmp_path: Path) -> None:
    """It is nobody's open request any more; asking anew takes its place, and the rounds delete it."""
    await ask(store)
    await ask(store, BEN, "b2")
    sql(database_in(tmp_path), "UPDATE support_request SET body = x'00'")
    assert await store.support_requests.open_of(ANNA, SERVER) is None
    assert (await ask(store, record="new")).id == "new"
    assert [each.id for each in await store.support_requests.due(NOON, 5)] == ["new"]
    assert sql(database_in(tmp_path), "SELECT id FROM support_request") == [("new",)]


async def test_what_belongs_to_one_does_not_open_for_another(store: Store, tmp_path: Path) -> None:
    """A claim whose sealed part is moved to another helper's row is no claim."""
    await ask(store)
    await ask(store, CARA, "c3")
    await come(store, BEN, "a1")
    await come(store, ANNA, "c3")
    [(body,)] = sql(database_in(tmp_path), "SELECT body FROM support_claim WHERE request = 'a1'")
    sql(database_in(tmp_path), "UPDATE support_claim SET body = ? WHERE request = 'c3'", (body,))
    assert await store.support_claims.of_request("c3") == []
    assert len(await store.support_claims.of_request("a1")) == 1


async def test_asked_afterwards_once(store: Store) -> None:
    """What ended for a helper is told once, and not before it ended."""
    await ask(store)
    await come(store)
    assert not await store.support_claims.take_ended(BEN, NOON)
    await store.support_requests.close("a1", Ending.IDLE, NOON, NOON)
    told = await asyncio.gather(*(store.support_claims.take_ended(BEN, NOON) for _ in range(3)))
    assert told.count(True) == 1
