"""The one page of the try-out, on loopback, for whoever has its address."""

import secrets
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from hmac import compare_digest

from aiohttp import web

from .page import Page, View
from .words import read
from .world import As, NoSuchPlace, StillBusy, World

LOOPBACK = "127.0.0.1"
STEPS = {"hour": 3600.0, "day": 86400.0}
NOTICES = ("hour", "day", "busy")
FILES = {"style.css": "text/css", "icon.svg": "image/svg+xml"}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    # "no-referrer" would make browsers send "Origin: null" with the page's own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def listen(port: int) -> socket.socket:
    """Take the port, on loopback only; 0 takes any free one. Raises OSError if it is taken."""
    return socket.create_server((LOOPBACK, port))


class Site:
    """The page, its files and its forms.

    Whoever has the address may read and write here as the people of the try-out, so it holds a
    key that no other account on the machine can guess; the forms hold a second one.
    """

    def __init__(self, world: World, page: Page, port: int) -> None:
        self._world = world
        self._page = page
        self._port = port
        self._root = f"/{secrets.token_hex(8)}/"
        self._secret = secrets.token_urlsafe()

    @property
    def address(self) -> str:
        """Where to find the page."""
        return f"http://{LOOPBACK}:{self._port}{self._root}"

    def application(self) -> web.Application:
        """Return the web application; it holds no state of its own."""
        app = web.Application(middlewares=[self._guard], client_max_size=4096)
        app.router.add_get(self._root, self._index)
        app.router.add_get(f"{self._root}{{file:{'|'.join(FILES)}}}", self._file)
        app.router.add_get(f"{self._root}open/{{place:[0-9]{{1,20}}}}", self._open, allow_head=False)
        app.router.add_post(f"{self._root}clock", self._clock)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse whatever a page of somebody else could make a browser send."""
        hosts = {f"{name}:{self._port}" for name in (LOOPBACK, "localhost")}
        origin = request.headers.get("Origin")
        if request.host not in hosts or (origin is not None and origin != f"http://{request.host}"):
            return self._problem(request, "foreign", 403)
        try:
            response = await handler(request)
        except web.HTTPNotFound:
            return self._problem(request, "address", 404)
        except web.HTTPClientError as error:
            return self._problem(request, "form", error.status)
        response.headers.update(HEADERS)
        return response

    async def _index(self, request: web.Request) -> web.Response:
        who = self._who(request.query.get("as", As.MEMBER))
        moved = request.query.get("moved")
        view = View(
            who=who,
            places=self._world.places(who),
            now=self._world.clock.now(),
            secret=self._secret,
            notice=moved if moved in NOTICES else None,
        )
        return web.Response(text=self._page.render(view), content_type="text/html")

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["file"]
        return web.Response(text=read(name), content_type=FILES[name])

    async def _open(self, request: web.Request) -> web.Response:
        who = self._who(request.query.get("as", ""))
        try:
            address = await self._world.preview_address(int(request.match_info["place"]), who)
        except NoSuchPlace:
            return self._problem(request, "place", 404)
        return web.Response(status=303, headers={"Location": address})

    async def _clock(self, request: web.Request) -> web.Response:
        form = await request.post()
        if not compare_digest(str(form.get("secret", "")).encode(), self._secret.encode()):
            return self._problem(request, "form", 403)
        who, step = self._who(str(form.get("as", ""))), str(form.get("by", ""))
        if step not in STEPS:
            raise web.HTTPBadRequest
        try:
            await self._world.move(STEPS[step])
        except StillBusy:
            step = "busy"
        return web.Response(status=303, headers={"Location": f"{self._root}?as={who}&moved={step}"})

    def _who(self, name: str) -> As:
        """Return the person of that name in addresses and forms; raises HTTPBadRequest for others."""
        try:
            return As(name)
        except ValueError:
            raise web.HTTPBadRequest from None

    def _problem(self, request: web.Request, name: str, status: int) -> web.Response:
        home = self._root if request.path.startswith(self._root) else None
        text = self._page.problem(name, home)
        return web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)


@asynccontextmanager
async def serving(site: Site, listener: socket.socket) -> AsyncIterator[None]:
    """Serve the site on the socket while the block runs."""
    # Requests that wait for the bot are ended with it; there is nothing to wait for here.
    runner = web.AppRunner(site.application(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        yield
    finally:
        await runner.cleanup()
