"""Writes a documentation site of any size that cites, and its twin in which plain links stand in the same places.

    python benchmarks/generate.py FOLDER --pages 660 --references 4900 --entries 6000

makes FOLDER/cards (shortcodes, a registry, the plugin) and FOLDER/links (Markdown links, no plugin). Where references stand,
how often they repeat and how bare the registry is follows a real wiki: 38% in table cells, 32% in list items, 30% in running
text, one alone on its line; nearly all with a label of their own; a third repeat a source of the same page; 87% of the entries
bare. The same numbers always give the same site.
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random

from prose import Slot, Writer
from registry import BARE, Entry, entries, registry_text, snapshot_text

KINDS = {"table": 0.38, "list": 0.32, "prose": 0.30}
REPEATS = 1 / 3
LABELLED = 0.97
POPULAR, TO_POPULAR = 0.01, 0.2
"""A share of the entries, and of the citations that go to them: so a fifth of the cited ones are cited by several pages."""
TYPES = ("analysis", "concept", "event", "organisation", "person", "research-area")


@dataclass(frozen=True, slots=True)
class Size:
    """How much of each there is."""

    pages: int = 660
    references: int = 4900
    entries: int = 6000
    page_bytes: int = 21_000
    """Of Markdown, on average."""
    snapshots: float = 0.05
    """Share of the entries that have a cached copy; of those that are not bare."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference as it will stand in either twin."""

    entry: Entry
    label: str

    def shortcode(self) -> str:
        return f'<< resource:{self.entry.id} "{self.label}" >>' if self.label else f"<< resource:{self.entry.id} >>"

    def link(self) -> str:
        return f"[{self.label or self.entry.title}]({self.entry.url})"


def generate(folder: Path, size: Size, seed: int = 1) -> tuple[Path, Path]:
    """Writes both sites anew; returns their folders, with cards and with links."""
    random = Random(seed)
    known = entries(random, size.entries)
    shutil.rmtree(folder, ignore_errors=True)
    twins = folder / "cards", folder / "links"
    counts = shares(random, size.references, size.pages)
    for number, count in enumerate(counts):
        parts = page(random, f"Page {number}", size.page_bytes, has_card=number == 0)
        chosen = cite(random, parts, count, known)
        for twin, form in zip(twins, (Citation.shortcode, Citation.link), strict=True):
            _write(twin / "docs" / _path(number), fill(parts, {at: form(one) for at, one in chosen.items()}))
    _write_registry(random, twins[0], known, size.snapshots)
    for twin in twins:
        _write(twin / "mkdocs.yml", configuration(size.pages))
    with (twins[0] / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("  - resource-cards:\n      pages: none\n")
    return twins


def shares(random: Random, total: int, parts: int) -> list[int]:
    """`total` dealt out unevenly: many pages cite little, a few cite much."""
    weights = [random.expovariate(1) for _ in range(parts)]
    counts = [int(total * weight / sum(weights)) for weight in weights]
    for _ in range(total - sum(counts)):
        counts[random.randrange(parts)] += 1
    return counts


def page(random: Random, title: str, length: int, *, has_card: bool) -> list[str | Slot]:
    """A page's Markdown, with slots where a reference may stand."""
    writer = Writer(random)
    front = f"---\ntype: {random.choice(TYPES)}\nquality: {random.randint(10, 95)}\n---\n"
    parts: list[str | Slot] = [front, f"# {title} {writer.words(3)}\n\n"]
    if has_card:
        parts += [Slot("card"), "\n\n"]
    wanted = int(length * random.uniform(0.4, 1.6))
    while sum(len(part) for part in parts if isinstance(part, str)) < wanted:
        parts += writer.section()
    return parts


def cite(random: Random, parts: list[str | Slot], count: int, known: list[Entry]) -> dict[int, Citation]:
    """Slot -> what stands there: `count` references (and the card), a third of them of a source cited before on the page."""
    slots = {kind: [at for at, part in enumerate(parts) if part == Slot(kind)] for kind in (*KINDS, "card")}
    wanted = random.choices(list(KINDS), list(KINDS.values()), k=count)
    chosen = [at for kind in KINDS for at in random.sample(slots[kind], min(wanted.count(kind), len(slots[kind])))]
    free = sorted({at for kind in KINDS for at in slots[kind]} - set(chosen))
    chosen += random.sample(free, min(count - len(chosen), len(free)))
    cited: list[Entry] = []
    citations = {}
    for at in sorted(chosen):
        entry = random.choice(cited) if cited and random.random() < REPEATS else _popular(random, known)
        cited.append(entry)
        citations[at] = Citation(entry, Writer(random).words(random.randint(1, 4)) if random.random() < LABELLED else "")
    return citations | {at: Citation(known[0], "") for at in slots["card"]}


def _popular(random: Random, known: list[Entry]) -> Entry:
    """Some sources are cited by many pages, most by one or none."""
    some = len(known) * POPULAR if random.random() < TO_POPULAR else len(known)
    return known[int(some * random.random())]


def fill(parts: list[str | Slot], references: dict[int, str]) -> str:
    """The page's text: the chosen slots filled, the others gone."""
    return "".join(
        part if isinstance(part, str) else part.filled(references[at]) if at in references else ""
        for at, part in enumerate(parts)
    )


def configuration(pages: int) -> str:
    """mkdocs.yml with an explicit navigation in sections of 30."""
    lines = [
        "site_name: Benchmark",
        "site_url: https://site.example/",
        "use_directory_urls: true",
        "theme:",
        "  name: material",
        "  font: false",
        "  features: [navigation.prune, navigation.sections]",
        "markdown_extensions:",
        *(f"  - {name}" for name in ("admonition", "attr_list", "footnotes", "md_in_html", "tables")),
        "  - pymdownx.highlight",
        "  - pymdownx.superfences",
        "  - toc: {permalink: true}",
        "nav:",
    ]
    for number in range(pages):
        if number % 30 == 0:
            lines.append(f"  - Section {number // 30}:")
        lines.append(f"      - Page {number}: {_path(number)}")
    return "\n".join([*lines, "plugins:", "  - search", ""])


def _path(number: int) -> str:
    return "index.md" if number == 0 else f"section-{number // 30}/page-{number}.md"


def _write_registry(random: Random, folder: Path, known: list[Entry], snapshots: float) -> None:
    _write(folder / "resources.yml", registry_text(known))
    for entry in known:
        if entry.rest and random.random() < snapshots / (1 - BARE):
            _write(folder / "snapshots" / f"{entry.id}.md", snapshot_text(Writer(random), entry))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    usual = Size()
    parser = argparse.ArgumentParser(description="Write a site of any size and its twin with plain links.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=usual.pages)
    parser.add_argument("--references", type=int, default=usual.references)
    parser.add_argument("--entries", type=int, default=usual.entries)
    arguments = parser.parse_args()
    for twin in generate(arguments.folder, Size(arguments.pages, arguments.references, arguments.entries)):
        print(twin)


if __name__ == "__main__":
    main()
