"""Builds one after the other, as `serve` makes them: a citation style works for what has changed, and for nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from built import Site

from mkdocs_resource_cards.citation_styles import processor

ENTRY = "- {{id: s{0}, title: Words {0}, authors: [Jane Roe{0}], published: 2020, type: book}}\n"
REGISTRY = "".join(ENTRY.format(number) for number in range(40))


def text(page: int, words: str = "Words") -> str:
    return f"# Page {page}\n\n{words} << resource:s{page} >>, << resource:s{page + 1} view=number >>.\n\n<< references >>\n"


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids that the processor works for: `s1 s2` for a page, `s1` for an entry on its own."""
    found = list[str]()

    def note(name: str) -> None:
        original = getattr(processor, name)

        def counted(style, items, *others):  # type: ignore[no-untyped-def]
            items = list(items) if name != "reference" else [items]
            found.append(" ".join(item.id for item in items))
            return original(style, items if name != "reference" else items[0], *others)

        monkeypatch.setattr(processor, name, counted)

    for name in ("process", "assign", "reference"):
        note(name)
    return found


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
def test_only_what_depends_is_processed_again(tmp_path: Path, worked: list[str], style: str) -> None:
    site = Site(tmp_path, {f"p{page}.md": text(page) for page in range(20)}, REGISTRY, f"citation_style: {style}\n")
    first = site.build()
    assert {f"s{page} s{page + 1}" for page in range(20)} <= set(worked)
    worked.clear()
    assert site.build().files == first.files
    assert worked == [], "nothing has changed"
    site.pages["p3.md"] = text(3, "Other words")
    assert "Other words" in site.build().html("p3/index.html")
    assert worked == [], "the words around citations are nothing to a style"
    site.pages["p5.md"] = text(30)
    assert "s31" in site.build().html("p5/index.html")
    assert [one for one in worked if " " in one] == ["s30 s31"], "one page cites others"
    worked.clear()
    site.registry = REGISTRY.replace("Words 9,", "Other 9,")
    assert "Other 9" in site.build().html("p9/index.html")
    assert [one for one in worked if " " in one] == ["s8 s9", "s9 s10"], "two pages cite what has changed"
    assert {one for one in worked if " " not in one} <= {"s9"}


def test_what_tells_sources_of_a_site_apart_is_found_once(tmp_path: Path, worked: list[str]) -> None:
    options = "citation_style: apa\nreferences: site\n"
    site = Site(tmp_path, {f"p{page}.md": text(page) for page in range(20)}, REGISTRY, options)
    site.build()
    assert sum(len(one.split()) > 2 for one in worked) == 1
    worked.clear()
    site.pages["p3.md"] = text(3, "Other words")
    site.build()
    assert worked == []
