"""Cards that a stop of the bot left behind, and ways to ask more often than is meant."""

from typing import Any

import pytest

from alongside.errors import StoreBusy
from alongside.offering import POSTED_AT_MOST
from tests.bot import raw
from tests.bot.offering import HOURS, REFUSED, card, cards, left, post, preview, rows
from tests.bot.steps import Actor, buttons, press, read, screen_of
from tests.bot.test_offer_edges import erase
from tests.conftest import World


async def posted_and_stopped(world: World, monkeypatch: pytest.MonkeyPatch, ann: Actor, ben: Actor) -> Any:
    """Post a card, and stop the bot once Discord has it, before where it stands was noted."""
    shown = await preview(world, ann, ben)

    async def not_reached(*_: object) -> bool:
        return True

    monkeypatch.setattr(world.bot.services.offers, "stands", not_reached)
    await press(ann, shown, "Post it")
    assert rows(world)[0]["place"] == b""
    await world.restart()
    return shown


async def test_pressing_again_after_a_stop(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pressed again soon, the same card is named to Discord, which has it once; then it is noted and ends."""
    ann, ben = world.member("ann"), world.member("ben")
    shown = await posted_and_stopped(world, monkeypatch, ann, ben)
    again = raw.click(world, ann, await preview(world, ann, ben), "al:1:offer.post:" + ref_of(world))
    await world.env.settle()
    assert "It is posted." in read(again)
    sent = list(raw.requests(world.env, "POST", f"/channels/{world.channel.id}/messages"))
    assert [(each["nonce"], each["enforce_nonce"]) for each in sent] == [(ref_of(world), True)] * 2
    assert rows(world)[0]["place"] != b""
    assert shown.acknowledged


def ref_of(world: World) -> str:
    """Return the id of the one card in the file."""
    return str(rows(world)[0]["id"])


@pytest.mark.parametrize("reason", ["later", "no"])
async def test_pressing_again_too_late(world: World, monkeypatch: pytest.MonkeyPatch, reason: str) -> None:
    """Later, when Discord would take it for another one, or after a no, nothing more is posted."""
    ann, ben = world.member("ann"), world.member("ben")
    await posted_and_stopped(world, monkeypatch, ann, ben)
    if reason == "later":
        await world.env.advance_time(180)
    else:
        await world.bot.services.offers.choose_asked(ben.id, allowed=False)
    again = raw.click(world, ann, await preview(world, ann, ben), "al:1:offer.post:" + ref_of(world))
    await world.env.settle()
    assert REFUSED in read(again)
    assert len(cards(world)) == 1


async def test_a_lost_card_goes_with_a_click(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A card of which nothing is known any more reads as over when it is answered, and is gone then."""
    ann, ben = world.member("ann"), world.member("ben")
    await posted_and_stopped(world, monkeypatch, ann, ben)
    await world.env.advance_time(73 * HOURS)
    assert (len(cards(world)), left(world)) == (1, {})
    assert "This card is over" in read(await ben.click(card(world), label="Space"))
    assert (cards(world), left(world)) == ([], {})


async def test_a_lost_card_that_cannot_be_taken_down(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Discord does not let it go, it reads as over all the same."""
    ann, ben = world.member("ann"), world.member("ben")
    await posted_and_stopped(world, monkeypatch, ann, ben)
    await world.env.advance_time(73 * HOURS)
    world.env.inject_error("DELETE", "/webhooks/*/messages/@original", status=404, code=10008)
    assert "This card is over" in read(await ben.click(card(world), label="Space"))


async def test_a_lost_card_until_then(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within its time it is answered like any other."""
    ann, ben = world.member("ann"), world.member("ben")
    await posted_and_stopped(world, monkeypatch, ann, ben)
    assert (await ben.click(card(world), label="Space")).followups == []
    assert rows(world)[0]["id"] is None


async def test_what_was_not_noted_does_not_read_as_posted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where noting fails the card is taken down again, and pressing once more posts it."""
    ann, ben = world.member("ann"), world.member("ben")
    shown = await preview(world, ann, ben)
    ident = buttons(screen_of(shown))["Post it"]
    offers = world.bot.services.offers

    async def busy(*_: object) -> bool:
        raise StoreBusy

    with monkeypatch.context() as patch:
        patch.setattr(offers, "stands", busy)
        await press(ann, shown, "Post it")
    assert (cards(world), left(world)) == ([], {})
    again = raw.click(world, ann, await preview(world, ann, ben), ident)
    await world.env.settle()
    assert "It is posted." in read(again)
    assert len(cards(world)) == 1


@pytest.mark.parametrize("name", ["ann", "ben"])
async def test_erasing_is_no_way_round(world: World, name: str) -> None:
    """Erasing everything and asking again reads like any refusal: no second mention, and nothing learnt."""
    people = {each: world.member(each) for each in ("ann", "ben")}
    ann, ben = people["ann"], people["ben"]
    await post(world, ann, ben)
    await erase(world, people[name])
    assert REFUSED in read(await post(world, ann, ben))
    assert (cards(world), left(world)) == ([], {})
    await world.env.advance_time(72 * HOURS)
    assert "It is posted." in read(await post(world, ann, ben))


async def test_taking_back_is_no_way_round(world: World) -> None:
    """Whoever posts and takes back, again and again, mentions a few people in 72 hours and no more."""
    ann = world.member("ann")
    for number in range(POSTED_AT_MOST):
        assert "It is posted." in read(await post(world, ann, world.member(f"friend{number}")))
        await ann.click(card(world), label="Take it back")
    ben = world.member("ben")
    assert REFUSED in read(await post(world, ann, ben))
    await world.env.advance_time(72 * HOURS)
    assert "It is posted." in read(await post(world, ann, ben))


async def test_so_many_wait_for_one(world: World) -> None:
    """Where three cards wait for somebody, a fourth is refused like any other; an answer makes room."""
    ann, ben = world.member("ann"), world.member("ben")
    for name in ("cid", "dan", "eli"):
        assert "It is posted." in read(await post(world, world.member(name), ben))
    assert REFUSED in read(await post(world, ann, ben))
    assert "It is posted." in read(await post(world, ben, ann)), "it is about whom they wait for"
    await ben.click(cards(world)[0], label="I've got it")
    assert "It is posted." in read(await post(world, ann, ben))
