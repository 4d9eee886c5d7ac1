"""A process that keeps check-ins until it is killed; it says each id only after keeping was confirmed."""

import asyncio
import itertools
import sys
from pathlib import Path

from alongside.clock import SystemClock
from alongside.content import MIGRATIONS, load_content
from alongside.model import Kept, Retention
from alongside.services import compose
from alongside.store.opening import open_store


async def keep_on(folder: Path, user_id: int) -> None:
    """Check in, add a note and keep it, again and again."""
    services = compose(await open_store(folder, MIGRATIONS), SystemClock(), load_content())
    await services.privacy.choose_history(user_id, agreed=True, retention=Retention.ALWAYS)
    for number in itertools.count():
        begun = await services.checkin.begin(user_id, "en", None, "M.")
        assert begun.draft_id is not None
        await services.checkin.answer(user_id, begun.draft_id, {q.id: 1 for q in begun.questions}, "en")
        # Some notes take many pages, so that a kill falls into the middle of writing them.
        note = f"note {begun.draft_id} " + "x" * (number % 7 * 600)
        await services.checkin.write_note(user_id, begun.draft_id, note)
        assert await services.checkin.keep(user_id, begun.draft_id) is Kept.NOW
        sys.stdout.write(f"{begun.draft_id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(keep_on(Path(sys.argv[1]), int(sys.argv[2])))
