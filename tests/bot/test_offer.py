"""An offer card: shown first, posted in one's own name to one person, answered by them alone, and gone."""

import pytest

from alongside.offering import Answer
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.offering import (
    HOURS,
    REFUSED,
    WANTS,
    at_once,
    card,
    cards,
    labels,
    left,
    post,
    preview,
    rows,
    words,
)
from tests.bot.steps import buttons, press, read, screen_of
from tests.conftest import World

ANSWERS = [
    "Just listen",
    "Keep me company",
    "Practical help",
    "Ideas or information",
    "Space",
    "Later, I'll say when",
    "I've got it",
    "I don't know yet",
    "Nothing now",
]


async def test_the_preview_says_the_exact_words(world: World) -> None:
    """What is previewed is what is posted, word for word; until then nothing is posted or stored."""
    ann, ben = world.member("ann"), world.member("ben")
    shown = await preview(world, ann, ben)
    told = read(shown)
    assert "everybody in the channel can read it, in your name" in told
    assert ", ".join(ANSWERS) in told
    assert (cards(world), left(world)) == ([], {})
    await press(ann, shown, "Post it")
    assert words(card(world)) in told
    assert f"<@{ben.id}>, {WANTS}" in words(card(world))
    assert f"<@{ann.id}> would like to know" in words(card(world))
    assert labels(card(world)) == [*ANSWERS, "Take it back", "No more cards …", "Help now"]


async def test_not_now(world: World) -> None:
    """Who decides against it has posted nothing, and nothing is stored."""
    ann, ben = world.member("ann"), world.member("ben")
    told = read(await press(ann, await preview(world, ann, ben), "Not now"))
    assert "Nothing was posted" in told
    assert (cards(world), left(world)) == ([], {})


async def test_one_person_is_mentioned(world: World) -> None:
    """The card mentions whoever is asked, once, and could mention nobody else."""
    ann, ben = world.member("ann"), world.member("ben")
    told = read(await post(world, ann, ben))
    assert "It is posted." in told
    [sent] = raw.requests(world.env, "POST", f"/channels/{world.channel.id}/messages")
    assert sent["allowed_mentions"] == {"parse": [], "users": [ben.id]}
    assert left(world) == {"offer": 1, "person": 1}


@pytest.mark.parametrize("number", range(len(ANSWERS)))
async def test_each_answer_stands_on_the_card(world: World, number: int) -> None:
    """The answer edits the card, and only its time is left of it; after that, nothing at all."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    answered = await ben.click(card(world), label=ANSWERS[number])
    assert answered.acknowledged
    assert answered.followups == []
    assert f"### {ANSWERS[number]}" in words(card(world))
    assert labels(card(world)) == ["And now?", "Remove this card", "No more cards …", "Help now"]
    [row] = rows(world)
    assert (row["id"], row["taken_at"], row["place"]) == (None, None, b"")
    await world.env.advance_time(72 * HOURS)
    assert left(world) == {}
    assert f"### {ANSWERS[number]}" in words(card(world)), "what was said is theirs, not the bot's to delete"


async def test_nobody_else_can_answer(world: World) -> None:
    """Neither a third person nor who asked can press an answer; they get a private word."""
    ann, ben, eve = (world.member(name) for name in ("ann", "ben", "eve"))
    await post(world, ann, ben)
    before = words(card(world))
    for label in (*ANSWERS, "No more cards …"):
        assert "for two other people" in read(await eve.click(card(world), label=label))
        assert "for the one who is asked" in read(await ann.click(card(world), label=label))
    assert "for two other people" in read(await eve.click(card(world), label="Take it back"))
    assert "for the one who asked" in read(await ben.click(card(world), label="Take it back"))
    assert words(card(world)) == before
    assert rows(world)[0]["taken_at"] is None


async def test_help_is_for_anybody(world: World) -> None:
    """Help lines come in private to whoever presses the button, and leave the card as it is."""
    ann, ben, eve = (world.member(name) for name in ("ann", "ben", "eve"))
    await post(world, ann, ben)
    before = words(card(world))
    assert "Find A Helpline" in read(await eve.click(card(world), label="Help now"))
    assert words(card(world)) == before


@pytest.mark.parametrize(("answer", "label"), list(zip(Answer, ANSWERS, strict=True)))
async def test_what_the_asker_reads_afterwards(
    world: World, say: Speaker, answer: Answer, label: str
) -> None:
    """To whoever asked, and to them alone, an answer leads to an open question about themselves."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    await ben.click(card(world), label=label)
    told = read(await ann.click(card(world), label="And now?"))
    assert told == say(f"offer-after-{answer}")
    assert told.endswith("?")
    assert "for the one who asked" in read(await ben.click(card(world), label="And now?"))
    assert "And now?" in labels(card(world))


def test_they_have_got_it(say: Speaker) -> None:
    """The one sentence that is given."""
    assert say("offer-after-got-it") == "They've got it. What's yours to look after?"


async def test_take_it_back(world: World) -> None:
    """Who posted it can take it back: the card is gone, and so is what was stored of where it stood."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    told = read(await ann.click(card(world), label="Take it back"))
    assert "It is taken back" in told
    assert cards(world) == []
    [row] = rows(world)
    assert (row["id"], row["place"]) == (None, b"")
    assert REFUSED in read(await post(world, ann, ben)), "taken back is no way to ask again and again"
    await world.env.advance_time(72 * HOURS)
    assert left(world) == {}
    assert "It is posted." in read(await post(world, ann, ben))


async def test_it_expires_quietly(world: World) -> None:
    """After 72 hours an unanswered card is gone, without a word to anybody, and nothing is stored."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    sent = len(world.env.http_requests)
    await world.env.advance_time(72 * HOURS - 60)
    assert len(cards(world)) == 1
    await world.env.advance_time(120)
    assert (cards(world), left(world)) == ([], {})
    assert [each.method for each in world.env.http_requests[sent:]] == ["DELETE"]
    assert ann.user.dm_channel.last_message is None
    assert ben.user.dm_channel.last_message is None


@pytest.mark.parametrize("name", ["ann", "ben"])
async def test_both_can_remove_an_answered_card(world: World, name: str) -> None:
    """Who asked and who answered can take the answer out of the channel, at any time; others cannot."""
    people = {each: world.member(each) for each in ("ann", "ben", "eve")}
    await post(world, people["ann"], people["ben"])
    await people["ben"].click(card(world), label="Space")
    await world.env.advance_time(100 * HOURS)
    await world.restart()
    await people["eve"].click(card(world), label="Remove this card")
    assert len(cards(world)) == 1
    assert (await people[name].click(card(world), label="Remove this card")).acknowledged
    assert cards(world) == []


async def test_not_to_oneself_and_not_to_apps(world: World) -> None:
    """Oneself is asked with a check-in, and apps are not asked at all."""
    ann = world.member("ann")
    helper = world.guild.add_member(world.env.create_user("helper", bot=True))
    assert "/checkin" in read(await preview(world, ann, ann))
    told = await preview(world, ann, helper)
    assert "asks a person" in read(told)
    assert "Post it" not in buttons(screen_of(told))


async def test_restart_between_any_two_steps(world: World) -> None:
    """The bot may be started anew at each step, and nothing gets lost."""
    ann, ben = world.member("ann"), world.member("ben")
    shown = await preview(world, ann, ben)
    await world.restart()
    await press(ann, shown, "Post it")
    await world.restart()
    choice = await ben.click(card(world), label="No more cards …")
    await world.restart()
    await press(ben, choice, "None from this person")
    await world.restart()
    await ben.click(card(world), label="I've got it")
    await world.restart()
    assert "They've got it." in read(await ann.click(card(world), label="And now?"))
    await world.restart()
    await world.env.advance_time(72 * HOURS)
    assert left(world) == {"offer_block": 1, "person": 1}


async def test_posting_twice_at_once(world: World) -> None:
    """A double click on "Post it" posts one card, and both clicks are answered with that."""
    ann, ben = world.member("ann"), world.member("ben")
    shown = await preview(world, ann, ben)
    clicks = [raw.click(world, ann, shown, buttons(screen_of(shown))["Post it"]) for _ in range(2)]
    await world.env.settle()
    assert len(cards(world)) == 1
    assert all(each.acknowledged for each in clicks)
    assert "It is posted." in read(shown)


async def test_two_previews_posted_at_once(world: World) -> None:
    """Of two previews to the same person, sent off at once, one is posted and the other reads as refused."""
    ann, ben = world.member("ann"), world.member("ben")
    seen = [await preview(world, ann, ben) for _ in range(2)]
    for each in seen:
        raw.click(world, ann, each, buttons(screen_of(each))["Post it"])
    await world.env.settle()
    assert len(cards(world)) == 1
    assert sorted(REFUSED in read(each) for each in seen) == [False, True]


async def test_two_answers_at_once(world: World) -> None:
    """Of two answers at once one stands, and the other click gets a private word."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    stands = card(world)
    clicks = [at_once(world, ben, stands, label) for label in ("Space", "Just listen")]
    await world.env.settle()
    assert "### Space" in words(card(world))
    assert clicks[0].followups == []
    assert "This card is over" in read(clicks[1])


async def test_answered_and_taken_back_at_once(world: World) -> None:
    """Whichever comes first, the card is gone or answered in the end, and both are told."""
    ann, ben = world.member("ann"), world.member("ben")
    await post(world, ann, ben)
    stands = card(world)
    answered = at_once(world, ben, stands, "Space")
    back = at_once(world, ann, stands, "Take it back")
    await world.env.settle()
    assert answered.acknowledged
    assert "It is taken back" in read(back)
    assert cards(world) == []
    assert rows(world)[0]["id"] is None
