"""A packed snapshot gives the answers of the record it was taken from, also after saving and patching."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from benchmarks.screening_cohort import ON, cohort

from thidua.law import LawError, load_law
from thidua.law.engine import OUTCOMES
from thidua.law.screening import screen_tables
from thidua.law.snapshot import Snapshot
from thidua.law.tables import pack_rows

CODES = ("LDTT", "CSTDCS", "GIAY_KHEN", "BK_TINH", "TTLDTT")


@pytest.fixture(scope="module")
def taken() -> Snapshot:
    return Snapshot.take(load_law(), cohort(3000), ON, awards=CODES, body="so-noi-vu")


def test_a_snapshot_answers_as_the_record(taken: Snapshot) -> None:
    screening = screen_tables(load_law(), cohort(3000), CODES, ON)
    outcomes = taken.outcomes(load_law())
    for code in CODES:
        assert [OUTCOMES[place] for place in outcomes[code]] == screening.outcomes(code)
    assert 0 < np.count_nonzero(outcomes["CSTDCS"] == OUTCOMES.index("eligible")) < 3000


@pytest.mark.parametrize("name", ["so.parquet", "so.npz"])
def test_a_saved_snapshot_is_the_same(taken: Snapshot, tmp_path: Path, name: str) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason="pyarrow (phần mở rộng 'parquet') chưa được cài")
    taken.save(tmp_path / name)
    again = Snapshot.load(tmp_path / name)
    assert again.body == "so-noi-vu"
    assert again.keys.tolist() == taken.keys.tolist()
    for strict in (False, True):
        one, other = (item.outcomes(load_law(), kind="any", strict=strict) for item in (taken, again))
        assert all((one[code] == other[code]).all() for code in CODES)
    assert [path.name for path in tmp_path.iterdir()] == [name]  # nothing half-written is left


def _good_person(key: int, rating: str) -> dict[str, list[tuple[object, ...]]]:
    return {
        "subjects": [(key, "civil_servant", date(2010, 1, 1))],
        "ratings": [(key, 2025, rating)],
        "titles": [],
        "awards": [],
        "initiatives": [],
        "uses": [],
        "discipline": [],
        "holds": [],
        "leave": [],
    }


def test_a_patched_person_has_the_new_answer_and_all_others_the_old() -> None:
    law = load_law()
    snapshot = Snapshot.take(law, cohort(500), ON, awards=CODES)
    before = snapshot.outcomes(law)
    for rating, expected in (("excellent", "eligible"), ("failed", "not_eligible")):
        rows = _good_person(17, rating)
        snapshot.patch(law, pack_rows(rows.pop("subjects"), **rows))
        after = snapshot.outcomes(law)
        assert OUTCOMES[after["CSTDCS"][17]] == expected
        others = np.arange(500) != 17
        assert all((after[code][others] == before[code][others]).all() for code in CODES)


def test_a_new_person_is_added() -> None:
    law = load_law()
    snapshot = Snapshot.take(law, cohort(100), ON, awards=CODES)
    rows = _good_person(7000, "excellent")
    snapshot.patch(law, pack_rows(rows.pop("subjects"), **rows))
    assert snapshot.keys.tolist() == [*range(100), 7000]
    assert OUTCOMES[snapshot.outcomes(law)["CSTDCS"][100]] == "eligible"


def test_a_snapshot_of_another_law_is_refused(taken: Snapshot) -> None:
    with pytest.raises(LawError, match="khác"):
        taken.outcomes(load_law("so-noi-vu-khanh-hoa"))


@pytest.mark.parametrize(("name", "message"), [("a.csv", "dạng tệp"), ("missing.npz", "không đọc được")])
def test_a_file_that_is_no_snapshot_is_refused(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(LawError, match=message):
        Snapshot.load(tmp_path / name)
