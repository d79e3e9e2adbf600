"""Who works in the demo's department: a fixed cast for the accounts, cases that trouble software, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from thidua.accounts.roles import Role
from thidua.organisation.models import Discipline, Hold, Leave, Person, Post
from thidua.organisation.naming import person_names
from thidua.site.demo.lives import Life, LifeMaker
from thidua.site.demo.offices import DEPARTMENT, OFFICES

UNION, YOUTH = "SNV-CD", "SNV-DTN"

Band, Occupation = Post.Band, Person.Occupation


@dataclass(frozen=True)
class Part:
    """One of the fixed cast: an account with its roles, and the person behind it."""

    username: str
    name: str
    gender: str
    birth: date
    employed: date
    office: str
    title: str
    band: Post.Band
    roles: tuple[tuple[Role, str], ...]
    council: str = ""
    appointed: date = date(2021, 6, 1)


# The order is that of the sign-in page.
CAST = (
    Part("demo.officer", "Nguyễn Thị Thu Hiền", "female", date(1986, 4, 12), date(2010, 3, 1), "SNV-TDKT",
         "Chuyên viên chính", Band.DIRECT, ((Role.OFFICER, DEPARTMENT),)),
    Part("demo.contact", "Trần Thị Bích Ngọc", "female", date(1989, 9, 3), date(2013, 7, 1), "SNV-TTLT",
         "Lưu trữ viên", Band.DIRECT, ((Role.UNIT_CONTACT, "SNV-TTLT"),)),
    Part("demo.contact2", "Lê Quốc Huy", "male", date(1991, 1, 25), date(2015, 4, 1), "SNV-CCHC",
         "Chuyên viên", Band.DIRECT, ((Role.UNIT_CONTACT, "SNV-CCHC"), (Role.STAFF, "SNV-CCHC"))),
    Part("demo.staff", "Phạm Ngọc Trâm", "female", date(1993, 11, 8), date(2017, 9, 1), "SNV-TTLT",
         "Lưu trữ viên", Band.DIRECT, ((Role.STAFF, "SNV-TTLT"),)),
    Part("demo.secretary", "Huỳnh Thanh Tâm", "female", date(1982, 2, 17), date(2006, 8, 1), "SNV-TDKT",
         "Phó Trưởng phòng", Band.DIVISION_LEADER,
         ((Role.COUNCIL_SECRETARY, DEPARTMENT), (Role.COUNCIL_MEMBER, DEPARTMENT)), "secretary"),
    Part("demo.member", "Võ Đình Khôi", "male", date(1978, 6, 30), date(2002, 5, 1), "SNV-TCBC",
         "Trưởng phòng", Band.DIVISION_LEADER, ((Role.COUNCIL_MEMBER, DEPARTMENT),), "member"),
    Part("demo.director", "Đoàn Trọng Nghĩa", "male", date(1972, 10, 5), date(1996, 10, 1), DEPARTMENT,
         "Giám đốc", Band.DEPARTMENT_LEADER, ((Role.DIRECTOR, DEPARTMENT), (Role.COUNCIL_MEMBER, DEPARTMENT)), "chair"),
    Part("demo.administration", "Bùi Minh Châu", "female", date(1980, 12, 19), date(2004, 6, 1), "SNV-VP",
         "Chánh Văn phòng", Band.DIVISION_LEADER,
         ((Role.ADMINISTRATION_OFFICE, DEPARTMENT), (Role.COUNCIL_MEMBER, DEPARTMENT)), "member"),
    Part("demo.union", "Phan Thị Diệu Linh", "female", date(1984, 8, 22), date(2008, 2, 1), "SNV-TTR",
         "Thanh tra viên chính", Band.DIRECT, ((Role.UNION, DEPARTMENT), (Role.COUNCIL_MEMBER, DEPARTMENT)), "member"),
    Part("demo.administrator", "Đặng Hữu Phước", "male", date(1990, 3, 14), date(2014, 11, 1), "SNV-VP",
         "Chuyên viên", Band.DIRECT, ((Role.ADMINISTRATOR, DEPARTMENT),)),
)  # fmt: skip
# Council members beside the cast; they have accounts, but the sign-in page does not list them.
COUNCILLORS = (
    Part("pho.giam.doc.1", "Ngô Thị Mỹ Duyên", "female", date(1975, 5, 9), date(1999, 4, 1), DEPARTMENT,
         "Phó Giám đốc", Band.DEPARTMENT_LEADER, ((Role.COUNCIL_MEMBER, DEPARTMENT),), "vice_chair"),
    Part("pho.giam.doc.2", "Hồ Xuân Trường", "male", date(1973, 7, 27), date(1998, 9, 1), DEPARTMENT,
         "Phó Giám đốc", Band.DEPARTMENT_LEADER, ((Role.COUNCIL_MEMBER, DEPARTMENT),), "vice_chair"),
    Part("truong.phong.tdkt", "Dương Công Thành", "male", date(1977, 1, 16), date(2001, 3, 1), "SNV-TDKT",
         "Trưởng phòng", Band.DIVISION_LEADER, ((Role.COUNCIL_MEMBER, DEPARTMENT), (Role.OFFICER, DEPARTMENT)),
         "member"),
    Part("giam.doc.ttlt", "Mai Thị Kim Yến", "female", date(1979, 9, 11), date(2003, 10, 1), "SNV-TTLT",
         "Giám đốc Trung tâm", Band.DIVISION_LEADER, ((Role.COUNCIL_MEMBER, DEPARTMENT),), "member"),
)  # fmt: skip
LEADERS = (
    Part("pho.giam.doc.3", "Lương Hoàng Vũ", "male", date(1976, 3, 2), date(2000, 8, 1), DEPARTMENT,
         "Phó Giám đốc", Band.DEPARTMENT_LEADER, ()),
    Part("pho.giam.doc.4", "Tạ Thị Thanh Xuân", "female", date(1974, 12, 28), date(1999, 1, 1), DEPARTMENT,
         "Phó Giám đốc", Band.DEPARTMENT_LEADER, (), appointed=date(2022, 11, 1)),
)  # fmt: skip
# In good standing whatever the dice say, so that the demo's own accounts have a record worth looking at.
MERIT = {"demo.staff": 0.9, "demo.contact": 0.8, "demo.officer": 0.8, "demo.director": 0.9, "demo.secretary": 0.7}


@dataclass
class Company:
    """All people of the department, and who plays which part."""

    lives: list[Life]
    parts: dict[str, Life]
    by_office: dict[str, list[Life]]


def cast_department(maker: LifeMaker, random: Random) -> Company:
    """Invent the department's people: the cast first, then the others, then the special cases among them."""
    parts: dict[str, Life] = {}
    by_office: dict[str, list[Life]] = {code: [] for code in (DEPARTMENT, *(office.code for office in OFFICES))}
    for part in (*CAST, *COUNCILLORS, *LEADERS):
        life = _play(maker, part, random)
        parts[part.username] = life
        by_office[part.office].append(life)
    for office in OFFICES:
        present = by_office[office.code]
        led = any(life.posts[-1].title.startswith(("Trưởng", "Chánh", "Giám đốc")) for life in present)
        wanted = office.staff - len(present)
        present += maker.staff(office, wanted, with_head=not led)
    _came_from_elsewhere(maker, by_office)
    _namesakes(by_office)
    _troubled_years(by_office)
    _newcomers_and_leavers(maker, by_office, random)
    return Company(maker.lives, parts, by_office)


def _play(maker: LifeMaker, part: Part, random: Random) -> Life:
    start = max(part.employed, date(part.employed.year, 1, 1))
    unit = maker.units[part.office]
    posts = [Post(unit=unit, title=part.title, band=part.band, start=start)]
    if part.band != Band.DIRECT:
        # Leaders of the department led one of its offices before.
        earlier = maker.units["SNV-XDCQ"] if part.office == DEPARTMENT else unit
        title, band = ("Chuyên viên", Band.DIRECT)
        if part.office == DEPARTMENT:
            title, band = ("Trưởng phòng", Band.DIVISION_LEADER)
        posts = [
            Post(unit=earlier, title=title, band=band, start=start, end=part.appointed - timedelta(days=1)),
            Post(unit=unit, title=part.title, band=part.band, start=part.appointed),
        ]
    centre = part.office in ("SNV-TTLT",)
    occupation = Occupation.PUBLIC_EMPLOYEE if centre else Occupation.CIVIL_SERVANT
    merit = MERIT.get(part.username, random.gauss(0.5, 0.5))
    return maker.add(part.name, part.gender, part.birth, occupation, part.employed, posts, merit)


def _came_from_elsewhere(maker: LifeMaker, by_office: dict[str, list[Life]]) -> None:
    """Some came from another office of the department, some from a district that no longer exists."""
    moves = (
        ("SNV-XDCQ", 4, "HUYEN-DK", date(2021, 4, 1)), ("SNV-XDCQ", 6, "SNV-TCBC", date(2022, 7, 1)),
        ("SNV-TCBC", 5, "HUYEN-NH", date(2020, 10, 1)), ("SNV-TCBC", 7, "SNV-VP", date(2023, 2, 1)),
        ("SNV-CCHC", 4, "HUYEN-DK", date(2022, 1, 1)), ("SNV-TDKT", 6, "SNV-XDCQ", date(2024, 5, 1)),
        ("SNV-TDKT", 7, "HUYEN-NH", date(2019, 8, 1)), ("SNV-BTG", 6, "HUYEN-DK", date(2018, 6, 1)),
        ("SNV-BTG", 8, "HUYEN-NH", date(2021, 9, 1)), ("SNV-VP", 6, "SNV-TTLT", date(2025, 4, 1)),
    )  # fmt: skip
    for office, index, origin, moved in moves:
        life = by_office[office][index]
        last = life.posts[-1]
        if last.start >= moved or last.band != Band.DIRECT:
            continue
        earlier = Post(
            person=life.person, unit=maker.units[origin], title=last.title, band=last.band, start=last.start,
            end=moved - timedelta(days=1),
        )  # fmt: skip
        last.start = moved
        life.posts.insert(len(life.posts) - 1, earlier)


def _namesakes(by_office: dict[str, list[Life]]) -> None:
    """Different people with one name, and one name in its two spellings."""
    from_name = (
        ("SNV-TTLT", 6, "Nguyễn Thị Thanh Hương", "female"), ("SNV-TTVL", 9, "Nguyễn Thị Thanh Hương", "female"),
        ("SNV-BTG", 5, "Nguyễn Văn Hòa", "male"), ("SNV-TTDD", 7, "Nguyễn Văn Hoà", "male"),
        ("SNV-VP", 8, "Trần Minh Tuấn", "male"), ("SNV-LDVL", 5, "Trần Minh Tuấn", "male"),
    )  # fmt: skip
    for office, index, name, gender in from_name:
        person = by_office[office][index].person
        person.gender = gender
        for column, value in person_names(name).items():
            setattr(person, column, value)


def _troubled_years(by_office: dict[str, list[Life]]) -> None:
    """Discipline, pending matters, longer leave: what the law asks about before anybody is commended."""

    def life(office: str, index: int) -> Life:
        return by_office[office][index]

    def discipline(who: Life, level: Discipline.Level, start: date, end: date) -> None:
        who.disciplines.append(Discipline(person=who.person, level=level, start=start, end=end))

    def hold(who: Life, reason: Hold.Reason, start: date, end: date | None, cleared: bool | None) -> None:
        who.holds.append(Hold(person=who.person, reason=reason, start=start, end=end, cleared=cleared))

    def leave(who: Life, kind: Leave.Kind, start: date, end: date, result: str = "") -> None:
        who.leaves.append(Leave(person=who.person, kind=kind, start=start, end=end, result=result))

    discipline(life("SNV-TTLT", 10), Discipline.Level.REPRIMAND, date(2025, 5, 12), date(2026, 5, 11))
    discipline(life("SNV-TTVL", 12), Discipline.Level.WARNING, date(2022, 8, 15), date(2023, 8, 14))
    discipline(life("SNV-BTG", 9), Discipline.Level.REPRIMAND, date(2019, 3, 4), date(2020, 3, 3))
    hold(life("SNV-CCHC", 5), Hold.Reason.COMPLAINT, date(2025, 10, 6), None, None)
    hold(life("SNV-TCBC", 9), Hold.Reason.COMPLAINT, date(2024, 6, 3), date(2024, 9, 20), True)
    leave(life("SNV-TTLT", 12), Leave.Kind.MATERNITY, date(2025, 2, 10), date(2025, 8, 9))
    leave(life("SNV-XDCQ", 8), Leave.Kind.MATERNITY, date(2023, 11, 1), date(2024, 4, 30))
    leave(life("SNV-LDVL", 7), Leave.Kind.SICK, date(2025, 3, 17), date(2025, 6, 30))
    leave(life("SNV-TCBC", 8), Leave.Kind.STUDY, date(2024, 9, 1), date(2025, 8, 31), "good")
    for office, index in (("SNV-TTLT", 12), ("SNV-XDCQ", 8)):
        life(office, index).person.gender = Person.Gender.FEMALE


def _newcomers_and_leavers(maker: LifeMaker, by_office: dict[str, list[Life]], random: Random) -> None:
    """Who came in 2025 (too short for a title of the year) and who retired while the movement ran."""
    came = (
        ("SNV-TTLT", "Cao Hoàng Bảo Trân", "female", date(2001, 4, 20), date(2025, 5, 1), "Lưu trữ viên",
         Occupation.PUBLIC_EMPLOYEE),
        ("SNV-CCHC", "Thái Gia Khiêm", "male", date(2000, 2, 6), date(2025, 9, 15), "Chuyên viên",
         Occupation.CIVIL_SERVANT),
    )  # fmt: skip
    for office, name, gender, birth, start, title, occupation in came:
        posts = [Post(unit=maker.units[office], title=title, band=Band.DIRECT, start=start)]
        by_office[office].append(maker.add(name, gender, birth, occupation, start, posts, 0.3))
    left = (
        ("SNV-XDCQ", "Trương Văn Lợi", "male", date(1964, 6, 1), date(1990, 1, 1), date(2025, 8, 31)),
        ("SNV-VP", "Đỗ Thị Sâm", "female", date(1968, 5, 1), date(1994, 6, 1), date(2024, 12, 31)),
        ("SNV-TTLT", "Lý Thị Cúc", "female", date(1968, 11, 1), date(1995, 2, 1), date(2025, 6, 30)),
    )
    for office, name, gender, birth, start, end in left:
        title = "Lưu trữ viên chính" if office == "SNV-TTLT" else "Chuyên viên chính"
        occupation = Occupation.PUBLIC_EMPLOYEE if office == "SNV-TTLT" else Occupation.CIVIL_SERVANT
        posts = [Post(unit=maker.units[office], title=title, band=Band.DIRECT, start=start, end=end)]
        maker.add(name, gender, birth, occupation, start, posts, random.gauss(0.5, 0.5))
