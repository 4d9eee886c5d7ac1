"""Offer cards where it gets difficult: gone cards and channels, trouble at Discord, downtime, erasing."""

from typing import Any

import pytest

from alongside.errors import StoreBusy
from alongside.store import database
from alongside.texts import Speaker
from tests.bot.offering import HOURS, REFUSED, card, cards, id_of, left, post, preview, rows, words
from tests.bot.steps import Actor, press, read, screen_of
from tests.bot.test_errors import held
from tests.bot.test_offer_refused import VIEW, forbid
from tests.conftest import World

DELETED = "DELETE", "/channels/*/messages/*"


async def erase(world: World, who: Actor) -> str:
    """Erase everything of somebody; return what they are told."""
    form = await who.slash(world.channel, "privacy erase")
    return read(await who.submit_modal(form, {"word": "ERASE"}))


@pytest.mark.parametrize("name", ["ann", "ben"])
@pytest.mark.parametrize("answered", [True, False])
async def test_erasing_takes_both_sides(world: World, name: str, answered: bool) -> None:
    """Whether who asked erases or who was asked: no row is left of it, and it no longer stands there."""
    people = {each: world.member(each) for each in ("ann", "ben")}
    await post(world, people["ann"], people["ben"])
    if answered:
        await people["ben"].click(card(world), label="Space")
    assert "one offer card" in read(await people[name].slash(world.channel, "privacy show")).casefold()
    assert "Everything" in await erase(world, people[name])
    assert left(world) == {}
    assert len(cards(world)) == (1 if answered else 0)


async def test_erasing_leaves_other_cards(world: World) -> None:
    """Cards between others stay, row and message, and a block that was set by others as well."""
    ann, ben, cid = (world.member(name) for name in ("ann", "ben", "cid"))
    await post(world, ann, ben)
    await post(world, cid, ben)
    await world.bot.services.offers.block(ben.id, cid.id)
    await erase(world, ann)
    assert left(world) == {"offer": 1, "offer_block": 1, "person": 2}
    assert len(cards(world)) == 1


async def test_erasing_where_the_card_is_out_of_reach(world: World) -> None:
    """Where Discord does not let the card be deleted, all the rest is erased all the same."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    world.env.inject_error(*DELETED, status=500, times=None)
    assert "Everything" in await erase(world, ann)
    assert left(world) == {}


async def test_the_export_has_the_card(world: World) -> None:
    """Who asked and who is asked get what is stored of the card."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    for who, role in ((ann, "asked by you"), (ben, "asked of you")):
        result = await who.slash(world.channel, "privacy export")
        [file] = screen_of(result).attachments
        document = (world.env.backend.cdn.get(file.url) or b"").decode()
        assert role in document
        assert f"{card(world).id}" in document


async def test_expiry_after_downtime(world: World) -> None:
    """A card whose time passed while the bot was away is taken down at its start."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    await world.bot.offer_ends.stop()
    await world.env.advance_time(80 * HOURS)
    assert len(cards(world)) == 1
    assert "This card is over" in read(await ben.click(card(world), label="Space"))
    await world.restart()
    await world.env.settle()
    assert (cards(world), left(world)) == ([], {})


@pytest.mark.parametrize(
    ("status", "code"), [(404, 10008), (404, 10003), (403, 50001), (403, 50013), (400, 50083)]
)
async def test_expiry_of_what_is_gone(world: World, status: int, code: int) -> None:
    """A deleted card or channel, lost permissions, an archived thread: it is forgotten at once."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    world.env.inject_error(*DELETED, status=status, code=code)
    at = len(world.env.http_requests)
    await world.env.advance_time(73 * HOURS)
    assert left(world) == {}
    assert len(world.env.http_requests[at:]) == 1


async def test_expiry_in_a_channel_that_was_deleted(world: World) -> None:
    """The same where the channel itself is gone."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    world.env.backend.delete_channel(world.channel.id)
    await world.env.advance_time(73 * HOURS)
    assert left(world) == {}


async def test_expiry_is_tried_again(world: World) -> None:
    """Where Discord has trouble, the card is taken down a little later; another one is not held up by it."""
    ann, ben, cid = (world.member(name) for name in ("ann", "ben", "cid"))
    await post(world, ann, ben)
    await post(world, ann, cid)
    first = cards(world)[0]
    world.env.inject_error("DELETE", f"/channels/*/messages/{first.id}", status=500)
    await world.env.advance_time(72 * HOURS + 20)
    assert [each.id for each in cards(world)] == [first.id]
    await world.env.advance_time(120)
    assert (cards(world), left(world)) == ([], {})


async def test_answering_a_card_that_was_deleted(world: World) -> None:
    """A click on a card that a moderator deletes at the same moment ends it, and nothing fails."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=404, code=10008)
    assert (await ben.click(card(world), label="Space")).acknowledged
    assert rows(world)[0]["id"] is None


async def test_answering_where_the_bot_sees_nothing_any_more(world: World) -> None:
    """A card can be answered and taken back after the bot lost every permission in its channel."""
    ann, ben, cid = (world.member(name) for name in ("ann", "ben", "cid"))
    await post(world, ann, ben)
    await post(world, ann, cid)
    first, second = cards(world)
    forbid(world, world.env.backend.bot_user.id, VIEW)
    await ben.click(first, label="Space")
    assert "### Space" in words(cards(world)[0])
    await ann.click(second, label="Take it back")
    assert len(cards(world)) == 1


async def test_a_deleted_card_is_no_way_round(world: World) -> None:
    """Deleting the card by hand does not let another one follow at once; its row goes at its time."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    world.env.backend.delete_message(world.channel.id, card(world).id)
    assert REFUSED in read(await post(world, ann, ben))
    await world.env.advance_time(73 * HOURS)
    assert left(world) == {}


async def test_an_answer_that_could_not_be_shown_can_be_given_again(world: World) -> None:
    """Where Discord fails to change the card, whoever answered is told, and answers once more."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=500)
    assert "wasn't you" in read(await ben.click(card(world), label="Space"))
    await ben.click(card(world), label="Practical help")
    assert "### Practical help" in words(card(world))


async def test_an_answer_whose_end_could_not_be_noted(
    world: World, say: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that stands on the card stays there, also where the database had trouble just then."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)

    async def busy(_: str) -> None:
        raise StoreBusy

    with monkeypatch.context() as patch:
        patch.setattr(world.bot.services.offers, "end", busy)
        assert say("error-store-busy") in read(await ben.click(card(world), label="Space"))
    await world.env.advance_time(73 * HOURS)
    assert "### Space" in words(card(world))
    assert left(world) == {}


async def test_taking_back_that_failed_can_be_done_again(world: World) -> None:
    """The same for taking it back."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    world.env.inject_error("DELETE", "/webhooks/*/messages/@original", status=500)
    assert "wasn't you" in read(await ann.click(card(world), label="Take it back"))
    assert len(cards(world)) == 1
    await ann.click(card(world), label="Take it back")
    assert cards(world) == []


async def test_a_stop_amid_an_answer(world: World) -> None:
    """A card that was in somebody's hand as the bot stopped can be answered after the start."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    record = id_of(card(world), "Take it back").split(":")[-1]
    assert await world.bot.services.offers.take_to_answer(ben.id, record)
    assert "This card is over" in read(await ben.click(card(world), label="Space"))
    await world.restart()
    await world.env.settle()
    await ben.click(card(world), label="Space")
    assert "### Space" in words(card(world))


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (403, 50001), (404, 10003), (400, 160004)])
async def test_posting_that_discord_refuses(world: World, status: int, code: int) -> None:
    """It reads like any refusal, nothing is stored, and it does not count."""
    ann, ben = world.member("ann"), world.member("ben")
    world.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    assert REFUSED in read(await post(world, ann, ben))
    assert (cards(world), left(world)) == ([], {})
    assert "It is posted." in read(await post(world, ann, ben))


async def test_posting_while_discord_has_trouble(world: World) -> None:
    """The same where Discord fails for another reason."""
    ann, ben = world.member("ann"), world.member("ben")
    world.env.inject_error("POST", "/channels/*/messages", status=500)
    assert REFUSED in read(await post(world, ann, ben))
    assert (cards(world), left(world)) == ([], {})


async def test_a_card_that_could_not_be_noted_does_not_stay(
    world: World, say: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it stands cannot be stored, so nobody could take it down at its end: it is taken down now."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    await world.restart()
    ann, ben = world.member("ann"), world.member("ben")
    shown = await preview(world, ann, ben)
    with held(world):
        assert say("error-store-busy") in read(await press(ann, shown, "Post it"))
    assert (cards(world), left(world)) == ([], {})
    writer = world.bot.services.offers._offers._database._writer
    offers = world.bot.services.offers._offers
    begin = offers.begin

    async def begin_and_fill(*args: Any, **kwargs: Any) -> Any:
        begun = await begin(*args, **kwargs)
        await database.fetch_all(writer, "PRAGMA max_page_count = 1")
        await writer.execute(
            "CREATE TEMP TRIGGER full BEFORE UPDATE ON offer BEGIN SELECT RAISE(FAIL, 'x'); END"
        )
        return begun

    monkeypatch.setattr(offers, "begin", begin_and_fill)
    assert say("error-store-broken") in read(await press(ann, shown, "Post it"))
    assert cards(world) == []


@pytest.mark.parametrize("name", ["ann", "ben"])
async def test_erased_while_it_was_posted(world: World, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Where either of the two erases everything in that moment, no card stays."""
    people = {each: world.member(each) for each in ("ann", "ben")}
    offers, erasure = world.bot.services.offers._offers, world.bot.services.privacy._store.erasure
    begin = offers.begin

    async def begin_and_erase(*args: Any, **kwargs: Any) -> Any:
        begun = await begin(*args, **kwargs)
        await erasure.erase(people[name].id)
        return begun

    monkeypatch.setattr(offers, "begin", begin_and_erase)
    assert REFUSED in read(await post(world, people["ann"], people["ben"]))
    assert (cards(world), left(world)) == ([], {})


async def test_a_departed_asker(world: World) -> None:
    """Whoever asked may leave: the card can still be answered, and still goes away."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    world.guild.remove_member(ann)
    await ben.click(card(world), label="Later, I'll say when")
    assert "### Later" in words(card(world))


async def test_a_departed_addressee(world: World) -> None:
    """Whoever is asked may leave as well: the card goes away in its time."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    world.guild.remove_member(ben)
    await world.env.advance_time(73 * HOURS)
    assert (cards(world), left(world)) == ([], {})


async def test_opting_out_during_the_preview(world: World) -> None:
    """What counts is what holds when it is posted."""
    ann, ben = world.member("ann"), world.member("ben")
    shown = await preview(world, ann, ben)
    await world.bot.services.offers.choose_asked(ben.id, allowed=False)
    assert REFUSED in read(await press(ann, shown, "Post it"))
