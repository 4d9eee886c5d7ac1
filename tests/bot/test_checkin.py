"""The quick check-in, as somebody goes through it."""

import asyncio
import gc
from itertools import pairwise

import discord
import pytest
from simcord.components import walk_components

from alongside.model import Part
from alongside.questions import QuestionBank
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.steps import agree, buttons, check_in, controls, fill_in, keep, press, read, screen_of
from tests.conftest import World

# Whom the article that Alongside builds on describes (C5 to C10), as they would answer each question.
RESCUING = {"g1": 3, "g2": 3, "b1": 2, "b2": 3, "t1": 3, "t2": 2, "e1": 2, "e2": 2, "e3": 2, "u1": 3, "u2": 3}
HELPING = {"g1": 0, "g2": 0, "b1": 0, "b2": 0, "t1": 1, "t2": 1, "e1": 1, "e2": 0, "e3": 0, "u1": 0, "u2": 0}


@pytest.mark.parametrize(("answers", "leaning"), [(RESCUING, "nearer rescuing"), (HELPING, "nearer helping")])
async def test_portraits(world: World, answers: dict[str, int], leaning: str, bank: QuestionBank) -> None:
    """Both portraits come out as written, through every question there is (C5 to C10)."""
    ann = world.member("ann")
    await agree(world, ann)
    asked: set[str] = set()
    for _ in range(3):
        form = await ann.slash(world.channel, "checkin")
        assert form.modal is not None
        asked |= {field["custom_id"] for field in controls(form.modal)}
        mirror = read(await fill_in(ann, form, answers))
        for part in Part:
            line = next(
                line for line in mirror.splitlines() if line.startswith(f"**{bank.part_names[part]}**")
            )
            assert line.endswith(f"Today's answer sits {leaning}.")
    assert asked == set(bank.questions)


async def test_first_use_says_what_this_is_and_asks_nothing_yet(world: World, say: Speaker) -> None:
    """A first check-in begins with what is kept and what this is not; help is one tap away."""
    ann = world.member("ann")
    first = await ann.slash(world.channel, "checkin")
    shown = read(first)
    assert say("first-kept") in shown
    assert say("scope") in shown
    assert "Help now" in buttons(screen_of(first))
    assert not world_has_rows(world)


async def test_without_consent_the_mirror_is_shown_and_nothing_written(world: World, say: Speaker) -> None:
    """Who declines checks in all the same."""
    ann = world.member("ann")
    first = await ann.slash(world.channel, "checkin", category="friend", label="The *blue* one")
    mirror = await fill_in(ann, await press(ann, first, "Check in, keep nothing"))
    assert "Your mirror" in read(mirror)
    assert "A friend · The \\*blue\\* one" in read(mirror)
    assert say("mirror-unkept") in read(mirror)
    assert "Keep this" not in buttons(screen_of(mirror))
    assert not world_has_rows(world)


async def test_consent_is_unticked_and_leads_on_with_the_label(world: World) -> None:
    """The box is empty at first; a label that was typed before is still there after saying yes."""
    ann = world.member("ann")
    first = await ann.slash(world.channel, "checkin", category="colleague", label="J_1 <@5>")
    form = await press(ann, first, "Choose what is kept …")
    assert form.modal is not None
    box = next(field for field in controls(form.modal) if field["custom_id"] == "history")
    assert box["default"] is False
    said = await ann.submit_modal(form, {"history": True, "retention": "1y"})
    assert "You can keep check-ins from now on" in read(said)
    mirror = await fill_in(ann, await press(ann, said, "Check in"))
    assert "A colleague · J\\_1 \\<\\@5\\>" in read(mirror)
    assert "Keep this" in buttons(screen_of(mirror))


async def test_declining_in_the_form_writes_nothing(world: World) -> None:
    """An empty box is a no, and a no is not written down."""
    ann = world.member("ann")
    first = await ann.slash(world.channel, "checkin")
    said = await ann.submit_modal(await press(ann, first, "Choose what is kept …"), {"history": False})
    assert "No check-in is kept" in read(said)
    assert "Check in, keep nothing" in buttons(screen_of(said))
    assert not world_has_rows(world)


async def test_successive_check_ins_ask_other_questions(world: World) -> None:
    """Nobody meets the same question twice running; with history not even after a restart."""
    ann, ben = world.member("ann"), world.member("ben")
    await agree(world, ann)
    seen = []
    for _ in range(4):
        form = await ann.slash(world.channel, "checkin")
        assert form.modal is not None
        seen.append({field["custom_id"] for field in controls(form.modal)})
        await world.env.advance_time(60)
        await world.restart()
    for _ in range(3):
        form = await press(ben, await ben.slash(world.channel, "checkin"), "Check in, keep nothing")
        assert form.modal is not None
        seen.append({field["custom_id"] for field in controls(form.modal)})
    for before, after in [*pairwise(seen[:4]), *pairwise(seen[4:])]:
        assert not before & after


async def test_questions_may_be_left_open(world: World, say: Speaker) -> None:
    """What was not answered is not looked at; all five open is an answer too."""
    ann = world.member("ann")
    await agree(world, ann)
    form = await ann.slash(world.channel, "checkin")
    assert form.modal is not None
    first = next(controls(form.modal))["custom_id"]
    mirror = read(await ann.submit_modal(form, {first: "3"}))
    assert mirror.count("not looked at today") == 4
    empty = read(await ann.submit_modal(await ann.slash(world.channel, "checkin"), {}))
    assert empty.count("not looked at today") == 5
    assert say("mirror-nothing") in empty


async def test_a_child_changes_what_is_asked(world: World, say: Speaker) -> None:
    """For a child the question that presumes their own choice is left out, and the mirror says why (C9)."""
    ann = world.member("ann")
    await agree(world, ann)
    for _ in range(3):
        form = await ann.slash(world.channel, "checkin", category="child")
        assert form.modal is not None
        assert "u1" not in {field["custom_id"] for field in controls(form.modal)}
        assert say("mirror-child") in read(await fill_in(ann, form))


async def test_keep_with_a_note_and_drop(world: World, say: Speaker) -> None:
    """A note goes with what is kept; what is not kept is gone."""
    ann = world.member("ann")
    await agree(world, ann)
    kept = await keep(world, ann, "They said *wait*.")
    assert say("checkin-kept") in read(kept)
    assert "They said \\*wait\\*\\." in read(await press(ann, kept, "Open"))
    dropped = await press(ann, await check_in(world, ann), "Don't keep")
    assert say("checkin-dropped") in read(dropped)
    assert "one reflection" in read(await ann.slash(world.channel, "reflections list"))


async def test_a_note_can_be_changed_and_taken_away(world: World) -> None:
    """The form shows the note that is there; an empty note is no note."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    mirror = await ann.submit_modal(await press(ann, mirror, "Add a note …"), {"note": "first"})
    form = await press(ann, mirror, "Change the note …")
    assert form.modal is not None
    assert next(controls(form.modal))["value"] == "first"
    mirror = await ann.submit_modal(form, {"note": ""})
    assert "Add a note …" in buttons(screen_of(mirror))


async def test_two_clicks_at_once_keep_once(world: World) -> None:
    """A double click on "Keep this" keeps one reflection, and both clicks are answered."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    ident = buttons(screen_of(mirror))["Keep this"]
    first, second = (raw.click(world, ann, mirror, ident) for _ in range(2))
    await world.env.settle()
    assert first.acknowledged
    assert second.acknowledged
    assert "Kept." in read(first)
    assert "Kept." in read(second)
    assert "one reflection" in read(await ann.slash(world.channel, "reflections list"))


async def test_keep_and_drop_at_once_do_one_of_both(world: World) -> None:
    """Whichever comes second says what is true by then."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    ids = buttons(screen_of(mirror))
    raw.click(world, ann, mirror, ids["Don't keep"])
    kept = raw.click(world, ann, mirror, ids["Keep this"])
    await world.env.settle()
    count = len(await world.bot.services.reflections._store.reflections.all_of(ann.id))
    assert ("Kept." in read(kept)) == (count == 1)


async def test_dropping_what_was_kept_says_so(world: World, say: Speaker) -> None:
    """Kept in one window, "Don't keep" in another: it is not told to be gone."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    other = await press(ann, await ann.slash(world.channel, "reflections list"), "Look at it")
    await press(ann, mirror, "Keep this")
    assert say("checkin-kept") in read(await press(ann, other, "Don't keep"))
    assert "one reflection" in read(await ann.slash(world.channel, "reflections list"))


async def test_dropping_something_written_asks_first(world: World, say: Speaker) -> None:
    """One tap beside "Keep this" takes no note away."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    mirror = await ann.submit_modal(await press(ann, mirror, "Add a note …"), {"note": "Mine"})
    asked = await press(ann, mirror, "Don't keep")
    assert say("drop-sure") in read(asked)
    mirror = await press(ann, asked, "No, go back")
    assert "Your note goes with it" in read(mirror)
    dropped = await press(ann, await press(ann, mirror, "Don't keep"), "Drop it")
    assert say("checkin-dropped") in read(dropped)


async def test_a_note_for_what_is_gone_is_given_back(world: World, say: Speaker) -> None:
    """Dropped in another window while the note was written: the words come back."""
    ann = world.member("ann")
    await agree(world, ann)
    mirror = await check_in(world, ann)
    form = await press(ann, mirror, "Add a note …")
    await press(ann, mirror, "Don't keep")
    told = read(await ann.submit_modal(form, {"note": "Long thought"}))
    assert say("checkin-gone") in told
    assert "Long thought" in told


async def test_forms_that_were_never_sent_do_not_pile_up(world: World) -> None:
    """The next one takes the place of the last; one that comes back late can still be kept."""
    ann = world.member("ann")
    await agree(world, ann)
    forms = [await ann.slash(world.channel, "checkin") for _ in range(3)]
    assert "one undecided entry" in read(await ann.slash(world.channel, "privacy show"))
    late = await fill_in(ann, forms[0])
    assert "Kept." in read(await press(ann, late, "Keep this"))


async def test_saying_yes_later_leaves_the_mirror_in_sight(world: World, say: Speaker) -> None:
    """An unkept mirror exists on its screen alone: the consent's answer comes beside it."""
    ann = world.member("ann")
    form = await press(ann, await ann.slash(world.channel, "checkin"), "Check in, keep nothing")
    mirror = await fill_in(ann, form)
    said = await ann.submit_modal(await press(ann, mirror, "Choose what is kept …"), {"history": True})
    assert say("consent-given") in read(said)
    assert say("mirror-title") in read(mirror)


async def test_consent_withdrawn_while_the_form_is_open(world: World, say: Speaker) -> None:
    """The answers are still reflected, and nothing of them is written."""
    ann = world.member("ann")
    await agree(world, ann)
    form = await ann.slash(world.channel, "checkin")
    overview = await ann.slash(world.channel, "privacy show")
    await ann.submit_modal(await press(ann, overview, "Choose what is kept …"), {"history": False})
    mirror = await fill_in(ann, form)
    assert say("mirror-unkept") in read(mirror)
    assert "no undecided entries" in read(await ann.slash(world.channel, "privacy show"))


async def test_labels_are_offered_from_ones_own(world: World) -> None:
    """Autocomplete knows one's own labels, the latest first, and nobody else's."""
    ann, ben = world.member("ann"), world.member("ben")
    await agree(world, ann)
    await agree(world, ben)
    for label in ("Blue door", "Green door", "Lake"):
        await keep(world, ann, label=label)
        await world.env.advance_time(60)
    await keep(world, ben, label="Door of Ben")
    offered = await ann.autocomplete(world.channel, "checkin", "label", "door")
    assert [choice["name"] for choice in offered] == ["Green door", "Blue door"]


async def test_nothing_stays_in_memory(world: World) -> None:
    """An abandoned screen or form costs nothing: no view, no form, no timer is kept."""
    ann = world.member("ann")
    await agree(world, ann)
    before = len(asyncio.all_tasks())
    for _ in range(5):
        await check_in(world, ann)
        await ann.slash(world.channel, "checkin")
    gc.collect()
    held = [each for each in gc.get_objects() if isinstance(each, discord.ui.LayoutView | discord.ui.Modal)]
    assert not held
    store = world.bot._connection._view_store
    assert not store._views
    assert not store._modals
    assert len(asyncio.all_tasks()) == before


async def test_every_screen_has_help_within_one_tap(world: World) -> None:
    """Every screen that was ever sent in a walk through the check-in shows the way to help lines."""
    ann = world.member("ann")
    await agree(world, ann)
    await keep(world, ann, "note")
    await ann.slash(world.channel, "reflections list")
    await ann.slash(world.channel, "about")
    screens = [
        body["data"]["components"] if "data" in body else body["components"]
        for body in (r.json for r in world.env.http_requests)
        if isinstance(body, dict) and (body.get("components") or body.get("data", {}).get("components"))
        if "title" not in body.get("data", {})
    ]
    assert len(screens) > 5
    for components in screens:
        ids = [each.get("custom_id", "") for each in walk_components(components)]
        assert any(ident.startswith("al:1:help.") for ident in ids)


def world_has_rows(world: World) -> bool:
    """Return whether anything about anybody stands in the database."""
    import sqlite3

    connection = sqlite3.connect(world.database)
    try:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        personal = set(tables) - {"keyring", "meta"}
        assert {"person", "consent", "draft", "reflection"} <= personal
        return any(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in personal)
    finally:
        connection.close()
