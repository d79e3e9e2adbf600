"""Packed snapshots: what the law asks of everybody in a body, for one day and year, in one small file.

Rebuilt from long tables in a few seconds for a million people, patched when a person's record changes, screened in less
than the time of a page view. A `.parquet` file needs pyarrow (extra `parquet`); without it the same columns lie in a
`.npz` archive of NumPy.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from thidua.law.corpus import Law
from thidua.law.engine import NOT_ELIGIBLE, OPEN, CodeArray
from thidua.law.errors import LawError
from thidua.law.facts import RECIPIENTS
from thidua.law.packed import Column, Packed
from thidua.law.packing import Question, criteria_of, pack_tables
from thidua.law.record import Atom
from thidua.law.tables import Tables
from thidua.law.tables.model import Array

try:
    import pyarrow
    import pyarrow.parquet
except ImportError:  # the extra `parquet` is not installed
    pyarrow = None

_META = b"thidua"
_FORMAT = 2
#: Rows that Parquet keeps together: a block of the engine.
_ROW_GROUP = 65_536


@dataclass(eq=False)
class Snapshot:
    """The packed record of a body for one question.

    Attributes:
        packed: the columns.
        keys: what the body calls each subject, in order.
        question: day, and achievement year where one was named.
        awards: the codes whose criteria the columns serve.
        law_hash: version of the packs that it was made for.
        body: whose record it is.
    """

    packed: Packed
    keys: Array
    question: Question
    awards: tuple[str, ...]
    law_hash: str
    body: str = ""

    @classmethod
    def take(
        cls,
        law: Law,
        tables: Tables,
        on: date,
        *,
        awards: Sequence[str] | None = None,
        received: date | None = None,
        year: int | None = None,
        body: str = "",
    ) -> Snapshot:
        """Pack a record for the criteria of one day of the law.

        Args:
            law: with the overlay of the body.
            tables: the record.
            on: the day of the question.
            awards: codes, default all; those that the packs do not hold, or know no criteria of, are passed over.
            received: the day that selects the law; default: `on`.
            year: achievement year; default: of each subject its newest.
            body: a name to find it again.

        Raises:
            LawError: the question is wrong.
        """
        question = Question.of(on, received, year)
        codes = tuple(code for code in (law.codes if awards is None else awards) if code in law.awards)
        packed = pack_tables(tables, _atoms(law, codes, question), question)
        keys = np.arange(tables.size) if tables.keys is None else tables.keys
        return cls(packed, keys, question, codes, law.hash, body)

    def outcomes(
        self, law: Law, awards: Iterable[str] | None = None, *, kind: str = "merit", strict: bool = False
    ) -> dict[str, CodeArray]:
        """The outcome of every subject for each award, as places in `engine.OUTCOMES`.

        Awards whose criteria are not known that day are open for all; those not for such a recipient not eligible.

        Raises:
            LawError: the snapshot was packed for another version of the packs.
        """
        self._require(law)
        codes = self.awards if awards is None else tuple(awards)
        result = {code: np.full(self.packed.size, NOT_ELIGIBLE, np.uint8) for code in codes}
        known = law.is_known(self.question.received)
        for place, recipient in enumerate(RECIPIENTS):
            rows = self.packed.kind == place
            if not bool(rows.any()):
                continue
            found = criteria_of(law, codes, recipient, self.question.received)
            for code in codes:
                if recipient in law.awards[code].recipients and (code not in found or not known):
                    result[code][rows] = OPEN
            if known:
                self.packed.evaluate(recipient, found, kind, strict, result)
        return result

    def patch(self, law: Law, tables: Tables) -> None:
        """Put the newly read record of some subjects in the place of what is there; new subjects are added.

        Args:
            law: the same version as when it was taken.
            tables: the whole record of those subjects, with keys.

        Raises:
            LawError: another version of the packs, or tables without keys.
        """
        self._require(law)
        if tables.keys is None:
            raise LawError("không có mã đối tượng", "bản đóng gói", "Dùng pack_rows, hoặc đặt 'keys'")
        fresh = pack_tables(tables, _atoms(law, self.awards, self.question), self.question)
        places = {key: place for place, key in enumerate(self.keys.tolist())}
        news = [key for key in tables.keys.tolist() if key not in places]
        for key in news:
            places[key] = len(places)
        rows = np.array([places[key] for key in tables.keys.tolist()])
        old, size = self.packed, len(places)
        columns = (
            (name, _merged(old.columns[name], column, old.size, size, rows)) for name, column in fresh.columns.items()
        )
        whole = {name: np.resize(values, size) for name, values in (("year", old.year), ("kind", old.kind))}
        whole["year"][rows], whole["kind"][rows] = fresh.year, fresh.kind
        self.packed = Packed.of(old.as_of, whole["year"], whole["kind"], columns)
        self.keys = np.concatenate((self.keys, np.array(news, dtype=self.keys.dtype))) if news else self.keys

    def save(self, path: Path) -> None:
        """Write the snapshot, as Parquet or NumPy archive by the ending of the name; a whole file or none.

        Raises:
            LawError: another ending, or Parquet without pyarrow.
        """
        columns, meta = self._as_columns()
        part = path.with_name(path.name + ".part")
        if _is_parquet(path):
            table = pyarrow.table({name: pyarrow.array(values) for name, values in columns.items()})
            table = table.replace_schema_metadata({_META: json.dumps(meta).encode()})
            pyarrow.parquet.write_table(table, part, row_group_size=_ROW_GROUP, compression="zstd")
        else:
            with part.open("wb") as file:
                np.savez(file, **{_META.decode(): np.array(json.dumps(meta))}, **columns)  # type: ignore[arg-type]
        part.replace(path)

    @classmethod
    def load(cls, path: Path) -> Snapshot:
        """Read a snapshot.

        Raises:
            LawError: not such a file, or of another version of the program.
        """
        read = _read_parquet if _is_parquet(path) else _read_archive
        try:
            columns, meta = read(path)
        except (OSError, KeyError, ValueError) as error:
            raise LawError("không đọc được bản đóng gói", str(path), "Đóng gói lại từ dữ liệu gốc") from error
        if meta.get("format") != _FORMAT:
            raise LawError("bản đóng gói của phiên bản khác", str(path), "Đóng gói lại từ dữ liệu gốc")
        return cls.of_columns(columns, meta)

    def _require(self, law: Law) -> None:
        if law.hash != self.law_hash:
            raise LawError(
                "bản đóng gói làm theo bộ dữ liệu pháp luật khác", self.body or "bản đóng gói", "Đóng gói lại"
            )

    def _as_columns(self) -> tuple[dict[str, Array], dict[str, Any]]:
        columns: dict[str, Array] = {
            "key": self.keys,
            "year": self.packed.year.astype(np.int16),
            "kind": self.packed.kind,
        }
        names: dict[int, str] = {}
        described: dict[str, dict[str, Any]] = {}
        for name, column in self.packed.columns.items():
            entry: dict[str, Any] = {"shift": column.shift, "dtype": column.dtype}
            if len(column.values) == 1:
                entry["always"] = int(column.values[0])
            else:
                entry["in"] = names.setdefault(id(column), name)
                columns[entry["in"]] = column.values
            described[name] = entry
        asked = self.question
        meta = {
            "format": _FORMAT,
            "on": asked.on.isoformat(),
            "received": asked.received.isoformat(),
            "year": asked.year,
            "awards": self.awards,
            "law": self.law_hash,
            "body": self.body,
            "columns": described,
            "types": {name: values.dtype.str for name, values in columns.items()},
        }
        return columns, meta

    @classmethod
    def of_columns(cls, columns: Mapping[str, Array], meta: dict[str, Any]) -> Snapshot:
        """A snapshot (or a part of its rows) from the columns and the description of a file."""
        made: dict[str, Column] = {}
        packed: dict[str, Column] = {}
        for name, entry in meta["columns"].items():
            source = entry["in"] if "in" in entry else f"{entry['dtype']} {entry['always']}"
            if source not in made:
                values = columns[source] if "in" in entry else np.array([entry["always"]], dtype=entry["dtype"])
                made[source] = Column(values, entry["shift"], entry["dtype"])
            packed[name] = made[source]
        on = date.fromisoformat(meta["on"])
        year = columns["year"].astype(np.int64)
        return cls(
            packed=Packed(len(year), on, year, columns["kind"], packed),
            keys=columns["key"],
            question=Question.of(on, date.fromisoformat(meta["received"]), meta["year"]),
            awards=tuple(meta["awards"]),
            law_hash=meta["law"],
            body=meta["body"],
        )


def read_meta(path: Path) -> dict[str, Any]:
    """The description of a Parquet snapshot, without its columns.

    Raises:
        LawError: not such a file, or of another version of the program.
    """
    if not _is_parquet(path):
        raise LawError("cần bản đóng gói dạng .parquet", str(path), "Lưu lại dạng Parquet")
    try:
        meta: dict[str, Any] = json.loads((pyarrow.parquet.read_schema(path).metadata or {})[_META])
    except (OSError, KeyError, ValueError) as error:
        raise LawError("không đọc được bản đóng gói", str(path), "Đóng gói lại từ dữ liệu gốc") from error
    if meta.get("format") != _FORMAT:
        raise LawError("bản đóng gói của phiên bản khác", str(path), "Đóng gói lại từ dữ liệu gốc")
    return meta


def _atoms(law: Law, codes: Sequence[str], question: Question) -> set[Atom]:
    return {
        atom
        for recipient in RECIPIENTS
        for criteria in criteria_of(law, codes, recipient, question.received).values()
        for atom in criteria.atoms
    }


def _merged(old: Column, new: Column, old_size: int, size: int, rows: Array) -> Array:
    """A whole column of `size` with the new values in their rows."""
    values = np.zeros(size, old.dtype)
    values[:old_size] = old.part(slice(0, old_size), old_size)
    values[rows] = new.part(slice(0, len(rows)), len(rows))
    return values


def _is_parquet(path: Path) -> bool:
    if path.suffix == ".npz":
        return False
    if path.suffix != ".parquet":
        raise LawError(
            f"không biết dạng tệp '{path.suffix}'", str(path), "Đặt tên tệp kết thúc bằng .parquet hoặc .npz"
        )
    if pyarrow is None:
        raise LawError("chưa cài pyarrow", str(path), "Cài phần mở rộng 'parquet', hoặc dùng tệp .npz")
    return True


def _read_parquet(path: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    table = pyarrow.parquet.read_table(path, memory_map=True)
    meta: dict[str, Any] = json.loads((table.schema.metadata or {})[_META])
    return {name: table.column(name).to_numpy() for name in table.column_names}, meta


def _read_archive(path: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    with np.load(path, allow_pickle=False) as archive:
        columns = {name: archive[name] for name in archive.files}
    return columns, json.loads(str(columns.pop(_META.decode())))
