"""Rules that stand beside the awards: principles that many awards share, quotas."""

from __future__ import annotations

from thidua.law.codes import AWARD_CODES
from thidua.law.corpus import Principle, Quota
from thidua.law.facts import RECIPIENTS
from thidua.law.reading import Entry
from thidua.law.sources import Dated, Version, read_dated


def read_principle(entry: Entry) -> Principle:
    """A rule for many awards: whom it is for, and its conditions."""
    keys = entry.mapping(("categories", "for", "awards", "except", "all"), required=("all",))
    return Principle(
        categories=(
            tuple(item.one_of(("title", "award")) for item in keys["categories"].items())
            if "categories" in keys
            else ("title", "award")
        ),
        recipients=tuple(item.one_of(RECIPIENTS) for item in keys["for"].items()) if "for" in keys else RECIPIENTS,
        awards=tuple(item.one_of(AWARD_CODES) for item in keys["awards"].items()) if "awards" in keys else (),
        except_awards=tuple(item.one_of(AWARD_CODES) for item in keys["except"].items()) if "except" in keys else (),
        entries=tuple(keys["all"].items()),
    )


def read_quotas(entry: Entry, codes: tuple[str, ...] = AWARD_CODES) -> dict[str, Dated[Quota]]:
    """Limits on numbers, by award (one of `codes`)."""
    result: dict[str, Dated[Quota]] = {}
    for code, item in entry.mapping(codes).items():
        dated = read_dated(item, lambda value: value.mapping(("share", "of", "count", "text"), required=("text",)))
        versions: list[Version[Quota]] = []
        for version in dated.versions:
            keys = version.value
            if ("share" in keys) == ("count" in keys):
                item.fail("hạn mức cần một trong hai: 'share' hoặc 'count'", "Nêu đúng một mục")
            if "share" in keys and "of" not in keys:
                item.fail("hạn mức theo tỷ lệ chưa nêu tính trên số nào", "Bổ sung 'of'")
            quota = Quota(
                award=code,
                share=keys["share"].fraction() if "share" in keys else None,
                of=keys["of"].one_of((*codes, "members")) if "of" in keys else None,
                count=keys["count"].integer() if "count" in keys else None,
                text=keys["text"].text(),
                cite=version.cite,
                knowledge=version.knowledge,
            )
            versions.append(Version(version.start, version.end, quota, version.cite, version.knowledge))
        result[code] = Dated(tuple(versions))
    return result
