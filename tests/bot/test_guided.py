"""The guided check-in, from the gate to the mirror."""

from itertools import pairwise

import pytest

from alongside.model import Part
from alongside.questions import QuestionBank, shuffled
from alongside.texts import Speaker
from tests.bot.guided_steps import DEPENDENT, OWN, answer, begin, skip_all, walk
from tests.bot.steps import (
    agree,
    buttons,
    check_in,
    controls,
    fill_in,
    press,
    read,
    screen_of,
)
from tests.bot.test_checkin import HELPING, RESCUING
from tests.bot.test_privacy import rows
from tests.conftest import World


@pytest.mark.parametrize(("answers", "leaning"), [(RESCUING, "nearer rescuing"), (HELPING, "nearer helping")])
async def test_portraits(world: World, bank: QuestionBank, answers: dict[str, int], leaning: str) -> None:
    """Both portraits come out as written through all questions (C5 to C10), within the clicks allowed."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror, count = await walk(world, ann, bank, answers)
    lines = mirror.splitlines()
    for part in Part:
        line = next(each for each in lines if each.startswith(f"**{bank.part_names[part]}**"))
        assert line.endswith(f"Today's answers sit {leaning}.")
    names = ", ".join(bank.part_names[part] for part in Part)
    assert f"{leaning.capitalize()}: {names}" in lines
    assert count <= len(bank.questions) + 5


@pytest.mark.parametrize("when", range(14))
async def test_a_restart_after_any_step(world: World, bank: QuestionBank, when: int) -> None:
    """A restart after each single step: the same words to the end."""
    ann = world.member("ann")
    await agree(world, ann)
    steps = 0

    async def restart_once() -> None:
        nonlocal steps
        if steps == when:
            await world.restart()
        steps += 1

    mirror, _ = await walk(world, ann, bank, RESCUING, restart_once)
    assert steps == 14
    assert mirror.count("nearer rescuing.") == 5


async def test_without_consent_it_says_why_it_asks(world: World, say: Speaker) -> None:
    """Steps are saved, so it asks first; a quick check-in stays possible; the yes leads on with the label."""
    ann = world.member("ann")
    shown = await ann.slash(world.channel, "checkin", kind="guided", category="friend", label="Lake")
    assert say("guided-needs-consent") in read(shown)
    assert (await press(ann, shown, "Check in, keep nothing")).modal is not None
    assert rows(world)["person"] == 0
    said = await ann.submit_modal(await press(ann, shown, "Choose what is kept …"), {"history": True})
    first = await press(ann, said, OWN)
    assert "Question 1 of 11" in read(first)
    mirror = await skip_all(ann, first)
    assert "A friend · Lake" in read(mirror)


async def test_the_gate(world: World, say: Speaker) -> None:
    """Danger comes first, beside; who cannot decide changes what is asked, and the mirror says why."""
    ann = world.member("ann")
    await agree(world, ann)
    gate = await ann.slash(world.channel, "checkin", kind="guided")
    assert say("guided-kept") in read(gate)
    assert "emergency" in read(await press(ann, gate, "Yes, or I'm not sure: help now"))
    first = await press(ann, gate, DEPENDENT)
    assert "Question 1 of 10" in read(first)
    mirror = await skip_all(ann, first)
    assert say("mirror-dependent") in read(mirror)
    assert read(mirror).count("not looked at today") == 5


async def test_options_are_shuffled_once(world: World, bank: QuestionBank) -> None:
    """The order of options is another for another check-in, and the same each time within one."""
    ann = world.member("ann")
    await agree(world, ann)
    first = await begin(world, ann)
    labels = list(buttons(screen_of(first)))[:4]
    second = await press(ann, first, "Skip")
    assert list(buttons(screen_of(await press(ann, second, "Back"))))[:4] == labels
    await world.restart()
    again = await press(
        ann, await ann.slash(world.channel, "checkin", kind="guided"), "Carry on where you were"
    )
    assert list(buttons(screen_of(again)))[:4] == labels
    orders = {tuple(shuffled(bank.questions["g1"], f"{number:016x}")) for number in range(40)}
    assert len(orders) > 10


async def test_back_shows_what_was_picked_and_earlier_answers_stay_in_sight(
    world: World, bank: QuestionBank
) -> None:
    """Going back shows the answer in words; changing it changes it; skipping takes it back."""
    ann = world.member("ann")
    await agree(world, ann)
    first = await begin(world, ann)
    options = bank.questions["g1"].options
    second = await press(ann, first, options[3].text)
    assert options[3].echo in read(second)
    back = await press(ann, second, "Back")
    assert f"Picked: {options[3].text}" in buttons(screen_of(back))
    second = await press(ann, back, options[0].text)
    assert options[0].echo in read(second)
    assert options[3].echo not in read(second)
    second = await press(ann, await press(ann, second, "Back"), "Take it back")
    assert options[0].echo not in read(second)


async def test_the_same_open_question_does_not_come_twice_running(world: World) -> None:
    """With the same answers again and again, the mirror's question changes each time."""
    ann, ben = world.member("ann"), world.member("ben")
    await agree(world, ann)
    asked = []
    for _ in range(6):
        mirror = read(await check_in(world, ann, HELPING))
        asked.append(next(line for line in mirror.splitlines() if line.startswith("### ")))
        await world.env.advance_time(60)
        await world.restart()
    assert all(before != after for before, after in pairwise(asked))
    unkept = []
    for _ in range(6):
        form = await press(ben, await ben.slash(world.channel, "checkin"), "Check in, keep nothing")
        mirror = read(await fill_in(ben, form, HELPING))
        unkept.append(next(line for line in mirror.splitlines() if line.startswith("### ")))
    assert all(before != after for before, after in pairwise(unkept))


async def test_drafts_go_after_thirty_days(world: World) -> None:
    """As it was said when they were made."""
    ann = world.member("ann")
    await agree(world, ann)
    first = await begin(world, ann)
    world.env.settle_timeout = 60.0
    await world.env.advance_time(31 * 86_400)
    assert rows(world)["draft"] == 0
    assert "isn't here any more" in read(await press(ann, first, "Skip"))


async def test_forward_past_what_is_answered(world: World, bank: QuestionBank) -> None:
    """Going back and forward through answered questions takes no answer away."""
    ann = world.member("ann")
    await agree(world, ann)
    second = await press(ann, await begin(world, ann), bank.questions["g1"].options[2].text)
    assert "Next" not in buttons(screen_of(second))
    back = await press(ann, second, "Back")
    assert "Skip" not in buttons(screen_of(back))
    again = await press(ann, back, "Next")
    assert "Question 2 of 11" in read(again)
    assert bank.questions["g1"].options[2].echo in read(again)


async def test_a_newcomers_whole_check_in_stays_within_its_clicks(world: World, bank: QuestionBank) -> None:
    """Consent included: command, choose, send, gate, the questions, keep."""
    ann = world.member("ann")
    shown = await ann.slash(world.channel, "checkin", kind="guided")
    said = await ann.submit_modal(await press(ann, shown, "Choose what is kept …"), {"history": True})
    screen, count = await press(ann, said, OWN), 4
    while "Question" in read(screen):
        screen, count = await answer(ann, screen, bank, HELPING), count + 1
    await press(ann, screen, "Keep this")
    assert count + 1 <= len(bank.questions) + 5


async def test_a_day_in_between_does_not_bring_the_same_questions(world: World) -> None:
    """A day or a pause between two check-ins does not make them ask the same."""
    ann = world.member("ann")
    await agree(world, ann)
    asked: list[set[str]] = []
    for _ in range(4):
        form = await ann.slash(world.channel, "checkin")
        assert form.modal is not None
        asked.append({field["custom_id"] for field in controls(form.modal)})
        await press(ann, await fill_in(ann, form), "Keep this")
        await world.env.advance_time(60)
        await ann.submit_modal(await ann.slash(world.channel, "today"), {})
        await world.env.advance_time(60)
        await world.restart()
    assert all(not before & after for before, after in pairwise(asked))
