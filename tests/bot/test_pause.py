"""/pause, as somebody takes one: the worry, the wait, the second look."""

import asyncio
import gc

import discord
import pytest

from alongside.questions import QuestionBank
from alongside.texts import Speaker
from tests.bot.pausing import MESSAGED, MINUTE, WHOLE, answer, begin, record_of, rows, send
from tests.bot.steps import agree, buttons, controls, press, read, screen_of
from tests.bot.test_checkin import world_has_rows
from tests.bot.test_words import document
from tests.conftest import World


async def test_the_form(world: World) -> None:
    """Five fields: words, how strong, how long, something for oneself, and an unticked box."""
    form = (await world.member("ann").slash(world.channel, "pause")).modal
    assert form is not None
    worry, before, minutes, instead, message = controls(form)
    assert [each["value"] for each in before["options"]] == [f"{number}" for number in range(11)]
    assert before["options"][0]["label"] == "0 · not at all"
    assert before["options"][10]["label"] == "10 · as strong as it gets"
    assert [each["value"] for each in minutes["options"]] == ["10", "20", "60"]
    assert message["default"] is False
    assert not worry["required"]
    assert not instead["required"]


async def test_without_consent_it_stands_on_the_screen_alone(
    world: World, say: Speaker, bank: QuestionBank
) -> None:
    """It says that nothing reminds; both ratings come together all the same; nothing is written."""
    ann = world.member("ann")
    shown = await begin(world, ann)
    assert "They have \\*not\\* answered\\." in read(shown)
    assert "10 minutes, until <t:" in read(shown)
    assert "Tea" in read(shown)
    assert say("pause-unkept") in read(shown)
    assert "Help now" in buttons(screen_of(shown))
    await world.restart()
    form = await press(ann, shown, "How is it now?")
    await world.restart()
    result = await ann.submit_modal(form, {"after": ["5"], "note": "Quieter *now*"})
    assert "A pause of 10 minutes. Before **8**, now **5**." in read(result)
    assert "Quieter \\*now\\*" in read(result)
    assert any(f"### {question}" in read(result) for question in bank.daily.after_pause["lower"])
    assert say("mirror-unkept") in read(result)
    assert "Keep this" not in buttons(screen_of(result))
    await world.env.advance_time(20 * MINUTE)
    assert say("pause-unkept") not in read(await ann.slash(world.channel, "about"))
    assert not world_has_rows(world)


async def test_no_answer_travels_in_an_id(world: World) -> None:
    """Neither the rating nor a word of it stands in any custom id."""
    shown = await begin(world, world.member("ann"), before=["7"])
    assert sorted(buttons(screen_of(shown)).values()) == [
        "al:1:help.open:",
        "al:1:pause.now:screen",
        "al:1:pause.stop:screen",
    ]


@pytest.mark.parametrize(("after", "went"), [(3, "lower"), (8, "same"), (10, "higher")])
async def test_with_history_it_can_be_kept(
    world: World, say: Speaker, bank: QuestionBank, after: int, went: str
) -> None:
    """Whichever way it went: both in words, one question; kept with worry and note, found as a pause."""
    ann = world.member("ann")
    await agree(world, ann)
    shown = await begin(world, ann)
    assert say("pause-waits") in read(shown)
    assert len(rows(world)) == 1
    result = await answer(ann, shown, after, "I made tea.")
    assert f"Before **8**, now **{after}**." in read(result)
    question = next(q for q in bank.daily.after_pause[went] if f"### {q}" in read(result))
    assert rows(world) == []
    listed = await ann.slash(world.channel, "reflections list")
    assert "not decided yet" in read(listed)
    kept = await press(ann, await press(ann, listed, "Look at it"), "Keep this")
    assert f"-# {say('entry-pause')}" in read(await ann.slash(world.channel, "reflections list"))
    opened = read(await press(ann, kept, "Open"))
    assert f"Before **8**, afterwards **{after}**." in opened
    assert f"### {question}" in opened
    assert "They have \\*not\\* answered\\.\n\nI made tea\\." in opened
    assert "Tea" in opened
    [entry] = document(world, await ann.slash(world.channel, "privacy export"))["reflections"]
    assert entry["kind"] == "pause"
    assert entry["ratings"] == {"before": 8, "after": after, "minutes": 10, "instead": "Tea"}


async def test_a_pause_of_one_tap(world: World) -> None:
    """Only how strong it is has to be said; twenty minutes are usual."""
    ann = world.member("ann")
    await agree(world, ann)
    shown = await ann.submit_modal(await ann.slash(world.channel, "pause"), {"before": ["0"]})
    assert "20 minutes, until" in read(shown)
    assert "The worry" not in read(shown)
    result = await answer(ann, shown, 0)
    assert "Before **0**, now **0**." in read(result)
    assert "Your note goes with it" not in read(result)


async def test_before_and_after_the_end(world: World, say: Speaker) -> None:
    """ "How is it now?" works before the end as well as after it, and the screen says which it is."""
    ann = world.member("ann")
    await agree(world, ann)
    await begin(world, ann)
    running = await ann.slash(world.channel, "pause")
    assert say("pause-second") in read(running)
    await world.env.advance_time(11 * MINUTE)
    over = await press(ann, running, "Let it run")
    assert say("pause-over") in read(over)
    assert "Before **8**, now **2**." in read(await answer(ann, over, 2))


async def test_stop(world: World, say: Speaker) -> None:
    """Stopped is gone, and stopping twice is fine."""
    ann = world.member("ann")
    await agree(world, ann)
    shown = await begin(world, ann)
    again = await press(ann, await ann.slash(world.channel, "pause"), "Let it run")
    assert read(await press(ann, shown, "Stop the pause")) == say("pause-stopped")
    assert rows(world) == []
    assert say("pause-gone") in read(await press(ann, again, "How is it now?"))


async def test_a_second_one_is_a_choice(world: World, say: Speaker) -> None:
    """While one runs, /pause shows it: let it run, or start anew in its place."""
    ann = world.member("ann")
    await agree(world, ann)
    first = record_of(await begin(world, ann))
    second = await ann.slash(world.channel, "pause")
    assert say("pause-second") in read(second)
    assert "They have \\*not\\* answered\\." in read(second)
    assert record_of(await press(ann, second, "Let it run")) == first
    form = await press(ann, await ann.slash(world.channel, "pause"), "Start anew …")
    anew = await ann.submit_modal(form, WHOLE | {"worry": "Another"})
    assert "Another" in read(anew)
    assert record_of(anew) != first
    assert len(rows(world)) == 1


@pytest.mark.parametrize("agreed", [True, False])
async def test_two_at_once_are_one(world: World, say: Speaker, agreed: bool) -> None:
    """Two forms sent at once: one pause, both answered truthfully, and nothing that was written is lost."""
    ann = world.member("ann")
    if agreed:
        await agree(world, ann)
    texts = ("First *one*", "Second *one*")
    sent = [send(world, ann, MESSAGED | {"worry": worry}) for worry in texts]
    await world.env.settle()
    assert len(rows(world)) == 1
    won = 0 if say("pause-messaged") in read(sent[0]) else 1
    lost = sent[1 - won]
    assert say("pause-messaged") in read(sent[won])
    assert say("pause-second") in read(lost)
    assert texts[1 - won].replace("*", "\\*") in read(lost)
    assert record_of(lost) == record_of(sent[won])
    form = await press(ann, lost, "Start anew …")
    assert form.modal is not None
    assert next(controls(form.modal))["value"] == texts[1 - won]
    anew = await ann.submit_modal(form, {"before": ["4"]})
    assert len(rows(world)) == 1
    assert record_of(anew) != record_of(sent[won])


async def test_two_answers_at_once_are_one(world: World) -> None:
    """Both see the same first answer, and there is one draft."""
    ann = world.member("ann")
    await agree(world, ann)
    shown = await begin(world, ann)
    ident = f"pause.after:{record_of(shown)}"
    sent = [send(world, ann, {"after": [strength]}, ident) for strength in ("2", "9")]
    await world.env.settle()
    told = [next(line for line in read(each).splitlines() if "Before" in line) for each in sent]
    assert told[0] == told[1]
    assert "one undecided" in read(await ann.slash(world.channel, "privacy show"))


async def test_messages_alone_are_enough_and_nothing_is_left(world: World, say: Speaker) -> None:
    """Who agrees to the message alone has a pause kept until the answer, and nothing after it."""
    ann = world.member("ann")
    shown = await begin(world, ann, message=True)
    assert say("pause-messaged") in read(shown)
    assert [(row[1], row[2], row[4]) for row in rows(world, "consent")] == [("messages", 1, None)]
    result = await answer(ann, shown, 4, "Noted.")
    assert "now **4**" in read(result)
    assert "Noted\\." in read(result)
    assert say("mirror-unkept") in read(result)
    assert rows(world) == rows(world, "draft") == []


async def test_unticking_takes_the_consent_back(world: World, say: Speaker) -> None:
    """The box stands as it was left; unticked it withdraws, and the next pause is not stored."""
    ann = world.member("ann")
    await press(ann, await begin(world, ann, message=True), "Stop the pause")
    form = await ann.slash(world.channel, "pause")
    assert form.modal is not None
    assert list(controls(form.modal))[-1]["default"] is True
    shown = await ann.submit_modal(form, WHOLE)
    assert say("pause-unkept") in read(shown)
    assert rows(world) == []
    [consent] = rows(world, "consent")
    assert consent[4] is not None


async def test_gone_while_the_form_is_open(world: World, say: Speaker) -> None:
    """What was answered or stopped meanwhile is gone, kindly."""
    ann = world.member("ann")
    shown = await begin(world, ann, message=True)
    form = await press(ann, shown, "How is it now?")
    await ann.submit_modal(await ann.slash(world.channel, "privacy erase"), {"word": "ERASE"})
    assert say("pause-gone") in read(await ann.submit_modal(form, {"after": ["1"]}))
    assert not world_has_rows(world)


async def test_withdrawing_history_takes_the_pause_along(world: World) -> None:
    """A pause that stands on the consent to history alone goes with it."""
    ann = world.member("ann")
    await agree(world, ann)
    await begin(world, ann)
    overview = await ann.slash(world.channel, "privacy show")
    assert "One pause" in read(overview)
    await ann.submit_modal(await press(ann, overview, "Choose what is kept …"), {"history": False})
    assert rows(world) == []


async def test_privacy_shows_messages_and_takes_them_back(world: World, say: Speaker) -> None:
    """The consent to messages stands in the overview; taken back, the pause is not sent and not kept."""
    ann = world.member("ann")
    await begin(world, ann, message=True)
    overview = await ann.slash(world.channel, "privacy show")
    assert "You said yes to messages" in read(overview)
    assert say("purpose-never-history") in read(overview)
    assert {"Get it as a file", "Erase everything …"} <= set(buttons(screen_of(overview)))
    [stored] = document(world, await ann.slash(world.channel, "privacy export"))["pauses"]
    assert (stored["worry"], stored["before"], stored["message_at_end"]) == (WHOLE["worry"], 8, True)
    form = await press(ann, overview, "Choose what is kept …")
    assert form.modal is not None
    boxes = {each["custom_id"]: each.get("default") for each in controls(form.modal)}
    assert (boxes["history"], boxes["messages"]) == (False, True)
    after = await ann.submit_modal(form, {"messages": False})
    assert "took back your yes to messages" in read(after)
    assert rows(world) == []


async def test_messages_agreed_to_in_the_form_of_the_consent(world: World, say: Speaker) -> None:
    """Both can be agreed to in one form; the box of the next pause is ticked then."""
    ann = world.member("ann")
    form = await press(ann, await ann.slash(world.channel, "checkin"), "Choose what is kept …")
    said = await ann.submit_modal(form, {"history": True, "messages": True})
    assert say("consent-messages-given") in read(said)
    form = await ann.slash(world.channel, "pause")
    assert form.modal is not None
    assert list(controls(form.modal))[-1]["default"] is True


async def test_never_the_same_question_twice_running(world: World) -> None:
    """The open question changes from one pause to the next, after a restart as well."""
    ann = world.member("ann")
    await agree(world, ann)
    before = ""
    for number in range(6):
        result = await answer(ann, await begin(world, ann), 8)
        asked = next(line for line in read(result).splitlines() if line.startswith("### "))
        assert asked != before
        before = asked
        if number % 2:
            await press(ann, result, "Keep this")
        await world.env.advance_time(MINUTE)
        await world.restart()


async def test_nothing_is_kept_in_memory_for_a_pause(world: World) -> None:
    """Ten people's pauses cost one task together, and no view or form."""
    before = len(asyncio.all_tasks())
    people = [world.member(f"p{number}") for number in range(5)]
    for who in people:
        await begin(world, who, message=True)
        await who.slash(world.channel, "pause")
    gc.collect()
    held = [each for each in gc.get_objects() if isinstance(each, discord.ui.LayoutView | discord.ui.Modal)]
    assert not held
    assert len(asyncio.all_tasks()) == before + 1
    await world.env.advance_time(11 * MINUTE)
    assert len(asyncio.all_tasks()) == before
