"""The daily question itself: what it says, and what each of its buttons does, on messages of any age."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import discord
import pytest

from alongside.content import Content
from alongside.questions import QuestionBank
from alongside.reminding import State
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.closing_steps import TOLD, plan_and_keep
from tests.bot.guided_steps import asked_on, begin
from tests.bot.reminding import (
    DAY,
    fill,
    messages,
    newest,
    reminder_of,
    rows,
    said,
    stamps,
    take_back,
    until_due,
)
from tests.bot.steps import Actor, agree, check_in, fill_in, press, read
from tests.conftest import World

BERLIN = ZoneInfo("Europe/Berlin")
Way = Callable[[World, Actor], Awaitable[None]]


async def asked(world: World, who: Actor) -> discord.Message:
    """Set a reminder, and return its first question."""
    await fill(world, who)
    return await until_due(world, who)


def question_in(content: Content, message: discord.Message) -> str:
    """Return the question that stands in a message."""
    [found] = [
        each.text for each in content.prompts_for("en").by_id.values() if f"### {each.text}" in words(message)
    ]
    return found


def words(message: discord.Message) -> str:
    """Return what stands in a message, quotation marks as they are."""
    return said(message).replace('\\"', '"')


async def test_one_question_at_its_time(world: World, content: Content) -> None:
    """Once a day, at nine in Berlin give or take some seconds, another one each day."""
    ann = world.member("ann")
    await fill(world, ann)
    questions = []
    for _ in range(3):
        message = await until_due(world, ann)
        local = message.created_at.astimezone(BERLIN)
        assert timedelta() <= local - local.replace(hour=21, minute=0, second=0) < timedelta(seconds=30)
        questions.append(question_in(content, message))
        await ann.user.click(message, label="Not today")
    assert len(set(questions)) == 3
    assert len(messages(ann)) == 4  # the first message, and three questions


async def test_what_stands_on_it(world: World, say: Speaker) -> None:
    """Everything that can be done; nothing of what the person wrote or who they are."""
    message = await asked(world, world.member("ann"))
    for label in ("Today's check-in", "Not today", "Pause a week", "Stop these messages", "Help now"):
        assert label in words(message)
    for choice in ("In 15 minutes", "In an hour", "This evening", "Remove this message"):
        assert choice in words(message)


async def test_todays_check_in(world: World) -> None:
    """The day's three questions open; the message becomes today's mirror, and counts as answered."""
    ann = world.member("ann")
    message = await asked(world, ann)
    await world.restart()
    form = await ann.user.click(message, label="Today's check-in")
    await ann.user.submit_modal(form, {"d1": "0", "d2": "1", "d3": "0"})
    assert "Today you picked" in words(newest(ann))
    reminder = await reminder_of(world, ann)
    assert reminder is not None
    assert reminder.unanswered == 0


@pytest.mark.parametrize(
    ("choice", "minutes"), [("quarter", 15), ("hour", 60), ("evening", 60)], ids=["15 min", "1 h", "evening"]
)
async def test_snooze(world: World, content: Content, choice: str, minutes: int) -> None:
    """The message says when it comes again; the same question comes then, once, after a restart too."""
    ann = world.member("ann")
    message = await asked(world, ann)
    question = question_in(content, message)
    await ann.user.select(message, values=[choice])
    assert "It comes again" in words(newest(ann))
    assert question in words(newest(ann))
    await world.restart()
    before = len(messages(ann))
    await world.env.advance_time((minutes - 2) * 60)
    assert len(messages(ann)) == before
    await world.env.advance_time(3 * 60)
    assert len(messages(ann)) == before + 1
    assert question_in(content, newest(ann)) == question
    await world.env.advance_time(3 * 3600)
    assert len(messages(ann)) == before + 1


async def test_not_today(world: World) -> None:
    """Quietly: the message changes, nothing comes beside it, the next one comes tomorrow."""
    ann = world.member("ann")
    message = await asked(world, ann)
    await ann.user.select(message, values=["hour"])
    before = len(messages(ann))
    await ann.user.click(newest(ann), label="Not today")
    assert "Not today. The next one comes" in words(newest(ann))
    assert len(messages(ann)) == before
    await world.env.advance_time(2 * 3600)
    assert len(messages(ann)) == before
    assert len(stamps(words(newest(ann)))) == 1
    await until_due(world, ann)
    assert len(messages(ann)) == before + 1


async def test_todays_check_in_takes_a_snoozed_one_back(world: World) -> None:
    """Whoever put it off and then looks at today all the same is not asked once more."""
    ann = world.member("ann")
    message = await asked(world, ann)
    await ann.user.select(message, values=["quarter"])
    before = len(messages(ann))
    await ann.user.click(newest(ann), label="Today's check-in")
    await world.env.advance_time(3600)
    assert len(messages(ann)) == before


async def test_pause_a_week(world: World) -> None:
    """Seven questions are left out; the eighth comes by itself; or at once with a press."""
    ann = world.member("ann")
    message = await asked(world, ann)
    await ann.user.click(message, label="Pause a week")
    assert "Paused until" in words(newest(ann))
    before = len(messages(ann))
    reminder = await reminder_of(world, ann)
    assert reminder is not None
    assert reminder.next_due is not None
    wait = reminder.next_due - discord.utils.utcnow()
    assert timedelta(days=7, hours=23) < wait < timedelta(days=8, hours=1)
    await ann.user.click(newest(ann), label="Let it go on")
    assert "Every day" in words(newest(ann))
    await until_due(world, ann)
    assert len(messages(ann)) == before + 1


async def test_stop(world: World, say: Speaker) -> None:
    """Nothing comes any more, nothing of it is stored, and the other buttons say so kindly."""
    ann = world.member("ann")
    message = await asked(world, ann)
    await ann.user.click(message, label="Stop these messages")
    assert "Stopped. Nothing is sent any more" in words(newest(ann))
    assert rows(world, "reminder") == []
    before = len(messages(ann))
    await world.env.advance_time(2 * DAY)
    assert len(messages(ann)) == before


@pytest.mark.parametrize("label", ["Not today", "Pause a week", "Stop these messages", "snooze"])
async def test_old_messages_after_a_stop(world: World, say: Speaker, label: str) -> None:
    """Whatever is pressed on a message whose reminder is gone: a kind word, and nothing is written."""
    ann = world.member("ann")
    message = await asked(world, ann)
    await ann.slash(world.channel, "reminder stop")
    if label == "snooze":
        await ann.user.select(message, values=["hour"])
    else:
        await ann.user.click(message, label=label)
    assert say("reminder-gone") in words(newest(ann))
    assert rows(world, "reminder") == []


async def test_todays_check_in_works_without_a_reminder(world: World) -> None:
    """An old message still opens the day's questions."""
    ann = world.member("ann")
    message = await asked(world, ann)
    await ann.slash(world.channel, "reminder stop")
    assert (await ann.user.click(message, label="Today's check-in")).modal is not None


@pytest.mark.parametrize("label", ["Not today", "Pause a week", "Today's check-in"])
async def test_messages_that_are_months_old(world: World, label: str) -> None:
    """Their deliveries are long gone; the buttons work all the same, after a restart too."""
    ann = world.member("ann")
    message = await asked(world, ann)
    await ann.slash(world.channel, "reminder pause", length="open")
    world.env.settle_timeout = 60.0
    await world.env.advance_time(90 * DAY)
    await ann.slash(world.channel, "reminder resume")
    await world.restart()
    clicked = await ann.user.click(message, label=label)
    assert clicked.acknowledged
    if label == "Pause a week":
        assert "Paused until" in words(next(each for each in messages(ann) if each.id == message.id))


async def test_snoozing_a_message_that_is_months_old(world: World) -> None:
    """A question comes, once."""
    ann = world.member("ann")
    message = await asked(world, ann)
    await ann.slash(world.channel, "reminder pause", length="open")
    world.env.settle_timeout = 60.0
    await world.env.advance_time(90 * DAY)
    before = len(messages(ann))
    await ann.user.select(message, values=["quarter"])
    await world.env.advance_time(20 * 60)
    assert len(messages(ann)) == before + 1


async def test_pressed_twice_and_at_once(world: World) -> None:
    """Two presses do what one does."""
    ann = world.member("ann")
    message = await asked(world, ann)
    for _ in range(2):
        await ann.user.select(next(m for m in messages(ann) if m.id == message.id), values=["quarter"])
    before = len(messages(ann))
    await world.env.advance_time(20 * 60)
    assert len(messages(ann)) == before + 1


async def test_a_plan_that_is_due_is_asked_about(world: World, say: Speaker) -> None:
    """With the question comes that there is a plan, and not a word of it; it is asked about once."""
    ann = world.member("ann")
    await agree(world, ann)
    await plan_and_keep(world, ann, "Shall I come along?")
    await fill(world, ann)
    await until_due(world, ann)
    message = await until_due(world, ann)
    assert say("reminder-plan") in words(message)
    assert "come along" not in words(message)
    form = await ann.user.click(message, label="Tell how it went …")
    assert form.modal is not None
    beside = await ann.slash(world.channel, "about")
    assert beside.followups == []


@pytest.mark.parametrize("label", ["Not today", "Pause a week", "snooze"])
async def test_a_plan_stays_whatever_becomes_of_the_question(world: World, say: Speaker, label: str) -> None:
    """Leaving the question leaves the plan: it can still be told how that went."""
    ann = world.member("ann")
    await agree(world, ann)
    await plan_and_keep(world, ann, "Shall I come along?")
    await fill(world, ann)
    await until_due(world, ann)
    message = await until_due(world, ann)
    if label == "snooze":
        await ann.user.select(message, values=["quarter"])
    else:
        await ann.user.click(message, label=label)
    assert say("reminder-plan") in words(newest(ann))
    assert (await ann.user.click(newest(ann), label="Tell how it went …")).modal is not None


async def unanswered(world: World, who: Actor) -> int:
    """Return how many questions in a row somebody has not answered."""
    reminder = await reminder_of(world, who)
    assert reminder is not None
    return reminder.unanswered


async def today(world: World, who: Actor) -> None:
    """Look at today with the command, keeping nothing."""
    form = await press(who, await who.slash(world.channel, "today"), "Look at today, keep nothing")
    await who.submit_modal(form, {"d1": "0"})


async def quick(world: World, who: Actor) -> None:
    """Check in with the command, keeping nothing."""
    await fill_in(who, await press(who, await who.slash(world.channel, "checkin"), "Check in, keep nothing"))


async def kept(world: World, who: Actor) -> None:
    """Check in with the command, with a history."""
    if not rows(world, "draft"):
        await agree(world, who)
    await check_in(world, who)


@pytest.mark.parametrize("way", [today, quick, kept])
async def test_checking_in_by_command_is_an_answer(world: World, say: Speaker, way: Way) -> None:
    """Whoever checks in is not asked whether to go on, and what was put off still comes."""
    ann = world.member("ann")
    await asked(world, ann)
    await until_due(world, ann)
    await until_due(world, ann)
    assert await unanswered(world, ann) == 3
    await way(world, ann)
    assert await unanswered(world, ann) == 0
    await until_due(world, ann)
    assert all(say("reminder-go-on") not in words(each) for each in messages(ann))
    await ann.user.select(newest(ann), values=["quarter"])
    before = len(messages(ann))
    await way(world, ann)
    await world.env.advance_time(20 * 60)
    assert len(messages(ann)) == before + 1


async def test_a_guided_answer_and_a_told_plan_are_answers_too(world: World, bank: QuestionBank) -> None:
    """The first answer of a guided check-in counts, and so does what became of a plan."""
    ann = world.member("ann")
    await agree(world, ann)
    await plan_and_keep(world, ann, "Shall I come along?")
    await fill(world, ann)
    await until_due(world, ann)
    message = await until_due(world, ann)
    assert await unanswered(world, ann) == 2
    await ann.user.submit_modal(await ann.user.click(message, label="Tell how it went …"), TOLD)
    assert await unanswered(world, ann) == 0
    await until_due(world, ann)
    assert await unanswered(world, ann) == 1
    question = await begin(world, ann)
    await press(ann, question, asked_on(question, bank).options[0].text)
    assert await unanswered(world, ann) == 0


async def test_three_unanswered_and_it_asks_once(world: World, say: Speaker) -> None:
    """Then it rests; nothing comes; any button wakes it."""
    ann = world.member("ann")
    message = await asked(world, ann)
    for _ in range(3):
        await until_due(world, ann)
    assert say("reminder-go-on") in words(newest(ann))
    before = len(messages(ann))
    assert before == 5  # the first message, three questions, and whether to go on
    await world.env.advance_time(5 * DAY)
    assert len(messages(ann)) == before
    assert "It rests." in read(await ann.slash(world.channel, "reminder show"))
    await ann.user.click(message, label="Not today")
    reminder = await reminder_of(world, ann)
    assert reminder is not None
    assert reminder.state is State.ON
    await until_due(world, ann)
    assert len(messages(ann)) == before + 1


@pytest.mark.parametrize(("label", "state"), [("Yes, go on", State.ON), ("No, let it rest", State.PAUSED)])
async def test_whether_to_go_on(world: World, label: str, state: State) -> None:
    """Yes goes on with the next day, no rests until it is woken."""
    ann = world.member("ann")
    await asked(world, ann)
    for _ in range(3):
        await until_due(world, ann)
    await ann.user.click(newest(ann), label=label)
    assert ("They go on" if state is State.ON else "Paused until you let it go on") in words(newest(ann))
    reminder = await reminder_of(world, ann)
    assert reminder is not None
    assert (reminder.state, reminder.unanswered) == (state, 0)


async def test_answers_keep_it_coming(world: World, say: Speaker) -> None:
    """Whoever answers now and then is never asked whether to go on."""
    ann = world.member("ann")
    await asked(world, ann)
    for day in range(5):
        if day % 2:
            await ann.user.click(newest(ann), label="Not today")
        await until_due(world, ann)
    assert all(say("reminder-go-on") not in words(each) for each in messages(ann))


async def test_taking_back_the_yes(world: World) -> None:
    """From that instant nothing comes, also while a question is put off; /reminder show says why."""
    ann = world.member("ann")
    message = await asked(world, ann)
    await ann.user.select(message, values=["quarter"])
    before = len(messages(ann))
    await take_back(world, ann)
    await world.env.advance_time(2 * DAY)
    assert len(messages(ann)) == before
    assert "you took back your yes to messages" in read(await ann.slash(world.channel, "reminder show"))


async def test_removing_the_message(world: World) -> None:
    """It can be taken away."""
    ann = world.member("ann")
    message = await asked(world, ann)
    await ann.user.click(message, label="Remove this message")
    assert message.id not in {each.id for each in messages(ann)}


async def test_strangers_reach_nothing(world: World) -> None:
    """Somebody else's record does what it does to one's own reminder, and nothing to theirs."""
    ann, eve = world.member("ann"), world.member("eve")
    message = await asked(world, ann)
    record = next(part for part in said(message).split('"') if part.startswith("al:1:reminder.stop:"))
    start = await eve.slash(world.channel, "about")
    clicks = [raw.click(world, eve, start, record.replace("stop", kind)) for kind in ("stop", "week", "rest")]
    clicks.append(raw.click(world, eve, start, record.replace("stop", "snooze"), raw.PICKER, ("hour",)))
    await world.env.settle()
    assert all("There is no daily question any more" in read(each) for each in clicks[1:])
    reminder = await reminder_of(world, ann)
    assert reminder is not None
    assert reminder.state is State.ON
    assert await reminder_of(world, eve) is None


@pytest.mark.parametrize("values", [(), ("tomorrow",), ("",)])
async def test_forged_choices(world: World, say: Speaker, values: tuple[str, ...]) -> None:
    """A choice that is not offered is none."""
    ann = world.member("ann")
    await fill(world, ann)
    start = await ann.slash(world.channel, "about")
    for kind in ("snooze", "paused", "place"):
        made = raw.click(world, ann, start, f"al:1:reminder.{kind}:x", raw.PICKER, values)
        await world.env.settle()
        assert made.acknowledged
        assert "Every day" not in read(made)
