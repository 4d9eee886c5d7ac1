"""Consent, what is kept, export and erasure, as people go through them."""

import base64
import json
import re
import secrets
import sqlite3
from typing import Any

import pytest
import simcord

from alongside.texts import Speaker
from cogs.ui import handing
from tests.bot.steps import Actor, agree, buttons, check_in, controls, keep, press, read, screen_of
from tests.bot.test_words import document
from tests.conftest import World

# The one button that is a yes by itself.
# A yes to daily questions, and a no to offer cards: both are written down, and say so.
SAID = ("al:1:reminder.agree:", "al:1:consent.end:asked")


def rows(world: World) -> dict[str, int]:
    """Count the rows of every table, as the file itself says."""
    connection = sqlite3.connect(world.database)
    try:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
    finally:
        connection.close()


async def press_everything(who: Actor, on: Any, depth: int = 2) -> int:
    """Press every button of a screen and behind it, but for what says that it writes. Returns how many."""
    pressed = 0
    if on.modal is not None:
        fields = {field["custom_id"]: field for field in controls(on.modal)}
        filled: dict[str, Any] = {"word": "no"} if "word" in fields else {}
        filled |= {name: ["5"] for name in ("before", "after", "days") if name in fields}
        filled |= {name: words for name, words in {"at": "9pm", "place": "Berlin"}.items() if name in fields}
        on = await who.submit_modal(on, filled)
    for ident in list(buttons(screen_of(on)).values()):
        # The same screen is pressed again and again: it may have changed under the button by then.
        if ident not in buttons(screen_of(on)).values() or ident in SAID:
            continue
        result = await who.click(screen_of(on), custom_id=ident)
        assert result.acknowledged
        pressed += 1
        if depth > 1 and (result.modal is not None or result.response is not None):
            pressed += await press_everything(who, result, depth - 1)
    return pressed


# What commands ask for that cannot be left open.
FILE = b"""{"schema": "alongside-export", "version": 1, "reflections": [
    {"id": "ab", "created_at": "2025-12-31T00:00:00+00:00"}]}"""
GIVEN: dict[str, dict[str, Any]] = {
    "reflections search": {"words": "lake"},
    "reflections import": {"file": ("x.json", FILE)},
}


async def test_nothing_is_written_about_somebody_who_refuses(world: World) -> None:
    """Every command there is, and every button behind it, by somebody who agrees to nothing."""
    before = rows(world)
    ann = world.member("ann")
    commands = ann.available_commands(world.channel)
    assert {"checkin", "reflections list", "privacy erase"} <= set(commands)
    pressed = 0
    for command in commands:
        # A card to somebody else is posted by a press of its own, which says what is stored for it.
        options = {"person": ann} if command == "ask offer" else GIVEN.get(command, {})
        pressed += await press_everything(ann, await ann.slash(world.channel, command, **options))
    await ann.slash(world.channel, "checkin", category="friend", label="Blue")
    assert await ann.autocomplete(world.channel, "checkin", "label", "b") == []
    assert pressed > 15
    assert rows(world) == before


async def test_show_before_and_after(world: World, say: Speaker) -> None:
    """It says that there is nothing, and later what there is and who could see it."""
    ann = world.member("ann")
    shown = await ann.slash(world.channel, "privacy show")
    assert say("privacy-nothing") in read(shown)
    assert "Erase everything …" not in buttons(screen_of(shown))
    await agree(world, ann, "1y")
    await keep(world, ann)
    await check_in(world, ann)
    shown = await ann.slash(world.channel, "privacy show")
    assert "a year" in read(shown)
    assert "One reflection, and one undecided entry" in read(shown)
    assert say("privacy-who") in read(shown)


async def test_taking_consent_back_is_one_form(world: World) -> None:
    """No new check-in is kept, the old ones stay, and saying yes again is as easy."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann)
    shown = await ann.slash(world.channel, "privacy show")
    shown = await ann.submit_modal(await press(ann, shown, "Choose what is kept …"), {"history": False})
    assert "took back your yes" in read(shown)
    assert "One reflection" in read(shown)
    first = await ann.slash(world.channel, "checkin")
    assert "Check in, keep nothing" in buttons(screen_of(first))
    shown = await ann.submit_modal(await press(ann, shown, "Choose what is kept …"), {"history": True})
    assert "You said yes" in read(shown)


async def test_retention_is_kept_to(world: World) -> None:
    """What was agreed to be kept for ninety days is gone after ninety, by itself; a year is a year."""
    ann, ben = world.member("ann"), world.member("ben")
    await agree(world, ann, "90d")
    await agree(world, ben, "1y")
    await keep(world, ann)
    await keep(world, ben)
    await check_in(world, ann)
    world.env.settle_timeout = 60.0
    await world.env.advance_time(31 * 86_400)
    assert rows(world)["draft"] == 0
    await world.env.advance_time(58 * 86_400)
    assert rows(world)["reflection"] == 2
    await world.env.advance_time(2 * 86_400)
    assert rows(world)["reflection"] == 1
    assert "nothing here yet" in read(await ann.slash(world.channel, "reflections list"))


async def test_export_holds_everything(world: World) -> None:
    """All that is stored, in words and in ids that an import can read."""
    ann, ben = world.member("ann"), world.member("ben")
    await agree(world, ann)
    await agree(world, ben)
    await keep(world, ben, "Ben's own")
    await keep(world, ann, "What I noticed", category="friend", label="Lake")
    await check_in(world, ann, label="Unfinished one")
    exported = await ann.slash(world.channel, "privacy export")
    assert exported.ephemeral
    made = document(world, exported)
    assert (made["schema"], made["version"], made["part"], made["parts"]) == ("alongside-export", 1, 1, 1)
    assert made["consents"][0]["purpose"] == "history"
    (kept,) = made["reflections"]
    assert (kept["note"], kept["label"], kept["category"]) == ("What I noticed", "Lake", "friend")
    assert {"question", "option", "part", "asked", "answered"} == set(kept["answers"][0])
    assert made["undecided"][0]["label"] == "Unfinished one"
    assert "Ben" not in json.dumps(made)


async def test_export_of_nothing(world: World, say: Speaker) -> None:
    """Who has nothing stored is told so."""
    assert read(await world.member("ann").slash(world.channel, "privacy export")) == say("privacy-nothing")


async def test_export_button_leaves_the_overview(world: World) -> None:
    """From the overview the file comes beside it."""
    ann = world.member("ann")
    await agree(world, ann)
    shown = await ann.slash(world.channel, "privacy show")
    exported = await press(ann, shown, "Get it as a file")
    assert document(world, exported)["schema"] == "alongside-export"
    assert "What is kept about you" in read(shown)


async def test_large_exports_are_shared_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too large for one file comes in several, each readable by itself."""
    monkeypatch.setattr(handing, "FILE_BYTES", 4000)
    ann = world.member("ann")
    await agree(world, ann)
    for number in range(4):
        await keep(world, ann, f"note {number}")
    exported = await ann.slash(world.channel, "privacy export")
    messages = [exported.response, *exported.followups] if exported.response else exported.followups
    found = []
    for message in {m.id: m for m in messages if m is not None}.values():
        made = json.loads(world.env.backend.cdn.get(message.attachments[0].url) or b"")
        assert made["parts"] > 1
        found += [each["note"] for each in made["reflections"]]
    assert sorted(found) == [f"note {number}" for number in range(4)]


@pytest.mark.parametrize("typed", ["ERASE", " erase ", "Erase"])
async def test_erase(world: World, say: Speaker, typed: str) -> None:
    """After erasing, the opened database holds no row and no key of that person, and all of the others."""
    ann, ben = world.member("ann"), world.member("ben")
    await agree(world, ben)
    await keep(world, ben)
    before = rows(world)
    await agree(world, ann)
    await keep(world, ann, "Gone soon")
    await check_in(world, ann)
    form = await ann.slash(world.channel, "privacy erase")
    assert read(await ann.submit_modal(form, {"word": typed})) == say("erase-done")
    assert rows(world) == before
    assert say("privacy-nothing") in read(await ann.slash(world.channel, "privacy show"))
    assert "one reflection" in read(await ben.slash(world.channel, "reflections list"))


async def test_erase_leaves_no_key_behind_in_any_file(world: World) -> None:
    """The wrapped key stands neither in the database nor in its log."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann)
    connection = sqlite3.connect(world.database)
    (wrapped,) = connection.execute("SELECT wrapped_key FROM person").fetchone()
    connection.close()
    assert any(wrapped in file.read_bytes() for file in world.settings.data.iterdir())
    await ann.submit_modal(await ann.slash(world.channel, "privacy erase"), {"word": "ERASE"})
    assert not any(wrapped in file.read_bytes() for file in world.settings.data.iterdir())


async def test_erase_needs_the_word(world: World, say: Speaker) -> None:
    """Another word erases nothing, and says so."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann)
    form = await ann.slash(world.channel, "privacy erase")
    assert read(await ann.submit_modal(form, {"word": "yes"})) == say("erase-not")
    assert rows(world)["reflection"] == 1


async def test_after_erasing_open_screens_say_so(world: World, say: Speaker) -> None:
    """Screens from before erasing lead nowhere, kindly, and write nothing."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    form = await ann.slash(world.channel, "checkin")
    await ann.submit_modal(await ann.slash(world.channel, "privacy erase"), {"word": "ERASE"})
    assert say("checkin-gone") in read(await press(ann, mirror, "Keep this"))
    assert say("mirror-unkept") in read(await ann.submit_modal(form, {}))
    assert rows(world)["person"] == 0


async def test_a_stolen_file_says_neither_who_nor_what(
    world: World, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """After a hundred check-ins by several people: no note, label or id in file, log or output."""
    caplog.set_level("DEBUG", logger="alongside")
    people = [world.member(name) for name in ("ann", "ben", "cleo", "dan")]
    words = []
    for who in people:
        await agree(world, who)
        for _ in range(25):
            note, label = (f"{secrets.token_hex(8)}" for _ in range(2))
            words += [note, label]
            await keep(world, who, f"note {note}", label=label, category="friend")
    files = {file.name: file.read_bytes() for file in world.settings.data.iterdir()}
    assert {"alongside.db", "alongside.db-wal"} <= set(files)
    assert rows(world)["reflection"] == 100
    haystack = b"".join(content for name, content in files.items() if name != "master.key")
    out, err = capfd.readouterr()
    logged = (caplog.text + out + err).encode()
    ids = [str(who.id) for who in people]
    secret = [*words, *ids, *(base64.b64encode(w.encode()).decode() for w in ids), "friend"]
    for word in secret:
        assert word.encode() not in haystack
        assert word.encode() not in logged
    for who in people:
        for order in ("big", "little"):
            assert who.id.to_bytes(8, order) not in haystack
    assert not re.search(rb"\d{17,20}", logged)


async def test_a_moved_row_does_not_open_and_the_rest_does(world: World) -> None:
    """A row given to another owner, record or field by hand: a clear word there, and all else works."""
    ann, eve = world.member("ann"), world.member("eve")
    await agree(world, ann)
    await agree(world, eve)
    await keep(world, ann, "Only mine")
    await world.env.advance_time(60)
    await keep(world, eve, "Eve's own")
    connection = sqlite3.connect(world.database)
    owner = connection.execute("SELECT owner FROM reflection ORDER BY created_at DESC").fetchone()[0]
    connection.execute(
        "INSERT INTO reflection SELECT ?, id, created_at - 5, body, label, note "
        "FROM reflection WHERE owner <> ?",
        (owner, owner),
    )
    connection.commit()
    connection.close()
    listed = await eve.slash(world.channel, "reflections list")
    assert read(listed).count("can't be opened") == 1
    assert "Only mine" not in read(listed)
    ids = [ident for ident in walk_ids(listed) if "reflections.open" in ident]
    shown = [
        read(await eve.click(screen_of(await eve.slash(world.channel, "reflections list")), custom_id=i))
        for i in ids
    ]
    assert any("Eve's own" in each.replace("\\", "") for each in shown)
    assert any("can't be opened" in each for each in shown)
    assert not any("Only mine" in each for each in shown)
    # What cannot be opened can still be deleted.
    broken = await eve.click(screen_of(await eve.slash(world.channel, "reflections list")), custom_id=ids[1])
    gone = await press(eve, await press(eve, broken, "Delete …"), "Yes, delete it")
    assert "It is deleted" in read(gone)


def walk_ids(result: simcord.InteractionResult) -> list[str]:
    """Return the custom ids of a screen, in order."""
    from simcord.components import walk_components

    return [c["custom_id"] for c in walk_components(screen_of(result).components) if "custom_id" in c]


async def test_an_open_choice_of_time_changes_nothing(world: World) -> None:
    """A form that comes back without a choice leaves "until I delete them" as it is, and its date."""
    ann = world.member("ann")
    await agree(world, ann, "always")
    before = read(await ann.slash(world.channel, "privacy show"))
    await world.env.advance_time(86_400)
    shown = await ann.slash(world.channel, "privacy show")
    again = await ann.submit_modal(await press(ann, shown, "Choose what is kept …"), {"history": True})
    assert read(again) == before


async def test_an_old_form_takes_no_newer_yes_back(world: World) -> None:
    """A form that was opened before messages were agreed to leaves that yes alone when it is sent."""
    ann = world.member("ann")
    await agree(world, ann)
    old = await press(ann, await ann.slash(world.channel, "privacy show"), "Choose what is kept …")
    newer = await press(ann, await ann.slash(world.channel, "privacy show"), "Choose what is kept …")
    await ann.submit_modal(newer, {"history": True, "messages": True})
    shown = await ann.submit_modal(old, {"history": True})
    assert "You said yes to messages" in read(shown)
    form = await press(ann, shown, "Choose what is kept …")
    assert "took back your yes to messages" in read(
        await ann.submit_modal(form, {"history": True, "messages": False})
    )
