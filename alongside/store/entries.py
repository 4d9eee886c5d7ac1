"""How a check-in becomes a row and back: the sealed columns that drafts and reflections share."""

import json
from dataclasses import dataclass
from typing import Any

from alongside.errors import Unsealable
from alongside.model import Category, CheckIn
from alongside.store.sealing import Sealer

COLUMNS = "id, created_at, body, label, note"


@dataclass(frozen=True)
class SealedEntry:
    """The sealed cells of one row."""

    body: bytes
    label: bytes
    note: bytes


def seal_entry(
    sealer: Sealer, table: str, record: str, check_in: CheckIn, asked: tuple[str, ...]
) -> SealedEntry:
    """Seal a check-in for one record of a table; `asked` are the ids of the questions that were put.

    A label or note that is not there is sealed as an empty one, so that the file does not tell.
    """
    body = json.dumps({"answers": dict(check_in.answers), "asked": asked, "category": check_in.category})

    def cell(field: str, text: str | None) -> bytes:
        return sealer.seal(text or "", table=table, record=record, field=field)

    return SealedEntry(
        body=cell("body", body),
        label=cell("label", check_in.label),
        note=cell("note", check_in.note),
    )


def open_entry(
    sealer: Sealer, table: str, record: str, sealed: SealedEntry
) -> tuple[CheckIn, tuple[str, ...]]:
    """Return the check-in and the questions that were put. Raises Unsealable if any cell does not open."""

    def cell(field: str, content: bytes) -> str | None:
        return sealer.open(content, table=table, record=record, field=field) or None

    body: dict[str, Any] = json.loads(sealer.open(sealed.body, table=table, record=record, field="body"))
    try:
        check_in = CheckIn(
            answers={str(key): int(value) for key, value in body["answers"].items()},
            category=None if body["category"] is None else Category(body["category"]),
            label=cell("label", sealed.label),
            note=cell("note", sealed.note),
        )
        return check_in, tuple(body["asked"])
    except (KeyError, TypeError, ValueError) as error:
        # Content that opens but does not read was written by a version that knew more than this one.
        raise Unsealable("content of an unknown shape") from error
