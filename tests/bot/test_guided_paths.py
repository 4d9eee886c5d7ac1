"""The ways beside the straight one: stopping, carrying on, looking closer, two windows, the card."""

from collections.abc import Awaitable

import pytest
from simcord.results import InteractionResult

from alongside.model import Part
from alongside.questions import QuestionBank
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.guided_steps import DEPENDENT, OWN, asked_on, begin, pieces, skip_all
from tests.bot.steps import (
    agree,
    buttons,
    check_in,
    press,
    read,
    screen_of,
)
from tests.bot.test_checkin import RESCUING
from tests.bot.test_privacy import rows
from tests.conftest import World


async def test_carry_on_or_start_afresh(world: World) -> None:
    """One for each kind of relation: found again after a day, or started afresh without losing it before."""
    ann = world.member("ann")
    await agree(world, ann)
    await press(ann, await begin(world, ann, category="friend"), "Skip")
    await press(ann, await press(ann, await begin(world, ann, category="parent"), "Skip"), "Skip")
    await world.env.advance_time(86_400)
    found = await ann.slash(world.channel, "checkin", kind="guided", category="friend")
    assert "question 2 of 11" in read(found)
    gate = await press(ann, found, "Start afresh")
    assert "question 2 of 11" in read(
        await ann.slash(world.channel, "checkin", kind="guided", category="friend")
    )
    assert "Question 1 of 11" in read(await press(ann, gate, OWN))
    assert rows(world)["draft"] == 2
    other = await ann.slash(world.channel, "checkin", kind="guided", category="parent")
    assert "question 3 of 11" in read(other)


async def test_stop_for_now_and_drop(world: World, say: Speaker) -> None:
    """Stopping keeps every step; dropping keeps none."""
    ann = world.member("ann")
    await agree(world, ann)
    rest = await press(ann, await press(ann, await begin(world, ann), "Skip"), "Stop for now")
    assert say("guided-rest") in read(rest)
    again = await press(ann, rest, "Carry on where you were")
    assert "Question 2 of 11" in read(again)
    rest = await press(ann, again, "Stop for now")
    await press(ann, rest, "Don't keep")
    assert rows(world)["draft"] == 0


async def test_two_windows_add_up(world: World, bank: QuestionBank) -> None:
    """Two windows on one draft: the later click wins, and both show what is true."""
    ann = world.member("ann")
    await agree(world, ann)
    one = await begin(world, ann)
    two = await press(
        ann, await ann.slash(world.channel, "checkin", kind="guided"), "Carry on where you were"
    )
    options = bank.questions["g1"].options
    first = raw.click(world, ann, one, buttons(screen_of(one))[options[0].text])
    second = raw.click(world, ann, two, buttons(screen_of(two))[options[3].text])
    await world.env.settle()
    echoes = [option.echo for option in (options[0], options[3])]
    shown = [[echo for echo in echoes if echo in read(each)] for each in (first, second)]
    assert all(len(each) == 1 for each in shown)
    back = await press(ann, second, "Back")
    picked = next(label for label in buttons(screen_of(back)) if label.startswith("Picked: "))
    assert picked == f"Picked: {options[3].text}" if shown[1] == [echoes[1]] else f"Picked: {options[0].text}"


async def test_a_note_for_a_part_and_the_card(world: World, say: Speaker) -> None:
    """A note per part is kept with it; one that speaks of danger gets the card first, and is not lost."""
    ann = world.member("ann")
    await agree(world, ann)
    first = await begin(world, ann)
    noted = await ann.submit_modal(
        await press(ann, first, "Note on this part …"), {"note": "I said *too* much"}
    )
    assert "Change the note …" in buttons(screen_of(noted))
    second = await press(ann, await press(ann, noted, "Skip"), "Skip")
    card = await ann.submit_modal(
        await press(ann, second, "Note on this part …"), {"note": "She wants to die."}
    )
    assert say("card-title") in read(card)
    mirror = await skip_all(ann, await press(ann, card, "Carry on"))
    opened = read(await press(ann, await press(ann, mirror, "Keep this"), "Open")).replace("\\", "")
    assert "Goal: I said *too* much" in opened
    assert "She wants to die." in opened


async def test_look_closer_takes_the_quick_answers_along(world: World, bank: QuestionBank) -> None:
    """From the quick mirror to all questions: what was answered is answered, what was noted is noted."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann, RESCUING, category="friend", label="Lake")
    mirror = await ann.submit_modal(await press(ann, mirror, "Add a note …"), {"note": "N"})
    screen = await press(ann, await press(ann, mirror, "Look closer"), OWN)
    assert read(screen).count("you picked") == 5
    for _ in range(11):
        if "Question" not in read(screen):
            break
        question = asked_on(screen, bank)
        label = question.options[RESCUING[question.id]].text
        screen = await press(
            ann, screen, label if label in buttons(screen_of(screen)) else f"Picked: {label}"
        )
    assert read(screen).count("nearer rescuing.") == 5
    assert "Your note goes with it" in read(screen)
    assert rows(world)["draft"] == 1


async def test_looking_closer_leaves_another_one_alone(world: World) -> None:
    """A guided check-in that is under way stays, notes and all, unless it is let go."""
    ann = world.member("ann")
    await agree(world, ann)
    first = await begin(world, ann)
    noted = await ann.submit_modal(await press(ann, first, "Note on this part …"), {"note": "Stays"})
    mirror = await check_in(world, ann)
    asked = await press(ann, mirror, "Look closer")
    assert "question 1 of 11" in read(asked)
    assert rows(world)["draft"] == 2
    assert "Question 2 of 11" in read(await press(ann, noted, "Skip"))
    mirror = await press(ann, asked, "Back to the mirror")
    again = await press(ann, await press(ann, mirror, "Look closer"), "This one instead")
    closer = await press(ann, again, OWN)
    assert read(closer).count("you picked") == 5
    assert rows(world)["draft"] == 1


async def test_looking_closer_twice_is_once(world: World) -> None:
    """Two presses make one guided check-in, and both show where it stands."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    ident = buttons(screen_of(await press(ann, mirror, "Look closer")))[OWN]
    both = [raw.click(world, ann, mirror, ident) for _ in range(2)]
    await world.env.settle()
    assert rows(world)["draft"] == 1
    assert all("Question" in read(each) for each in both)


async def test_a_new_label_belongs_to_a_fresh_start(world: World, say: Speaker) -> None:
    """Where one about somebody else is under way, it is said which label belongs where."""
    ann = world.member("ann")
    await agree(world, ann)
    await begin(world, ann, category="friend", label="Anna")
    found = await ann.slash(world.channel, "checkin", kind="guided", category="friend", label="Ben")
    assert say("guided-afresh-label") in read(found)
    first = await press(ann, await press(ann, found, "Start afresh"), OWN)
    assert "A friend · Ben" in read(await skip_all(ann, first))


async def test_declining_leads_to_the_five_questions(world: World) -> None:
    """Who says no to being kept gets the questions that work without, not the same screen again."""
    ann = world.member("ann")
    shown = await ann.slash(world.channel, "checkin", kind="guided")
    said = await ann.submit_modal(await press(ann, shown, "Choose what is kept …"), {"history": False})
    assert (await press(ann, said, "Check in, keep nothing")).modal is not None


async def test_stopping_at_the_card_leads_back_to_the_question(world: World) -> None:
    """Not to an empty mirror; and what was only written is found again in the list."""
    ann = world.member("ann")
    await agree(world, ann)
    second = await press(ann, await begin(world, ann), "Skip")
    form = await press(ann, second, "Note on this part …")
    stopped = await press(ann, await ann.submit_modal(form, {"note": "She wants to die."}), "Stop here")
    assert "Question 2 of 11" in read(await press(ann, stopped, "Carry on"))
    listed = await ann.slash(world.channel, "reflections list")
    assert "Question 2 of 11" in read(await press(ann, listed, "Look at it"))


async def test_a_rest_after_it_was_decided_says_so(world: World, say: Speaker) -> None:
    """An old screen does not promise what is not there any more."""
    ann = world.member("ann")
    await agree(world, ann)
    first = await begin(world, ann)
    other = await press(
        ann, await ann.slash(world.channel, "checkin", kind="guided"), "Carry on where you were"
    )
    await press(ann, await press(ann, other, "Stop for now"), "Don't keep")
    assert say("checkin-gone") in read(await press(ann, first, "Stop for now"))


async def test_looking_closer_passes_the_gate(world: World, bank: QuestionBank, say: Speaker) -> None:
    """For someone who cannot decide the question that presumes it goes, even if it was answered."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann, category="parent")
    while bank.part_names[Part.PROBLEM] and "working about evenly" not in read(mirror):
        mirror = await check_in(world, ann, category="parent")
    gate = await press(ann, mirror, "Look closer")
    assert say("gate-danger") in read(gate)
    closer = await press(ann, gate, DEPENDENT)
    assert "of 10" in read(closer)
    mirror = await skip_all(ann, closer)
    assert "working about evenly" not in read(mirror)
    assert say("mirror-dependent") in read(mirror)


async def test_the_card_comes_also_where_the_words_could_not_be_stored(world: World, say: Speaker) -> None:
    """Kept meanwhile: the words come back, and the card before them."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    form = await press(ann, mirror, "Add a note …")
    await press(ann, mirror, "Keep this")
    told = read(await ann.submit_modal(form, {"note": "I want to die."}))
    assert told.index(say("card-title")) < told.index(say("checkin-gone"))
    assert "I want to die" in told


async def test_the_longest_guided_screens_fit(world: World, bank: QuestionBank) -> None:
    """With the longest label, part notes and answers every step and the mirror stay within limits."""
    ann = world.member("ann")
    await agree(world, ann)
    screen = await begin(world, ann, category="colleague", label="." * 40)
    shown: list[InteractionResult] = []
    while "Question" in read(screen):
        if "Note on this part …" in buttons(screen_of(screen)):
            form = await press(ann, screen, "Note on this part …")
            screen = await ann.submit_modal(form, {"note": "#" * 300})
        question = asked_on(screen, bank)
        longest = max(question.options, key=lambda option: len(option.echo))
        shown.append(screen)
        assert len(read(screen)) < 4000
        assert pieces(screen) <= 40
        screen = await press(ann, screen, longest.text)
    assert len(shown) == len(bank.questions)
    opened = await press(ann, await press(ann, screen, "Keep this"), "Open")
    for each in (screen, opened, await press(ann, opened, "Read the whole note")):
        assert len(read(each)) < 4000
        assert pieces(each) <= 40


SIDE_STEPS = 12


@pytest.mark.parametrize("when", range(SIDE_STEPS))
async def test_a_restart_after_any_step_of_the_side_paths(world: World, say: Speaker, when: int) -> None:
    """Note, card, skip, back, rest, carry on, which one, gate: a restart after each single step."""
    ann = world.member("ann")
    await agree(world, ann)
    steps = 0

    async def step(result: Awaitable[InteractionResult]) -> InteractionResult:
        nonlocal steps
        shown = await result
        if steps == when:
            await world.restart()
        steps += 1
        return shown

    first = await step(begin(world, ann))
    form = await step(press(ann, first, "Note on this part …"))
    card = await step(ann.submit_modal(form, {"note": "She wants to die."}))
    stopped = await step(press(ann, card, "Stop here"))
    again = await step(press(ann, stopped, "Carry on"))
    second = await step(press(ann, again, "Skip"))
    again = await step(press(ann, second, "Back"))
    rest = await step(press(ann, again, "Stop for now"))
    assert "Question 1 of 11" in read(await step(press(ann, rest, "Carry on where you were")))
    asked = await step(press(ann, await check_in(world, ann), "Look closer"))
    gate = await step(press(ann, asked, "This one instead"))
    closer = await step(press(ann, gate, OWN))
    assert steps == SIDE_STEPS
    assert read(closer).count("you picked") == 5
