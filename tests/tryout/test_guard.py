"""Who may reach the page: this machine, with the address, from the page itself."""

import socket
from pathlib import Path

import pytest

from tests.tryout.running import running

SOCKETS = Path("/proc/net/tcp"), Path("/proc/net/tcp6")


def listening() -> set[str]:
    """Return "address:port", in the kernel's hexadecimal, of all that this machine listens on."""
    rows = [line.split() for table in SOCKETS for line in table.read_text().splitlines()]
    return {row[1] for row in rows if row[3] == "0A"}


@pytest.mark.skipif(not SOCKETS[1].exists(), reason="needs Linux's table of sockets")
async def test_it_listens_on_loopback_only() -> None:
    async with running() as it:
        tab = await it.follow("#general")
        ports = [it.port, int(tab.origin.rpartition(":")[2])]
        found = {address for address in listening() if int(address.rpartition(":")[2], 16) in ports}

        assert found == {f"0100007F:{port:04X}" for port in ports}


async def test_without_the_key_there_is_nothing() -> None:
    async with running() as it:
        async with it.session.get(f"http://127.0.0.1:{it.port}/") as answer:
            text = await answer.text()

        assert answer.status == 404
        assert "terminal" in text
        assert it.address.split("/")[3] not in text


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
    ],
)
async def test_other_sites_are_refused(headers: dict[str, str]) -> None:
    async with running() as it:
        sent = {name: value.format(port=it.port) for name, value in headers.items()}
        before = it.bot.clock.elapsed
        async with it.session.get(it.address, headers=sent) as answer:
            assert answer.status == 403
        async with it.session.post(
            f"{it.address}clock", headers=sent, data={"by": "day", "as": "member"}
        ) as answer:
            assert answer.status == 403

        assert it.bot.clock.elapsed - before < 60


@pytest.mark.parametrize(
    ("changes", "status"), [({"secret": ""}, 403), ({"secret": "gu€ss"}, 403), ({"by": "year"}, 400)]
)
async def test_forms_that_are_not_the_pages_own_do_nothing(changes: dict[str, str], status: int) -> None:
    async with running() as it:
        before = it.bot.clock.elapsed
        answer = await it.press("day", **changes)

        assert answer.status == status
        assert it.bot.clock.elapsed - before < 60


async def test_the_pages_own_origin_is_welcome() -> None:
    async with running() as it:
        for name in ("127.0.0.1", "localhost"):
            host = f"{name}:{it.port}"
            async with it.session.get(
                it.address, headers={"Host": host, "Origin": f"http://{host}"}
            ) as answer:
                assert answer.status == 200


async def test_a_taken_port_is_an_oserror() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        async with running(port=taken.getsockname()[1]):
            pass
