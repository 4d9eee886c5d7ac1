"""/today, as somebody goes through it."""

import asyncio
import gc

import discord
import pytest
from simcord.results import InteractionResult

from alongside.questions import QuestionBank
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.steps import Actor, agree, buttons, controls, press, read, screen_of
from tests.bot.test_checkin import world_has_rows
from tests.bot.test_errors import held
from tests.bot.test_words import document
from tests.conftest import World

TIRED = {"d1": "0", "d2": "1", "d3": "2"}


async def day(world: World, who: Actor, answers: dict[str, str] | None = None) -> InteractionResult:
    """Look at today, having agreed. Returns the mirror."""
    form = await who.slash(world.channel, "today")
    return await who.submit_modal(form, TIRED if answers is None else answers)


def asked(result: InteractionResult) -> str:
    """Return the open question on a screen."""
    return next(line[4:] for line in read(result).splitlines() if line.startswith("### "))


async def test_three_taps_one_sentence_one_question(world: World, bank: QuestionBank) -> None:
    """One form with three groups, each of which may be left open; then a sentence and a question."""
    ann = world.member("ann")
    await agree(world, ann)
    form = await ann.slash(world.channel, "today")
    assert form.modal is not None
    fields = list(controls(form.modal))
    assert [(field["custom_id"], field["required"]) for field in fields] == [
        ("d1", False),
        ("d2", False),
        ("d3", False),
    ]
    assert {len(field["options"]) for field in fields} == {4}
    mirror = await ann.submit_modal(form, TIRED)
    assert (
        "Today you picked *asking*, *tired and at peace*, and "
        "*a bit of their problem and a bit of yours*." in read(mirror)
    )
    assert asked(mirror) in bank.daily.open_questions["shared"]
    assert read(mirror).count("### ") == 1
    assert {"Keep this", "Add a note …", "Don't keep", "Help now"} <= set(buttons(screen_of(mirror)))
    assert not {"Look closer"} & set(buttons(screen_of(mirror)))


@pytest.mark.parametrize(
    ("answers", "case"),
    [
        ({"d1": "0", "d2": "3", "d3": "1"}, "fed-up"),
        ({"d1": "2", "d2": "2"}, "unthanked"),
        ({"d1": "2", "d2": "1"}, "told"),
        ({"d2": "1", "d3": "3"}, "tired"),
        ({"d2": "1"}, "tired"),
        ({"d1": "3"}, "apart"),
        ({}, "nothing"),
    ],
)
async def test_the_question_fits_the_day(
    world: World, bank: QuestionBank, answers: dict[str, str], case: str
) -> None:
    """Resentment is asked about first, tiredness at peace never as if it were resentment (C10)."""
    ann = world.member("ann")
    await agree(world, ann)
    assert asked(await day(world, ann, answers)) in bank.daily.open_questions[case]


async def test_nothing_picked(world: World, say: Speaker) -> None:
    """Three left open is an answer too, and nothing is said to be missing."""
    ann = world.member("ann")
    await agree(world, ann)
    shown = read(await day(world, ann, {}))
    assert say("today-nothing") in shown
    one = read(await day(world, ann, {"d2": "0"}))
    assert "Today you picked *rested*." in one


async def test_first_use_asks_nothing_yet_and_writes_nothing(world: World, say: Speaker) -> None:
    """A first time begins with what is kept; who keeps nothing gets the same, and nothing is written."""
    ann = world.member("ann")
    first = await ann.slash(world.channel, "today")
    assert say("first-today-kept") in read(first)
    assert say("scope") in read(first)
    assert {"How this works", "Help now"} <= set(buttons(screen_of(first)))
    mirror = await ann.submit_modal(await press(ann, first, "Look at today, keep nothing"), TIRED)
    assert "tired and at peace" in read(mirror)
    assert asked(mirror)
    assert say("mirror-unkept") in read(mirror)
    assert "Keep this" not in buttons(screen_of(mirror))
    assert not world_has_rows(world)


@pytest.mark.parametrize("agreed", [True, False])
async def test_the_consent_leads_back_to_today(world: World, agreed: bool) -> None:
    """Whatever was chosen, the way goes on to /today's form, not to the check-in."""
    ann = world.member("ann")
    first = await ann.slash(world.channel, "today")
    said = await ann.submit_modal(await press(ann, first, "Choose what is kept …"), {"history": agreed})
    label = "Look at today" if agreed else "Look at today, keep nothing"
    form = await press(ann, said, label)
    assert form.modal is not None
    assert [field["custom_id"] for field in controls(form.modal)] == ["d1", "d2", "d3"]
    mirror = await ann.submit_modal(form, TIRED)
    assert ("Keep this" in buttons(screen_of(mirror))) is agreed
    assert world_has_rows(world) is agreed


async def test_keep_nothing_holds_whatever_is_agreed_to_meanwhile(world: World) -> None:
    """A form that was opened with "keep nothing" keeps nothing."""
    ann = world.member("ann")
    form = await press(ann, await ann.slash(world.channel, "today"), "Look at today, keep nothing")
    await agree(world, ann)
    assert "Keep this" not in buttons(screen_of(await ann.submit_modal(form, TIRED)))
    assert "nothing here yet" in read(await ann.slash(world.channel, "reflections list"))


async def test_kept_and_opened_again(world: World, say: Speaker) -> None:
    """It is found again as a day, with the same question, and speaks of that day."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await day(world, ann)
    question = asked(mirror)
    undecided = await ann.slash(world.channel, "reflections list")
    assert f"-# {say('entry-today')}" in read(undecided)
    again = await press(ann, undecided, "Look at it")
    assert asked(again) == question
    noted = await ann.submit_modal(await press(ann, again, "Add a note …"), {"note": "Quiet."})
    assert asked(noted) == question
    kept = await press(ann, noted, "Keep this")
    listed = await ann.slash(world.channel, "reflections list")
    assert f"-# {say('entry-today')}" in read(listed)
    opened = read(await press(ann, kept, "Open"))
    assert "That day you picked *asking*" in opened
    assert f"### {question}" in opened
    assert "Quiet\\." in opened
    assert "oday" not in opened
    [entry] = document(world, await ann.slash(world.channel, "privacy export"))["reflections"]
    assert (entry["kind"], entry["open_question"]) == ("today", question)
    assert entry["answers"][0]["asked"] == "How was contact with them?"
    assert entry["answers"][1]["answered"] == "Tired and at peace"


async def test_dropped(world: World, say: Speaker) -> None:
    """What is not kept is gone."""
    ann = world.member("ann")
    await agree(world, ann)
    assert say("checkin-dropped") in read(await press(ann, await day(world, ann), "Don't keep"))
    assert "nothing here yet" in read(await ann.slash(world.channel, "reflections list"))


@pytest.mark.parametrize("restarts", [True, False])
async def test_never_the_same_question_twice_running(world: World, restarts: bool) -> None:
    """Not even after a restart, where it is kept or undecided; a check-in in between changes nothing."""
    ann = world.member("ann")
    await agree(world, ann)
    before = ""
    for number in range(8):
        mirror = await day(world, ann)
        assert asked(mirror) != before
        before = asked(mirror)
        if number % 2:
            await press(ann, mirror, "Keep this")
        await world.env.advance_time(60)
        if restarts:
            await world.restart()


async def test_a_restart_between_all_steps(world: World) -> None:
    """A restart after every step, from first use to a kept day: nobody notices."""
    ann = world.member("ann")
    first = await ann.slash(world.channel, "today")
    await world.restart()
    form = await press(ann, first, "Choose what is kept …")
    await world.restart()
    said = await ann.submit_modal(form, {"history": True})
    await world.restart()
    form = await press(ann, said, "Look at today")
    await world.restart()
    mirror = await ann.submit_modal(form, TIRED)
    await world.restart()
    kept = await press(ann, mirror, "Keep this")
    await world.restart()
    assert asked(await press(ann, kept, "Open")) == asked(mirror)


async def test_a_form_sent_twice_at_once(world: World) -> None:
    """Two forms at once are two days to decide on; both are answered, and neither is lost."""
    ann = world.member("ann")
    await agree(world, ann)
    sent = [raw.submit(world, ann, "al:1:today.sent:", TIRED) for _ in range(2)]
    await world.env.settle()
    assert all("Keep this" in buttons(screen_of(each)) for each in sent)
    assert "2 undecided" in read(await ann.slash(world.channel, "privacy show"))


async def test_forged_answers_are_passed_over(world: World, say: Speaker) -> None:
    """Options and questions that there are not are no answers."""
    ann = world.member("ann")
    await agree(world, ann)
    sent = raw.submit(world, ann, "al:1:today.sent:", {"d1": "9", "d2": "-1", "d9": "0", "g1": "3"})
    await world.env.settle()
    assert say("today-nothing") in read(sent)


async def test_anothers_day_stays_closed(world: World, say: Speaker) -> None:
    """The ids of somebody else's day open nothing."""
    ann, eve = world.member("ann"), world.member("eve")
    await agree(world, ann)
    await agree(world, eve)
    ids = buttons(screen_of(await day(world, ann)))
    start = await eve.slash(world.channel, "about")
    for label in ("Keep this", "Add a note …"):
        made = raw.click(world, eve, start, ids[label])
        await world.env.settle()
        assert say("checkin-gone") in read(made)
    assert "one undecided" in read(await ann.slash(world.channel, "privacy show"))


async def test_a_held_database_still_gives_the_answers_back(world: World, say: Speaker) -> None:
    """Where it cannot be stored it is shown all the same, and says so."""
    ann = world.member("ann")
    await agree(world, ann)
    form = await ann.slash(world.channel, "today")
    with held(world):
        mirror = await ann.submit_modal(form, TIRED)
    assert say("mirror-failed") in read(mirror)
    assert "tired and at peace" in read(mirror)


async def test_nothing_stays_in_memory(world: World) -> None:
    """No view, no form and no task is kept for a day."""
    ann = world.member("ann")
    await agree(world, ann)
    before = len(asyncio.all_tasks())
    for _ in range(3):
        await day(world, ann)
        await ann.slash(world.channel, "today")
    gc.collect()
    views = [each for each in gc.get_objects() if isinstance(each, discord.ui.LayoutView | discord.ui.Modal)]
    assert not views
    assert len(asyncio.all_tasks()) == before


async def test_in_another_language(world: World) -> None:
    """Where there are no texts in somebody's language there are English ones."""
    ann = world.member("ann")
    await agree(world, ann)
    with raw.In("ja"):
        assert "Today you picked" in read(await day(world, ann))
