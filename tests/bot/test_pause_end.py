"""The end of a pause: one message where it was agreed to, else a word at the next command."""

from typing import Any

import pytest
import simcord

from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.pausing import MINUTE, answer, begin, messages, record_of, rows, said, told_at
from tests.bot.steps import Actor, agree, buttons, press, read, screen_of, texts_of
from tests.conftest import World

OPENED = "POST", "/users/@me/channels"
SENT = "POST", "/channels/*/messages"


def beside(result: simcord.InteractionResult) -> list[str]:
    """Return what was shown beside a command's answer."""
    return [texts_of(each) for each in result.followups if "Your pause ended" in texts_of(each)]


async def test_the_message_comes_at_the_end_and_once(world: World, say: Speaker) -> None:
    """Not before, not twice, not after a restart; one line, and nothing of what was written."""
    ann = world.member("ann")
    await begin(world, ann, message=True)
    await world.env.advance_time(10 * MINUTE - 2)
    assert messages(ann) == []
    await world.env.advance_time(3)
    [message] = messages(ann)
    assert say("pause-end") in said(message)
    assert "answered" not in said(message)
    assert "Tea" not in said(message)
    assert told_at(world) is not None
    for _ in range(2):
        await world.restart()
        await world.env.advance_time(30 * MINUTE)
    assert len(messages(ann)) == 1
    assert beside(await ann.slash(world.channel, "about")) == []


async def test_answering_from_the_message(world: World) -> None:
    """ "How is it now?" works on the message; the draft can be kept from there."""
    ann = world.member("ann")
    await agree(world, ann)
    await begin(world, ann, message=True)
    await world.env.advance_time(11 * MINUTE)
    [message] = messages(ann)
    await world.restart()
    form = await ann.user.click(message, label="How is it now?")
    await ann.user.submit_modal(form, {"after": ["6"], "note": "Later."})
    [message] = messages(ann)
    assert "Before **8**, now **6**." in said(message)
    await ann.user.click(message, label="Keep this")
    assert "one reflection" in read(await ann.slash(world.channel, "reflections list"))
    assert rows(world) == []


async def test_removing_the_message(world: World) -> None:
    """It can be taken away; the pause stays to be answered."""
    ann = world.member("ann")
    await begin(world, ann, message=True)
    await world.env.advance_time(11 * MINUTE)
    [message] = messages(ann)
    assert "Help now" in said(message)
    await ann.user.click(message, label="Remove this message")
    assert messages(ann) == []
    assert "now **7**" in read(await answer(ann, await ann.slash(world.channel, "pause"), 7))


@pytest.mark.parametrize("place", [OPENED, SENT])
@pytest.mark.parametrize("code", [50007, 50278])
async def test_closed_messages_wait_for_the_next_command(
    world: World, say: Speaker, place: tuple[str, str], code: int
) -> None:
    """The yes to messages stays, it is not tried again, and the end is told beside the next answer."""
    ann = world.member("ann")
    await begin(world, ann, message=True)
    world.env.inject_error(*place, status=403, code=code, message="Cannot send messages to this user")
    await world.env.advance_time(11 * MINUTE)
    assert messages(ann) == []
    assert told_at(world) is None
    await world.restart()
    await world.env.advance_time(30 * MINUTE)
    assert messages(ann) == []
    shown = await ann.slash(world.channel, "privacy show")
    assert "You said yes to messages" in texts_of(shown.response or screen_of(shown))
    assert len(beside(shown)) == 1
    assert beside(await ann.slash(world.channel, "privacy show")) == []
    assert "now **2**" in read(await answer(ann, shown, 2))


async def test_told_beside_the_next_command_once(world: World, say: Speaker) -> None:
    """Without a message: at the next command, beside its answer, once; and it can be answered there."""
    ann, ben = world.member("ann"), world.member("ben")
    await agree(world, ann)
    await begin(world, ann)
    assert beside(await ann.slash(world.channel, "about")) == []
    await world.env.advance_time(11 * MINUTE)
    assert messages(ann) == []
    assert beside(await ben.slash(world.channel, "about")) == []
    assert beside(await ann.slash(world.channel, "help-now")) == []
    await world.restart()
    shown = await ann.slash(world.channel, "about")
    assert len(beside(shown)) == 1
    assert "Help now" in buttons(screen_of(shown))
    assert beside(await ann.slash(world.channel, "about")) == []
    assert "now **1**" in read(await answer(ann, shown, 1))


async def test_told_after_a_command_that_opens_a_form(world: World) -> None:
    """Not while a form is open, but once it was sent."""
    ann = world.member("ann")
    await agree(world, ann)
    await begin(world, ann)
    await world.env.advance_time(11 * MINUTE)
    form = await ann.slash(world.channel, "today")
    assert beside(form) == []
    assert len(beside(await ann.submit_modal(form, {}))) == 1


async def test_the_pause_itself_tells_its_end(world: World, say: Speaker) -> None:
    """Whose next command is /pause sees it there, not twice."""
    ann = world.member("ann")
    await agree(world, ann)
    await begin(world, ann)
    await world.env.advance_time(11 * MINUTE)
    shown = await ann.slash(world.channel, "pause")
    assert say("pause-over") in read(shown)
    assert beside(shown) == []
    assert beside(await ann.slash(world.channel, "about")) == []


async def test_two_commands_at_once_tell_it_once(world: World) -> None:
    """Whichever comes first shows it."""
    ann = world.member("ann")
    await agree(world, ann)
    await begin(world, ann)
    await world.env.advance_time(11 * MINUTE)
    command = next(each for each in world.bot.tree.get_commands() if each.name == "about")
    ident = next(c.id for c in await world.bot.tree.fetch_commands() if c.name == command.name)
    data: dict[str, Any] = {"id": str(ident), "name": "about", "type": 1, "options": []}
    sent = [raw.emit(world, ann, 2, data) for _ in range(2)]
    await world.env.settle()
    assert sum(len(beside(each)) for each in sent) == 1


@pytest.mark.parametrize(("late", "told"), [(0, 1), (50 * MINUTE, 1), (51 * MINUTE, 1), (61 * MINUTE, 0)])
async def test_ended_while_the_bot_was_down(world: World, late: int, told: int) -> None:
    """Told at start if it is less than an hour late, else beside the next command."""
    ann = world.member("ann")
    await begin(world, ann, message=True)
    await world.bot.close_store()
    await world.env.advance_time(10 * MINUTE + late)
    await world.restart()
    await world.env.settle()
    assert len(messages(ann)) == told
    assert len(beside(await ann.slash(world.channel, "about"))) == 1 - told


async def test_the_earliest_comes_first(world: World) -> None:
    """A shorter pause that is begun later ends earlier: the one task sleeps until then."""
    ann, ben = world.member("ann"), world.member("ben")
    await begin(world, ann, message=True, minutes="60")
    await world.env.advance_time(5 * MINUTE)
    await begin(world, ben, message=True)
    await world.env.advance_time(11 * MINUTE)
    assert (len(messages(ann)), len(messages(ben))) == (0, 1)
    await world.env.advance_time(50 * MINUTE)
    assert (len(messages(ann)), len(messages(ben))) == (1, 1)


async def test_many_ends_at_once(world: World) -> None:
    """One that cannot be reached does not keep the message from the others."""
    people = [world.member(f"p{number}") for number in range(4)]
    for who in people:
        await begin(world, who, message=True)
    world.env.inject_error(*OPENED, status=403, code=50007)
    await world.env.advance_time(11 * MINUTE)
    assert sorted(len(messages(who)) for who in people) == [0, 1, 1, 1]


async def gone_by(world: World, who: Actor, way: str) -> None:
    """Let a pause be gone before its end, in one of the ways there are."""
    if way == "stop":
        await press(who, await who.slash(world.channel, "pause"), "Let it run")
        stop = await press(who, await who.slash(world.channel, "pause"), "Let it run")
        await press(who, stop, "Stop the pause")
    elif way == "answer":
        await answer(who, await who.slash(world.channel, "pause"), 1)
    elif way == "erase":
        await who.submit_modal(await who.slash(world.channel, "privacy erase"), {"word": "ERASE"})
    else:
        overview = await who.slash(world.channel, "privacy show")
        form = await press(who, overview, "Choose what is kept …")
        await who.submit_modal(form, {"history": True, "messages": False})


@pytest.mark.parametrize("way", ["stop", "answer", "erase", "withdraw"])
async def test_what_is_gone_sends_nothing(world: World, way: str) -> None:
    """Stopped, answered, erased or taken back: no message comes any more."""
    ann = world.member("ann")
    await agree(world, ann)
    await begin(world, ann, message=True)
    await gone_by(world, ann, way)
    await world.env.advance_time(11 * MINUTE)
    assert messages(ann) == []
    waits = len(beside(await ann.slash(world.channel, "about")))
    assert waits == (1 if way == "withdraw" else 0)


async def test_started_anew_sends_for_the_new_one_alone(world: World) -> None:
    """The pause that was replaced has no end any more."""
    ann = world.member("ann")
    await begin(world, ann, message=True)
    await world.env.advance_time(5 * MINUTE)
    form = await press(ann, await ann.slash(world.channel, "pause"), "Start anew …")
    anew = await ann.submit_modal(form, {"before": ["3"], "minutes": "20", "message": True})
    await world.env.advance_time(10 * MINUTE)
    assert messages(ann) == []
    await world.env.advance_time(11 * MINUTE)
    [message] = messages(ann)
    assert record_of(anew) in said(message)


async def test_unanswered_ones_go_after_a_week(world: World) -> None:
    """A pause that nobody answers is removed a week after its end, by itself."""
    ann = world.member("ann")
    await agree(world, ann)
    await begin(world, ann)
    world.env.settle_timeout = 60.0
    await world.env.advance_time(7 * 86_400)
    assert len(rows(world)) == 1
    await world.env.advance_time(86_400 + 11 * MINUTE)
    assert rows(world) == []


async def test_a_failing_store_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The message comes once the store works again; the log says what happened, and not to whom."""
    ann = world.member("ann")
    await begin(world, ann, message=True)
    store = world.bot.services.pause._store.pauses

    async def fails(*_: object) -> None:
        raise RuntimeError("no store")

    with monkeypatch.context() as broken:
        broken.setattr(store, "claim_due", fails)
        await world.env.advance_time(10 * MINUTE + 30)
        assert messages(ann) == []
    await world.env.advance_time(2 * MINUTE)
    assert len(messages(ann)) == 1
    assert "could not be looked up" in caplog.text
    assert str(ann.id) not in caplog.text
