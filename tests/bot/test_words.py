"""Whatever people write is stored and shown as they wrote it, and pings nobody."""

import json
from typing import Any

import pytest
from simcord.components import walk_components

from cogs.ui.plain import pages, plain, unplain
from tests.bot import raw
from tests.bot.steps import agree, buttons, check_in, keep, press, read, screen_of
from tests.conftest import World

NASTY = {
    "long": "A sentence of many. " * 200,
    "all special": "*_~`|<>#-+[]()@:.!\\" * 210,
    "emoji": "👨‍👩‍👧‍👦🏳️‍🌈" * 100,
    "right to left": "שלום עולם, مرحبا بالعالم",
    "markdown": "# Big\n**bold** ||hidden|| [text](https://example.org) `code`\n> quote\n1. one\n-# small",
    "code fence": "```py\nprint()\n```",
    "mentions": "@everyone @here <@123456789012345678> <@&1> <#2> </checkin:3> <t:0:R> <:x:1>",
    "null byte": "before\x00after",
    "surrogate": "before\ud800after\udfff",
    "blank lines": "\n\n one \n\n",
}


@pytest.mark.parametrize("note", NASTY.values(), ids=NASTY.keys())
async def test_notes_come_back_as_they_were_written(world: World, note: str) -> None:
    """Stored to the letter; shown to the letter but for what Discord cannot carry; page by page if long."""
    note = note[:4000]
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    ident = buttons(screen_of(mirror))["Add a note …"].replace("checkin.note", "checkin.noted")
    sent = raw.submit(world, ann, ident, {"note": note})
    await world.env.settle()
    opened = await press(ann, await press(ann, sent, "Keep this"), "Open")
    assert shown_note(await whole(ann, opened)) == note.replace("\x00", "\u2400").replace(
        "\ud800", "\ufffd"
    ).replace("\udfff", "\ufffd")
    exported = await ann.slash(world.channel, "privacy export")
    assert document(world, exported)["reflections"][0]["note"] == note


async def whole(who: Any, opened: Any) -> list[str]:
    """Return the note's pages as they were sent, turning pages where it is long."""
    if "Read the whole note" not in buttons(screen_of(opened)):
        blocks = [c["content"] for c in walk_components(screen_of(opened).components) if c["type"] == 10]
        return blocks[blocks.index("**Your note**") + 1 :]
    page = await press(who, opened, "Read the whole note")
    found = []
    while True:
        blocks = [c["content"] for c in walk_components(screen_of(page).components) if c["type"] == 10]
        found.append(blocks[0])
        if "Next page" not in buttons(screen_of(page)):
            return found
        page = await press(who, page, "Next page")


def shown_note(markdown: list[str]) -> str:
    """Return what somebody reads of escaped markdown."""
    return "".join(unplain(each) for each in markdown)


def document(world: World, result: Any) -> dict[str, Any]:
    """Return an exported file, read back."""
    attachment = (result.followups[-1] if result.followups else result.response).attachments[0]
    made: dict[str, Any] = json.loads(world.env.backend.cdn.get(attachment.url) or b"")
    return made


async def test_labels_of_all_kinds(world: World) -> None:
    """A label is one line, shown to the letter, in mirror, list and choices."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, label="*b* <@1> @everyone  שלום")
    assert "\\*b\\* \\<\\@1\\> \\@everyone שלום" in read(await ann.slash(world.channel, "reflections list"))
    assert (await ann.autocomplete(world.channel, "checkin", "label", "B"))[0][
        "value"
    ] == "*b* <@1> @everyone שלום"


async def test_nobody_is_pinged(world: World) -> None:
    """Every message that is sent forbids mentions."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, "@everyone <@123456789012345678>")
    answers: list[Any] = [each for each in raw.requests(world.env, "POST", "/callback") if "data" in each]
    edits: list[Any] = list(raw.requests(world.env, "PATCH", "@original"))
    bodies = [each["data"] for each in answers]
    messages = [body for body in [*bodies, *edits] if "components" in body and "title" not in body]
    assert messages
    assert all(body["allowed_mentions"]["parse"] == [] for body in messages)


def test_plain_and_back() -> None:
    """Escaping loses nothing, and pages put together are the whole."""
    for note in NASTY.values():
        clean = note.replace("\x00", "").replace("\ud800", "").replace("\udfff", "")
        assert unplain(plain(clean)) == clean
        parts = pages(clean, 300)
        assert "".join(parts) == clean
        assert all(len(plain(part)) <= 300 for part in parts)


@pytest.mark.parametrize("note", ["# a" * 1300 + "x", "." * 4000])
async def test_the_longest_screens_fit(world: World, note: str) -> None:
    """The longest label, note and answers stay within what Discord takes."""
    ann = world.member("ann")
    await agree(world, ann)
    kept = await keep(world, ann, note[:4000], category="colleague", label="." * 40)
    opened = await press(ann, kept, "Open")
    page = await press(ann, opened, "Read the whole note")
    for shown in (kept, opened, page, await ann.slash(world.channel, "reflections list")):
        assert len(read(shown)) < 4000
