"""Erasing reaches what stands in Discord, and is not stopped by what fails there."""

from cogs.ui.leaving import Afterwards, before_erasing, tidy


class Tidies:
    """A cog that left something behind."""

    def __init__(self, done: list[int], fails: bool = False) -> None:
        self.done = done
        self.fails = fails

    async def before_erasing(self, user_id: int) -> Afterwards:
        """Remember who it was."""

        async def tidy() -> None:
            if self.fails:
                raise RuntimeError
            self.done.append(user_id)

        return tidy


async def test_every_trace_is_tidied_whatever_happens_to_the_others() -> None:
    """Cogs without traces are left alone; one that fails does not keep the next from its turn."""
    done: list[int] = []
    afterwards = await before_erasing([object(), Tidies(done, fails=True), Tidies(done)], 7)
    assert done == []
    await tidy(afterwards)
    assert done == [7]
