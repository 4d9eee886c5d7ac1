"""Reflections as a table that a spreadsheet opens: one row each, and nothing in it that runs."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from alongside.daily import Daily
from alongside.mirror import reflect
from alongside.model import CheckIn, Kind, Part, Pile, Reflection, Sorting
from alongside.moments import local_time
from alongside.questions import QuestionBank
from alongside.services.voice import Voice
from alongside.texts import Speaker

# A spreadsheet takes a cell that begins like this for a formula; some look behind blanks for it. The mark
# itself is among them, so that taking one mark away gives back every text as it was.
_FORMULA = "=+-@＝＋－＠'"
MARK = "'"
# What UTF-8 cannot carry, and what no spreadsheet reads.
_UNSHOWABLE = {**dict.fromkeys(range(0xD800, 0xE000), "\ufffd"), 0: "\u2400"}
# So that a spreadsheet reads it as UTF-8.
BOM = "\ufeff"


def guarded(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula; `unguarded` gives it back."""
    first = text.lstrip()[:1]
    risky = text[:1] in ("\t", "\r", "\n") or (bool(first) and first in _FORMULA)
    return f"{MARK}{text}" if risky else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given."""
    return cell[1:] if cell.startswith(MARK) else cell


def table_files(reflections: Iterable[Reflection], voice: Voice, most_bytes: int) -> list[bytes]:
    """Return reflections as CSV files of at most about `most_bytes` each, every one with its head."""
    columns = _columns(voice)
    head = _line([name for name, _ in columns])
    files: list[list[bytes]] = []
    used = 0
    for each in reflections:
        line = _line([guarded(cell(each)) for _, cell in columns])
        if not files or used + len(line) > most_bytes:
            files.append([BOM.encode(), head])
            used = len(head)
        files[-1].append(line)
        used += len(line)
    return [b"".join(lines) for lines in files]


def _line(cells: Sequence[str]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow([cell.translate(_UNSHOWABLE) for cell in cells])
    return written.getvalue().encode()


Column = tuple[str, Callable[[Reflection], str]]


def _columns(voice: Voice) -> list[Column]:
    """Return the columns' names, which stay what they are, and what stands in them."""
    say, bank = voice.say, voice.bank
    of = _of_check_in
    columns: list[Column] = [
        ("id", lambda each: each.id),
        ("created_at", lambda each: there(each.check_in, each.created_at).isoformat()),
        ("day", of(lambda c: c.day and c.day.date.isoformat())),
        ("zone", of(lambda c: c.day and c.day.zone)),
        ("kind", lambda each: kind_of(say, each.check_in)),
        ("category", of(lambda c: say(f"category-{c.category}") if c.category else "")),
        ("label", of(lambda c: c.label)),
    ]
    columns += [column for part in Part for column in _part(part, say, bank)]
    columns += [(f"day_{ident}", _day(bank.daily, ident)) for ident in bank.daily.questions]
    columns += [("open_question", of(lambda c: c.question)), ("note", of(lambda c: c.note))]
    columns += [("later", of(_thoughts))]
    columns += [(f"sorted_{pile}", of(_pile(voice, pile))) for pile in Pile]
    return [
        *columns,
        ("who_has_the_problem", of(lambda c: _whose(say, c.sorting))),
        ("own_part_directly", of(lambda c: c.sorting and c.sorting.directly)),
        ("plan_ask", of(lambda c: c.plan and c.plan.ask)),
        ("plan_offer", of(lambda c: c.plan and c.plan.offer)),
        ("plan_if_no", of(lambda c: c.plan and c.plan.if_no)),
        ("asked", of(lambda c: c.outcome and say(f"outcome-asked-{c.outcome.asked}"))),
        ("they_said", of(lambda c: c.outcome and c.outcome.said)),
        ("i_did", of(lambda c: c.outcome and c.outcome.did)),
        ("pause_minutes", of(lambda c: c.ratings and f"{c.ratings.minutes}")),
        ("pause_before", of(lambda c: c.ratings and f"{c.ratings.before}")),
        ("pause_after", of(lambda c: _after(c))),
        ("pause_instead", of(lambda c: c.ratings and c.ratings.instead)),
    ]


def there(check_in: CheckIn, moment: datetime) -> datetime:
    """Return a time by the clocks of the zone that an entry has."""
    return local_time(moment, check_in.day.zone if check_in.day else None)


def _thoughts(check_in: CheckIn) -> str:
    return "\n\n".join(f"{there(check_in, each.at).date()}: {each.text}" for each in check_in.later)


def kind_of(say: Speaker, check_in: CheckIn) -> str:
    """Return what sort of entry it is, in words."""
    words = {Kind.TODAY: "entry-today", Kind.PAUSE: "entry-pause"}.get(check_in.kind)
    return say(words) if words else say(f"export-kind-{check_in.kind}")


def _of_check_in(cell: Callable[[CheckIn], str | object | None]) -> Callable[[Reflection], str]:
    return lambda each: str(cell(each.check_in) or "")


def _part(part: Part, say: Speaker, bank: QuestionBank) -> list[Column]:
    def answers(check_in: CheckIn) -> str:
        options = [
            question.options[check_in.answers[question.id]].text
            for question in bank.of(part)
            if 0 <= check_in.answers.get(question.id, -1) < len(question.options)
        ]
        return "; ".join(options)

    def leaning(check_in: CheckIn) -> str:
        found = next(each for each in reflect(check_in.answers, bank, "").parts if each.part is part)
        return say(f"leaning-{found.leaning}") if found.picked else ""

    return [
        (part.value, _of_check_in(answers)),
        (f"{part.value}_leaning", _of_check_in(leaning)),
        (f"{part.value}_note", _of_check_in(lambda check_in: check_in.part_notes.get(part))),
    ]


def _day(daily: Daily, ident: str) -> Callable[[Reflection], str]:
    def answer(check_in: CheckIn) -> str:
        options = daily.questions[ident].options
        index = check_in.answers.get(ident, -1)
        return options[index].text if 0 <= index < len(options) else ""

    return _of_check_in(answer)


def _pile(voice: Voice, pile: Pile) -> Callable[[CheckIn], str]:
    return lambda check_in: (
        "; ".join(voice.closing.in_pile(check_in.sorting, pile)) if check_in.sorting else ""
    )


def _whose(say: Speaker, sorting: Sorting | None) -> str:
    return say(f"whose-{sorting.whose}") if sorting and sorting.whose else ""


def _after(check_in: CheckIn) -> str:
    ratings = check_in.ratings
    return "" if ratings is None or ratings.after is None else f"{ratings.after}"
