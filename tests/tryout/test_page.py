"""The page: what it says and lists, for whom."""

import re

from tests.tryout.running import running
from tests.tryout.standin import StandIn


async def test_it_says_what_this_is_and_what_to_type_first() -> None:
    async with running() as it:
        page = await it.page()

    assert "not therapy, not a crisis service" in page
    assert "nothing you do here reaches Discord" in page
    assert "<code>/checkin</code>" in page
    assert "gone when you stop" in page


async def test_a_named_data_folder_is_named_and_escaped() -> None:
    async with running(kept_in="/home/<kim>/data") as it:
        page = await it.page()

    assert "/home/&lt;kim&gt;/data" in page
    assert "gone when you stop" not in page


async def test_it_lists_the_channels_that_one_sees_and_direct_messages() -> None:
    async with running() as it:
        for who in ("member", "helper"):
            assert re.findall(r"<li.*?<b>(.*?)</b>", await it.page(who)) == ["#general", "Direct messages"]
        moderators = re.findall(r"<li.*?<b>(.*?)</b>", await it.page("moderator"))
        assert moderators == ["#general", "#moderators", "Direct messages"]


async def test_it_lists_a_thread_the_bot_made_only_for_who_sees_it() -> None:
    async with running() as it:
        channel = await it.follow("#general")
        await channel.run("room")

        assert "<b>&lt;quiet&gt; room</b>" in await it.page()
        assert "quiet" not in await it.page("moderator")
        thread = await it.follow("&lt;quiet&gt; room")
        assert thread.state["channel"]["name"] == "<quiet> room"


async def test_it_counts_what_the_person_can_see() -> None:
    async with running() as it:
        await (await it.follow("#general")).run("hello")

        assert "2 messages, the last at" in await it.page()
        assert "1 message, at" in await it.page("moderator")


async def test_the_person_looked_as_is_marked() -> None:
    async with running() as it:
        page = await it.page("moderator")

    assert re.search(r'as=moderator" aria-current="true"', page)
    assert re.search(r'as=member" aria-current="false"', page)


async def test_it_needs_no_script_and_nothing_from_elsewhere() -> None:
    async with running() as it:
        page = await it.page()
        async with it.session.get(it.address) as answer:
            policy = answer.headers["Content-Security-Policy"]
        async with it.session.get(f"{it.address}style.css") as answer:
            assert answer.status == 200
            assert answer.content_type == "text/css"

    assert "default-src 'none'" in policy
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


async def test_ids_are_the_same_in_every_run() -> None:
    answers = []
    for _ in range(2):
        async with running() as it:
            tab = await it.follow("#general")
            await tab.run("who")
            answers.append((await it.link("#general"), tab.texts[-1]))
            answers[-1] = (answers[-1][0].rpartition("/")[2], answers[-1][1])

    assert answers[0] == answers[1]


class Forgetful(StandIn):
    """Believes that Discord knows its commands already."""

    async def setup_hook(self) -> None:
        pass


async def test_commands_are_there_though_the_bot_did_not_send_them() -> None:
    async with running(Forgetful) as it:
        tab = await it.follow("#general")
        await tab.run("who")

        assert tab.texts[-1].startswith("Robin")
