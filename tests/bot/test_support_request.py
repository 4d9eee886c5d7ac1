"""Asking for support: the form, the thread, the card, and what none of them tells."""

from datetime import time

from alongside.supporting import Quiet, SupportSpace
from tests.bot import raw
from tests.bot.steps import press, read
from tests.bot.support_server import PANEL, channel, helper
from tests.bot.supporting import (
    PLAIN,
    ask,
    buttons_of,
    cards,
    join,
    later,
    members,
    met,
    need,
    nothing,
    panel,
    presences,
    rows,
    said,
    send_form,
    state,
    support_channel,
    tap,
    text_in,
    thread,
    threads,
    unseen,
)
from tests.conftest import World

DAY = 86_400
HEAVY = "I want to kill myself"


async def test_a_request_is_asked_met_and_closed(world: World) -> None:
    """From the panel to the end, with what each sees on the way."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    answer = read(await ask(world, ann, needs=["listen", "company"], support_words="It is *loud* here"))
    assert thread(world).mention in answer
    assert members(world) == {ann.id}
    assert "No ideas or advice were asked for" in said(need(world))
    assert need(world).pinned
    [card] = cards(world)
    primer = await hal.click(card, label="Look at it …")
    assert "Keep me company" in read(primer)
    assert "Would you like it, or shall I listen?" in read(primer)
    assert rows(world, "support_claim") == []  # looking stores nothing
    assert thread(world).mention in read(await press(hal, primer, "Bring me in"))
    assert members(world) == {ann.id, hal.id}
    assert cards(world) == []
    closed = await press(ann, await tap(world, ann, "I've got it"), "Close it")
    assert "full answer" in read(closed)
    meta = world.env.backend.get_channel(thread(world).id).thread_metadata
    assert meta is not None
    assert (meta.archived, meta.locked) == (True, True)
    assert (state(world), presences(world)) == ("closed", ["ended"])
    assert "I've got it" not in buttons_of(need(world))
    await later(world, 14 * DAY + 60)
    assert threads(world) == []
    assert rows(world) == rows(world, "support_claim") == []


async def test_the_card_and_the_thread_tell_nothing_of_who(world: World) -> None:
    """No name, id, mention, word or link before a claim; the thread's name and the audit log say nothing."""
    await support_channel(world)
    ann = world.member("ann-very-unlike")
    seen = len(world.guild.audit_log())
    await ask(world, ann, needs=["ideas"], support_words="Only for the thread", support_alone="After ten")
    [card] = cards(world)
    told = said(card) + card.content
    for hint in ("ann-very-unlike", f"{ann.id}", "Only for the thread", "After ten", f"{thread(world).id}"):
        assert hint not in told
    assert card.mentions == card.role_mentions == []
    assert not card.mention_everyone
    assert "No ideas" not in said(need(world))
    name = thread(world).name or ""
    assert name.startswith("conversation ")
    int(name.removeprefix("conversation "), 16)
    created = next(r for r in world.env.http_requests if r.method == "POST" and r.path.endswith("/threads"))
    body = created.json or {}
    assert (body["type"], body["invitable"]) == (12, False)
    assert all(entry.reason is None for entry in world.guild.audit_log()[seen:])


async def test_what_is_stored_tells_neither_who_nor_what(world: World) -> None:
    """In the bytes of the database stand no ids of people, servers, channels and threads, and no words."""
    await support_channel(world)
    ann, hal = await met(world)
    words = "a-word-of-my-own"
    await world.env.settle()
    content = b"".join(path.read_bytes() for path in world.database.parent.glob("alongside.db*"))
    ids = (ann.id, hal.id, world.guild.id, thread(world).id, channel(world, PANEL).id, need(world).id)
    for each in (*(f"{ident}" for ident in ids), words, "Just listen"):
        assert each.encode() not in content


async def test_words_reach_neither_the_store_nor_the_card(world: World) -> None:
    """They stand in the thread alone, as they were written."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann, support_words="Loud *and* dark <@1>", support_alone="After ten")
    shown = text_in(need(world))
    assert "Loud \\*and\\* dark" in shown
    assert "After ten" in shown
    content = b"".join(path.read_bytes() for path in world.database.parent.glob("alongside.db*"))
    assert b"dark" not in content
    assert b"After ten" not in content


async def test_without_a_tick_or_a_yes_nothing_is_opened(world: World) -> None:
    """What was written is given back, and neither Discord nor the database has anything of it."""
    await support_channel(world)
    ann = world.member("ann")
    for changes, answer in (({"needs": []}, "is an answer too"), ({"yes": False}, "Without your yes")):
        told = read(await ask(world, ann, support_words="My words", **changes))
        assert answer in told
        assert "My words" in told
    assert nothing(world)
    assert rows(world, "person") == []


async def test_words_of_danger_bring_the_card_first(world: World) -> None:
    """Nothing is opened before "Carry on", which loses nothing; "Stop here" opens nothing at all."""
    await support_channel(world)
    ann, bea = world.member("ann"), world.member("bea")
    first = await ask(world, ann, support_words=HEAVY, needs=["company"])
    assert "This sounds heavy" in read(first)
    assert "Support, in the way you ask" in said(panel(world))  # nobody else sees the card
    assert nothing(world)
    await world.restart()
    assert "Your conversation" in read(await press(ann, first, "Carry on"))
    assert HEAVY in said(need(world))
    assert "Keep me company" in said(need(world))
    stopped = await press(bea, await ask(world, bea, support_words=HEAVY), "Stop here")
    assert HEAVY in read(stopped)
    assert len(threads(world)) == 1
    assert "Your conversation" in read(await press(bea, stopped, "Carry on"))


async def test_one_open_request_a_person_and_server(world: World) -> None:
    """Asking again leads to the conversation that is there; after it was closed, to a new one."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    again = await ann.click(panel(world), label="I'd like support")
    assert again.modal is None
    assert thread(world).mention in read(again)
    assert len(threads(world)) == 1
    await press(ann, await tap(world, ann, "I've got it"), "Close it")
    await ask(world, ann)
    assert [one for (one,) in rows(world, columns="state")] == ["closed", "open"]


async def test_who_left_their_thread_comes_back_from_the_panel(world: World) -> None:
    """Leaving a thread in Discord ends nothing, and the panel leads back in."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    world.env.backend.remove_thread_member(thread(world).id, ann.id)
    await ann.click(panel(world), label="I'd like support")
    assert members(world) == {ann.id}


async def test_a_form_from_a_second_window(world: World) -> None:
    """The words of a form that came second are given back, and nothing is opened twice."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    late = send_form(world, ann, "support.sent:", PLAIN | {"support_words": "The second"})
    await world.env.settle()
    assert "The second" in read(late)
    assert thread(world).mention in read(late)
    assert len(threads(world)) == len(cards(world)) == 1


async def test_a_thread_deleted_unseen_does_not_hold_anybody_up(world: World) -> None:
    """Where Discord's word did not arrive, the panel finds out, and asking anew works."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    with unseen(world):
        world.env.backend.delete_channel(thread(world).id)
    world.bot.get_guild(world.guild.id)._threads.clear()  # type: ignore[union-attr]
    answer = await ann.click(panel(world), label="I'd like support")
    assert "is gone" in read(answer)
    form = await press(ann, answer, "I'd like support")
    await ann.submit_modal(form, PLAIN)
    assert len(threads(world)) == len(cards(world)) == 1


async def test_the_panel_works_after_restarts_and_years(world: World) -> None:
    """Its buttons name no record, and everything is found again after a restart."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    await world.restart()
    await later(world, 60 * DAY)
    assert {ident.split(":")[-1] for ident in buttons_of(panel(world)).values()} == {""}
    await ask(world, ann)
    await world.restart()
    await join(world, hal)
    await world.restart()
    await press(ann, await tap(world, ann, "I've got it"), "Close it")
    assert state(world) == "closed"


async def test_closed_hours(world: World) -> None:
    """In hours in which few are there it is said until when, with help lines, and it opens all the same."""
    await support_channel(world)
    ann = world.member("ann")
    now = world.bot.clock.now()
    hours = Quiet("UTC", time((now.hour - 1) % 24), time((now.hour + 2) % 24))

    def quiet(space: SupportSpace) -> SupportSpace:
        return SupportSpace(**{**space.__dict__, "quiet": hours, "help_lines": "GB"})

    await world.bot.services.support.change_space(world.guild.id, quiet)
    told = read(await ask(world, ann))
    assert "Few people are here at this hour" in told
    assert "<t:" in told
    assert "116 123" in told
    assert len(threads(world)) == 1


async def test_other_buttons_of_the_panel(world: World) -> None:
    """Who supports somebody finds ways of their own; how it works is said, with who can read along."""
    await support_channel(world)
    ann = world.member("ann")
    mine = await ann.click(panel(world), label="I'm supporting someone")
    assert "nobody here sees" in read(mine)
    assert read(await press(ann, mine, "A short check-in"))
    how = read(await ann.click(panel(world), label="How this works"))
    assert "whose role may manage threads" in how
    assert "14 days after closing" in how
    assert "Find A Helpline" in read(await ann.click(panel(world), label="Help now"))


async def test_a_server_names_its_own_help_lines_first(world: World) -> None:
    """They stand before those that are guessed, on every Help now button there and nowhere else."""
    await support_channel(world)
    ann = world.member("ann")

    def irish(space: SupportSpace) -> SupportSpace:
        return SupportSpace(**{**space.__dict__, "help_lines": "IE GB"})

    await world.bot.services.support.change_space(world.guild.id, irish)
    shown = read(await ann.slash(world.channel, "help-now"))
    assert shown.index("50808") < shown.index("988")
    other = world.env.create_guild("Elsewhere")
    bob = other.add_member(world.env.create_user("bob"))
    elsewhere = read(await bob.slash(other.create_text_channel("talk"), "help-now"))
    assert "50808" not in elsewhere


async def test_where_nothing_is_set_up(world: World) -> None:
    """Old and forged buttons get a kind word in servers without a support channel."""
    ann = world.member("ann")
    start = await ann.slash(world.channel, "about")
    for kind in ("ask", "how", "look", "claim", "sent"):
        made = raw.click(world, ann, start, f"al:1:support.{kind}:x")
        await world.env.settle()
        assert "no support channel here" in read(made) or "Nothing was ticked" in read(made)


async def test_what_would_help_can_be_changed(world: World) -> None:
    """By the one who asked, in the thread and on the card at once; others are told that it is not theirs."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    await ask(world, ann, support_words="Before")
    form = await tap(world, ann, "Change what would help …")
    assert form.modal is not None
    assert "Before" in str(form.modal)
    sent = await ann.submit_modal(form, {"needs": ["practical"], "support_words": "Now", "support_alone": ""})
    assert "stands in the conversation now" in read(sent)
    assert "Practical help" in said(need(world))
    assert "Before" not in said(need(world))
    assert "Practical help" in said(cards(world)[0])
    assert "Now" not in said(cards(world)[0])
    await join(world, hal)
    assert "for whoever asked" in read(await tap(world, hal, "Change what would help …"))


async def test_danger_in_what_would_help_now(world: World) -> None:
    """The card comes first, to the one who wrote alone; what they wrote goes on from there."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    form = await tap(world, ann, "Change what would help …")
    first = await ann.submit_modal(form, {"needs": ["listen"], "support_words": HEAVY, "support_alone": ""})
    assert "This sounds heavy" in read(first)
    assert "kill" not in said(need(world))
    stopped = await press(ann, first, "Stop here")
    assert "The conversation is as it was" in read(stopped)
    assert HEAVY in read(stopped)
    first = stopped
    assert "stands in the conversation now" in read(await press(ann, first, "Carry on"))
    assert HEAVY in said(need(world))


async def test_every_screen_is_near_help(world: World) -> None:
    """What stands in public has the way to help lines too."""
    await support_channel(world)
    await ask(world, world.member("ann"))
    for message in (panel(world), need(world), cards(world)[0]):
        assert "al:1:help.open:" in buttons_of(message).values()
