"""English for every text of the interface: nothing left out, nothing half done, nothing said twice in two ways.

The pure libraries (law, plans, paperwork, text) speak Vietnamese as the law does, and ``site/demo`` is invented data;
both are left out here.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import django
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.utils.translation import templatize

import thidua

ROOT = Path(thidua.__file__).parent
APPS = sorted(path.parent.name for path in ROOT.glob("*/apps.py"))
LEFT_OUT = {"migrations", "demo", "locale", "static"}

# Which arguments of a gettext function hold what; "c" marks the context.
ARGUMENTS = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# What `makemessages` knows: an alias outside of this would lose its messages at the next run.
KNOWN_TO_MAKEMESSAGES = {"_", *(f"{name}{end}" for name in ARGUMENTS for end in ("", "_lazy")), "gettext_noop"}

VIETNAMESE = re.compile(r"[À-ÖØ-öø-ɏḀ-ỿ]")

Key = tuple[str | None, str]


# --- what the sources say -------------------------------------------------------------------------------------------


def _files(app: str, *endings: str) -> Iterator[Path]:
    for path in sorted((ROOT / app).rglob("*")):
        if path.suffix in endings and not LEFT_OUT & set(path.relative_to(ROOT / app).parts):
            yield path


def _names_of_gettext(source: str) -> dict[str, str]:
    """The names under which a module knows gettext's functions: ``{"_": "gettext", "lazy": "gettext", …}``."""
    names = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                function = alias.name.removesuffix("_lazy").removesuffix("_noop")
                if function in ARGUMENTS:
                    names[alias.asname or alias.name] = function
    return names


def _extract(source: str, names: dict[str, str]) -> Iterator[tuple[int, Key, str | None]]:
    """``(line, (context, text), plural or None)`` of every call of one of ``names`` with a literal text."""
    keywords = {name: ARGUMENTS[function] for name, function in names.items()}
    for line, message, _comments, context in extract("python", BytesIO(source.encode()), keywords):
        text, plural = message if isinstance(message, tuple) else (message, None)
        yield line, (context, text), plural


def _messages(app: str) -> Iterator[tuple[str, Key, str | None]]:
    """``(where, (context, text), plural or None)`` of all messages of an app, from its modules and templates."""
    for path in _files(app, ".py"):
        source = path.read_text()
        for line, key, plural in _extract(source, _names_of_gettext(source)):
            yield f"{path.relative_to(ROOT)}:{line}", key, plural
    for path in _files(app, ".html", ".txt"):
        # The parentheses keep Python's tokenizer from minding how the template is indented.
        source = f"({templatize(path.read_text(), origin=str(path))}\n)"
        for line, key, plural in _extract(source, {"_": "gettext", **{name: name for name in ARGUMENTS}}):
            yield f"{path.relative_to(ROOT)}:{line}", key, plural


# --- what the catalogues say ----------------------------------------------------------------------------------------


def _po_path(app: str, language: str = "en") -> Path:
    return ROOT / app / "locale" / language / "LC_MESSAGES" / "django.po"


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _entries(catalogue: Catalog) -> dict[Key, Message]:
    return {(message.context, _texts(message.id)[0]): message for message in catalogue if message.id}


@cache
def _english() -> dict[Key, Message]:
    """All finished English of the whole program."""
    found: dict[Key, Message] = {}
    for app in APPS:
        if _po_path(app).exists():
            for key, message in _entries(_read(_po_path(app))).items():
                if all(_texts(message.string)) and not message.fuzzy:
                    found.setdefault(key, message)
    return found


@cache
def _own_texts_of_django() -> set[Key]:
    """Django's source texts, which are English already."""
    folder = Path(django.__file__).parent
    paths = [folder / "conf", *(folder / "contrib").iterdir()]
    catalogues = [path / "locale/en/LC_MESSAGES/django.po" for path in paths]
    return {key for path in catalogues if path.exists() for key in _entries(_read(path))}


# --- the tests ------------------------------------------------------------------------------------------------------


def test_the_extractor_finds_messages_of_every_kind() -> None:
    """The other tests are worth something only if messages are found at all."""
    source = (
        "from django.utils.translation import gettext_lazy as lazy, npgettext\n"
        'lazy("một" " câu")\n'
        'npgettext("ngữ cảnh", "%(n)d dòng", "%(n)d dòng", n)\n'
        'other("không phải")\n'
    )
    found = [row[1:] for row in _extract(source, _names_of_gettext(source))]
    assert found == [((None, "một câu"), None), (("ngữ cảnh", "%(n)d dòng"), "%(n)d dòng")]
    texts = {key for _where, key, _plural in _messages("site")}
    assert {(None, "Đến thẳng nội dung"), ("menu", "Phong trào"), (None, "Danh sách")} <= texts


@pytest.mark.parametrize("app", APPS)
def test_every_message_has_english(app: str) -> None:
    missing = []
    own = _po_path(app).exists()
    for where, key, plural in _messages(app):
        message = _english().get(key)
        if not own:
            missing.append(f"{where}: the app has no locale/en, but says {key[1]!r}")
        elif message is None and key not in _own_texts_of_django():
            missing.append(f"{where}: {key[1]!r}" + (f" (context {key[0]!r})" if key[0] else ""))
        elif message is not None and plural is not None and isinstance(message.id, str):
            missing.append(f"{where}: the plural of {key[1]!r}")
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("app", APPS)
def test_makemessages_knows_every_name_of_gettext_in_use(app: str) -> None:
    strange = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in _files(app, ".py")
        for name in _names_of_gettext(path.read_text())
        if name not in KNOWN_TO_MAKEMESSAGES
    ]
    assert not strange, "\n".join(strange)


CATALOGUES = sorted(ROOT.glob("*/locale/*/LC_MESSAGES/django.po"))


def _label(path: Path) -> str:
    return f"{path.parts[-5]}-{path.parts[-3]}"


@pytest.mark.parametrize("path", CATALOGUES, ids=_label)
def test_catalogue_is_finished(path: Path) -> None:
    catalogue = _read(path)
    unfinished = [
        key[1] for key, message in _entries(catalogue).items() if message.fuzzy or not all(_texts(message.string))
    ]
    assert not unfinished, "\n".join(unfinished)


@pytest.mark.parametrize("path", CATALOGUES, ids=_label)
def test_compiled_catalogue_is_that_of_the_source(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = _entries(read_mo(file))
    fresh_file = BytesIO()
    write_mo(fresh_file, _read(path))
    fresh_file.seek(0)
    fresh = _entries(read_mo(fresh_file))
    assert {key: message.string for key, message in compiled.items()} == {
        key: message.string for key, message in fresh.items()
    }, f"compile it again: msgfmt -o {path.with_suffix('.mo').name} {path.name}"


PLACEHOLDER = re.compile(r"%(?:\((?P<name>\w+)\))?[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]|%%")


def _placeholders(text: str) -> list[str]:
    return sorted(match.group() for match in PLACEHOLDER.finditer(text))


def _wrong_placeholders(message: Message) -> list[str]:
    """Translations whose placeholders are not those of the text; a singular may say "one" instead of the number."""
    texts, translations = _texts(message.id), _texts(message.string)
    whole = _placeholders(texts[-1])
    wrong = []
    for number, translation in enumerate(translations):
        found = _placeholders(translation)
        spelt_out = len(translations) > 1 and number == 0 and set(found) < set(whole) and len(whole) - len(found) == 1
        if found != whole and not spelt_out:
            wrong.append(f"{texts[0]!r} -> {translation!r}")
    return wrong


@pytest.mark.parametrize("path", CATALOGUES, ids=_label)
def test_placeholders_are_kept(path: Path) -> None:
    wrong = [
        line
        for message in _entries(_read(path)).values()
        if message.python_format or "python-format" in message.flags
        for line in _wrong_placeholders(message)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_lost_placeholder_is_noticed() -> None:
    assert _wrong_placeholders(Message("Hạn %(day)s", "Due", flags=["python-format"]))
    assert not _wrong_placeholders(Message("Hạn %(day)s", "Due %(day)s", flags=["python-format"]))
    plural = ("%(n)d dòng của %(unit)s", "%(n)d dòng của %(unit)s")
    assert not _wrong_placeholders(Message(plural, ("One row of %(unit)s", "%(n)d rows of %(unit)s")))
    assert _wrong_placeholders(Message(plural, ("%(n)d row of %(unit)s", "Rows of %(unit)s")))


def test_one_text_has_one_english() -> None:
    """Django merges the catalogues of all apps, so that of two translations one would win everywhere."""
    said: dict[Key, dict[str, list[str]]] = defaultdict(dict)
    for app in APPS:
        if _po_path(app).exists():
            for key, message in _entries(_read(_po_path(app))).items():
                if all(_texts(message.string)):
                    said[key][app] = _texts(message.string)
    twice = [
        f"{key[1]!r}: {english}; give one of them a context (pgettext)"
        for key, english in said.items()
        if len({tuple(texts) for texts in english.values()}) > 1
    ]
    assert not twice, "\n".join(twice)


PROPER_NAMES = re.compile("Thi Đua|Tiếng Việt")  # the product, and the language in its own words
SAMPLE_PAGE = "site/templates/site/components.html"  # shows the components with invented data, in the demo only

TRANSLATED = re.compile(
    r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->"
    r"|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%\s*trans(?:late)?\s.*?%}"
    r"|_\(\"[^\"]*\"\)|_\('[^']*'\)",
    re.DOTALL,
)


def _untranslated(template: str) -> list[tuple[int, str]]:
    """``(line, text)`` of what a template says in Vietnamese outside the translate tags, in attributes and tags too."""
    rest = TRANSLATED.sub(lambda match: "\n" * match.group().count("\n"), template)
    rest = PROPER_NAMES.sub("", rest)
    return [(number, line.strip()) for number, line in enumerate(rest.splitlines(), start=1) if VIETNAMESE.search(line)]


@pytest.mark.parametrize("app", APPS)
def test_templates_say_nothing_outside_translate_tags(app: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {text[:120]}"
        for path in _files(app, ".html", ".txt")
        if path != ROOT / SAMPLE_PAGE
        for number, text in _untranslated(path.read_text())
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "template",
    [
        "<p>Hồ sơ</p>",
        '<button aria-label="Đóng"></button>',
        '{% panel title="Hồ sơ" %}',
        '{{ name|default:"chưa có" }}',
        '{% translate "Đơn vị" %} <b>Đơn vị</b>',
    ],
)
def test_vietnamese_outside_the_tags_is_noticed(template: str) -> None:
    assert _untranslated(template)


@pytest.mark.parametrize(
    "template",
    [
        '<p>{% translate "Hồ sơ" %}</p>',
        "<button aria-label=\"{% translate 'Đóng' %}\"></button>",
        '{{ name|default:_("chưa có") }}',
        "{% blocktranslate count n=n %}{{ n }} dòng{% plural %}{{ n }} dòng{% endblocktranslate %}",
        "{# Ghi chú #}<p>{{ person.name }}</p>",
    ],
)
def test_translated_text_is_not_noticed(template: str) -> None:
    assert not _untranslated(template)


def test_scripts_take_their_words_from_the_page() -> None:
    """Texts that JavaScript shows stand in data attributes of the page; scripts themselves hold none."""
    scripts = [path for path in (ROOT / "site/static/thidua/js").glob("*.js") if "vendor" not in path.parts]
    assert scripts
    comment = re.compile(r"/\*.*?\*/|^\s*//[^\n]*|\s//\s[^\n]*", re.DOTALL | re.MULTILINE)
    found = [path.name for path in scripts if VIETNAMESE.search(comment.sub("", path.read_text()))]
    assert not found
