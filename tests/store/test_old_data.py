"""What an older version wrote opens, goes on and can be taken along after every migration since."""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from alongside.content import MIGRATIONS
from alongside.model import Category, CheckIn, Draft, Kept, Kind, Part, Pause, Plan, Reflection
from alongside.questions import QuestionBank
from alongside.reminding import Change
from alongside.services.privacy import PrivacyService
from alongside.store.migrations import migrate, read_migrations
from alongside.store.opening import Store
from tests.store.kit import ANNA, NOON, FixedClock, contents_of, database_in, opened, sql

KEY = bytes(range(32))
OLD = Path(__file__).with_name("schema_2.sql")
DAY = timedelta(days=1)
FIRST = CheckIn(
    {"g1": 1, "b1": 3},
    Category.PARENT,
    "Mum",
    "It was long.",
    question="What would it look like?",
    part_notes={Part.GOAL: "rest"},
    plan=Plan("What would help?", remind_in=1),
)


def old_database(folder: Path) -> Path:
    """Make a database of schema 2 with what was kept in it."""
    path = database_in(folder)
    folder.mkdir(exist_ok=True)
    migrate(path, read_migrations(MIGRATIONS)[:2])
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return path


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store of today over a database of then."""
    old_database(tmp_path)
    async with opened(tmp_path, KEY) as store:
        yield store


async def test_everything_old_opens(store: Store) -> None:
    """What was kept, what is under way, the pause and the intention are what they were."""
    kept = {each.id: each for each in await store.reflections.all_of(ANNA) if isinstance(each, Reflection)}
    assert kept.keys() == {"a1", "a2"}
    assert kept["a1"].check_in == FIRST
    assert kept["a2"].check_in.kind is Kind.TODAY
    [draft] = await store.drafts.all_of(ANNA)
    assert isinstance(draft, Draft)
    assert (draft.step, draft.check_in.category) == (1, Category.FRIEND)
    assert await store.drafts.guided(ANNA, Category.FRIEND) == draft
    pause = await store.pauses.get(ANNA)
    assert isinstance(pause, Pause)
    assert (pause.worry, pause.before, pause.told_at) == ("No answer yet", 8, None)


async def test_what_was_due_is_told_once(store: Store) -> None:
    """The pause ends with the message that was asked for, and the plan is asked about, each one time."""
    later = NOON + 2 * DAY + timedelta(minutes=10)
    assert [due.user_id for due in await store.pauses.claim_due(NOON, later)] == [ANNA]
    assert await store.pauses.claim_due(NOON, later) == []
    asked = await store.intentions.take_due(ANNA, later)
    assert asked is not None
    assert asked.id == "a1"
    assert await store.intentions.take_due(ANNA, later) is None


async def test_it_goes_on_with_what_came_since(store: Store) -> None:
    """Labels, changing, deleting and bringing back work on old entries, and so does a daily question."""
    assert await store.reflections.labels(ANNA) == ["Mum"]
    assert await store.reflections.keep(ANNA, "a3", NOON, "Europe/Paris") is Kept.NOW
    await store.reflections.change(ANNA, "a1", lambda old: replace(old, note="Shorter."))
    assert await store.removals.remove(ANNA, ["a1"], "gone", NOON) == 1
    assert await store.removals.bring_back(ANNA, "gone", NOON) == 1
    found = await store.reflections.get(ANNA, "a1")
    assert isinstance(found, Reflection)
    assert found.check_in == replace(FIRST, note="Shorter.")
    assert "a1" in await store.intentions.all_of(ANNA)
    await store.reminders.set(ANNA, Change(time(21), "Europe/Paris"), agreed=False, now=NOON)
    reminder = await store.reminders.get(ANNA, NOON)
    assert reminder is not None
    assert reminder.setting.zone == "Europe/Paris"


async def test_it_can_be_taken_along_and_erased(store: Store, tmp_path: Path, bank: QuestionBank) -> None:
    """The export has all of it, and after erasing no row is left in any table."""
    privacy = PrivacyService(store, FixedClock())
    [document] = map(json.loads, await privacy.export(ANNA, bank, 10_000_000))
    counts = {name: len(document[name]) for name in ("reflections", "undecided", "pauses", "intentions")}
    assert counts == {"reflections": 2, "undecided": 1, "pauses": 1, "intentions": 1}
    assert "It was long." in json.dumps(document)
    assert await privacy.erase(ANNA)
    assert sql(database_in(tmp_path), "SELECT count(*) FROM person") == [(0,)]


async def test_the_copy_from_before_is_of_the_old_schema(store: Store, tmp_path: Path) -> None:
    """What stood there is in the copy that was made on the way, as it was."""
    copy = tmp_path / "alongside.before-schema-3.db"
    assert sql(copy, "PRAGMA user_version") == [(2,)]
    before = contents_of(old_database(tmp_path / "again"))
    assert contents_of(copy) == before
