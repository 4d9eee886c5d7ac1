"""What has to go, goes by itself."""

import os
from datetime import timedelta
from pathlib import Path

from alongside.services.upkeep import COPY_DAYS, Upkeep
from tests.store.kit import NOON, FixedClock, opened


async def test_copies_from_before_migrations_go(tmp_path: Path) -> None:
    """They hold what people may have erased since: after thirty days only the younger one is left."""
    async with opened(tmp_path) as store:
        old, young = (tmp_path / f"alongside.before-schema-{number}.db" for number in (2, 3))
        for copy, days in ((old, COPY_DAYS + 1), (young, COPY_DAYS - 1)):
            copy.write_bytes(b"copy")
            made = (NOON - timedelta(days=days)).timestamp()
            os.utime(copy, (made, made))
        await Upkeep(store, FixedClock(NOON)).run()
        assert not old.exists()
        assert young.exists()
        assert (tmp_path / "alongside.db").exists()
