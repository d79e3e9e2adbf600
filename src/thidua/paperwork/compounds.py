"""Words of two syllables that are not torn where lines are broken by us: titles, subjects, posts.

Vietnamese writes a space between syllables, so a line may end in the middle of a word: "Bằng khen của Chủ" – "tịch".
Text that runs over the whole width is left to Word and Typst; a short centred line torn like that catches the eye.
"""

from collections.abc import Iterator

_WORDS = """
    chủ tịch; giám đốc; trưởng phòng; ủy ban; ủy viên; nhân dân; hội đồng; hội nghị;
    chính phủ; thủ tướng; bộ trưởng; văn phòng; thanh tra; công đoàn; chấp hành; thi đua; khen thưởng;
    bằng khen; giấy khen; danh hiệu; hình thức; chiến sĩ; lao động; tiên tiến; xuất sắc; anh hùng; huân chương;
    huy chương; kỷ niệm; tập thể; cá nhân; cán bộ; công chức; viên chức; nhiệm vụ; phong trào; thành tích;
    sáng kiến; đề tài; công trạng; đột xuất; cống hiến; chuyên đề; toàn quốc; cơ sở; tổng kết; sơ kết; báo cáo;
    kế hoạch; kết quả; quyết định; đề nghị; xác nhận; thực hiện; tổ chức; phát động; triển khai; hướng dẫn; quy định;
    hồ sơ; văn bản; đơn vị; cơ quan; nội vụ; giáo dục; việc làm; công khai; ý kiến; hàng năm; hằng năm; tiêu chí;
    chỉ tiêu; phân công; tiền thưởng; số liệu; hiện vật; trung tâm; lưu trữ; lịch sử; khánh hòa; việt nam;
    phục vụ
    """
# Kept small and plain: what stands in the titles of emulation papers.
_PAIRS = frozenset(tuple(words.split()) for words in _WORDS.split(";"))
_BEFORE_A_NUMBER = frozenset(("năm", "tháng", "ngày", "số", "quý", "mẫu", "lần", "điều"))
NO_BREAK = "\N{NO-BREAK SPACE}"
_MARKS = "“”\"'(),.;:"


def unbroken(text: str) -> Iterator[str]:
    """Yield the pieces of `text` between which a line may end."""
    held = ""
    for word in text.split():
        if held and _belong(held.rsplit(" ", 1)[-1], word):
            held = f"{held} {word}"
            continue
        if held:
            yield held
        held = word
    if held:
        yield held


def held_together(text: str) -> str:
    """Return `text` with spaces at which no line ends within its pieces, for programs that break lines themselves."""
    return " ".join(piece.replace(" ", NO_BREAK) for piece in unbroken(text))


def no_dash_first(text: str) -> str:
    """Return `text` in which no line begins with the dash of a name: "- Khen thưởng" would look like a list."""
    return text.replace(" - ", f"{NO_BREAK}- ")


def begins_whole(line: str) -> str:
    """Return a line whose first piece is held together: what stands above cannot draw a syllable of it up."""
    first = next(unbroken(line), "")
    return first.replace(" ", NO_BREAK) + line[len(first) :]


def _belong(first: str, second: str) -> bool:
    if "-" in (first, second):  # "Thi đua - Khen thưởng", "2021 - 2025"
        return True
    plain = first.lstrip(_MARKS).casefold()
    if plain in _BEFORE_A_NUMBER and second[:1].isdigit():
        return True
    return (plain, second.rstrip(_MARKS).casefold()) in _PAIRS
