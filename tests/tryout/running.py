"""Running the try-out in a test, and using it over HTTP as a browser does."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import aiohttp

import tryout
from tests.tryout.standin import StandIn
from tryout.clock import MovableClock


@dataclass
class Tab:
    """One browser tab on a preview."""

    session: aiohttp.ClientSession
    origin: str
    capability: str
    state: dict[str, Any] = field(default_factory=dict)
    sequence: "count[int]" = field(default_factory=lambda: count(1))

    async def _call(self, method: str, path: str, json: Any = None) -> Any:
        headers = {"X-Simcord-Capability": self.capability}
        if self.state:
            headers["X-Simcord-Context"] = self.state["context"]["id"]
        async with self.session.request(method, self.origin + path, json=json, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def load(self) -> None:
        """Open the page, as following the link does."""
        self.state = await self._call("POST", "/api/pages", {})

    async def look(self) -> None:
        """See what the page shows now, without pressing anything."""
        self.state = await self._call("GET", "/api/state")

    async def act(self, kind: str, **body: Any) -> dict[str, Any]:
        """Do one thing on the page and look at what it shows then."""
        number = next(self.sequence)
        envelope = {
            "protocol_version": 3,
            "sequence": number,
            "request_id": f"r{number}",
            "kind": kind,
            "generation": self.state["context"]["generation"],
            "bot_generation": self.state["botGeneration"],
            "published_revision": self.state["publishedRevision"],
        }
        result: dict[str, Any] = await self._call("POST", "/api/action", envelope | body)
        assert not result["rejected"], result
        if kind != "close":
            await self.look()
        return result

    async def run(self, command: str, **options: Any) -> dict[str, Any]:
        """Run a slash command."""
        catalog = await self._call("GET", "/api/commands")
        entry = next(entry for entry in catalog["entries"] if entry["path"] == [command])
        return await self.act(
            "run_command",
            command_id=entry["commandId"],
            schema_fingerprint=entry["schemaFingerprint"],
            path=[command],
            options={name: str(value) for name, value in options.items()},
        )

    @property
    def texts(self) -> list[str]:
        """What the messages on the page say, oldest first."""
        return [self.state["messages"][message]["content"] for message in self.state["timeline"]]

    @property
    def viewer(self) -> str:
        """The name of the person that the page shows itself to."""
        viewer = self.state["viewer"]
        return str(viewer.get("display_name") or viewer.get("name"))


@dataclass
class Running:
    """A try-out that runs, and a browser."""

    session: aiohttp.ClientSession
    address: str
    bot: StandIn
    task: "asyncio.Task[None]"

    @property
    def port(self) -> int:
        """The port of the page."""
        return int(self.address.split(":")[2].split("/")[0])

    async def page(self, who: str = "member") -> str:
        """Load the page as this person."""
        async with self.session.get(f"{self.address}?as={who}") as answer:
            assert answer.status == 200
            return await answer.text()

    async def link(self, name: str, who: str = "member") -> str:
        """Return the address that the page gives for the place of that (escaped) name."""
        found = re.search(rf'href="(open/[^"]+)"[^>]*><b>{re.escape(name)}</b>', await self.page(who))
        assert found, f"no link to {name} for {who}"
        return self.address + found[1].replace("&amp;", "&")

    async def follow(self, name: str, who: str = "member") -> Tab:
        """Follow the link to a place into a new tab."""
        async with self.session.get(await self.link(name, who), allow_redirects=False) as answer:
            assert answer.status == 303, await answer.text()
            origin, _, capability = answer.headers["Location"].partition("/#")
        tab = Tab(self.session, origin, capability)
        await tab.load()
        return tab

    async def press(self, step: str, **changes: str) -> aiohttp.ClientResponse:
        """Press one of the clock's buttons."""
        secret = re.search(r'name="secret" value="([^"]+)"', await self.page())
        assert secret
        form = {"secret": secret[1], "as": "member", "by": step} | changes
        return await self.session.post(f"{self.address}clock", data=form)


@asynccontextmanager
async def running(make_bot: type[StandIn] = StandIn, **options: Any) -> AsyncIterator[Running]:
    """Serve the try-out while the block runs, and end it as Ctrl-C does."""
    ready: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    bots: list[StandIn] = []

    def make(clock: MovableClock) -> StandIn:
        bots.append(make_bot(clock))
        return bots[-1]

    async with aiohttp.ClientSession() as session:
        task = asyncio.create_task(tryout.serve(make, announce=ready.set_result, **options))
        await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        try:
            yield Running(session, ready.result(), bots[0], task)
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
