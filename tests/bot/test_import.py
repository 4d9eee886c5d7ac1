"""Taking reflections along and bringing them back, as people do it."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import discord
import pytest
import simcord

from alongside import importing
from alongside.texts import Speaker
from cogs.ui import handing
from tests.bot import raw
from tests.bot.guided_steps import private_message
from tests.bot.steps import Actor, agree, buttons, check_in, keep, press, read, screen_of, texts_of
from tests.bot.test_privacy import rows
from tests.bot.test_words import document
from tests.conftest import World

Result = simcord.InteractionResult


async def exported(world: World, who: Actor, form: str = "json") -> bytes:
    """Take reflections along; return the file."""
    result = await who.slash(world.channel, "reflections export", **{"as": form})
    return content_of(world, result)


def content_of(world: World, result: Result) -> bytes:
    """Return the file that an interaction led to; it came in private."""
    shown = screen_of(result)
    return world.env.backend.cdn.get(shown.attachments[0].url) or b""


async def bring(world: World, who: Actor, data: bytes, name: str = "back.json") -> Result:
    """Bring a file back."""
    return await who.slash(world.channel, "reflections import", file=(name, data))


async def erase(world: World, who: Actor) -> None:
    """Erase everything."""
    await who.submit_modal(await who.slash(world.channel, "privacy erase"), {"word": "ERASE"})


def forged(entries: list[dict[str, Any]], **more: Any) -> bytes:
    """Return a file of these entries, as if an export had written it."""
    return json.dumps({"schema": "alongside-export", "version": 1, "reflections": entries} | more).encode()


ENTRY = {"id": "ab12", "created_at": "2025-12-31T03:04:05+00:00", "note": "Once"}


async def test_export_erase_import(world: World) -> None:
    """Everything that was kept is there again: the same file comes out as went in."""
    ann = world.member("ann")
    await agree(world, ann, "always")
    await keep(world, ann, "What I noticed\n*as is*", category="friend", label="Lake")
    await world.env.advance_time(86_400)
    await keep(world, ann, "=1+1")
    form = await ann.slash(world.channel, "today")
    await press(ann, await ann.submit_modal(form, {"d1": "0", "d2": "2"}), "Keep this")
    before = await exported(world, ann)
    await erase(world, ann)
    await agree(world, ann, "always")
    preview = await bring(world, ann, before)
    assert "3 reflections" in read(preview)
    assert rows(world)["reflection"] == 0
    done = await press(ann, preview, "Take them in")
    assert "3 reflections were taken in" in read(done)
    assert json.loads(await exported(world, ann))["reflections"] == json.loads(before)["reflections"]
    listed = await ann.slash(world.channel, "reflections list")
    assert "3 reflections" in read(listed)
    opened = await press(ann, done, "My reflections")
    assert "3 reflections" in read(opened)


async def test_twice_changes_nothing(world: World) -> None:
    """The same file again: said before, and with nothing to press; an older preview says the same."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, "one")
    file = await exported(world, ann)
    again = await bring(world, ann, file)
    assert "Nothing in this file is new here" in read(again)
    assert "One is here already" in read(again)
    assert "Take them in" not in buttons(screen_of(again))
    assert not screen_of(again).attachments
    other = world.member("ben")
    await agree(world, other)
    first, second = await bring(world, other, file), await bring(world, other, file)
    assert "One reflection was taken in" in read(await press(other, first, "Take them in"))
    assert "Nothing has changed" in read(await press(other, second, "Take them in"))
    assert rows(world)["reflection"] == 2


async def test_two_clicks_at_once(world: World) -> None:
    """Whoever is second finds it all there."""
    ann = world.member("ann")
    await agree(world, ann)
    preview = await bring(world, ann, forged([ENTRY]))
    ident = buttons(screen_of(preview))["Take them in"]
    both = [raw.click(world, ann, preview, ident) for _ in range(2)]
    await world.env.settle()
    assert all(each.acknowledged for each in both)
    assert rows(world)["reflection"] == 1


async def test_a_restart_in_between(world: World) -> None:
    """The file stands on the message, so a fresh bot takes it in; once it was, it stands there no more."""
    ann = world.member("ann")
    await agree(world, ann)
    preview = await bring(world, ann, forged([ENTRY]))
    assert screen_of(preview).attachments
    await world.restart()
    done = await press(ann, preview, "Take them in")
    assert "One reflection was taken in" in read(done)
    assert not screen_of(done).attachments


async def test_without_a_yes(world: World) -> None:
    """Somebody new sees what is in it, says yes beside it, and goes on from there; until then no row."""
    ann = world.member("ann")
    empty = rows(world)
    preview = await bring(world, ann, forged([ENTRY]))
    assert "One reflection" in read(preview)
    assert "Take them in" not in buttons(screen_of(preview))
    again = await press(ann, preview, "Carry on")
    assert "no yes of yours yet" in read(again)
    assert rows(world) == empty
    forced = raw.click(world, ann, preview, "al:1:import.take:")
    await world.env.settle()
    assert "no yes of yours yet" in read(forced)
    assert rows(world) == empty
    form = await press(ann, preview, "Choose what is kept …")
    await world.restart()
    await ann.submit_modal(form, {"history": True, "retention": "always"})
    ready = await press(ann, preview, "Carry on")
    assert "One reflection was taken in" in read(await press(ann, ready, "Take them in"))


async def test_a_yes_that_was_taken_back_meanwhile(world: World) -> None:
    """Then nothing is taken in, and the way to a new yes is there."""
    ann = world.member("ann")
    await agree(world, ann)
    preview = await bring(world, ann, forged([ENTRY]))
    form = await press(ann, await ann.slash(world.channel, "privacy show"), "Choose what is kept …")
    await ann.submit_modal(form, {"history": False})
    assert "no yes of yours yet" in read(await press(ann, preview, "Take them in"))
    assert rows(world)["reflection"] == 0


async def test_an_export_of_somebody_else(world: World) -> None:
    """It becomes one's own, under one's own key; what the other has stays theirs, and says nothing."""
    ann, eve = world.member("ann"), world.member("eve")
    await agree(world, ann)
    await agree(world, eve)
    await keep(world, ann, "Ann's words")
    file = json.loads(await exported(world, ann))
    entry = file["reflections"][0]
    changed = json.dumps(file | {"reflections": [entry | {"note": "Changed by Eve"}]}).encode()
    preview = await bring(world, eve, changed)
    assert "One reflection" in read(preview)
    assert "already" not in read(preview)
    await press(eve, preview, "Take them in")
    assert rows(world)["reflection"] == 2
    assert json.loads(await exported(world, ann))["reflections"] == [entry]
    assert json.loads(await exported(world, eve))["reflections"][0]["note"] == "Changed by Eve"


async def test_what_is_too_old_stays_out(world: World) -> None:
    """What the next daily round would delete is not taken in, and said so before."""
    ann = world.member("ann")
    await agree(world, ann, "90d")
    now = discord.utils.utcnow()
    old = ENTRY | {"created_at": (now - timedelta(days=91)).isoformat()}
    new = ENTRY | {"id": "cd34", "created_at": (now - timedelta(days=89)).isoformat()}
    preview = await bring(world, ann, forged([old, new]))
    assert "One is older than you want things kept" in read(preview)
    assert "One reflection was taken in" in read(await press(ann, preview, "Take them in"))
    assert rows(world)["reflection"] == 1


async def test_what_else_stays_out_is_said(world: World) -> None:
    """Undecided ones, pauses, unreadable ones, and the other files of several."""
    ann = world.member("ann")
    await agree(world, ann)
    broken = {"id": "ef", "created_at": "2025-12-31T03:04:05+00:00", "unreadable": True}
    shown = read(
        await bring(world, ann, forged([ENTRY, broken], undecided=[{}], deliveries=[{}], part=2, parts=3))
    )
    assert "One couldn't be opened" in shown
    assert "2 entries of other kinds are not taken in" in shown
    assert "file 2 of 3" in shown


async def test_several_files_come_back_one_by_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """In any order, with their plans and when these are asked about."""
    monkeypatch.setattr(handing, "FILE_BYTES", 3000)
    ann = world.member("ann")
    await agree(world, ann, "always")
    for number in range(4):
        await keep(world, ann, f"note {number}")
    result = await ann.slash(world.channel, "reflections export", **{"as": "json"})
    messages = {m.id: m for m in [result.response, *result.followups] if m is not None}.values()
    files = [world.env.backend.cdn.get(message.attachments[0].url) or b"" for message in messages]
    assert len(files) > 1
    await erase(world, ann)
    await agree(world, ann, "always")
    for file in reversed(files):
        await press(ann, await bring(world, ann, file), "Take them in")
    monkeypatch.setattr(handing, "FILE_BYTES", 9_000_000)
    notes = [each["note"] for each in json.loads(await exported(world, ann))["reflections"]]
    assert sorted(notes) == [f"note {number}" for number in range(4)]


REFUSED: dict[str, tuple[bytes, str]] = {
    "a picture": (b"\x89PNG\r\n\x1a\n\x00", "can't be read as JSON"),
    "a table": (b'\xef\xbb\xbf"id","note"\r\n', "can't be read as JSON"),
    "nothing": (b"", "can't be read as JSON"),
    "cut off": (forged([ENTRY])[:-20], "can't be read as JSON"),
    "nested": (b"[" * 200_000, "can't be read as JSON"),
    "nested and whole": (b"[" * 200_000 + b"]" * 200_000, "can't be read as JSON"),
    "many values": (b"[" + b"[]," * 210_000 + b"1]", "can't be read as JSON"),
    "a huge number": (forged([ENTRY]).replace(b"1,", b"9" * 5000 + b",", 1), "can't be read as JSON"),
    "no number": (forged([ENTRY]).replace(b"1,", b"NaN,", 1), "can't be read as JSON"),
    "half a number": (forged([ENTRY]).replace(b"1,", b"1.5,", 1), "can't be read as JSON"),
    "a name twice": (forged([ENTRY]).replace(b'"id"', b'"note": "x", "id"'), "can't be read as JSON"),
    "latin": ('{"schema": "ü"}'.encode("latin-1"), "can't be read as JSON"),
    "a list": (b"[1, 2]", "no export of Alongside"),
    "another program": (b'{"schema": "other", "version": 1}', "no export of Alongside"),
    "no version": (b'{"schema": "alongside-export"}', "no export of Alongside"),
    "a yes for a version": (b'{"schema": "alongside-export", "version": true}', "no export of Alongside"),
    "newer": (b'{"schema": "alongside-export", "version": 2}', "newer Alongside"),
    "no list": (b'{"schema": "alongside-export", "version": 1, "reflections": {}}', "no export of Alongside"),
    "part 0": (forged([ENTRY], part=0), "no export of Alongside"),
    "twice": (forged([ENTRY, ENTRY]), "the same id"),
    "too many": (forged([{}] * 20_001), "more reflections than can be kept"),
    "no object": (forged([3]), "Reflection 1"),  # type: ignore[list-item]
}


@pytest.mark.parametrize("case", REFUSED)
async def test_what_is_refused(world: World, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong, huge, hostile or newer file: the reason in a sentence, and nothing changed."""
    monkeypatch.setattr(importing, "_MOST_TOKENS", 200_000)
    ann = world.member("ann")
    await agree(world, ann)
    before = rows(world)
    data, reason = REFUSED[case]
    assert reason in read(await bring(world, ann, data))
    assert rows(world) == before


async def test_a_huge_file_is_not_opened(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said to be too large is not even fetched."""
    ann = world.member("ann")
    fetched: list[object] = []

    async def fetch(self: discord.Attachment, **_: object) -> bytes:
        fetched.append(self)
        return b""

    monkeypatch.setattr(discord.Attachment, "read", fetch)
    shown = await bring(world, ann, b" " * (10 * 1024 * 1024 + 1))
    assert "larger than 10 MB" in read(shown)
    assert fetched == []


async def test_a_file_that_is_gone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Discord may have let it go by the time of the click: said so, and nothing changed."""
    ann = world.member("ann")
    await agree(world, ann)
    preview = await bring(world, ann, forged([ENTRY]))

    async def fetch(self: discord.Attachment, **_: object) -> bytes:
        response: Any = type("Response", (), {"status": 404, "reason": "gone"})()
        raise discord.NotFound(response, "gone")

    with monkeypatch.context() as broken:
        broken.setattr(discord.Attachment, "read", fetch)
        assert "The file isn't here any more" in read(await press(ann, preview, "Take them in"))
    assert rows(world)["reflection"] == 0
    listed = await ann.slash(world.channel, "reflections list")
    for kind in ("import.take", "import.look"):
        forced = raw.click(world, ann, listed, f"al:1:{kind}:")
        await world.env.settle()
        assert "The file isn't here any more" in read(forced)


async def test_in_private_messages(world: World) -> None:
    """There the preview is a message that can be removed, and all works the same."""
    user = world.env.create_user("ann")
    await agree(world, world.guild.add_member(user))
    await user.send_dm("hello")
    await user.slash("reflections import", file=("x.json", forged([ENTRY])))
    message = private_message(world, user)
    assert not message.ephemeral
    assert message.attachments
    assert "Remove this message" in buttons(message)
    assert (await user.click(message, label="Take them in")).acknowledged
    assert "One reflection was taken in" in texts_of(private_message(world, user))
    assert rows(world)["reflection"] == 1


async def test_every_form(world: World, say: Speaker) -> None:
    """Three buttons say what there is, and each hands over what it says, beside the choice."""
    ann = world.member("ann")
    assert say("list-empty") in read(await ann.slash(world.channel, "reflections export", **{"as": "csv"}))
    await agree(world, ann)
    await keep(world, ann, '=HYPERLINK("http://x")', category="friend", label="+Lake")
    choice = await ann.slash(world.channel, "reflections export")
    assert "To bring back" in read(choice)
    table = content_of(world, await press(ann, choice, "As a table")).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(table, newline=""))
    assert (row["label"], row["note"]) == ("'+Lake", '\'=HYPERLINK("http://x")')
    assert row["category"] == "A friend"
    journal = content_of(world, await press(ann, choice, "As a journal")).decode()
    assert "A friend · +Lake" in journal.replace("\\", "")
    assert "> =HYPERLINK" in journal.replace("\\", "")
    whole = content_of(world, await press(ann, choice, "To bring back"))
    assert json.loads(whole)["reflections"][0]["label"] == "+Lake"
    assert "consents" not in json.loads(whole)
    forced = raw.click(world, ann, choice, "al:1:export.form:exe")
    await world.env.settle()
    assert say("error-outdated") in read(forced)


async def test_an_export_of_everything_comes_back_too(world: World) -> None:
    """The file of /privacy export holds more; its reflections are taken in all the same."""
    ann, ben = world.member("ann"), world.member("ben")
    await agree(world, ann)
    await keep(world, ann, "one")
    await check_in(world, ann)
    made = document(world, await ann.slash(world.channel, "privacy export"))
    await agree(world, ben)
    preview = await bring(world, ben, json.dumps(made).encode())
    assert "One entry of another kind is not taken in" in read(preview)
    assert "One reflection was taken in" in read(await press(ben, preview, "Take them in"))


async def test_some_of_them(world: World, say: Speaker) -> None:
    """The same filters as in a list: what is not looked for is in no file; they stay from click to click."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, "one", category="friend", label="Lake")
    await keep(world, ann, "two", category="parent")
    some = {"as": "json", "category": "parent"}
    made = json.loads(content_of(world, await ann.slash(world.channel, "reflections export", **some)))
    assert [each["note"] for each in made["reflections"]] == ["two"]
    choice = await ann.slash(world.channel, "reflections export", label="Lake")
    await world.restart()
    for name in ("As a table", "As a journal", "To bring back"):
        found = content_of(world, await press(ann, choice, name)).decode()
        assert "one" in found
        assert "two" not in found
    none = await ann.slash(world.channel, "reflections export", label="Sea", **{"as": "csv"})
    assert say("find-nothing") in read(none)
    card = await ann.slash(world.channel, "reflections export", label="I want to die")
    assert say("card-title") in read(card)
    assert "To bring back" in read(await press(ann, card, "Carry on"))
    assert len(await ann.autocomplete(world.channel, "reflections export", "label", "la")) == 1
