"""Beyond one machine: the same evaluation over Arrow batches of a packed snapshot, spread by Spark (extra `spark`).

Each worker loads the law once and answers batch by batch, so memory is bounded by the batch; the answers are those of
`Snapshot.outcomes`, bit for bit.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from thidua.law.corpus import Law
from thidua.law.errors import LawError
from thidua.law.loader import load_law
from thidua.law.record import BLOCK
from thidua.law.snapshot import Snapshot, read_meta

try:
    import pyarrow
    from pyspark.sql import SparkSession
except ImportError:  # the extra `spark` is not installed
    SparkSession = None


def screen_with_spark(
    source: Path, target: Path, *, overlay: str | None = None, kind: str = "merit", strict: bool = False
) -> int:
    """Screen a packed snapshot of any size.

    Args:
        source: a snapshot written by `Snapshot.save` as Parquet.
        target: folder of Parquet files to write: `key` and one column for each award (places in `engine.OUTCOMES`).
        overlay: the body's own rules, as the snapshot was packed with.
        kind, strict: as `Snapshot.outcomes`.

    Returns:
        The number of subjects.

    Raises:
        LawError: Spark is not installed, the source is no snapshot or of another law, the target is there already.
    """
    if SparkSession is None:
        raise LawError("chưa cài Spark", "--engine spark", "Cài phần mở rộng 'spark' và Java 17")
    if target.exists():
        raise LawError("đã có tệp hoặc thư mục này", str(target), "Chọn tên khác")
    meta = read_meta(source)
    law = load_law(overlay)
    if meta["law"] != law.hash:
        raise LawError("bản đóng gói làm theo bộ dữ liệu pháp luật khác", str(source), "Đóng gói lại")
    session = _session()
    try:
        frame = session.read.parquet(str(source))
        key = next(field for field in frame.schema.fields if field.name == "key")
        columns = [f"key {key.dataType.simpleString()}", *(f"{code} tinyint" for code in meta["awards"])]
        answer = frame.mapInArrow(_evaluator(json.dumps(meta), overlay, kind, strict), ", ".join(columns))
        answer.write.parquet(str(target))
        count: int = session.read.parquet(str(target)).count()
    finally:
        session.stop()
    return count


def _session() -> Any:
    """A session as the surroundings configure it; on one machine, local mode."""
    found = find_spec("pyspark")
    if found is not None and found.submodule_search_locations:
        os.environ.setdefault("SPARK_HOME", next(iter(found.submodule_search_locations)))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers need the same packages
    builder = SparkSession.builder.appName("thidua screen")
    if "SPARK_MASTER" in os.environ:
        builder = builder.master(os.environ["SPARK_MASTER"])
    return builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", BLOCK).getOrCreate()


def _evaluator(meta_text: str, overlay: str | None, kind: str, strict: bool) -> Any:
    """The function that Spark carries to its workers: batches of packed columns → batches of outcomes."""

    def evaluate(batches: Iterator[Any]) -> Iterator[Any]:
        law = load_law(overlay)
        meta = json.loads(meta_text)
        for batch in batches:
            yield outcomes_of_batch(batch, meta, law, kind, strict)

    return evaluate


def outcomes_of_batch(batch: Any, meta: dict[str, Any], law: Law, kind: str, strict: bool) -> Any:
    """One Arrow batch of packed columns → one Arrow batch of outcomes.

    Spark widens unsigned columns while it reads them; they are brought back to what was saved.
    """
    columns = {}
    for name in batch.schema.names:
        column = batch.column(name)
        saved = meta["types"][name]
        if name != "key":
            column = column.cast(pyarrow.from_numpy_dtype(saved))
        columns[name] = column.to_numpy(zero_copy_only=False)
    snapshot = Snapshot.of_columns(columns, meta)
    found = snapshot.outcomes(law, kind=kind, strict=strict)
    arrays = [batch.column("key"), *(pyarrow.array(found[code].astype("i1")) for code in snapshot.awards)]
    return pyarrow.RecordBatch.from_arrays(arrays, names=["key", *snapshot.awards])
