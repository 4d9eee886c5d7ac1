"""Forged, forwarded and outdated clicks: they open nothing, and tell nothing about what exists."""

import pytest

from tests.bot import raw
from tests.bot.steps import Actor, agree, buttons, check_in, keep, press, read, screen_of
from tests.conftest import World

UNKNOWN = "0123456789abcdef"


async def kept_by(world: World, who: Actor) -> tuple[str, str]:
    """Return the ids of somebody's kept reflection and of their unfinished check-in."""
    await agree(world, who)
    kept = await keep(world, who, "Only mine.", label="Secret")
    reflection = buttons(screen_of(kept))["Open"].split(":")[-1].partition(".")[0]
    draft = buttons(screen_of(await check_in(world, who)))["Keep this"].split(":")[-1]
    return reflection, draft


def every_kind(world: World) -> list[str]:
    """Return every kind of click and form there is, but for the one that takes its own message away."""
    return sorted(world.bot.router.kinds - {"message.remove"})


async def test_anothers_ids_read_like_ids_that_never_were(world: World) -> None:
    """For each kind of click, another person's id shows exactly what an invented id shows."""
    ann, eve = world.member("ann"), world.member("eve")
    reflection, draft = await kept_by(world, ann)
    await agree(world, eve)
    start = await eve.slash(world.channel, "about")
    for kind in every_kind(world):
        for record in (reflection, draft):
            answers = []
            for ref in (record, UNKNOWN):
                suffix = (
                    ".0.0" if kind == "reflections.note" else ".0" if kind.startswith("reflections.") else ""
                )
                made = raw.click(world, eve, start, f"al:1:{kind}:{ref}{suffix}")
                await world.env.settle()
                answers.append(shape(made).replace(record, "ID").replace(UNKNOWN, "ID"))
                assert "Only mine" not in answers[-1]
                assert "Secret" not in answers[-1]
                if kind == "today.sent":  # a new day each time, with another question
                    answers[-1] = answers[-1].partition("### ")[0]
            assert answers[0] == answers[1], kind
    assert "Only mine" in read(await press(ann, await ann.slash(world.channel, "reflections list"), "Open"))
    assert "one undecided" in read(await ann.slash(world.channel, "privacy show"))


def shape(result: object) -> str:
    """Return all that an answer shows, form or screen."""
    assert getattr(result, "acknowledged", False), "Discord would say: This interaction failed"
    modal = getattr(result, "modal", None)
    if modal is not None:
        components = modal["components"]
        # The questions of a check-in rotate with each one; which are asked says nothing about anybody.
        return (
            "form:" + modal["title"] if modal["title"].startswith("Five") else f"{modal['title']}{components}"
        )
    return read(result)  # type: ignore[arg-type]


async def test_forged_forms(world: World) -> None:
    """Forms that are sent in with another person's id change nothing there."""
    ann, eve = world.member("ann"), world.member("eve")
    reflection, draft = await kept_by(world, ann)
    await agree(world, eve)
    for kind, fields in (
        ("checkin.noted", {"note": "overwritten"}),
        ("checkin.answers", {"g1": "3"}),
        ("privacy.erased", {"word": "ERASE"}),
    ):
        sent = raw.submit(world, eve, f"al:1:{kind}:{draft}", fields)
        await world.env.settle()
        assert sent.acknowledged
        assert "Only mine" not in read(sent)
    opened = read(await press(ann, await ann.slash(world.channel, "reflections list"), "Open"))
    assert "Only mine" in opened
    assert "overwritten" not in opened
    assert reflection


async def test_forged_picker(world: World) -> None:
    """A picker with a value that is not among its options shows the general answer."""
    eve = world.member("eve")
    start = await eve.slash(world.channel, "help-now")
    made = raw.click(world, eve, start, "al:1:help.country:", raw.PICKER, ("XX",))
    await world.env.settle()
    assert "Find A Helpline" in read(made)


@pytest.mark.parametrize(
    "ident",
    [
        "al:0:checkin.keep:1",
        "al:99:checkin.keep:1",
        "al:1:gone.kind:1",
        "al:x",
        "al:1:checkin.keep:",
        "al:1:help.country:x",
    ],
)
async def test_a_year_old_button_is_answered(world: World, ident: str) -> None:
    """Whatever an old message carries, a click on it gets a kind word."""
    ann = world.member("ann")
    start = await ann.slash(world.channel, "about")
    made = raw.click(world, ann, start, ident)
    await world.env.settle()
    assert read(made)


async def test_an_old_form_is_answered(world: World) -> None:
    """So is a form that nothing handles any more."""
    ann = world.member("ann")
    made = raw.submit(world, ann, "al:0:old.form:1", {"x": "y"})
    await world.env.settle()
    assert "older version" in read(made)


async def test_odd_refs_break_nothing(world: World) -> None:
    """Every kind of click, with refs that no screen of ours ever made."""
    ann = world.member("ann")
    await agree(world, ann)
    start = await ann.slash(world.channel, "about")
    refs = ("", ".", "..", "-1", "99999999999", "a.b.c", "first.", "privacy", "any")
    for kind in every_kind(world):
        made = {ref: raw.click(world, ann, start, f"al:1:{kind}:{ref}") for ref in refs}
        await world.env.settle()
        for ref, answer in made.items():
            assert answer.acknowledged, (kind, ref)
            assert "wasn't you" not in shape(answer), (kind, ref)
