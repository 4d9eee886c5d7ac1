"""Cards that are not posted: every reason reads the same and takes the same steps, so nobody learns which."""

from collections.abc import Awaitable, Callable

import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from tests.bot.offering import HOURS, REFUSED, card, cards, left, post, preview, rows
from tests.bot.steps import Actor, press, read
from tests.conftest import World

Reason = Callable[[World, Actor, Actor], Awaitable[None]]


async def wants_none(world: World, ann: Actor, ben: Actor) -> None:
    """Ben wants no cards at all."""
    await world.bot.services.offers.choose_asked(ben.id, allowed=False)


async def blocks(world: World, ann: Actor, ben: Actor) -> None:
    """Ben wants none from Ann."""
    await world.bot.services.offers.block(ben.id, ann.id)


async def asked_lately(world: World, ann: Actor, ben: Actor) -> None:
    """Ann asked Ben within the last 72 hours, and he answered."""
    await post(world, ann, ben)
    await ben.click(card(world), label="Space")
    await ben.click(card(world), label="Remove this card")


async def stands_already(world: World, ann: Actor, ben: Actor) -> None:
    """A card of Ann's to Ben stands there, unanswered."""
    await post(world, ann, ben)


async def too_many(world: World, ann: Actor, ben: Actor) -> None:
    """Three cards of Ann's to others stand there, unanswered."""
    for name in ("cid", "dan", "eli"):
        await post(world, ann, world.member(name))


async def left_the_server(world: World, ann: Actor, ben: Actor) -> None:
    """Ben left after the preview."""
    world.guild.remove_member(ben)


def forbid(world: World, who: int, deny: int) -> None:
    """Take permissions in the channel from one person or from the bot."""
    overwrite = Overwrite(target_id=who, type=OverwriteType.MEMBER, allow=0, deny=deny)
    world.env.backend.set_overwrite(world.channel.id, overwrite)


VIEW, SEND = 1 << 10, 1 << 11


async def cannot_see(world: World, ann: Actor, ben: Actor) -> None:
    """Ben was taken the sight of the channel after the preview."""
    forbid(world, ben.id, VIEW)


async def bot_may_not(world: World, ann: Actor, ben: Actor) -> None:
    """The bot was taken the permission to write after the preview."""
    forbid(world, world.env.backend.bot_user.id, SEND)


async def asker_may_not(world: World, ann: Actor, ben: Actor) -> None:
    """Ann was taken the permission to write: the bot does not write in her place."""
    forbid(world, ann.id, SEND)


async def many_wait(world: World, ann: Actor, ben: Actor) -> None:
    """Three cards of others wait for Ben."""
    for name in ("fay", "gus", "hal"):
        await post(world, world.member(name), ben)


async def erased_since(world: World, ann: Actor, ben: Actor) -> None:
    """Ann asked Ben, and erased everything of hers."""
    await post(world, ann, ben)
    await world.bot.services.privacy.erase(ann.id)


HIDDEN = [wants_none, blocks, asked_lately, stands_already, too_many, many_wait, erased_since]
SEEN = [left_the_server, cannot_see, bot_may_not, asker_may_not]


async def refused(world: World, reason: Reason) -> tuple[str, str, list[tuple[str, str]], str]:
    """Return preview, answer, requests and what is stored, where a reason came up after the preview."""
    ann, ben = world.member("ann"), world.member("ben")
    shown = await preview(world, ann, ben)
    told = read(shown)
    await reason(world, ann, ben)
    stored, standing = repr(rows(world)), len(cards(world))
    at = len(world.env.http_requests)
    answer = read(await press(ann, shown, "Post it"))
    assert len(cards(world)) == standing
    assert repr(rows(world)) == stored
    requests = [
        (
            each.method,
            "/".join(part for part in each.path.split("/") if not part.isdigit() and "_" not in part),
        )
        for each in world.env.http_requests[at:]
    ]
    return told.replace(f"{ann.id}", "ANN").replace(f"{ben.id}", "BEN"), answer, requests, stored


@pytest.mark.parametrize("reason", [*HIDDEN, *SEEN], ids=lambda each: each.__name__)
async def test_every_refusal_reads_the_same(world: World, reason: Reason) -> None:
    """The same words, the same requests to Discord in the same order, and nothing written."""
    _, answer, requests, _ = await refused(world, reason)
    assert answer.startswith(REFUSED)
    assert "What would help right now?" in answer, "the words to say it oneself"
    assert requests == [
        ("POST", "/interactions/callback"),
        ("GET", "/guilds/members"),
        ("PATCH", "/webhooks/messages/@original"),
    ]


@pytest.mark.parametrize("reason", [wants_none, blocks], ids=lambda each: each.__name__)
async def test_the_preview_tells_nothing(world: World, reason: Reason) -> None:
    """Who wants no cards has the same preview as anybody, with nothing looked up for it."""
    ann, ben, cid = (world.member(name) for name in ("ann", "ben", "cid"))
    await reason(world, ann, ben)
    seen: list[str] = []
    world.bot.services.offers._offers._database = None  # type: ignore[assignment]
    for who in (ben, cid):
        told = read(await preview(world, ann, who))
        seen.append(told.replace(f"{who.id}", "WHO"))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("reason", [*HIDDEN, None], ids=lambda each: each.__name__ if each else "posted")
async def test_the_store_takes_the_same_steps(
    world: World, reason: Reason | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the reason, the same questions are put to the database, in the same order."""
    ann, ben = world.member("ann"), world.member("ben")
    shown = await preview(world, ann, ben)
    if reason is not None:
        await reason(world, ann, ben)
    asked: list[str] = []
    writer = world.bot.services.offers._offers._database._writer
    await writer.set_trace_callback(asked.append)
    await press(ann, shown, "Post it")
    await writer.set_trace_callback(None)  # type: ignore[arg-type]
    selects = [each.split(" FROM ")[1].split(" ")[0] for each in asked if each.startswith("SELECT")]
    assert selects[:5] == ["consent", "offer_block", "offer", "offer", "offer"]
    if reason is not None:
        assert len(asked) == 7, "begin, five questions, commit"


async def test_a_no_is_private(world: World) -> None:
    """Pressing "No more cards …" changes nothing that anybody else could see."""
    ann, ben, cid = (world.member(name) for name in ("ann", "ben", "cid"))
    await post(world, ann, ben)
    before = card(world).to_message_reference_dict(), repr([e.to_dict() for e in card(world).components])
    at = len(world.env.http_requests)
    choice = await ben.click(card(world), label="No more cards …")
    assert "seen by nobody else" in read(choice)
    assert "Nobody is told." in read(await press(ben, choice, "None from anybody"))
    after = card(world).to_message_reference_dict(), repr([e.to_dict() for e in card(world).components])
    assert before == after
    assert not any("/channels/" in each.path for each in world.env.http_requests[at:])
    assert REFUSED in read(await post(world, cid, ben))


@pytest.mark.parametrize("label", ["None from this person", "None from anybody"])
async def test_a_no_can_be_undone(world: World, label: str) -> None:
    """Either no can be taken back at once; a block leaves nothing behind then."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    choice = await ben.click(card(world), label="No more cards …")
    said = await press(ben, choice, label)
    await ben.click(card(world), label="Nothing now")
    await world.env.advance_time(73 * HOURS)
    assert REFUSED in read(await post(world, ann, ben))
    await world.restart()
    assert "can reach you again" in read(await press(ben, said, "Undo"))
    assert "It is posted." in read(await post(world, ann, ben))
    assert rows(world, "offer_block") == []


async def test_a_block_is_for_one(world: World) -> None:
    """Others can still ask whoever blocked one person."""
    ann, ben, cid = (world.member(name) for name in ("ann", "ben", "cid"))
    await blocks(world, ann, ben)
    assert REFUSED in read(await post(world, ann, ben))
    assert "It is posted." in read(await post(world, cid, ben))
    assert "It is posted." in read(await post(world, ben, ann)), "a block says nothing about the other way"


async def test_a_refusal_stores_nothing(world: World) -> None:
    """Who was refused is not in the store, and whoever refused is there with their no alone."""
    ann, ben = world.member("ann"), world.member("ben")
    await wants_none(world, ann, ben)
    await post(world, ann, ben)
    assert left(world) == {"person": 1, "consent": 1}


async def test_answered_cards_do_not_count_as_standing(world: World) -> None:
    """Three unanswered cards stand at a time; an answer makes room for another."""
    ann, ben, *others = (world.member(name) for name in ("ann", "ben", "cid", "dan", "eli"))
    for each in others:
        await post(world, ann, each)
    assert REFUSED in read(await post(world, ann, ben))
    await others[0].click(cards(world)[0], label="I've got it")
    assert "It is posted." in read(await post(world, ann, ben))
