"""The law as loaded: documents, parameters, awards, and what is known until when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

from thidua.law.awards import AwardInfo, AwardPack, Vote, award_on
from thidua.law.changes import entry_days
from thidua.law.codes import AWARD_CODES
from thidua.law.compiling import Asked, Context, CriteriaSpec, compile_nodes
from thidua.law.criteria import Criteria, Leaf, Node
from thidua.law.documents import Document
from thidua.law.errors import LawError, LawUnknown
from thidua.law.parameters import Parameter
from thidua.law.preferences import Preference
from thidua.law.reading import Entry
from thidua.law.shared import Shared
from thidua.law.sources import Cite, Dated, Version

#: Parameters that no criteria name.
_MONEY_PARAMETERS = frozenset({"base_salary", "money_rounding"})


@dataclass(frozen=True)
class Horizon:
    """Until when the packs know the law.

    Attributes:
        last_day: the last day they know.
        document: the document that changes the law afterwards.
        message: what to tell, in Vietnamese.
    """

    last_day: date
    document: str
    message: str


@dataclass(frozen=True)
class Principle:
    """A rule that every award of some categories and recipients carries."""

    categories: tuple[str, ...]
    recipients: tuple[str, ...]
    awards: tuple[str, ...]
    except_awards: tuple[str, ...]
    entries: tuple[Entry, ...]

    def applies(self, pack: AwardPack, recipient: str) -> bool:
        return (
            pack.category in self.categories
            and recipient in self.recipients
            and (not self.awards or pack.code in self.awards)
            and pack.code not in self.except_awards
        )


@dataclass(frozen=True)
class Quota:
    """At most so many of an award, as a share of the holders of another (or a number).

    Attributes:
        award: the award that is limited.
        share: share of the base, None where `count` is set.
        of: code of the award whose holders are the base, or "members".
        count: a fixed number, None where `share` is set.
        text: Vietnamese.
        cite, knowledge: source.
    """

    award: str
    share: Fraction | None
    of: str | None
    count: int | None
    text: str
    cite: Cite
    knowledge: str


@dataclass(frozen=True)
class Overlay:
    """What a province or agency adds to the national law.

    Attributes:
        body: its name as used in `--overlay`.
        title: its name for people.
        is_demo: its figures are invented for the demonstration.
        note: what whoever uses it must know, in Vietnamese, or None.
        added: conditions added to awards.
        filled: criteria brought where the law leaves them to the body.
        votes: its own vote rules by award.
        deadlines: its own days for sending dossiers, by award.
        own: codes of the awards that it makes itself.
    """

    body: str
    title: str
    is_demo: bool
    added: tuple[Principle, ...] = ()
    filled: Mapping[str, tuple[CriteriaSpec, ...]] = field(default_factory=dict)
    votes: Mapping[str, Dated[Vote]] = field(default_factory=dict)
    deadlines: Mapping[str, Dated[tuple[str, ...]]] = field(default_factory=dict)
    note: str | None = None
    own: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Law:
    """The national packs, with the overlay of a body where one was asked for.

    Attributes:
        hash: version of everything that was read (SHA-256, hexadecimal).
        horizon: until when the law is known.
        documents, parameters, awards: by number, name and code.
        overlay: the body's own rules, or None.
    """

    hash: str
    horizon: Horizon
    documents: Mapping[str, Document]
    parameters: Mapping[str, Parameter]
    awards: Mapping[str, AwardPack]
    principles: tuple[Principle, ...]
    quotas: Mapping[str, Dated[Quota]]
    shared: Shared = field(default_factory=Shared)
    preferences: tuple[Preference, ...] = ()
    overlay: Overlay | None = None
    _compiled: dict[tuple[str, str, date], Criteria | None] = field(default_factory=dict, repr=False)
    _leaves: dict[tuple[Entry, str], tuple[Leaf, Asked]] = field(default_factory=dict, repr=False)

    @property
    def own_awards(self) -> tuple[str, ...]:
        """Codes of the awards that the body of the overlay makes itself."""
        return () if self.overlay is None else self.overlay.own

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes that facts may name: the national ones, then the body's own."""
        return (*AWARD_CODES, *self.own_awards)

    def award_pack(self, code: str) -> AwardPack:
        """The pack of a code.

        Raises:
            LawError: the packs hold no such award.
        """
        if code not in self.awards:
            raise LawError(
                f"bộ dữ liệu pháp luật chưa có '{code}'",
                "mã danh hiệu, hình thức",
                f"Dùng: {', '.join(sorted(self.awards))}",
            )
        return self.awards[code]

    def parameter(self, name: str, day: date, place: str = "") -> Any:
        """The value of a parameter on a day.

        Raises:
            LawError: there is no such parameter.
            LawUnknown: the packs know no value for that day.
        """
        if name not in self.parameters:
            raise LawError(f"không có tham số '{name}'", place, "Khai báo trong parameters.yaml")
        version = self.parameters[name].values.on(day)
        if version is None:
            raise LawUnknown(
                f"chưa rõ {self.parameters[name].title} ngày {day:%d/%m/%Y}", place, "Bổ sung vào parameters.yaml"
            )
        return version.value

    def is_known(self, day: date) -> bool:
        """Whether the packs know the law of that day's future side."""
        return day <= self.horizon.last_day

    def clamp(self, day: date) -> date:
        """The day itself, or the last day whose law is known."""
        return min(day, self.horizon.last_day)

    def criteria(self, code: str, recipient: str, day: date) -> Criteria | None:
        """The criteria of an award for a recipient on a day of the law; None where the packs know none.

        A day beyond the horizon is answered with the last law known; who asks must say so.
        """
        key = (code, recipient, self._last_change(self.clamp(day)))
        if key not in self._compiled:
            self._compiled[key] = self._compile(*key, seen=())
        return self._compiled[key]

    def _last_change(self, day: date) -> date:
        """The last day up to that one on which some criteria changed: between two such days they are the same."""
        index = bisect_right(self._change_days, day)
        return self._change_days[index - 1] if index else day

    @cached_property
    def _change_days(self) -> list[date]:
        days = self.common_days()
        for pack in self.awards.values():
            for spec in pack.criteria:
                days |= {spec.start} | entry_days(spec.common) | entry_days(spec.doors)
                if spec.end is not None:
                    days.add(spec.end + timedelta(days=1))
        return sorted(days)

    def common_days(self) -> set[date]:
        """The days on which something changes that any criteria may rest on."""
        days: set[date] = set()
        for name, parameter in self.parameters.items():
            if name not in _MONEY_PARAMETERS:
                for version in parameter.values.versions:
                    days.add(version.start)
                    if version.end is not None:
                        days.add(version.end + timedelta(days=1))
        for principle in self.principles:
            days |= entry_days(principle.entries)
        for group in self.shared.conditions.values():
            days |= entry_days(group)
        if self.overlay is not None:
            for added in self.overlay.added:
                days |= entry_days(added.entries)
            for specs in self.overlay.filled.values():
                for own in specs:
                    days |= {own.start} | entry_days(own.common) | entry_days(own.doors)
                    if own.end is not None:
                        days.add(own.end + timedelta(days=1))
        return days

    def _compile(
        self, code: str, recipient: str, day: date, seen: tuple[str, ...], alone: bool = True
    ) -> Criteria | None:
        pack = self.award_pack(code)
        spec = next((spec for spec in pack.criteria_on(day) if recipient in spec.recipients), None)
        if spec is None:
            return None
        own = self._filled(spec, code, recipient, day)
        context = self._context(pack, recipient, day, (*seen, code))
        criteria = own.compile(context)
        shared: list[Node] = []
        for principle in (*(self.principles if alone else ()), *(self.overlay.added if self.overlay else ())):
            if principle.applies(pack, recipient):
                shared += compile_nodes(principle.entries, context)
        return Criteria(code, spec.recipients, (*criteria.common, *shared), criteria.doors, own.cite, own.knowledge)

    def _filled(self, spec: CriteriaSpec, code: str, recipient: str, day: date) -> CriteriaSpec:
        """The body's own criteria where the law leaves them open; what the law itself asks of all stays."""
        if self.overlay is None or not spec.left_to_body:
            return spec
        for own in self.overlay.filled.get(code, ()):
            if own.holds_on(day) and recipient in own.recipients:
                return CriteriaSpec(
                    spec.start,
                    spec.end,
                    spec.recipients,
                    own.cite,
                    own.knowledge,
                    (*spec.common, *own.common),
                    own.doors,
                    False,
                    own.place,
                )
        return spec

    def _context(self, pack: AwardPack, recipient: str, day: date, seen: tuple[str, ...]) -> Context:
        def parameter(name: str, entry: Entry) -> Any:
            return self.parameter(name, day, entry.place)

        def criteria_of(code: str, entry: Entry) -> Node:
            if code in seen:
                entry.fail(f"tiêu chuẩn tham chiếu vòng: {' → '.join((*seen, code))}", "Bỏ một tham chiếu 'meets'")
            if code not in self.awards:
                entry.fail(f"'meets' tham chiếu '{code}' chưa có", "Bổ sung danh hiệu đó hoặc sửa mã")
            other = self._compile(code, recipient, day, seen, alone=False)
            if other is None:
                entry.fail(f"'{code}' không có tiêu chuẩn ngày {day:%d/%m/%Y}", "Bổ sung tiêu chuẩn hoặc giới hạn ngày")
            return other.as_node()

        return Context(
            pack.code,
            pack.category,
            day,
            parameter,
            criteria_of,
            self.shared.conditions,
            self.codes,
            leaves=self._leaves,
        )

    def award(self, code: str, day: date) -> AwardInfo:
        """An award as it stands on a day (beyond the horizon: as last known)."""
        pack = self._with_own_rules(self.award_pack(code))
        known = self.clamp(day)
        criteria = [self.criteria(code, recipient, known) for recipient in pack.recipients]
        return award_on(pack, known, tuple({item.recipients: item for item in criteria if item is not None}.values()))

    def _with_own_rules(self, pack: AwardPack) -> AwardPack:
        """The pack with the body's vote rules and deadlines before the national ones."""
        if self.overlay is None:
            return pack
        votes = self.overlay.votes.get(pack.code, Dated())
        deadlines = self.overlay.deadlines.get(pack.code, Dated())
        return replace(
            pack,
            vote=Dated((*votes.versions, *pack.vote.versions)),
            deadlines=Dated((*deadlines.versions, *pack.deadlines.versions)),
        )

    def vote(self, code: str, day: date) -> Version[Vote] | None:
        """The vote rule of an award on a day: the body's own where it has one."""
        return self._with_own_rules(self.award_pack(code)).vote.on(self.clamp(day))
