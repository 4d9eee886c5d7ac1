"""Sorting a check-in's cards, as somebody does it on a phone: one form, four piles (C14, C15)."""

import json
import re
from typing import Any

import pytest
from simcord.results import InteractionResult

from alongside.closing import CARD_MAX
from alongside.content import Content
from alongside.model import Pile, Whose
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.closing_steps import (
    CHOSEN,
    HEAVY,
    SORT,
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
from tests.bot.steps import Actor, agree, buttons, check_in, press, read, screen_of
from tests.bot.test_words import document
from tests.conftest import World


async def test_the_form_holds_every_card_and_nothing_is_ticked(world: World, content: Content) -> None:
    """Two groups of the same eight boxes; nothing is suggested."""
    ann = world.member("ann")
    fields = fields_of(await press(ann, await mirror_of(world, ann), SORT))
    assert list(fields) == ["mine", "theirs", "whose", "directly", "own_cards"]
    for name in ("mine", "theirs"):
        assert list(boxes(fields[name])) == list(content.closing("en").cards.values())
        assert len(boxes(fields[name])) == 8
        assert fields[name]["min_values"] == 0
    assert [chosen(fields[name]) for name in ("mine", "theirs", "whose")] == [[], [], []]
    assert not any(field.get("required") for field in fields.values())


async def test_four_piles_in_words(world: World, say: Speaker, content: Content) -> None:
    """Both is shared, neither is not sure; no number and no verdict stands anywhere."""
    ann = world.member("ann")
    piles = await fill(ann, await mirror_of(world, ann), SORT, **CHOSEN)
    shown = words_on(piles)
    assert "**Mine:** My worry, My energy\n" in shown
    assert "**Theirs:** The decision, Their feelings\n" in shown
    assert "**Shared:** The pace\n" in shown
    assert "**Not sure:** What I agreed to, The outcome, What I say\n" in shown
    assert "**Who has the problem?** You picked: They do" in shown
    assert "Go for a walk first." in shown
    assert sum(question in shown for question in content.closing("en").sorted_questions[Whose.THEIRS]) == 1
    assert say("sorting-saved") in shown
    assert re.search(r"\d", shown) is None
    assert list(buttons(screen_of(piles))) == [
        "Sort again …",
        "What to ask …",
        "Back to the mirror",
        "In private messages",
        "Help now",
    ]
    assert "Your mirror" in read(await press(ann, piles, "Back to the mirror"))


async def test_an_untouched_form_leaves_everything_not_sure(world: World) -> None:
    """Nothing has to be sorted; empty piles say so in a word."""
    ann = world.member("ann")
    shown = words_on(await fill(ann, await mirror_of(world, ann), SORT))
    assert "**Mine:** nothing\n**Theirs:** nothing\n**Shared:** nothing\n**Not sure:** The decision," in shown
    assert "Who has the problem" not in shown


async def test_opened_again_it_shows_what_was_chosen(world: World) -> None:
    """Boxes, words and own cards are there again; the later form replaces the earlier one."""
    ann = world.member("ann")
    piles = await fill(ann, await mirror_of(world, ann), SORT, **CHOSEN, own_cards="The cat\nSundays")
    assert "The cat, Sundays" in words_on(piles).split("**Not sure:**")[1]
    form = await press(ann, piles, "Sort again …")
    fields = fields_of(form)
    assert chosen(fields["mine"]) == ["The pace", "My worry", "My energy"]
    assert chosen(fields["theirs"]) == ["The decision", "The pace", "Their feelings"]
    assert chosen(fields["whose"]) == ["They do"]
    assert fields["directly"]["value"] == "Go for a walk first."
    assert fields["own_cards"]["value"] == "The cat\nSundays"
    cat, sundays = (boxes(fields["mine"])[card] for card in ("The cat", "Sundays"))
    again = {"mine": [cat, sundays], "theirs": [sundays], "own_cards": "The cat\nSundays"}
    piles = await ann.submit_modal(form, again)
    assert "**Mine:** The cat\n**Theirs:** nothing\n**Shared:** Sundays\n" in words_on(piles)
    fields = fields_of(await press(ann, piles, "Sort again …"))
    assert chosen(fields["mine"]) == ["The cat", "Sundays"]
    assert chosen(fields["theirs"]) == ["Sundays"]
    assert "value" not in fields["directly"] or not fields["directly"]["value"]


async def test_own_cards_beyond_two_are_given_back(world: World, say: Speaker) -> None:
    """What there is no room for is said, not swallowed; what says the same as another card is that card."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    record, long = record_of(mirror), "w" * (CARD_MAX + 4)
    piles = await fill(ann, mirror, SORT, own_cards=f"my WORRY\n{long}\n\n  The   cat \nthe cat\nthird")
    told, _, left = words_on(piles).partition(say("sorting-left"))
    assert f"{'w' * CARD_MAX}, The cat\n" in told
    assert left.startswith(f"\n{long}\nthird\n")
    sorting = (await draft_in(world, ann, record)).sorting
    assert sorting is not None
    assert sorting.own == ("w" * CARD_MAX, "The cat")
    assert list(sorting.piles).count("my-worry") == 1


async def test_a_box_belongs_to_the_card_that_stood_there(world: World) -> None:
    """A form that was open while the own cards changed elsewhere ticks no other card."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    record = record_of(mirror)
    stale = await press(ann, await fill(ann, mirror, SORT, own_cards="The cat"), "Sort again …")
    cat = boxes(fields_of(stale)["mine"])["The cat"]
    submit(world, ann, f"al:1:sorting.sorted:{record}", {"mine": [], "own_cards": "The dog"})
    await world.env.settle()
    shown = words_on(await ann.submit_modal(stale, {"mine": [cat], "own_cards": "The dog"}))
    assert "**Mine:** nothing" in shown
    assert "The dog" in shown.split("**Not sure:**")[1]


@pytest.mark.parametrize("when", range(6))
async def test_a_restart_between_any_two_steps(world: World, when: int) -> None:
    """From mirror to piles, sorted again, kept and opened: a restart in between changes nothing."""
    ann = world.member("ann")
    steps = 0

    async def then(result: InteractionResult) -> InteractionResult:
        nonlocal steps
        if steps == when:
            await world.restart()
        steps += 1
        return result

    mirror = await then(await mirror_of(world, ann))
    form = await then(await press(ann, mirror, SORT))
    piles = await then(await ann.submit_modal(form, CHOSEN))
    form = await then(await press(ann, piles, "Sort again …"))
    piles = await then(await ann.submit_modal(form, CHOSEN | {"mine": ["what-i-say"]}))
    kept = await then(await press(ann, await press(ann, piles, "Back to the mirror"), "Keep this"))
    assert steps == 6
    assert "**Mine:** What I say\n" in words_on(await press(ann, kept, "Open"))


async def test_two_forms_at_once(world: World) -> None:
    """One of both is stored whole, and what each screen shows leads to what is stored."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    record = record_of(mirror)
    sent = [
        submit(
            world, ann, f"al:1:sorting.sorted:{record}", {"mine": [card], "whose": whose, "directly": card}
        )
        for card, whose in (("my-worry", "mine"), ("the-decision", "theirs"))
    ]
    await world.env.settle()
    sorting = (await draft_in(world, ann, record)).sorting
    assert sorting is not None
    assert sorting.whose is Whose.THEIRS, "the later one wins"
    assert [card for card, pile in sorting.piles.items() if pile is Pile.MINE] == ["the-decision"]
    assert sorting.directly == "the-decision"
    assert "The decision" in words_on(sent[1]).partition("**Theirs")[0]
    for made in sent:
        assert made.acknowledged
        again = fields_of(await press(ann, made, "Sort again …"))
        assert chosen(again["mine"]) == ["The decision"]


async def test_anothers_check_in_is_not_found(world: World, say: Speaker) -> None:
    """With another person's id nothing opens, nothing changes, and one's own words come back."""
    ann, eve = world.member("ann"), world.member("eve")
    mirror = await mirror_of(world, ann)
    record = record_of(mirror)
    await fill(ann, mirror, SORT, **CHOSEN)
    before = await draft_in(world, ann, record)
    await agree(world, eve)
    start = await eve.slash(world.channel, "about")
    for kind in ("sorting.open", "sorting.show"):
        made = raw.click(world, eve, start, f"al:1:{kind}:{record}")
        await world.env.settle()
        assert made.modal is None
        assert say("checkin-gone") in read(made)
    sent = submit(world, eve, f"al:1:sorting.sorted:{record}", {"mine": [], "directly": "Eve was here"})
    await world.env.settle()
    assert say("checkin-gone") in read(sent)
    assert "Eve was here" in read(sent)
    assert await draft_in(world, ann, record) == before


@pytest.mark.parametrize("decided", ["Keep this", "Don't keep"])
async def test_decided_while_the_form_is_open(world: World, say: Speaker, decided: str) -> None:
    """Kept or dropped meanwhile: a kind word, and what was written comes back."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    form = await press(ann, mirror, SORT)
    stale = await fill(ann, mirror, SORT)
    shown = await press(ann, await press(ann, stale, "Back to the mirror"), decided)
    if decided == "Don't keep":
        await press(ann, shown, "Drop it")
    told = await ann.submit_modal(form, CHOSEN | {"own_cards": "The cat"})
    assert say("checkin-gone") in read(told)
    assert "The cat" in read(told)
    assert "Go for a walk first\\." in read(told)


async def test_decided_while_the_piles_are_open(world: World, say: Speaker) -> None:
    """Old piles lead nowhere wrong: sorting again says that it is gone, what was kept stays as it was."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    record = record_of(mirror)
    piles = await fill(ann, mirror, SORT, **CHOSEN)
    await world.bot.services.checkin.keep(ann.id, record)
    shown = raw.click(world, ann, piles, f"al:1:sorting.show:{record}")
    await world.env.settle()
    assert "**Mine:** My worry, My energy" in words_on(shown)
    assert "Sort again …" not in buttons(screen_of(shown))
    assert "**Mine:** My worry, My energy" in words_on(await press(ann, shown, "Open"))
    late = raw.click(world, ann, piles, f"al:1:sorting.open:{record}")
    await world.env.settle()
    assert say("checkin-gone") in read(late)
    assert (await reflection_in(world, ann, record)).sorting is not None


@pytest.mark.parametrize("field", ["directly", "own_cards"])
async def test_the_card_comes_first_in_every_field(world: World, say: Speaker, field: str) -> None:
    """Heavy words are stored before the card shows; carrying on leads to the piles."""
    ann = world.member("ann")
    carded = await fill(ann, await mirror_of(world, ann), SORT, **(CHOSEN | {field: HEAVY}))
    assert say("card-title") in read(carded)
    assert HEAVY not in words_on(carded)
    assert list(buttons(screen_of(carded))) == ["Help lines", "Carry on", "Stop here"]
    await world.restart()
    stopped = await press(ann, carded, "Stop here")
    assert say("card-stopped") in read(stopped)
    shown = await press(ann, await press(ann, stopped, "Carry on"), "How you sorted")
    again = await press(ann, shown, "Sort again …")
    assert fields_of(again)[field]["value"] == HEAVY
    carded = await ann.submit_modal(again, CHOSEN | {field: HEAVY})
    assert HEAVY in words_on(await press(ann, carded, "Carry on"))


async def test_without_history_there_is_nothing_to_sort(world: World) -> None:
    """Where nothing is kept the way to the sorter is not shown: a sorting lives in a draft."""
    ann = world.member("ann")
    form = await press(ann, await ann.slash(world.channel, "checkin"), "Check in, keep nothing")
    assert SORT not in buttons(screen_of(await ann.submit_modal(form, {})))


async def test_withdrawing_while_the_form_is_open(world: World, say: Speaker) -> None:
    """Consent taken back: nothing is written, and the words come back."""
    ann = world.member("ann")
    form = await press(ann, await mirror_of(world, ann), SORT)
    overview = await ann.slash(world.channel, "privacy show")
    await fill(ann, overview, "Choose what is kept …", history=False)
    told = await ann.submit_modal(form, CHOSEN)
    assert say("checkin-gone") in read(told)
    assert "Go for a walk first\\." in read(told)
    assert "no undecided entries" in read(await ann.slash(world.channel, "privacy show"))


async def test_custom_ids_carry_no_answer(world: World) -> None:
    """Whatever is sent to Discord as an id says which record, and nothing of what was chosen."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    record = record_of(mirror)
    piles = await fill(ann, mirror, SORT, **CHOSEN, own_cards="The cat")
    ids = [*buttons(screen_of(piles)).values(), json.dumps((await press(ann, piles, "Sort again …")).modal)]
    assert {ident.split(":")[3] for ident in ids[:-1]} == {record, ""}
    assert re.search(r'"custom_id": "[^"]*(?:worry|cat|walk)', ids[-1]) is None


async def sorted_and_kept(world: World, who: Actor, **fields: Any) -> InteractionResult:
    """Check in, sort and keep; return what keeping showed."""
    piles = await fill(who, await check_in(world, who), SORT, **(CHOSEN | fields))
    return await press(who, await press(who, piles, "Back to the mirror"), "Keep this")


async def test_a_kept_sorting_is_exported_and_deleted_with_its_reflection(world: World) -> None:
    """It goes where its reflection goes."""
    ann = world.member("ann")
    await agree(world, ann)
    kept = await sorted_and_kept(world, ann)
    [exported] = document(world, await ann.slash(world.channel, "privacy export"))["reflections"]
    assert exported["sorting"]["whose"] == "theirs"
    assert exported["sorting"]["piles"]["the-pace"] == "shared"
    opened = await press(ann, kept, "Open")
    assert "**How you sorted that day**" in read(opened)
    await press(ann, await press(ann, opened, "Delete …"), "Yes, delete it")
    assert not document(world, await ann.slash(world.channel, "privacy export"))["reflections"]
