"""Pictures of signature and seal: what the decree asks of them is asked before they are used."""

import pytest

from thidua.paperwork import PaperworkError
from thidua.paperwork.signing import check_hand_image, check_seal_image

from .making import BLACK, RED, hand_image, png, seal_image


def test_blue_signature_and_red_seal_are_taken_with_the_place_of_their_ink():
    picture = check_hand_image(hand_image())
    left, top, right, bottom = picture.ink
    assert (picture.width, picture.height) == (400, 200)
    assert (left, right) == pytest.approx((0.05, 0.95), abs=0.02)
    assert top == pytest.approx(1 - bottom, abs=0.02)
    assert check_seal_image(seal_image()).ink_ratio == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"GIF89a" + bytes(100), "không phải ảnh PNG"),
        (hand_image()[:-200], "Tệp ảnh hỏng"),
        (hand_image()[:60] + bytes(40) + hand_image()[100:], "Tệp ảnh hỏng"),
        (hand_image() + bytes(1_000_001), "quá 1 MB"),
        (hand_image()[:16] + b"\x00\x01\x00\x00" + hand_image()[20:], "ngoài khoảng từ 1 đến 3000"),
        (hand_image(ground=(255, 255, 255, 255)), "không có nền trong suốt"),
        (png(300, 100, lambda _x, _y: (0, 0, 0, 0)), "trong suốt hoàn toàn"),
        (hand_image(colour=RED), "không phải màu xanh"),
        (hand_image(colour=BLACK), "không phải màu xanh"),
        (hand_image(width=120), "in ra sẽ mờ"),
    ],
)
def test_wrong_signature_is_refused_with_the_reason(data, message):
    with pytest.raises(PaperworkError, match=message) as caught:
        check_hand_image(data)
    assert caught.value.place == "Ảnh chữ ký tay"
    assert caught.value.mend


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (seal_image(colour=BLACK), "không phải màu đỏ"),
        (seal_image(colour=(20, 40, 200)), "không phải màu đỏ"),
        (seal_image(width=400, height=250), "không tròn"),
        (seal_image(width=150, height=150), "in ra sẽ mờ"),
        (b"", "không phải ảnh PNG"),
    ],
)
def test_wrong_seal_is_refused_with_the_reason(data, message):
    with pytest.raises(PaperworkError, match=message) as caught:
        check_seal_image(data)
    assert caught.value.place == "Ảnh con dấu"
