"""Following the links: previews that serve, for the right person, side by side."""

import asyncio
import re

import aiohttp
import pytest

from tests.tryout.running import Tab, running
from tryout.words import read


async def test_a_link_opens_a_preview_that_serves() -> None:
    async with running() as it:
        tab = await it.follow("#general")

        assert tab.state["channel"]["name"] == "general"
        assert "/checkin" in tab.texts[0]


async def test_a_preview_wears_the_try_outs_own_touches() -> None:
    async with running() as it:
        tab = await it.follow("#general")
        async with it.session.get(f"{tab.origin}/preview.css") as answer:
            assert (await answer.text()).endswith(read("places.css"))
        async with it.session.get(f"{tab.origin}/app.js") as answer:
            assert "grid-template-columns" not in await answer.text()


async def test_a_command_a_button_and_a_modal_go_all_the_way() -> None:
    async with running() as it:
        tab = await it.follow("#general")
        await tab.run("hello")
        message = tab.state["timeline"][-1]
        await tab.act("click", target_id=message, control_key=f"message:{message}:component:0.components.0")
        modal = tab.state["modal"]
        radio = modal["payload"]["components"][0]["component"]["custom_id"]
        await tab.act("modal_submit", modal_handle=modal["handle"], values={radio: "tired"})

        assert tab.texts[-1] == "noted: tired"


@pytest.mark.parametrize(("who", "answer"), [("member", r"Robin \d+ False"), ("moderator", r"Sam \d+ True")])
async def test_one_is_who_one_looks_as(who: str, answer: str) -> None:
    async with running() as it:
        tab = await it.follow("#general", who)
        await tab.run("who")

        assert re.fullmatch(answer, tab.texts[-1])


async def test_private_answers_stay_private() -> None:
    async with running() as it:
        member, moderator = await it.follow("#general"), await it.follow("#general", "moderator")
        await member.run("hello")
        await moderator.act("refresh")

        assert member.texts[-1] == "hello"
        assert moderator.texts == member.texts[:1]


async def test_direct_messages_are_each_persons_own() -> None:
    async with running() as it:
        member = await it.follow("Direct messages")
        moderator = await it.follow("Direct messages", "moderator")
        await member.run("hello")
        await moderator.act("refresh")

        assert member.texts == ["hello"]
        assert moderator.texts == []
        async with it.session.get(
            (await it.link("Direct messages")).replace("=member", "=moderator"), allow_redirects=False
        ) as answer:
            assert answer.status == 404


async def test_two_people_at_once_are_both_served() -> None:
    async with running() as it:
        tabs = [await it.follow("#general", who) for who in ("member", "moderator")]
        tabs.append(await it.follow("Direct messages"))
        pressed = asyncio.create_task(it.press("hour"))
        results = await asyncio.gather(*(tab.run("hello") for tab in tabs))

        assert (await pressed).status == 200
        assert [result["settlement"] for result in results] == ["settled"] * 3
        assert all(tab.texts[-1] == "hello" for tab in tabs)


async def test_many_links_followed_at_once_share_one_preview() -> None:
    async with running() as it:
        tabs: list[Tab] = await asyncio.gather(*(it.follow("#general") for _ in range(4)))

        assert len({tab.origin for tab in tabs}) == 1


async def test_an_open_page_shows_what_happens_elsewhere_by_itself() -> None:
    async with running() as it:
        member, moderator = await it.follow("#general"), await it.follow("#general", "moderator")
        sent = await moderator.act("send_message", content="Tea?")
        assert sent["dispatch"] == "dispatched"
        await member.look()

        assert member.texts[-1] == "Tea?"


async def test_ones_own_doing_leaves_ones_page_current() -> None:
    async with running() as it:
        tab = await it.follow("#general")
        await tab.run("hello")
        seen = tab.state["publishedRevision"]
        await it.press("hour")  # nothing is due, and the command has been shown already
        await tab.look()

        assert tab.state["publishedRevision"] == seen


async def test_an_ended_preview_opens_anew() -> None:
    async with running() as it:
        tab = await it.follow("#general")
        await tab.act("close")
        again = await it.follow("#general")

        assert (again.origin, again.capability) != (tab.origin, tab.capability)
        with pytest.raises((AssertionError, aiohttp.ClientError)):
            await tab.look()


async def test_opening_again_shows_the_latest() -> None:
    async with running() as it:
        tab = await it.follow("#general")
        await tab.run("chatter")
        again = await it.follow("#general")

        assert again.texts[-1] == "message 60"
        assert again.state["targetId"] == again.state["timeline"][-1]


async def test_a_place_that_is_not_there_says_so() -> None:
    async with running() as it:
        async with it.session.get(f"{it.address}open/12345?as=member") as answer:
            assert answer.status == 404
            assert "This place is not there" in await answer.text()
        async with it.session.get(f"{it.address}open/12345?as=owner") as answer:
            assert answer.status == 400
