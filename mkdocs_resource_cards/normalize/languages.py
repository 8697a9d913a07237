"""Languages as people and programs write them -> BCP 47."""

from __future__ import annotations

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,8}")
_NAMES = {
    name: code
    for code, names in {
        "ar": "arabic ara",
        "bg": "bulgarian bul",
        "ca": "catalan cat",
        "cs": "czech ces cze",
        "da": "danish dan",
        "de": "german deutsch ngerman deu ger",
        "de-AT": "austrian naustrian",
        "de-CH": "nswissgerman swissgerman",
        "el": "greek ell gre polutonikogreek",
        "en": "english eng",
        "en-AU": "australian",
        "en-CA": "canadian",
        "en-GB": "british ukenglish",
        "en-US": "american usenglish",
        "es": "spanish español castellano spa",
        "et": "estonian est",
        "eu": "basque eus baq",
        "fa": "persian farsi fas per",
        "fi": "finnish fin",
        "fr": "french français francais fra fre",
        "fr-CA": "canadien acadian",
        "he": "hebrew heb",
        "hi": "hindi hin",
        "hr": "croatian hrv",
        "hu": "hungarian magyar hun",
        "id": "indonesian ind",
        "it": "italian italiano ita",
        "ja": "japanese jpn",
        "ko": "korean kor",
        "la": "latin lat",
        "lt": "lithuanian lit",
        "lv": "latvian lav",
        "nb": "norsk bokmål nob",
        "nl": "dutch nederlands nld dut",
        "nn": "nynorsk nno",
        "no": "norwegian nor",
        "pl": "polish polski pol",
        "pt": "portuguese português portuges por",
        "pt-BR": "brazilian brazil",
        "ro": "romanian ron rum",
        "ru": "russian rus",
        "sk": "slovak slk slo",
        "sl": "slovene slovenian slv",
        "sr": "serbian srp",
        "sv": "swedish svenska swe",
        "th": "thai tha",
        "tr": "turkish tur",
        "uk": "ukrainian ukr",
        "vi": "vietnamese vie",
        "zh": "chinese zho chi",
    }.items()
    for name in names.split()
}
"""Names in English and in the language itself, those of babel (biblatex's `langid`), and the codes of ISO 639-2."""


def language_tag(text: str) -> str:
    """A language tag as is customary (`pt-BR`, `zh-Hant`), also of a name or a code of three letters; `""` for none."""
    written = " ".join(text.split()).lower()
    if written in _NAMES:
        return _NAMES[written]
    tag = written.replace("_", "-")
    if not _TAG.fullmatch(tag):
        return ""
    first, *rest = tag.split("-")
    return "-".join([_NAMES.get(first, first), *map(_subtag, rest)])


def _subtag(part: str) -> str:
    """RFC 5646, section 2.1.1: regions in capitals, scripts with a capital."""
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 and part.isalpha() else part


def is_in_latin_letters(text: str) -> bool:
    """Whether at least half of the letters are Latin ones: no other text can be English."""
    letters = [sign for sign in text if sign.isalpha()]
    return 2 * sum(sign < "\u0250" or "\u1e00" <= sign < "\u1f00" for sign in letters) >= len(letters)
