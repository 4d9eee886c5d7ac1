"""Finding what was kept: by what it is about, where it sat, when it was, and the words in it."""

import sqlite3
from datetime import timedelta

import pytest

from alongside.store import reflections as store_reflections
from alongside.texts import Speaker
from cogs.ui import listing
from tests.bot import raw
from tests.bot.finding import ids_on, listed, search
from tests.bot.steps import agree, keep, press, read, screen_of
from tests.conftest import World

DAY = 86_400


async def test_words_are_found_and_stand_on_the_screen(world: World, say: Speaker) -> None:
    """Case and accents make no difference; what was looked for is said, and is in no custom id."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, "We met at the *Café*.", label="One")
    await keep(world, ann, "Nothing of the kind.", label="Two")
    found = await search(world, ann, "cafe MET")
    assert say("wanted-words", value="cafe MET") in read(found)
    assert "One" in read(found)
    assert "Two" not in read(found)
    assert "one reflection · page 1 of 1" in read(found)
    assert not any("cafe" in ident.casefold() for ident in ids_on(found))
    assert say("find-nothing") in read(await search(world, ann, "cafe river"))
    assert b"cafe" not in world.database.read_bytes().lower()


async def test_pages_of_what_was_found_survive_a_restart(world: World) -> None:
    """Turning, opening and going back stay with what is looked for, whatever happens in between."""
    ann = world.member("ann")
    await agree(world, ann)
    for number in range(7):
        await keep(world, ann, f"lake {number}", category="friend")
        await keep(world, ann, f"hill {number}", category="parent")
        await world.env.advance_time(60)
    page = await search(world, ann, "LAKE", category="friend")
    assert "7 reflections · page 1 of 2" in read(page)
    await world.restart()
    page = await press(ann, page, "Older")
    assert "page 2 of 2" in read(page)
    await world.restart()
    opened = await ann.click(screen_of(page), custom_id=ids_on(page)[0])
    assert "lake 1" in read(opened)
    await world.restart()
    page = await press(ann, opened, "Back")
    assert "7 reflections · page 2 of 2" in read(page)
    assert "A parent" not in read(page)
    assert "14 reflections" in read(await press(ann, page, "All of them"))


async def test_each_way_to_look(world: World) -> None:
    """Category, label, part and leaning, alone and together."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, category="friend", label="Lake")
    await keep(world, ann, category="parent", label="Hill")
    for options, found in (
        ({"category": "friend"}, {"Lake"}),
        ({"label": "hill"}, {"Hill"}),
        ({"category": "friend", "label": "Hill"}, set()),
        ({"part": "goal"}, {"Lake", "Hill"}),
        ({"part": "goal", "leaning": "rescuing", "label": "lake"}, set()),
    ):
        shown = read(await listed(world, ann, **options))
        entries = shown.split("\n**<t:", 1)[-1] if "<t:" in shown else ""
        assert {name for name in ("Lake", "Hill") if f"· {name}" in entries} == found, options


async def test_time_spans(world: World, say: Speaker) -> None:
    """A day, a month, or how far back; the screen says the day, so that later pages mean the same one."""
    ann = world.member("ann")
    await agree(world, ann, "always")
    await keep(world, ann, label="Old")
    began = world.bot.clock.now().date()
    world.env.settle_timeout = 60.0
    await world.env.advance_time(40 * DAY)
    await keep(world, ann, label="New")
    month = await listed(world, ann, span="month")
    assert "New" in read(month)
    assert "Old" not in read(month)
    assert say("wanted-since", value=f"{began + timedelta(days=11)}") in read(month)
    before = await listed(world, ann, until=began.isoformat())
    assert "Old" in read(before)
    assert "New" not in read(before)
    assert "2 reflections" in read(await listed(world, ann, since=f"{began:%Y-%m}", span="week"))
    assert say("find-no-date") in read(await listed(world, ann, since="last week"))
    assert len(world.env.errors) == 1  # discord.py counts what a command refuses


async def test_a_large_search_says_how_far_it_is(
    world: World, say: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is acknowledged at once, and the screen changes while it looks."""
    ann = world.member("ann")
    await agree(world, ann)
    for number in range(5):
        await keep(world, ann, f"lake {number}")
    monkeypatch.setattr(listing, "EACH", 2)
    monkeypatch.setattr(store_reflections, "BATCH", 2)
    found = await search(world, ann, "lake")
    assert "5 reflections" in read(found)
    told = [str(each) for each in raw.requests(world.env, "PATCH", "@original")]
    for looked in ("2", "4"):
        assert any(say("find-looked", looked=looked, total="5") in each for each in told)


async def test_what_speaks_of_danger_shows_the_card_first(world: World, say: Speaker) -> None:
    """Also where it is only looked for; carrying on finds it."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, "lake", label="Lake")
    card = await search(world, ann, "I want to kill myself")
    assert say("card-title") in read(card)
    await world.restart()
    assert say("find-nothing") in read(await press(ann, card, "Carry on"))


async def test_what_cannot_be_opened_is_said(world: World, say: Speaker) -> None:
    """A search does not pass over an entry in silence."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, "lake")
    with sqlite3.connect(world.database) as connection:
        connection.execute("UPDATE reflection SET body = x'01'")
    connection.close()
    assert say("find-unreadable", count=1) in read(await search(world, ann, "lake"))


async def test_markdown_and_odd_words(world: World) -> None:
    """Words are looked for as they were typed, and stand on the screen as they were typed."""
    ann = world.member("ann")
    await agree(world, ann)
    for number in range(6):
        await keep(world, ann, f"**a_b** {number}: -# `x` {{no}} \\ @everyone")
    page = await search(world, ann, "**a_b**   -#  `x` \\ @everyone {no}")
    assert "6 reflections · page 1 of 2" in read(page)
    assert "6 reflections · page 2 of 2" in read(await press(ann, page, "Older"))


async def test_a_screen_that_does_not_read_shows_nothing_else(world: World, say: Speaker) -> None:
    """What is looked for and cannot be read back is never taken for a wish to see everything."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, "lake")
    found = await search(world, ann, "lake")
    stored = world.env.backend.get_message(screen_of(found).channel_id, screen_of(found).id)
    for block in stored.components[0]["components"]:
        if block.get("id") == 4401:
            block["content"] = "-# Suchwörter: lake"
    told = await press(ann, found, "Delete these …")
    assert "older version" in read(told)


async def test_nobody_finds_anothers(world: World, say: Speaker) -> None:
    """Not by words, label, list, offered labels, id, or a screen and an id put together."""
    ann, eve = world.member("ann"), world.member("eve")
    await agree(world, ann)
    await agree(world, eve)
    await keep(world, ann, "the secret lake", label="Secret")
    await keep(world, eve, "my lake", label="Mine")
    found = await search(world, ann, "lake")
    record = ids_on(found)[0]
    for shown in (
        await search(world, eve, "secret"),
        await listed(world, eve, label="Secret"),
    ):
        assert say("find-nothing") in read(shown)
    shown = await search(world, eve, "lake")
    assert "one reflection" in read(shown)
    assert await eve.autocomplete(world.channel, "reflections list", "label", "s") == []
    forged = raw.click(world, eve, shown, record)
    await world.env.settle()
    assert say("reflection-gone") in read(forged)
    assert "secret" not in read(forged)


async def test_labels_are_offered_from_all_of_ones_own(world: World) -> None:
    """However many came since: the oldest label is offered as well, in search and in list."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, label="First")
    for _ in range(3):
        await keep(world, ann, label="Later")
    for command in ("reflections list", "reflections search", "checkin"):
        offered = await ann.autocomplete(world.channel, command, "label", "FIR")
        assert [each["name"] for each in offered] == ["First"]


async def test_labels_are_offered_as_they_are_compared(world: World) -> None:
    """Without accents and case, as the search takes them."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, label="Café Ost")
    offered = await ann.autocomplete(world.channel, "reflections list", "label", "CAFE")
    assert [each["name"] for each in offered] == ["Café Ost"]
    assert "one reflection" in read(await listed(world, ann, label="cafe ost"))


async def test_the_day_of_an_entry_is_settled(world: World) -> None:
    """It is that of the zone they had then; another zone later changes nothing."""
    ann = world.member("ann")
    zone: str | None = "Pacific/Kiritimati"

    async def zone_of(user_id: int) -> str | None:
        return zone

    services = world.bot.services
    for service in (services.checkin, services.reflections):
        service._zone_of = zone_of
    await agree(world, ann)
    await keep(world, ann, label="Far")
    there = (world.bot.clock.now() + timedelta(hours=14)).date()
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", None):
        shown = await listed(world, ann, since=f"{there}", until=f"{there}")
        assert "Far" in read(shown), zone
        opened = await press(ann, shown, "Open")
        assert "by the clocks of Pacific/Kiritimati" in read(opened).replace("\\", "")
