"""The try-out: the real bot, in the browser, against a local stand-in for Discord.

Importing this package needs nothing beyond the standard library and the bot's own
dependencies; what the try-out needs besides is looked for by :func:`serve`.
"""

from .requirements import TryoutUnavailable
from .serving import serve

__all__ = ["TryoutUnavailable", "serve"]
