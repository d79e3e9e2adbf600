"""The Vietnamese letters: one form of writing them (NFC), their bare shape for search, the build of a syllable."""

import re
import unicodedata

#: The five written tones as combining marks, in the order of Vietnamese dictionaries; the level tone has no mark.
TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng

#: Letters of the alphabet in their order, with f j w z where other alphabets have them.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

#: The small and the capital letters, for character classes of regular expressions: `[{SMALL}]`.
SMALL = "a-z" + "".join(
    letter
    for letter in (unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưyđ" for tone in ("", *TONE_MARKS))
    if len(letter) == 1 and not letter.isascii()
)
CAPITAL = "A-Z" + SMALL[3:].upper()

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_MARKS = re.compile("[\u0300-\u036f]")

_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]"
_RHYMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|"
    "e|ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|êng|ênh|êp|êt|êu|"
    "i|ia|ich|im|in|inh|ip|it|iu|iêc|iêm|iên|iêng|iêp|iêt|iêu|"
    "o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oc|oe|oen|oeo|oet|oi|om|on|ong|"
    "oong|ooc|op|ot|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|"
    "u|ua|uc|ui|um|un|ung|up|ut|uôc|uôi|uôm|uôn|uông|uôt|uân|uâng|uât|uây|uê|uêch|uênh|uơ|uy|uya|uych|uyn|uynh|"
    "uyp|uyt|uyu|uyên|uyêt|ư|ưa|ưc|ưi|ưm|ưn|ưng|ưt|ưu|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|"
    "y|yêm|yên|yêng|yêt|yêu|ynh|ych|yt|ym"
)
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?(?:{_RHYMES})")
_STOPPED = re.compile(r"(?:c|ch|p|t)$")


def nfc(text: str) -> str:
    """Return `text` in Unicode NFC, the only form that the product stores (TCVN 6909:2001, precomposed letters)."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Return `text` in NFC without invisible characters; every run of white space is one space, none at the ends."""
    return " ".join(nfc(text).translate(_INVISIBLE).split())


def fold(text: str) -> str:
    """Return the form used for searching: lower case, no diacritics, đ as d, runs of white space as one space.

    `fold("Sở  Nội vụ Khánh Hòa") == "so noi vu khanh hoa"`. Folding twice changes nothing more. Store this form in a
    column of its own and compare it with the folded question: databases leave đ alone or differ on it.
    """
    folded = text
    # Capitals whose small letter opens up into letter and mark (İ, K-sign) need another round to come to rest.
    for _ in range(3):
        bare = _MARKS.sub("", unicodedata.normalize("NFKD", folded).casefold()).replace("đ", "d")
        bare = " ".join(unicodedata.normalize("NFC", bare).translate(_INVISIBLE).split())
        if bare == folded:
            break
        folded = bare
    return folded


def split_tone(syllable: str) -> tuple[str, int]:
    """Return the syllable without its tone mark, and the tone: 0 level, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng.

    Where a word carries several tone marks (it is no Vietnamese syllable then), the last one counts.
    """
    letters, tone = [], 0
    for character in unicodedata.normalize("NFD", syllable):
        if character in TONE_MARKS:
            tone = TONE_MARKS.index(character) + 1
        else:
            letters.append(character)
    return nfc("".join(letters)), tone


def is_syllable(word: str) -> bool:
    """Tell whether `word` is built as a Vietnamese syllable: known onset and rhyme, one tone that its ending allows.

    Capitals may only be the first letter or all letters, since text in an old encoding shows capitals in the middle.
    """
    if not word or not (word[1:].islower() or word.isupper() or len(word) == 1):
        return False
    decomposed = unicodedata.normalize("NFD", word)
    if sum(character in TONE_MARKS for character in decomposed) > 1:
        return False
    bare, tone = split_tone(word.lower())
    if not _SYLLABLE.fullmatch(bare):
        return False
    return tone in (4, 5) or not _STOPPED.search(bare)


def syllable_share(text: str) -> float:
    """Return which share (0 to 1) of the words with a letter beyond ASCII are Vietnamese syllables; 0 if there is none.

    Used to tell in which of several encodings a text makes sense.
    """
    good = count = 0
    for word in re.split(r"[\s!-/:-@\[-`{-~0-9–—…“”‘’«»]+", text):
        if word and not word.isascii():
            count += 1
            good += is_syllable(word)
    return good / count if count else 0.0
