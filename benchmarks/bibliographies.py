"""Measures what a bibliography of 10,000 entries costs as part of a registry: read first, unchanged, with one entry changed.

    python benchmarks/bibliographies.py [ENTRIES]

Prints the CPU seconds of each, in a process of its own, as a Markdown table.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

from prose import Writer

AGREED = {"first": 5.0, "unchanged": 0.05, "one entry changed": 1.0}
"""Seconds for 10,000 entries."""
LOAD = """
import sys, time
from pathlib import Path
from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.registry import load
folder, start = Path(sys.argv[1]), time.process_time()
cache = Cache(folder / "cache")
assert load([Path("library.bib")], folder, cache)["key7"].title
print(time.process_time() - start)
"""


def entry(random: Random, writer: Writer, number: int) -> str:
    """One article as reference managers export it, with an abstract."""
    authors = " and ".join(f"{writer.words(1).title()}, {writer.words(1).title()}" for _ in range(random.randint(1, 5)))
    abstract = " ".join(writer.sentence() for _ in range(6))
    title = f"{{{{{writer.words(8).capitalize()}}} with $\\alpha$ and \\'o}}"
    return (
        f"@article{{key{number},\n  title = {title},\n  author = {{{authors}}},\n  journal = {{{writer.words(2)}}},\n"
        f"  year = {{{random.randint(1950, 2025)}}},\n  month = mar,\n  volume = {{{random.randint(1, 90)}}},\n"
        f"  pages = {{{number}--{number + 9}}},\n  doi = {{10.1000/x{number}}},\n  url = {{https://example.org/{number}}},\n"
        f"  abstract = {{{abstract}}},\n}}\n\n"
    )


def seconds(folder: Path) -> float:
    """What it takes to load the registry and to look up one entry."""
    return float(subprocess.run([sys.executable, "-c", LOAD, str(folder)], check=True, capture_output=True, text=True).stdout)


def main(count: int) -> None:
    random = Random(1)
    writer = Writer(random)
    entries = [entry(random, writer, number) for number in range(count)]
    with tempfile.TemporaryDirectory() as name:
        folder, measured = Path(name), list[float]()
        (folder / "library.bib").write_text("".join(entries), encoding="utf-8")
        measured += [seconds(folder), seconds(folder)]
        entries[3] = entries[3].replace("volume = {", "volume = {1")
        (folder / "library.bib").write_text("".join(entries), encoding="utf-8")
        measured.append(seconds(folder))
    print(f"| {count} entries | Seconds | Agreed for 10,000 |\n| --- | --- | --- |")
    for (label, agreed), one in zip(AGREED.items(), measured, strict=True):
        print(f"| {label} | {one:.2f} | {agreed:.2f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
