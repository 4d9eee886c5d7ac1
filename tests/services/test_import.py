"""Export, erase, import: the same reflections, whatever stands in them; and what is wrong is refused."""

import json
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from alongside import importing
from alongside.content import Content
from alongside.errors import UserError
from alongside.export_form import EARLIEST, OUTCOMES, Form
from alongside.importing import read_export
from alongside.model import (
    LINE_MAX,
    Category,
    CheckIn,
    Draft,
    Kept,
    Kind,
    Outcome,
    Part,
    Pile,
    Plan,
    Ratings,
    Reflection,
    Retention,
    Sorting,
    Whose,
)
from alongside.moments import Later
from alongside.services import closing
from alongside.services.bringing import BringingService, Preview
from alongside.services.taking import TakingService
from alongside.services.voice import Voice
from alongside.store.opening import Store
from tests.content.spoken import open_questions
from tests.store.kit import (
    ANNA,
    BEN,
    CHARACTERS,
    NOON,
    UNHURRIED,
    FixedClock,
    agree,
    contents_of,
    database_in,
    draft_of,
    keep,
    opened,
    running,
)

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/export.schema.json").read_text("utf-8"))
PLENTY = 9_000_000
LATER = NOON + timedelta(days=3000)


def whole(text: str) -> str:
    """Return a text in which two halves of one character are that character, as any reading makes them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


WORDS = st.text(CHARACTERS, max_size=60).map(whole)
CARDS = st.text(CHARACTERS, max_size=20).map(whole)
LABELS = WORDS.map(lambda text: " ".join(text.split())[:40].strip())
INSTANTS = st.integers(0, 4_000_000).map(lambda minutes: NOON + timedelta(minutes=minutes))
ZONES = st.sampled_from(["Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "UTC"])
# What somebody can have kept: any words, within the lengths that forms allow.
KEPT = st.builds(
    CheckIn,
    answers=st.dictionaries(st.from_regex(r"[a-z]{1,2}[0-9]{1,2}", fullmatch=True), st.integers(0, 9)),
    category=st.none() | st.sampled_from(Category),
    label=st.none() | LABELS.filter(bool),
    note=st.none() | WORDS.filter(bool),
    kind=st.sampled_from(Kind),
    dependent=st.booleans(),
    question=st.none() | WORDS.map(lambda text: " ".join(text.splitlines())),
    part_notes=st.dictionaries(st.sampled_from(Part), WORDS, max_size=5),
    sorting=st.none()
    | st.builds(
        lambda piles, whose, directly: Sorting(piles, tuple(piles)[:2], whose, directly),
        st.dictionaries(CARDS, st.sampled_from(Pile), max_size=10),
        st.none() | st.sampled_from(Whose),
        WORDS,
    ),
    plan=st.none() | st.builds(Plan, WORDS, WORDS, WORDS, st.sampled_from(closing.REMIND_AFTER)),
    outcome=st.none() | st.builds(Outcome, st.sampled_from(OUTCOMES), WORDS, WORDS),
    ratings=st.none()
    | st.builds(Ratings, st.integers(0, 10), st.integers(1, 60), WORDS, st.none() | st.integers(0, 10)),
    later=st.lists(
        st.builds(
            Later,
            st.integers(0, 4000).map(lambda minutes: NOON + timedelta(minutes=minutes)),
            WORDS.filter(bool),
        ),
        max_size=3,
    ).map(tuple),
)
INSTANTS = st.integers(0, 4_000_000).map(lambda minutes: NOON + timedelta(minutes=minutes))
ENTRIES = st.tuples(INSTANTS, KEPT, st.none() | ZONES)


async def exported(store: Store, content: Content, most: int = PLENTY) -> list[bytes]:
    """Take Anna's reflections along, as files to bring back."""
    voice = Voice.of(content, content.texts.speaker("en"))
    return (await TakingService(store, FixedClock(LATER)).take(ANNA, Form.WHOLE, voice, most)).files


def bringing(store: Store, now: datetime = LATER) -> BringingService:
    """Return what takes files in."""
    return BringingService(store, FixedClock(now))


def test_any_reflections_come_back(tmp_path: Path, content: Content) -> None:
    """Export, erase, import: the same reflections and intentions, in however many files; twice the same."""
    with running(tmp_path) as (runner, store):

        async def there_and_back(kept: list[tuple[datetime, CheckIn, str | None]], most: int) -> None:
            await agree(store, ANNA)
            for number, (instant, check_in, zone) in enumerate(kept):
                assert await store.drafts.add(ANNA, Draft(f"{number:x}", instant, (), check_in))
                assert await store.reflections.keep(ANNA, f"{number:x}", instant, zone) is Kept.NOW
            before = await store.reflections.all_of(ANNA), await store.intentions.all_of(ANNA)
            files = await exported(store, content, most)
            for file in files:
                Draft202012Validator(SCHEMA).validate(json.loads(file))
            await store.erasure.erase(ANNA)
            await agree(store, ANNA)
            added = [await bringing(store).take(ANNA, file) for file in reversed(files)]
            assert sum(each or 0 for each in added) == len(kept)
            assert (await store.reflections.all_of(ANNA), await store.intentions.all_of(ANNA)) == before
            assert [await bringing(store).take(ANNA, file) for file in files] == [0] * len(files)
            await store.erasure.erase(ANNA)

        @settings(UNHURRIED, max_examples=60)
        @given(
            st.lists(st.tuples(INSTANTS, KEPT, st.none() | ZONES), max_size=4),
            st.sampled_from([1, 4000, PLENTY]),
        )
        def holds(kept: list[tuple[datetime, CheckIn, str | None]], most: int) -> None:
            runner.run(there_and_back(kept, most))

        holds()


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_refused_with_a_reason(data: bytes) -> None:
    """Nothing but a reason ever comes of what is no export."""
    with pytest.raises(UserError):
        read_export(data, NOON)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELD = st.sampled_from(
    ["id", "created_at", "answers", "label", "note", "sorting", "plan", "ratings", "kind"]
)


@settings(UNHURRIED)
@given(FIELD, JUNK)
def test_any_value_is_taken_or_refused(field: str, junk: Any) -> None:
    """Whatever stands in a field, it is read as what it is, or refused with its place."""
    data = json.dumps(file_of([ENTRY | {field: junk}])).encode()
    assert outcome_of(data) in ("read", "import-entry", "import-unread")


def outcome_of(data: bytes) -> str:
    """Read a file; return what came of it."""
    try:
        found = read_export(data, NOON)
    except UserError as error:
        return error.text_id
    return "read" if all(isinstance(each, Reflection) for each in found.reflections) else "half"


ENTRY: dict[str, Any] = {"id": "ab12", "created_at": "2026-01-02T03:04:05+00:00", "note": "Once"}


def file_of(entries: list[Any], **more: Any) -> dict[str, Any]:
    """Return a document with these entries."""
    return {"schema": "alongside-export", "version": 1, "reflections": entries} | more


WRONG: dict[str, Any] = {
    "id": ["", "../x", "AB", "a" * 33, "é", 3, None, "a\n"],
    "created_at": [
        "yesterday", "2026-01-02", "2026-01-02T03:04:05", "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2014-12-31T23:59:59+00:00", "2099-01-01T00:00:00+00:00", 1_700_000_000, None, "NaN",
    ],
    "kind": ["score", 1], "category": ["mother", ["friend"]], "dependent": ["yes", 1],
    "label": ["x" * 41, " x", "x\ny", "", 5, "\u2028x"], "note": ["x" * 4001, ["x"], 5],
    "open_question": ["x" * 301, "a\nb", {}],
    "answers": [
        {}, [{"question": "g1"}], [{"question": "g1", "option": -1}], [{"question": "g1", "option": True}],
        [{"question": "g/1", "option": 1}], [{"question": "g1", "option": 20}], ["g1"],
        [{"question": "g1", "option": 1}] * 2, [{"question": f"q{n}", "option": 1} for n in range(41)],
    ],
    "part_notes": [{"other": "x"}, [], {"goal": 3}, {"goal": "x" * 301}],
    "sorting": [
        "mine", {}, {"piles": {"a": "yours"}, "own": [], "whose": None, "directly": ""},
        {"piles": {}, "own": ["a"], "whose": None, "directly": ""},
        {"piles": {"x" * 61: "mine"}, "own": [], "whose": None, "directly": ""},
        {"piles": {}, "own": [], "whose": "nobody", "directly": ""},
        {"piles": {}, "own": [], "whose": None, "directly": 7},
    ],
    "plan": [{"ask": "x" * 301}, {"ask": "x", "remind_in": -1}, {"ask": "x", "remind_in": 10**9}, []],
    "outcome": [{"asked": "perhaps"}, {"asked": ["yes"]}, {}],
    "day": [
        {}, {"date": "2026-02-02", "zone": None}, {"date": "soon", "zone": None},
        {"date": "2026-01-02", "zone": 3},
    ],
    "later": [{}, [{"at": "2026-01-02T03:04:05+00:00", "text": ""}], [{"at": "soon", "text": "x"}], ["x"]],
    "ratings": [{"before": 11, "minutes": 10}, {"before": 5}, {"before": 5, "minutes": 10, "after": -1}, 5],
}  # fmt: skip


WRONG_ONES = [(field, value) for field, values in WRONG.items() for value in values]


@pytest.mark.parametrize(("field", "value"), WRONG_ONES, ids=lambda value: repr(value)[:30])
def test_a_wrong_entry_is_named(field: str, value: Any) -> None:
    """Which entry, and where in it; nothing of what stands there."""
    data = json.dumps(file_of([ENTRY | {"id": "00"}, ENTRY | {field: value}])).encode()
    with pytest.raises(UserError) as caught:
        read_export(data, NOON)
    assert caught.value.text_id == "import-entry"
    assert caught.value.text_args == {"number": 2, "field": field}
    assert caught.value.__cause__ is None


def test_what_this_version_does_not_know_is_refused() -> None:
    """A field of somebody else's making would be lost silently; and it is not repeated."""
    data = json.dumps(file_of([ENTRY | {"secret": 1}])).encode()
    with pytest.raises(UserError) as caught:
        read_export(data, NOON)
    assert caught.value.text_args == {"number": 1, "field": "…"}


def test_a_wrong_intention_is_named() -> None:
    """The same for when a plan is asked about."""
    wrong: list[Any] = [3, {"id": "x"}, {"id": "ab", "due_at": "2099-01-01T00:00:00+00:00"}]
    wrong.append({"id": "ab", "due_at": "2026-01-02T03:04:05+00:00", "asked_at": 5})
    for each in wrong:
        with pytest.raises(UserError, match="import-intention"):
            read_export(json.dumps(file_of([], intentions=[each])).encode(), NOON)


def test_hostile_sizes_take_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is measured before anything is built from it: refusing takes a few times its size at most."""
    monkeypatch.setattr(importing, "_MOST_TOKENS", 100_000)
    hostile = {
        "brackets": b"[" * 300_000,
        "lists": b"[" + b"[]," * 210_000 + b"1]",
        "escapes": b'["' + b"\\\\" * 200_000,
        "quotes": b'"' * 300_001,
        "open": b'["' + b'\\"' * 200_000,
        "cut": b'["' + b'\\"' * 200_000 + b"\\",
    }
    for name, data in hostile.items():
        tracemalloc.start()
        with pytest.raises(UserError):
            read_export(data, NOON)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 8 * len(data) + 1_000_000, name
    with pytest.raises(UserError, match="import-large"):
        read_export(b" " * (importing.MOST_BYTES + 1), NOON)


def test_times_are_kept_to_the_second() -> None:
    """Any zone and any fraction, as the store keeps it: whole seconds in UTC."""
    entry = ENTRY | {"created_at": "2026-01-02T05:04:05.999+02:00"}
    [found] = read_export(json.dumps(file_of([entry])).encode(), NOON).reflections
    assert found.created_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    early = ENTRY | {"created_at": EARLIEST.isoformat()}
    assert read_export(json.dumps(file_of([early])).encode(), NOON).reflections


async def test_what_is_there_is_never_changed(tmp_path: Path) -> None:
    """Neither an edited reflection nor an undecided check-in of the same id is touched, to the byte."""
    async with opened(tmp_path) as store:
        await agree(store, ANNA)
        await keep(store, ANNA, draft_of("a1", note="mine"))
        assert await store.drafts.add(ANNA, draft_of("b2", note="under way"))
        before = contents_of(database_in(tmp_path))
        data = json.dumps(file_of([ENTRY | {"id": "a1"}, ENTRY | {"id": "b2"}])).encode()
        assert await bringing(store).take(ANNA, data) == 0
        assert contents_of(database_in(tmp_path)) == before
        assert await store.reflections.keep(ANNA, "b2", NOON) is Kept.NOW


async def test_an_intention_comes_with_its_reflection(tmp_path: Path) -> None:
    """It is taken in with a new one, and never for one that was there."""
    plan = {"ask": "What?", "offer": "", "if_no": "", "remind_in": 1}
    due = {"id": "ab12", "due_at": "2026-01-03T03:04:05+00:00", "asked_at": None}
    strange = due | {"id": "ffff"}
    data = json.dumps(file_of([ENTRY | {"plan": plan}], intentions=[due, strange])).encode()
    async with opened(tmp_path) as store:
        await agree(store, ANNA)
        assert await bringing(store).take(ANNA, data) == 1
        assert list(await store.intentions.all_of(ANNA)) == ["ab12"]
        await agree(store, BEN)
        await keep(store, BEN, draft_of("ab12"))
        assert await bringing(store).take(BEN, data) == 0
        assert await store.intentions.all_of(BEN) == {}


async def test_nothing_without_consent(tmp_path: Path) -> None:
    """Looking writes nothing; taking in without a yes writes nothing either."""
    data = json.dumps(file_of([ENTRY])).encode()
    async with opened(tmp_path) as store:
        before = contents_of(database_in(tmp_path))
        assert (await bringing(store).preview(ANNA, data)).new == 1
        assert await bringing(store).take(ANNA, data) is None
        assert contents_of(database_in(tmp_path)) == before


async def test_the_preview(tmp_path: Path) -> None:
    """How many are new, there, too old, unreadable or of another kind; from when to when."""
    old = NOON - timedelta(days=91)
    entries = [
        ENTRY | {"id": f"{n:x}", "created_at": (NOON - timedelta(days=n)).isoformat()} for n in range(1, 4)
    ]
    entries += [ENTRY | {"id": "aa", "created_at": old.isoformat()}, ENTRY | {"id": "bb", "unreadable": True}]
    data = json.dumps(file_of(entries, undecided=[{}], part=1, parts=2)).encode()
    async with opened(tmp_path) as store:
        await agree(store, ANNA, Retention.QUARTER)
        await keep(store, ANNA, draft_of("2"))
        first, last = NOON - timedelta(days=3), NOON - timedelta(days=1)
        assert await bringing(store, NOON).preview(ANNA, data) == Preview(2, 1, 1, 1, 1, 1, 2, first, last)
        assert await bringing(store, NOON).take(ANNA, data) == 2


async def test_there_is_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than can be kept is refused as a whole."""
    monkeypatch.setattr("alongside.services.bringing.MOST_KEPT", 2)
    data = json.dumps(file_of([ENTRY, ENTRY | {"id": "cd"}])).encode()
    async with opened(tmp_path) as store:
        await agree(store, ANNA)
        await keep(store, ANNA, draft_of("1"))
        with pytest.raises(UserError, match="import-many"):
            await bringing(store).take(ANNA, data)
        assert await store.reflections.count(ANNA) == 1


def test_every_question_fits(content: Content) -> None:
    """What the bot asks today can be brought back tomorrow."""
    for bank in content.questions.values():
        for said in open_questions(bank):
            assert len(said.text) <= LINE_MAX
            assert len(said.text.splitlines()) == 1
