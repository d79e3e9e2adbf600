"""Names of bodies in a plan, matched with the units of an organisation: suggested with how sure, never decided.

Knows Vietnamese: marks and case do not matter, "VP Sở" is the office of the department, "TTLT" a centre by its
initials, "Giám đốc Sở Tài chính" speaks for the department, "Các phòng, đơn vị thuộc Sở" are many.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from thidua.text import fold, similarity, squeeze

_SURE = 0.8
_AHEAD = 0.08
_LEAST = 0.55
_MOST = 5

#: Short forms in names of bodies, folded, as whole words.
_SHORT = {
    "p": "phong", "vp": "van phong", "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc",
    "ubmttq": "uy ban mat tran to quoc", "tt": "trung tam", "cd": "cong doan", "cdcs": "cong doan co so",
    "ldld": "lien doan lao dong", "hlhpn": "hoi lien hiep phu nu", "lhpn": "lien hiep phu nu", "nd": "nong dan",
    "ccb": "cuu chien binh", "dtn": "doan thanh nien", "tncs": "thanh nien cong san", "tdkt": "thi dua khen thuong",
    "tckt": "tai chinh ke toan", "khtc": "ke hoach tai chinh", "tchc": "to chuc hanh chinh",
    "cchc": "cai cach hanh chinh", "gddt": "giao duc dao tao", "gd&dt": "giao duc dao tao",
    "tn&mt": "tai nguyen moi truong", "nn&mt": "nong nghiep moi truong", "kh&cn": "khoa hoc cong nghe",
    "khcn": "khoa hoc cong nghe",
    "vhttdl": "van hoa the thao du lich", "ldtbxh": "lao dong thuong binh xa hoi", "ks": "kiem soat",
    "bqlda": "ban quan ly du an", "bql": "ban quan ly", "cntt": "cong nghe thong tin", "qlnn": "quan ly nha nuoc",
    "kbnn": "kho bac nha nuoc", "bhxh": "bao hiem xa hoi", "nhcsxh": "ngan hang chinh sach xa hoi",
}  # fmt: skip
_HEADS = re.compile(
    r"^(?:thu truong|nguoi dung dau|lanh dao|(?:pho )?(?:giam doc|chu tich|truong|chanh|hieu truong|vien truong|bi thu)"
    r"|can bo,? cong chuc|can bo|cong chuc|vien chuc)\s+(?=\w)"
)
_GROUP = re.compile(
    r"^(?:(?:thu truong|nguoi dung dau|lanh dao|truong|giam doc|chu tich|can bo|ubnd|uy ban nhan dan|mttq|dang uy"
    r"|tat ca|toan the)\s+)*(?:cac|tung|moi|nhung)\b|^(?:toan the|tat ca)\b"
    r"|^(?:thu truong|nguoi dung dau|lanh dao) (?:co quan|don vi|phong|ban)\b"
)
#: The sorts of bodies that a group may be of, folded.
_SORTS = (
    "phong", "ban", "so", "chi cuc", "trung tam", "khoa", "truong", "benh vien", "xa", "phuong", "thi tran",
    "huyen", "to", "doi", "hoi", "chi doan", "chi bo", "cong doan", "thon", "vien", "cum", "khoi", "hat", "tram",
)  # fmt: skip
_ANY = re.compile(r"\b(?:co quan|don vi|dia phuong|nganh|to chuc(?! chinh tri)|ca nhan|tap the)\b")
_MASS = re.compile(r"\b(?:doan the|to chuc chinh tri)\b")
_MASS_SORTS = ("cong doan", "lien doan", "doan", "chi doan", "hoi", "chi hoi")
_OF_OWN = re.compile(
    r"\s+(?:(?:thuoc|truc thuoc|cua)\s+)*(?:so|co quan|don vi|tinh|truong|cuc|benh vien|xa|phuong|nganh)$"
)
_BELOW = re.compile(r"\s(?:thuoc|truc thuoc|cua)\s.*$")
_PLACE = re.compile(r"\s(?:tinh|thanh pho)\s.+$")
_LINKS = frozenset({"va", "thuoc", "cua", "tinh", "thanh", "pho", "nha", "nuoc"})


@dataclass(frozen=True)
class KnownUnit:
    """A unit of the organisation: anything that tells it apart (`key`), its name, its short name, other names."""

    key: Hashable
    name: str
    short: str = ""
    aliases: tuple[str, ...] = ()

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """All its names, levelled."""
        return tuple(dict.fromkeys(level(name) for name in (self.name, self.short, *self.aliases) if name.strip()))

    @cached_property
    def initials(self) -> frozenset[str]:
        """The initials of its name, with and without the words that join, and without the place at its end."""
        words = self.forms[0].split() if self.forms else []
        bare = [word for word in words if word != "va"]
        every = {"".join(word[0] for word in some) for some in (words, bare) if some}
        return frozenset(one for one in every if len(one) >= 2)


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that a name may mean: how sure (0 to 1), and why (Vietnamese)."""

    key: Hashable
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a name may mean, the most likely first.

    `is_group`: several units are meant at once; `is_everyone`: all of them, so that none are listed.
    """

    name: str
    matches: tuple[Match, ...]
    is_group: bool = False
    is_everyone: bool = False

    @property
    def best(self) -> Match | None:
        """The one unit that is meant, where that is sure and no other comes near."""
        if self.is_group or not self.matches or self.matches[0].score < _SURE:
            return None
        is_ahead = len(self.matches) == 1 or self.matches[0].score - self.matches[1].score >= _AHEAD
        return self.matches[0] if is_ahead else None


def match_bodies(names: Iterable[str], units: Iterable[KnownUnit], own: Hashable | None = None) -> list[Suggestion]:
    """Return for each name the units that it may mean, to be confirmed by a person.

    Args:
        names: bodies as the plan names them (of tasks, duties, participants, ways of papers).
        units: the units to choose from.
        own: key of the body that launches; "Sở", "cơ quan", "Văn phòng Sở" are said from where it stands.
    """
    known = list(units)
    launching = next((unit for unit in known if unit.key == own), None) if own is not None else None
    return [_suggestion(name, known, launching) for name in names]


def level(name: str) -> str:
    """Return a name without case, marks and punctuation, short forms written out."""
    words = re.findall(r"[\w&]+", fold(squeeze(name)))
    return " ".join(_SHORT.get(word, word) for word in words)


def _suggestion(name: str, units: Sequence[KnownUnit], own: KnownUnit | None) -> Suggestion:
    folded = fold(squeeze(name))
    if _GROUP.match(folded):
        sorts = _sorts_named(folded)
        return Suggestion(name, tuple(_of_sorts(sorts, units, own)), is_group=True, is_everyone=not sorts)
    matches = [match for unit in units if (match := _match(name, unit, own)).score >= _LEAST]
    matches.sort(key=lambda match: -match.score)
    return Suggestion(name, tuple(matches[:_MOST]))


def _sorts_named(folded: str) -> tuple[str, ...]:
    """The sorts of bodies that a group is of; none where it is of all sorts."""
    if _ANY.search(folded):
        return ()
    if _MASS.search(folded):
        return _MASS_SORTS
    return tuple(sort for sort in _SORTS if re.search(rf"\b{sort}\b", _BELOW.sub("", folded)))


def _of_sorts(named: Sequence[str], units: Sequence[KnownUnit], own: KnownUnit | None) -> Iterable[Match]:
    """The units of these sorts."""
    for unit in units:
        form = unit.forms[0].removeprefix("uy ban nhan dan ") if unit.forms else ""
        if unit is not own and any(form.startswith(f"{sort} ") for sort in named):
            yield Match(unit.key, 0.9, "thuộc nhóm được nêu")


def _match(name: str, unit: KnownUnit, own: KnownUnit | None) -> Match:
    """How well a name fits a unit, and why."""
    said = level(name)
    candidates = [(said, 1.0, "")]
    head = _HEADS.match(fold(squeeze(name)))
    if head and head.end() < len(name):
        candidates.append((level(squeeze(name)[head.end() :]), 0.92, "người đứng đầu"))
    shorter = {_OF_OWN.sub("", said): 0.97 if own else 0.9, _PLACE.sub("", said): 0.95}
    candidates += [(words, share, "") for words, share in shorter.items() if words != said]
    if own is not None and unit is own and said in ("so", "co quan", "don vi", "truong", "benh vien", "cuc", "ubnd"):
        return Match(unit.key, 0.95, "cơ quan phát động")
    best = Match(unit.key, 0.0, "")
    for words, share, reason in candidates:
        score, why = _score(words, unit, own)
        if score * share > best.score:
            best = Match(unit.key, round(score * share, 3), reason or why)
    return best


def _score(said: str, unit: KnownUnit, own: KnownUnit | None) -> tuple[float, str]:
    best, why = 0.0, "gần giống"
    for form, share in _forms(unit, own):
        if said == form:
            best, why = max((best, why), (share, "trùng tên"))
        best, why = max((best, why), (_alike(said, form) * share, "gần giống"))
    return max((best, why), (_by_initials(said, unit), "chữ viết tắt"))


def _forms(unit: KnownUnit, own: KnownUnit | None) -> Iterator[tuple[str, float]]:
    """The names of a unit, and what is left of them where the name of the launching body is left out."""
    for form in unit.forms:
        yield form, 1.0
        if own is not None and unit is not own:
            shorter = {_OF_OWN.sub("", form), *(form.removesuffix(f" {name}") for name in own.forms)}
            yield from ((one, 0.97) for one in shorter if one != form)


def _by_initials(said: str, unit: KnownUnit) -> float:
    """How sure it is that letters stand for a name: "TTLTLS", "TTLT" (its beginning), "Phòng TĐKT"."""
    letters = said.replace("&", "")
    if " " not in letters and 2 <= len(letters) <= 12:
        if letters in unit.initials:
            return 0.85
        begun = len(letters) >= 3 and any(one.startswith(letters) for one in unit.initials)
        return 0.8 if begun else 0.0
    kind, _, rest = letters.rpartition(" ")
    form = unit.forms[0] if unit.forms else ""
    if not kind or not form.startswith(f"{kind} "):
        return 0.0
    words = form[len(kind) + 1 :].split()
    spelled = {"".join(word[0] for word in some) for some in (words, [one for one in words if one != "va"])}
    return 0.9 if rest in spelled else 0.0


def _alike(said: str, form: str) -> float:
    """Letters alike, and words alike: a name that lacks the place at its end is alike still."""
    one, other = set(said.split()) - _LINKS, set(form.split()) - _LINKS
    if not one & other or (said.split()[0] != form.split()[0] and len(one & other) < 2):
        return 0.0
    words = 2 * len(one & other) / (len(one) + len(other))
    is_part = f" {form} ".startswith(f" {said} ") or f" {said} ".startswith(f" {form} ")
    letters = similarity(said, form)
    shared = min(len(said), len(form)) / max(len(said), len(form))
    return min(0.95, max(0.55 * letters + 0.4 * words, 0.7 + 0.2 * shared if is_part and len(one & other) > 1 else 0))
