"""What became of a plan stands beside it, without a verdict (C13)."""

import pytest

from alongside.model import Outcome
from alongside.store import database
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.closing_steps import (
    CHOSEN,
    DAY,
    HEAVY,
    PLAN,
    SORT,
    TOLD,
    WRITTEN,
    asked,
    chosen,
    due,
    fields_of,
    fill,
    plan_and_keep,
    reflection_in,
    submit,
    words_on,
)
from tests.bot.guided_steps import private_message
from tests.bot.steps import agree, buttons, check_in, press, read, screen_of, texts_of
from tests.bot.test_errors import held
from tests.bot.test_words import document
from tests.conftest import World


async def test_asked_for_and_done_stand_side_by_side(world: World) -> None:
    """What was meant, what they said, what was done: in order, in one's own words, without a verdict."""
    ann = world.member("ann")
    record, question = await due(world, ann, offer="A lift on Monday.", if_no="Fine too.")
    shown = await fill(ann, question, "Tell how it went …", **TOLD)
    expected = (
        "## How it went\n**What you meant to ask**\nShall I come along?\n"
        "**What you were glad to offer**\nA lift on Monday.\n**If the answer was no**\nFine too.\n"
        "**Did you ask?** In another way\n"
        "**What they said they need**\nSome quiet.\n**What you did**\nI brought soup."
    )
    assert words_on(shown).replace("\n\n", "\n") == expected
    assert (await reflection_in(world, ann, record)).outcome == Outcome(
        "differently", "Some quiet.", "I brought soup."
    )
    opened = await press(ann, shown, "Open")
    assert expected.partition("\n")[2] in words_on(opened)
    form = fields_of(await press(ann, opened, "Tell how it went …"))
    assert chosen(form["did_ask"]) == ["In another way"]
    assert form["said"]["value"] == "Some quiet."
    assert form["did"]["value"] == "I brought soup."
    [exported] = document(world, await ann.slash(world.channel, "privacy export"))["reflections"]
    assert exported["outcome"] == {"asked": "differently", "said": "Some quiet.", "did": "I brought soup."}


async def test_telling_can_be_changed(world: World) -> None:
    """The later telling replaces the earlier one; the rest of the reflection stays as it was."""
    ann = world.member("ann")
    record, question = await due(world, ann)
    before = await reflection_in(world, ann, record)
    told = await fill(ann, question, "Tell how it went …", **TOLD)
    shown = words_on(await fill(ann, told, "Tell how it went …", did_ask="yes"))
    assert "**Did you ask?** Yes" in shown
    assert "soup" not in shown
    after = await reflection_in(world, ann, record)
    assert after.outcome == Outcome("yes")
    assert (after.answers, after.plan, after.question) == (before.answers, before.plan, before.question)


async def test_a_reflection_without_a_plan_has_nothing_to_tell(world: World, say: Speaker) -> None:
    """The button is not there, and its id leads nowhere."""
    ann = world.member("ann")
    await agree(world, ann)
    shown = await fill(ann, await check_in(world, ann), SORT)
    kept = await press(ann, await press(ann, shown, "Back to the mirror"), "Keep this")
    record = buttons(screen_of(kept))["Open"].split(":")[-1].partition(".")[0]
    opened = await press(ann, kept, "Open")
    assert "Tell how it went …" not in buttons(screen_of(opened))
    sent = submit(world, ann, f"al:1:outcome.told:{record}", TOLD)
    await world.env.settle()
    assert say("reflection-gone") in read(sent)
    assert (await reflection_in(world, ann, record)).outcome is None


@pytest.mark.parametrize("when", range(5))
async def test_a_restart_between_any_two_steps(world: World, when: int) -> None:
    """From a kept plan to what became of it: a restart in between changes nothing."""
    ann = world.member("ann")
    steps = 0

    async def after_step() -> None:
        nonlocal steps
        if steps == when:
            await world.restart()
        steps += 1

    await agree(world, ann)
    await plan_and_keep(world, ann)
    await after_step()
    await world.env.advance_time(DAY)
    question = await ann.slash(world.channel, "about")
    await after_step()
    form = await press(ann, question, "Tell how it went …")
    await after_step()
    shown = await ann.submit_modal(form, TOLD)
    await after_step()
    opened = await press(ann, shown, "Open")
    await after_step()
    assert steps == 5
    assert "I brought soup." in words_on(opened)
    assert not await asked(world, ann)


async def test_two_forms_at_once(world: World) -> None:
    """The later one wins whole; both screens lead to what is stored."""
    ann = world.member("ann")
    record, _ = await due(world, ann)
    sent = [
        submit(world, ann, f"al:1:outcome.told:{record}", {"did_ask": each, "said": each, "did": each})
        for each in ("no", "yes")
    ]
    await world.env.settle()
    assert (await reflection_in(world, ann, record)).outcome == Outcome("yes", "yes", "yes")
    assert "**Did you ask?** Yes" in read(sent[1])
    for made in sent:
        assert made.acknowledged
        assert fields_of(await press(ann, made, "Tell how it went …"))["said"]["value"] == "yes"


async def test_anothers_reflection_is_not_found(world: World, say: Speaker) -> None:
    """With another person's id nothing opens, nothing changes, and one's own words come back."""
    ann, eve = world.member("ann"), world.member("eve")
    record, _ = await due(world, ann)
    await agree(world, eve)
    start = await eve.slash(world.channel, "about")
    for kind in ("outcome.open", "outcome.show", "sorting.show"):
        made = raw.click(world, eve, start, f"al:1:{kind}:{record}")
        await world.env.settle()
        assert made.modal is None
        assert "come along" not in read(made)
    sent = submit(world, eve, f"al:1:outcome.told:{record}", TOLD)
    await world.env.settle()
    assert say("reflection-gone") in read(sent)
    assert "I brought soup\\." in read(sent)
    assert (await reflection_in(world, ann, record)).outcome is None


async def test_deleted_while_the_form_is_open(world: World, say: Speaker) -> None:
    """A kind word, and what was written comes back."""
    ann = world.member("ann")
    record, question = await due(world, ann)
    form = await press(ann, question, "Tell how it went …")
    await world.bot.services.reflections.remove(ann.id, record)
    told = await ann.submit_modal(form, TOLD)
    assert say("reflection-gone") in read(told)
    assert "Some quiet\\." in read(told)
    assert "I brought soup\\." in read(told)
    late = raw.click(world, ann, question, f"al:1:outcome.open:{record}")
    await world.env.settle()
    assert say("reflection-gone") in read(late)


@pytest.mark.parametrize("field", ["said", "did"])
async def test_the_card_comes_first_in_every_field(world: World, say: Speaker, field: str) -> None:
    """Heavy words are stored before the card shows; stopping says where they are, carrying on shows them."""
    ann = world.member("ann")
    _, question = await due(world, ann)
    carded = await fill(ann, question, "Tell how it went …", **(TOLD | {field: HEAVY}))
    assert say("card-title") in read(carded)
    assert HEAVY not in words_on(carded)
    await world.restart()
    stopped = await press(ann, carded, "Stop here")
    assert say("outcome-stopped") in read(stopped)
    assert HEAVY in words_on(await press(ann, stopped, "Carry on"))


async def test_what_cannot_be_stored_is_given_back(
    world: World, say: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another process holds the database the words come back, and the question is not used up."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    await world.restart()
    ann = world.member("ann")
    await agree(world, ann)
    await plan_and_keep(world, ann)
    await world.env.advance_time(DAY)
    with held(world):
        assert not await asked(world, ann)
    question = await ann.slash(world.channel, "about")
    form = await press(ann, question, "Tell how it went …")
    with held(world):
        told = await ann.submit_modal(form, TOLD)
    assert say("error-store-busy") in read(told)
    assert "I brought soup\\." in read(told)


async def test_a_form_of_another_version_is_given_back(world: World, say: Speaker) -> None:
    """Without one of the three answers nothing is stored, and the words come back."""
    ann = world.member("ann")
    record, _ = await due(world, ann)
    sent = submit(world, ann, f"al:1:outcome.told:{record}", {"did_ask": "perhaps", "said": "Some quiet."})
    await world.env.settle()
    assert say("error-outdated") in read(sent)
    assert "Some quiet\\." in read(sent)
    assert (await reflection_in(world, ann, record)).outcome is None


async def test_the_whole_in_direct_messages(world: World) -> None:
    """Sort, plan, keep, be asked, tell: the same in direct messages, where nothing is ephemeral."""
    user = world.env.create_user("ann")
    await agree(world, world.guild.add_member(user))
    await user.send_dm("hello")
    form = await user.slash("checkin")
    await user.submit_modal(form, {})
    for label, fields in (
        (SORT, CHOSEN),
        (PLAN, WRITTEN | {"remind": "1"}),
    ):
        await user.submit_modal(await user.click(private_message(world, user), label=label), fields)
    await user.click(private_message(world, user), label="Keep this")
    await world.env.advance_time(DAY)
    await user.slash("about")
    question = private_message(world, user)
    assert "How did it go?" in texts_of(question)
    await user.submit_modal(await user.click(question, label="Tell how it went …"), TOLD)
    await user.click(private_message(world, user), label="Open")
    opened = texts_of(private_message(world, user))
    assert "**Mine:** My worry, My energy" in opened
    assert "**What they said they need**\nSome quiet\\." in opened
