"""Random lives for Hypothesis: short, dense in borders, never contradictory in themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

YEARS = range(2019, 2027)
ROLES = ["civil_servant", "public_employee", "worker", "farmer", "armed_forces", "scientist", "other"]
CODES = ["LDTT", "CSTDCS", "CSTDCS", "TTLDTT", "TTLDXS", "CSTD_TINH", "CSTT", "CO_TINH", "CO_CP", "CSTDTQ"]
STEPS = ["BK_TINH", "BK_TINH", "BK_BO", "GIAY_KHEN", "BKTTG", "HCLD_3", "HCLD_2", "NGUT", "HCDL_3"]
JUDGED = [
    "ldtt_spirit",
    "ldtt_work",
    "ldtt_example",
    "cstdcs_combat",
    "bk_tinh_example",
    "bk_tinh_titles_suffice",
    "bk_tinh_thanh_tich",
    "bk_tinh_phong_trao",
    "ttldtt_unity",
    "gk_example",
    "gk_movement",
    "bk_tinh_collective_democracy",
    "cstd_tinh_selected",
    "bkttg_example",
    "hcld_3_example",
    "bkttg_movement",
    "hcld_3_no_flag_circle",
    "ngut_years",
]

DAYS = st.dates(date(2019, 1, 1), date(2026, 9, 30)).map(date.isoformat)


def _optional(**fields: st.SearchStrategy[Any]) -> dict[str, st.SearchStrategy[Any]]:
    return fields


def _periods(start_end: tuple[date, date]) -> tuple[str, str]:
    first, last = sorted(start_end)
    return first.isoformat(), last.isoformat()


PERIODS = st.tuples(st.dates(date(2019, 1, 1), date(2026, 9, 30)), st.dates(date(2019, 1, 1), date(2026, 12, 31))).map(
    _periods
)


@st.composite
def _interval(draw: st.DrawFn, key: str, options: list[str], **more: st.SearchStrategy[Any]) -> dict[str, Any]:
    start, end = draw(PERIODS)
    item: dict[str, Any] = {key: draw(st.sampled_from(options)), "from": start}
    end_kind = draw(st.sampled_from(["given", "given", "null", "absent"]))
    if end_kind != "absent":
        item["until"] = end if end_kind == "given" else None
    for name, strategy in more.items():
        if draw(st.booleans()):
            item[name] = draw(strategy)
    return item


@st.composite
def _service(draw: st.DrawFn) -> dict[str, Any]:
    start, end = draw(PERIODS)
    return {"post": "Trưởng phòng", "from": start, "until": draw(st.sampled_from([end, None]))}


@st.composite
def _leave(draw: st.DrawFn) -> dict[str, Any]:
    start, end = draw(PERIODS)
    return {
        "kind": draw(st.sampled_from(["maternity", "maternity", "sick", "unpaid", "study"])),
        "from": start,
        "until": end,
    }


RATINGS = st.lists(
    st.fixed_dictionaries(
        {
            "year": st.sampled_from(YEARS),
            "rating": st.sampled_from(["failed", "completed", "good", "excellent", "excellent"]),
        }
    ),
    max_size=8,
    unique_by=lambda item: item["year"],
)
TITLES = st.lists(
    st.fixed_dictionaries(
        {"award": st.sampled_from(CODES), "year": st.sampled_from(YEARS)},
        optional=_optional(
            decided_on=DAYS, basis=st.sampled_from(["rating", "initiative", "research"]), revoked=st.booleans()
        ),
    ),
    max_size=7,
)
AWARDS = st.lists(
    st.fixed_dictionaries(
        {"award": st.sampled_from(STEPS)},
        optional=_optional(
            year=st.sampled_from(YEARS),
            decided_on=DAYS,
            from_year=st.just(2015),
            to_year=st.sampled_from(YEARS),
            kind=st.sampled_from(["merit", "spontaneous", "movement"]),
            revoked=st.booleans(),
        ),
    ),
    max_size=4,
)
MOVEMENTS = st.lists(
    st.fixed_dictionaries(
        {
            "level": st.sampled_from(["unit", "cluster", "province", "nation"]),
            "outcome": st.sampled_from(["outstanding", "leading", "good"]),
        },
        optional=_optional(
            years=st.sampled_from([1, 2.5, 3, 5]),
            phase=st.sampled_from(["interim", "final"]),
            year=st.sampled_from(YEARS),
        ),
    ),
    max_size=2,
)
INITIATIVES = st.lists(
    st.fixed_dictionaries(
        {"year": st.sampled_from(YEARS), "scope": st.sampled_from(["base", "province", "nation"])},
        optional=_optional(
            kind=st.sampled_from(["initiative", "research"]),
            recognised_on=st.one_of(st.none(), DAYS),
            used_for=st.lists(
                st.sampled_from(["CSTDCS:2023", "CSTDCS:2024", "BK_TINH:2023", "GIAY_KHEN:2024", "CSTD_TINH:2024"]),
                max_size=1,
            ),
        ),
    ),
    max_size=5,
)


@st.composite
def _initiatives(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some of them, and now and then one that is named again for a wider scope."""
    items = draw(INITIATIVES)
    narrow = next((item for item in items if item["scope"] != "nation"), None)
    if narrow is not None and draw(st.booleans()):
        narrow["code"] = "S1"
        items.append({**narrow, "scope": "nation", "recognised_on": draw(DAYS)})
    return items


@st.composite
def _collective(draw: st.DrawFn) -> dict[str, Any]:
    years = []
    for year in draw(st.lists(st.sampled_from(YEARS), max_size=3, unique=True)):
        members = draw(st.integers(1, 20))
        item: dict[str, Any] = {"year": year}
        if draw(st.integers(0, 4)):
            item["members"] = members
        if draw(st.integers(0, 4)):
            item["titles"] = {"LDTT": draw(st.integers(0, members)), "CSTDCS": draw(st.integers(0, 1))}
        if draw(st.integers(0, 4)):
            item["completed"] = draw(st.integers(max(members - 1, 0), members)) if "members" in item else members
        if draw(st.booleans()):
            item["cluster_rank"] = draw(st.integers(1, 2))
        if draw(st.integers(0, 4)):
            item["worst_discipline"] = draw(st.sampled_from(["none", "none", "reprimand", "warning", "dismissal"]))
        years.append(item)
    return {"years": years}


@st.composite
def lives(draw: st.DrawFn, kinds: tuple[str, ...] = ("individual", "collective", "household")) -> dict[str, Any]:
    """Facts of one subject, each list present or not."""
    subject: dict[str, Any] = {"kind": draw(st.sampled_from(kinds))}
    if draw(st.integers(0, 3)):
        subject["role"] = draw(st.sampled_from(ROLES))
    if subject["kind"] == "individual" and draw(st.booleans()):
        subject["employed_from"] = draw(
            st.dates(date(2015, 1, 1), date(2019, 1, 1)).map(date.isoformat) | st.just("2018-07-01")
        )
    if subject["kind"] == "collective" and draw(st.booleans()):
        subject["founded"] = draw(st.dates(date(1985, 1, 1), date(2023, 1, 1)).map(date.isoformat))
    facts: dict[str, Any] = {"subject": subject}
    parts = {
        "ratings": RATINGS,
        "titles": TITLES,
        "awards": AWARDS | AWARDS.map(lambda items: [*items, *items[:1]]),
        "initiatives": _initiatives(),
        "discipline": st.lists(_interval("level", ["reprimand", "warning", "dismissal"]), max_size=2),
        "holds": st.lists(_interval("reason", ["investigation", "complaint"], cleared=st.booleans()), max_size=2),
        "movements": MOVEMENTS,
        "service": st.lists(_service(), max_size=2),
        "leave": st.lists(_leave(), max_size=2),
        "collective": _collective(),
        "judged": st.dictionaries(st.sampled_from(JUDGED), st.booleans(), max_size=5),
    }
    for name, strategy in parts.items():
        if draw(st.integers(0, 6)):  # present six times in seven
            facts[name] = draw(strategy)
    return facts


QUESTIONS = st.fixed_dictionaries(
    {
        "on": st.dates(date(2021, 1, 1), date(2026, 9, 30)),
        "year": st.one_of(st.none(), st.integers(2019, 2026)),
        "kind": st.sampled_from(["merit", "merit", "spontaneous", "movement", "any"]),
        "strict": st.booleans(),
    }
).filter(lambda question: question["year"] is None or question["year"] <= question["on"].year)
