"""Each yes on its own: how it stands, what a change does, and that it does just that."""

import pytest
from simcord.results import InteractionResult

from alongside.model import Purpose
from alongside.services.privacy import SHOWN, UNLESS_REFUSED
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.finding import ids_on
from tests.bot.pausing import begin
from tests.bot.pausing import rows as pauses
from tests.bot.steps import Actor, agree, buttons, check_in, controls, keep, press, read, screen_of
from tests.conftest import World

DAY = 86_400


async def overview(world: World, who: Actor) -> InteractionResult:
    """Open what is kept."""
    return await who.slash(world.channel, "privacy show")


async def about(world: World, who: Actor, purpose: Purpose) -> InteractionResult:
    """Open one purpose from there."""
    return await who.click(screen_of(await overview(world, who)), custom_id=f"al:1:consent.about:{purpose}")


async def kept_for_long(world: World, who: Actor) -> None:
    """Keep two check-ins, the second of them 100 days after the first, until they are deleted."""
    await agree(world, who, "always")
    await keep(world, who, label="Old")
    world.env.settle_timeout = 60.0
    await world.env.advance_time(100 * DAY)
    await keep(world, who, label="New")


async def count(world: World, who: Actor) -> int:
    """Return how many reflections somebody has."""
    return await world.bot.services.reflections.count(who.id)


async def test_every_purpose_stands_in_one_place(world: World, say: Speaker) -> None:
    """With how it stands and the way to change it; who never said yes sees what holds without one."""
    ann = world.member("ann")
    shown = await overview(world, ann)
    seen = {ident for ident in ids_on(shown) if ident.startswith("al:1:consent.about")}
    assert seen == {f"al:1:consent.about:{each}" for each in UNLESS_REFUSED}
    await agree(world, ann)
    shown = await overview(world, ann)
    for purpose in SHOWN:
        assert say(f"purpose-name-{purpose}") in read(shown)
        assert f"al:1:consent.about:{purpose}" in ids_on(shown)
    assert say("purpose-never-messages") in read(shown)
    assert "You said yes to keeping check-ins" in read(shown)


async def test_each_line_says_what_it_is_about(world: World, say: Speaker) -> None:
    """When the oldest reflection goes stands right below how many there are, and not below other things."""
    ann, ben = world.member("ann"), world.member("ben")
    await agree(world, ann)
    await keep(world, ann)
    await world.bot.services.offers.block(ann.id, ben.id)
    lines = read(await overview(world, ann)).splitlines()
    assert lines[1].startswith("One reflection, and")
    assert lines[2].startswith("The oldest reflection goes on <t:")
    assert lines[3] == say("privacy-offer-blocks", count=1)


async def test_what_taking_history_back_does_is_said_first(world: World, say: Speaker) -> None:
    """With the counts; then it does that, and saying yes again is as easy."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann)
    await check_in(world, ann)
    one = await about(world, ann, Purpose.HISTORY)
    assert say("purpose-end-history") in read(one)
    assert say("consent-ends", drafts=1, reflections=1) in read(one)
    await world.restart()
    after = await press(ann, one, "Take my yes back")
    assert "took back your yes to keeping check-ins" in read(after)
    assert say("privacy-counts", reflections=1, drafts=0) in read(after)
    one = await about(world, ann, Purpose.HISTORY)
    assert say("purpose-give-history") in read(one)
    again = await ann.submit_modal(await press(ann, one, "Choose what is kept …"), {"history": True})
    assert "You said yes to keeping check-ins" in read(again)


async def test_messages_are_agreed_to_and_taken_back(world: World, say: Speaker) -> None:
    """Each with what it means said first; a pause that stands on it alone goes."""
    ann = world.member("ann")
    await begin(world, ann, message=True)
    assert len(pauses(world)) == 1
    one = await about(world, ann, Purpose.MESSAGES)
    assert say("purpose-end-messages") in read(one)
    after = await press(ann, one, "Take my yes back")
    assert "took back your yes to messages" in read(after)
    assert pauses(world) == []
    one = await about(world, ann, Purpose.MESSAGES)
    assert say("purpose-give-messages") in read(one)
    assert "You said yes to messages" in read(await press(ann, one, "Say yes"))


async def test_a_shorter_time_says_what_goes_before_it_does(world: World, say: Speaker) -> None:
    """The count, a second word, and then just these go; the next one has its date in the overview."""
    ann = world.member("ann")
    await kept_for_long(world, ann)
    assert "The oldest reflection goes on" not in read(await overview(world, ann))
    one = await about(world, ann, Purpose.HISTORY)
    asked = await press(ann, one, "90 days …")
    assert say("retention-goes", retention="90 days", count=1) in read(asked)
    assert await count(world, ann) == 2
    await world.restart()
    after = await press(ann, asked, "Yes, keep them this long")
    assert await count(world, ann) == 1
    assert "How long: 90 days" in read(after)
    newest = (await world.bot.services.reflections.page(ann.id, 0)).entries[0].created_at
    assert f"<t:{int(newest.timestamp()) + 90 * DAY}:D>" in read(after)


async def test_one_can_leave_it(world: World, say: Speaker) -> None:
    """Nothing goes and nothing changes; a longer time takes nothing."""
    ann = world.member("ann")
    await kept_for_long(world, ann)
    one = await about(world, ann, Purpose.HISTORY)
    assert "Until I delete them …" not in buttons(screen_of(one))
    back = await press(ann, await press(ann, one, "90 days …"), "No, leave it")
    assert "until you delete them" in read(back)
    asked = await press(ann, back, "A year …")
    assert say("retention-goes", retention="a year", count=0) in read(asked)
    await press(ann, asked, "Yes, keep them this long")
    assert await count(world, ann) == 2


async def test_more_than_was_said_never_goes(world: World, say: Speaker) -> None:
    """Where another one grew too old since, or the number is forged, it asks anew."""
    ann = world.member("ann")
    await kept_for_long(world, ann)
    asked = await press(ann, await about(world, ann, Purpose.HISTORY), "90 days …")
    await world.env.advance_time(95 * DAY)
    again = await press(ann, asked, "Yes, keep them this long")
    assert say("retention-goes", retention="90 days", count=2) in read(again)
    assert await count(world, ann) == 2
    forged = raw.click(world, ann, again, "al:1:consent.lengthen:90d.0")
    await world.env.settle()
    assert say("retention-goes", retention="90 days", count=2) in read(forged)
    assert await count(world, ann) == 2


async def test_the_form_says_it_too(world: World, say: Speaker) -> None:
    """Who has said yes reads in the form what unticking and each shorter time would do."""
    ann = world.member("ann")
    await kept_for_long(world, ann)
    form = await press(ann, await overview(world, ann), "Choose what is kept …")
    assert form.modal is not None
    told = form.modal["components"][0]["content"]
    assert say("consent-ends", drafts=0, reflections=2) in told
    assert say("retention-goes", retention="90 days", count=1) in told
    assert say("consent-text") in told
    assert len(list(controls(form.modal))) == 3
    await ann.submit_modal(form, {"history": True, "retention": "90d"})
    assert await count(world, ann) == 1


@pytest.mark.parametrize(
    "ident",
    [
        "consent.give:history",
        "consent.give:nothing",
        "consent.end:x",
        "consent.length:10d",
        "consent.lengthen:90d.99",
        "consent.about:",
    ],
)
async def test_forged_wishes_give_no_yes(world: World, ident: str) -> None:
    """What somebody who agreed to nothing sends in writes nothing about them, and is answered."""
    eve = world.member("eve")
    made = raw.click(world, eve, await overview(world, eve), f"al:1:{ident}")
    await world.env.settle()
    assert read(made)
    assert not (await world.bot.services.privacy.holdings(eve.id)).anything
