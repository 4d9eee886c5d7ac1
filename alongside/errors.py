"""What may go wrong in a way that somebody is told about."""


class UserError(Exception):
    """Something that the person at the screen may read.

    `text_id` names a text of the content files; `args` are what that text takes. Never carries
    anything that the person wrote: errors travel further than answers do.
    """

    def __init__(self, text_id: str, **args: str | int) -> None:
        super().__init__(text_id)
        self.text_id = text_id
        self.text_args = args


class StartError(Exception):
    """The bot cannot start. The message is one sentence for whoever runs it, without a traceback."""


class KeyMisfit(StartError):
    """The master key is not the one that the database has."""


class SettingsError(StartError):
    """A setting is missing or wrong; the message names it and says what it should be."""


class StoreError(UserError):
    """The store could not do what was asked, and nothing was changed."""


class StoreBusy(StoreError):
    """Another process holds the database."""

    def __init__(self) -> None:
        super().__init__("error-store-busy")


class StoreFull(StoreError):
    """There is no room left on the disk."""

    def __init__(self) -> None:
        super().__init__("error-store-full")


class StoreBroken(StoreError):
    """The database cannot be read or written, for a reason that waiting does not mend."""

    def __init__(self) -> None:
        super().__init__("error-store-broken")


class Unsealable(UserError):
    """Sealed content did not open: it was altered, moved, or belongs to somebody else."""

    def __init__(self, reason: str) -> None:
        super().__init__("error-unreadable")
        self.reason = reason
