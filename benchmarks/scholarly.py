"""Writes a site whose pages cite as papers do: numbers, locators, groups, a list of references at the end of each page.

    python benchmarks/scholarly.py FOLDER --pages 60 --citations 30 --style apa

What is cited has what styles show: people, venue, volume, pages, DOI. A fifth of the citations names a place in its source,
a tenth two sources at once, a quarter repeats a source of the same page. The same numbers always give the same site.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from random import Random

from prose import Writer

GIVEN = "Ada Ben Carla Dmitri Eva Farid Greta Hiro Ines Jonas Kofi Lena Mei Nils Olga Pedro Rosa Sven Tara Uwe".split()
FAMILY = (
    "Alvarez Becker Chen Duarte Eriksen Fischer Garcia Haddad Ito Jensen Kowalski Lindqvist Moreau Nakamura Okafor Petrov "
    "Quispe Rossi Schmidt Tanaka Ueda Vargas Weber Xu Yilmaz Zhang".split()
)
KINDS = {"paper": 0.65, "book": 0.2, "chapter": 0.1, "web": 0.05}
PLACED, GROUPED, REPEATED = 0.2, 0.1, 0.25


def generate(folder: Path, pages: int, citations: int, style: str = "", seed: int = 1) -> Path:
    """Writes the site anew; `citations` are those of one page, `style` the option `citation_style`."""
    random = Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    known = [f"source{number}" for number in range(max(4 * citations, pages * citations // 4))]
    _write(folder / "resources.yml", "".join(_entry(random, one) for one in known))
    for number in range(pages):
        _write(folder / "docs" / (f"page-{number}.md" if number else "index.md"), page(random, number, citations, known))
    options = "site_name: Benchmark\nsite_url: https://site.example/\ntheme: {name: material, font: false}\n"
    own = f"      citation_style: {style}\n" if style else ""
    plugin = f"plugins:\n  - search\n  - resource-cards:\n      pages: none\n{own}"
    _write(folder / "mkdocs.yml", options + plugin)
    return folder


def page(random: Random, number: int, citations: int, known: list[str]) -> str:
    """A page's Markdown: paragraphs of sentences, most of which cite."""
    writer, parts = Writer(random), [f"# Page {number} {Writer(random).words(3)}\n"]
    cited: list[str] = []
    while len(cited) < citations:
        sentences = []
        for _ in range(4):
            keys = [_source(random, cited, known)]
            keys += [_source(random, cited, known)] if random.random() < GROUPED else []
            place = f' at="p. {random.randint(1, 300)}"' if len(keys) == 1 and random.random() < PLACED else ""
            cite = f"<< resource{'s' * (len(keys) > 1)}{':' if len(keys) == 1 else ' '}{' '.join(keys)} view=number{place} >>"
            sentences.append(f"{writer.sentence().removesuffix('.')} {cite}." if len(cited) < citations else writer.sentence())
            cited += keys
        parts.append(" ".join(sentences) + "\n")
    return "\n".join([*parts, "## References\n", "<< references >>\n"])


def _source(random: Random, cited: list[str], known: list[str]) -> str:
    return random.choice(cited if cited and random.random() < REPEATED else known)


def _entry(random: Random, name: str) -> str:
    writer, kind = Writer(random), random.choices(list(KINDS), list(KINDS.values()))[0]
    number = random.choice((1, 1, 2, 2, 3, 4, 5, 8))
    people = dict.fromkeys(f'"{random.choice(FAMILY)}, {random.choice(GIVEN)}"' for _ in range(number))
    lines = [
        f"- id: {name}",
        f"  title: {writer.words(random.randint(4, 12)).capitalize()}",
        f"  type: {kind}",
        f"  authors: [{', '.join(people)}]",
        f'  published: "{random.randint(1990, 2025)}-{random.randint(1, 12):02}"',
    ]
    if kind in ("paper", "chapter"):
        first = random.randint(1, 900)
        lines += [f"  container_title: {writer.words(3).title()}", f'  pages: "{first}-{first + random.randint(3, 30)}"']
    if kind == "paper":
        lines += [f'  volume: "{random.randint(1, 90)}"', f'  issue: "{random.randint(1, 12)}"']
        lines += [f"  doi: 10.5555/{name}.{random.randint(1000, 9999)}"]
    elif kind == "web":
        lines += [f"  url: https://host.example/{name}"]
    else:
        lines += [f"  publisher: {writer.words(2).title()} Press", f"  publisher_place: {writer.words(1).title()}"]
    return "\n".join([*lines, ""])


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a site that cites as papers do.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1)
    parser.add_argument("--citations", type=int, default=100)
    parser.add_argument("--style", default="")
    arguments = parser.parse_args()
    print(generate(arguments.folder, arguments.pages, arguments.citations, arguments.style))


if __name__ == "__main__":
    main()
