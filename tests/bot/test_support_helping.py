"""Being a helper: brought in, handing over, stepping back, being asked how it is."""

from dataclasses import replace
from typing import Any

from alongside.supporting import SupportSpace
from tests.bot import raw
from tests.bot.steps import press, read, screen_of, texts_of
from tests.bot.support_server import CARDS, ROLE, channel, helper
from tests.bot.supporting import (
    ask,
    cards,
    join,
    later,
    members,
    met,
    need,
    panel,
    presences,
    push,
    said,
    support_channel,
    tap,
    thread,
    threads,
)
from tests.conftest import World

HOUR = 3_600


async def change(world: World, **changes: Any) -> None:
    """Change what moderators chose."""

    def make(space: SupportSpace) -> SupportSpace:
        return replace(space, **changes)

    await world.bot.services.support.change_space(world.guild.id, make)


def card_id(world: World) -> str:
    """Return the record that the last card names."""
    return said(cards(world)[-1]).split("support.look:")[1].partition('"')[0]


async def test_without_the_role_nobody_sees_or_claims(world: World) -> None:
    """By any button of a card or a primer, forged or old, a member learns nothing and gets nowhere."""
    await support_channel(world)
    ann, eve = world.member("ann"), world.member("eve")
    await ask(world, ann, needs=["practical"])
    record = card_id(world)
    for kind in (
        "look",
        "claim",
        "hand",
        "backup",
        "step",
        "stepped",
        "change",
        "solved",
        "close",
        "another",
    ):
        made = push(world, eve, need(world), f"al:1:support.{kind}:{record}")
        await world.env.settle()
        told = read(made)
        assert "for the helpers of this server" in told or "people in this conversation" in told, kind
        assert "Practical" not in told
    for kind in ("another-now", "another-then", "report", "reported", "change-go", "changed"):
        made = push(world, eve, need(world), f"al:1:support.{kind}:{record}")
        await world.env.settle()
        told = read(made)
        assert "people in this conversation" in told or "Nothing was ticked" in told, kind
    assert members(world) == {ann.id}
    assert len(cards(world)) == 1


async def test_a_role_that_was_taken_opens_nothing(world: World) -> None:
    """The role counts as it is at the click, not as it was when the primer was opened."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    await ask(world, ann)
    await hal.click(cards(world)[-1], label="Look at it …")
    world.env.backend.remove_member_role(world.guild.id, hal.id, world.guild.roles[ROLE].id)
    pressed = push(world, hal, panel(world), f"al:1:support.claim:{card_id(world)}")
    await world.env.settle()
    assert "for the helpers of this server" in read(pressed)
    assert members(world) == {ann.id}


async def test_a_card_of_another_server_leads_nowhere(world: World) -> None:
    """A helper of one server cannot claim what was asked for in another one."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    record = card_id(world)
    other = world.env.create_guild("Elsewhere")
    role = other.create_role("Helpers")
    talk = other.create_text_channel("talk")
    hal = other.add_member(world.env.create_user("hal"), roles=[role])

    def copied(space: SupportSpace) -> SupportSpace:
        return replace(space, channel_id=talk.id, helper_channel_id=talk.id, role_id=role.id)

    await world.bot.services.support.change_space(other.id, copied)
    start = await hal.slash(talk, "about")
    elsewhere = World(world.env, world.settings, other, talk)
    for kind in ("look", "claim"):
        made = raw.click(elsewhere, hal, start, f"al:1:support.{kind}:{record}")
        await world.env.settle()
        assert "closed, or gone" in read(made)
    assert members(world) == {ann.id}


async def test_helpers_do_not_meet_themselves(world: World) -> None:
    """A helper who asks sees the card as anybody does, and is told that somebody else will come."""
    await support_channel(world)
    hal = helper(world)
    await ask(world, hal)
    assert "This one is yours" in read(await hal.click(cards(world)[-1], label="Look at it …"))
    assert presences(world) == []


async def test_at_most_so_many_at_once(world: World) -> None:
    """At their limit a helper is asked how they are, and is not let in; a place that gets free lets them."""
    await support_channel(world)
    hal = helper(world)
    first, *_ = people = [world.member(name) for name in ("ann", "bea", "cas")]
    answers = []
    for each in people:
        await ask(world, each)
        shown = await hal.click(cards(world)[-1], label="Look at it …")
        answers.append(await press(hal, shown, "Bring me in") if "Before you go in" in read(shown) else shown)
    assert "How is it with you?" not in read(answers[0])
    assert "How is it with you?" in read(answers[1])
    assert "2 conversations now" in read(answers[2])
    assert "How is it with you?" in read(answers[2])
    assert presences(world) == ["here", "here"]
    await press(first, await tap(world, first, "I've got it", threads(world)[0]), "Close it")
    assert "You're in" in read(await join(world, hal))


async def test_the_limit_holds_at_the_second_click_too(world: World) -> None:
    """A primer that was opened before the limit was reached does not lead past it."""
    await support_channel(world)
    await change(world, limit=1)
    hal = helper(world)
    await ask(world, world.member("ann"))
    primer = await hal.click(cards(world)[-1], label="Look at it …")
    await ask(world, world.member("bea"))
    await join(world, hal)
    assert "as many as one helper holds" in read(await press(hal, primer, "Bring me in"))
    assert presences(world) == ["here"]


async def test_who_comes_second_gets_a_kind_word(world: World) -> None:
    """With a primer open while somebody else was quicker."""
    await support_channel(world)
    ann, hal, ida = world.member("ann"), helper(world), helper(world, "ida")
    await ask(world, ann)
    primer = await ida.click(cards(world)[-1], label="Look at it …")
    await join(world, hal)
    assert "Somebody else is with them already" in read(await press(ida, primer, "Bring me in"))
    assert members(world) == {ann.id, hal.id}


async def test_pressing_twice_is_told(world: World) -> None:
    """Who is in there already is shown the way."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    await ask(world, ann)
    primer = await hal.click(cards(world)[-1], label="Look at it …")
    await press(hal, primer, "Bring me in")
    again = push(world, hal, need(world), f"al:1:support.claim:{record_of(world)}")
    await world.env.settle()
    assert thread(world).mention in read(again)
    assert presences(world) == ["here"]


def record_of(world: World) -> str:
    """Return the record that the one thread stands for."""
    return said(need(world)).split("support.solved:")[1].partition('"')[0]


async def test_handing_over(world: World) -> None:
    """A card goes out, the helper stays until somebody comes, and is out then; they may come again later."""
    await support_channel(world)
    ann, hal = await met(world)
    ida = helper(world, "ida")
    assert "asked to take over" in read(await tap(world, hal, "Hand off"))
    assert "one more helper" in said(cards(world)[-1])
    assert members(world) == {ann.id, hal.id}
    assert len(cards(world)) == 1
    await tap(world, hal, "Hand off")
    assert len(cards(world)) == 1
    await join(world, ida)
    assert members(world) == {ann.id, ida.id}
    assert presences(world) == ["here", "stepped"]
    assert cards(world) == []
    await tap(world, ida, "Hand off")
    await join(world, hal)
    assert members(world) == {ann.id, hal.id}


async def test_backup(world: World) -> None:
    """One more comes, and both stay."""
    await support_channel(world)
    ann, hal = await met(world)
    ida = helper(world, "ida")
    assert "One more helper is asked for" in read(await tap(world, hal, "Ask for backup"))
    await join(world, ida)
    assert members(world) == {ann.id, hal.id, ida.id}
    assert presences(world) == ["here", "here"]
    assert cards(world) == []


async def test_stepping_back(world: World) -> None:
    """Without a reason: out of the thread, the card with the helpers again, and a question to them alone."""
    await support_channel(world)
    ann, hal = await met(world)
    before = len(thread(world).history())
    answer = await press(hal, await tap(world, hal, "Step back …"), "Step back")
    assert "You have stepped back" in read(answer)
    assert "How is it with you now?" in read(answer)
    assert members(world) == {ann.id}
    assert "Somebody would like support" in said(cards(world)[-1])
    assert "Just listen" in said(cards(world)[-1])
    assert len(thread(world).history()) == before
    later = await hal.slash(world.channel, "about")
    assert not any("is over" in texts_of(each) for each in later.followups)  # they were asked already
    assert "You're in" in read(await join(world, hal))


async def test_another_helper_at_once(world: World) -> None:
    """The one who was there is out, the card goes out again, and it goes to somebody else."""
    await support_channel(world)
    ann, hal = await met(world)
    ida = helper(world, "ida")
    choice = await tap(world, ann, "Another helper, please …")
    assert "No reason needed" in read(choice)
    assert "Whoever was here has gone" in read(await press(ann, choice, "Go at once"))
    assert members(world) == {ann.id}
    shown = await hal.click(cards(world)[-1], label="Look at it …")
    assert "goes to somebody else now" in read(shown)
    await join(world, ida)
    assert members(world) == {ann.id, ida.id}


async def test_another_helper_with_a_handover(world: World) -> None:
    """The one who is there stays until somebody comes, whatever they press, and may not come again."""
    await support_channel(world)
    ann, hal = await met(world)
    ida = helper(world, "ida")
    await press(ann, await tap(world, ann, "Another helper, please …"), "Stay until then")
    assert members(world) == {ann.id, hal.id}
    await tap(world, hal, "Ask for backup")
    assert presences(world) == ["relieved"]
    await join(world, ida)
    assert members(world) == {ann.id, ida.id}
    await tap(world, ida, "Ask for backup")
    assert "goes to somebody else" in read(await hal.click(cards(world)[-1], label="Look at it …"))


async def test_who_is_relieved_and_steps_back_does_not_come_again(world: World) -> None:
    """Leaving a moment earlier does not undo that somebody else was asked for."""
    await support_channel(world)
    ann, hal = await met(world)
    await press(ann, await tap(world, ann, "Another helper, please …"), "Stay until then")
    await press(hal, await tap(world, hal, "Step back …"), "Step back")
    assert members(world) == {ann.id}
    assert "goes to somebody else" in read(await hal.click(cards(world)[-1], label="Look at it …"))


async def test_another_helper_where_nobody_is_there(world: World) -> None:
    """Then the request stands with the helpers already."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    assert "Nobody is with you yet" in read(await tap(world, ann, "Another helper, please …"))
    assert len(cards(world)) == 1


async def test_each_side_has_its_own_buttons(world: World) -> None:
    """Who presses the other side's is told kindly, and nothing happens."""
    await support_channel(world)
    ann, hal = await met(world)
    for label in ("Hand off", "Ask for backup", "Step back …"):
        assert "for the helpers in this conversation" in read(await tap(world, ann, label))
    for label in ("I've got it", "Another helper, please …", "Change what would help …"):
        assert "for whoever asked" in read(await tap(world, hal, label))
    assert presences(world) == ["here"]


async def test_several_in_a_row_are_asked_about(world: World) -> None:
    """After three within a day a helper is asked how they are; a day later no more. Nobody else sees it."""
    await support_channel(world)
    await change(world, limit=5)
    hal = helper(world)
    shown = []
    for name in ("ann", "bea", "cas"):
        await ask(world, world.member(name))
        shown.append(read(await join(world, hal)))
    assert ["How is it with you?" in each for each in shown] == [False, False, True]
    await later(world, 25 * HOUR)
    await ask(world, world.member("dan"))
    assert "How is it with you?" not in read(await hal.click(cards(world)[-1], label="Look at it …"))
    assert "How is it" not in "".join(map(said, channel(world, CARDS).history()))


async def test_a_helper_is_asked_afterwards_once(world: World) -> None:
    """Beside their next command, and never in a message that they did not ask for."""
    await support_channel(world)
    ann, hal = await met(world)
    await press(ann, await tap(world, ann, "I've got it"), "Close it")
    first = await hal.slash(world.channel, "about")
    assert any("How is it with you now?" in texts_of(each) for each in first.followups)
    second = await hal.slash(world.channel, "about")
    assert second.followups == []
    assert hal.user.dm_channel.history() == []
    assert screen_of(first).ephemeral


async def test_an_old_card_that_a_crash_left_is_taken_down(world: World) -> None:
    """A card behind which nothing stands any more goes with the first click on it."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    await ask(world, ann)
    service = world.bot.services.support
    [request] = await service.requests_in(world.guild.id)
    await service.change(request.id, lambda each: replace(each, card_id=None))
    await world.bot.support_desk.settle(request)
    orphan, _ = cards(world)
    await join(world, hal)
    assert [each.id for each in cards(world)] == [orphan.id]
    shown = await hal.click(orphan, label="Look at it …")
    assert thread(world).mention in read(shown)
    assert cards(world) == []
