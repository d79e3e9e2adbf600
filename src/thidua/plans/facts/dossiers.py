"""What a nomination's dossier consists of, and which way papers go."""

import re
from collections.abc import Iterator

from thidua.plans.plan import Span, Submission
from thidua.plans.structure.outline import Node, Outline
from thidua.plans.structure.passages import Passage
from thidua.plans.structure.roles import Role
from thidua.plans.vocabulary.bodies import leading_bodies

from .deadlines import DEADLINE
from .period import find_due

_PAPER = (
    r"(?:tờ trình|báo cáo|biên bản|danh sách|quyết định|bản sao|giấy chứng nhận|giấy xác nhận|văn bản|công văn|phiếu"
    r"|bảng (?:tổng hợp|điểm|kê)|minh chứng|tài liệu|ảnh|video|bản (?:tóm tắt|thành tích|khai|đăng ký)"
    r"|tóm tắt thành tích|trích ngang|đề nghị)"
)
_COUNTED = r"(?:\d{1,2}\s+(?:bản|bộ)\s+(?:chính\s+)?)?"
_ITEM = re.compile(rf"{_COUNTED}{_PAPER}\b", re.IGNORECASE)
_LIST = re.compile(r"hồ sơ[^.:;]{0,120}?\s(?:gồm|bao gồm)(?:\s+có)?\s*:?\s*", re.IGNORECASE)
_PIECE_END = re.compile(rf"(?:;\s*|,\s+|\s+và\s+)(?={_COUNTED}{_PAPER}\b)", re.IGNORECASE)
_VERB = r"\b(?:gửi|nộp|(?<!quá )(?<!chương )(?<!công )(?<!tiến )(?<!lộ )(?<!quy )trình"
_VERBS = ("gửi", "nộp", "trình", "báo cáo", "đăng ký")
_SENT = re.compile(
    rf"{_VERB}|báo cáo|đăng ký)\b(?:(?!\b(?:gửi|nộp|trình)\b)[^.;:])"
    r"{0,120}?\s(?:về|với|đến|tới|cho|qua|lên|tại)\s+(?=\w)",
    re.IGNORECASE,
)
_SENT_TO = re.compile(rf"{_VERB}|báo cáo)\s+(?=\w)", re.IGNORECASE)
_RECEIVER_END = re.compile(
    r"\s(?:để|nhằm|trong|trước|theo|làm|chậm nhất|muộn nhất|không quá|qua|vào)\b|\s*[(,]|\s*\./|$"
)
_DIFFICULTIES = re.compile(r"Trong quá trình|nếu có")
_ONLY_REPORT = re.compile(r"báo cáo", re.IGNORECASE)
_BY_NOUN = re.compile(r"(?:Nơi nhận|Nơi nộp|Nơi tiếp nhận|Địa chỉ nhận|Gửi) hồ sơ[^:]{0,40}:\s*", re.IGNORECASE)
# no sentence that says where to send papers is longer
_LONGEST = 1500


def find_dossier(outline: Outline) -> tuple[Span, ...]:
    """Return the papers of a dossier: listed under a heading for dossiers, or named behind "hồ sơ gồm"."""
    papers: list[Span] = []
    for node in outline.walk():
        if Role.DOSSIERS in node.roles or _announces(node):
            papers += _papers_below(node)
    return tuple({paper.at: paper for paper in papers}.values())


def _announces(node: Node) -> bool:
    return any(_LIST.search(passage.text) for passage in node.own_passages())


def _papers_below(node: Node) -> Iterator[Span]:
    for passage in node.own_passages():
        listed = _LIST.search(passage.text)
        if listed and listed.end() < len(passage.text):
            yield from _pieces(passage, listed.end())
    for child in node.children:
        for passage in child.own_passages():
            if _ITEM.match(passage.text) and not _SENT.search(passage.text):
                yield passage.without_end(".;,").span()
        yield from _papers_below(child)


def _pieces(passage: Passage, start: int) -> Iterator[Span]:
    """The papers named in one sentence."""
    stop = re.search(r"\.(?=\s|$)", passage.text[start:])
    end = start + stop.start() if stop else len(passage.text)
    cuts = list(_PIECE_END.finditer(passage.text, start, end))
    bounds = zip([start, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), end], strict=True)
    for first, last in bounds:
        piece = passage.part(first, last).without_end(".;,")
        if _ITEM.match(piece.text):
            yield piece.span()


def find_submissions(outline: Outline) -> tuple[Submission, ...]:
    """Return who sends papers to whom: "gửi hồ sơ về Sở Nội vụ trước ngày …"."""
    found: list[Submission] = []
    for passage, heading in _with_heading(outline):
        place = _BY_NOUN.match(passage.text)
        receivers = leading_bodies(passage.part(place.end())) if place else ()
        if place and receivers:
            receiver = _receiver(receivers[0])
            due, _ = find_due([passage])
            at = passage.at(place.start(), place.end() + len(receiver))
            found.append(Submission((), receiver, due, passage.text, at))
            continue
        lowered = passage.text.lower()
        if not any(verb in lowered for verb in _VERBS):
            continue
        # what stands behind a semicolon has the same subject
        subject = leading_bodies(passage) or (leading_bodies(heading) if heading else ())
        for sentence in _sentences(passage):
            found += _in_sentence(sentence, subject)
    return tuple(found)


def _with_heading(outline: Outline) -> Iterator[tuple[Passage, Passage | None]]:
    """Every paragraph with the heading it stands under: "Cụm trưởng: …; báo cáo Hội đồng …"."""
    yield from ((passage, None) for passage in outline.opening)
    for node in outline.walk():
        heading = node.heading if Role.DOSSIERS not in node.roles else None
        yield from ((passage, heading) for passage in node.own_passages())
    yield from ((passage, None) for passage in outline.closing)


def _receiver(name: str) -> str:
    end = _RECEIVER_END.search(name)
    return name[: end.start()] if end else name


def _sentences(passage: Passage) -> Iterator[Passage]:
    start = 0
    for stop in re.finditer(r"[.;](?=\s|$)", passage.text):
        yield passage.part(start, stop.start())
        start = stop.end()
    yield passage.part(start)


def _in_sentence(sentence: Passage, subject: tuple[str, ...]) -> Iterator[Submission]:
    if len(sentence.text) > _LONGEST or _DIFFICULTIES.search(sentence.text):
        return
    senders = leading_bodies(sentence) or subject
    due, _ = find_due([sentence])
    has_deadline = bool(DEADLINE.search(sentence.text))
    last_end = -1
    for pattern in (_SENT, _SENT_TO):
        for match in pattern.finditer(sentence.text):
            rest = sentence.part(match.end())
            receivers = leading_bodies(rest) if rest and rest.text[0].isupper() else ()
            is_told = pattern is _SENT_TO and _ONLY_REPORT.match(match[0]) and not has_deadline
            if not receivers or match.start() < last_end or receivers == senders or is_told:
                continue
            receiver = _receiver(receivers[0])
            last_end = match.end() + len(receiver)
            behind = sentence.part(last_end)
            own = find_due([behind])[0] if DEADLINE.search(behind.text) else due
            yield Submission(senders, receiver, own, sentence.text, sentence.at(match.start(), last_end))
