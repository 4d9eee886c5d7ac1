"""A reminder is sent once a day, by discord.py's own client, to a stand-in that counts."""

from pathlib import Path

from tests.delivery.house import ANNA, house_in, until
from tests.standin.virtual import in_virtual_time


@in_virtual_time
async def test_one_a_day(tmp_path: Path) -> None:
    """At its time, with one request where the channel is known, and again the next day."""
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(ANNA)
        before = house.standin.counts["requests"]
        await until(minutes=59)
        assert house.standin.sent == []
        await until(minutes=2)
        assert len(house.standin.to(ANNA)) == 1
        assert house.standin.counts["requests"] == before + 1
        await until(hours=23)
        assert len(house.standin.to(ANNA)) == 1
        await until(hours=1)
        assert len(house.standin.to(ANNA)) == 2
