"""Invented names with the measured shape of real lists: shares of surnames, of name lengths, of homonyms."""

from __future__ import annotations

from random import Random

# Surname → share in per mille, after two signed lists of about 1,000 people each.
SURNAMES = {
    "Nguyễn": 308, "Trần": 98, "Lê": 93, "Phạm": 70, "Huỳnh": 42, "Võ": 42, "Phan": 38, "Hoàng": 34, "Đặng": 30,
    "Bùi": 27, "Đỗ": 26, "Ngô": 24, "Hồ": 23, "Dương": 20, "Trương": 19, "Đinh": 15, "Lý": 12, "Đoàn": 12, "Mai": 11,
    "Cao": 10, "Lương": 10, "Thái": 8, "Tạ": 6, "Hà": 6, "Châu": 5, "Văn": 4, "Tô": 4, "Kiều": 3,
}  # fmt: skip
MIDDLES = {
    "female": (
        "Thị", "Thị", "Thị", "Thị", "Thị", "Ngọc", "Thanh", "Minh", "Kim", "Bích", "Phương", "Thu", "Hồng", "Mỹ",
    ),
    "male": (
        "Văn", "Văn", "Văn", "Đức", "Minh", "Quốc", "Hữu", "Thanh", "Công", "Xuân", "Ngọc", "Trọng", "Anh", "Đình",
    ),
}  # fmt: skip
GIVENS = {
    "female": (
        "Hương", "Lan", "Hoa", "Hà", "Hạnh", "Hằng", "Hiền", "Hồng", "Huệ", "Liên", "Linh", "Loan", "Mai", "My", "Nga",
        "Ngân", "Ngọc", "Nguyệt", "Nhung", "Oanh", "Phương", "Phượng", "Quyên", "Thảo", "Thanh", "Thu", "Thủy", "Thúy",
        "Trang", "Trâm", "Trinh", "Tuyết", "Uyên", "Vân", "Xuân", "Yến", "Dung", "Diễm", "Châu", "Chi", "Anh", "Ánh",
        "Bình", "Giang", "Khánh", "Ly", "Nhi", "Như", "Tâm", "Vy",
    ),
    "male": (
        "Anh", "An", "Bình", "Bảo", "Cường", "Chiến", "Dũng", "Duy", "Đạt", "Đức", "Giang", "Hải", "Hiếu", "Hòa",
        "Hùng", "Huy", "Hưng", "Khải", "Khánh", "Khoa", "Kiên", "Lâm", "Long", "Lộc", "Minh", "Nam", "Nghĩa", "Phong",
        "Phúc", "Phước", "Quân", "Quang", "Quý", "Sơn", "Tài", "Tân", "Thành", "Thắng", "Thịnh", "Tiến", "Toàn", "Trí",
        "Trung", "Trường", "Tuấn", "Tùng", "Việt", "Vinh", "Vũ",
    ),
}  # fmt: skip
# Names of the Raglai, Chăm, Ê-đê and K'Ho of the region: other shapes, other orders.
MINORITY_NAMES = {
    "female": ("Cao Thị Hlim", "H'Yến Niê", "Mấu Thị Bích", "Ka Đưm", "Pi Năng Thị Hương", "Thị Mỹ Châu Chăm"),
    "male": ("Mấu Văn Phi", "Y Thuận Ayun", "K'Brêm", "Bo Bo Hùng", "Pi Năng Thạnh", "Chamaléa Điêu"),
}


class NameMaker:
    """Gives names out of one random source, with the measured shares."""

    def __init__(self, random: Random, minority_share: float = 0.02) -> None:
        self.random = random
        self.minority_share = minority_share
        self.surnames = tuple(SURNAMES)
        self.weights = tuple(SURNAMES.values())

    def name(self, gender: str) -> str:
        """A full name for ``"female"`` or ``"male"``: nine of ten have three syllables."""
        random = self.random
        if random.random() < self.minority_share:
            return random.choice(MINORITY_NAMES[gender])
        surname = random.choices(self.surnames, self.weights)[0]
        given = random.choice(GIVENS[gender])
        shape = random.random()
        if shape < 0.01:
            return f"{surname} {given}"
        middle = random.choice(MIDDLES[gender])
        if shape < 0.88:
            return f"{surname} {middle} {given}"
        second = random.choice([word for word in GIVENS[gender] if word not in (middle, given)])
        return f"{surname} {middle} {second} {given}"
