"""The try-out's own words and pages, read from the content folder beside this file."""

import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import Any

CONTENT = Path(__file__).with_name("content")


@dataclass(frozen=True)
class Words:
    """Every sentence of the try-out that is not in a page template, by dotted name."""

    table: dict[str, Any]

    def say(self, name: str, /, **values: object) -> str:
        """Return the text of that name with its ``$placeholders`` filled in.

        Raises KeyError if the name, or a value for a placeholder, is missing.
        """
        found: Any = self.table
        for part in name.split("."):
            found = found[part]
        return Template(found).substitute(values)


def read(name: str) -> str:
    """Return the text of a content file; raises OSError if it is not there."""
    return (CONTENT / name).read_text(encoding="utf-8")


def load_words() -> Words:
    """Read the words; raises OSError or tomllib.TOMLDecodeError if the file is gone or broken."""
    return Words(tomllib.loads(read("words.toml")))


class Html(str):
    """Text that is markup already; anything else is escaped when it is put into a page."""

    __slots__ = ()


def fill(template: str, **values: str) -> Html:
    """Return the named template with every value escaped, unless it is Html.

    Raises OSError if there is no such template, KeyError if a value is missing.
    """
    safe = {name: value if isinstance(value, Html) else escape(value) for name, value in values.items()}
    return Html(Template(read(template)).substitute(safe))
