"""Loading the packs: everything is checked before anything is used, so a broken pack never loads half."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from thidua.law.awards import AwardPack, read_award
from thidua.law.changes import entry_days
from thidua.law.codes import AWARD_CODES
from thidua.law.compiling import CriteriaSpec
from thidua.law.corpus import Horizon, Law, Principle, Quota
from thidua.law.documents import Document, read_documents
from thidua.law.errors import LawError
from thidua.law.names import name_code
from thidua.law.overlay import read_overlay
from thidua.law.parameters import read_parameters
from thidua.law.preferences import Preference, read_preferences
from thidua.law.reading import Entry, read_yaml
from thidua.law.requirements import check_reachable
from thidua.law.rules import read_principle, read_quotas
from thidua.law.shared import Shared, read_shared
from thidua.law.sources import Cite, Dated


class Sources:
    """The files of the packs, read once; their hash is the version of the law."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def read(self, source: Traversable, name: str) -> Entry:
        """The root of one file."""
        try:
            data = source.read_bytes()
        except OSError as error:
            raise LawError("không đọc được tệp", name, "Cài đặt lại phần mềm hoặc kiểm tra quyền đọc") from error
        self._hash.update(f"{name}\0{len(data)}\0".encode())
        self._hash.update(data)
        try:
            return read_yaml(data.decode("utf-8"), name)
        except UnicodeDecodeError as error:
            raise LawError("không phải UTF-8", name, "Lưu lại tệp với mã UTF-8") from error

    @property
    def version(self) -> str:
        return self._hash.hexdigest()


def packs_folder() -> Traversable:
    """Where the packs lie inside the package."""
    return files("thidua.law") / "packs"


@lru_cache(maxsize=8)
def load_law(overlay: str | None = None) -> Law:
    """The national law, with a body's overlay if one is named. Loaded once per process.

    Args:
        overlay: name of an overlay shipped in `packs/local` ("so-noi-vu-khanh-hoa"), or the path of a YAML file.

    Raises:
        LawError: a pack is broken, or the overlay does not exist or is looser than the law.
    """
    law = load_packs(packs_folder(), overlay)
    # It stays until the process ends, with hundreds of thousands of objects: whoever looks for rubbish passes it by.
    gc.freeze()
    return law


def load_packs(folder: Traversable, overlay: str | None = None) -> Law:
    """The law from a folder of packs (`vn/…`, `local/…`); see `load_law`."""
    with _no_collection():
        return _load_packs(folder, overlay)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing that loading makes is rubbish: looking for it again and again costs a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load_packs(folder: Traversable, overlay: str | None) -> Law:
    sources = Sources()
    vn = folder / "vn"
    root = sources.read(vn / "documents.yaml", "packs/vn/documents.yaml").mapping(
        ("horizon", "documents"), required=("horizon", "documents")
    )
    documents = read_documents(root["documents"])
    parameters = read_parameters(sources.read(vn / "parameters.yaml", "packs/vn/parameters.yaml"))
    principles, quotas, preferences = _read_principles(sources.read(vn / "principles.yaml", "packs/vn/principles.yaml"))
    shared = read_shared(sources.read(vn / "shared.yaml", "packs/vn/shared.yaml"))
    awards = _read_awards(sources, vn / "awards", shared)
    law = Law(
        hash="",
        horizon=_read_horizon(root["horizon"], documents),
        documents=documents,
        parameters=parameters,
        awards=awards,
        principles=principles,
        quotas=quotas,
        shared=shared,
        preferences=preferences,
    )
    if overlay is not None:
        law = read_overlay(_overlay_entry(sources, folder / "local", overlay), law)
    _check(law)
    for code in law.own_awards:
        name_code(code, law.awards[code].names["vi"], law.awards[code].names["en"])
    return replace(law, hash=sources.version)  # what was compiled while checking is kept


def _read_horizon(entry: Entry, documents: Mapping[str, Document]) -> Horizon:
    keys = entry.mapping(("last_day", "document", "message"), required=("last_day", "document", "message"))
    number = keys["document"].text()
    if number not in documents:
        keys["document"].fail(f"không có văn bản {number} trong danh mục", "Bổ sung vào 'documents'")
    return Horizon(keys["last_day"].day(), number, keys["message"].text())


def _read_principles(
    entry: Entry,
) -> tuple[tuple[Principle, ...], dict[str, Dated[Quota]], tuple[Preference, ...]]:
    keys = entry.mapping(("principles", "quotas", "preferences"), required=("principles",))
    principles = tuple(read_principle(item) for item in keys["principles"].items())
    quotas = read_quotas(keys["quotas"]) if "quotas" in keys else {}
    return principles, quotas, read_preferences(keys["preferences"]) if "preferences" in keys else ()


def _read_awards(sources: Sources, folder: Traversable, shared: Shared) -> dict[str, AwardPack]:
    awards: dict[str, AwardPack] = {}
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".yaml"):
            continue
        name = f"packs/vn/awards/{file.name}"
        pack = read_award(sources.read(file, name), shared)
        if pack.code in awards:
            raise LawError(f"'{pack.code}' đã có trong {awards[pack.code].file}", name, "Giữ lại một tệp")
        awards[pack.code] = pack
    if not awards:
        raise LawError("không có danh hiệu, hình thức nào", "packs/vn/awards", "Cài đặt lại phần mềm")
    return {code: awards[code] for code in AWARD_CODES if code in awards}


def _overlay_entry(sources: Sources, folder: Traversable, overlay: str) -> Entry:
    if overlay.endswith((".yaml", ".yml")):
        return sources.read(Path(overlay), overlay)
    file = folder / f"{overlay}.yaml"
    shipped = sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml"))
    if overlay not in shipped:
        raise LawError(
            f"không có quy định riêng '{overlay}'", "--overlay", f"Dùng: {', '.join(shipped)} hoặc đường dẫn tệp YAML"
        )
    return sources.read(file, f"packs/local/{overlay}.yaml")


def _check(law: Law) -> None:
    """Compile every criterion on every day on which something changes: what is broken is found now, not later."""
    common = law.common_days()
    for pack in law.awards.values():
        for spec in pack.criteria:
            for day in _days_of_change(law, spec, common):
                for recipient in spec.recipients:
                    law.criteria(pack.code, recipient, day)
    check_reachable(law)
    for cite, place in _cites(law):
        if cite.document not in law.documents:
            raise LawError(
                f"văn bản {cite.document} không có trong danh mục", place, "Bổ sung vào packs/vn/documents.yaml"
            )


def _days_of_change(law: Law, spec: CriteriaSpec, common: set[date]) -> list[date]:
    """The first day of the criteria and every day inside them on which a parameter, an entry or an overlay changes."""
    days = {spec.start} | common | entry_days(spec.common) | entry_days(spec.doors)
    return sorted(day for day in days if spec.holds_on(day) and law.is_known(day))


def _cites(law: Law) -> Iterable[tuple[Cite, str]]:
    """Every cite of the packs with the place to look at."""
    for name, parameter in law.parameters.items():
        for version in parameter.values.versions:
            yield version.cite, f"packs/vn/parameters.yaml, {name}"
    for preference in law.preferences:
        yield preference.cite, "preferences"
    for dated_quota in law.quotas.values():
        for quota in dated_quota.versions:
            yield quota.cite, "quotas"
    for pack in law.awards.values():
        dated: tuple[Dated[Any], ...] = (
            pack.decided_by,
            pack.nominated_by,
            pack.vote,
            pack.papers,
            pack.public_comment,
            pack.deadlines,
            pack.considered,
            pack.money,
            pack.money_note,
            *pack.not_known.values(),
        )
        for values in dated:
            for item in values.versions:
                yield item.cite, pack.file
    for (code, recipient, _day), criteria in law._compiled.items():
        if criteria is not None:
            yield criteria.cite, law.awards[code].file
            for leaf in criteria.leaves():
                yield leaf.cite, f"{law.awards[code].file}, {recipient}, {leaf.id}"
