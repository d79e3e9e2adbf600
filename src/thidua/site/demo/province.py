"""The whole province, for measuring: 13 departments, 65 communes with their schools, 36,000 people with histories.

The names of communes are invented, but for the special zone of Trường Sa. The year-end nominations are written in bulk
with the law's answer and without journal: they are there to be listed, not to be believed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

from thidua.accounts.roles import Role
from thidua.law import check_many
from thidua.nominations.facts import facts_of_people
from thidua.nominations.lawbook import the_law
from thidua.nominations.models import Dossier, Nomination, ReferenceSeries
from thidua.organisation.actions import assign_role
from thidua.organisation.models import Post, Rating, Unit
from thidua.organisation.queries import posts_on
from thidua.site.demo.histories import Authority, Historian
from thidua.site.demo.lives import LifeMaker
from thidua.site.demo.offices import FOUNDED, Office, Planter
from thidua.site.demo.people import OPENING, Staged, moment
from thidua.site.demo.register import write_lives

PEOPLE = 36_000
COMMUNES_FOUNDED = date(2025, 7, 1)
# Code, name, symbol, people in its own offices, bodies below it with their people and trade.
DEPARTMENTS = (
    ("SGDDT", "Sở Giáo dục và Đào tạo", 90, 36, 72, "school"),
    ("SYT", "Sở Y tế", 80, 26, 150, "health"),
    ("STC", "Sở Tài chính", 130, 2, 25, "centre"),
    ("SXD", "Sở Xây dựng", 140, 6, 40, "centre"),
    ("SNNMT", "Sở Nông nghiệp và Môi trường", 180, 14, 55, "centre"),
    ("SCT", "Sở Công Thương", 90, 3, 25, "centre"),
    ("SKHCN", "Sở Khoa học và Công nghệ", 85, 4, 30, "centre"),
    ("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", 95, 9, 60, "centre"),
    ("STP", "Sở Tư pháp", 60, 4, 18, "centre"),
    ("SDTTG", "Sở Dân tộc và Tôn giáo", 45, 0, 0, "centre"),
    ("TTT", "Thanh tra tỉnh", 160, 0, 0, "centre"),
    ("VPUBND", "Văn phòng Ủy ban nhân dân tỉnh", 110, 2, 30, "centre"),
)
DIVISIONS = ("Văn phòng", "Phòng Kế hoạch - Tài chính", "Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2", "Phòng Tổng hợp")
BODIES = {"school": "Trường THPT", "health": "Bệnh viện, Trung tâm Y tế", "centre": "Trung tâm, Ban quản lý"}
ROOMS = (
    ("VP", "Văn phòng HĐND và UBND", 9), ("KT", "Phòng Kinh tế", 8), ("VHXH", "Phòng Văn hóa - Xã hội", 8),
    ("HCC", "Trung tâm Phục vụ hành chính công", 7),
)  # fmt: skip
SCHOOLS = ("Trường Mầm non", "Trường Tiểu học", "Trường THCS")
WATERS = ("Suối", "Hòn", "Bãi", "Đồng", "Gò", "Vĩnh", "Tân", "Phước", "Ninh", "Diên")
LANDS = ("Mây", "Trầm", "Lộc", "Yến", "Thạnh", "Bình", "Hải", "Sơn", "Lâm", "Khê")
WOMEN = {"school": 0.72, "health": 0.66, "centre": 0.45}
# Until then the year's ratings of those who are nominated in bulk are known.
RATED, SENT = date(2025, 11, 5), date(2025, 11, 12)
BATCH = 2000


def make(random: Random, day: date, staged: Staged, say: Callable[[str], None]) -> None:
    """Make the other departments, the communes and all their people."""
    say(f"Đang lập hồ sơ của {PEOPLE:,} người trong toàn tỉnh …".replace(",", "."))
    planter = Planter.beside(staged.units)
    offices: list[Office] = []
    authorities: dict[str, Authority] = {}
    for row in DEPARTMENTS:
        offices += _department(planter, authorities, *row)
    communes = _commune_names(random)
    own = sum(office.staff for office in offices) + len(staged.company.lives)
    per_commune = sum(size for _code, _name, size in ROOMS)
    teachers = PEOPLE - own - len(communes) * per_commune
    for number, name in enumerate(communes, start=1):
        share = teachers * number // len(communes) - teachers * (number - 1) // len(communes)
        offices += _commune(planter, authorities, f"XA{number:02d}", name, share)
    planter.write()
    maker = LifeMaker(random, planter.by_code, first_number=len(staged.company.lives) + 1)
    historian = Historian(random, lambda unit: authorities[unit.code])
    for office in offices:
        maker.staff(office, office.staff)
    historian.write_people(maker.lives)
    historian.write_units([planter.by_code[office.code] for office in offices], maker.lives)
    say("Đang ghi hồ sơ vào cơ sở dữ liệu …")
    write_lives(maker.lives, historian, day, first_initiative=10_000)
    assign_role(
        user=staged.users["demo.officer"], role=Role.OFFICER, unit=staged.units["KH"], start=OPENING, actor=None,
        at=moment(OPENING, 17),
    )  # fmt: skip


def _department(
    planter: Planter,
    authorities: dict[str, Authority],
    code: str,
    name: str,
    staff: int,
    bodies: int,
    size: int,
    trade: str,
) -> list[Office]:
    """A department: its divisions share its staff, its bodies have a size of their own."""
    parent = planter.plant(
        code, name, name, Unit.Kind.DEPARTMENT, planter.by_code["KH"], symbol=code, is_body=True
    )  # fmt: skip
    authority = Authority(code, f"Giám đốc {name}" if name.startswith("Sở") else f"Thủ trưởng {name}")
    made = []
    for number, division in enumerate(DIVISIONS, start=1):
        office = Office(f"{code}-{number}", f"{division}", division, Unit.Kind.DIVISION, staff // len(DIVISIONS))
        made.append(_plant(planter, authorities, office, parent, authority))
    for number in range(1, bodies + 1):
        title = f"{BODIES[trade]} số {number}"
        office = Office(
            f"{code}-D{number:02d}", title, title, Unit.Kind.SUBORDINATE, size, public_employees=True, trade=trade,
            women=WOMEN[trade],
        )  # fmt: skip
        below = replace(authority, school_year=trade == "school")
        made.append(_plant(planter, authorities, office, parent, below))
    return made


def _commune(planter: Planter, authorities: dict[str, Authority], code: str, name: str, teachers: int) -> list[Office]:
    """A commune: its rooms, and schools of about 45 people."""
    parent = planter.plant(
        code, f"Ủy ban nhân dân {name}", f"UBND {name}", Unit.Kind.COMMUNE, planter.by_code["KH"], symbol="UBND",
        is_body=True, founded=COMMUNES_FOUNDED,
    )  # fmt: skip
    authority = Authority("UBND", f"Chủ tịch UBND {name}")
    made = []
    for room, title, size in ROOMS:
        office = Office(f"{code}-{room}", title, title, Unit.Kind.DIVISION, size)
        made.append(_plant(planter, authorities, office, parent, authority))
    count = max(teachers // 45, 1)
    for number in range(1, count + 1):
        size = teachers * number // count - teachers * (number - 1) // count
        title = f"{SCHOOLS[number % 3]} số {number} {name}"
        office = Office(
            f"{code}-T{number:02d}", title, title, Unit.Kind.SUBORDINATE, size, public_employees=True, trade="school",
            women=WOMEN["school"],
        )  # fmt: skip
        made.append(_plant(planter, authorities, office, parent, replace(authority, school_year=True)))
    return made


def _plant(
    planter: Planter, authorities: dict[str, Authority], office: Office, parent: Unit, authority: Authority
) -> Office:
    planter.plant(office.code, office.name, office.short_name, office.kind, parent, founded=FOUNDED)
    authorities[office.code] = authority
    return office


def _commune_names(random: Random) -> list[str]:
    """48 xã, 16 phường, 1 đặc khu: invented, each once."""
    names = [f"{water} {land}" for water in WATERS for land in LANDS]
    random.shuffle(names)
    return [*(f"xã {name}" for name in names[:48]), *(f"phường {name}" for name in names[48:64]), "đặc khu Trường Sa"]


def nominate(random: Random, day: date, staged: Staged, say: Callable[[str], None]) -> None:
    """About ten thousand nominations of the year's end, in bulk: LĐTT of all who are rated by calendar year."""
    if day < SENT:
        return
    say("Đang lập khoảng 10.000 đề nghị khen thưởng …")
    officer = staged.users["demo.officer"]
    bodies = Unit.objects.filter(depth=2, is_body=True, dissolved__isnull=True).exclude(code="SNV").order_by("path")
    number = ReferenceSeries.objects.get_or_create(year=2025)[0].last
    dossiers, owners = [], []
    for body in bodies:
        for unit in Unit.objects.get_children(body).order_by("path"):
            if "-T" in unit.code or unit.code.startswith("SGDDT-D"):
                continue
            number += 1
            state = Dossier.State.ACCEPTED if random.random() < 0.5 else Dossier.State.SUBMITTED
            at = moment(SENT, 8 + number % 9, number % 60)
            dossiers.append(
                Dossier(
                    reference=f"HS-2025-{number:04d}",
                    body=body,
                    unit=unit,
                    year=2025,
                    state=state,
                    state_since=at,
                    title=f"Đề nghị khen thưởng năm 2025 – {unit.short_name}"[:300],
                    created_at=moment(SENT),
                    created_by=officer,
                    submitted_at=at,
                    submitted_by=officer,
                    received_on=SENT,
                )
            )
            owners.append(unit)
    Dossier.objects.bulk_create(dossiers, batch_size=BATCH)
    ReferenceSeries.objects.filter(year=2025).update(last=number)
    by_unit = {unit.pk: dossier for unit, dossier in zip(owners, dossiers, strict=True)}
    posts = list(
        posts_on(SENT).filter(unit__in=by_unit).select_related("person", "unit").order_by("unit__path", "person__code")
    )
    _rate(random, posts)
    _write_nominations(random, posts, by_unit)


def _rate(random: Random, posts: list[Post]) -> None:
    levels = (Rating.Level.EXCELLENT, Rating.Level.GOOD, Rating.Level.COMPLETED)
    Rating.objects.bulk_create(
        [
            Rating(person=post.person, year=2025, level=random.choices(levels, (27, 70, 3))[0], decided_on=RATED)
            for post in posts
        ],
        batch_size=BATCH,
    )


def _write_nominations(random: Random, posts: list[Post], by_unit: dict[int, Dossier]) -> None:
    """LĐTT for everybody; what the law answers is asked once for all."""
    people = {post.person_id: post.person for post in posts}
    facts = facts_of_people(people.values(), SENT)
    screening = check_many(the_law(), [facts[pk] for pk in people], ["LDTT"], SENT, received=SENT, year=2025)
    outcomes = dict(zip(people, screening.outcomes("LDTT"), strict=True))
    rows = [
        Nomination(
            dossier=by_unit[post.unit_id],
            award="LDTT",
            year=2025,
            person=post.person,
            recipient_name=post.person.full_name,
            recipient_post=f"{post.title}, {post.unit.name}"[:300],
            name_folded=post.person.name_folded,
            name_key=post.person.name_key,
            post_band=post.band,
            achievements=f"Năm 2025 hoàn thành {random.randint(3, 40)} nhiệm vụ được giao, đúng hạn.",
            outcome=outcomes[post.person_id],
        )
        for post in posts
    ]
    Nomination.objects.bulk_create(rows, batch_size=BATCH)
