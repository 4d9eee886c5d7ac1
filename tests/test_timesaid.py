"""Times of day as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.errors import UserError
from alongside.timesaid import SaidTime, read_time

HOURS, MINUTES = st.integers(0, 23), st.integers(0, 59)


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [
        ("9pm", 21, 0),
        ("9 pm", 21, 0),
        ("9 p.m.", 21, 0),
        ("9 P. M.", 21, 0),
        ("9p", 21, 0),
        ("9:30pm", 21, 30),
        ("at 9.30 PM", 21, 30),
        ("930pm", 21, 30),
        ("21:00", 21, 0),
        ("21:00:00", 21, 0),
        ("21.30", 21, 30),
        ("21,30", 21, 30),
        ("21h30", 21, 30),
        ("21h", 21, 0),
        ("21 h", 21, 0),
        ("21 h 30", 21, 30),
        ("21 Uhr", 21, 0),
        ("um 21:30 Uhr", 21, 30),
        ("à 21h", 21, 0),
        ("21.", 21, 0),
        ("21", 21, 0),
        ("0930", 9, 30),
        ("930", 9, 30),
        ("2130", 21, 30),
        ("2100 hrs", 21, 0),
        ("09:30", 9, 30),
        ("00:00", 0, 0),
        ("0000", 0, 0),
        ("24:00", 0, 0),
        ("12am", 0, 0),
        ("12:15 am", 0, 15),
        ("12pm", 12, 0),
        ("0:30am", 0, 30),
        ("noon", 12, 0),
        ("Midday", 12, 0),
        ("12 noon", 12, 0),
        (" Midnight ", 0, 0),
        ("21:00 pm", 21, 0),
        ("９：３０ｐｍ", 21, 30),
        ("２１：３０", 21, 30),
        ("٢١:٣٠", 21, 30),
        ("२१:३०", 21, 30),
        ("午後9時", 21, 0),
        ("午後9時30分", 21, 30),
        ("21時", 21, 0),
        ("下午9点30分", 21, 30),
        ("오후 9시", 21, 0),
        ("7 o’clock", 7, 0),
    ],
)
def test_what_people_write(written: str, hour: int, minute: int) -> None:
    """With and without am or pm, in many scripts, with whatever stands between hour and minute."""
    said = read_time(written)
    assert (said.hour, said.minute) == (hour, minute)


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "later", "9ish", "25:00", "21:60", "24:01", "24am", "15am", "0pm", "pm", "9:3", "9pm am"),
        *("-9", "9 to 5", "9pm and 10pm", "12345", "9:300", "am 9 pm", "tomorrow 9pm", "½", "9" * 500),
    ],
)
def test_what_cannot_be_read(written: str) -> None:
    """It says so, in words that carry nothing of what was written."""
    with pytest.raises(UserError) as raised:
        read_time(written)
    assert raised.value.text_id == "time-unread"
    assert raised.value.text_args == {}


@pytest.mark.parametrize("written", ["9", "9:30", "9.30", "12", "1h", "11 Uhr", "7 o'clock", "930"])
def test_what_could_be_twelve_hours_later(written: str) -> None:
    """It is read on the 24-hour clock, and marked, so that the answer can say so."""
    assert read_time(written).unsure
    assert not read_time(f"{written} pm").unsure


@pytest.mark.parametrize("written", ["09", "09:30", "0930", "0", "13", "21:00", "noon", "9am", "1130"])
def test_what_is_sure(written: str) -> None:
    """A leading nought, four digits, or an hour that only the 24-hour clock has."""
    assert not read_time(written).unsure


@given(HOURS, MINUTES, st.sampled_from(["{:02}:{:02}", "{}:{:02}", "{}.{:02}", "{}h{:02}", "{:02}{:02}"]))
def test_the_24_hour_clock_comes_back(hour: int, minute: int, form: str) -> None:
    """Every time of the day, in every form."""
    said = read_time(form.format(hour, minute))
    assert (said.hour, said.minute) == (hour, minute)


@given(st.integers(1, 12), MINUTES, st.sampled_from(["am", "pm"]))
def test_the_12_hour_clock_comes_back(hour: int, minute: int, half: str) -> None:
    """Twelve is the first hour of each half."""
    said = read_time(f"{hour}:{minute:02} {half}")
    assert (said.hour % 12, said.minute) == (hour % 12, minute)
    assert (said.hour >= 12) == (half == "pm")


@given(st.text(max_size=60))
def test_any_text_is_a_time_or_a_kind_word(written: str) -> None:
    """Nothing else comes of it."""
    try:
        said = read_time(written)
    except UserError:
        return
    assert said == SaidTime(said.hour, said.minute, said.unsure)
    assert 0 <= said.hour <= 23
    assert 0 <= said.minute <= 59
