"""Pictures of one's own time. Matplotlib is imported when the first one is drawn.

What is told by colour is told by shape, place or words as well. The ground is the picture's own, so that it
reads the same on light and dark screens. No name and no label of anybody's is in a picture.
"""

import io
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import fill
from typing import TYPE_CHECKING, Any, TypeAlias

from alongside.model import Leaning, Part
from alongside.trends import BECAME, CONTACTS, MOODS, PauseSpot, Rows, Trends

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

GROUND = "#f7f5f0"
INK = "#22303a"
BANDS: Mapping[Leaning, str] = {
    Leaning.HELPING: "#dfe9f3",
    Leaning.BETWEEN: "#f0ece0",
    Leaning.RESCUING: "#f6e2d6",
}
# Told apart by people who see few colours, and by their shapes without any.
FILLS: Mapping[Leaning, str] = {
    Leaning.HELPING: "#0072b2",
    Leaning.BETWEEN: "#e69f00",
    Leaning.RESCUING: "#b3400a",
}
SHAPES: Mapping[Leaning, str] = {Leaning.HELPING: "o", Leaning.BETWEEN: "s", Leaning.RESCUING: "^"}
# One colour for all: which row it is tells the place, and none of them is a warning.
_ROW_FILL = "#0072b2"
_ROW_SHAPES = ("o", "s", "^", "D")
_LEANINGS = (Leaning.HELPING, Leaning.BETWEEN, Leaning.RESCUING)
_WIDE = 8.0
_TEXT, _TITLE = 20, 22
# Where words beside a picture go on in the next line, so that they leave it its room.
_NARROW, _BROAD, _MARK_WIDE = 10, 16, 20
_FEW_TICKS, _TICKS = 2, 3
# How large a mark is, and with how many of a kind they are made smaller.
_MARK, _CROWD = 110, 24

# Matplotlib keeps fonts and the like for the whole process, and does not share them between threads.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Words:
    """Everything that is written in a picture."""

    titles: Mapping[str, str]
    parts: Mapping[Part, str]
    leanings: Mapping[Leaning, str]
    cases: Mapping[str, str]
    before: str
    after: str
    day: Callable[[date], str]
    """How a date is written below a picture, shortly."""


Draw: TypeAlias = Callable[[Trends, Words], bytes]


def draw_parts(trends: Trends, words: Words, dots: int = 125) -> bytes:
    """Return the five parts over time, side by side, and how to read them, as a PNG."""
    with _ONE_AT_A_TIME:
        figure = _figure(8.4, dots)
        grid = figure.subplots(3, 2, sharex=True, sharey=True).flatten()
        for axes, each in zip(grid, trends.parts, strict=False):
            _bands(axes, trends, words, words.parts[each.part])
            if not each.spots:
                middle = (_noon(trends.since) + _noon(trends.until)) / 2
                axes.text(
                    middle,
                    1.5,
                    words.titles["unseen"],
                    fontsize=_TEXT - 2,
                    color=INK,
                    ha="center",
                    va="center",
                )
            days = [_noon(spot.day) for spot in each.spots]
            if each.enough:
                axes.plot(days, [spot.value for spot in each.spots], color=INK, linewidth=1.4, zorder=2)
            for leaning in _LEANINGS:
                marks = [(_noon(s.day), s.value, s.count) for s in each.spots if s.leaning is leaning]
                _mark(axes, marks, SHAPES[leaning], FILLS[leaning])
        for axes in grid[-2:]:
            axes.tick_params(labelbottom=True)
        grid[3].tick_params(labelbottom=True)
        _key(grid[5], words)
        return _png(figure)


def draw_rows(trends: Trends, words: Words, dots: int = 125) -> bytes:
    """Return tired apart from unthanked, and asked against told, as a PNG."""
    panels: list[tuple[str, Sequence[str], Rows]] = [
        (words.titles["moods"], MOODS, trends.moods),
        (words.titles["contacts"], CONTACTS, trends.contacts),
    ]
    shown = [each for each in panels if each[2].anything]
    with _ONE_AT_A_TIME:
        figure = _figure(0.6 + 3.2 * len(shown), dots)
        for axes, (title, cases, rows) in zip(_stacked(figure, len(shown)), shown, strict=True):
            _rows(axes, trends, words, title, cases, rows)
        return _png(figure)


def draw_more(trends: Trends, words: Words, dots: int = 125) -> bytes:
    """Return pauses before and after, and what became of plans, as a PNG."""
    both = bool(trends.pauses) + trends.plans.anything
    with _ONE_AT_A_TIME:
        figure = _figure(0.6 + 3.2 * both, dots)
        stacked = _stacked(figure, both)
        if trends.pauses:
            _pauses(stacked[0], trends, words, trends.pauses)
        if trends.plans.anything:
            _rows(stacked[-1], trends, words, words.titles["plans"], BECAME, trends.plans)
        return _png(figure)


def _figure(high: float, dots: int) -> "Figure":
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # What it tells about fonts is nothing that a host could use.
    logging.getLogger("matplotlib").setLevel(logging.WARNING)
    figure = Figure(figsize=(_WIDE, high), dpi=dots, facecolor=GROUND)
    figure.set_layout_engine("constrained", w_pad=0.12, h_pad=0.12)
    FigureCanvasAgg(figure)
    return figure


def _stacked(figure: "Figure", count: int) -> "list[Axes]":
    return list(figure.subplots(count, 1, squeeze=False).flatten())


def _png(figure: "Figure") -> bytes:
    file = io.BytesIO()
    figure.savefig(file, format="png")
    figure.clear()
    return file.getvalue()


def _noon(day: date) -> float:
    """Return where a day stands from left to right: the ticks are set by hand, so any count will do."""
    return day.toordinal() + 0.5


def _frame(axes: "Axes", trends: Trends, words: Words, title: str, most: int = _TICKS) -> None:
    axes.set_title(title, loc="left", fontsize=_TITLE, fontweight="bold", color=INK)
    axes.set_facecolor(GROUND)
    first, last = _noon(trends.since), _noon(trends.until)
    room = max((last - first) * 0.05, 0.5)
    axes.set_xlim(first - room, last + room)
    length = (trends.until - trends.since).days
    count = min(most, length + 1)
    ticks = [
        trends.since + (trends.until - trends.since) * each // max(count - 1, 1) for each in range(count)
    ]
    axes.set_xticks([_noon(day) for day in ticks], [words.day(day) for day in ticks])
    axes.tick_params(labelsize=_TEXT - 2, colors=INK, length=0)
    for side in axes.spines.values():
        side.set_visible(False)


def _bands(axes: "Axes", trends: Trends, words: Words, title: str) -> None:
    _frame(axes, trends, words, title, _FEW_TICKS)
    axes.set_ylim(-0.25, 3.25)
    for number, leaning in enumerate(_LEANINGS):
        low, high = number - 0.25 * (number == 0), number + 1 + 0.25 * (number == 2)
        axes.axhspan(low, high, color=BANDS[leaning], zorder=0)
    for edge in (1, 2):
        axes.axhline(edge, color=INK, linewidth=0.6, linestyle=(0, (4, 4)), zorder=1)
    axes.set_yticks([0.5, 1.5, 2.5], [fill(words.leanings[each], _NARROW) for each in _LEANINGS])


def _mark(
    axes: "Axes", marks: Sequence[tuple[float, float, int]], shape: str, colour: str, *, wider: float = 1.0
) -> None:
    """Draw marks of one kind: each has its day, its value, and how many it stands for."""
    if marks:
        days, values, counts = zip(*marks, strict=True)
        usual = _MARK if len(marks) <= _CROWD else _MARK / 2
        sizes = [usual * wider * min(count, 4) ** 0.5 for count in counts]
        style: dict[str, Any] = {"marker": shape, "c": colour, "edgecolors": INK, "linewidths": 1.2}
        axes.scatter(days, values, s=sizes, zorder=3, clip_on=False, **style)


def _key(axes: "Axes", words: Words) -> None:
    """Say what the marks are, where a sixth part would be."""
    axes.axis("off")
    for number, leaning in enumerate(_LEANINGS):
        place = 0.5 + number
        axes.text(0.2, place, words.leanings[leaning], fontsize=_TEXT, color=INK, va="center",
                  transform=axes.get_yaxis_transform())  # fmt: skip
        axes.scatter(
            [0.09], [place], s=150, marker=SHAPES[leaning], c=FILLS[leaning], edgecolors=INK, linewidths=1.2,
            transform=axes.get_yaxis_transform(), clip_on=False,
        )  # fmt: skip
    axes.text(0.02, -0.1, fill(words.titles["mark"], _MARK_WIDE), fontsize=_TEXT - 4, color=INK, va="top",
              transform=axes.get_yaxis_transform())  # fmt: skip


def _rows(axes: "Axes", trends: Trends, words: Words, title: str, cases: Sequence[str], rows: Rows) -> None:
    _frame(axes, trends, words, title)
    axes.set_ylim(-0.6, len(cases) - 0.4)
    axes.invert_yaxis()
    for number, case in enumerate(cases):
        axes.axhline(number, color=INK, linewidth=0.5, alpha=0.4, zorder=1)
        marks = [(_noon(day), float(number), count) for day, count in trends.marks(rows.cases[case])]
        _mark(axes, marks, _ROW_SHAPES[number], _ROW_FILL)
    axes.set_yticks(range(len(cases)), [fill(words.cases[case], _BROAD) for case in cases])


def _pauses(axes: "Axes", trends: Trends, words: Words, pauses: Sequence[PauseSpot]) -> None:
    _frame(axes, trends, words, words.titles["pauses"])
    axes.set_ylim(-0.8, 10.8)
    axes.set_yticks([0, 5, 10], ["0", "5", "10"])
    for edge in (0, 5, 10):
        axes.axhline(edge, color=INK, linewidth=0.5, alpha=0.4, zorder=0)
    days = [_noon(each.day) for each in pauses]
    axes.vlines(days, [each.before for each in pauses], [each.after for each in pauses], color=INK, zorder=2)
    # The ring is wider, so that it is seen around what is in the same place.
    befores = [(day, each.before, each.count) for day, each in zip(days, pauses, strict=True)]
    afters = [(day, each.after, each.count) for day, each in zip(days, pauses, strict=True)]
    _mark(axes, befores, "o", GROUND, wider=2.2)
    _mark(axes, afters, "D", FILLS[Leaning.HELPING])
    for shape, colour, said in (("o", GROUND, words.before), ("D", FILLS[Leaning.HELPING], words.after)):
        axes.scatter([], [], s=120, marker=shape, c=colour, edgecolors=INK, linewidths=1.2, label=said)
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False, fontsize=_TEXT - 2,
                labelcolor=INK, borderaxespad=0, handletextpad=0.2)  # fmt: skip
