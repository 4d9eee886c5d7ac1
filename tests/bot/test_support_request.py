"""Asking for support: the form, the thread, the card, and what none of them tells."""

from tests.bot.steps import press, read
from tests.bot.support_server import helper
from tests.bot.supporting import (
    ask,
    cards,
    members,
    need,
    presences,
    rows,
    said,
    state,
    support_channel,
    tap,
    thread,
    threads,
)
from tests.conftest import World


async def test_a_request_is_asked_met_and_closed(world: World) -> None:
    """From the panel to the end, with what each sees on the way."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    answer = read(await ask(world, ann, needs=["listen", "company"], support_words="It is *loud* here"))
    assert thread(world).mention in answer
    assert members(world) == {ann.id}
    assert "Just listen" in said(need(world))
    assert "loud" in said(need(world))
    [card] = cards(world)
    assert "Just listen" in said(card)
    assert state(world) == "open"
    primer = await hal.click(card, label="Look at it …")
    assert "Keep me company" in read(primer)
    joined = await press(hal, primer, "Bring me in")
    assert thread(world).mention in read(joined)
    assert members(world) == {ann.id, hal.id}
    assert cards(world) == []
    asked = await tap(world, ann, "I've got it")
    closed = await press(ann, asked, "Close it")
    assert "full answer" in read(closed)
    meta = world.env.backend.get_channel(thread(world).id).thread_metadata
    assert (meta.archived, meta.locked) == (True, True)
    assert state(world) == "closed"
    assert presences(world) == ["ended"]
    await world.env.advance_time(14 * 86_400 + 60)
    assert threads(world) == []
    assert rows(world) == rows(world, "support_claim") == []
