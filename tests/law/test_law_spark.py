"""`thidua screen --engine spark`: the same answers over Arrow batches, bit for bit."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from benchmarks.screening_cohort import ON, cohort

from thidua.law import load_law
from thidua.law.screen.spark import outcomes_of_batch
from thidua.law.snapshot import Snapshot, read_meta
from thidua.site.main import main

pyarrow = pytest.importorskip("pyarrow", reason="pyarrow (phần mở rộng 'parquet') chưa được cài")
CODES = ("LDTT", "CSTDCS", "BK_TINH", "HCLD_3")


def _save(folder: Path, size: int) -> tuple[Snapshot, Path]:
    snapshot = Snapshot.take(load_law(), cohort(size), ON, awards=CODES)
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


def test_without_a_target_the_command_shows_how_it_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _snapshot, path = _save(tmp_path, 20)
    assert main(["screen", "--engine", "spark", str(path)]) == 2
    assert "thiếu tham số" in capsys.readouterr().err


def test_spark_in_local_mode_gives_the_same_answers(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="pyspark (phần mở rộng 'spark') chưa được cài")
    if shutil.which("java") is None:
        pytest.skip("máy này không có Java, Spark cần Java 17")
    snapshot, path = _save(tmp_path, 100_000)
    target = tmp_path / "ket-qua.parquet"
    assert main(["screen", "--engine", "spark", str(path), str(target)]) == 0
    whole = snapshot.outcomes(load_law())
    table = pyarrow.parquet.read_table(target).sort_by("key")
    assert table.column("key").to_pylist() == sorted(snapshot.keys.tolist())
    for code in CODES:
        assert (table.column(code).to_numpy() == whole[code]).all()
