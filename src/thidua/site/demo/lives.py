"""Invented working lives: a person, the posts over time, and later what the record says of each year."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from thidua.organisation.models import Discipline, Hold, Honour, Leave, Person, Post, Rating, Unit
from thidua.organisation.naming import person_names
from thidua.site.demo.names import NameMaker
from thidua.site.demo.offices import MERGER, Office

Band, Occupation = Post.Band, Person.Occupation


@dataclass
class InventedInitiative:
    """An initiative of one or two people; ``used_for`` are the awards that it carried, as (award, year)."""

    title: str
    year: int
    scope: str
    recognised_on: date
    decision_number: str
    shares: list[tuple[Life, int]]
    used_for: list[tuple[Life, str, int]] = field(default_factory=list)


@dataclass
class Life:
    """One person and all that will be written about them; ``merit`` is what makes good years follow good years."""

    person: Person
    posts: list[Post]
    merit: float
    ratings: dict[int, Rating] = field(default_factory=dict)
    honours: list[Honour] = field(default_factory=list)
    disciplines: list[Discipline] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    leaves: list[Leave] = field(default_factory=list)
    held: set[tuple[str, int]] = field(default_factory=set)

    def post_at(self, day: date) -> Post | None:
        """The post held on ``day``."""
        running = [post for post in self.posts if post.start <= day and (post.end is None or post.end >= day)]
        return running[-1] if running else None

    def months_in(self, year: int) -> int:
        """Whole months at work in ``year``, without counting longer leave (maternity counts as work)."""
        start = max(self.posts[0].start, date(year, 1, 1))
        end = min(self.posts[-1].end or date(year, 12, 31), date(year, 12, 31))
        months = (end - start).days // 30
        for leave in self.leaves:
            if leave.kind != Leave.Kind.MATERNITY:
                away = min(leave.end, end) - max(leave.start, start)
                months -= max(away.days // 30, 0)
        return months

    def honour(self, award: str, year: int, **values: object) -> None:
        """Note an honour of ``year``."""
        self.held.add((award, year))
        self.honours.append(Honour(person=self.person, award=award, year=year, **values))


# What people are called by office: the head, a deputy, and the others with their weight.
HEADS = {
    "SNV-VP": ("Chánh Văn phòng", "Phó Chánh Văn phòng"),
    "SNV-TTR": ("Chánh Thanh tra", "Phó Chánh Thanh tra"),
    "SNV-BTG": ("Trưởng ban", "Phó Trưởng ban"),
    "SNV-TTLT": ("Giám đốc Trung tâm", "Phó Giám đốc Trung tâm"),
    "SNV-TTVL": ("Giám đốc Trung tâm", "Phó Giám đốc Trung tâm"),
    "SNV-TTDD": ("Giám đốc Trung tâm", "Phó Giám đốc Trung tâm"),
    "school": ("Hiệu trưởng", "Phó Hiệu trưởng"),
    "health": ("Giám đốc", "Phó Giám đốc"),
    "commune": ("Chủ tịch UBND", "Phó Chủ tịch UBND"),
}
DIVISION_HEADS = ("Trưởng phòng", "Phó Trưởng phòng")
SPECIALISTS = (
    ("Chuyên viên chính", Occupation.CIVIL_SERVANT, 3),
    ("Chuyên viên", Occupation.CIVIL_SERVANT, 7),
)
WORKERS = {
    "SNV-VP": (
        *SPECIALISTS, ("Kế toán viên", Occupation.CIVIL_SERVANT, 2), ("Văn thư viên", Occupation.CIVIL_SERVANT, 2),
        ("Nhân viên lái xe", Occupation.CONTRACT, 2), ("Nhân viên bảo vệ", Occupation.CONTRACT, 1),
        ("Nhân viên phục vụ", Occupation.CONTRACT, 1),
    ),
    "SNV-TTR": (("Thanh tra viên chính", Occupation.CIVIL_SERVANT, 2), ("Thanh tra viên", Occupation.CIVIL_SERVANT, 5)),
    "SNV-TTLT": (
        ("Lưu trữ viên chính", Occupation.PUBLIC_EMPLOYEE, 2), ("Lưu trữ viên", Occupation.PUBLIC_EMPLOYEE, 7),
        ("Kỹ thuật viên lưu trữ", Occupation.PUBLIC_EMPLOYEE, 3), ("Nhân viên kho", Occupation.CONTRACT, 2),
        ("Nhân viên bảo vệ", Occupation.CONTRACT, 1),
    ),
    "SNV-TTVL": (
        ("Tư vấn viên việc làm", Occupation.PUBLIC_EMPLOYEE, 8), ("Chuyên viên", Occupation.PUBLIC_EMPLOYEE, 5),
        ("Giáo viên dạy nghề", Occupation.PUBLIC_EMPLOYEE, 2), ("Nhân viên bảo vệ", Occupation.CONTRACT, 1),
    ),
    "SNV-TTDD": (
        ("Điều dưỡng viên", Occupation.PUBLIC_EMPLOYEE, 5), ("Y sĩ", Occupation.PUBLIC_EMPLOYEE, 2),
        ("Nhân viên cấp dưỡng", Occupation.CONTRACT, 2), ("Nhân viên buồng phòng", Occupation.CONTRACT, 2),
    ),
    "school": (
        ("Giáo viên", Occupation.PUBLIC_EMPLOYEE, 20), ("Tổ trưởng chuyên môn", Occupation.PUBLIC_EMPLOYEE, 3),
        ("Nhân viên thư viện", Occupation.PUBLIC_EMPLOYEE, 1), ("Nhân viên kế toán", Occupation.PUBLIC_EMPLOYEE, 1),
        ("Nhân viên bảo vệ", Occupation.CONTRACT, 1),
    ),
    "health": (
        ("Bác sĩ", Occupation.PUBLIC_EMPLOYEE, 6), ("Điều dưỡng", Occupation.PUBLIC_EMPLOYEE, 10),
        ("Kỹ thuật viên", Occupation.PUBLIC_EMPLOYEE, 3), ("Hộ lý", Occupation.CONTRACT, 2),
    ),
    "centre": (
        ("Viên chức", Occupation.PUBLIC_EMPLOYEE, 8), ("Kỹ sư", Occupation.PUBLIC_EMPLOYEE, 3),
        ("Nhân viên", Occupation.CONTRACT, 2),
    ),
}  # fmt: skip


class LifeMaker:
    """Invents people for offices out of one random source; codes run on from ``first_number``."""

    def __init__(self, random: Random, units: dict[str, Unit], first_number: int = 1) -> None:
        self.random = random
        self.first_number = first_number
        self.names = NameMaker(random)
        self.units = units
        self.lives: list[Life] = []

    def add(
        self,
        name: str,
        gender: str,
        birth: date,
        occupation: Person.Occupation,
        employed: date,
        posts: list[Post],
        merit: float,
    ) -> Life:
        """Add one person with given posts (oldest first)."""
        person = Person(
            code=f"NS{self.first_number + len(self.lives):05d}", gender=gender, birth_date=birth, occupation=occupation,
            employed_from=employed, **person_names(name),
        )  # fmt: skip
        for post in posts:
            post.person = person
        life = Life(person, posts, merit)
        self.lives.append(life)
        return life

    def staff(self, office: Office, count: int, *, with_head: bool = True) -> list[Life]:
        """Invent ``count`` people of an office: its head, its deputies, the others."""
        trade = office.trade or office.code
        head, deputy = HEADS.get(trade, DIVISION_HEADS)
        deputies = 1 if count < 12 else 2
        workers = WORKERS.get(trade, SPECIALISTS)
        leading = [head, *[deputy] * deputies] if with_head else []
        made = [self.leader(office, title, deputy) for title in leading]
        titles = [(title, occupation) for title, occupation, _weight in workers]
        weights = [weight for _title, _occupation, weight in workers]
        for title, occupation in self.random.choices(titles, weights, k=count - len(made)):
            made.append(self.worker(office, title, occupation))
        return made

    def leader(self, office: Office, title: str, earlier_title: str) -> Life:
        """Somebody who leads an office, after years in it."""
        random = self.random
        gender = "female" if random.random() < office.women - 0.18 else "male"
        birth = self._birth(1969 if gender == "female" else 1967, 1984)
        employed = self._start_after(birth, 23, 28)
        appointed = date(random.randint(2017, 2023), random.randint(1, 12), 1)
        first = "Viên chức" if office.public_employees else "Chuyên viên"
        posts = [self._post(office.code, first, Band.DIRECT, employed, appointed - timedelta(days=1))]
        if title != earlier_title and appointed.year > 2018:
            middle = date(appointed.year - 3, appointed.month, 1)
            if middle > employed:
                posts[0].end, until = middle - timedelta(days=1), appointed - timedelta(days=1)
                posts.append(self._post(office.code, earlier_title, Band.DIVISION_LEADER, middle, until))
        posts.append(self._post(office.code, title, Band.DIVISION_LEADER, appointed, None))
        occupation = Occupation.PUBLIC_EMPLOYEE if office.public_employees else Occupation.CIVIL_SERVANT
        return self.add(
            self.names.name(gender), gender, birth, occupation, employed, self._across_the_merger(office, posts),
            random.gauss(0.6, 0.7),
        )  # fmt: skip

    def worker(self, office: Office, title: str, occupation: Person.Occupation, came_from: str = "") -> Life:
        """Somebody who does the work; some came from another office or from a district (``came_from``)."""
        random = self.random
        guard = occupation == Occupation.CONTRACT and ("bảo vệ" in title or "lái xe" in title)
        gender = "male" if guard or random.random() >= office.women else "female"
        birth = self._birth(1970, 2000)
        employed = self._start_after(birth, 22, 29)
        posts = [self._post(office.code, title, Band.DIRECT, employed, None)]
        if came_from and employed.year < 2021:
            moved = date(random.randint(2019, 2023), random.choice((1, 4, 7, 10)), 1)
            posts[0].start = moved
            posts.insert(0, self._post(came_from, title, Band.DIRECT, employed, moved - timedelta(days=1)))
        return self.add(
            self.names.name(gender), gender, birth, occupation, employed, self._across_the_merger(office, posts),
            random.gauss(0.0, 0.9),
        )  # fmt: skip

    def _post(self, code: str, title: str, band: Post.Band, start: date, end: date | None) -> Post:
        return Post(unit=self.units[code], title=title, band=band, start=start, end=end)

    def _across_the_merger(self, office: Office, posts: list[Post]) -> list[Post]:
        """Put what lies before the merger into the office's forerunner."""
        if not office.before:
            return posts
        former, crossed = self.units[office.before], []
        for post in posts:
            if post.unit.code != office.code or post.start >= MERGER:
                crossed.append(post)
                continue
            goes_on = post.end is None or post.end >= MERGER
            before = Post(
                unit=former, title=post.title, band=post.band, start=post.start,
                end=MERGER - timedelta(days=1) if goes_on else post.end,
            )  # fmt: skip
            crossed.append(before)
            if goes_on:
                crossed.append(Post(unit=post.unit, title=post.title, band=post.band, start=MERGER, end=post.end))
        return crossed

    def _birth(self, first: int, last: int) -> date:
        return date(self.random.randint(first, last), self.random.randint(1, 12), self.random.randint(1, 28))

    def _start_after(self, birth: date, youngest: int, oldest: int) -> date:
        """A first working day, never after 2024 (those who came later are named one by one)."""
        year = min(birth.year + self.random.randint(youngest, oldest), 2023)
        return date(year, self.random.choice((1, 3, 4, 7, 9, 10)), self.random.choice((1, 1, 15)))
