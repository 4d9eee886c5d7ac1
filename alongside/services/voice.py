"""What it takes to put somebody's reflections into words: texts, questions and cards of one language."""

from dataclasses import dataclass

from alongside.closing import Closing
from alongside.content import Content
from alongside.questions import QuestionBank
from alongside.texts import Speaker


@dataclass(frozen=True)
class Voice:
    """The words of one language."""

    say: Speaker
    bank: QuestionBank
    closing: Closing

    @classmethod
    def of(cls, content: Content, say: Speaker) -> "Voice":
        """Return the words in a speaker's language."""
        return cls(say, content.bank(say.language), content.closing(say.language))
