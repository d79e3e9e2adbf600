"""The record behind a list as one file: what was asked of the law, to be asked again years later."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.law import Tables
from thidua.law.tables import Table
from thidua.law.tables.model import SUBJECT_COLUMNS
from thidua.nominations.eligibility.answers import Part

MEDIA_TYPE = "application/octet-stream"
_FORMAT = 1
# The columns repeat themselves: the fastest level already makes them a tenth.
_LEVEL = 1


def parts_to_bytes(parts: Sequence[Part], unreadable: Sequence[int]) -> bytes:
    """Record and places of all subjects as the bytes of a file."""
    columns: dict[str, Any] = {}
    described = []
    for number, part in enumerate(parts):
        tables = part.tables
        given = {name: tables.is_given_to_all(name) for name in tables.given}
        described.append(
            {
                "recipient": part.recipient,
                "given": given,
                "conditions": tables.conditions,
                "posts": tables.posts,
                "tables": list(tables.rows),
            }
        )
        columns[f"{number}/places"] = part.places
        if tables.keys is not None:
            columns[f"{number}/keys"] = tables.keys
        columns |= {f"{number}/subjects/{name}": values for name, values in tables.subjects.items()}
        columns |= {f"{number}/given/{name}": tables.is_given(name) for name, to_all in given.items() if not to_all}
        for name, table in tables.rows.items():
            columns |= {f"{number}/{name}/{column}": values for column, values in table.columns.items()}
    meta = {"format": _FORMAT, "parts": described, "unreadable": list(unreadable)}
    archive = io.BytesIO()
    np.savez(archive, meta=np.array(json.dumps(meta)), **columns)
    return zlib.compress(archive.getvalue(), _LEVEL)


def parts_from_bytes(data: bytes) -> tuple[list[Part], list[int]]:
    """What `parts_to_bytes` wrote: the parts, and the places of the unreadable.

    Raises:
        Refused: ``list_unreadable``: another version wrote it, or the file is damaged.
    """
    try:
        with np.load(io.BytesIO(zlib.decompress(data)), allow_pickle=False) as archive:
            columns = {name: archive[name] for name in archive.files}
        meta = json.loads(str(columns.pop("meta")))
        if meta["format"] != _FORMAT:
            raise ValueError(meta["format"])
        parts = [_part(columns, number, described) for number, described in enumerate(meta["parts"])]
    except (zlib.error, OSError, KeyError, ValueError) as error:
        message = _("Không đọc được dữ kiện đã lưu của danh sách.")
        raise Refused("list_unreadable", message) from error
    return parts, list(meta["unreadable"])


def _part(columns: dict[str, Any], number: int, described: dict[str, Any]) -> Part:
    def below(path: str) -> dict[str, Any]:
        start = f"{number}/{path}/"
        return {name.removeprefix(start): values for name, values in columns.items() if name.startswith(start)}

    places = columns[f"{number}/places"]
    tables = Tables(
        size=len(places),
        subjects={name: below("subjects")[name] for name in SUBJECT_COLUMNS},
        rows={name: Table(below(name)) for name in described["tables"]},
        given={**described["given"], **below("given")},
        conditions=tuple(described["conditions"]),
        posts=tuple(described["posts"]),
        keys=columns.get(f"{number}/keys"),
    )
    return Part(described["recipient"], places, tables)
