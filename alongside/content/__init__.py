"""What the bot says and asks: content files, read once at start and checked as they are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from fluent.syntax.ast import Resource

from alongside.asking import AskingRules, load_asking_rules
from alongside.closing import Closing, load_closing
from alongside.daily import load_daily
from alongside.errors import StartError
from alongside.helplines import HelpLines, load_help_lines
from alongside.prompts import Prompts, load_prompts
from alongside.questions import QuestionBank, load_questions
from alongside.safety import SafetyRules, load_safety_rules
from alongside.texts import FALLBACK, Texts, read_fluent
from alongside.zones import Zones, load_zones

FOLDER = Path(__file__).parent
MIGRATIONS = FOLDER / "migrations"
# The sentences that English has to have, one file for each thing that somebody does.
SENTENCES = (
    "asking.ftl",
    "data.ftl",
    "looking.ftl",
    "reminders.ftl",
    "support.ftl",
    "support_setup.ftl",
    "texts.ftl",
    "trends.ftl",
)

T = TypeVar("T")


@dataclass(frozen=True)
class Content:
    """Everything that is read from content files."""

    texts: Texts
    questions: Mapping[str, QuestionBank]
    closings: Mapping[str, Closing]
    safety: Mapping[str, SafetyRules]
    asking: Mapping[str, AskingRules]
    help_lines: HelpLines
    prompts: Mapping[str, Prompts]
    zones: Zones

    def bank(self, language: str) -> QuestionBank:
        """Return the questions of a language, English where it has none."""
        return self.questions.get(language, self.questions[FALLBACK])

    def closing(self, language: str) -> Closing:
        """Return the closing steps of a language, English where it has none."""
        return self.closings.get(language, self.closings[FALLBACK])

    def prompts_for(self, language: str) -> Prompts:
        """Return the daily questions of a language, English where it has none."""
        return self.prompts.get(language, self.prompts[FALLBACK])

    def telling(self, language: str) -> AskingRules:
        """Return what a language takes for telling, English where it has no rules for that yet."""
        return self.asking.get(language, self.asking[FALLBACK])


def load_content(folder: Path = FOLDER) -> Content:
    """Read all content files. Raises StartError that names the file and what is wrong with it."""
    languages = sorted(path.parent.name for path in folder.glob("*/texts.ftl"))
    if FALLBACK not in languages:
        raise StartError(
            f"The content file {folder / FALLBACK / 'texts.ftl'} is missing: install Alongside again."
        )

    def each(name: str, parse: Callable[[str], T]) -> dict[str, T]:
        return {language: _read(folder / language / name, parse) for language in languages}

    sentences = {language: _sentences(folder / language) for language in languages}
    questions, daily = each("questions.toml", load_questions), each("today.toml", load_daily)
    return Content(
        texts=_checked(folder, lambda: Texts(sentences)),
        questions={language: replace(bank, daily=daily[language]) for language, bank in questions.items()},
        closings=each("closing.toml", load_closing),
        safety=each("safety.toml", load_safety_rules),
        asking={
            language: _read(telling, load_asking_rules) for language, telling in _telling(folder, languages)
        },
        help_lines=_read(folder / "helplines.toml", load_help_lines),
        prompts=each("daily.toml", load_prompts),
        zones=_read(folder / "cities.toml", load_zones),
    )


def _telling(folder: Path, languages: list[str]) -> list[tuple[str, Path]]:
    """Return the rules for telling, by language; only English ones have to be there."""
    files = [(language, folder / language / "asking.toml") for language in languages]
    return [(language, path) for language, path in files if language == FALLBACK or path.exists()]


def _sentences(folder: Path) -> list[Resource]:
    """Return everything that stands in a language's Fluent files; English has to have all of them."""
    needed = {folder / name for name in SENTENCES} if folder.name == FALLBACK else set()
    return [_read(path, read_fluent) for path in sorted({*folder.glob("*.ftl"), *needed})]


def _read(path: Path, parse: Callable[[str], T]) -> T:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StartError(f"The content file {path} cannot be read: install Alongside again.") from error
    return _checked(path, lambda: parse(text))


def _checked(path: Path, parse: Callable[[], T]) -> T:
    try:
        return parse()
    except ValueError as error:
        raise StartError(f"The content in {path} is wrong: {error}") from error
