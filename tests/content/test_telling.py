"""The bot asks instead of telling, itself: everything it says, held against its own rules."""

from alongside.content import Content
from alongside.questions import QuestionBank
from alongside.texts import Speaker
from tests.content import rules
from tests.content.spoken import Spoken, closing_steps, questions, texts
from tests.content.test_wording import ALLOWED_COMMANDS, NAMES_OF_ACTIONS


def test_the_bot_tells_nobody_what_to_do(say: Speaker, bank: QuestionBank, content: Content) -> None:
    """No text tells, but buttons and commands, which are named after what they do, and what is allowed."""
    said = texts(say) + questions(bank) + closing_steps(content.closing("en"))
    found = {
        each.where: telling
        for each in said
        if not each.where.startswith(NAMES_OF_ACTIONS) and each.where not in ALLOWED_COMMANDS
        if (telling := _telling(content, each))
    }
    assert found == {}


def _telling(content: Content, said: Spoken) -> list[str]:
    text = rules.unmarked(said.text)
    return [text[span.start : span.end] for span in content.telling("en").find(text).spans]
