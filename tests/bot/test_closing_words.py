"""Whatever people write when they sort, plan and tell: shown to the letter, copied as it is, never lost."""

import pytest

from alongside.closing import CARD_MAX
from alongside.model import LINE_MAX
from alongside.store import database
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.closing_steps import (
    CHOSEN,
    DAY,
    PLAN,
    SORT,
    WRITTEN,
    assert_fits,
    boxes,
    draft_in,
    due,
    fields_of,
    fill,
    mirror_of,
    record_of,
    submit,
    words_on,
)
from tests.bot.steps import agree, buttons, check_in, press, read, screen_of
from tests.bot.test_errors import held
from tests.bot.test_words import NASTY, document
from tests.conftest import World


@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY.keys())
async def test_words_of_all_kinds_in_a_sorting(world: World, words: str) -> None:
    """Shown to the letter in piles and reflection, within Discord's limits; stored to the letter."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    record, words = record_of(mirror), words[:LINE_MAX]
    fields = {"mine": [], "theirs": [], "directly": words, "own_cards": words[: CARD_MAX * 2 + 1]}
    piles = submit(world, ann, f"al:1:sorting.sorted:{record}", fields)
    await world.env.settle()
    as_shown = words.replace("\x00", "\u2400").replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")
    assert as_shown in words_on(piles)
    assert_fits(piles)
    sorting = (await draft_in(world, ann, record)).sorting
    assert sorting is not None
    assert sorting.directly == words
    form = fields_of(await press(ann, piles, "Sort again …"))
    assert form["directly"]["value"] == as_shown
    assert list(boxes(form["mine"]))[8:] == list(sorting.own)
    opened = await press(
        ann, await press(ann, await press(ann, piles, "Back to the mirror"), "Keep this"), "Open"
    )
    assert as_shown in words_on(opened)
    assert_fits(opened)


async def test_a_sorting_that_cannot_be_stored_is_given_back(
    world: World, say: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another process holds the database the words come back; afterwards the same screen works."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    await world.restart()
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    with held(world):
        told = await fill(ann, mirror, SORT, **CHOSEN, own_cards="The cat")
    assert say("error-store-busy") in read(told)
    assert "The cat" in read(told)
    assert "Go for a walk first\\." in read(told)
    assert "My worry" in read(await fill(ann, mirror, SORT, **CHOSEN))


def copied(shown: str, say: Speaker) -> str:
    """Return what somebody copies from the screen: the code block's content, or the plain text."""
    _, _, rest = shown.partition(say("plan-copy") + "\n")
    block, _, _ = rest.partition("\n" + say("plan-unsent"))
    return block


@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY.keys())
async def test_words_of_all_kinds_in_a_plan(world: World, say: Speaker, words: str) -> None:
    """Ready to copy to the letter, whatever they are; stored and exported to the letter."""
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    record, words = record_of(mirror), words[:LINE_MAX]
    fields = {"own_ask": words, "offer": words, "if_no": words, "remind": "1"}
    shown = submit(world, ann, f"al:1:plan.made:{record}", fields)
    await world.env.settle()
    as_shown = words.replace("\x00", "\u2400").replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")
    expected = f"{as_shown.strip()}\n{as_shown.strip()}"
    block = copied(read(shown), say)
    if "```" in words:
        assert copied(words_on(shown), say) == expected
        assert "```" not in block.replace("\\`", "")
    else:
        assert block == f"```\n{expected}\n```"
    assert as_shown in words_on(shown).partition(say("plan-said-no"))[2]
    assert_fits(shown)
    form = fields_of(await press(ann, shown, "Change it …"))
    assert [form[name]["value"] for name in ("own_ask", "offer", "if_no")] == [as_shown] * 3
    opened = await press(ann, await press(ann, shown, "Keep this"), "Open")
    assert words_on(opened).count(as_shown) >= 3
    assert_fits(opened)
    [exported] = document(world, await ann.slash(world.channel, "privacy export"))["reflections"]
    assert exported["plan"] == {"ask": words, "offer": words, "if_no": words, "remind_in": 1}


@pytest.mark.parametrize("ticks", ["```", "a ``` b", "````", "`", "``", "ends with ``"])
async def test_back_ticks_never_break_the_block(world: World, say: Speaker, ticks: str) -> None:
    """Where a code block would end too early, the text stands there plainly instead."""
    ann = world.member("ann")
    shown = await fill(ann, await mirror_of(world, ann), PLAN, own_ask=ticks)
    block = copied(read(shown), say)
    if "```" in ticks:
        assert block.replace("\\`", "`") == ticks
        assert "```" not in block
    else:
        assert block == f"```\n{ticks}\n```"


async def test_a_plan_that_cannot_be_stored_is_given_back(
    world: World, say: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another process holds the database the words come back; afterwards the same screen works."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    await world.restart()
    ann = world.member("ann")
    mirror = await mirror_of(world, ann)
    with held(world):
        told = await fill(ann, mirror, PLAN, **WRITTEN, own_ask="Shall I?")
    assert say("error-store-busy") in read(told)
    for words in ("Shall I?", "I could cook on Friday\\.", "A little sad, and fine\\."):
        assert words in read(told)
    assert "cook" in read(await fill(ann, mirror, PLAN, **WRITTEN))


@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY.keys())
async def test_words_of_all_kinds_in_an_outcome(world: World, words: str) -> None:
    """Everything at its longest, in every field at once, is shown to the letter and fits."""
    ann = world.member("ann")
    words = words[:LINE_MAX]
    as_shown = words.replace("\x00", "\u2400").replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")
    await agree(world, ann)
    mirror = await check_in(world, ann, category="colleague", label="." * 40)
    record = buttons(screen_of(mirror))["Keep this"].split(":")[-1]
    for kind, fields in (
        ("sorting.sorted", {"mine": [], "whose": "unsure", "directly": words, "own_cards": "." * 40}),
        ("plan.made", {"own_ask": words, "offer": words, "if_no": words, "remind": "1"}),
        ("checkin.noted", {"note": "." * 4000}),
        ("checkin.keep", {}),
        ("outcome.told", {"did_ask": "yes", "said": words, "did": words}),
    ):
        sent = submit(world, ann, f"al:1:{kind}:{record}", fields)
        await world.env.settle()
        assert_fits(sent)
    assert words_on(sent).count(as_shown) >= 5
    await world.env.advance_time(DAY)
    opened = await press(ann, await ann.slash(world.channel, "reflections list"), "Open")
    assert_fits(opened)
    shown = words_on(opened)
    for label in ("What you meant to ask", "How you sorted"):
        if label in buttons(screen_of(opened)):
            page = raw.click(world, ann, opened, buttons(screen_of(opened))[label])
            await world.env.settle()
            assert_fits(page)
            shown += words_on(page)
            opened = await press(ann, page, "Open")
    assert shown.count(as_shown) >= 6


async def test_the_question_about_the_longest_words_fits(world: World) -> None:
    """Also when it has to be escaped from the first character to the last."""
    ann = world.member("ann")
    _, question = await due(world, ann, ask="*" * LINE_MAX)
    assert "*" * LINE_MAX in words_on(question)
    assert_fits(question)
