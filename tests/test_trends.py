"""Looking back: what stands where, how it is drawn, and how it is told."""

import io
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from alongside import drawing
from alongside.content import Content
from alongside.looking import day_of
from alongside.mirror import reflect
from alongside.model import CheckIn, Kind, Leaning, Outcome, Part, Plan, Ratings, Reflection
from alongside.moments import LocalDay
from alongside.questions import QuestionBank
from alongside.services.trend_words import ALT_MAX, Telling, alt
from alongside.services.voice import Voice
from alongside.trends import BECAME, CONTACTS, MOODS, Note, Reach, Step, Trends, note_of, trends_of
from tests.store.kit import UNHURRIED

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 3, 1)


def note(days_ago: int, value: float | None = None, **more: object) -> Note:
    """Return what one reflection some days ago shows: all five parts in one place."""
    means = {} if value is None else dict.fromkeys(Part, value)
    return Note(TODAY - timedelta(days=days_ago), means, **more)  # type: ignore[arg-type]


def told(trends: Trends, content: Content) -> Telling:
    """Return who tells trends in English."""
    return Telling(Voice.of(content, content.texts.speaker("en")), trends)


@pytest.mark.parametrize(("reach", "oldest"), [("30d", 29), ("90d", 89), ("1y", 364), ("all", 4000)])
def test_how_far_back(reach: str, oldest: int) -> None:
    """A reach of so many days has today and the days before it; one more is outside."""
    notes = [note(0, 1), note(oldest, 1), note(oldest + 1, 1)]
    found = trends_of(notes, Reach(reach), TODAY)
    inside = 3 if reach == "all" else 2
    assert all(len(part.leanings) == inside for part in found.parts)
    assert found.until == TODAY
    assert found.since == TODAY - timedelta(days=oldest + (reach == "all"))


def test_nothing() -> None:
    """No reflections are nothing to see, in every reach."""
    for reach in Reach:
        found = trends_of([], reach, TODAY)
        assert not found.anything
        assert found.since <= found.middle <= found.until == TODAY


ANSWERS = st.dictionaries(
    st.sampled_from(["g1", "g2", "b1", "t1", "e1", "e2", "u1", "d1", "d2", "gone"]), st.integers(0, 5)
)


def test_leanings_are_those_of_the_mirror(bank: QuestionBank) -> None:
    """Where a part sits in a picture is where the mirror said that it sat."""

    @UNHURRIED
    @given(ANSWERS)
    def holds(answers: dict[str, int]) -> None:
        made = Reflection("a", datetime(2026, 3, 1, 12, tzinfo=UTC), CheckIn(answers))
        found = trends_of([note_of(made, day_of(made), bank)], Reach.ALL, TODAY)
        for part, mirrored in zip(found.parts, reflect(answers, bank, "").parts, strict=True):
            expected = [] if mirrored.leaning is Leaning.UNSEEN else [mirrored.leaning]
            assert [leaning for _, leaning in part.leanings] == expected

    holds()


def test_tired_is_not_resentful(bank: QuestionBank) -> None:
    """The day's answer and that of a check-in each have a row of their own; tired never is resentful."""
    for index, mood in enumerate(MOODS):
        for ident, kind in (("d2", Kind.TODAY), ("e1", Kind.QUICK)):
            made = Reflection("a", datetime(2026, 3, 1, tzinfo=UTC), CheckIn({ident: index}, kind=kind))
            assert note_of(made, TODAY, bank).mood == mood
    for index, contact in enumerate(CONTACTS):
        made = Reflection("a", datetime(2026, 3, 1, tzinfo=UTC), CheckIn({"d1": index}, kind=Kind.TODAY))
        assert note_of(made, TODAY, bank).contact == contact


def test_the_words_of_the_answers_are_the_rows(bank: QuestionBank) -> None:
    """The question that moods are read from still asks what it did, in the order it did."""
    options = [option.text for option in bank.questions["e1"].options]
    assert options == ["Fine", "Tired, and glad I chose it", "Tired and unthanked", "Worn out and resentful"]
    assert tuple(option.case for option in bank.daily.questions["d2"].options) == MOODS
    assert tuple(option.case for option in bank.daily.questions["d1"].options) == CONTACTS


def test_pauses_and_plans(bank: QuestionBank) -> None:
    """A pause shows both numbers once there are two; a plan shows what became of it, or that it is open."""

    def shown(check_in: CheckIn) -> Note:
        return note_of(Reflection("a", datetime(2026, 3, 1, tzinfo=UTC), check_in), TODAY, bank)

    assert shown(CheckIn({}, ratings=Ratings(8, 10, after=5))).pause == (8, 5)
    assert shown(CheckIn({}, ratings=Ratings(8, 10))).pause is None
    assert shown(CheckIn({}, plan=Plan("What?"))).plan == "open"
    assert shown(CheckIn({}, plan=Plan("", offer="Tea"))).plan is None
    for asked in BECAME[:3]:
        assert shown(CheckIn({}, plan=Plan("What?"), outcome=Outcome(asked))).plan == asked


def test_the_frozen_day_counts(bank: QuestionBank) -> None:
    """A reflection stands on the date that it had where its owner was."""
    made = datetime(2026, 3, 1, 2, tzinfo=UTC)
    away = Reflection("a", made, CheckIn({"g1": 1}, day=LocalDay(date(2026, 2, 28), "America/New_York")))
    assert day_of(away) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("count", "days", "step"), [(30, 200, Step.EACH), (31, 200, Step.WEEK), (31, 1000, Step.MONTH)]
)
def test_many_are_put_together(count: int, days: int, step: Step) -> None:
    """Few stand for themselves; many by week, over more than half a year by month; none gets lost."""
    notes = [note(n * days // count, n % 4, pause=(5, n % 10), mood=MOODS[n % 4]) for n in range(count)]
    found = trends_of(notes, Reach.ALL, TODAY)
    assert found.step is step
    for part in found.parts:
        assert sum(spot.count for spot in part.spots) == count
        assert all(0 <= spot.value <= 3 for spot in part.spots)
        assert all(one.day <= other.day for one, other in pairwise(part.spots))
    assert sum(spot.count for spot in found.pauses) == len(found.rated) == count
    assert sum(found.moods.count(mood) for mood in MOODS) == count
    spots = [spot.day for spot in found.parts[0].spots]
    # The first week or month may have begun before: its mark stands where the picture does.
    assert spots[0] >= found.since
    if step is Step.WEEK:
        assert {day.weekday() for day in spots[1:]} == {0}


@pytest.mark.parametrize("reach", [Reach.QUARTER, Reach.YEAR])
def test_no_mark_stands_outside(reach: Reach) -> None:
    """Put together by week or month, marks stay within the picture, where names stand left of it."""
    days = reach.days
    assert days is not None
    more = {"pause": (5, 3), "mood": "tired", "contact": "told", "plan": "no"}
    notes = [note(n % days, 1, **more) for n in range(2 * days)]
    found = trends_of(notes, reach, TODAY)
    assert found.step is (Step.WEEK if reach is Reach.QUARTER else Step.MONTH)
    marks = [spot.day for part in found.parts for spot in part.spots] + [each.day for each in found.pauses]
    for rows, case in ((found.moods, "tired"), (found.contacts, "told"), (found.plans, "no")):
        placed = found.marks(rows.cases[case])
        assert sum(count for _, count in placed) == 2 * days
        marks += [day for day, _ in placed]
    assert min(marks) == found.since
    assert max(marks) <= found.until


def test_each_half_has_its_own_days(content: Content) -> None:
    """What came a day after the middle is told as coming then, also where marks stand for a month."""
    notes = [note(n, 1) for n in range(300)]
    middle = trends_of(notes, Reach.YEAR, TODAY).middle
    apart = [middle - timedelta(days=1), middle, *(middle + timedelta(days=n) for n in (1, 2, 3))]
    found = trends_of([*notes, *(Note(day, {}, mood="tired") for day in apart)], Reach.YEAR, TODAY)
    assert found.step is Step.MONTH
    assert "first tired and at peace twice; then tired and at peace 3 times" in told(found, content).rows()
    few = trends_of([*notes, Note(middle, {}, mood="tired")], Reach.YEAR, TODAY)
    assert f"{middle:%b} {middle.day}, {middle.year}: tired and at peace" in told(few, content).rows()


def test_halves_are_explained_where_they_are_told(content: Content) -> None:
    """While each is told one by one there is no word of halves; from four, or seven pauses, there is."""
    for few, more in (
        ([note(n, 1) for n in range(3)], [note(n, 1) for n in range(4)]),
        ([note(n, mood="tired") for n in range(3)], [note(n, mood=MOODS[n]) for n in range(4)]),
        ([note(n, plan="no") for n in range(3)], [note(n, plan="no") for n in range(4)]),
        ([note(n, pause=(5, 3)) for n in range(6)], [note(n, pause=(5, 3)) for n in range(7)]),
    ):
        for notes, halved in ((few, False), (more, True)):
            found = trends_of(notes, Reach.MONTH, TODAY)
            said = told(found, content)
            assert found.halved is halved
            assert ("; then " in "".join((said.parts(), said.rows(), said.more()))) is halved


@pytest.mark.parametrize(("reach", "dated"), [("90d", "Mar 1"), ("1y", "Mar 2026"), ("all", "Mar 2026")])
def test_a_year_ago_does_not_read_as_today(reach: str, dated: str, content: Content) -> None:
    """Below a picture of a year or more stands the year; otherwise both ends would read alike."""
    found = trends_of([note(0, 1), note(700, 1)], Reach(reach), TODAY)
    assert told(found, content).words().day(TODAY) == dated


def test_too_few_for_a_line(content: Content) -> None:
    """Three are shown without a line, and said to be too few for one; four are enough."""
    three = trends_of([note(n, 1) for n in range(3)], Reach.MONTH, TODAY)
    four = trends_of([note(n, 1) for n in range(4)], Reach.MONTH, TODAY)
    assert not three.parts[0].enough
    assert four.parts[0].enough
    assert "3 check-ins so far, too few for a line: Feb 27: in between" in told(three, content).parts()
    assert "too few" not in told(four, content).parts()
    assert "one check-in so far" in told(trends_of([note(0, 1)], Reach.MONTH, TODAY), content).parts()


def test_the_words_say_what_the_picture_shows(content: Content) -> None:
    """Earlier and later apart, for each part and each row; each pause while there are few."""
    notes = [note(25, 0), note(24, 0), note(3, 2.5), note(2, 1), note(1, 1)]
    notes += [note(9, pause=(8, 3)), note(20, mood="tired"), note(1, mood="fed-up", contact="told")]
    notes += [note(4, plan="open"), note(5, plan="yes")]
    telling = told(trends_of(notes, Reach.MONTH, TODAY), content)
    assert (
        "**Goal** · first nearer helping twice; then in between twice, nearer rescuing once"
        in telling.parts()
    )
    assert "Feb 9: tired and at peace, Feb 28: fed up or resentful" in telling.rows()
    assert "Feb 28: told" in telling.rows()
    assert "Feb 20: before 8, afterwards 3" in telling.more()
    assert "Feb 24: asked, Feb 25: not told yet" in telling.more()


def test_the_words_stay_short(content: Content) -> None:
    """However much there is, what stands beside a picture is no longer than Discord takes."""
    notes = [
        note(n % 360, (n % 7) / 2, mood=MOODS[n % 4], contact=CONTACTS[n % 4], pause=(n % 11, n % 5),
             plan=BECAME[n % 4])
        for n in range(2000)
    ]  # fmt: skip
    telling = told(trends_of(notes, Reach.YEAR, TODAY), content)
    assert sum(len(each) for each in (telling.parts(), telling.rows(), telling.more())) < 2500
    for said in (telling.parts(), telling.rows(), telling.more(), "x" * 5000):
        assert 0 < len(alt("Title.", said)) <= ALT_MAX
        assert "**" not in alt("Title.", said)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as the accessibility guidelines define it."""
    values = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_it_can_be_read() -> None:
    """Writing and the edges of marks stand out from every ground; shapes tell apart what colours tell."""
    for ground in (drawing.GROUND, *drawing.BANDS.values(), *drawing.FILLS.values()):
        least = 4.5 if ground in (drawing.GROUND, *drawing.BANDS.values()) else 1.5
        assert contrast(drawing.INK, ground) >= least, ground
    assert len(set(drawing.SHAPES.values())) == 3
    # Seen without any colour, the three still differ.
    greys = sorted(luminance(fill) for fill in drawing.FILLS.values())
    assert greys[2] - greys[1] > 0.1


def everything() -> Trends:
    """Return trends with some of everything."""
    notes = [note(n, n % 4, mood=MOODS[n % 4], contact=CONTACTS[n % 4]) for n in range(6)]
    notes += [note(2, pause=(8, 3)), note(4, plan="open")]
    return trends_of(notes, Reach.MONTH, TODAY)


def test_pictures_have_a_ground_of_their_own(content: Content) -> None:
    """Each is a PNG without holes, so that no theme shines through; and the same each time."""
    trends = everything()
    words = told(trends, content).words()
    for draw in (drawing.draw_parts, drawing.draw_rows, drawing.draw_more):
        png = draw(trends, words, 20)
        image = Image.open(io.BytesIO(png)).convert("RGBA")
        assert image.getchannel("A").getextrema() == (255, 255)
        assert image.getpixel((0, 0)) == (0xF7, 0xF5, 0xF0, 255)
        assert draw(trends, words, 20) == png


def test_several_at_once(content: Content) -> None:
    """Threads that draw at the same time each get their own picture, whole."""
    trends = everything()
    words = told(trends, content).words()
    alone = drawing.draw_rows(trends, words, 20)
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(drawing.draw_rows(trends, words, 20))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 3


@pytest.mark.parametrize("count", [1, 2])
def test_a_single_day(content: Content, count: int) -> None:
    """One day alone can be drawn and told, once or twice looked at."""
    trends = trends_of([note(0, 1, mood="tired")] * count, Reach.ALL, TODAY)
    telling = told(trends, content)
    assert drawing.draw_parts(trends, telling.words(), 20)
    assert drawing.draw_rows(trends, telling.words(), 20)


def test_matplotlib_waits_until_it_is_wanted() -> None:
    """Starting the bot does not import it: that takes long, and a host may lack it."""
    code = "import sys, bot, cogs.trends; sys.exit('matplotlib' in sys.modules)"
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True)
    assert ran.returncode == 0, ran.stderr.decode()
