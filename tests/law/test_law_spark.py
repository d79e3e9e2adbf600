"""`thidua screen --engine spark`: the same answers over Arrow batches, bit for bit."""

from __future__ import annotations

import os
import shutil
import tracemalloc
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from benchmarks.screening_cohort import ON, cohort

from thidua.law import AWARD_CODES, load_law
from thidua.law.screen.spark import outcomes_of_batch
from thidua.law.snapshot import Snapshot, read_meta
from thidua.site.main import main

pyarrow = pytest.importorskip("pyarrow", reason="pyarrow (phần mở rộng 'parquet') chưa được cài")
CODES = ("LDTT", "CSTDCS", "BK_TINH", "HCLD_3")


def _save(folder: Path, size: int, awards: tuple[str, ...] | None = CODES) -> tuple[Snapshot, Path]:
    snapshot = Snapshot.take(load_law(), cohort(size), ON, awards=awards)
    path = folder / "dong-goi.parquet"
    snapshot.save(path)
    return snapshot, path


def test_batches_of_any_size_give_the_answers_of_the_whole(tmp_path: Path) -> None:
    snapshot, path = _save(tmp_path, 5000)
    whole = snapshot.outcomes(load_law())
    table = pyarrow.parquet.read_table(path)
    for size in (700, 5000):
        batches = [
            outcomes_of_batch(batch, read_meta(path), load_law(), "merit", False)
            for batch in table.to_batches(max_chunksize=size)
        ]
        for code in CODES:
            found = np.concatenate([batch.column(code).to_numpy() for batch in batches])
            assert (found == whole[code]).all()


def test_memory_is_bounded_by_the_batch(tmp_path: Path) -> None:
    """Ten times the people in batches of the same size take no more memory at any moment."""
    _snapshot, path = _save(tmp_path, 40_000)
    law, meta = load_law(), read_meta(path)

    def peak(count: int) -> int:
        batches = pyarrow.parquet.ParquetFile(path).iter_batches(batch_size=4_000)
        outcomes_of_batch(next(batches), meta, law, "any", False)  # what is kept once for all
        tracemalloc.start()
        for _number, batch in zip(range(count), batches, strict=False):
            outcomes_of_batch(batch, meta, law, "any", False)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(9) < 1.2 * peak(1)


def test_without_a_target_the_command_shows_how_it_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _snapshot, path = _save(tmp_path, 20)
    assert main(["screen", "--engine", "spark", str(path)]) == 2
    assert "thiếu tham số" in capsys.readouterr().err


def test_spark_in_local_mode_gives_the_same_answers(tmp_path: Path) -> None:
    """All awards for 100 thousand people. `make test-spark` runs it in an environment of its own."""
    missing = "pyspark (phần mở rộng 'spark')" if find_spec("pyspark") is None else ""
    missing = missing or ("" if shutil.which("java") else "Java 17")
    if missing and "THIDUA_REQUIRE_SPARK" not in os.environ:
        pytest.skip(f"chưa cài {missing}; chạy 'make test-spark'")
    snapshot, path = _save(tmp_path, 100_000, awards=None)
    target = tmp_path / "ket-qua.parquet"
    assert main(["screen", "--engine", "spark", str(path), str(target)]) == 0
    whole = snapshot.outcomes(load_law())
    table = pyarrow.parquet.read_table(target).sort_by("key")
    assert table.column("key").to_pylist() == sorted(snapshot.keys.tolist())
    assert len(whole) == len(AWARD_CODES)
    for code in whole:
        assert (table.column(code).to_numpy() == whole[code]).all()
