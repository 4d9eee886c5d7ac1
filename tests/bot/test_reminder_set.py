"""/reminder set: by the form or by options, agreed to first, shown with its next three times."""

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord
import pytest
from simcord.results import InteractionResult

from alongside.reminding import State
from alongside.texts import Speaker
from tests.bot import raw
from tests.bot.raw import In
from tests.bot.reminding import DAY, WHOLE, as_it_is, fill, messages, reminder_of, rows, said, shown, stamps
from tests.bot.steps import Actor, controls, press, read, screen_of
from tests.conftest import World

BERLIN = ZoneInfo("Europe/Berlin")


async def test_the_form_alone_is_enough(world: World, say: Speaker) -> None:
    """Time, place, days and the yes in one; the next three stand there, and a first message has come."""
    ann = world.member("ann")
    told = read(await fill(world, ann))
    assert "Every day** at **9:00 PM**, Berlin \\(Germany\\)" in told
    times = stamps(told)
    assert len(times) == 3
    assert [each.astimezone(BERLIN).strftime("%H:%M") for each in times] == ["21:00"] * 3
    assert timedelta() < times[0] - discord.utils.utcnow() <= timedelta(days=1)
    [first] = messages(ann)
    assert "This is where your daily question comes" in said(first)
    assert first.jump_url in told


async def test_what_the_form_asks(world: World) -> None:
    """Time, place, seven ticked days, and a yes that is not ticked beforehand."""
    form = (await world.member("ann").slash(world.channel, "reminder set")).modal
    assert form is not None
    at, place, days, agree = controls(form)
    assert at.get("value") is None
    assert place.get("value") is None  # en-US is spoken in too many places for a guess
    assert [each["default"] for each in days["options"]] == [True] * 7
    assert agree["default"] is False


async def test_the_place_is_guessed_from_the_language(world: World) -> None:
    """In the name that it has there; sent in as it is, it is understood."""
    ann = world.member("ann")
    with In("de"):
        form = await ann.slash(world.channel, "reminder set")
        assert form.modal is not None
        assert [each.get("value") for each in controls(form.modal)][1] == "Berlin (Deutschland)"
        sent = await ann.submit_modal(form, as_it_is(form, at="21.30", days=["0"], agree=True))
    assert "Monday** at **21:30**, Berlin \\(Deutschland\\)" in read(sent)


async def test_by_options_alone(world: World) -> None:
    """What takes a yes first is set with one press, on the screen that says what it means."""
    ann = world.member("ann")
    asking = await ann.slash(world.channel, "reminder set", at="7.30", zone="Asia/Tokyo", days="working")
    assert "It takes your yes to messages" in read(asking)
    assert "your Discord id" in read(asking)
    assert rows(world, "person") == []
    assert messages(ann) == []
    await world.restart()
    told = read(await press(ann, asking, "Yes, send me these"))
    assert "Monday to Friday** at **7:30 AM**, Tokyo \\(Japan\\)" in told
    assert {each.astimezone(ZoneInfo("Asia/Tokyo")).weekday() for each in stamps(told)} <= set(range(5))
    assert len(messages(ann)) == 1


async def test_too_little_opens_the_form(world: World) -> None:
    """With what was named filled in; so does the choice of other days."""
    ann = world.member("ann")
    form = (await ann.slash(world.channel, "reminder set", at="9pm", days="weekend")).modal
    assert form is not None
    at, place, days, _ = controls(form)
    assert at["value"] == "9pm"
    assert place.get("value") is None
    assert [each["value"] for each in days["options"] if each["default"]] == ["5", "6"]
    named = await ann.slash(world.channel, "reminder set", at="9pm", zone="Rome", days="pick")
    assert named.modal is not None
    assert [each.get("value") for each in controls(named.modal)][1] == "Rome"


@pytest.mark.parametrize(
    ("change", "when"),
    [
        ({"at": "6am"}, "Monday, Friday** at **6:00 AM**, Berlin"),
        ({"zone": "New York"}, "Monday, Friday** at **9:00 PM**, New York"),
        ({"days": "weekend"}, "Saturday and Sunday** at **9:00 PM**, Berlin"),
    ],
)
async def test_changing_one_thing_keeps_the_rest(world: World, change: dict[str, str], when: str) -> None:
    """No form, no new yes, and no second first message."""
    ann = world.member("ann")
    await fill(world, ann, days=["0", "4"])
    assert when in read(await ann.slash(world.channel, "reminder set", **change))
    assert len(messages(ann)) == 1


async def test_changing_it_in_the_form(world: World) -> None:
    """It opens with what is set, and does not ask for the yes again."""
    ann = world.member("ann")
    await fill(world, ann, at="21:05", place="San Francisco", days=["5"])
    form = await press(ann, await shown(world, ann), "Change it …")
    assert form.modal is not None
    at, place, days = controls(form.modal)
    assert (at["value"], place["value"]) == ("21:05", "Los Angeles (United States)")
    assert [each["value"] for each in days["options"] if each["default"]] == ["5"]
    changed = await ann.submit_modal(form, as_it_is(form, at="8:00 am"))
    assert "Saturday** at **8:00 AM**, Los Angeles" in read(changed)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"at": "ninish"}, "time-unread"),
        ({"place": "Atlantis"}, "zone-unknown"),
        ({"place": "Canada"}, "zone-several"),
    ],
)
async def test_what_cannot_be_read_is_not_lost(
    world: World, say: Speaker, fields: dict[str, str], told: str
) -> None:
    """It stands on the screen, and in the form that opens from there; nothing is stored meanwhile."""
    ann = world.member("ann")
    screen = await fill(world, ann, days=["1", "3"], **fields)
    assert say(told) in read(screen)
    assert next(iter(fields.values())) in read(screen)
    assert rows(world, "person") == []
    await world.restart()
    form = await press(ann, screen, "Change it …")
    assert form.modal is not None
    at, place, days, agree = controls(form.modal)
    typed = WHOLE | fields
    assert (at["value"], place["value"], agree["default"]) == (typed["at"], typed["place"], True)
    assert [each["value"] for each in days["options"] if each["default"]] == ["1", "3"]
    assert "Tuesday, Thursday** at **" in read(
        await ann.submit_modal(form, as_it_is(form, at="20h", place="Paris"))
    )


async def test_a_slip_of_the_finger_is_picked_right(world: World) -> None:
    """Places that are spelt nearly so are offered, with the time there; picking one goes on from there."""
    ann = world.member("ann")
    screen = await fill(world, ann, place="Belrin")
    told = await ann.select(screen_of(screen), values=["Europe/Berlin"])
    assert "Berlin \\(Germany\\)" in read(told)
    assert len(messages(ann)) == 1


async def test_own_words_come_back_plainly(world: World) -> None:
    """What was typed is shown as it was typed, and pings nobody."""
    ann = world.member("ann")
    screen = await fill(world, ann, at="**9** @everyone", place="`x` <@1>")
    assert "\\*\\*9\\*\\* \\@everyone" in read(screen)
    form = await press(ann, screen, "Change it …")
    assert form.modal is not None
    assert [each.get("value") for each in controls(form.modal)][:2] == ["**9** @everyone", "`x` <@1>"]


async def test_a_time_that_could_be_twelve_hours_later(world: World, say: Speaker) -> None:
    """It is said how it was read; not for one that is clear."""
    ann = world.member("ann")
    assert say("reminder-unsure") in read(await fill(world, ann, at="9"))
    assert say("reminder-unsure") not in read(await ann.slash(world.channel, "reminder set", at="9am"))


async def test_declining_stores_nothing(world: World) -> None:
    """Without the tick it says what it would take; leaving it there leaves nothing."""
    ann = world.member("ann")
    asking = await fill(world, ann, agree=False)
    assert "It takes your yes to messages" in read(asking)
    await press(ann, asking, "Change it …")
    await world.env.advance_time(2 * DAY)
    assert messages(ann) == []
    assert rows(world, "person") == rows(world, "consent") == rows(world, "reminder") == []


async def test_a_yes_from_before_is_enough(world: World) -> None:
    """Whoever said yes to messages, for a pause or under /privacy, is not asked again."""
    ann = world.member("ann")
    await world.bot.services.privacy.choose_messages(ann.id, True)
    told = read(await ann.slash(world.channel, "reminder set", at="9pm", zone="Berlin"))
    assert "Every day** at **9:00 PM**" in told


async def test_the_form_says_what_it_is_for(world: World) -> None:
    """Without a yes to ask for, it says what comes; only who has a daily question can leave it as it is."""
    ann = world.member("ann")
    await world.bot.services.privacy.choose_messages(ann.id, True)
    form = (await ann.slash(world.channel, "reminder set")).modal
    assert form is not None
    assert form["components"][0]["content"].startswith("One open question a day")
    await ann.slash(world.channel, "reminder set", at="9pm", zone="Berlin")
    form = (await ann.slash(world.channel, "reminder set")).modal
    assert form is not None
    assert form["components"][0]["content"] == "What you leave as it is stays."


async def test_without_any_day(world: World, say: Speaker) -> None:
    """Discord does not let it be sent; a form that comes without days all the same changes nothing."""
    ann = world.member("ann")
    start = await ann.slash(world.channel, "about")
    fields = {"at": "9pm", "place": "Berlin"}
    sent = raw.submit(world, ann, "al:1:reminder.sent:asking", fields)
    await world.env.settle()
    assert say("days-none") in read(sent)
    assert start.acknowledged
    assert rows(world, "person") == []


async def test_two_forms_at_once_send_one_first_message(world: World) -> None:
    """One reminder, one message, whichever comes first."""
    ann = world.member("ann")
    await world.bot.services.privacy.choose_messages(ann.id, True)
    asking = [form_sent(world, ann) for _ in range(3)]
    await world.env.settle()
    assert all("Every day" in read(each) for each in asking)
    assert len(rows(world, "reminder")) == 1
    assert len(messages(ann)) == 1


def form_sent(world: World, who: Actor) -> InteractionResult:
    """Send the form in, without waiting for what comes of it."""
    text = [("at", "9pm"), ("place", "Berlin")]
    components: list[dict[str, Any]] = [
        {"type": 18, "id": n, "component": {"type": 4, "id": 100 + n, "custom_id": name, "value": value}}
        for n, (name, value) in enumerate(text, 1)
    ]
    days = {"type": 22, "id": 103, "custom_id": "days", "values": [*"0123456"]}
    components.append({"type": 18, "id": 3, "component": days})
    return raw.emit(world, who, 5, {"custom_id": "al:1:reminder.sent:agreed", "components": components})


async def test_setting_it_again_wakes_one_that_was_closed(world: World) -> None:
    """And proves the way anew."""
    ann = world.member("ann")
    await fill(world, ann)
    await world.bot.services.reminders.closed(ann.id)
    told = read(await ann.slash(world.channel, "reminder set", at="8pm"))
    assert "A first message has arrived" in told
    reminder = await reminder_of(world, ann)
    assert reminder is not None
    assert reminder.state is State.ON


async def test_while_typing(world: World) -> None:
    """Places come with the time there; likely ones before anything is typed; dates come in words."""
    ann = world.member("ann")
    offered = await ann.autocomplete(world.channel, "reminder set", "zone", "berl")
    assert re.fullmatch(r"Berlin \(Germany\), now \d+:\d\d [AP]M", offered[0]["name"])
    assert offered[0]["value"] == "Europe/Berlin"
    likely = await ann.autocomplete(world.channel, "reminder set", "zone", "")
    assert likely[0]["value"] == "America/New_York"
    assert len(likely) == 25
    assert await ann.autocomplete(world.channel, "reminder set", "zone", "qqqqqq") == []
    days = await ann.autocomplete(world.channel, "reminder pause", "until", "fri")
    assert all(each["name"].startswith("Friday, ") for each in days)
    assert len(days) > 10
