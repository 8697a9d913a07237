"""Where a language has its own letters in the alphabet: `Å` is an `a`, but in Swedish it comes after `Z`.

StyleSource: Unicode CLDR, whose orders Pandoc follows, too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

_EVERYWHERE = (
    "ae=æ d=đ=ð i<ı l=ł o=ø oe=œ z<þ г=ґ д<ђ е<є з<ѕ и<і<ї<й<ј л<љ н<њ т<ћ ч<џ "
    "ء<آ<أ<ؤ<إ<ئ ب<پ ت=ة ج<چ ز<ژ ك=ک<گ ي=ی=ى כ=ך מ=ם נ=ן פ=ף צ=ץ"
)
"""`a=b`: the same letter; `a<b`: one more letter, right behind `a` and all that begins with it."""
_DANISH = "y=ü z<æ=ä<ø=ö=œ<å=aa"
_SOUTH_SLAVIC = "c<č<ć d<dž<đ l<lj n<nj s<š z<ž"
_OWN = {
    "be": "е<ё у<ў",
    "cs": "c<č h<ch r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": _DANISH,
    "es": "n<ñ",
    "et": "s<š<z<ž w<õ<ä<ö<ü",
    "fa": "و<ه=ة",
    "fi": "y=ü z<å<ä=æ<ö=ø",
    "gl": "n<ñ",
    "hr": _SOUTH_SLAVIC,
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö=ő s<sz t<ty u<ü=ű z<zs",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æ=ä<ö=ø<å",
    "lt": "c<č i=y s<š z<ž",
    "lv": "c<č g<ģ i=y k<ķ l<ļ n<ņ r<ŗ s<š z<ž",
    "nb": _DANISH,
    "nn": _DANISH,
    "no": _DANISH,
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș=ş t<ț=ţ",
    "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
    "sl": "c<č s<š z<ž",
    "sr": _SOUTH_SLAVIC,
    "sv": "y=ü z<å<ä=æ<ö=ø=œ",
    "tl": "n<ñ<ng",
    "tr": "c<ç g<ğ h<ı o<ö s<ş u<ü",
    "uk": "г<ґ",
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
}
_KANA = {one: chr(one - 0x60) for one in range(0x30A1, 0x30F7)}
"""Katakana are sorted as the Hiragana of the same sound."""
_BEHIND = "\U0003134a"
"""A letter behind all others."""


class Alphabet(NamedTuple):
    """How texts of one language are written so that their code points are in its order."""

    digraphs: tuple[tuple[str, str], ...]
    """The longest first."""
    letters: Mapping[int, str]
    keeps_ascii: bool
    """Whether plain letters are in order as they are."""

    def in_order(self, text: str) -> str:
        """`text`, in lower case, in other letters."""
        text = unicodedata.normalize("NFC", text)
        for letters, other in self.digraphs:
            text = text.replace(letters, other)
        return text.translate(self.letters)


@lru_cache(maxsize=4)
def alphabet(language: str) -> Alphabet:
    """That of a language such as `sv-SE`."""
    others: dict[str, str] = {}
    for group in f"{_EVERYWHERE} {_OWN.get(language.split('-')[0], '')}".split():
        first, *behind = group.split("<")
        base, *same = first.split("=")
        others |= dict.fromkeys(same, base)
        for place, letters in enumerate(behind):
            others |= dict.fromkeys(letters.split("="), f"{base}{_BEHIND}{place}")
    digraphs = sorted((pair for pair in others.items() if len(pair[0]) > 1), key=lambda pair: -len(pair[0]))
    single: dict[int, str] = {**_KANA, **{ord(one): other for one, other in others.items() if len(one) == 1}}
    return Alphabet(tuple(digraphs), single, not any(map(str.isascii, others)))
