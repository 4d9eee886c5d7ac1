"""/support status: health in words, counts from five on, and nobody's name."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import discord
import pytest

from alongside.support_choices import FEW
from alongside.supporting import Overview, Request, State, SupportSpace, Week
from alongside.texts import Speaker
from cogs.ui.support_status import status_screen
from cogs.ui.support_survey import Look
from tests.bot.steps import buttons, press, read, screen_of
from tests.bot.support_server import PANEL, ROLE, channel, helper, invited, moderator, put_up
from tests.conftest import World

CALM = Overview(open=0, waiting=0, unseen=0, untidy=0, longest_wait=None, weeks=())


def told(say: Speaker, doing: Overview) -> str:
    """Return what a status says of these counts, where nothing is in the way."""
    space = SupportSpace(1, channel_id=2, helper_channel_id=3, role_id=4, panel_id=5)
    view = status_screen(say, space, Look({}, ()), doing, panel_gone=False)
    return "\n".join(
        each.content for each in view.walk_children() if isinstance(each, discord.ui.TextDisplay)
    )


async def test_nothing_there(world: World) -> None:
    """Without a support channel there is a way to make one."""
    sam = moderator(world)
    shown = await sam.slash(world.channel, "support status")
    assert "no support channel here" in read(shown)
    assert "Where do people ask?" in read(await press(sam, shown, "Set up or mend"))


async def test_half_set_up(world: World) -> None:
    """Begun and not finished is said, not counted as working."""
    invited(world)
    sam = moderator(world)
    await press(sam, await sam.slash(world.channel, "support setup"), "Make a channel")
    assert "not finished yet" in read(await sam.slash(world.channel, "support status"))


async def test_all_well(world: World) -> None:
    """Set up and untouched, it says so, and that nobody waits."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    shown = read(await sam.slash(world.channel, "support status"))
    assert "Everything works" in shown
    assert "no conversation is open" in shown


async def test_a_deleted_panel_is_noticed(world: World) -> None:
    """Deleted by hand, it is missed, and one press leads to mending it."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    [panel] = channel(world, PANEL).pinned_messages()
    world.env.backend.delete_message(channel(world, PANEL).id, panel.id)
    await world.env.settle()
    shown = await sam.slash(world.channel, "support status")
    assert "The panel is gone" in read(shown)
    await press(sam, await press(sam, shown, "Set up or mend"), "Bring the panel up to date")
    assert "Everything works" in read(await sam.slash(world.channel, "support status"))


async def test_a_real_conversation_is_counted_and_not_told(world: World) -> None:
    """One request, open and waiting: a count of one, and neither who asked nor who helps."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    ann, hal = world.member("quinley"), helper(world, "hallie")
    [panel] = channel(world, PANEL).pinned_messages()
    form = await ann.click(panel, label="I'd like support")
    assert form.modal is not None
    await ann.submit_modal(
        form, {"needs": ["listen"], "support_words": "Something quite private", "yes": True}
    )
    shown = read(await sam.slash(world.channel, "support status"))
    assert "one conversation is open" in shown
    assert "One waits" in shown
    assert "fewer than five asked" in shown
    for private in ("quinley", str(ann.id), "hallie", str(hal.id), "private", "listen"):
        assert private not in shown


@pytest.mark.parametrize("count", range(FEW))
def test_few_are_not_counted(say: Speaker, count: int) -> None:
    """Below five, a week says only that: no number, no time."""
    week = Week(date(2026, 3, 2), asked=count, met=count, waited=timedelta(hours=77))
    shown = told(say, replace(CALM, weeks=(week,)))
    assert "fewer than five asked" in shown
    assert "77" not in shown
    assert "3 days" not in shown


def test_few_met_hide_how_long_it_took(say: Speaker) -> None:
    """Of many who asked few were met: neither their number nor their wait is told."""
    week = Week(date(2026, 3, 2), asked=9, met=FEW - 1, waited=timedelta(hours=40))
    shown = told(say, replace(CALM, weeks=(week,)))
    assert "9 asked, fewer than five met" in shown
    assert "average" not in shown


def test_from_five_on_they_are_told(say: Speaker) -> None:
    """Counts, and how long it took on average; the newest week first, and not more than six."""
    weeks = tuple(
        Week(date(2026, 1, 5) + timedelta(weeks=n), asked=5 + n, met=5, waited=timedelta(minutes=50))
        for n in range(9)
    )
    shown = told(say, replace(CALM, weeks=weeks))
    assert "Mar 2, 2026: 13 asked, 5 met by a helper, after 10 minutes on average" in shown
    assert shown.index("Mar 2") < shown.index("Feb 23")
    assert "Jan 19" not in shown


def test_how_long_the_longest_waits(say: Speaker) -> None:
    """Who waits longest is a time, so that somebody can look."""
    shown = told(say, replace(CALM, open=3, waiting=2, longest_wait=timedelta(hours=5)))
    assert "3 conversations are open" in shown
    assert "2 wait for a helper" in shown
    assert "Waiting longest: 5 hours" in shown


def test_what_is_stuck_is_said(say: Speaker) -> None:
    """Requests that no helper can see, and threads that could not be put away, are in the way."""
    shown = told(say, replace(CALM, open=1, unseen=1, untidy=2))
    assert "no card that helpers could see" in shown
    assert "2 threads are closed" in shown
    assert "Everything works" not in shown


async def test_no_screen_of_moderators_names_anybody(world: World) -> None:
    """Status, setup and removal: with a request stored, no screen has an id or a name of a person."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    ann = world.member("ann-with-a-name")
    [panel] = channel(world, PANEL).pinned_messages()
    form = await ann.click(panel, label="I'd like support")
    await ann.submit_modal(form, {"needs": ["listen"], "support_words": "Quite private", "yes": True})
    for command in ("status", "setup", "remove"):
        shown = await sam.slash(world.channel, f"support {command}")
        everything = str(screen_of(shown).components)
        assert str(ann.id) not in everything
        assert "ann-with-a-name" not in everything
        assert "Quite private" not in everything
        assert buttons(screen_of(shown))


def test_requests_carry_no_words() -> None:
    """What moderators' counts are made of has no place for anybody's words."""
    request = Request("r", 1, 2, State.OPEN, "c", datetime(2026, 1, 1, tzinfo=UTC))
    assert not {"words", "needs", "text"} & set(vars(request))


async def test_the_role_is_told_to_be_gone(world: World) -> None:
    """A deleted role is named in the status with the step that it belongs to."""
    invited(world)
    sam = moderator(world)
    await put_up(world, sam)
    world.env.backend.delete_role(world.guild.id, world.guild.roles[ROLE].id)
    await world.env.settle()
    shown = read(await sam.slash(world.channel, "support status"))
    assert "Who helps" in shown
    assert "The role that was chosen here is gone" in shown
