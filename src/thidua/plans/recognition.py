"""Whether a document is a plan that launches an emulation movement."""

from thidua.text import fold

from .errors import PlanError
from .structure.head import Head
from .structure.outline import Outline
from .structure.roles import Role

#: Kinds that a movement may be launched with. A decision or a document in articles must say so in its title.
LAUNCHING_KINDS = frozenset(
    {
        "Kế hoạch", "Chỉ thị", "Hướng dẫn", "Công văn", "Chương trình", "Chương trình phối hợp",
        "Chương trình hành động", "Phát động", "Phát động thi đua", "Bản phát động thi đua", "Lời phát động",
        "Thư phát động", "Lời kêu gọi", "Thông báo",
        "Nghị quyết", "Đề án", "Phương án", "Công điện", "Quyết định",
    }
)  # fmt: skip
_TITLE_WORDS = ("phat dong", "phong trao", "ke hoach", "dot thi dua")
_MEND = "Hãy kiểm tra lại tệp đã chọn."


def require_plan(head: Head, outline: Outline, *, has_attached_plan: bool, filename: str) -> None:
    """Let a plan pass; it speaks of emulation, is of a kind that launches, and has parts that a plan has.

    Raises:
        PlanError: the document is something else.
    """
    if head.kind is not None and head.kind not in LAUNCHING_KINDS:
        raise PlanError(
            f"Đây là {head.kind.lower()}, không phải kế hoạch phát động phong trào thi đua.", filename, _MEND
        )
    if _needs_title(head, outline) and not has_attached_plan and not _has_title(head):
        message = (
            "Văn bản này không phát động phong trào thi đua (trích yếu không nói đến phát động, kế hoạch, phong trào)."
        )
        raise PlanError(message, filename, _MEND)
    if not (_speaks_of_emulation(head, outline) and _has_parts(head, outline)):
        raise PlanError(
            "Không nhận ra đây là kế hoạch phát động phong trào thi đua "
            "(không thấy các phần mục đích, nội dung, tổ chức thực hiện).",
            filename,
            _MEND,
        )


def _needs_title(head: Head, outline: Outline) -> bool:
    articles = sum(node.kind == "article" for node in outline.walk())
    return head.kind == "Quyết định" or articles > 5


def _has_title(head: Head) -> bool:
    title = fold(head.title or "")
    return any(words in title for words in _TITLE_WORDS)


def _speaks_of_emulation(head: Head, outline: Outline) -> bool:
    return "thi đua" in (head.title or "").lower() or any("thi đua" in text for text in _texts(outline))


def _has_parts(head: Head, outline: Outline) -> bool:
    roles = {role for node in outline.walk() for role in node.roles}
    if Role.CONTENT in roles or len(roles) >= 2:
        return True
    launches = _has_title(head) or any("phát động" in text for text in _texts(outline))
    return head.kind is not None and launches


def _texts(outline: Outline) -> list[str]:
    return [passage.text.lower() for passage in outline.passages()]
