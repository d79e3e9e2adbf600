"""How Word text really looks: defaults of the document, styles with what they are based on, and the run itself."""

from dataclasses import dataclass, field, fields, replace

from lxml import etree

from .package import W, is_on, number, value

_MOST_LEVELS = 20
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WORD_DEFAULT_FONT = "Times New Roman"
WORD_DEFAULT_SIZE = 10.0
TWIPS_PER_POINT = 20


@dataclass(frozen=True)
class Look:
    """Properties of text; None: not said here."""

    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    color: str | None = None
    underline: bool | None = None
    upper: bool | None = None

    def over(self, other: "Look") -> "Look":
        """Return these properties, those not said here from `other`."""
        own = {item.name: getattr(self, item.name) for item in fields(self) if getattr(self, item.name) is not None}
        return replace(other, **own)


@dataclass(frozen=True)
class Shape:
    """Properties of paragraphs, lengths in points; None: not said here."""

    align: str | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    exact: bool | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None

    def over(self, other: "Shape") -> "Shape":
        """Return these properties, those not said here from `other`."""
        own = {item.name: getattr(self, item.name) for item in fields(self) if getattr(self, item.name) is not None}
        return replace(other, **own)


@dataclass
class Styles:
    """The styles of a Word file."""

    look: Look = field(default_factory=Look)
    shape: Shape = field(default_factory=Shape)
    themes: dict[str, str] = field(default_factory=dict)
    items: dict[str, etree._Element] = field(default_factory=dict)
    standard: str = ""

    def of_paragraph(self, style: str | None) -> tuple[Look, Shape]:
        """Return how text of a paragraph style looks, defaults included."""
        look, shape = self.look, self.shape
        for element in self._chain(style or self.standard):
            look = self.read_look(element.find(f"{W}rPr")).over(look)
            shape = read_shape(element.find(f"{W}pPr")).over(shape)
        return look, shape

    def of_run(self, properties: etree._Element | None, paragraph: Look) -> Look:
        """Return how a run looks in a paragraph of that look."""
        look = paragraph
        for element in self._chain(value(properties, f"{W}rStyle")):
            look = self.read_look(element.find(f"{W}rPr")).over(look)
        return self.read_look(properties).over(look)

    def numbering_of(self, style: str | None) -> tuple[str, int] | None:
        """Return list and level that a paragraph style carries."""
        for element in reversed(self._chain(style or self.standard)):
            number_id = value(element, f"{W}pPr/{W}numPr/{W}numId")
            if number_id is not None:
                return number_id, int(number(value(element, f"{W}pPr/{W}numPr/{W}ilvl")))
        return None

    def borders_of(self, style: str | None) -> etree._Element | None:
        """Return the borders that a table style gives."""
        for element in reversed(self._chain(style)):
            borders = element.find(f"{W}tblPr/{W}tblBorders")
            if borders is not None:
                return borders
        return None

    def _chain(self, style: str | None) -> list[etree._Element]:
        """The style and what it is based on, the most general first."""
        chain: list[etree._Element] = []
        while style in self.items and len(chain) < _MOST_LEVELS:
            chain.append(self.items[style])
            style = value(self.items[style], f"{W}basedOn")
        return chain[::-1]

    def read_look(self, properties: etree._Element | None) -> Look:
        """Return what `w:rPr` says."""
        if properties is None:
            return Look()
        underline, size = value(properties, f"{W}u"), value(properties, f"{W}sz")
        upper = is_on(properties, f"{W}caps")
        return Look(
            font=self._font(properties.find(f"{W}rFonts")),
            size=number(size) / 2 if size else None,
            bold=is_on(properties, f"{W}b"),
            italic=is_on(properties, f"{W}i"),
            color=value(properties, f"{W}color"),
            underline=None if underline is None else underline != "none",
            upper=upper,
        )

    def _font(self, fonts: etree._Element | None) -> str | None:
        if fonts is None:
            return None
        for slot in ("hAnsi", "ascii"):
            theme = fonts.get(f"{W}{slot}Theme")
            if theme:
                return self.themes.get("major" if theme.startswith("major") else "minor")
            if fonts.get(f"{W}{slot}"):
                return str(fonts.get(f"{W}{slot}"))
        return None


def read_shape(properties: etree._Element | None) -> Shape:
    """Return what `w:pPr` says."""
    if properties is None:
        return Shape()
    spacing, indent = properties.find(f"{W}spacing"), properties.find(f"{W}ind")

    def points(element: etree._Element | None, *names: str) -> float | None:
        for name in names:
            if element is not None and element.get(f"{W}{name}") is not None:
                return number(element.get(f"{W}{name}")) / TWIPS_PER_POINT
        return None

    rule = spacing.get(f"{W}lineRule", "auto") if spacing is not None else "auto"
    line = points(spacing, "line")
    hanging = points(indent, "hanging")
    return Shape(
        align=value(properties, f"{W}jc"),
        before=points(spacing, "before"),
        after=points(spacing, "after"),
        line=None if line is None else line * TWIPS_PER_POINT / 240 if rule == "auto" else line,
        exact=None if line is None else rule != "auto",
        left=points(indent, "left", "start"),
        right=points(indent, "right", "end"),
        first=-hanging if hanging is not None else points(indent, "firstLine"),
    )


def read_styles(styles: etree._Element | None, theme: etree._Element | None) -> Styles:
    """Read styles.xml and the fonts of the theme."""
    result = Styles()
    if theme is not None:
        for kind in ("major", "minor"):
            latin = theme.find(f".//{_DRAWING}{kind}Font/{_DRAWING}latin")
            if latin is not None and latin.get("typeface"):
                result.themes[kind] = latin.get("typeface", "")
    word = Look(font=WORD_DEFAULT_FONT, size=WORD_DEFAULT_SIZE, bold=False, italic=False, color="auto", underline=False)
    result.look = word
    result.shape = Shape(align="left", before=0, after=0, line=1, exact=False, left=0, right=0, first=0)
    if styles is None:
        return result
    defaults = styles.find(f"{W}docDefaults")
    if defaults is not None:
        result.look = result.read_look(defaults.find(f"{W}rPrDefault/{W}rPr")).over(word)
        result.shape = read_shape(defaults.find(f"{W}pPrDefault/{W}pPr")).over(result.shape)
    for style in styles.findall(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        result.items[name] = style
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
            result.standard = name
    return result
