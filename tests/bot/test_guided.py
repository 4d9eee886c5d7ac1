"""The guided check-in, step by step, in a server and in direct messages."""

from collections.abc import Awaitable, Callable
from itertools import pairwise
from typing import Any

import pytest
import simcord
from simcord.components import walk_components
from simcord.results import InteractionResult, ResponseMessage

from alongside.model import Part
from alongside.questions import QuestionBank, shuffled
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.steps import (
    Actor,
    agree,
    buttons,
    check_in,
    controls,
    fill_in,
    press,
    read,
    screen_of,
    texts_of,
)
from tests.bot.test_checkin import HELPING, RESCUING
from tests.bot.test_privacy import rows
from tests.conftest import World

OWN = "They decide for themselves"
DEPENDENT = "A child, or can't decide alone"


async def begin(world: World, who: Actor, decides: str = OWN, **options: Any) -> InteractionResult:
    """Begin a guided check-in and return its first question."""
    gate = await who.slash(world.channel, "checkin", kind="guided", **options)
    return await press(who, gate, decides)


async def answer(
    who: Actor, on: InteractionResult, bank: QuestionBank, answers: dict[str, int]
) -> InteractionResult:
    """Press the option that stands for this person's answer to the question that is shown."""
    question = asked_on(on, bank)
    return await press(who, on, question.options[answers[question.id]].text)


def asked_on(on: InteractionResult, bank: QuestionBank) -> Any:
    """Return the question that a screen puts."""
    return next(q for q in bank.questions.values() if f"### {q.text}" in read(on).splitlines())


async def nothing() -> None:
    """Do nothing."""


async def walk(
    world: World,
    who: Actor,
    bank: QuestionBank,
    answers: dict[str, int],
    after: Callable[[], Awaitable[None]] = nothing,
) -> tuple[str, int]:
    """Go from the command to the kept reflection. Returns the mirror and the count of interactions."""
    gate = await who.slash(world.channel, "checkin", kind="guided", category="friend")
    await after()
    screen = await press(who, gate, OWN)
    await after()
    count = 2
    while "Question" in read(screen):
        screen = await answer(who, screen, bank, answers)
        count += 1
        await after()
    mirror = read(screen)
    kept = await press(who, screen, "Keep this")
    await after()
    assert "Kept." in read(kept)
    return mirror, count + 1


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


async def skip_all(who: Actor, on: InteractionResult) -> InteractionResult:
    """Skip every question that is left open, and pass by those that are answered."""
    while ways := {"Skip", "Next"} & buttons(screen_of(on)).keys():
        on = await press(who, on, ways.pop())
    return on


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


async def test_in_private_messages(world: World, bank: QuestionBank) -> None:
    """The draft is carried over when asked; there it goes on in ordinary messages that can be removed."""
    user = world.env.create_user("ann")
    ann = world.guild.add_member(user)
    await agree(world, ann)
    second = await press(ann, await begin(world, ann), "Skip")
    told = await press(ann, second, "In private messages")
    assert "It goes on in [your private messages]" in read(told)
    message = private_message(world, user)
    assert "Question 2 of 11" in texts_of(message)
    assert "In private messages" not in buttons(message)
    await world.restart()
    while "Skip" in buttons(private_message(world, user)):
        await user.click(private_message(world, user), label="Skip")
    await user.click(private_message(world, user), label="Keep this")
    kept = private_message(world, user)
    assert len(texts_of(kept).splitlines()) == 1
    await user.click(kept, label="Open")
    assert "that day" in texts_of(private_message(world, user))
    await user.click(private_message(world, user), label="Remove this message")
    assert not world.env.backend.messages.get(user.dm_channel.id)


def private_message(world: World, user: simcord.UserHandle) -> ResponseMessage:
    """Return the latest message in somebody's direct messages with the bot."""
    stored = max(world.env.backend.messages[user.dm_channel.id].values(), key=lambda each: each.id)
    message = ResponseMessage(world.env, stored)
    assert not message.ephemeral
    return message


async def test_closed_private_messages(world: World, say: Speaker) -> None:
    """Where they are closed it says so, once, and goes on here."""
    ann = world.member("ann")
    await agree(world, ann)
    first = await begin(world, ann)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    told = await press(ann, first, "In private messages")
    assert say("private-closed") in read(told)
    assert "Question 1 of 11" in read(await press(ann, told, "Back"))


async def test_the_whole_in_direct_messages(world: World, bank: QuestionBank) -> None:
    """By command in direct messages, the same; nothing there is ephemeral."""
    user = world.env.create_user("ann")
    ann = world.guild.add_member(user)
    await agree(world, ann)
    await user.send_dm("hello")
    await user.slash("checkin", kind="guided")
    await user.click(private_message(world, user), label=OWN)
    while "Skip" in buttons(private_message(world, user)):
        await user.click(private_message(world, user), label="Skip")
    await user.click(private_message(world, user), label="Keep this")
    assert "Kept." in texts_of(private_message(world, user))


async def test_drafts_go_after_thirty_days(world: World) -> None:
    """As it was said when they were made."""
    ann = world.member("ann")
    await agree(world, ann)
    first = await begin(world, ann)
    world.env.settle_timeout = 60.0
    await world.env.advance_time(31 * 86_400)
    assert rows(world)["draft"] == 0
    assert "isn't here any more" in read(await press(ann, first, "Skip"))


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


async def test_a_quick_mirror_in_private_messages(world: World, say: Speaker) -> None:
    """A quick one is carried over as well; where messages are closed, the way back is the same mirror."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    told = await press(ann, mirror, "In private messages")
    assert say("private-closed") in read(told)
    assert "Keep this" in buttons(screen_of(await press(ann, told, "Back")))


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


async def test_kept_and_left_open_in_private_messages(world: World, say: Speaker) -> None:
    """There a finished one shrinks to one line, unless it is to stay open."""
    user = world.env.create_user("ann")
    ann = world.guild.add_member(user)
    await agree(world, ann)
    mirror = await check_in(world, ann)
    await press(ann, mirror, "In private messages")
    await user.click(private_message(world, user), label="Keep it, and leave it open")
    shown = texts_of(private_message(world, user))
    assert say("checkin-kept") in shown
    assert "Goal" in shown
    assert rows(world)["reflection"] == 1


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


async def test_an_export_in_private_messages_can_be_removed(world: World) -> None:
    """A file that is not sealed any more can be taken away by the one who asked for it."""
    user = world.env.create_user("ann")
    ann = world.guild.add_member(user)
    await agree(world, ann)
    await user.send_dm("hello")
    await user.slash("privacy export")
    message = private_message(world, user)
    assert message.attachments
    await user.click(message, label="Remove this message")
    assert all(each.id != message.id for each in world.env.backend.messages[user.dm_channel.id].values())


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


def pieces(on: InteractionResult) -> int:
    """Count the components of a screen; Discord takes forty."""
    return sum(1 for _ in walk_components(screen_of(on).components))


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


@pytest.mark.parametrize("when", range(13))
async def test_a_restart_after_any_step_in_private_messages(world: World, when: int) -> None:
    """The whole way through direct messages, with a restart after each single step."""
    user = world.env.create_user("ann")
    ann = world.guild.add_member(user)
    await agree(world, ann)
    await press(ann, await begin(world, ann), "In private messages")
    steps = 0
    for label in [*["Skip"] * 11, "Keep this", "Open"]:
        await user.click(private_message(world, user), label=label)
        if steps == when:
            await world.restart()
        steps += 1
    assert steps == 13
    assert "not looked at that day" in texts_of(private_message(world, user))
