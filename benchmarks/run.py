"""Measures what the plugin adds to a build, over plain links in the same places.

    python benchmarks/run.py [wiki] [references] [registry] [scale] [pages] [imports] [styled] [--pairs 5] [--before FOLDER]

Whole-process CPU (user and system) of `mkdocs build` with Material. Sites that are compared are built at the same time on one
core, so that other work on the machine slows both; what cannot be is built in turns. Medians of the pairs' differences, with
their quartiles where there is room. Prints a Markdown table. `styled` needs the extra `csl`; with `--before`, a checkout of an
earlier version, it also compares a site without a style in both versions.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import scholarly
from measure import (
    Cost,
    Run,
    Spread,
    added,
    alternate,
    build,
    cpu,
    import_time,
    imported,
    peak,
    share,
    start,
    together,
    weight,
)

CACHE = ".cache"
STYLES = "apa", "ieee", "chicago-notes-bibliography"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    measured: float | Spread
    unit: str
    agreed: float | None
    """At most; the unit is that of `measured`. None where nothing is agreed."""

    def __str__(self) -> str:
        agreed = "" if self.agreed is None else f"{_short(self.agreed)} {self.unit}"
        return f"| {self.name} | {self._measured()} | {agreed} |"

    def _measured(self) -> str:
        if isinstance(self.measured, Spread):
            low, middle, high = map(_short, self.measured)
            return f"{middle} {self.unit} ({low} to {high})"
        return f"{self.measured:.3f} times" if self.unit == "times" else f"{_short(self.measured)} {self.unit}"


@dataclass(frozen=True, slots=True)
class Bench:
    """What was asked for on the command line."""

    folder: Path
    pages: int
    references: int
    entries: int
    pairs: int
    before: Path | None = None
    """A checkout of an earlier version."""

    def site(self, name: str, pages: int, references: int, entries: int) -> tuple[Path, Path]:
        """Generates a site and its twin, in a process of its own: memory of this one would count as that of the builds."""
        folder = self.folder / name
        sizes = [f"--pages={pages}", f"--references={references}", f"--entries={entries}"]
        program = Path(__file__).with_name("generate.py")
        subprocess.run([sys.executable, str(program), str(folder), *sizes], check=True, stdout=subprocess.DEVNULL)
        return folder / "cards", folder / "links"

    def part_of_references(self, pages: int) -> int:
        """As many references as that many pages would have in the whole site."""
        return max(1, self.references * pages // self.pages)


def wiki(bench: Bench) -> list[Row]:
    """The whole site with default settings, with no cache, and without pages of its own: time and weight beside the twin's."""
    cards, links = bench.site("wiki", bench.pages, bench.references, bench.entries)
    none, fresh = _copy(cards, "none"), _copy(cards, "fresh")
    for site in (cards, fresh):
        _set(site, "pages", "cited")
    for site in (cards, none):
        build(site)
    works = (partial(start, links), partial(start, cards), partial(start, none), partial(_start_cold, fresh))
    plain, usual, without, cold = map(cpu, together(bench.pairs, *works))
    made = len(list((cards / "site" / "resources").glob("*/index.html")))
    cited = (cards / "site" / "resources" / "index.html").read_text(encoding="utf-8").count("<tr data-rc-id=")
    return [
        Row("build of the twin with plain links", median(plain), "s", None),
        Row(f"default settings: {cited} sources cited, {made} pages of theirs", share(usual, plain), "%", 10),
        *_heavier(cards, links, 1.3),
        Row("the same, no cache", share(cold, plain), "%", None),
        Row("`pages: none`, with previews", share(without, plain), "%", 0),
        *_heavier(none, links, 1.1),
    ]


def _heavier(site: Path, twin: Path, agreed: float) -> list[Row]:
    """What a built site weighs beside its twin, of whose bytes so many times are agreed."""
    ours, plain = weight(site), weight(twin)
    return [
        Row("its bytes", ours.bytes / plain.bytes, "times", agreed),
        Row(f"its {ours.files} files", ours.files / plain.files, "times", None),
        Row("elements of its pages", ours.elements / plain.elements, "times", None),
    ]


def references(bench: Bench) -> list[Row]:
    """The whole site: references alone, with their previews, and these with no cache."""
    cards, links = bench.site("whole", bench.pages, bench.references, bench.entries)
    bare, fresh = _copy(cards, "bare"), _copy(cards, "fresh")
    _set(bare, "previews", "false")
    for site in (bare, cards):
        build(site)
    works = (partial(start, links), partial(start, bare), partial(start, cards), partial(_start_cold, fresh))
    plain, least, warm, cold = map(cpu, together(bench.pairs, *works))
    base, each = median(plain), 1e6 / bench.references
    return [
        Row("build of the twin with plain links", base, "s", None),
        Row("a reference, warm cache, registry included", added(least, plain) * each, "µs", 50),
        Row("a reference with previews", added(warm, plain) * each, "µs", 100),
        Row("share of the build, warm cache", share(least, plain), "%", 2),
        Row("share of the build, with previews", share(warm, plain), "%", 4),
        Row("share of the build, with previews, no cache", share(cold, plain), "%", 4 + 8e-3 * bench.entries / base),
    ]


def registry(bench: Bench) -> list[Row]:
    """Reading the registry where there is no cache, on a site so small that nothing else counts."""
    cards, _ = bench.site("registry", 3, 20, bench.entries)
    build(cards)
    warm, cold = alternate(bench.pairs * 2, partial(build, cards), partial(_cold, cards))
    return [Row("a registry entry, no cache", added(cpu(cold), cpu(warm)) / bench.entries * 1e6, "µs", 80)]


def scale(bench: Bench) -> list[Row]:
    """A huge registry, warm, of which a site shows little."""
    small, _ = bench.site("small", 20, bench.part_of_references(20), 300)
    huge, _ = bench.site("huge", 20, bench.part_of_references(20), 100_000)
    build(small)
    build(huge)
    few, many = alternate(bench.pairs * 2, partial(build, small), partial(build, huge))
    return [
        Row("100,000 entries over 300, warm cache", added(cpu(many), cpu(few)), "s", 0.1),
        Row("100,000 entries over 300, memory", added(peak(many), peak(few)), "MB", 10),
    ]


def pages(bench: Bench) -> list[Row]:
    """Pages made for cited resources, beside the pages that people wrote."""
    count = max(10, bench.pages // 6)
    cards, links = bench.site("pages", count, bench.part_of_references(count), bench.entries * count // bench.pages)
    _, one = bench.site("one", 1, 1, 1)
    without = _copy(cards, "without")
    _set(cards, "pages", "cited")
    for site in (cards, without, one):
        build(site)
    made, none, plain, empty = together(bench.pairs, *(partial(start, site) for site in (cards, without, links, one)))
    generated = len(list((cards / "site" / "resources").glob("*/index.html")))
    written = added(cpu(plain), cpu(empty)) / (count - 1)
    extra = added(cpu(made), cpu(none)) / generated
    return [
        Row(f"a written page ({count} of them)", written * 1000, "ms", written * 1000),
        Row(f"a page made for a resource ({generated} of them)", extra * 1000, "ms", written * 500),
    ]


def imports(bench: Bench) -> list[Row]:
    """Modules that a warm build imports, and the twin's does not."""
    cards, links = bench.site("imports", 3, 20, 100)
    build(cards)
    known = imported(links)
    new = [name for name in imported(cards) if name not in set(known)]
    times = [import_time(known, new) for _ in range(bench.pairs * 3)]
    return [Row(f"imports over MkDocs', warm cache ({len(new)} modules)", median(times) * 1000, "ms", 30)]


def styled(bench: Bench) -> list[Row]:
    """Pages in a citation style, over the same pages with the built-in numbers; in both, the same is cached."""
    rows = []
    for pages, citations, styles in ((1, 100, STYLES), (60, 30, STYLES[:1])):
        name = f"{pages} pages of {citations} citations" if pages > 1 else f"a page of {citations} citations"
        numbers = scholarly.generate(bench.folder / "numbers", pages, citations)
        build(numbers)
        for style in styles:
            site = scholarly.generate(bench.folder / "styled", pages, citations, style)
            build(site)
            plain, warm = map(cpu, together(bench.pairs, partial(start, numbers), partial(start, site)))
            none, cold = map(cpu, together(bench.pairs, partial(_start_cold, numbers), partial(_start_cold, site)))
            rows += [
                Row(f"{style}, {name}, cached", share(warm, plain), "%", 0.4),
                Row(f"{style}, {name}, nothing cached", added(cold, none), "s", 1 if pages == 1 else None),
                Row("its bytes", weight(site).bytes / weight(numbers).bytes, "times", None),
            ]
    return [*rows, *_over_earlier(bench)]


def _over_earlier(bench: Bench) -> list[Row]:
    """A site without a style, in an earlier version and now."""
    if bench.before is None:
        return []
    site, _ = bench.site("unstyled", 60, bench.part_of_references(60), bench.entries * 60 // bench.pages)
    earlier = _copy(site, "earlier")
    old = partial(start, earlier, package=bench.before)
    build(site)
    old().cost()
    before, now = map(cpu, together(bench.pairs, old, partial(start, site)))
    return [Row("no style, 60 pages, over the earlier version", share(now, before), "%", 0)]


PARTS: dict[str, Callable[[Bench], list[Row]]] = {
    part.__name__: part for part in (wiki, references, registry, scale, pages, imports, styled)
}


def _cold(site: Path) -> Cost:
    return _start_cold(site).cost()


def _start_cold(site: Path) -> Run:
    shutil.rmtree(site / CACHE, ignore_errors=True)
    return start(site)


def _copy(site: Path, name: str) -> Path:
    """A site not yet built, under another name beside it."""
    other = site.with_name(name)
    shutil.copytree(site, other)
    return other


def _set(site: Path, option: str, value: str) -> None:
    """Sets one of the plugin's options, which stand at the end of the configuration."""
    path = site / "mkdocs.yml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(f"      {option}: ")]
    path.write_text("\n".join([*lines, f"      {option}: {value}", ""]), encoding="utf-8")


def _short(number: float) -> str:
    return f"{number:.0f}" if abs(number) >= 100 else f"{number:.3g}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what the plugin adds to a build.")
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], default=[], metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--pages", type=int, default=660)
    parser.add_argument("--references", type=int, default=4900)
    parser.add_argument("--entries", type=int, default=6000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--before", type=Path, help="a checkout of an earlier version, for the part styled")
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(
            Path(folder), arguments.pages, arguments.references, arguments.entries, arguments.pairs, arguments.before
        )
        for part in arguments.parts or PARTS:
            print(f"{part}:", file=sys.stderr)
            rows += PARTS[part](bench)
    print(
        f"{arguments.pages} pages, {arguments.references} references, {arguments.entries} entries; {arguments.pairs} pairs\n"
    )
    print("| | measured | at most |\n|---|---|---|", *rows, sep="\n")


if __name__ == "__main__":
    main()
