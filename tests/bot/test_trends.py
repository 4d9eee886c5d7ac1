"""/trends, as people use it: pictures and the same in words, for them alone."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
import simcord
from PIL import Image
from simcord.components import walk_components

from alongside import drawing
from alongside.texts import Speaker
from alongside.trends import Trends
from tests.bot import raw
from tests.bot.guided_steps import private_message
from tests.bot.steps import Actor, agree, buttons, check_in, keep, press, read, screen_of, texts_of
from tests.bot.test_import import bring, forged
from tests.conftest import World

Result = simcord.InteractionResult


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch, world: World) -> list[Trends]:
    """Draw small pictures, which is quick, and remember what of."""
    world.env.settle_timeout = 60.0  # the first one imports Matplotlib
    found: list[Trends] = []

    def small(draw: drawing.Draw) -> drawing.Draw:
        def drawn(trends: Trends, words: drawing.Words) -> bytes:
            found.append(trends)
            return draw(trends, words, 20)  # type: ignore[call-arg]

        return drawn

    for name in ("draw_parts", "draw_rows", "draw_more"):
        monkeypatch.setattr(drawing, name, small(getattr(drawing, name)))
    return found


def gallery(result: Result) -> list[dict[str, Any]]:
    """Return the pictures on a screen, in their order."""
    return [
        item
        for component in walk_components(screen_of(result).components)
        if component["type"] == 12
        for item in component["items"]
    ]


def pick(world: World, who: Actor, on: Result, value: str) -> Result:
    """Pick whom to look at."""
    [custom_id] = [
        each["custom_id"] for each in walk_components(screen_of(on).components) if each["type"] == 3
    ]
    return raw.click(world, who, on, custom_id, raw.PICKER, (value,))


async def filled(world: World, who: Actor) -> None:
    """Keep some of everything."""
    await agree(world, who, "always")
    await keep(world, who, "note", category="friend", label="Lake")
    await world.env.advance_time(86_400)
    await keep(world, who, category="parent")
    today = await who.submit_modal(await who.slash(world.channel, "today"), {"d1": "2", "d2": "1"})
    await press(who, today, "Keep this")


async def test_pictures_and_words(world: World, say: Speaker) -> None:
    """What was kept is there as pictures, each with what it shows beside it, and in words below."""
    ann = world.member("ann")
    await filled(world, ann)
    shown = await ann.slash(world.channel, "trends")
    text = read(shown)
    assert "**Goal** · 2 check-ins so far, too few for a line:" in text
    assert "**Asked or told** ·" in text
    assert "told" in text
    assert "tired and at peace" in text
    pictures = gallery(shown)
    assert len(pictures) == 2
    assert all(0 < len(each["description"]) <= 1024 for each in pictures)
    assert "Goal" in pictures[0]["description"]
    assert "**" not in pictures[0]["description"]
    for attached in screen_of(shown).attachments:
        assert attached.description
        image = Image.open(io.BytesIO(world.env.backend.cdn.get(attached.url) or b""))
        assert image.format == "PNG"


async def test_nothing_kept(world: World, say: Speaker) -> None:
    """Who has nothing kept is told so, without a picture, and nothing is written."""
    ann = world.member("ann")
    shown = await ann.slash(world.channel, "trends")
    assert say("trends-nothing") in read(shown)
    assert gallery(shown) == []
    await agree(world, ann)
    await check_in(world, ann)  # undecided
    assert say("trends-nothing") in read(await ann.slash(world.channel, "trends", reach="all"))


async def test_how_far_back(world: World, say: Speaker) -> None:
    """What lies further back than was asked for is not in there; the other reaches are one press away."""
    ann = world.member("ann")
    await agree(world, ann, "always")
    await keep(world, ann)
    await world.env.advance_time(40 * 86_400)
    month = await ann.slash(world.channel, "trends", reach="30d")
    assert say("trends-nothing") in read(month)
    assert "30 days" not in buttons(screen_of(month))
    await world.restart()
    quarter = await press(ann, month, "90 days")
    assert "one check-in so far" in read(quarter)
    assert gallery(quarter)
    again = await press(ann, quarter, "30 days")
    assert say("trends-nothing") in read(again)
    assert gallery(again) == []
    assert not screen_of(again).attachments


async def test_one_label_or_kind(world: World, say: Speaker) -> None:
    """One label, one kind, or all; the label stays on the screen from click to click, restarts or not."""
    ann = world.member("ann")
    await filled(world, ann)
    lake = await ann.slash(world.channel, "trends", label="Lake")
    assert "one check-in so far" in read(lake)
    assert say("trends-left-out") in read(lake)
    assert "Lake" in read(lake)
    await world.restart()
    lake = await press(ann, lake, "All")
    assert "one check-in so far" in read(lake)
    ids = json.dumps(screen_of(lake).components)
    assert "Lake" not in "".join(part for part in ids.split('"') if part.startswith("al:"))
    parent = pick(world, ann, lake, "parent")
    await world.env.settle()
    assert say("trends-nothing") in read(parent)
    every = await press(ann, parent, "All labels")
    assert "Only about: A parent" in read(every)
    assert "one check-in so far" in read(every)
    both = pick(world, ann, every, "any")
    await world.env.settle()
    assert "2 check-ins so far" in read(both)
    assert len(await ann.autocomplete(world.channel, "trends", "label", "la")) == 1


async def test_nobody_sees_anybody_else(world: World, say: Speaker, drawn: list[Trends]) -> None:
    """Another person's label, and clicks on another's screen, show one's own: nothing."""
    ann, eve = world.member("ann"), world.member("eve")
    await filled(world, ann)
    await agree(world, eve)
    assert say("trends-nothing") in read(await eve.slash(world.channel, "trends", label="Lake", reach="all"))
    assert await eve.autocomplete(world.channel, "trends", "label", "la") == []
    own = await eve.slash(world.channel, "trends")
    for ref in ("all.friend", "all.any", "", "1000y.any", "90d.enemy"):
        forced = raw.click(world, eve, own, f"al:1:trends.reach:{ref}")
        await world.env.settle()
        assert say("trends-nothing") in read(forced)
    assert drawn == []


async def test_in_private_messages(world: World) -> None:
    """There it is an ordinary message, with its pictures, that can be removed."""
    user = world.env.create_user("ann")
    await filled(world, world.guild.add_member(user))
    await user.send_dm("hello")
    await user.slash("trends")
    message = private_message(world, user)
    assert "Remove this message" in buttons(message)
    assert message.attachments
    await user.click(message, label="All")
    assert "Remove this message" in buttons(private_message(world, user))


async def test_what_cannot_be_drawn_is_told(
    world: World, say: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Matplotlib, or where it fails, the words are there, and say that the pictures are not."""

    def fail(*_: object) -> bytes:
        raise ModuleNotFoundError("No module named 'matplotlib'")

    ann = world.member("ann")
    await filled(world, ann)
    for name in ("draw_parts", "draw_rows"):
        monkeypatch.setattr(drawing, name, fail)
    shown = await ann.slash(world.channel, "trends")
    assert gallery(shown) == []
    assert say("trends-undrawn") in read(shown)
    assert "**Goal**" in read(shown)


async def test_a_label_that_speaks_of_danger(world: World, say: Speaker) -> None:
    """The card comes first; carrying on keeps the label, stopping changes nothing."""
    ann = world.member("ann")
    await agree(world, ann)
    card = await ann.slash(world.channel, "trends", label="I want to die")
    assert say("card-title") in read(card)
    assert say("trends-stopped") in read(await press(ann, card, "Stop here"))
    card = await ann.slash(world.channel, "trends", label="I want to die")
    assert "I want to die" in read(await press(ann, card, "Carry on"))


async def test_a_lot_fits_on_the_screen(world: World, drawn: list[Trends]) -> None:
    """Hundreds of everything: by month, with words that fit, and forty pieces at most."""
    ann = world.member("ann")
    await agree(world, ann, "always")
    await world.env.advance_time(86_400)
    questions = ("g1", "b1", "t1", "e1", "u1")
    entries = []
    for number in range(250):
        day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}T12:00:00+00:00"
        answers = [{"question": ident, "option": (number + n) % 4} for n, ident in enumerate(questions)]
        daily = [{"question": "d1", "option": number % 4}, {"question": "d2", "option": number % 4}]
        kinds: list[dict[str, Any]] = [
            {"answers": answers},
            {"kind": "today", "answers": daily},
            {"kind": "pause", "ratings": {"before": number % 11, "minutes": 10, "after": (number * 7) % 11}},
            {"answers": answers, "plan": {"ask": "What?", "remind_in": 0}},
        ]
        entries.append({"id": f"{number:x}", "created_at": day} | kinds[number % 4])
    await press(ann, await bring(world, ann, forged(entries)), "Take them in")
    shown = await ann.slash(world.channel, "trends", reach="1y")
    assert len(gallery(shown)) == 3
    assert len(texts_of(screen_of(shown))) < 4000
    assert sum(1 for _ in walk_components(screen_of(shown).components)) <= 40
    assert {each.step.value for each in drawn} == {"month"}
    assert all(len(each["description"]) <= 1024 for each in gallery(shown))


async def test_today_is_where_one_is(world: World) -> None:
    """A picture ends on the date that it is there, and a command says so with nothing kept."""
    ann = world.member("ann")

    async def zone_of(user_id: int) -> str | None:
        return "Pacific/Pago_Pago"

    world.bot.services.trends._zone_of = zone_of
    await agree(world, ann)
    there = (world.bot.clock.now() - timedelta(hours=11)).date()
    assert there != world.bot.clock.now().date()
    assert f"to {there:%b} {there.day}, {there.year}" in read(await ann.slash(world.channel, "trends"))
