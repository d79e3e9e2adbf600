"""Documents cited, looked up in a registry; documents cited by name alone."""

from dataclasses import dataclass
from datetime import date

import pytest
from tests.plans.test_warnings import codes, read

from thidua import law
from thidua.plans import resolve_references


@dataclass(frozen=True)
class Registered:
    """A document of a registry made for these tests."""

    number: str
    title: str = "Tên văn bản"
    signed: date | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    replaced_by: str | None = None


DAY = date(2024, 9, 5)
EVE = date(2024, 9, 4)
NEW_YEAR = date(2024, 1, 1)
NUMBER = "98/2023/NĐ-CP"


def plan_that_cites(citation: str):
    """A plan with this citation in its opening."""
    return read(opening=f"Căn cứ {citation}; Sở Nội vụ xây dựng kế hoạch phát động phong trào thi đua như sau:")


def resolved(registry, citation: str = f"Nghị định số {NUMBER} ngày 31/12/2023 của Chính phủ", day: date = DAY):
    """The reference of a plan with one citation, and the codes of the warnings."""
    plan = resolve_references(plan_that_cites(citation), registry, day=day)
    return plan.references[0], [code for code in codes(plan) if code.startswith("registry_")]


@pytest.mark.parametrize(
    ("document", "status", "warned"),
    [
        (Registered(NUMBER, in_force_from=NEW_YEAR), "in_force", []),
        (Registered(NUMBER, in_force_from=date(2024, 9, 5)), "in_force", []),
        (Registered(NUMBER, in_force_from=date(2024, 9, 6)), "not_yet", ["registry_not_yet"]),
        (Registered(NUMBER, in_force_from=NEW_YEAR, in_force_to=DAY), "in_force", []),
        (
            Registered(NUMBER, in_force_from=NEW_YEAR, in_force_to=EVE),
            "expired",
            ["registry_expired"],
        ),
        (
            Registered(NUMBER, in_force_to=EVE, replaced_by="1/2024/NĐ-CP"),
            "replaced",
            ["registry_replaced"],
        ),
        (Registered(NUMBER, in_force_from=NEW_YEAR, replaced_by="1/2025/NĐ-CP"), "in_force", []),
        (Registered(NUMBER), "undated", []),
        (Registered("1/2020/NĐ-CP"), "unknown", []),
        (Registered(NUMBER, signed=date(2023, 12, 30), in_force_from=NEW_YEAR), "in_force", ["registry_date"]),
    ],
)
def test_status_on_a_day(document, status, warned):
    reference, found = resolved({document.number: document})
    assert (reference.status, found) == (status, warned)
    assert reference.replaced_by == (document.replaced_by if status == "replaced" else None)
    assert reference.registered_title == (None if status == "unknown" else "Tên văn bản")


def test_a_registry_may_be_a_function():
    reference, _ = resolved(lambda number: Registered(number, in_force_from=NEW_YEAR))
    assert reference.status == "in_force"


@pytest.mark.parametrize(("cited", "kept"), [("9", "09"), ("09", "9"), ("009", "9"), ("9", "9")])
def test_zeros_before_a_number_do_not_matter(cited, kept):
    number = f"{kept}/2024/QĐ-UBND"
    registry = {number: Registered(number, in_force_from=NEW_YEAR)}
    reference, _ = resolved(registry, f"Quyết định số {cited}/2024/QĐ-UBND ngày 09/5/2024 của UBND tỉnh")
    assert (reference.status, reference.number) == ("in_force", f"{cited}/2024/QĐ-UBND")


def test_before_it_is_looked_up_a_reference_has_no_status():
    assert plan_that_cites(f"Nghị định số {NUMBER} của Chính phủ").references[0].status is None


def test_looking_up_twice_warns_once_and_the_second_day_counts():
    registry = {NUMBER: Registered(NUMBER, in_force_from=NEW_YEAR, in_force_to=date(2025, 6, 30))}
    plan = plan_that_cites(f"Nghị định số {NUMBER} của Chính phủ")
    first = resolve_references(plan, registry, day=date(2026, 1, 1))
    assert codes(first).count("registry_expired") == 1
    assert codes(resolve_references(first, registry, day=date(2026, 1, 1))).count("registry_expired") == 1
    assert "registry_expired" not in codes(resolve_references(first, registry, day=DAY))


def test_the_registry_of_the_law_packs_fits():
    packs = law.load_law().documents
    replaced, warned = resolved(packs, day=date(2026, 2, 1))
    assert (replaced.status, replaced.replaced_by, warned) == ("replaced", "152/2025/NĐ-CP", ["registry_replaced"])
    in_force, warned = resolved(packs, "Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022 của Quốc hội")
    assert (in_force.status, warned) == ("in_force", [])


def test_warnings_point_at_the_citation():
    plan = resolve_references(
        plan_that_cites(f"Nghị định số {NUMBER} của Chính phủ"),
        {NUMBER: Registered(NUMBER, in_force_to=DAY)},
        day=date(2025, 1, 1),
    )
    warning = next(warning for warning in plan.warnings if warning.code == "registry_expired")
    assert NUMBER in plan.text[slice(*warning.at)]
    assert "05/09/2024" in warning.message


def test_the_reference_plan_cites_four_documents_by_name_alone(plan):
    found = [(each.kind, each.name, len(each.at)) for each in plan.unnumbered_references]
    assert found == [
        ("Nghị quyết", "Đại hội Đảng bộ Sở Nội vụ nhiệm kỳ 2020 - 2025", 2),
        ("Quy chế", "thi đua, khen thưởng của Sở Nội vụ", 1),
        ("Nghị quyết", "của Ban Chấp hành Trung ương Đảng khóa XIII", 1),
        ("Nghị quyết", "Đại hội đại biểu Đảng bộ tỉnh Khánh Hòa lần thứ XVIII", 1),
    ]


@pytest.mark.parametrize(
    ("citation", "found"),
    [
        ("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", [("Luật", "Thi đua, khen thưởng", date(2022, 6, 15))]),
        ("Luật Thi đua, khen thưởng năm 2022", [("Luật", "Thi đua, khen thưởng", None)]),
        ("Luật Thi đua, khen thưởng số 06/2022/QH15", []),
        ("Luật Phòng, chống bão và Luật Đất đai", [("Luật", "Phòng, chống bão", None), ("Luật", "Đất đai", None)]),
        ("Nghị quyết số 55/2022/QH15 của Quốc hội", []),
        ("Nghị quyết Đại hội lần thứ XIII của Đảng", [("Nghị quyết", "Đại hội lần thứ XIII của Đảng", None)]),
        ("Quyết định số 9/2024/QĐ-UBND ban hành Quy chế thi đua", []),
        ("quy định của pháp luật", []),
    ],
)  # fmt: skip
def test_documents_without_a_number_stand_apart(citation, found):
    plan = plan_that_cites(citation)
    assert [(each.kind, each.name, each.date) for each in plan.unnumbered_references] == found
    for each in plan.unnumbered_references:
        assert plan.text[slice(*each.at[0])].startswith(f"{each.kind} {each.name}")


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Vi người nghèo - không để ai bị bỏ lại phía sau", "Vì người nghèo - Không để ai bị bỏ lại phía sau"),
        ("Cả nước trung sức xây dựng nông thôn mới", "Cả nước chung sức xây dựng nông thôn mới"),
        ("Dân vạn khéo", "Dân vận khéo"),
        ("Đền ơn đáp nghỉa", "Đền ơn đáp nghĩa"),
    ],
)
def test_a_mistyped_movement_is_named_as_written_and_doubted(written, known):
    plan = read(content=f"1. Hưởng ứng phong trào “{written}”.\n\n2. Cải cách hành chính.")
    assert plan.movements[0].name == written
    warning = next(warning for warning in plan.warnings if warning.code == "movement_name")
    assert f"“{known}”" in warning.message
    assert plan.text[slice(*warning.at)] == written


def test_a_movement_of_the_offices_own_is_not_doubted():
    plan = read(content="1. Phong trào “Mỗi tuần một sáng kiến”.\n\n2. Cải cách hành chính.")
    assert plan.movements[0].name == "Mỗi tuần một sáng kiến"
    assert codes(plan) == []
