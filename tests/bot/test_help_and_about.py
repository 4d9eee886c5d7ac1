"""Help lines, the card, and how this works."""

import pytest

from alongside.model import Part
from alongside.questions import QuestionBank
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.steps import agree, check_in, fill_in, press, read, screen_of
from tests.conftest import World

HEAVY = "I don't want to live any more."


@pytest.mark.parametrize(
    ("locale", "country"),
    [("en-US", "United States"), ("en-GB", "United Kingdom"), ("de", "Germany"), ("pt-BR", "Brazil")],
)
async def test_the_country_is_guessed(world: World, locale: str, country: str) -> None:
    """The client's language suggests the country, and it is said to be a guess."""
    ann = world.member("ann")
    with raw.In(locale):
        shown = read(await ann.slash(world.channel, "help-now"))
    assert f"**{country}** · emergency" in shown
    assert "a guess from your language" in shown


async def test_no_wild_guess(world: World) -> None:
    """A language that many countries speak, or none of the list, gets the directory."""
    with raw.In("sv-SE"):
        shown = read(await world.member("ann").slash(world.channel, "help-now"))
    assert "Find A Helpline" in shown
    assert "guess" not in shown


async def test_every_country_can_be_picked(world: World) -> None:
    """Each line stands there with its source and the day it was checked."""
    ann = world.member("ann")
    lines = world.bot.content.help_lines
    shown = await ann.slash(world.channel, "help-now")
    for code, country in lines.countries.items():
        picked = read(await ann.select(screen_of(shown), [code]))
        assert f"**{country.name}** · emergency: **{country.emergency[0].number}" in picked
        assert all(each.number in picked for each in country.emergency)
        assert country.source_url in picked
        for line in country.lines:
            assert line.name in picked
            assert line.source_url in picked
            assert line.checked_on is None or "checked <t:" in picked
        assert len(picked) < 4000
    elsewhere = read(await ann.select(screen_of(shown), ["elsewhere"]))
    assert "emergency:" not in elsewhere


async def test_help_opens_beside_what_one_was_doing(world: World) -> None:
    """Looking for help loses nothing: the mirror is still there."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    opened = await press(ann, mirror, "Help now")
    assert "Help now" in read(opened)
    assert screen_of(opened).id != screen_of(mirror).id
    assert "Kept." in read(await press(ann, mirror, "Keep this"))


async def test_a_heavy_note_gets_the_card_first_and_nothing_is_lost(world: World, say: Speaker) -> None:
    """The card comes before the mirror; carrying on brings back the mirror with the note."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    card = await ann.submit_modal(await press(ann, mirror, "Add a note …"), {"note": HEAVY})
    assert say("card-text") in read(card)
    assert say("card-nothing") in read(card)
    assert "emergency" in read(await press(ann, card, "Help lines"))
    mirror = await press(ann, card, "Carry on")
    opened = await press(ann, await press(ann, mirror, "Keep this"), "Open")
    assert HEAVY in read(opened).replace("\\", "")


async def test_stopping_at_the_card(world: World, say: Speaker) -> None:
    """Stopping leaves it there; it can be carried on with, also after a restart, or dropped."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    card = await ann.submit_modal(await press(ann, mirror, "Add a note …"), {"note": HEAVY})
    stopped = await press(ann, card, "Stop here")
    assert say("card-stopped") in read(stopped)
    await world.restart()
    again = await press(ann, stopped, "Carry on")
    assert "Your note goes with it" in read(again)
    asked = await press(ann, again, "Don't keep")
    assert say("checkin-dropped") in read(await press(ann, asked, "Drop it"))


@pytest.mark.parametrize("agreed", [True, False])
async def test_a_heavy_label_gets_the_card_too(world: World, agreed: bool) -> None:
    """The label of a check-in is looked at as well; carrying on keeps label and category."""
    ann = world.member("ann")
    if agreed:
        await agree(world, ann)
    card = await ann.slash(world.channel, "checkin", label="wants to die", category="friend")
    assert "This sounds heavy" in read(card)
    onwards = await press(ann, card, "Carry on")
    if not agreed:
        onwards = await press(ann, onwards, "Check in, keep nothing")
    assert "A friend · wants to die" in read(await fill_in(ann, onwards))


async def test_stopping_at_the_first_card_keeps_nothing(world: World, say: Speaker) -> None:
    """Before anything was opened there is nothing to keep."""
    ann = world.member("ann")
    card = await ann.slash(world.channel, "checkin", label="wants to die")
    assert say("card-stopped-unkept") in read(await press(ann, card, "Stop here"))


async def test_how_this_works_shows_every_value(world: World, bank: QuestionBank) -> None:
    """Every question, every answer, every value is open to see."""
    ann = world.member("ann")
    overview = await press(ann, await ann.slash(world.channel, "about"), "How this works")
    shown = ""
    for part in Part:
        page = await press(ann, overview, bank.part_names[part])
        shown += read(page)
        overview = await press(ann, page, "Back")
    for question in bank.questions.values():
        assert question.text in shown
        for option in question.options:
            assert f"{option.value}: {option.text}" in shown


async def test_about_says_what_this_is_not(world: World, say: Speaker) -> None:
    """The scope stands wherever the bot introduces itself."""
    assert say("scope") in read(await world.member("ann").slash(world.channel, "about"))
