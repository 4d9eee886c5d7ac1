"""The export holds everything that is stored of a person, in as many documents as it takes."""

import json
from collections.abc import AsyncIterator
from dataclasses import fields, replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from alongside.content import Content
from alongside.export_form import OTHERS, SCHEMA, VERSION
from alongside.importing import read_export
from alongside.model import Category, CheckIn, Draft, Pause, Plan, Purpose, Retention, Wish
from alongside.questions import QuestionBank
from alongside.reminding import Change
from alongside.services.export import KEPT, SECTIONS
from alongside.services.privacy import PrivacyService
from alongside.store.opening import Store
from alongside.supporting import Claim, Claimed, Presence, Request, State
from tests.store.kit import (
    ANNA,
    BEN,
    NOON,
    UNHURRIED,
    FixedClock,
    agree,
    database_in,
    draft_of,
    keep,
    opened,
    running,
    sql,
    tables_of,
)

# Where each table of a person stands in the export. A new table needs a place here, or a reason.
PLACES = {"consent": "consents"} | {table: section for section, table in SECTIONS.items()}
LEFT_OUT = {
    "person": "only the person's wrapped key, which is of no use outside the database",
    "removed": "what they just deleted; within a quarter of an hour it is gone for good",
}
# Columns that say nothing new: whose the document is, a hash of kind and category, a random number.
IMPLIED = {"owner", "slot", "nonce"}
RENAMED = {"question": "open_question"}
PLENTY = 10_000_000
DOCS = Path(__file__).parents[2] / "docs"
WRITTEN_DOWN = (DOCS / "export.schema.json").read_text("utf-8")
PAUSE = Pause("p1", NOON, NOON + timedelta(minutes=10), 8, 10, "A worry", "Tea")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store."""
    async with opened(tmp_path) as store:
        yield store


async def exported(store: Store, bank: QuestionBank, most: int = PLENTY) -> list[dict[str, Any]]:
    """Export one person; each document is JSON of its own."""
    documents = await PrivacyService(store, FixedClock()).export(ANNA, bank, most)
    return [json.loads(document) for document in documents]


async def test_every_table_has_a_place(store: Store, tmp_path: Path, bank: QuestionBank) -> None:
    """Each table with an owner is exported row by row, or named with the reason why not."""
    await agree(store, ANNA, Retention.YEAR)
    planned = replace(draft_of("a1").check_in, plan=Plan("What would help?", remind_in=1))
    await keep(store, ANNA, replace(draft_of("a1"), check_in=planned))
    await store.drafts.add(ANNA, draft_of("b2"))
    await store.pauses.start(ANNA, PAUSE, Wish(message=True), NOON)
    await store.reminders.set(ANNA, Change(time(21), "Europe/Paris"), agreed=True, now=NOON)
    await store.reminders.snooze(ANNA, "x", NOON, NOON)
    await store.offers.begin(ANNA, BEN, "c3", NOON, may=True)
    await store.offers.block(ANNA, BEN, blocked=True)
    await ask_and_help(store)
    path = database_in(tmp_path)
    personal = {name for name, columns in tables_of(path).items() if "owner" in columns}
    assert personal == PLACES.keys() | LEFT_OUT.keys()
    [document] = await exported(store, bank)
    for table, place in PLACES.items():
        [(rows,)] = sql(path, f"SELECT count(*) FROM {table} WHERE owner = ?", (whose(path),))
        assert rows > 0
        assert len(document[place]) == rows, table
    described = json.loads(WRITTEN_DOWN, object_pairs_hook=once)
    Draft202012Validator(described).validate(document)
    assert document.keys() == described["properties"].keys()
    told = (DOCS / "export.md").read_text("utf-8")
    assert all(f"`{name}`" in told for name in document)
    # Looked at as what is brought back, it is what was kept, and the rest is counted and stays out.
    found = read_export(json.dumps(document).encode(), NOON)
    assert [each.id for each in found.reflections] == ["a1"]
    assert found.others == sum(len(document[name]) for name in OTHERS) > 0
    assert set(OTHERS) == SECTIONS.keys() - set(KEPT)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object in which no name stands twice."""
    made = dict(pairs)
    assert len(made) == len(pairs), [name for name, _ in pairs]
    return made


def whose(path: Path) -> str:
    """Return Anna's tag: she is the one who has a draft."""
    [(owner,)] = sql(path, "SELECT owner FROM draft")
    return str(owner)


async def ask_and_help(store: Store) -> None:
    """Let Anna ask for support in one server, and help Ben in another."""
    for guild, user in ((1, ANNA), (2, BEN)):
        await store.support_spaces.change(guild, lambda space: space)
        request = Request(f"r{guild}", guild, user, State.OPEN, "7f3a", NOON, thread_id=77)
        await store.support_requests.reserve(request, NOON)
    claim = Claim("r2", ANNA, Presence.COMING, NOON)
    assert await store.support_claims.reserve(claim, 2, 2, NOON) is Claimed.YES


async def test_support_is_exported(store: Store, bank: QuestionBank) -> None:
    """What somebody asked for and where, and when they helped; never with whom."""
    await ask_and_help(store)
    [document] = await exported(store, bank)
    [asked], [given] = document["support_requests"], document["support_given"]
    assert (asked["server_id"], asked["thread_id"], asked["state"]) == ("1", "77", "open")
    assert asked["opened_at"] == given["since"] == NOON.isoformat()
    assert given["presence"] == "coming"
    assert f"{BEN}" not in json.dumps(document)
    assert [each["purpose"] for each in document["consents"]] == ["support"]


async def test_every_column_has_a_place(store: Store, tmp_path: Path, bank: QuestionBank) -> None:
    """Each column of a row is found again under its name, and what is sealed in its body as well."""
    await agree(store, ANNA, Retention.YEAR)
    await keep(store, ANNA, draft_of("a1", note="note", label="label"))
    await store.drafts.add(ANNA, draft_of("b2", note="note", label="label"))
    [document] = await exported(store, bank)
    for table in ("consent", "draft", "reflection"):
        columns = set(tables_of(database_in(tmp_path))[table]) - IMPLIED
        if "body" in columns:
            columns = columns - {"body"} | {RENAMED.get(f.name, f.name) for f in fields(CheckIn)}
        assert columns <= document[PLACES[table]][0].keys(), table


async def test_a_pause_is_exported_whole(store: Store, bank: QuestionBank) -> None:
    """Everything of a pause under way, and whether its end is sent."""
    await store.pauses.start(ANNA, PAUSE, Wish(message=True), NOON)
    [document] = await exported(store, bank)
    assert document["pauses"] == [
        {
            "id": "p1",
            "started_at": NOON.isoformat(),
            "ends_at": (NOON + timedelta(minutes=10)).isoformat(),
            "told_at": None,
            "message_at_end": True,
            "worry": "A worry",
            "before": 8,
            "minutes": 10,
            "instead": "Tea",
        }
    ]
    assert [each["purpose"] for each in document["consents"]] == ["messages"]


async def test_a_reminder_is_exported_whole(store: Store, tmp_path: Path, bank: QuestionBank) -> None:
    """What was set, how it stands, what was asked, where it goes, and every message of the last weeks."""
    change = Change(time(21), "Europe/Paris", frozenset({0, 6}), "de")
    await store.reminders.set(ANNA, change, agreed=True, now=NOON)
    await store.reminders.prove(ANNA, 42)
    await store.reminders.snooze(ANNA, "x", NOON + timedelta(hours=1), NOON)
    [document] = await exported(store, bank)
    [reminder], [delivery] = document["reminders"], document["deliveries"]
    expected = {"at": "21:00", "zone": "Europe/Paris", "weekdays": [0, 6], "language": "de", "channel": "42"}
    assert expected.items() <= reminder.items()
    assert delivery["again_at"] == (NOON + timedelta(hours=1)).isoformat()
    columns = tables_of(database_in(tmp_path))
    assert set(columns["reminder"]) - IMPLIED - {"body", "address"} <= reminder.keys()
    assert set(columns["delivery"]) - IMPLIED == delivery.keys()
    sql(database_in(tmp_path), "UPDATE reminder SET body = x'00'")
    [document] = await exported(store, bank)
    assert document["reminders"] == [{"unreadable": True}]


async def test_how_far_a_check_in_is_stands_there_too(store: Store, bank: QuestionBank) -> None:
    """The questions that were put, and the step, are stored with a draft, so they are exported with it."""
    await agree(store, ANNA)
    await store.drafts.add(ANNA, Draft("b2", NOON, ("g1", "e3"), CheckIn({}), step=4))
    [document] = await exported(store, bank)
    assert document["undecided"][0]["asked"] == ["g1", "e3"]
    assert document["undecided"][0]["step"] == 4


async def test_the_document(store: Store, content: Content) -> None:
    """Everything stands there as it was written, with ids for programs and words for people."""
    bank = content.bank("en")
    await agree(store, ANNA, Retention.YEAR)
    check_in = CheckIn({"g1": 3, "old": 1}, Category.FRIEND, "L\ud800", "N\x00\u202e\n@everyone 😀")
    await keep(store, ANNA, Draft("a1", NOON + timedelta(hours=1), ("g1", "old"), check_in))
    await agree(store, BEN)
    await keep(store, BEN, draft_of("ff", note="somebody else"))
    [document] = await exported(store, bank)
    assert document == {
        "schema": SCHEMA,
        "version": VERSION,
        "exported_at": NOON.isoformat(),
        "part": 1,
        "parts": 1,
        "consents": [
            {
                "purpose": "history",
                "version": 1,
                "given_at": NOON.isoformat(),
                "withdrawn_at": None,
                "retention": "1y",
            }
        ],
        "reflections": [document["reflections"][0]],
        "undecided": [],
        "pauses": [],
        "offers": [],
        "offer_blocks": [],
        "intentions": [],
        "reminders": [],
        "deliveries": [],
        "support_requests": [],
        "support_given": [],
    }
    [entry] = document["reflections"]
    assert entry["id"] == "a1"
    assert entry["created_at"] == (NOON + timedelta(hours=1)).isoformat()
    assert (entry["category"], entry["label"], entry["note"]) == ("friend", "L\ud800", check_in.note)
    question = bank.questions["g1"]
    assert entry["answers"] == [
        {
            "question": "g1",
            "option": 3,
            "part": "goal",
            "asked": question.text,
            "answered": question.options[3].text,
        },
        {"question": "old", "option": 1},
    ]


async def test_a_withdrawn_consent_is_exported(store: Store, bank: QuestionBank) -> None:
    """That and when consent was taken back is part of what is stored."""
    await agree(store, ANNA)
    await store.consents.withdraw(ANNA, Purpose.HISTORY, NOON + timedelta(days=1))
    [document] = await exported(store, bank)
    assert document["consents"][0]["withdrawn_at"] == (NOON + timedelta(days=1)).isoformat()


async def test_who_has_nothing_gets_an_empty_document(store: Store, bank: QuestionBank) -> None:
    """Nothing stored is a document that says so."""
    [document] = await exported(store, bank)
    assert (document["consents"], document["reflections"], document["undecided"]) == ([], [], [])


async def test_what_does_not_open_is_named(store: Store, tmp_path: Path, bank: QuestionBank) -> None:
    """Entries that were tampered with, kept or under way, stand there as unreadable; the rest is whole."""
    await agree(store, ANNA)
    for record in ("a1", "b2"):
        await keep(store, ANNA, draft_of(record, note=record))
    for record in ("c3", "d4"):
        await store.drafts.add(ANNA, draft_of(record, note=record))
    for table, record in (("reflection", "a1"), ("draft", "c3")):
        sql(database_in(tmp_path), f"UPDATE {table} SET note = x'00' WHERE id = ?", (record,))
    [document] = await exported(store, bank)
    for place, broken, whole in (("reflections", "a1", "b2"), ("undecided", "c3", "d4")):
        found = {entry["id"]: entry for entry in document[place]}
        assert found.keys() == {broken, whole}
        assert found[broken]["unreadable"] is True
        assert found[whole]["note"] == whole


def test_shares_hold_every_entry_once(tmp_path: Path, bank: QuestionBank) -> None:
    """However small the documents have to be, each is complete JSON and each entry is in one of them."""
    with running(tmp_path) as (runner, store):

        async def share_out(sizes: list[int], most: int) -> None:
            await store.erasure.erase(ANNA)
            await agree(store, ANNA)
            for number, size in enumerate(sizes):
                draft = draft_of(f"{number:x}", note="ü" * size, minute=number)
                assert await store.drafts.add(ANNA, draft)
                if number % 3:
                    await store.reflections.keep(ANNA, draft.id, NOON)
            documents = await exported(store, bank, most)
            texts = await PrivacyService(store, FixedClock()).export(ANNA, bank, most)
            assert [(d["part"], d["parts"]) for d in documents] == [
                (n, len(documents)) for n in range(1, len(documents) + 1)
            ]
            assert all(d["schema"] == SCHEMA and len(d["consents"]) == 1 for d in documents)
            entries = [
                (e["id"], len(e["note"])) for d in documents for e in d["reflections"] + d["undecided"]
            ]
            assert sorted(entries) == sorted((f"{n:x}", size) for n, size in enumerate(sizes))
            for document, text in zip(documents, texts, strict=True):
                share = len(document["reflections"]) + len(document["undecided"])
                assert share == 1 or len(text) <= most + 1000
            if len(sizes) > 1 and 12 * sum(sizes) > most:
                assert len(documents) > 1

        @settings(UNHURRIED, max_examples=15)
        @given(st.lists(st.integers(1, 2000), max_size=8), st.integers(1, 20_000))
        def holds(sizes: list[int], most: int) -> None:
            runner.run(share_out(sizes, most))

        holds()
