"""Ask and offer: a question and an offer, ready to copy (C11, C13, C16)."""

import pytest
from simcord.results import InteractionResult

from alongside.content import Content
from alongside.model import LINE_MAX, Plan
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.closing_steps import (
    HEAVY,
    PLAN,
    SORT,
    WRITTEN,
    boxes,
    chosen,
    draft_in,
    fields_of,
    fill,
    mirror_of,
    record_of,
    reflection_in,
    submit,
    words_on,
)
from tests.bot.steps import agree, buttons, press, read, screen_of
from tests.conftest import World


async def test_the_form_asks_and_suggests_nothing(world: World, content: Content) -> None:
    """Four questions to pick from or one's own; nothing is picked, and no reminder is on."""
    ann = world.member("ann")
    fields = fields_of(await press(ann, await mirror_of(world, ann), PLAN))
    assert list(fields) == ["ask", "own_ask", "offer", "if_no", "remind"]
    assert list(boxes(fields["ask"])) == list(content.closing("en").asking)
    assert len(boxes(fields["ask"])) == 4
    assert chosen(fields["ask"]) == []
    assert chosen(fields["remind"]) == ["Not this time"]
    assert not any(field.get("required") for field in fields.values())


async def test_question_and_offer_stand_ready_to_copy(world: World, say: Speaker) -> None:
    """One code block with nothing else in it; how a no will be stands beside it."""
    ann = world.member("ann")
    shown = await fill(ann, await mirror_of(world, ann), PLAN, **WRITTEN)
    told = read(shown)
    assert "```\nWhat would help right now?\nI could cook on Friday.\n```" in told
    assert say("plan-unsent") in told
    before, _, after = told.partition(say("plan-said-no"))
    assert "A little sad" not in before
    assert "A little sad, and fine\\." in after
    assert say("plan-reminder", days=3) in told
    assert list(buttons(screen_of(shown))) == [
        "Change it …",
        "Back to the mirror",
        "Keep this",
        "In private messages",
        "Help now",
    ]


async def test_nobody_else_is_written_to(world: World) -> None:
    """Nothing but answers to the one who asked leaves the bot: no message to a channel or a person."""
    ann = world.member("ann")
    shown = await fill(ann, await mirror_of(world, ann), PLAN, **WRITTEN)
    await press(ann, shown, "Keep this")
    paths = {request.path for request in world.env.http_requests if request.method in ("POST", "PATCH")}
    assert paths
    assert all("/interactions/" in path or "/webhooks/" in path for path in paths)


async def test_an_own_question_wins(world: World) -> None:
    """What was written takes the place of what was picked, also when it is opened again."""
    ann = world.member("ann")
    shown = await fill(ann, await mirror_of(world, ann), PLAN, **WRITTEN, own_ask="Shall I come along?")
    assert "```\nShall I come along?\nI could" in read(shown)
    assert "What would help right now?" not in read(shown)
    fields = fields_of(await press(ann, shown, "Change it …"))
    assert chosen(fields["ask"]) == []
    assert fields["own_ask"]["value"] == "Shall I come along?"
    assert fields["offer"]["value"] == "I could cook on Friday."
    assert fields["if_no"]["value"] == "A little sad, and fine."
    assert chosen(fields["remind"]) == ["In three days"]


async def test_opened_again_the_picked_question_is_picked(world: World) -> None:
    """And it can be changed for another one."""
    ann = world.member("ann")
    form = await press(ann, await fill(ann, await mirror_of(world, ann), PLAN, **WRITTEN), "Change it …")
    fields = fields_of(form)
    assert chosen(fields["ask"]) == ["What would help right now?"]
    assert "value" not in fields["own_ask"] or not fields["own_ask"]["value"]
    shown = read(await ann.submit_modal(form, {"ask": "2"}))
    assert "```\nWhich part, if any, would you like me to take on?\n```" in shown
    assert "cook" not in shown


async def test_an_empty_form_takes_the_plan_away(world: World, say: Speaker) -> None:
    """With nothing written there is no plan, and nothing to be reminded of."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    record = record_of(mirror)
    shown = await fill(ann, mirror, PLAN, **WRITTEN)
    shown = await fill(ann, shown, "Change it …", offer=" \n ", remind="7")
    assert say("closing-none") in read(shown)
    assert (await draft_in(world, ann, record)).plan is None
    assert "Your mirror" in read(await press(ann, shown, "Back to the mirror"))


async def test_without_question_and_offer_there_is_no_reminder(world: World) -> None:
    """There would be nothing to ask about; what was written stays, and nothing false is promised."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    record = record_of(mirror)
    shown = read(await fill(ann, mirror, PLAN, if_no="Fine.", remind="1"))
    assert "asked about it" not in shown
    assert "```" not in shown
    assert (await draft_in(world, ann, record)).plan == Plan("", "", "Fine.", 0)


async def test_from_the_piles_to_the_plan(world: World) -> None:
    """Sorting leads on to asking; both go with the check-in."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    record = record_of(mirror)
    piles = await fill(ann, mirror, SORT, mine=["my-worry"])
    await press(ann, await fill(ann, piles, PLAN, **WRITTEN), "Keep this")
    kept = await reflection_in(world, ann, record)
    assert kept.sorting is not None
    assert kept.plan == Plan(
        "What would help right now?", "I could cook on Friday.", "A little sad, and fine.", 3
    )


@pytest.mark.parametrize("when", range(6))
async def test_a_restart_between_any_two_steps(world: World, when: int) -> None:
    """From mirror to plan, changed, kept and opened: a restart in between changes nothing."""
    ann = world.member("ann")
    steps = 0

    async def then(result: InteractionResult) -> InteractionResult:
        nonlocal steps
        if steps == when:
            await world.restart()
        steps += 1
        return result

    mirror = await then(await mirror_of(world, ann))
    form = await then(await press(ann, mirror, PLAN))
    shown = await then(await ann.submit_modal(form, WRITTEN))
    form = await then(await press(ann, shown, "Change it …"))
    shown = await then(await ann.submit_modal(form, WRITTEN | {"ask": "1"}))
    kept = await then(await press(ann, shown, "Keep this"))
    assert steps == 6
    opened = words_on(await press(ann, kept, "Open"))
    assert "**What you meant to ask**\nWhat do you need most to get through this?" in opened
    assert "**What you were glad to offer**\nI could cook on Friday." in opened


async def test_two_forms_at_once(world: World) -> None:
    """The later one wins whole; both screens lead to what is stored."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    record = record_of(mirror)
    sent = [
        submit(world, ann, f"al:1:plan.made:{record}", {"own_ask": each, "offer": each, "remind": days})
        for each, days in (("first", "1"), ("second", "7"))
    ]
    await world.env.settle()
    assert (await draft_in(world, ann, record)).plan == Plan("second", "second", "", 7)
    assert "second\nsecond" in read(sent[1])
    for made in sent:
        assert made.acknowledged
        form = fields_of(await press(ann, made, "Change it …"))
        assert form["own_ask"]["value"] == "second"


async def test_anothers_check_in_is_not_found(world: World, say: Speaker) -> None:
    """With another person's id nothing opens, nothing changes, and one's own words come back."""
    ann, eve = world.member("ann"), world.member("eve")
    mirror = await mirror_of(world, ann)
    record = record_of(mirror)
    await fill(ann, mirror, PLAN, **WRITTEN)
    before = await draft_in(world, ann, record)
    await agree(world, eve)
    start = await eve.slash(world.channel, "about")
    for kind in ("plan.open", "plan.show"):
        made = raw.click(world, eve, start, f"al:1:{kind}:{record}")
        await world.env.settle()
        assert made.modal is None
        assert say("checkin-gone") in read(made)
    sent = submit(world, eve, f"al:1:plan.made:{record}", {"offer": "Eve was here"})
    await world.env.settle()
    assert say("checkin-gone") in read(sent)
    assert "Eve was here" in read(sent)
    assert await draft_in(world, ann, record) == before


@pytest.mark.parametrize("decided", ["Keep this", "Don't keep"])
async def test_decided_while_the_form_is_open(world: World, say: Speaker, decided: str) -> None:
    """Kept or dropped meanwhile: a kind word, and all that was written comes back."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    form = await press(ann, mirror, PLAN)
    await press(ann, mirror, decided)
    told = await ann.submit_modal(form, WRITTEN | {"own_ask": "Shall I come along?"})
    assert say("checkin-gone") in read(told)
    for words in ("Shall I come along?", "I could cook on Friday\\.", "A little sad, and fine\\."):
        assert words in read(told)


async def test_kept_while_the_plan_is_open(world: World) -> None:
    """A screen from before still shows the plan, and leads to where it is now."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    record = record_of(mirror)
    shown = await fill(ann, mirror, PLAN, **WRITTEN)
    await world.bot.services.checkin.keep(ann.id, record)
    late = raw.click(world, ann, shown, f"al:1:plan.show:{record}")
    await world.env.settle()
    assert "I could cook on Friday." in words_on(late)
    assert "Change it …" not in buttons(screen_of(late))
    again = raw.click(world, ann, shown, f"al:1:checkin.keep:{record}")
    await world.env.settle()
    assert "Kept." in read(again)


@pytest.mark.parametrize("field", ["own_ask", "offer", "if_no"])
async def test_the_card_comes_first_in_every_field(world: World, say: Speaker, field: str) -> None:
    """Heavy words are stored before the card shows; carrying on leads to the plan."""
    ann = world.member("ann")
    carded = await fill(ann, await mirror_of(world, ann), PLAN, **(WRITTEN | {field: HEAVY}))
    assert say("card-title") in read(carded)
    assert HEAVY not in words_on(carded)
    await world.restart()
    stopped = await press(ann, carded, "Stop here")
    assert say("card-stopped") in read(stopped)
    shown = await press(ann, await press(ann, stopped, "Carry on"), "What you meant to ask")
    again = await press(ann, shown, "Change it …")
    assert fields_of(again)[field]["value"] == HEAVY
    carded = await ann.submit_modal(again, WRITTEN | {field: HEAVY})
    assert HEAVY in words_on(await press(ann, carded, "Carry on"))


async def test_forged_values_are_no_answers(world: World) -> None:
    """A question that is not among the four, and a day that is not offered, are left out."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    record = record_of(mirror)
    fields = {"ask": "9", "offer": "o" * (LINE_MAX + 50), "remind": "400"}
    sent = submit(world, ann, f"al:1:plan.made:{record}", fields)
    await world.env.settle()
    assert (await draft_in(world, ann, record)).plan == Plan("", "o" * LINE_MAX, "", 0)
    assert "asked about it" not in read(sent)


async def test_without_history_there_is_no_plan_to_keep(world: World) -> None:
    """Where nothing is kept the way to the plan is not shown."""
    ann = world.member("ann")
    form = await press(ann, await ann.slash(world.channel, "checkin"), "Check in, keep nothing")
    assert PLAN not in buttons(screen_of(await ann.submit_modal(form, {})))
