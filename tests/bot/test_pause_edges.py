"""A pause where it gets difficult: words of danger, forged clicks, a store that fails, the longest words."""

import pytest

from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.pausing import MESSAGED, WHOLE, answer, begin, record_of, rows, send
from tests.bot.steps import agree, press, read, texts_of
from tests.bot.test_checkin import world_has_rows
from tests.bot.test_errors import held
from tests.conftest import World

HEAVY = "I want to kill myself"


@pytest.mark.parametrize("agreed", [True, False])
@pytest.mark.parametrize("field", ["worry", "instead"])
async def test_the_card_comes_first_and_nothing_is_lost(
    world: World, say: Speaker, agreed: bool, field: str
) -> None:
    """Words of danger get the card before the pause; carrying on and stopping both lose nothing."""
    ann = world.member("ann")
    if agreed:
        await agree(world, ann)
    shown = await begin(world, ann, **{field: HEAVY})
    assert say("card-title") in read(shown)
    stopped = await press(ann, shown, "Stop here")
    assert say("pause-halted") in read(stopped)
    assert HEAVY in read(stopped)
    await world.restart()
    shown = await press(ann, stopped, "Carry on")
    assert HEAVY in read(shown)
    assert "Tea" in read(shown) or field == "instead"
    result = await answer(ann, shown, 9, HEAVY)
    assert say("card-title") in read(result)
    carried = await press(ann, result, "Carry on")
    assert "Before **8**, now **9**." in read(carried)
    if agreed:
        kept = await press(ann, carried, "Keep this")
        assert HEAVY in read(await press(ann, kept, "Open"))
    else:
        assert HEAVY in read(carried)
        assert not world_has_rows(world)


async def test_the_card_for_a_form_that_came_second(world: World, say: Speaker) -> None:
    """Where a pause runs already, words of danger are on the card, and on the screen after it."""
    ann = world.member("ann")
    await agree(world, ann)
    form = await ann.slash(world.channel, "pause")
    await begin(world, ann)
    shown = await ann.submit_modal(form, WHOLE | {"worry": HEAVY})
    assert say("card-title") in read(shown)
    assert HEAVY in read(shown)
    carried = await press(ann, shown, "Carry on")
    assert HEAVY in read(carried)
    assert say("pause-second") in read(carried)


async def test_another_persons_pause_is_not_there(world: World, say: Speaker) -> None:
    """Forged and invented ids read the same, and change nothing."""
    ann, eve = world.member("ann"), world.member("eve")
    await agree(world, ann)
    await agree(world, eve)
    record = record_of(await begin(world, ann))
    start = await eve.slash(world.channel, "about")
    for kind in ("now", "show", "halted", "second", "after", "stop"):
        answers = []
        for ref in (record, "0123456789abcdef"):
            made = raw.click(world, eve, start, f"al:1:pause.{kind}:{ref}")
            await world.env.settle()
            answers.append(read(made))
        assert answers[0] == answers[1]
    anew = send(world, eve, WHOLE | {"worry": "Mine"}, f"pause.sent:{record}.off")
    await world.env.settle()
    assert "Mine" in read(anew)
    assert len(rows(world)) == 2
    assert record_of(await ann.slash(world.channel, "pause")) == record


async def test_forged_forms_and_screens(world: World, say: Speaker) -> None:
    """A strength that is not on the scale changes nothing; a screen that carries no pause is outdated."""
    ann = world.member("ann")
    for strength in ([], ["11"], ["-1"], ["x"]):
        made = send(world, ann, MESSAGED | {"before": strength})
        await world.env.settle()
        assert say("pause-no-strength") in read(made)
        assert "They have \\*not\\* answered" in read(made)
    start = await ann.slash(world.channel, "about")
    for kind in ("now", "show", "result", "halted"):
        made = raw.click(world, ann, start, f"al:1:pause.{kind}:screen")
        await world.env.settle()
        assert say("error-outdated") in read(made)
    long = raw.click(world, ann, start, "al:1:pause.start:" + "x" * 60)
    await world.env.settle()
    assert long.modal is not None
    assert not world_has_rows(world)


async def test_a_held_database_leaves_a_pause_on_the_screen(world: World, say: Speaker) -> None:
    """Where it cannot be stored it says so, and works all the same."""
    ann = world.member("ann")
    await agree(world, ann)
    form = await ann.slash(world.channel, "pause")
    with held(world):
        shown = await ann.submit_modal(form, WHOLE)
    assert say("pause-failed") in read(shown)
    assert "now **1**" in read(await answer(ann, shown, 1))


async def test_an_answer_that_cannot_be_stored_is_given_back(world: World, say: Speaker) -> None:
    """The pause is still there, and so is what was noted."""
    ann = world.member("ann")
    await agree(world, ann)
    shown = await begin(world, ann)
    form = await press(ann, shown, "How is it now?")
    with held(world):
        failed = await ann.submit_modal(form, {"after": ["3"], "note": "Mine *own*"})
    assert say("error-store-busy") in texts_of(failed.followups[0])
    assert "Mine \\*own\\*" in texts_of(failed.followups[0])
    assert "now **3**" in read(await answer(ann, shown, 3))


@pytest.mark.parametrize("agreed", [True, False])
@pytest.mark.parametrize("letter", [".", "\ud800", "👩"])
async def test_the_longest_words_fit(world: World, agreed: bool, letter: str) -> None:
    """Each screen holds the longest worry, thing and note, however they are written."""
    ann = world.member("ann")
    if agreed:
        await agree(world, ann)
    longest = {"worry": letter * 600, "instead": letter * 300}
    sent = send(world, ann, WHOLE | longest)
    await world.env.settle()
    assert len(read(sent)) < 4000
    second = send(world, ann, WHOLE | longest)
    await world.env.settle()
    assert len(read(second)) < 4000
    card = send(world, ann, WHOLE | {"worry": (HEAVY + " " + "." * 600)[:600], "instead": "." * 300})
    await world.env.settle()
    assert len(read(card)) < 4000
    form = await press(ann, sent, "How is it now?")
    assert form.modal is not None
    result = await ann.submit_modal(form, {"after": ["10"], "note": "." * 600})
    assert "now **10**" in read(result)
    assert len(read(result)) < 4000
    if agreed:
        opened = await press(ann, await press(ann, result, "Keep this"), "Open")
        assert len(read(opened)) < 4000


async def test_a_restart_between_all_steps(world: World, say: Speaker) -> None:
    """From the form to the kept pause, with a restart after every step: nobody notices."""
    ann = world.member("ann")
    await agree(world, ann)
    form = await ann.slash(world.channel, "pause")
    await world.restart()
    await ann.submit_modal(form, MESSAGED)
    await world.restart()
    running = await ann.slash(world.channel, "pause")
    await world.restart()
    form = await press(ann, running, "Start anew …")
    await world.restart()
    shown = await ann.submit_modal(form, MESSAGED | {"before": ["6"]})
    await world.restart()
    form = await press(ann, shown, "How is it now?")
    await world.restart()
    result = await ann.submit_modal(form, {"after": ["2"], "note": "Quiet."})
    await world.restart()
    kept = await press(ann, result, "Keep this")
    await world.restart()
    assert "Before **6**, afterwards **2**." in read(await press(ann, kept, "Open"))
    await world.restart()
    assert say("list-title") in read(await ann.slash(world.channel, "reflections list"))


async def test_in_direct_messages(world: World, say: Speaker) -> None:
    """There the screen is an ordinary message, which carries an unkept pause just as well."""
    user = world.member("ann").user
    await user.send_dm("hello")
    shown = (await user.submit_modal(await user.slash("pause"), WHOLE)).response
    assert shown is not None
    assert not shown.ephemeral
    assert say("pause-unkept") in texts_of(shown)
    form = await user.click(shown, label="How is it now?")
    await user.submit_modal(form, {"after": ["2"]})
    latest = user.dm_channel.last_message
    assert latest is not None
    assert "Before **8**, now **2**." in str([each.to_dict() for each in latest.components])
    assert not world_has_rows(world)
