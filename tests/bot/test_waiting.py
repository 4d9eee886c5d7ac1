"""Several things wait for the same person: each is told once, in order, whatever else there is to tell."""

from alongside.texts import Speaker
from tests.bot import supporting
from tests.bot.closing_steps import DAY, plan_and_keep
from tests.bot.pausing import begin as begin_pause
from tests.bot.reminding import fill
from tests.bot.steps import Actor, agree, press, texts_of
from tests.bot.support_server import helper
from tests.bot.test_reminder_closed import close
from tests.conftest import World


async def let_all_wait(world: World) -> Actor:
    """Let a plan come due, a pause end, a daily question not arrive and a conversation end, for Ann."""
    await supporting.support_channel(world)
    ann, bea = helper(world, "ann"), world.member("bea")
    await agree(world, ann)
    await plan_and_keep(world, ann)
    await begin_pause(world, ann)
    await fill(world, ann)
    await supporting.ask(world, bea)
    await supporting.join(world, ann)
    await press(bea, await supporting.tap(world, bea, "I've got it"), "Close it")
    close(world)
    await world.env.advance_time(DAY + 3600)
    return ann


async def test_all_of_it_is_told_at_once(world: World, say: Speaker) -> None:
    """Beside the answer to one command, a message each; with the next command nothing more."""
    ann = await let_all_wait(world)
    await world.restart()
    told = [texts_of(each) for each in (await ann.slash(world.channel, "about")).followups]
    first = (
        "How did it go?",
        "Your pause ended",
        say("reminder-news"),
        "A conversation that you helped in is over",
    )
    assert len(told) == len(first)
    assert all(begins in each for begins, each in zip(first, told, strict=True))
    assert (await ann.slash(world.channel, "about")).followups == []
