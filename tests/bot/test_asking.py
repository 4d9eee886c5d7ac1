"""Ask instead, typed or from a menu: private, marked, ready to copy, gone; and never softer about danger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.texts import Speaker
from cogs.ui import asking, copying
from cogs.ui.plain import plain, shown
from tests.bot import raw
from tests.bot.offering import left
from tests.bot.steps import controls, press, read, texts_of
from tests.conftest import World
from tests.store.kit import TEXTS, UNHURRIED

TELLING = "I read your message. You should call your boss tomorrow. *Really* @everyone ```x```"
HEAVY = "You should know that I want to kill myself"


async def test_what_tells_is_marked(world: World, say: Speaker) -> None:
    """The words that tell stand out, the rest is as it was written, and there are ways to ask, to copy."""
    ann = world.member("ann")
    told = read(await ann.slash(world.channel, "ask instead", text=TELLING))
    assert "__**" in told
    assert "\\*Really\\* \\@everyone" in told
    copied = told.split("```")[1::2]
    assert len(copied) in (3, 4), "two or three questions, and ask-offer-ask"
    assert all(each.strip().endswith("?") for each in copied)
    assert "call" in copied[0]
    assert say("asking-small") in told
    assert left(world) == {}


async def test_nothing_is_sent_or_kept(world: World) -> None:
    """It is answered, and that is all: no message, no row, nothing in the log of requests but the answer."""
    ann = world.member("ann")
    at = len(world.env.http_requests)
    await ann.slash(world.channel, "ask instead", text=TELLING)
    assert all("/channels/" not in each.path for each in world.env.http_requests[at:])
    assert left(world) == {}


@pytest.mark.parametrize(
    "words", ["I should sleep more.", "What would help?", "Good morning!", "“Calm down”, she wrote."]
)
async def test_no_telling_phrase(world: World, say: Speaker, words: str) -> None:
    """Where nothing was spotted it says just that, never that all is fine."""
    told = read(await world.member("ann").slash(world.channel, "ask instead", text=words))
    assert say("asking-none") in told
    assert "fine" not in told
    assert "```" not in told


async def test_a_form_for_more_words(world: World) -> None:
    """Without a text it opens a form; blanks alone get a word."""
    ann = world.member("ann")
    form = await ann.slash(world.channel, "ask instead")
    assert form.modal is not None
    await world.restart()
    assert "__**" in read(await ann.submit_modal(form, {"asked": TELLING}))
    form = await ann.slash(world.channel, "ask instead")
    assert "There are no words here" in read(await ann.submit_modal(form, {"asked": "  \n "}))


async def test_keep_mine(world: World, say: Speaker) -> None:
    """Keeping one's own words gives them back to the letter, also after a restart."""
    ann = world.member("ann")
    words = "You should *call* them__ \\o/ \n> now"
    found = await ann.slash(world.channel, "ask instead", text=words)
    await world.restart()
    told = read(await press(ann, found, "Keep mine"))
    assert say("asking-kept") in told
    assert told.endswith(plain(words))


@pytest.mark.parametrize("label", ["Carry on", "Stop here"])
async def test_danger_gets_the_card(world: World, say: Speaker, label: str) -> None:
    """Words about danger get the card, and on neither way out of it a way to say them more softly."""
    ann = world.member("ann")
    shown_card = await ann.slash(world.channel, "ask instead", text=HEAVY)
    assert say("card-title") in read(shown_card)
    assert HEAVY in read(shown_card)
    await world.restart()
    told = read(await press(ann, shown_card, label))
    assert told.endswith(HEAVY), "one's own words, and no others"
    assert "```" not in told
    assert "__**" not in told
    assert left(world) == {}


async def test_safety_is_not_softened(world: World, say: Speaker) -> None:
    """A call for help in danger gets the card as well, not a question in its place."""
    told = read(await world.member("ann").slash(world.channel, "ask instead", text="call an ambulance now"))
    assert say("card-title") in told
    assert say("asking-ask") not in told


async def test_a_long_text_about_danger(world: World, say: Speaker) -> None:
    """What the card has no room for comes back as a file."""
    ann = world.member("ann")
    words = f"{HEAVY}. " + "." * 3900
    result = await ann.slash(world.channel, "ask instead", text=words)
    file = result.followups[-1].attachments[0]
    assert world.env.backend.cdn.get(file.url) == words.encode()


@pytest.mark.parametrize(
    "words", ["You should go. " * 260, "." * 3980 + " You should go.", "You must " + "#" * 3900]
)
async def test_the_longest_words_fit(world: World, words: str) -> None:
    """Whatever was written, the answer is within what Discord takes."""
    result = await world.member("ann").slash(world.channel, "ask instead", text=words[:4000])
    assert "__**" in read(result)
    assert len(read(result)) <= 4000


async def test_on_ones_own_message(world: World) -> None:
    """In the menu of a message of one's own it looks at that message."""
    ann = world.member("ann")
    message = await ann.send(world.channel, "You should call your boss.")
    told = read(await ann.context_menu(world.channel, "Ask instead", message))
    assert "__**" in told


async def test_on_a_message_of_somebody_else(world: World, say: Speaker) -> None:
    """It looks only at one's own words, and says so; nothing of the other's is shown."""
    ann, ben = world.member("ann"), world.member("ben")
    message = await ben.send(world.channel, "You should call your boss.")
    told = read(await ann.context_menu(world.channel, "Ask instead", message))
    assert told == say("asking-not-yours")


async def test_on_a_message_of_an_app(world: World, say: Speaker) -> None:
    """So it is on what a bot posted, this one included."""
    ann, ben = world.member("ann"), world.member("ben")
    await press(ann, await ann.slash(world.channel, "ask offer", person=ben), "Post it")
    message = next(each for each in world.channel.history() if not each.flags.ephemeral)
    assert read(await ann.context_menu(world.channel, "Ask instead", message)) == say("asking-bot")


async def test_on_a_message_without_words(world: World, say: Speaker) -> None:
    """A picture alone has no words to look at."""
    ann = world.member("ann")
    message = await ann.send(world.channel, attachments=[("cat.png", b"\x89PNG")])
    assert read(await ann.context_menu(world.channel, "Ask instead", message)) == say("asking-no-words")


async def test_the_menu_is_named_in_words(world: World) -> None:
    """Discord is told the name from the content files, also after a restart."""
    await world.restart()
    [told] = [each for each in next(raw.requests(world.env, "PUT", "/commands")) if each["type"] == 3]
    assert told["name"] == "Ask instead"
    message = await world.member("ann").send(world.channel, "hello")
    assert message


async def test_a_part_of_it_is_copied(world: World) -> None:
    """A form has each text in a field of its own, to the letter; sending it off changes and sends nothing."""
    ann = world.member("ann")
    found = await ann.slash(world.channel, "ask instead", text=TELLING)
    await world.restart()
    form = await press(ann, found, "Copy one …")
    assert form.modal is not None
    fields = {each["custom_id"]: each["value"] for each in controls(form.modal)}
    assert list(fields.values()) == [each.strip("\n") for each in read(found).split("```")[1::2]]
    at, before = len(world.env.http_requests), read(found)
    assert (await ann.submit_modal(form, fields)).acknowledged
    assert len(world.env.http_requests) == at + 1
    assert read(found) == before
    assert left(world) == {}


async def test_the_words_of_a_card_are_copied(world: World, say: Speaker) -> None:
    """So it is with the words that come in place of a card."""
    ann, ben = world.member("ann"), world.member("ben")
    await world.bot.services.offers.choose_asked(ben.id, allowed=False)
    refused = await press(ann, await ann.slash(world.channel, "ask offer", person=ben), "Post it")
    form = await press(ann, refused, "Copy one …")
    assert form.modal is not None
    assert [each["value"] for each in controls(form.modal)] == [say("offer-words")]


async def test_nothing_to_copy(world: World) -> None:
    """A click from a screen without such texts gets a word."""
    ann = world.member("ann")
    made = raw.click(world, ann, await ann.slash(world.channel, "about"), "al:1:asking.copy:")
    await world.env.settle()
    assert read(made)


@pytest.mark.parametrize("words", ["What now?", "a\nb", "```x``` *y*", "`", "x``"])
def test_what_is_copied_is_what_was_said(words: str) -> None:
    """Read back from its block, a text is itself."""
    assert copying._unfenced(copying.copyable(words)) == words


async def test_in_direct_messages(world: World, say: Speaker) -> None:
    """In the direct messages with the bot the answer says that it stays, and can be removed again."""
    user = world.env.create_user("ann")
    world.guild.add_member(user)
    await user.send_dm("hello")
    result = await user.slash("ask instead", text="You should call your boss.")
    assert result.response is not None
    assert say("asking-stays") in texts_of(result.response)
    await user.click(result.response, label="Keep mine")
    last = user.dm_channel.last_message
    assert last is not None
    await user.click(last, label="Remove this message")


async def test_danger_in_direct_messages(world: World, say: Speaker) -> None:
    """The card has the words, says that it stays, and can be removed; so it is with what comes next."""
    user = world.env.create_user("ann")
    world.guild.add_member(user)
    await user.send_dm("hello")
    result = await user.slash("ask instead", text=HEAVY)
    assert result.response is not None
    told = texts_of(result.response)
    assert say("card-title") in told
    assert HEAVY in told
    assert say("asking-stays") in told
    await user.click(result.response, label="Stop here")
    last = user.dm_channel.last_message
    assert last is not None
    assert say("asking-stays") in str(last.components)
    await user.click(last, label="Remove this message")
    last = user.dm_channel.last_message
    assert last is None or HEAVY not in str(last.components)


@given(TEXTS, st.lists(st.integers(0, 200), max_size=8))
@UNHURRIED
def test_marks_lose_nothing(words: str, cuts: list[int]) -> None:
    """Whatever is marked, the words read back from the screen are the words."""
    edges = sorted({min(each, len(words)) for each in cuts})
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    marked = asking._marked(words, spans)
    assert asking._MARKED.sub(lambda match: match[1] or "", marked) == shown(words)


@given(st.text(max_size=4000), st.lists(st.integers(0, 4000), max_size=40))
@UNHURRIED
def test_excerpts_fit(words: str, cuts: list[int]) -> None:
    """Excerpts of a long text have room on the screen."""
    edges = sorted({min(each, len(words)) for each in cuts})
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    assert len(asking._excerpts(words, spans)) <= asking._ROOM
