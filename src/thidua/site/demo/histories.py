"""What ten years leave on record: ratings, titles, commendations, initiatives, in the measured shares.

Held hard: CSTĐCS only with LĐTT of the same year; CSTĐ tỉnh only after three CSTĐCS in a row and with an initiative
of the province's scope; before 2024 CSTĐCS only by an initiative; TTLĐXS only with 70 % LĐTT and a CSTĐCS in the unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from random import Random

from thidua.organisation.models import Honour, Rating, Unit
from thidua.site.demo.lives import InventedInitiative, Life

FIRST_YEAR, LAST_YEAR = 2015, 2024
# Since then a year of excellent work is enough for CSTĐCS (Luật 06/2022/QH15, Điều 23 khoản 1).
NEW_LAW = 2024
PROVINCE_HEAD = "Chủ tịch UBND tỉnh Khánh Hòa"
SUBJECTS = (
    "số hóa hồ sơ cán bộ, công chức", "rút ngắn thời gian giải quyết thủ tục hành chính", "tra cứu tài liệu lưu trữ",
    "theo dõi nhiệm vụ được giao", "quản lý văn bản đi, đến", "kiểm tra công vụ", "tổng hợp báo cáo thi đua",
    "tiếp công dân", "tư vấn việc làm cho người lao động", "chăm sóc người có công", "quản lý biên chế",
    "đào tạo, bồi dưỡng công chức cấp xã", "công tác tôn giáo ở cơ sở", "chấm điểm cải cách hành chính",
)  # fmt: skip
MEANS = (
    "Xây dựng bảng tính dùng chung phục vụ",
    "Cải tiến quy trình",
    "Xây dựng sổ tay hướng dẫn",
    "Ứng dụng mã QR trong",
    "Giải pháp nâng cao chất lượng",
    "Chuẩn hóa biểu mẫu",
    "Xây dựng cơ sở dữ liệu phục vụ",
)


@dataclass(frozen=True)
class Authority:
    """Who decides on the titles of a unit: the symbol of the documents, the head; schools count school years."""

    symbol: str
    head: str
    school_year: bool = False

    def decided_on(self, year: int) -> date:
        """The day of the decisions for a year of achievement."""
        return date(year, 6, 26) if self.school_year else date(year + 1, 1, 18)

    def rated_on(self, year: int) -> date:
        """The day of the ratings of a year."""
        return date(year, 5, 29) if self.school_year else date(year, 12, 20)


def authority_of_department(unit: Unit) -> Authority:
    """Who decides for the demo's department, for the one merged into it, and for the districts that ended."""
    if unit.code.startswith("SLDTBXH"):
        return Authority("SLĐTBXH", "Giám đốc Sở Lao động - Thương binh và Xã hội")
    if unit.code.startswith("SNV"):
        return Authority("SNV", "Giám đốc Sở Nội vụ")
    return Authority("UBND", f"Chủ tịch {unit.name}")


class Historian:
    """Writes the years of people and units out of one random source."""

    def __init__(self, random: Random, authority: Callable[[Unit], Authority] = authority_of_department) -> None:
        self.random = random
        self.authority = authority
        self.initiatives: list[InventedInitiative] = []
        self.unit_ratings: list[Rating] = []
        self.unit_honours: list[Honour] = []

    def write_people(self, lives: Iterable[Life]) -> None:
        """Write every year of every person."""
        for life in lives:
            last = LAST_YEAR + 1 if self.authority(life.posts[-1].unit).school_year else LAST_YEAR
            for year in range(max(FIRST_YEAR, life.posts[0].start.year), last + 1):
                self._year(life, year)

    def write_units(self, units: Iterable[Unit], lives: Iterable[Life]) -> None:
        """Write every year of every unit in which people worked then."""
        staffed: dict[tuple[str, int], list[Life]] = defaultdict(list)
        for life in lives:
            for year in range(FIRST_YEAR, LAST_YEAR + 1):
                post = life.post_at(date(year, 12, 1))
                if post is not None:
                    staffed[post.unit.code, year].append(life)
        for unit in units:
            for year in range(FIRST_YEAR, LAST_YEAR + 1):
                people = staffed.get((unit.code, year))
                if people:
                    self._unit_year(unit, people, year)

    def _year(self, life: Life, year: int) -> None:
        random = self.random
        post = life.post_at(date(year, 12, 1))
        if post is None or life.months_in(year) < 6:
            return
        level = self._level(life, post.band, year)
        if level is None:
            return
        authority = self.authority(post.unit)
        life.ratings[year] = Rating(person=life.person, year=year, level=level, decided_on=authority.rated_on(year))
        disciplined = any(measure.start.year == year for measure in life.disciplines)
        if disciplined or level not in (Rating.Level.EXCELLENT, Rating.Level.GOOD) or random.random() < 0.04:
            return
        symbol = authority.symbol
        office = {"is_title": True, "decided_on": authority.decided_on(year), "decided_by": authority.head}
        life.honour("LDTT", year, **office, decision_number=f"{60 + year % 17}/QĐ-{symbol}")
        excellent = level == Rating.Level.EXCELLENT
        if excellent and random.random() < 0.52:
            initiative = None
            if year < NEW_LAW or random.random() < 0.3:
                initiative = self._initiative(life, year, "base", symbol, "CSTDCS")
            basis = "initiative" if initiative else "rating"
            life.honour("CSTDCS", year, **office, decision_number=f"{61 + year % 17}/QĐ-{symbol}", basis=basis)
            self._higher_title(life, year)
        if random.random() < (0.28 if excellent else 0.09):
            number = f"{62 + year % 17}/QĐ-{symbol}"
            life.honour("GIAY_KHEN", year, **office | {"is_title": False}, decision_number=number)
        self._province_certificate(life, year, excellent)

    def _level(self, life: Life, band: str, year: int) -> str | None:
        """Shares of the country before 2026: about 29 % excellent, 66 % good, 4 % completed, under 1 % failed."""
        if any(measure.start.year == year for measure in life.disciplines):
            return Rating.Level.COMPLETED if year < 2024 else Rating.Level.FAILED
        score = 0.8 * life.merit + self.random.gauss(0, 0.6) + (0.15 if band != "direct" else 0)
        if score > 0.68:
            return Rating.Level.EXCELLENT
        if score > -1.7:
            return Rating.Level.GOOD
        if score > -2.6:
            return Rating.Level.COMPLETED
        return Rating.Level.FAILED

    def _initiative(self, life: Life, year: int, scope: str, symbol: str, award: str) -> InventedInitiative:
        random = self.random
        made = InventedInitiative(
            title=f"{random.choice(MEANS)} {random.choice(SUBJECTS)}",
            year=year,
            scope=scope,
            recognised_on=date(year, 12, random.randint(1, 12)),
            decision_number=f"{random.randint(2, 40) * 10 + 5}/QĐ-{symbol}",
            shares=[(life, 100)],
        )
        made.used_for.append((life, award, year))
        self.initiatives.append(made)
        return made

    def _higher_title(self, life: Life, year: int) -> None:
        """CSTĐ tỉnh: three CSTĐCS in a row, not again within three years, an initiative known in the province."""
        three_in_a_row = all(("CSTDCS", earlier) in life.held for earlier in (year - 2, year - 1, year))
        held_lately = any(("CSTD_TINH", earlier) in life.held for earlier in (year - 2, year - 1))
        if not three_in_a_row or held_lately or self.random.random() > 0.12:
            return
        self._initiative(life, year, "province", "UBND", "CSTD_TINH")
        life.honour(
            "CSTD_TINH", year, is_title=True, decided_on=date(year + 1, 4, 22), decided_by=PROVINCE_HEAD,
            decision_number=f"{900 + year % 31}/QĐ-UBND", basis="initiative",
        )  # fmt: skip

    def _province_certificate(self, life: Life, year: int, excellent: bool) -> None:
        """Bằng khen của Chủ tịch UBND tỉnh: after two excellent years, and not two years running."""
        before = life.ratings.get(year - 1)
        two_years = excellent and before is not None and before.level == Rating.Level.EXCELLENT
        lately = any(("BK_TINH", earlier) in life.held for earlier in (year - 1, year - 2))
        if not two_years or lately or self.random.random() > 0.4:
            return
        life.honour(
            "BK_TINH", year, is_title=False, decided_on=date(year + 1, 3, 14), decided_by=PROVINCE_HEAD,
            decision_number=f"{560 + year % 29}/QĐ-UBND",
        )  # fmt: skip
        certificates = sum(1 for award, _year in life.held if award == "BK_TINH")
        if certificates == 2 and self.random.random() < 0.15:
            life.honour(
                "BKTTG", year, is_title=False, decided_on=date(year + 1, 8, 26), decided_by="Thủ tướng Chính phủ",
                decision_number=f"{1100 + year % 23}/QĐ-TTg",
            )  # fmt: skip

    def _unit_year(self, unit: Unit, people: list[Life], year: int) -> None:
        random = self.random
        level = Rating.Level.EXCELLENT if random.random() < 0.36 else Rating.Level.GOOD
        self.unit_ratings.append(Rating(unit=unit, year=year, level=level, decided_on=date(year, 12, 22)))
        rated = [life for life in people if year in life.ratings]
        with_title = [life for life in rated if ("LDTT", year) in life.held]
        champions = [life for life in rated if ("CSTDCS", year) in life.held]
        disciplined = any(measure.start.year == year for life in people for measure in life.disciplines)
        if not rated or disciplined or len(with_title) < 0.7 * len(rated) or random.random() < 0.08:
            return
        authority = self.authority(unit)
        number = f"{63 + year % 17}/QĐ-{authority.symbol}"
        self._unit_honour(unit, "TTLDTT", year, True, authority.decided_on(year), authority.head, number)
        if level == Rating.Level.EXCELLENT and champions and random.random() < 0.6:
            self._unit_honour(
                unit, "TTLDXS", year, True, date(year + 1, 4, 22), PROVINCE_HEAD, f"{901 + year % 31}/QĐ-UBND"
            )
        if random.random() < 0.1:
            self._unit_honour(
                unit, "BK_TINH", year, False, date(year + 1, 3, 14), PROVINCE_HEAD, f"{561 + year % 29}/QĐ-UBND"
            )

    def _unit_honour(
        self, unit: Unit, award: str, year: int, is_title: bool, decided_on: date, decided_by: str, number: str
    ) -> None:
        self.unit_honours.append(
            Honour(
                unit=unit,
                award=award,
                year=year,
                is_title=is_title,
                decided_on=decided_on,
                decided_by=decided_by,
                decision_number=number,
            )
        )
