"""Somebody who used all there is: taking it along has all of it, erasing leaves nothing of it anywhere."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from alongside.logs import TextFormatter
from alongside.services.export import SECTIONS
from alongside.store.erasure import IMPERSONAL
from tests.bot import supporting
from tests.bot.closing_steps import plan_and_keep
from tests.bot.guided_steps import begin as begin_guided
from tests.bot.offering import cards, post
from tests.bot.pausing import begin as begin_pause
from tests.bot.reminding import DAY, fill, messages, until_due
from tests.bot.steps import Actor, agree, keep, press, read, screen_of
from tests.bot.support_server import helper
from tests.conftest import World
from tests.store.kit import bytes_in, sql, tables_of

SCHEMA = Path(__file__).parents[2] / "docs" / "export.schema.json"
ERASED = "Everything is erased"


async def live_through_it(world: World) -> tuple[Actor, Actor, Actor]:
    """Let Ann do everything that is stored; return her, whom she helps and asked, and who asked her."""
    await supporting.support_channel(world)
    ann, bea, cid = helper(world, "ann"), world.member("bea"), world.member("cid")
    await agree(world, ann, "always")
    await fill(world, ann)
    await until_due(world, ann)
    await plan_and_keep(world, ann)
    await begin_guided(world, ann, category="friend")
    await begin_pause(world, ann, message=True)
    kept = await press(ann, await keep(world, ann, "It was long."), "Open")
    await press(ann, await press(ann, kept, "Delete …"), "Yes, delete it")
    await post(world, ann, bea)
    await post(world, cid, ann)
    no = await ann.click(cards(world)[-1], label="No more cards …")
    await press(ann, no, "None from this person")
    no = await ann.click(cards(world)[-1], label="No more cards …")
    await press(ann, no, "None from anybody")
    await supporting.ask(world, ann)
    await supporting.ask(world, bea)
    await supporting.join(world, ann)
    return ann, bea, cid


def owners(world: World) -> dict[str, set[str]]:
    """Return whose rows there are in each table, as the file itself says."""
    tables = {name: columns for name, columns in tables_of(world.database).items() if "owner" in columns}
    return {name: {tag for (tag,) in sql(world.database, f"SELECT owner FROM {name}")} for name in tables}


def remembered(thing: Any, seen: set[int]) -> Iterator[Any]:
    """Go through all that the bot's own objects hold on to in memory, from one of them on."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    yield thing
    inner: list[Any] = []
    if isinstance(thing, dict):
        inner = [*thing.keys(), *thing.values()]
    elif isinstance(thing, list | tuple | set | frozenset):
        inner = [*thing]
    elif type(thing).__module__.startswith(("alongside", "cogs")):
        inner = [*vars(thing).values()] if hasattr(thing, "__dict__") else []
    for each in inner:
        yield from remembered(each, seen)


def knows(world: World, who: Actor) -> bool:
    """Return whether the running bot has somebody's id in its memory."""
    parts = (world.bot.services, world.bot.background, dict(world.bot.cogs))
    return any(who.id == each for part in parts for each in remembered(part, set()) if type(each) is int)


async def handed_over(world: World, who: Actor) -> Any:
    """Return what /privacy export hands over, in one file."""
    [file] = screen_of(await who.slash(world.channel, "privacy export")).attachments
    return json.loads(world.env.backend.cdn.get(file.url) or b"")


async def test_the_export_has_all_of_it(world: World) -> None:
    """Each section has something, and nobody else is named anywhere."""
    ann, bea, cid = await live_through_it(world)
    document = await handed_over(world, ann)
    assert [name for name in SECTIONS if not document[name]] == []
    assert {each["purpose"] for each in document["consents"]} == {"history", "messages", "asked", "support"}
    assert not any(f"{other.id}" in json.dumps(document) for other in (bea, cid))


async def test_it_can_be_brought_back_after_erasing(world: World) -> None:
    """The file of everything is as the schema says, and its reflections come back; nothing else does."""
    ann, _, _ = await live_through_it(world)
    document = await handed_over(world, ann)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(document)
    form = await ann.slash(world.channel, "privacy erase")
    await ann.submit_modal(form, {"word": "ERASE"})
    await agree(world, ann)
    file = ("alongside.json", json.dumps(document).encode())
    shown = await ann.slash(world.channel, "reflections import", file=file)
    await press(ann, shown, "Take them in")
    again = await handed_over(world, ann)
    assert again["reflections"] == document["reflections"]
    assert again["intentions"] == document["intentions"]
    assert [name for name in SECTIONS if again[name]] == ["reflections", "intentions"]


async def test_erasing_leaves_nothing_of_it(world: World) -> None:
    """No row of theirs in any table, nothing in Discord that stood for one, and nothing in memory."""
    ann, bea, _ = await live_through_it(world)
    tag = world.bot.services.privacy._store.erasure._people.tag(ann.id)
    before = owners(world)
    assert {name for name, owned in before.items() if tag in owned} == set(before) - IMPERSONAL
    assert knows(world, ann)
    _, theirs = supporting.threads(world)
    form = await ann.slash(world.channel, "privacy erase")
    assert ERASED in read(await ann.submit_modal(form, {"word": "ERASE"}))
    assert [name for name, owned in owners(world).items() if tag in owned] == []
    assert sql(world.database, "SELECT count(*) FROM offer") == [(0,)]
    assert cards(world) == []
    assert [each.id for each in supporting.threads(world)] == [theirs.id]
    assert supporting.members(world, theirs) == {bea.id}
    assert f"{ann.id}".encode() not in bytes_in(world.settings.data)
    assert not knows(world, ann)
    assert "The database holds nothing about you." in read(await ann.slash(world.channel, "privacy show"))


async def test_the_log_tells_nothing_of_it(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """No id of a person or a place, and no word of anybody, from the first click to erasing with trouble."""
    caplog.set_level("DEBUG", logger="alongside")
    ann, bea, cid = await live_through_it(world)
    ids = [ann.id, bea.id, cid.id, world.guild.id, world.channel.id]
    ids += [each.id for each in supporting.threads(world)]
    form = await ann.slash(world.channel, "privacy erase")
    world.env.inject_error(
        "DELETE", "/channels/*/messages/*", status=403, code=50001, message=f"{ann.id}", times=3
    )
    assert ERASED in read(await ann.submit_modal(form, {"word": "ERASE"}))
    written = [TextFormatter().format(record) for record in caplog.records]
    assert any("could not be" in line for line in written)
    for told in (*map(str, ids), "Shall I come along?", "It was long.", "Tea", "Berlin", "Kitchen table"):
        assert not any(told in line for line in written), told


async def test_nothing_comes_after_erasing(world: World) -> None:
    """No message is sent any more: not at the pause's end, not the next day, not after a restart."""
    ann, _, _ = await live_through_it(world)
    form = await ann.slash(world.channel, "privacy erase")
    await ann.submit_modal(form, {"word": "ERASE"})
    before = len(messages(ann))
    await world.env.advance_time(DAY)
    await world.restart()
    await world.env.advance_time(3 * DAY)
    assert len(messages(ann)) == before
    assert (await ann.slash(world.channel, "about")).followups == []
