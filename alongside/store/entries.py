"""How a check-in becomes a row and back: the sealed columns that drafts and reflections share."""

from dataclasses import dataclass

from alongside.errors import Unsealable
from alongside.model import CheckIn
from alongside.store.codec import from_text, to_text
from alongside.store.sealing import Sealer

COLUMNS = "id, created_at, body, label, note"


@dataclass(frozen=True)
class SealedEntry:
    """The sealed cells of one row."""

    body: bytes
    label: bytes
    note: bytes


def seal_entry(
    sealer: Sealer, table: str, record: str, check_in: CheckIn, asked: tuple[str, ...] = (), step: int = 0
) -> SealedEntry:
    """Seal a check-in for one record of a table; `asked` are the ids of the questions that were put.

    A label or note that is not there is sealed as an empty one, so that the file does not tell.
    """

    def cell(field: str, text: str | None) -> bytes:
        return sealer.seal(text or "", table=table, record=record, field=field)

    return SealedEntry(
        body=cell("body", to_text(check_in, asked, step)),
        label=cell("label", check_in.label),
        note=cell("note", check_in.note),
    )


def open_entry(
    sealer: Sealer, table: str, record: str, sealed: SealedEntry
) -> tuple[CheckIn, tuple[str, ...], int]:
    """Return the check-in, the questions that were put and the step. Raises Unsealable."""

    def cell(field: str, content: bytes) -> str | None:
        return sealer.open(content, table=table, record=record, field=field) or None

    body = cell("body", sealed.body)
    try:
        return from_text(body or "", cell("label", sealed.label), cell("note", sealed.note))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        # Content that opens but does not read was written by a version that knew more than this one.
        raise Unsealable("content of an unknown shape") from error
