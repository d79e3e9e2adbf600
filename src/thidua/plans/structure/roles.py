"""What a section is for, told by the words of its heading."""

import re
from enum import Enum

from thidua.text import fold


class Role(Enum):
    """What a section of a plan is for."""

    PURPOSE = "purpose"
    REQUIREMENTS = "requirements"
    THEME = "theme"
    PARTICIPANTS = "participants"
    PERIOD = "period"
    GOALS = "goals"
    CONTENT = "content"
    CRITERIA = "criteria"
    REWARDS = "rewards"
    DOSSIERS = "dossiers"
    QUOTAS = "quotas"
    FUNDING = "funding"
    REVIEWS = "reviews"
    DUTIES = "duties"


_WORDS: tuple[tuple[Role, str], ...] = (
    (Role.PURPOSE, r"muc dich"),
    (Role.REQUIREMENTS, r"yeu cau"),
    (Role.THEME, r"chu de|ten (?:goi )?(?:cua )?(?:phong trao|dot thi dua)|khau hieu"),
    (Role.PARTICIPANTS, r"doi tuong|thanh phan tham gia"),
    (Role.PERIOD, r"thoi gian|thoi han"),
    (Role.GOALS, r"muc tieu"),
    (Role.CONTENT, r"noi dung|nhiem vu|giai phap|chi tieu"),
    (Role.CRITERIA, r"tieu chi|tieu chuan|binh xet|xep loai|cham diem|dieu kien"),
    (Role.REWARDS, r"khen thuong"),
    (Role.DOSSIERS, r"ho so|thu tuc|tuyen trinh"),
    (Role.QUOTAS, r"so luong"),
    (Role.FUNDING, r"kinh phi"),
    (Role.REVIEWS, r"so ket|tong ket"),
    (Role.DUTIES, r"to chuc (?:trien khai )?thuc hien|trach nhiem|phan cong|to chuc phat dong|trien khai thuc hien"),
)


def roles_of(heading: str) -> frozenset[Role]:
    """Return what a section with this heading is for: several where the heading joins several, none if unclear."""
    folded = fold(heading)
    roles = {role for role, words in _WORDS if re.search(rf"\b(?:{words})\b", folded)}
    if Role.DUTIES in roles:
        # "Phân công nhiệm vụ", "Trách nhiệm …": the word for tasks is part of the word for duties
        roles -= {Role.CONTENT, Role.PARTICIPANTS}
    if roles >= {Role.CONTENT, Role.REWARDS} and not re.search(r"noi dung|,|;", folded):
        roles.discard(Role.REWARDS)
    if folded.startswith("ho so"):
        # "Hồ sơ đề nghị khen thưởng gồm"
        roles.discard(Role.REWARDS)
    return frozenset(roles)
