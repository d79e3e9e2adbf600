"""Plans as careless hands and poor programs leave them: each change keeps what the text says, or says what it loses."""

import random
import re
import textwrap
import unicodedata
from collections.abc import Callable

_MARKED = re.compile(r"(?:[-+•–*]|\d{1,2}[.)]|\d{1,2}\.\d{1,2}\.?|[a-zđ]\))\s")


def without_empty_lines(text: str) -> str:
    """No line between paragraphs."""
    return re.sub(r"\n\n+", "\n", text)


def with_spaces_doubled(text: str) -> str:
    """Every space twice, but where columns are told by spaces."""
    return re.sub(r"(?<! ) (?! )", "  ", text)


def without_bullets(text: str) -> str:
    """The signs that open listed lines are lost."""
    return re.sub(r"^\s*(?:[-+•]|\\\+|\*) ", "", text, flags=re.MULTILINE)


def with_other_bullets(text: str) -> str:
    """Dots for dashes."""
    return re.sub(r"^- ", "• ", text, flags=re.MULTILINE)


def with_straight_quotes(text: str) -> str:
    """Quotation marks of a typewriter."""
    return text.replace("“", '"').replace("”", '"')


def with_marks_apart(text: str) -> str:
    """Letters and their marks apart (NFD)."""
    return unicodedata.normalize("NFD", text)


def wrapped(text: str) -> str:
    """Every paragraph in lines of eighty letters, as mail programs make them."""
    lines = []
    for line in text.split("\n"):
        is_plain = "   " not in line and not line.startswith("|")
        lines += textwrap.wrap(line, 80) if is_plain and len(line) > 80 else [line]
    return "\n".join(lines)


def joined(text: str, share: float = 0.2, seed: int = 1) -> str:
    """The ends of some lines are lost before numbered and listed ones: «…; - Các sở»."""
    chance = random.Random(seed)
    result: list[str] = []
    for line in text.split("\n"):
        last = next((number for number in range(len(result) - 1, -1, -1) if result[number].strip()), None)
        may_join = (
            last is not None
            and _MARKED.match(line)
            and _MARKED.match(result[last])
            and result[last].endswith((";", "."))
        )
        if may_join and chance.random() < share:
            result[last:] = [f"{result[last]} {line}"]
        else:
            result.append(line)
    return "\n".join(result)


def swapped(text: str, seed: int = 1) -> str:
    """Two neighbouring parts with Roman numbers change places; the numbers stay where they were."""
    starts = [match.start() for match in re.finditer(r"^(?:#+ )?\**[IVX]+\. ", text, flags=re.MULTILINE)]
    # in a document of several parts the numbers start anew: no two of them can be told to be neighbours
    if len(starts) < 3 or re.search(r"^\**PHẦN ", text, flags=re.MULTILINE):
        return text
    index = random.Random(seed).randrange(len(starts) - 2)
    first, second, end = starts[index : index + 3]
    one, other = text[first:second], text[second:end]
    number, numeral = (re.match(r"(?:#+ )?\**([IVX]+)", part)[1] for part in (one, other))
    return text[:first] + other.replace(numeral, number, 1) + one.replace(number, numeral, 1) + text[end:]


def without_first_number(mark: str) -> str:
    """A mark of a section or task without the number of the part it is in, for parts that were swapped."""
    return re.sub(r"^[IVX]+(?=[.|])", "", mark)


MUTATIONS: dict[str, Callable[[str], str]] = {
    "no empty lines": without_empty_lines,
    "spaces doubled": with_spaces_doubled,
    "lines of eighty letters": wrapped,
    "bullets lost": without_bullets,
    "other bullets": with_other_bullets,
    "straight quotation marks": with_straight_quotes,
    "letters with marks apart": with_marks_apart,
    "line ends lost before items": joined,
    "sections swapped": swapped,
}
