"""Note, label and later thoughts of what was kept."""

import pytest

from alongside.model import Purpose
from alongside.moments import MOST_LATER
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.finding import ids_on, listed, opened, rewrite, search, think
from tests.bot.steps import Actor, agree, buttons, controls, keep, press, read, screen_of
from tests.conftest import World


async def somebody(world: World, note: str | None = "As it was.") -> Actor:
    """Return somebody with one kept check-in."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, note, label="Lake")
    return ann


async def test_note_and_label_are_changed(world: World) -> None:
    """The form is filled with what is there; what is sent takes its place, in the search as well."""
    ann = await somebody(world)
    form = await press(ann, await opened(world, ann), "Note and label …")
    assert form.modal is not None
    assert [each["value"] for each in controls(form.modal)] == ["Lake", "As it was."]
    await world.restart()
    shown = await ann.submit_modal(form, {"note": "As it *is*.", "label": "  Hill  side "})
    assert "As it \\*is\\*\\." in read(shown)
    assert "Hill side" in read(shown)
    assert "As it was" not in read(shown)
    assert "one reflection" in read(await search(world, ann, "hill IS"))
    assert "none like this" in read(await search(world, ann, "was"))


async def test_empty_takes_them_away(world: World) -> None:
    """Neither note nor label is left."""
    ann = await somebody(world)
    shown = await rewrite(ann, await opened(world, ann), "", "")
    assert "Lake" not in read(shown)
    assert "Your note" not in read(shown)


async def test_later_thoughts_stand_below_with_their_date(world: World, say: Speaker) -> None:
    """Several, in the order in which they came; in the list, the search and the export."""
    ann = await somebody(world)
    shown = await opened(world, ann)
    for text in ("It helped to *ask*.", "Second thought"):
        shown = await think(ann, shown, text)
        await world.env.advance_time(3600)
    words = read(shown)
    assert words.index("It helped to \\*ask\\*\\.") < words.index("Second thought")
    assert words.count("**A later thought**, <t:") == 2
    assert say("entry-with-later", count=2) in read(await listed(world, ann))
    assert "one reflection" in read(await search(world, ann, "second"))
    [reflection] = await world.bot.services.privacy._store.reflections.all_of(ann.id)
    assert [each.text for each in reflection.check_in.later] == ["It helped to *ask*.", "Second thought"]  # type: ignore[union-attr]


async def test_what_was_kept_can_be_added_to_without_a_yes(world: World) -> None:
    """After the yes was taken back, what is added to a kept one stays with it; nothing else is written."""
    ann = await somebody(world)
    privacy = world.bot.services.privacy
    await privacy.choose(ann.id, Purpose.HISTORY, agreed=False)
    shown = await think(ann, await opened(world, ann), "An afterthought")
    assert "An afterthought" in read(shown)
    assert "Another label" in read(await rewrite(ann, shown, "Changed", "Another label"))
    assert not (await privacy.holdings(ann.id)).drafts
    assert not await privacy.keeps_history(ann.id)
    assert await world.bot.services.reflections.count(ann.id) == 1


async def test_one_later_thought_is_deleted(world: World) -> None:
    """The one that was asked about and no other, also where the button is pressed twice."""
    ann = await somebody(world)
    shown = await opened(world, ann)
    for text in ("one", "two", "three"):
        shown = await think(ann, shown, text)
        await world.env.advance_time(60)
    page = await press(ann, shown, "Later thoughts")
    assert "three" in read(page)
    page = await press(ann, page, "Previous page")
    asked = await press(ann, page, "Delete …")
    assert "two" in read(asked)
    yes = buttons(screen_of(asked))["Yes, delete it"]
    await world.restart()
    clicks = [raw.click(world, ann, asked, yes) for _ in range(2)]
    await world.env.settle()
    assert all(each.acknowledged for each in clicks)
    words = read(await opened(world, ann))
    assert "one" in words
    assert "three" in words
    assert "two" not in words


async def test_there_is_an_end_to_later_thoughts(world: World, say: Speaker) -> None:
    """The one that has no room is given back."""
    ann = await somebody(world)
    form = await press(ann, await opened(world, ann), "Add a thought …")
    record = ids_on(await listed(world, ann))[0].split(":")[-1].split(".")[0]
    for number in range(MOST_LATER):
        await world.bot.services.reflections.add_later(ann.id, record, f"thought {number}")
    told = await ann.submit_modal(form, {"later": "One too many."})
    assert say("later-full", most=MOST_LATER) in read(told)
    assert "One too many\\." in read(told)


async def test_the_longest_of_everything_fits(world: World) -> None:
    """A screen with all there can be is within Discord's limits, and every way on is there."""
    ann = await somebody(world, "*" * 4000)
    shown = await opened(world, ann)
    for _ in range(3):
        shown = await think(ann, shown, "_" * 1000)
    found = await press(ann, await search(world, ann, "*" * 60, label="Lake"), "Open")
    assert "Later thoughts" in buttons(screen_of(found))
    assert len(read(found)) <= 4000
    later = await press(ann, found, "Later thoughts")
    assert "\\_" * 1000 in read(later)
    assert "With the words" in read(later)


@pytest.mark.parametrize("way", ["note", "label", "later"])
async def test_the_card_comes_first(world: World, say: Speaker, way: str) -> None:
    """For every text that is written; it is kept, and carrying on shows it."""
    ann = await somebody(world)
    heavy = "I want to kill myself"
    shown = await opened(world, ann)
    if way == "later":
        card = await think(ann, shown, heavy)
    else:
        fields = {"note": "", "label": ""} | {way: heavy}
        card = await rewrite(ann, shown, **fields)
    assert say("card-title") in read(card)
    await world.restart()
    stopped = await press(ann, card, "Stop here")
    assert heavy in read(await press(ann, stopped, "Carry on"))


async def test_an_old_heavy_note_does_not_bring_the_card_again(world: World, say: Speaker) -> None:
    """Only what is written now is looked at: changing the label of such an entry goes straight on."""
    ann = await somebody(world, None)
    shown = await press(ann, await rewrite(ann, await opened(world, ann), "I want to die"), "Carry on")
    assert say("card-title") not in read(await rewrite(ann, shown, "I want to die", "Hill"))


async def test_what_is_gone_gives_the_words_back(world: World, say: Speaker) -> None:
    """Deleted in another window while the form was open."""
    ann = await somebody(world)
    shown = await opened(world, ann)
    note, thought = [await press(ann, shown, each) for each in ("Note and label …", "Add a thought …")]
    record = ids_on(await listed(world, ann))[0].split(":")[-1].split(".")[0]
    await world.bot.services.reflections.remove(ann.id, record)
    for form, fields in ((note, {"note": "My words", "label": ""}), (thought, {"later": "My words"})):
        told = await ann.submit_modal(form, fields)
        assert say("reflection-gone") in read(told)
        assert "My words" in read(told)


async def test_two_thoughts_at_once_are_both_there(world: World) -> None:
    """Two windows add up."""
    ann = await somebody(world)
    record = ids_on(await listed(world, ann))[0].split(":")[-1].split(".")[0]
    sent = [raw.submit(world, ann, f"al:1:reflections.thought:{record}.0", {"later": text}) for text in "xy"]
    await world.env.settle()
    assert all(each.acknowledged for each in sent)
    [reflection] = await world.bot.services.privacy._store.reflections.all_of(ann.id)
    assert {each.text for each in reflection.check_in.later} == {"x", "y"}  # type: ignore[union-attr]


async def test_nobody_changes_anothers(world: World, say: Speaker) -> None:
    """Forged forms find nothing, and leave what is there as it is."""
    ann, eve = await somebody(world), world.member("eve")
    await agree(world, eve)
    record = ids_on(await listed(world, ann))[0].split(":")[-1].split(".")[0]
    for kind, fields in (
        ("reflections.thought", {"later": "not mine"}),
        ("reflections.rewritten", {"note": "not mine", "label": "not mine"}),
    ):
        sent = raw.submit(world, eve, f"al:1:{kind}:{record}.0", fields)
        await world.env.settle()
        assert say("reflection-gone") in read(sent)
    words = read(await opened(world, ann))
    assert "As it was" in words
    assert "not mine" not in words
