"""Limits, closed hours and help lines: read with patience, kept, and shown again."""

from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.errors import UserError
from alongside.support_choices import read_quiet
from alongside.supporting import Quiet, SupportSpace
from alongside.texts import Texts, read_fluent
from cogs.ui.support_forms import language_name, limits_form
from tests.bot.steps import Actor, controls, press, read
from tests.bot.support_server import invited, made, moderator
from tests.conftest import World


async def filled(world: World, sam: Actor, label: str, **fields: Any) -> str:
    """Send in one of the forms; return what is read then."""
    form = await press(sam, await sam.slash(world.channel, "support setup"), label)
    return read(await sam.submit_modal(form, fields))


async def test_limits(world: World) -> None:
    """What is picked is kept, and stands picked the next time."""
    invited(world)
    sam = moderator(world)
    await made(world, sam)
    shown = await filled(world, sam, "Limits …", limit="1", idle="3", delete="30")
    assert "one conversation at once" in shown
    assert "after 3 quiet days" in shown
    assert "30 days after" in shown
    form = await press(sam, await sam.slash(world.channel, "support setup"), "Limits …")
    assert form.modal is not None
    default = {
        c["custom_id"]: [o["value"] for o in c["options"] if o.get("default")] for c in controls(form.modal)
    }
    assert default == {"limit": ["1"], "idle": ["3"], "delete": ["30"]}


async def test_limits_left_open_stay(world: World) -> None:
    """A form that is sent in as it is changes nothing; neither does an odd value."""
    invited(world)
    sam = moderator(world)
    await made(world, sam)
    before = await world.bot.services.support.space(world.guild.id)
    await filled(world, sam, "Limits …")
    assert await world.bot.services.support.space(world.guild.id) == before


async def test_closed_hours(world: World) -> None:
    """Said in any of the usual ways, kept, shown, and taken back by emptying the form."""
    invited(world)
    sam = moderator(world)
    await made(world, sam)
    shown = await filled(world, sam, "Closed hours …", begins="22", ends="7.30", zone="london")
    assert "22:00 to 07:30 (Europe/London)" in shown
    space = await world.bot.services.support.space(world.guild.id)
    assert space is not None
    assert space.quiet == Quiet("Europe/London", time(22), time(7, 30))
    assert "**Closed hours:** none" in await filled(world, sam, "Closed hours …", begins="", ends="", zone="")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"begins": "22:00", "ends": "7:00", "zone": "Atlantis"}, "don't know that time zone"),
        ({"begins": "22:00", "ends": "7:00", "zone": ""}, "don't know that time zone"),
        ({"begins": "25:00", "ends": "7:00", "zone": "Paris"}, "no time of day"),
        ({"begins": "late", "ends": "7:00", "zone": "Paris"}, "no time of day"),
        ({"begins": "", "ends": "7:00", "zone": "Paris"}, "no time of day"),
        ({"begins": "7", "ends": "07:00", "zone": "Paris"}, "the same"),
    ],
)
async def test_hours_that_cannot_be_read(world: World, fields: dict[str, str], said: str) -> None:
    """What is wrong is said, and nothing is changed."""
    invited(world)
    sam = moderator(world)
    await made(world, sam)
    assert said in await filled(world, sam, "Closed hours …", **fields)
    space = await world.bot.services.support.space(world.guild.id)
    assert space is not None
    assert space.quiet is None


@given(st.text(), st.text(), st.text())
def test_any_hours_are_read_or_refused(zone: str, begins: str, ends: str) -> None:
    """Whatever is written, it is hours, none, or a sentence about what cannot be read."""
    try:
        quiet = read_quiet(zone, begins, ends)
    except UserError:
        return
    assert quiet is None or quiet.begins != quiet.ends


@pytest.mark.parametrize("zone", ["Europe/Berlin", "europe/berlin", "berlin", " Berlin ", "BERLIN"])
def test_cities_are_zones(zone: str) -> None:
    """A city is enough where it says which zone."""
    quiet = read_quiet(zone, "24:00", "6")
    assert quiet == Quiet("Europe/Berlin", time(0), time(6))


async def test_help_lines_first(world: World) -> None:
    """Countries are picked from those with sources; they stand in the order of the list."""
    invited(world)
    sam = moderator(world)
    await made(world, sam)
    shown = await filled(world, sam, "Help lines first …", countries=["IE", "GB"])
    assert "Ireland" in shown
    space = await world.bot.services.support.space(world.guild.id)
    assert space is not None
    assert set(space.help_lines.split()) == {"IE", "GB"}
    assert "those that fit the language" in await filled(world, sam, "Help lines first …", countries=[])


def test_the_language_is_asked_for_where_there_are_several() -> None:
    """With one language there is nothing to pick; with two, both are there under their own names."""
    texts = Texts({"en": [read_fluent("x = y")], "de": [read_fluent("x = z")]})
    assert texts.languages == ("de", "en")
    assert [language_name(each) for each in texts.languages] == ["Deutsch", "English"]

    def say(text_id: str, **_: object) -> str:
        return text_id

    for languages, fields in ((("en",), 3), (("de", "en"), 4)):
        form = limits_form(say, SupportSpace(1), languages)  # type: ignore[arg-type]
        assert len(form.children) == fields
