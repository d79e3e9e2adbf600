"""The boxes (ô số) of Decree 30/2020 as a document has them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from . import words
from .model import Paragraph, Sheet

Kind = Literal["letter", "named", "form"]


@dataclass
class Signer:
    """A signature: lines of authority and post, notes, and the name."""

    lines: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    name: Paragraph | None = None


@dataclass
class AnnexBox:
    """An annex: its label, its title in capitals, "(Kèm theo …)" and what follows."""

    label: Paragraph
    title: list[Paragraph] = field(default_factory=list)
    reference: Paragraph | None = None
    body: list[Paragraph] = field(default_factory=list)


@dataclass
class Boxes:
    """The boxes of a document; None or empty where there is none."""

    sheet: Sheet
    nation: Paragraph | None = None
    motto: Paragraph | None = None
    parents: list[Paragraph] = field(default_factory=list)
    agency: list[Paragraph] = field(default_factory=list)
    number: Paragraph | None = None
    place: Paragraph | None = None
    letter_subject: list[Paragraph] = field(default_factory=list)
    type_name: Paragraph | None = None
    subject: list[Paragraph] = field(default_factory=list)
    addressees_label: Paragraph | None = None
    addressees: list[Paragraph] = field(default_factory=list)
    issuing: Paragraph | None = None
    bases: list[Paragraph] = field(default_factory=list)
    body: list[Paragraph] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)
    recipients_label: Paragraph | None = None
    recipients: list[Paragraph] = field(default_factory=list)
    annexes: list[AnnexBox] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """A letter (công văn), a document with one of the named types, or a form with another title."""
        if self.type_name is None:
            return "letter" if self.letter_subject or self.addressees_label else "form"
        return "named" if words.type_of(self.type_name.text) else "form"

    @property
    def type(self) -> str | None:
        """The type of a named document: "KẾ HOẠCH"."""
        return words.type_of(self.type_name.text) if self.type_name else None

    @property
    def prose(self) -> list[Paragraph]:
        """The paragraphs of the body outside of ruled tables."""
        return [paragraph for paragraph in self.body if not paragraph.in_table]

    def everything(self) -> Iterator[Paragraph]:
        """Yield all text after the title, annexes included."""
        yield from self.body
        for annex in self.annexes:
            yield from annex.body
