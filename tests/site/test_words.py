"""Words in templates are kept by the language, and said as the framework says them."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Engine
from django.utils import translation

LIBRARY = {"ours": "thidua.site.words", "theirs": "django.templatetags.i18n"}
ENGINE = Engine(libraries=LIBRARY)


def said(library: str, words: str, **context: Any) -> str:
    return ENGINE.from_string("{% load " + library + " %}" + words).render(Context(context))


@pytest.mark.parametrize(
    "words",
    [
        '{% translate "Lưu" %}',
        "{% trans 'Đồng ý' context 'dialog' %}",
        '{% translate "Bỏ & <b>đi</b>" %}',
        '{% translate "100%" %}',
        '{% translate "Lưu" noop %}',
        '{% translate "Lưu" as kept %}[{{ kept }}{{ kept|upper }}]',
        '{% translate "Lưu"|upper %}',
        "{% translate said %}",
        '{% translate "Đồng ý" context where %}',
    ],
)
def test_words_are_said_as_the_framework_says_them(words):
    given = {"said": "<Lưu>", "where": "dialog"}
    for language in ("vi", "en", "vi"):
        with translation.override(language):
            assert said("ours", words, **given) == said("theirs", words, **given)


def test_kept_words_follow_the_language():
    page = ENGINE.from_string('{% load ours %}{% translate "Đăng xuất" %}')
    told = []
    for language in ("vi", "en", "vi", "en"):
        with translation.override(language):
            told.append(page.render(Context()))
    assert told == ["Đăng xuất", "Sign out", "Đăng xuất", "Sign out"]


def test_a_variable_is_never_kept():
    page = ENGINE.from_string("{% load ours %}{% translate name %}")
    assert [page.render(Context({"name": name})) for name in ("a", "b")] == ["a", "b"]
