"""Long tables as Parquet files, one per list: how a body hands its record to another (extra `parquet`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from thidua.law.codes import AWARD_CODES
from thidua.law.errors import LawError
from thidua.law.tables.model import SUBJECT_COLUMNS, TABLE_COLUMNS, Array, Table, Tables

try:
    import pyarrow
    import pyarrow.parquet
except ImportError:  # the extra `parquet` is not installed
    pyarrow = None

_META = b"thidua"


def save_tables(tables: Tables, folder: Path) -> None:
    """Write `subjects.parquet` and one file for every list into a folder.

    Raises:
        LawError: pyarrow is not installed.
    """
    _require()
    folder.mkdir(parents=True, exist_ok=True)
    given = {name: tables.is_given_to_all(name) for name in tables.given}
    meta = {"given": given, "conditions": tables.conditions, "posts": tables.posts, "codes": tables.codes}
    keys = np.arange(tables.size) if tables.keys is None else tables.keys
    some = {f"given:{name}": tables.is_given(name) for name, to_all in given.items() if not to_all}
    _write(folder / "subjects.parquet", {"key": keys, **tables.subjects, **some}, meta)
    for name in TABLE_COLUMNS:
        if name in tables.rows:
            _write(folder / f"{name}.parquet", tables.rows[name].columns, {})


def load_tables(folder: Path) -> Tables:
    """Read what `save_tables` wrote; rows may stand in any order.

    Raises:
        LawError: the files are not there, or pyarrow is not.
    """
    _require()
    try:
        subjects, meta = _read(folder / "subjects.parquet")
        rows = {
            name: Table(_read(folder / f"{name}.parquet")[0])
            for name in TABLE_COLUMNS
            if (folder / f"{name}.parquet").exists()
        }
    except (OSError, KeyError, ValueError) as error:
        raise LawError("không đọc được bảng dữ liệu", str(folder), "Xuất lại từ hệ thống nguồn") from error
    given: dict[str, Array | bool] = dict(meta["given"])
    given |= {name: subjects[f"given:{name}"] for name in given if f"given:{name}" in subjects}
    return Tables(
        size=len(subjects["key"]),
        subjects={name: subjects[name] for name in SUBJECT_COLUMNS},
        rows=rows,
        given=given,
        conditions=tuple(meta["conditions"]),
        posts=tuple(meta["posts"]),
        codes=tuple(meta.get("codes", AWARD_CODES)),
        keys=subjects["key"],
    )


def _require() -> None:
    if pyarrow is None:
        raise LawError("chưa cài pyarrow", "parquet", "Cài phần mở rộng 'parquet'")


def _write(path: Path, columns: dict[str, Array], meta: dict[str, Any]) -> None:
    table = pyarrow.table({name: pyarrow.array(values) for name, values in columns.items()})
    table = table.replace_schema_metadata({_META: json.dumps(meta).encode()})
    pyarrow.parquet.write_table(table, path, compression="zstd")


def _read(path: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """The columns, one after the other: of what Parquet unpacks no more than one lies beside them at a time."""
    with pyarrow.parquet.ParquetFile(path) as file:
        meta: dict[str, Any] = json.loads((file.schema_arrow.metadata or {})[_META])
        columns = {name: file.read(columns=[name]).column(0).to_numpy() for name in file.schema_arrow.names}
    return columns, meta
