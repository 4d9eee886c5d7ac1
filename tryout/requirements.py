"""What the try-out needs beyond the bot itself, and saying so when it is missing."""

from collections.abc import Mapping
from importlib.util import find_spec

# Import name -> the name a person installs it by. SimCord's own "preview" extra would do as
# well, but it also brings video codecs that nothing here shows.
REQUIREMENTS: Mapping[str, str] = {
    "simcord": "simcord",
    "aiohttp": "aiohttp",
    "markdown_it": "markdown-it-py",
    "linkify_it": "linkify-it-py",
    "regex": "regex",
    "PIL": "pillow",
}


class TryoutUnavailable(Exception):
    """Packages that the try-out needs are not installed; ``missing`` names them."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(
            f"The try-out needs packages that are not installed: {', '.join(missing)}. "
            "`pip install '.[tryout]'` in the project's folder brings them."
        )
        self.missing = missing


def require() -> None:
    """Check that everything the try-out needs can be imported.

    Raises TryoutUnavailable naming every package that cannot.
    """
    missing = tuple(package for module, package in REQUIREMENTS.items() if find_spec(module) is None)
    if missing:
        raise TryoutUnavailable(missing)
