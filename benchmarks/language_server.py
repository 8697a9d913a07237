"""How long an editor waits: the real server, 10,000 entries, 660 pages.

    python benchmarks/language_server.py

Prints the median and the 95th percentile of each kind of request, in milliseconds, as the client sees them, and on Linux what
the server's processor spent on them on average, which other work on the machine disturbs less.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests" / "language_server"))

from editor import Editor

ENTRIES, PAGES, TIMES = 10_000, 660, 40
SYLLABLES = "ba con tri mel or ga nis tu pre fi lo ster qua vin dex al re ti on".split()
WORDS = ["".join(random.Random(number).choices(SYLLABLES, k=1 + number % 4)) for number in range(3000)]


def made(folder: Path) -> list[str]:
    """A site; the titles of its entries."""
    draw = random.Random(1)
    titles = [" ".join(draw.choices(WORDS, k=8)).capitalize() for _ in range(ENTRIES)]
    entries = (f'- id: "{n:016x}"\n  title: {title}\n  url: https://example.org/{n}\n' for n, title in enumerate(titles))
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: T\nplugins: [resource-cards]\n", encoding="utf-8")
    (folder / "resources.yml").write_text("".join(entries), encoding="utf-8")
    for page in range(PAGES):
        cited = "\n\n".join(
            f"{' '.join(draw.choices(WORDS, k=60))} << resource:{draw.randrange(ENTRIES):016x} >>." for _ in range(8)
        )
        (folder / f"docs/page{page}.md").write_text(f"# Page {page}\n\n{cited}\n", encoding="utf-8")
    return titles


def spent(editor: Editor) -> float:
    """Seconds of a processor that the server has used, 0 where nobody tells."""
    try:
        fields = Path(f"/proc/{editor.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(editor: Editor, name: str, work: Callable[[int], object]) -> None:
    taken, before = list[float](), spent(editor)
    for number in range(TIMES):
        begun = time.perf_counter()
        work(number)
        taken.append(1000 * (time.perf_counter() - begun))
    cost = 1000 * (spent(editor) - before) / TIMES
    late = sorted(taken)[int(0.95 * TIMES)]
    print(f"{name:12} median {statistics.median(taken):7.1f} ms   95% {late:7.1f} ms   processor {cost:7.1f} ms")


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        titles = made(root)
        for name in ("cold start", "warm start"):
            begun = time.perf_counter()
            with Editor(root) as editor:
                started = time.perf_counter()
                editor.open("docs/page0.md")
                took = time.perf_counter() - started
                print(f"{name:12} {started - begun:.2f} s, and the first page {took:.2f} s; processor {spent(editor):.2f} s")
        with Editor(root) as editor:
            editor.open("docs/page0.md")
            text = (root / "docs/page0.md").read_text(encoding="utf-8")
            word = " ".join(titles[77].split()[:2])
            line = f"<< resource:{word.replace(' ', '-').lower()}"
            timed(
                editor, "diagnostics", lambda number: editor.type("docs/page0.md", f"{text}\n<< resource:unknown{number} >>\n")
            )
            editor.type("docs/page0.md", line)
            timed(editor, "completion", lambda number: editor.complete("docs/page0.md", 0, len(line) - number % 4))
            editor.type("docs/page0.md", text)
            column = text.split("\n")[2].index("<<") + 14
            timed(editor, "hover", lambda number: editor.hover("docs/page0.md", 2, column))


if __name__ == "__main__":
    main()
