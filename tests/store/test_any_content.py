"""Any content, and any order of steps: the store holds what a pair of dictionaries would."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.model import (
    Category,
    CheckIn,
    Draft,
    Kept,
    Kind,
    Outcome,
    Part,
    Pile,
    Plan,
    Purpose,
    Ratings,
    Reflection,
    Sorting,
    Whose,
)
from tests.store.kit import (
    ANNA,
    BEN,
    CHARACTERS,
    NOON,
    TEXTS,
    UNHURRIED,
    agree,
    draft_of,
    running,
)

# Two halves of one character are that character, wherever text is read again.
LINES = st.text(CHARACTERS, max_size=20).map(
    lambda text: text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
)
IDS = st.text("0123456789abcdef", min_size=1, max_size=16)
CHECK_INS = st.builds(
    CheckIn,
    answers=st.dictionaries(st.text(max_size=4), st.integers(0, 3), max_size=11),
    category=st.none() | st.sampled_from(Category),
    label=st.none() | TEXTS.filter(bool),
    note=st.none() | TEXTS.filter(bool),
    kind=st.sampled_from(Kind),
    dependent=st.booleans(),
    question=st.none() | LINES,
    part_notes=st.dictionaries(st.sampled_from(Part), LINES, max_size=2),
    sorting=st.none()
    | st.builds(
        Sorting,
        piles=st.dictionaries(LINES, st.sampled_from(Pile), max_size=3),
        own=st.lists(LINES, max_size=2).map(tuple),
        whose=st.none() | st.sampled_from(Whose),
        directly=LINES,
    ),
    plan=st.none() | st.builds(Plan, LINES, LINES, LINES, st.integers(0, 30)),
    outcome=st.none() | st.builds(Outcome, LINES, LINES, LINES),
    ratings=st.none()
    | st.builds(Ratings, st.integers(0, 10), st.integers(1, 60), LINES, st.none() | st.integers(0, 10)),
)
DRAFTS = st.builds(
    Draft,
    id=IDS,
    created_at=st.integers(0, 4_000_000).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    asked=st.lists(st.text(max_size=4), max_size=5).map(tuple),
    check_in=CHECK_INS,
    step=st.integers(0, 20),
)


def test_any_check_in_comes_back(tmp_path: Path) -> None:
    """Any draft is found as it was saved, is kept as it was, and is gone once removed."""
    with running(tmp_path) as (runner, store):

        async def there_and_back(draft: Draft) -> None:
            assert await store.drafts.add(ANNA, draft)
            assert await store.drafts.get(ANNA, draft.id) == draft
            assert await store.drafts.all_of(ANNA) == [draft]
            assert await store.drafts.last_asked(ANNA) == draft.asked
            assert await store.reflections.keep(ANNA, draft.id, NOON) is Kept.NOW
            kept = Reflection(draft.id, draft.created_at, draft.check_in)
            assert await store.drafts.get(ANNA, draft.id) is None
            assert await store.reflections.get(ANNA, draft.id) == kept
            assert await store.reflections.page(ANNA, 0, 5) == [kept]
            assert await store.reflections.all_of(ANNA) == [kept]
            assert await store.reflections.count(ANNA) == 1
            assert await store.drafts.last_asked(ANNA) == draft.asked
            assert await store.removals.remove(ANNA, [draft.id], "ff", NOON)
            assert not await store.removals.remove(ANNA, [draft.id], "ff", NOON)
            assert await store.reflections.get(ANNA, draft.id) is None

        @settings(UNHURRIED, max_examples=60)
        @given(DRAFTS)
        def holds(draft: Draft) -> None:
            runner.run(there_and_back(draft))

        runner.run(agree(store, ANNA))
        holds()


def with_note(note: str) -> Callable[[Draft], Draft]:
    """Return a change that writes a note."""
    return lambda draft: replace(draft, check_in=replace(draft.check_in, note=note))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["save", "save", "keep", "drop", "remove", "erase", "agree", "withdraw"]),
        st.sampled_from([ANNA, BEN]),
        st.sampled_from(["a1", "b2", "c3"]),
        TEXTS.filter(bool),
    ),
    max_size=25,
)


class Model:
    """What the store should hold, as plain dictionaries."""

    def __init__(self) -> None:
        self.agreed: set[int] = set()
        self.drafts: dict[tuple[int, str], str] = {}
        self.kept: dict[tuple[int, str], str] = {}

    def keep(self, user: int, record: str) -> Kept:
        """Keep a draft."""
        if (user, record) in self.drafts:
            self.kept[user, record] = self.drafts.pop((user, record))
            return Kept.NOW
        return Kept.BEFORE if (user, record) in self.kept else Kept.GONE

    def forget(self, user: int, *, reflections: bool) -> None:
        """Withdraw or erase."""
        self.agreed.discard(user)
        self.drafts = {key: note for key, note in self.drafts.items() if key[0] != user}
        if reflections:
            self.kept = {key: note for key, note in self.kept.items() if key[0] != user}


def test_any_order_of_steps(tmp_path: Path) -> None:
    """Two people doing anything in any order have each their own, exactly as a pair of dictionaries would."""
    with running(tmp_path) as (runner, store):

        async def step(model: Model, what: str, user: int, record: str, note: str) -> None:
            key = (user, record)
            if what == "agree":
                await agree(store, user)
                model.agreed.add(user)
            elif what == "save":
                if key in model.kept:
                    return  # the services make a new id for each check-in
                if key in model.drafts:
                    assert await store.drafts.change(user, record, with_note(note)) is not None
                else:
                    assert await store.drafts.add(user, draft_of(record, note=note)) == (user in model.agreed)
                if user in model.agreed:
                    model.drafts[key] = note
            elif what == "keep":
                assert await store.reflections.keep(user, record, NOON) is model.keep(user, record)
            elif what == "drop":
                assert await store.drafts.remove(user, record) == (key in model.drafts)
                model.drafts.pop(key, None)
            elif what == "remove":
                assert await store.removals.remove(user, [record], "ff", NOON) == (key in model.kept)
                model.kept.pop(key, None)
            elif what == "withdraw":
                await store.consents.withdraw(user, Purpose.HISTORY, NOON)
                model.forget(user, reflections=False)
            else:
                await store.erasure.erase(user)
                model.forget(user, reflections=True)

        async def compare(model: Model) -> None:
            for user in (ANNA, BEN):
                found = await store.drafts.all_of(user)
                drafts = {(user, d.id): d.check_in.note for d in found if isinstance(d, Draft)}
                assert len(drafts) == len(found)
                assert drafts == {key: note for key, note in model.drafts.items() if key[0] == user}
                entries = await store.reflections.all_of(user)
                kept = {(user, e.id): e.check_in.note for e in entries if isinstance(e, Reflection)}
                assert len(kept) == len(entries)
                assert kept == {key: note for key, note in model.kept.items() if key[0] == user}

        async def play(steps: list[tuple[str, int, str, str]]) -> None:
            for user in (ANNA, BEN):
                await store.erasure.erase(user)
            model = Model()
            for what, user, record, note in [("agree", ANNA, "", ""), *steps]:
                await step(model, what, user, record, note)
            await compare(model)

        @settings(UNHURRIED, max_examples=40)
        @given(STEPS)
        def holds(steps: list[tuple[str, int, str, str]]) -> None:
            runner.run(play(steps))

        holds()
