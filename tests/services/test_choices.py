"""Saying yes and no to purposes, as far as no screen shows them."""

from pathlib import Path

import pytest

from alongside.model import Purpose
from alongside.services.privacy import PrivacyService
from tests.store.kit import ANNA, FixedClock, opened


async def test_what_holds_until_it_is_refused(tmp_path: Path) -> None:
    """Being asked holds without a yes; a no is written down, and can be taken back."""
    async with opened(tmp_path) as store:
        privacy = PrivacyService(store, FixedClock())
        assert (await privacy.holdings(ANNA)).holds(Purpose.ASKED)
        await privacy.choose(ANNA, Purpose.ASKED, agreed=False)
        held = await privacy.holdings(ANNA)
        assert not held.holds(Purpose.ASKED)
        assert held.anything
        await privacy.choose(ANNA, Purpose.ASKED, agreed=True)
        assert (await privacy.holdings(ANNA)).holds(Purpose.ASKED)


@pytest.mark.parametrize("purpose", [Purpose.HISTORY, Purpose.MESSAGES])
async def test_what_needs_a_yes(tmp_path: Path, purpose: Purpose) -> None:
    """Nothing holds before one, a no without one writes nothing, and taking it back ends it."""
    async with opened(tmp_path) as store:
        privacy = PrivacyService(store, FixedClock())
        await privacy.choose(ANNA, purpose, agreed=False)
        assert not (await privacy.holdings(ANNA)).anything
        assert not (await privacy.holdings(ANNA)).holds(purpose)
        await privacy.choose(ANNA, purpose, agreed=True)
        assert (await privacy.holdings(ANNA)).holds(purpose)
        await privacy.choose(ANNA, purpose, agreed=False)
        assert not (await privacy.holdings(ANNA)).holds(purpose)
