"""Logs say what happened, never to whom, and never what was written."""

import asyncio
import gc
import json
import logging
import sqlite3
from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alongside import logs
from tests.store.kit import UNHURRIED

SECRET = "what somebody wrote"
PERSON = 700_000_000_000_000_001


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Return how to read what went to standard error; the loggers are put back as they were."""
    names = ("", "discord", "discord.client", "asyncio", "aiosqlite", "aiohttp")
    before = {name: logging.getLogger(name).level for name in names}
    handlers = logging.getLogger().handlers[:]
    yield lambda: capsys.readouterr().err
    logging.getLogger().handlers[:] = handlers
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


def record_of(
    name: str, message: str, *args: object, error: BaseException | None = None, **extra: object
) -> logging.LogRecord:
    """Make a record as a logger would."""
    info = None if error is None else (type(error), error, error.__traceback__)
    return logging.getLogger(name).makeRecord(
        name, logging.INFO, "file.py", 1, message, args, info, extra=dict(extra)
    )


def raised(error: BaseException) -> BaseException:
    """Raise and catch, so that there is a traceback."""
    try:
        raise error
    except BaseException as caught:
        return caught


def both(record: logging.LogRecord) -> str:
    """Return a record in both forms."""
    return f"{logs.TextFormatter().format(record)}\n{logs.JsonFormatter().format(record)}"


def errors() -> list[BaseException]:
    """Return exceptions of many kinds, each with something in it that nobody may read."""
    chained: BaseException
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as cause:
            raise RuntimeError(f"{SECRET} {PERSON}") from cause
    except RuntimeError as error:
        chained = error
    with_code = sqlite3.IntegrityError(SECRET)
    with_code.sqlite_errorname = "SQLITE_CONSTRAINT"
    with_note = ValueError("x")
    with_note.add_note(SECRET)
    strange = type("Strange", (Exception,), {"status": SECRET, "code": f"{PERSON}", "errno": SECRET})
    return [
        ValueError(SECRET),
        KeyError(SECRET),
        OSError(13, SECRET, SECRET),
        UnicodeEncodeError("utf-8", SECRET, 0, 1, SECRET),
        ExceptionGroup(SECRET, [ValueError(SECRET)]),
        SystemExit(SECRET),
        chained,
        with_code,
        with_note,
        strange("x"),
    ]


@pytest.mark.parametrize("error", errors(), ids=lambda error: type(error).__name__)
def test_an_exceptions_message_is_left_out(error: BaseException) -> None:
    """An exception is told by its types and places; nothing that was put into it is."""
    caught = raised(error)
    written = both(record_of("alongside.store", "failed", error=caught)) + logs.describe(caught)
    assert SECRET not in written
    assert str(PERSON) not in written
    assert type(error).__name__ in written
    assert "test_logs.py" in written


@UNHURRIED
@given(st.text(min_size=12))
@example(SECRET)
def test_no_text_of_an_exception_gets_into_its_description(text: str) -> None:
    """Whatever an exception says, its description is the same."""
    assert logs.describe(ValueError(text)) == logs.describe(ValueError(""))
    assert logs.describe(KeyError(text)) == logs.describe(KeyError(""))


def test_the_cause_is_told() -> None:
    """Types and lines of the whole chain are there, the outermost first, and numbers that services gave."""
    try:
        try:
            sqlite3.connect(":memory:").execute("SELECT nothing")
        except sqlite3.Error as cause:
            raise RuntimeError("x") from cause
    except RuntimeError as error:
        told = logs.describe(error)
    outer, inner = told.split(" <- ")
    assert outer.startswith("builtins.RuntimeError at test_logs.py:")
    assert inner.startswith("sqlite3.OperationalError (sqlite_errorname=SQLITE_ERROR) at test_logs.py:")
    assert logs.describe(None) == ""
    assert logs.describe(ValueError()).endswith("at nowhere")


def test_a_circle_of_causes_ends() -> None:
    """Exceptions that cause each other do not hang the log."""
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert logs.describe(one).count(" <- ") == 4


@UNHURRIED
@given(st.integers(10**14, 2**64))
def test_ids_are_scrubbed(ident: int) -> None:
    """Anything as long as a Discord id is left out, wherever it stands."""
    written = both(record_of("alongside.x", f"for {ident}", channel=ident, name_of=f"<@{ident}>")) + both(
        record_of("alongside.x", "for %s", ident)
    )
    assert str(ident) not in written
    assert written.count("…") == 8


def test_counts_stay() -> None:
    """Numbers that are no ids are told."""
    said = logs.fields(record_of("alongside.x", "done", count=12, error_id="1234567890abcd"))
    assert (said["event"], said["count"], said["error_id"]) == ("done", "12", "1234567890abcd")


@pytest.mark.parametrize("name", ["discord.http", "asyncio", "aiosqlite", "alongsidenot.x", "root"])
def test_libraries_do_not_fill_in_what_they_know(name: str) -> None:
    """What a library would put into its message is left out, its wording stays."""
    written = both(record_of(name, "cannot send %s to %s", SECRET, PERSON))
    assert "cannot send %s to %s" in written
    assert SECRET not in written
    assert str(PERSON) not in written


def test_our_own_messages_are_filled_in() -> None:
    """The bot's own events may name a file."""
    assert logs.fields(record_of("alongside.store", "see %s", "master.key"))["event"] == "see master.key"


@UNHURRIED
@given(st.text(), st.dictionaries(st.sampled_from(["one", "two"]), st.text()))
@example("one\ntwo\r\n", {"one": "a\nb"})
@example("\ud800\x00", {})
def test_json_is_one_object_a_line(message: str, extra: dict[str, str]) -> None:
    """Whatever is said, a line is one object, with the same keys."""
    error = raised(ValueError("x"))
    line = logs.JsonFormatter().format(
        record_of("alongside.x", message.replace("%", ""), error=error, **extra)
    )
    assert "\n" not in line
    said = json.loads(line)
    assert {"time", "level", "logger", "event", "error"} | extra.keys() == said.keys()


def test_text_is_one_line() -> None:
    """A line break in an event or a value begins no line of its own."""
    line = logs.TextFormatter().format(record_of("alongside.x", "one\ntwo", more="a\nb\r"))
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_task_that_nobody_awaited(lines: Callable[[], str], form: str) -> None:
    """What asyncio says about a forgotten task names its exception's message; the log does not."""

    async def forget() -> None:
        async def fails() -> None:
            raise ValueError(SECRET)

        task = asyncio.create_task(fails(), name=SECRET)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        del task
        gc.collect()

    logs.configure("info", form)
    asyncio.run(forget())
    written = lines()
    assert "never retrieved" in written
    assert "ValueError" in written
    assert SECRET not in written


def test_configured_for_programs(lines: Callable[[], str]) -> None:
    """Each record becomes one object on standard error; chatty libraries are kept quiet."""
    logs.configure("debug", "json")
    logging.getLogger("alongside.x").debug("one", extra={"count": 1})
    logging.getLogger("discord.http").info("%s has received %s", PERSON, SECRET)
    logging.getLogger("aiosqlite").debug("executing %s", SECRET)
    logging.getLogger("discord.http").warning("rate limited %s", PERSON)
    events = [json.loads(line) for line in lines().splitlines()]
    assert [(e["logger"], e["level"], e["event"]) for e in events] == [
        ("alongside.x", "debug", "one"),
        ("discord.http", "warning", "rate limited %s"),
    ]


def test_configured_for_people(lines: Callable[[], str]) -> None:
    """Only what is important enough, a line each."""
    logs.configure("warning", "text")
    logging.getLogger("alongside.x").info("quiet")
    logging.getLogger("alongside.x").warning("loud", extra={"count": 2})
    [line] = lines().splitlines()
    assert line.split(" ", 1)[1] == "warning loud count=2"
