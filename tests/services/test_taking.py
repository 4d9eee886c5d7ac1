"""A journal, a table and a picture: times as they were where somebody was."""

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from alongside.content import Content
from alongside.model import CheckIn, Reflection, Retention
from alongside.moments import Later, LocalDay
from alongside.services.journal import journal_files
from alongside.services.table import BOM, guarded, table_files, unguarded
from alongside.services.trends import TrendsService
from alongside.services.voice import Voice
from alongside.trends import Reach
from tests.store.kit import ANNA, NOON, FixedClock, agree, opened

LATE = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 22, 15, tzinfo=UTC)
PLENTY = 1_000_000


def entry(zone: str | None, label: str | None = None) -> Reflection:
    """Return an entry from a late hour, with a thought from a summer night."""
    day = None if zone is None else LocalDay(LATE.astimezone(ZoneInfo(zone)).date(), zone)
    return Reflection("ab12", LATE, CheckIn({}, label=label, later=(Later(SUMMER, "Later on."),), day=day))


def journal(found: Reflection, content: Content, now: datetime = LATE) -> str:
    """Return the one journal file of one entry."""
    [file] = journal_files([found], Voice.of(content, content.texts.speaker("en")), now, PLENTY)
    return file.decode().replace("\u202f", " ")


@pytest.mark.parametrize(
    ("zone", "written", "later"),
    [
        ("Europe/Berlin", "## March 2, 2026, 12:30 AM", "July 2, 2026, 12:15 AM:"),
        ("America/New_York", "## March 1, 2026, 6:30 PM", "July 1, 2026, 6:15 PM:"),
        (None, "## March 1, 2026, 11:30 PM UTC", "July 1, 2026, 10:15 PM UTC:"),
    ],
)
def test_a_journal_has_the_times_of_where_one_was(
    zone: str | None, written: str, later: str, content: Content
) -> None:
    """A check-in after midnight stands on the day that it was then, and a later thought likewise."""
    lines = journal(entry(zone), content).splitlines()
    assert written in lines
    assert f"A later thought, {later}" in lines


def test_a_zone_that_is_none_is_utc(content: Content) -> None:
    """A file that was brought back may name any zone; a name that is none is said in UTC."""
    for zone in ("Middle/Earth", "/etc/passwd", "America", "..", "x" * 60):
        odd = Reflection("a", LATE, CheckIn({}, day=LocalDay(LATE.date(), zone)))
        assert "## March 1, 2026, 11:30 PM UTC" in journal(odd, content)


def test_a_journal_says_when_it_was_written_there(content: Content) -> None:
    """Its head has the time where its reader is."""
    there = LATE.astimezone(ZoneInfo("Europe/Berlin"))
    assert "Written down by Alongside on March 2, 2026, 12:30 AM." in journal(entry(None), content, there)
    assert "on March 1, 2026, 11:30 PM UTC." in journal(entry(None), content)


def test_a_table_has_the_times_of_where_one_was(content: Content) -> None:
    """The same instant, by the clocks of the entry's zone; and the day of a later thought."""
    [file] = table_files([entry("Europe/Berlin")], Voice.of(content, content.texts.speaker("en")), PLENTY)
    [row] = csv.DictReader(io.StringIO(file.decode().removeprefix(BOM)))
    assert row["created_at"] == "2026-03-02T00:30:00+01:00"
    assert datetime.fromisoformat(row["created_at"]) == LATE
    assert (row["day"], row["zone"]) == ("2026-03-02", "Europe/Berlin")
    assert row["later"] == "2026-07-02: Later on."


def test_a_label_that_looks_like_a_list_stays_a_label(content: Content) -> None:
    """What Markdown would take for the start of a list is escaped where it is one, and shown as it was."""
    assert "· 1\\. Sam*" in journal(entry(None, "1. Sam"), content)


@pytest.mark.parametrize("sign", "=+-@＝＋－＠'\t\r\n")
def test_no_cell_begins_like_a_formula(sign: str) -> None:
    """Each sign that some spreadsheet takes for the start of one has a mark before it, also after blanks."""
    for text in (f"{sign}1+1", f"  {sign}1+1") if sign.strip() else (f"{sign}=1",):
        assert guarded(text) == f"'{text}"
        assert unguarded(guarded(text)) == text


async def test_an_entry_from_far_away_is_looked_at(tmp_path: Path, content: Content) -> None:
    """It counts on the date that it had there, also where that is a day after the one in UTC."""
    made = NOON - timedelta(days=30, hours=1)
    day = LocalDay((NOON - timedelta(days=29)).date(), "Pacific/Kiritimati")
    async with opened(tmp_path) as store:
        await agree(store, ANNA, Retention.ALWAYS)
        assert await store.bringing.add(ANNA, [Reflection("a", made, CheckIn({"g1": 1}, day=day))], {}) == 1
        service = TrendsService(store, FixedClock(NOON))
        assert (await service.look(ANNA, Reach.MONTH, content.bank("en"))).looked
