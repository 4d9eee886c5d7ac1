"""Reflections as a journal: Markdown that reads as it stands, oldest first."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from babel.dates import format_date, format_time

from alongside.mirror import reflect
from alongside.model import CheckIn, Kind, Part, Pile, Reflection
from alongside.services.table import kind_of, there
from alongside.services.voice import Voice

# Own words stay words: no picture is fetched, no link is made, no heading begins in them.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])|^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_UNSHOWABLE = {**dict.fromkeys(range(0xD800, 0xE000), "\ufffd"), 0: "\u2400"}


def journal_files(
    reflections: Sequence[Reflection], voice: Voice, now: datetime, most_bytes: int
) -> list[bytes]:
    """Return reflections as Markdown files of at most about `most_bytes` each, every one with its head.

    `now` is said by the clocks of its own zone.
    """
    head = f"# {voice.say('journal-title')}\n\n{voice.say('journal-head', when=_when(now, voice))}\n".encode()
    files: list[list[bytes]] = []
    used = 0
    for each in reflections:
        page = ("\n" + "\n\n".join(_page(each, voice)) + "\n").translate(_UNSHOWABLE).encode()
        if not files or used + len(page) > most_bytes:
            files.append([head])
            used = len(head)
        files[-1].append(page)
        used += len(page)
    return [b"".join(pages) for pages in files]


def _when(moment: datetime, voice: Voice) -> str:
    """Return a time by the clocks of its own zone; where that is UTC, it says so."""
    language = voice.say.language
    # Without its zone: otherwise the time alone would be put into UTC again.
    hour = format_time(moment.replace(tzinfo=None), "short", locale=language)
    told = f"{format_date(moment, 'long', language)}, {hour}"
    return f"{told} UTC" if moment.tzinfo is UTC else told


def own(text: str) -> str:
    """Return somebody's own words as a quotation, each line of it."""
    return "\n".join(f"> {line}".rstrip() for line in _escaped(text).splitlines())


def _inline(text: str) -> str:
    return " ".join(_escaped(text).split())


def _escaped(text: str) -> str:
    return _SPECIAL.sub(
        lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}{found[3][:-1]}\\{found[3][-1]}", text
    )


def _page(each: Reflection, voice: Voice) -> Iterator[str]:
    say, check_in = voice.say, each.check_in
    yield f"## {_when(there(check_in, each.created_at), voice)}"
    about = [kind_of(say, check_in)]
    about += [say(f"category-{check_in.category}")] if check_in.category else []
    about += [_inline(check_in.label)] if check_in.label else []
    yield f"*{' · '.join(about)}*"
    yield from _answers(check_in, voice)
    if check_in.question:
        yield f"**{_inline(check_in.question)}**"
    if check_in.note:
        yield from (say("journal-note"), own(check_in.note))
    yield from _sorted(check_in, voice)
    yield from _planned(check_in, voice)
    for thought in check_in.later:
        yield from (say("journal-later", when=_when(there(check_in, thought.at), voice)), own(thought.text))


def _answers(check_in: CheckIn, voice: Voice) -> Iterator[str]:
    say, ratings = voice.say, check_in.ratings
    if ratings is not None:
        if ratings.after is None:
            yield say("journal-pause-open", minutes=ratings.minutes, before=ratings.before)
        else:
            yield say("journal-pause", minutes=ratings.minutes, before=ratings.before, after=ratings.after)
        if ratings.instead:
            yield from (say("journal-instead"), own(ratings.instead))
    elif check_in.kind is Kind.TODAY:
        for option in voice.bank.daily.chosen(check_in.answers):
            yield f"- {option.text}"
    else:
        yield "\n".join(_parts(check_in, voice))
        for part, note in check_in.part_notes.items():
            yield from (say("journal-part-note", part=voice.bank.part_names[part]), own(note))


def _parts(check_in: CheckIn, voice: Voice) -> Iterator[str]:
    for each in reflect(check_in.answers, voice.bank, "").parts:
        name = voice.bank.part_names[Part(each.part)]
        if each.picked:
            picked = "; ".join(each.picked)
            leaning = voice.say(f"leaning-{each.leaning}")
            yield voice.say("journal-part", part=name, picked=picked, leaning=leaning)
        else:
            yield voice.say("journal-unseen", part=name)


def _sorted(check_in: CheckIn, voice: Voice) -> Iterator[str]:
    say, sorting = voice.say, check_in.sorting
    if sorting is None:
        return
    piles = [(pile, "; ".join(map(_inline, voice.closing.in_pile(sorting, pile)))) for pile in Pile]
    yield "\n".join(f"- {say(f'pile-{pile}', cards=cards)}" for pile, cards in piles if cards)
    if sorting.whose:
        yield say("sorting-said", whose=say(f"whose-{sorting.whose}"))
    if sorting.directly:
        yield from (say("sorting-directly-said"), own(sorting.directly))


def _planned(check_in: CheckIn, voice: Voice) -> Iterator[str]:
    say, plan, outcome = voice.say, check_in.plan, check_in.outcome
    if plan is not None:
        said = (
            (say("plan-then-ask"), plan.ask),
            (say("plan-then-offer"), plan.offer),
            (say("plan-then-no"), plan.if_no),
        )
        for title, words in said:
            if words:
                yield from (title, own(words))
    if outcome is not None:
        yield say("outcome-asked-said", asked=say(f"outcome-asked-{outcome.asked}"))
        for title, words in ((say("outcome-said"), outcome.said), (say("outcome-did"), outcome.did)):
            if words:
                yield from (title, own(words))
