"""How many citations and references are as pandoc writes them: 37 styles in use, 88 items of all 45 types, 120 citations.

    pip install pypandoc-binary 'mkdocs-resource-cards[csl]'
    python benchmarks/styles.py [STYLE...] [--differences]

Compared are letters and digits, since processors differ in spaces and in where a quotation takes a full stop; where the
order of a list differs, its numbers are not. Prints a Markdown table; with `--differences`, every pair that differs. Its last
result is in `benchmarks/styles.md`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from mkdocs_resource_cards.citation_styles.csl_json import item_of
from mkdocs_resource_cards.citation_styles.data import Cite, Cites, Item
from mkdocs_resource_cards.citation_styles.files import StyleFile, find_style
from mkdocs_resource_cards.citation_styles.locale import Locale
from mkdocs_resource_cards.citation_styles.processor import process
from mkdocs_resource_cards.citation_styles.runs import text_of

ITEMS = Path(__file__).parents[1] / "tests/citation_styles/items.json"
STYLES = """
american-chemical-society american-geophysical-union american-institute-of-physics american-medical-association
american-physics-society american-political-science-association american-sociological-association apa
association-for-computing-machinery bluebook-law-review bmj cell chicago-author-date chicago-notes-bibliography
chicago-shortened-notes-bibliography copernicus-publications acm-sig-proceedings din-1505-2 elsevier-harvard elsevier-vancouver
elsevier-with-titles frontiers gost-r-7-0-5-2008 harvard-cite-them-right ieee iso690-author-date-en mhra-notes
modern-language-association nature nlm-citation-sequence oscola plos science springer-basic-author-date springer-basic-brackets
springer-lecture-notes-in-computer-science the-lancet
""".split()
MODES = {"": "NormalCitation", "suppress": "SuppressAuthor", "in-text": "AuthorInText"}
GROUPS: tuple[Cites, ...] = (
    (Cite("roe2020", "page", "33"),),
    (Cite("roe2020", "page", "33"),),
    (Cite("roe2020"),),
    (Cite("smithjones2018", "page", "1203-1209"),),
    (Cite("smithjones2018", "page", "1210"),),
    (Cite("knuth1984", "chapter", "2"),),
    (Cite("booktrans", "section", "4"),),
    (Cite("vandenberg1999", "figure", "3"),),
    (Cite("five2021", "figure", "1-2"),),
    (Cite("roe2020"), Cite("roe2020b")),
    (Cite("roe2020b"), Cite("roe2020"), Cite("roer2020")),
    (Cite("five2021"), Cite("five2021b"), Cite("many2015")),
    (Cite("thesisphd", prefix="see"), Cite("thesisma", "page", "12", prefix="also")),
    (Cite("report", suffix=" and elsewhere"), Cite("report2")),
    (Cite("sameauthor1"), Cite("sameauthor2"), Cite("smithz"), Cite("smithjones2018")),
    (Cite("li2017"), Cite("li2017b")),
    (Cite("many2015"), Cite("noauthor2003"), Cite("nodate"), Cite("ancient")),
    (Cite("roe2020", author="suppress"),),
    (Cite("king1968", "page", "14", author="suppress"),),
    (Cite("web1", author="suppress"),),
    (Cite("web2"), Cite("web3"), Cite("blog")),
    (Cite("who2019", "page", "651"), Cite("who2019", "page", "653")),
    (Cite("knuth1984", "volume", "3"),),
    (Cite("conf2017"), Cite("conf1999"), Cite("confunpub")),
    (Cite("case"), Cite("statute")),
    (Cite("roe2020", author="in-text"),),
    (Cite("five2021", "page", "5", author="in-text"),),
    (Cite("vandenberg1999", author="in-text"),),
    (Cite("noauthor2003", author="in-text"),),
    (Cite("mononym", "page", "10-12"),),
    (Cite("mononym", "page", "13"),),
    (Cite("mononym", "page", "13"),),
)
"""Locators, groups, prefixes, names in the sentence, the same source again."""


class Answer(NamedTuple):
    """What a processor made of all."""

    citations: list[str]
    entries: dict[str, str]


class Row(NamedTuple):
    """One line of the table."""

    style: str
    citations: int
    references: int
    listed: int
    in_order: bool
    seconds: float
    differences: list[tuple[str, str]]


def ours(file: StyleFile, items: Iterable[Item], citations: Sequence[Cites]) -> Answer:
    """This package's answer."""
    done = process(file.read(), items, citations)
    texts = [" ".join(filter(None, (text_of(one.author), text_of(one.text)))) for one in done.citations]
    return Answer(texts, {one.id: f"{text_of(one.first)} {text_of(one.text)}" for one in done.entries})


def pandocs(file: StyleFile, items: Path, citations: Sequence[Cites], locale: Locale) -> Answer:
    """Pandoc's answer, from a document with one citation in each paragraph."""
    import pypandoc

    paragraphs = [{"t": "Para", "c": [*_words("X"), {"t": "Space"}, _cite(one, locale), *_words(" y.")]} for one in citations]
    everything = {"t": "MetaInlines", "c": [_cite((Cite("*"),), locale)]}
    document = {"pandoc-api-version": [1, 23, 1], "meta": {"nocite": everything}, "blocks": paragraphs}
    with tempfile.NamedTemporaryFile(suffix=".csl") as style:
        style.write(file.text)
        style.flush()
        command = [pypandoc.get_pandoc_path(), "-f", "json", "-t", "json", "--citeproc", "--csl", style.name]
        command += ["--bibliography", str(items)]
        done = subprocess.run(command, input=json.dumps(document).encode(), capture_output=True, check=True)
    blocks = json.loads(done.stdout)["blocks"]
    texts = [_text(block["c"]).removeprefix("X").strip() for block in blocks[: len(citations)]]
    return Answer([text.removesuffix("y.").strip() for text in texts], dict(_entries(blocks)))


def _words(text: str) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = []
    for at, word in enumerate(text.split(" ")):
        parts += [{"t": "Space"}] if at else []
        parts += [{"t": "Str", "c": word}] if word else []
    return parts


def _cite(citation: Cites, locale: Locale) -> dict[str, Any]:
    cites = []
    for one in citation:
        # Pandoc reads locators from the text, in the words of the style's language.
        locator = f", {locale.term(one.label, 'short') or one.label} {one.locator}" if one.locator else ""
        cites.append(
            {
                "citationId": one.id,
                "citationPrefix": _words(one.prefix) if one.prefix else [],
                "citationSuffix": _words(locator + one.suffix) if locator or one.suffix else [],
                "citationMode": {"t": MODES[one.author]},
                "citationNoteNum": 0,
                "citationHash": 0,
            }
        )
    return {"t": "Cite", "c": [cites, _words("x")]}


def _text(node: Any) -> str:
    if isinstance(node, list):
        return "".join(map(_text, node))
    if not isinstance(node, dict):
        return ""
    tag, content = node["t"], node.get("c")
    if tag in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if tag == "Str":
        return str(content)
    return _text(content[1] if tag in ("Cite", "Div", "Link", "Quoted", "Span") else content)


def _entries(blocks: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if block["t"] == "Div":
            name = block["c"][0][0]
            if name.startswith("ref-"):
                yield name[4:], _text(block["c"][1])
            else:
                yield from _entries(block["c"][1])


def letters(text: str) -> str:
    """What is compared."""
    return "".join(one for one in text if one.isalnum())


def unnumbered(text: str) -> str:
    """An entry without its number in the list."""
    return re.sub(r"^\W*\d+\W+", "", text)


def _unordered(citation: str) -> str:
    """A citation of numbers, without those that follow from the order of the list."""
    return re.sub(r"\d+([, –-]*\d+)*", "", citation)


def compare(name: str, raw: Sequence[Any]) -> Row:
    """One style, by both processors."""
    items = [item_of(one) for one in raw]
    citations = [*((Cite(one.id),) for one in items), *GROUPS]
    file = find_style(name, Path(), "en")
    start = perf_counter()
    own = ours(file, items, citations)
    seconds = perf_counter() - start
    other = pandocs(file, ITEMS, citations, file.read().locale)
    pairs = list(zip(other.citations, own.citations, strict=True))
    listed = [(unnumbered(text), unnumbered(own.entries.get(one, ""))) for one, text in other.entries.items()]
    in_order = list(own.entries) == list(other.entries)
    if not in_order and all(map(str.isdecimal, map(letters, own.citations[: len(items)]))):
        pairs = [
            (re.sub(r"[\d,–-]+", "1", one), re.sub(r"[\d,–-]+", "1", two)) for one, two in pairs
        ]  # Numbers follow the order.
    same, same_listed = (sum(letters(one) == letters(two) for one, two in some) for some in (pairs, listed))
    differences = [(one, two) for one, two in (*pairs, *listed) if letters(one) != letters(two)]
    return Row(name, same, same_listed, len(listed), in_order, seconds, differences)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("styles", nargs="*", default=STYLES)
    parser.add_argument("--differences", action="store_true")
    arguments = parser.parse_args()
    raw = json.loads(ITEMS.read_text(encoding="utf-8"))
    count = len(raw) + len(GROUPS)
    print("| Style | Citations | References | Same order | Seconds |\n| --- | --- | --- | --- | --- |")
    rows = [compare(name, raw) for name in sorted(arguments.styles)]
    for row in rows:
        order = "–" if not row.listed else "yes" if row.in_order else "no"
        print(f"| {row.style} | {row.citations} of {count} | {row.references} of {row.listed} | {order} | {row.seconds:.2f} |")
    same = sum(row.citations + row.references for row in rows)
    whole = sum(count + row.listed for row in rows)
    print(f"\n{same:,} of {whole:,} are equal: {same / whole:.2%}.")
    for row in rows if arguments.differences else ():
        for pandoc, own in row.differences:
            print(f"\n{row.style}\n    pandoc  {pandoc}\n    ours    {own}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
