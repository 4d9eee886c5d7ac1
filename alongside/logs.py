"""Logs that can be shown to anyone: what happened, never to whom, never what was written.

Exceptions are logged by their type and the places in the code they passed. Their messages are left
out: a library may well put an answer or an id into one.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import TypeAlias

_ID = re.compile(r"\d{15,}")
_BUILT_IN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}
ExcInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None]


def configure(level: str, form: str) -> None:
    """Send all logs to standard error, in `form` "text" or "json", from `level` on."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # At these levels discord.py speaks of single interactions and of every request.
    for chatty in ("discord", "asyncio", "aiosqlite", "aiohttp"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
    # It warns of voice libraries that are missing, and of intents that are left out on purpose.
    for name in ("discord.client", "discord.state"):
        logging.getLogger(name).setLevel(logging.ERROR)


def fields(record: logging.LogRecord) -> dict[str, object]:
    """Return what a record says, as plain values without ids and without an exception's message."""
    said: dict[str, object] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": _scrubbed(_event(record)),
    }
    extra = {key: value for key, value in vars(record).items() if key not in _BUILT_IN}
    said |= {key: _scrubbed(str(value)) for key, value in sorted(extra.items())}
    if record.exc_info and record.exc_info[0] is not None:
        said["error"] = describe(record.exc_info[1])
    return said


def _event(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] in ("alongside", "tryout"):
        return record.getMessage()
    # What libraries fill into their messages is theirs to know: items, ids, payloads. asyncio fills
    # them in by itself, below the first line: tasks by name, and what they raised with its message.
    return (str(record.msg).splitlines() or [""])[0]


def _scrubbed(text: str) -> str:
    return _ID.sub("…", text)


def describe(error: BaseException | None) -> str:
    """Return an exception's types and places, from the outermost cause to the error itself."""
    chain: list[str] = []
    while error is not None and len(chain) < 5:
        places = traceback.extract_tb(error.__traceback__)[-12:]
        steps = " < ".join(
            f"{place.filename.rpartition('/')[2]}:{place.lineno} {place.name}" for place in places[::-1]
        )
        chain.append(
            f"{type(error).__module__}.{type(error).__qualname__}{_codes(error)} at {steps or 'nowhere'}"
        )
        error = error.__cause__ or error.__context__
    return " <- ".join(chain)


def _codes(error: BaseException) -> str:
    # Numbers that tell what a service refused; they are never anybody's.
    # A text may be anything, but SQLite's own names of its errors are not.
    kinds = {"status": int, "code": int, "errno": int, "sqlite_errorname": str}
    found = [
        f"{name}={getattr(error, name)}"
        for name, kind in kinds.items()
        if isinstance(getattr(error, name, None), kind)
    ]
    return f" ({', '.join(found)})" if found else ""


class TextFormatter(logging.Formatter):
    """One line for people: time, level, event, then what else is known."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said = fields(record)
        head = f"{said.pop('time')} {said.pop('level')!s:<7} {said.pop('event')}"
        line = " ".join([head, *(f"{key}={value}" for key, value in said.items() if key != "logger")])
        return " ".join(line.splitlines())


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for programs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return json.dumps(fields(record), ensure_ascii=False)
