"""A check-in from its first question to a kept reflection, by way of the services."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from alongside.content import Content
from alongside.errors import UserError
from alongside.model import LABEL_MAX, NOTE_MAX, Category, CheckIn, Kept, Reflection, Retention, Unreadable
from alongside.services import Services, compose
from alongside.services.checkin import tidy_label
from alongside.services.reflections import PAGE_SIZE
from alongside.services.upkeep import DRAFT_DAYS
from alongside.store.opening import Store
from tests.store.kit import ANNA, BEN, FixedClock, contents_of, database_in, opened, sql


@dataclass
class House:
    """The services over a real store, with a clock to move."""

    services: Services
    store: Store
    clock: FixedClock
    path: Path

    async def agree(self, user: int, retention: Retention = Retention.ALWAYS) -> None:
        """Consent to history."""
        await self.services.privacy.choose_history(user, agreed=True, retention=retention)

    async def draft(self, user: int = ANNA, label: str | None = None) -> str:
        """Begin and answer a check-in; return its id."""
        begun = await self.services.checkin.begin(user, "en", Category.FRIEND, label)
        assert begun.draft_id is not None
        answered = await self.services.checkin.answer(
            user, begun.draft_id, {q.id: 2 for q in begun.questions}, "en"
        )
        assert answered.draft_id == begun.draft_id
        return begun.draft_id

    async def kept(self, user: int = ANNA, label: str | None = None) -> str:
        """Keep a check-in; return its id."""
        record = await self.draft(user, label)
        assert await self.services.checkin.keep(user, record) is Kept.NOW
        return record

    def in_both(self) -> list[tuple[object, ...]]:
        """Return ids that are draft and reflection at once."""
        return sql(self.path, "SELECT owner, id FROM draft INTERSECT SELECT owner, id FROM reflection")


@pytest.fixture
async def house(tmp_path: Path, content: Content) -> AsyncIterator[House]:
    """Services over an empty store."""
    clock = FixedClock()
    async with opened(tmp_path) as store:
        yield House(compose(store, clock, content), store, clock, database_in(tmp_path))


async def test_without_consent_a_check_in_lives_nowhere(house: House) -> None:
    """Questions come, the mirror's answers come back, and the file has not one row more."""
    before = contents_of(house.path)
    checkin = house.services.checkin
    begun = await checkin.begin(ANNA, "en", Category.PARTNER, "M.")
    assert begun.draft_id is None
    assert len(begun.questions) == 5
    answers = {q.id: 1 for q in begun.questions}
    answered = await checkin.answer(ANNA, "made up", answers, "en")
    assert (answered.check_in.answers, answered.draft_id, answered.failed) == (answers, None, False)
    assert answered.check_in.question is not None
    assert await checkin.write_note(ANNA, "made up", "secret") is None
    assert await checkin.keep(ANNA, "made up") is Kept.GONE
    assert await checkin.draft(ANNA, "made up") is None
    await checkin.drop(ANNA, "made up")
    await house.services.privacy.choose_history(ANNA, agreed=False, retention=Retention.YEAR)
    assert contents_of(house.path) == before


async def test_from_question_to_reflection(house: House) -> None:
    """Category, label, answers and note arrive in the reflection."""
    await house.agree(ANNA)
    begun = await house.services.checkin.begin(ANNA, "en", Category.PARENT, "Mum")
    assert begun.draft_id is not None
    answers = {q.id: n % 4 for n, q in enumerate(begun.questions)}
    await house.services.checkin.answer(ANNA, begun.draft_id, answers, "en")
    written = await house.services.checkin.write_note(ANNA, begun.draft_id, "a \ud800 note")
    assert written is not None
    question = written.check_in.question
    assert question is not None
    expected = CheckIn(answers, Category.PARENT, "Mum", "a \ud800 note", question=question)
    assert written.check_in == expected
    assert await house.services.checkin.keep(ANNA, begun.draft_id) is Kept.NOW
    found = await house.services.reflections.get(ANNA, begun.draft_id)
    assert found == Reflection(begun.draft_id, house.clock.now(), expected)


@pytest.mark.parametrize("own_words", ["", " ", "\n\t "])
async def test_an_empty_note_takes_it_away(house: House, own_words: str) -> None:
    """A note of nothing is no note."""
    await house.agree(ANNA)
    record = await house.draft()
    await house.services.checkin.write_note(ANNA, record, "first")
    written = await house.services.checkin.write_note(ANNA, record, own_words)
    assert written is not None
    assert written.check_in.note is None


async def test_the_longest_note(house: House) -> None:
    """A note has at most as many characters as its form takes."""
    await house.agree(ANNA)
    written = await house.services.checkin.write_note(ANNA, await house.draft(), "😀" * (NOTE_MAX + 5))
    assert written is not None
    assert written.check_in.note == "😀" * NOTE_MAX


async def test_successive_check_ins_ask_differently(house: House, content: Content) -> None:
    """With and without consent, and after a restart with it, no question comes twice running."""
    await house.agree(BEN)
    for user in (ANNA, BEN):
        last: set[str] = set()
        seen: set[str] = set()
        for _ in range(6):
            asked = {q.id for q in (await house.services.checkin.begin(user, "en", None, None)).questions}
            assert not asked & last
            last = asked
            seen |= asked
            house.clock.move(timedelta(minutes=1))
        assert seen == set(content.bank("en").questions)
        if user == BEN:
            fresh = compose(house.store, house.clock, content)
            asked = {q.id for q in (await fresh.checkin.begin(user, "en", None, None)).questions}
            assert not asked & last


@pytest.mark.parametrize("agreed", [True, False])
async def test_no_open_question_twice_running(house: House, agreed: bool) -> None:
    """The same answers again and again bring another open question each time; one check-in keeps its own."""
    if agreed:
        await house.agree(ANNA)
    last: str | None = None
    for number in range(12):
        record = f"none {number}"
        if agreed:
            record = (await house.services.checkin.begin(ANNA, "en", None, None)).draft_id or ""
        answered = await house.services.checkin.answer(ANNA, record, {"g1": 3}, "en")
        assert answered.check_in.question is not None
        assert answered.check_in.question != last
        last = answered.check_in.question
        if agreed:
            again = await house.services.checkin.mirrored(ANNA, record, "en")
            assert again is not None
            assert again.check_in.question == last
        house.clock.move(timedelta(minutes=1))


async def test_a_child_is_not_asked_about_as_an_adult(house: House) -> None:
    """For a child, who works harder is no question."""
    for _ in range(12):
        begun = await house.services.checkin.begin(ANNA, "en", Category.CHILD, None)
        assert "u1" not in {q.id for q in begun.questions}


async def test_keeping_while_a_note_is_written(house: House) -> None:
    """Two clicks at one moment end as one reflection or one draft, never as both."""
    await house.agree(ANNA)
    for _ in range(10):
        record = await house.draft()
        await asyncio.gather(
            house.services.checkin.write_note(ANNA, record, "late"),
            house.services.checkin.keep(ANNA, record),
        )
        assert house.in_both() == []
        assert await house.services.checkin.keep(ANNA, record) in (Kept.NOW, Kept.BEFORE)


async def test_dropping_while_a_note_is_written(house: House) -> None:
    """What somebody dropped does not come back with a note that was still on its way."""
    await house.agree(ANNA)
    for _ in range(10):
        record = await house.draft()
        await asyncio.gather(
            house.services.checkin.write_note(ANNA, record, "late"),
            house.services.checkin.drop(ANNA, record),
        )
        assert await house.services.checkin.draft(ANNA, record) is None


async def test_withdrawing_while_a_note_is_written(house: House) -> None:
    """Once consent is taken back, nothing that was on its way arrives."""
    for _ in range(5):
        await house.agree(ANNA)
        record = await house.draft()
        await asyncio.gather(
            house.services.checkin.write_note(ANNA, record, "late"),
            house.services.privacy.choose_history(ANNA, agreed=False, retention=Retention.YEAR),
        )
        assert sql(house.path, "SELECT count(*) FROM draft") == [(0,)]


async def test_a_full_disk_still_shows_the_mirror(house: House) -> None:
    """Where answers cannot be kept they come back all the same, and it is told."""
    await house.agree(ANNA)
    begun = await house.services.checkin.begin(ANNA, "en", None, None)
    assert begun.draft_id is not None
    async with house.store.database.write() as connection:
        row = await (await connection.execute("PRAGMA page_count")).fetchone()
        assert row is not None
        await connection.execute(f"PRAGMA max_page_count = {row[0]}")
    many = {f"q{number}": 1 for number in range(3000)}
    answered = await house.services.checkin.answer(ANNA, begun.draft_id, many, "en")
    assert (answered.check_in.answers, answered.draft_id, answered.failed) == (many, None, True)
    with pytest.raises(UserError) as caught:
        await house.services.checkin.write_note(ANNA, begun.draft_id, "x" * NOTE_MAX)
    assert caught.value.text_id == "error-store-full"


async def test_a_key_that_does_not_open_is_a_clear_word(house: House) -> None:
    """With a damaged key every step ends in the same sentence, and erasing works."""
    await house.agree(ANNA)
    record = await house.draft()
    kept = await house.kept()
    sql(house.path, "UPDATE person SET wrapped_key = x'01'")
    checkin = house.services.checkin
    steps: list[Callable[[], Awaitable[object]]] = [
        lambda: checkin.begin(ANNA, "en", None, None),
        lambda: checkin.draft(ANNA, record),
        lambda: checkin.write_note(ANNA, record, "x"),
        lambda: checkin.keep(ANNA, record),
    ]
    for step in steps:
        with pytest.raises(UserError) as caught:
            await step()
        assert caught.value.text_id == "error-unreadable"
    answered = await checkin.answer(ANNA, record, {"g1": 1}, "en")
    assert answered.failed
    assert isinstance(await house.services.reflections.get(ANNA, kept), Unreadable)
    assert await house.services.reflections.labels(ANNA, "") == []
    assert await house.services.privacy.erase(ANNA)


async def test_pages(house: House) -> None:
    """Page numbers outside the pages lead to the nearest one."""
    await house.agree(ANNA)
    empty = await house.services.reflections.page(ANNA, 3)
    assert (empty.entries, empty.number, empty.pages, empty.total) == ([], 0, 1, 0)
    ids = []
    for _ in range(PAGE_SIZE + 1):
        ids.append(await house.kept())
        house.clock.move(timedelta(minutes=1))
    first, beyond, below = [await house.services.reflections.page(ANNA, n) for n in (0, 9, -1)]
    assert [entry.id for entry in first.entries] == ids[:0:-1]
    assert (beyond.number, [entry.id for entry in beyond.entries]) == (1, ids[:1])
    assert below == first
    assert await house.services.reflections.remove(ANNA, ids[0])
    assert (await house.services.reflections.page(ANNA, 1)).number == 0


async def test_labels_are_ones_own(house: House) -> None:
    """Labels that contain what was typed, the latest used first, each once, nobody else's."""
    for user in (ANNA, BEN):
        await house.agree(user)
    for label in ("Mum", "Sam", None, "Mum", "sammy"):
        await house.kept(label=label)
        house.clock.move(timedelta(minutes=1))
    await house.kept(BEN, "Sam's brother")
    labels = house.services.reflections.labels
    assert await labels(ANNA, "") == ["sammy", "Mum", "Sam"]
    assert await labels(ANNA, "SAM") == ["sammy", "Sam"]
    assert await labels(ANNA, "", limit=1) == ["sammy"]
    assert await labels(ANNA, "brother") == []


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        (None, None),
        ("", None),
        (" \n ", None),
        ("  my\n brother ", "my brother"),
        ("x" * 99, "x" * LABEL_MAX),
        ("x" * (LABEL_MAX - 1) + "  y", "x" * (LABEL_MAX - 1)),
    ],
)
def test_labels_are_tidied(typed: str | None, label: str | None) -> None:
    """A label is one line without blanks around it, and not too long."""
    assert tidy_label(typed) == label


NO_WEEKS = {"support_weeks": 0}


async def test_upkeep(house: House) -> None:
    """Daily upkeep removes old drafts and expired reflections, and nothing else."""
    await house.agree(ANNA, Retention.QUARTER)
    await house.agree(BEN)
    for user in (ANNA, BEN):
        await house.kept(user)
        await house.draft(user)
    house.clock.move(timedelta(days=DRAFT_DAYS, seconds=1))
    assert await house.services.upkeep.run() == {
        "drafts": 2,
        "reflections": 0,
        "removed": 0,
        "pauses": 0,
        "deliveries": 0,
        "support_weeks": 0,
    }
    house.clock.move(timedelta(days=90 - DRAFT_DAYS))
    await house.draft(BEN)
    assert await house.services.upkeep.run() == {
        "drafts": 0,
        "reflections": 1,
        "removed": 0,
        "pauses": 0,
        "deliveries": 0,
        "support_weeks": 0,
    }
    assert await house.services.upkeep.run() == {
        "drafts": 0,
        "reflections": 0,
        "removed": 0,
        "pauses": 0,
        "deliveries": 0,
        "support_weeks": 0,
    }
    assert (await house.services.privacy.holdings(BEN)).reflections == 1
    assert (await house.services.privacy.holdings(BEN)).drafts == 1


async def test_consent_holds_for_the_wording_of_its_day(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the wording changed, an older consent is asked for again."""
    privacy = house.services.privacy
    assert not await privacy.keeps_history(ANNA)
    await house.agree(ANNA)
    assert await privacy.keeps_history(ANNA)
    monkeypatch.setattr("alongside.services.privacy.CONSENT_VERSION", 2)
    monkeypatch.setattr("alongside.model.CONSENT_VERSION", 2)
    assert not await privacy.keeps_history(ANNA)
    await house.agree(ANNA)
    assert await privacy.keeps_history(ANNA)
    await privacy.choose_history(ANNA, agreed=False, retention=Retention.YEAR)
    assert not await privacy.keeps_history(ANNA)
