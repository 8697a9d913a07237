"""What locators are called, as people write it -> CSL's term: the terms of CSL's locales, in the languages that we speak.

Where a site has a citation style, its locale adds its own.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

_TERMS = {
    "en": {
        "book": "book books bk. bks.",
        "chapter": "chapter chapters chap. chaps. c. cc.",
        "column": "column columns col. cols.",
        "figure": "figure figures fig. figs.",
        "folio": "folio folios fol. fols.",
        "issue": "issue issues no. nos.",
        "line": "line lines l. ll.",
        "note": "note notes n. nn.",
        "opus": "opus opera op. opp.",
        "page": "page pages p. pp.",
        "paragraph": "paragraph paragraphs para. paras. ¶ ¶¶",
        "part": "part parts pt. pts.",
        "section": "section sections sec. secs. § §§",
        "sub-verbo": "sub_verbo sub_verbis s.v. s.vv.",
        "verse": "verse verses v. vv.",
        "volume": "volume volumes vol. vols.",
    },
    "de": {
        "book": "buch bücher b.",
        "chapter": "kapitel kap.",
        "column": "spalte spalten sp.",
        "figure": "abbildung abbildungen abb.",
        "folio": "blatt blätter bl.",
        "issue": "nummer nummern nr.",
        "line": "zeile zeilen z.",
        "note": "fußnote fußnoten fn. anmerkung anmerkungen anm.",
        "page": "seite seiten s.",
        "paragraph": "absatz absätze abs.",
        "part": "teil teile",
        "section": "abschnitt abschnitte abschn.",
        "verse": "vers verse",
        "volume": "band bände bd. bde.",
    },
    "es": {
        "book": "libro libros lib.",
        "chapter": "capítulo capítulos cap. caps.",
        "column": "columna columnas",
        "figure": "figura figuras",
        "issue": "número números núm. núms.",
        "line": "línea líneas",
        "note": "nota notas",
        "page": "página páginas pág. págs.",
        "paragraph": "párrafo párrafos párr.",
        "part": "parte partes",
        "section": "sección secciones secc.",
        "verse": "verso versos",
        "volume": "volumen volúmenes",
    },
    "fr": {
        "book": "livre livres liv.",
        "chapter": "chapitre chapitres",
        "column": "colonne colonnes",
        "figure": "figure figures",
        "issue": "numéro numéros nº nos",
        "line": "ligne lignes",
        "note": "note notes",
        "page": "page pages",
        "paragraph": "paragraphe paragraphes paragr.",
        "part": "partie parties part.",
        "section": "section sections sect.",
        "verse": "verset versets",
        "volume": "volume volumes",
    },
    "ja": {"chapter": "章", "figure": "図", "issue": "号", "line": "行", "page": "ページ 頁", "section": "節", "volume": "巻"},
    "ar": {"chapter": "فصل", "figure": "شكل", "issue": "عدد", "line": "سطر", "page": "صفحة ص", "volume": "مجلد"},
}


@cache
def labels(language: str) -> MappingProxyType[str, str]:
    """The terms by what people write, in small letters: English, and what else is said in `language` (`de`, `de-AT`)."""
    tables = (_TERMS["en"], _TERMS.get(language.partition("-")[0].lower(), {}))
    named = ((name, term) for table in tables for term, names in table.items() for name in names.split())
    return MappingProxyType({name.replace("_", " ").casefold(): term for name, term in named})
