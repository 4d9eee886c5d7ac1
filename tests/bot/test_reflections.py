"""Finding kept check-ins again."""

from simcord.results import InteractionResult

from alongside.texts import Speaker
from tests.bot.steps import Actor, agree, buttons, check_in, keep, press, read, screen_of
from tests.conftest import World


async def test_an_empty_list_leads_to_a_check_in(world: World, say: Speaker) -> None:
    """Nothing kept yet: it says so, and the way to a check-in goes by what is kept."""
    ann = world.member("ann")
    listed = await ann.slash(world.channel, "reflections list")
    assert say("list-empty") in read(listed)
    assert "Before you check in" in read(await press(ann, listed, "Check in"))


async def test_an_empty_list_with_consent_opens_the_questions(world: World) -> None:
    """Who agreed already gets the questions at once."""
    ann = world.member("ann")
    await agree(world, ann)
    listed = await ann.slash(world.channel, "reflections list")
    assert (await press(ann, listed, "Check in")).modal is not None


async def test_pages_newest_first(world: World) -> None:
    """Twelve reflections make three pages; turning goes both ways and stops at the ends."""
    ann = world.member("ann")
    await agree(world, ann)
    for number in range(12):
        await keep(world, ann, label=f"L{number:02}")
        await world.env.advance_time(3600)
    page = await ann.slash(world.channel, "reflections list")
    assert [f"L{n:02}" in read(page) for n in (11, 10, 9, 8, 7, 6)] == [True] * 5 + [False]
    assert "12 reflections · page 1 of 3" in read(page)
    assert "Newer" not in buttons(screen_of(page))
    page = await press(ann, await press(ann, page, "Older"), "Older")
    assert "L00" in read(page)
    assert "page 3 of 3" in read(page)
    assert "Older" not in buttons(screen_of(page))
    opened = await press_first_open(ann, page)
    assert "L01" in read(opened)
    page = await press(ann, opened, "Back")
    assert "page 3 of 3" in read(page)
    assert "page 2 of 3" in read(await press(ann, page, "Newer"))


async def press_first_open(who: Actor, on: InteractionResult) -> InteractionResult:
    """Open the first entry of a page."""
    ident = next(
        c["accessory"]["custom_id"]
        for block in screen_of(on).components
        for c in block["components"]
        if c.get("type") == 9
    )
    return await who.click(screen_of(on), custom_id=ident)


async def test_deleting_asks_first(world: World, say: Speaker) -> None:
    """One may go back; once deleted it is gone, also from screens that still show it."""
    ann = world.member("ann")
    await agree(world, ann)
    kept = await keep(world, ann, "Mine")
    stale = await ann.slash(world.channel, "reflections list")
    asked = await press(ann, await press(ann, kept, "Open"), "Delete …")
    assert say("delete-title") in read(asked)
    opened = await press(ann, asked, "No, leave it")
    assert "Mine" in read(opened)
    await press(ann, await press(ann, opened, "Delete …"), "Yes, delete it")
    assert say("reflection-gone") in read(await press(ann, stale, "Open"))
    assert say("list-empty") in read(await ann.slash(world.channel, "reflections list"))


async def test_the_same_question_each_time_it_is_opened(world: World) -> None:
    """A reflection opens as it was when it was kept, question and all."""
    ann = world.member("ann")
    await agree(world, ann)
    kept = await keep(world, ann)
    first = read(await press(ann, kept, "Open"))
    await world.restart()
    second = read(await press(ann, await ann.slash(world.channel, "reflections list"), "Open"))
    assert first == second


async def test_an_undecided_check_in_is_found_again(world: World) -> None:
    """One that was answered and neither kept nor dropped stands on the first page, until it is decided."""
    ann = world.member("ann")
    await agree(world, ann)
    await check_in(world, ann, label="Lake")
    listed = await ann.slash(world.channel, "reflections list")
    assert "not decided yet" in read(listed)
    assert "Lake" in read(listed)
    kept = await press(ann, await press(ann, listed, "Look at it"), "Keep this")
    listed = await press(ann, kept, "My reflections")
    assert "not decided yet" not in read(listed)
    assert "one reflection" in read(listed)


async def test_a_reflection_speaks_of_its_own_day(world: World) -> None:
    """What is opened later speaks of that day, not of today."""
    ann = world.member("ann")
    await agree(world, ann)
    opened = read(await press(ann, await keep(world, ann), "Open"))
    assert "That day's answer sat" in opened
    assert "Today" not in opened


async def test_several_undecided_ones_are_counted(world: World, say: Speaker) -> None:
    """The newest can be opened, the others are not forgotten: each comes up in its turn."""
    ann = world.member("ann")
    await agree(world, ann)
    for _ in range(3):
        await check_in(world, ann)
        await world.env.advance_time(60)
    listed = await ann.slash(world.channel, "reflections list")
    assert say("list-undecided-more", count=2) in read(listed)
    await press(ann, await press(ann, listed, "Look at it"), "Keep this")
    listed = await ann.slash(world.channel, "reflections list")
    assert say("list-undecided-more", count=1) in read(listed)
