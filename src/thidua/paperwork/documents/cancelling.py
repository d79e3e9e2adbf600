"""The decision that takes awards away (Law 06/2022/QH15, Article 93; Decree 30/2020, Mẫu 1.2). The wording is ours."""

from dataclasses import dataclass, field
from typing import ClassVar

from thidua.paperwork.blocks import Paper, labelled
from thidua.paperwork.documents.base import Document, closed
from thidua.paperwork.documents.decision import decided
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.told import told


@dataclass(frozen=True, kw_only=True)
class CancellingDecision(Document):
    """A decision that cancels awards and has object and money recovered.

    Attributes beside those of Document:
        articles: one entry each, without "Điều n.".
        proposal: "Theo đề nghị của …", the last of the bases; "" for none.
    """

    KIND: ClassVar[str] = "cancelling"
    TYPE_NAME: ClassVar[str] = "QUYẾT ĐỊNH"
    ABBREVIATION: ClassVar[str] = "QĐ"
    LABEL: ClassVar[str] = "Quyết định hủy bỏ khen thưởng"
    WORD: ClassVar[str] = "Quyết định"

    articles: tuple[str, ...] = field(metadata=told("Các điều", "Mỗi dòng một điều, không ghi “Điều n.”.", long=True))
    proposal: str = field(default="", metadata=told("Theo đề nghị", "Căn cứ cuối: “Theo đề nghị của …”."))

    def compose(self) -> Paper:
        """Return the decision as blocks. Raises PaperworkError without articles, bases or signer."""
        if not self.articles:
            raise PaperworkError("Chưa có điều nào.", "Các điều", "Nhập ít nhất một điều: hủy bỏ gì, của ai.")
        *first, last = self.articles
        texts = [*(text.rstrip(" .;") + "." for text in first), closed(last)]
        blocks = tuple(labelled(f"Điều {number}.", text) for number, text in enumerate(texts, start=1))
        subject = self.subject or "Về việc hủy bỏ quyết định tặng danh hiệu thi đua, hình thức khen thưởng"
        return self.paper(decided(self, self.proposal, blocks), subject, recipients=self.recipients)
