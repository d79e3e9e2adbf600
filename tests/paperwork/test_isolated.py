"""Work in a process of its own: answers and refusals come back, what eats time or memory is stopped."""

import pytest

from thidua.paperwork import PaperworkError
from thidua.paperwork.isolated import run_isolated


def test_answer_and_bytes_come_back():
    answer = run_isolated("builtins:dict", {"text": "Ế", "data": b"\x00\xff", "list": [b"a", 1, None]})
    assert answer == {"text": "Ế", "data": b"\x00\xff", "list": [b"a", 1, None]}


def test_refusal_comes_back_with_its_words():
    with pytest.raises(PaperworkError) as caught:
        run_isolated("thidua.paperwork.signing.keys:load_pkcs12", {"data": b"x", "password": "y"})
    assert caught.value.message == "Mật khẩu sai hoặc tệp hỏng."


def test_endless_work_is_stopped():
    with pytest.raises(PaperworkError, match="quá lâu"):
        run_isolated("re:match", {"pattern": "(a+)+$", "string": "a" * 60 + "b"}, seconds=1)


def test_too_much_memory_is_refused():
    with pytest.raises(PaperworkError, match="quá nhiều bộ nhớ"):
        run_isolated("numpy:ones", {"shape": 2 * 10**9}, megabytes=600)
