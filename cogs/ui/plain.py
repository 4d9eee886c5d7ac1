"""Showing somebody's own words as they wrote them: no markdown, no mentions, nothing lost."""

import re

# In Discord a backslash takes the meaning from any ASCII punctuation that follows it.
_SPECIAL = re.compile(r"([\\`*_~|<>#+\-\[\]()@:.!])")
_ESCAPED = re.compile(r"\\([\\`*_~|<>#+\-\[\]()@:.!])")
# Discord refuses lone surrogates and drops null bytes: show that something stood there.
_UNSHOWABLE = {**dict.fromkeys(range(0xD800, 0xE000), "\ufffd"), 0: "\u2400"}


def shown(text: str) -> str:
    """Return the text with what Discord cannot carry replaced by a sign that stands for it."""
    return text.translate(_UNSHOWABLE)


def plain(text: str) -> str:
    """Return markdown that Discord renders as exactly this text, and that pings nobody."""
    return _SPECIAL.sub(r"\\\1", shown(text))


def unplain(markdown: str) -> str:
    """Return the text that `plain` was given."""
    return _ESCAPED.sub(r"\1", markdown)


def pages(text: str, size: int) -> list[str]:
    """Cut a text, at blanks if there are some, into pages of at most `size` characters of `plain`."""
    cut: list[str] = []
    rest = text
    while rest:
        end = _fitting(rest, size)
        if end < len(rest):
            blank = max(rest.rfind(" ", 0, end), rest.rfind("\n", 0, end))
            end = blank + 1 if blank > end // 2 else end
        cut.append(rest[:end])
        rest = rest[end:]
    return cut


def _fitting(text: str, size: int) -> int:
    used = 0
    for index, character in enumerate(text):
        used += len(plain(character))
        if used > size:
            return index
    return len(text)
