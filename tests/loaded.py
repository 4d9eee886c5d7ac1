"""Content files, read once for all tests of a process: they do not change, and reading them takes time."""

from functools import cache

from alongside.content import Content, load_content


@cache
def all_content() -> Content:
    """Return all content files, read at the first call."""
    return load_content()
