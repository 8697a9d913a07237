"""A page that cites 200 sources, and its twin with plain links in the same places, built by MkDocs with Material."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import yaml

SOURCES = 200
_WORDS = """model reader signal library method question answer paper theory measure result language network training context
feature circuit attention evidence argument history column river mountain engine letter window garden""".split()


def build(folder: Path) -> None:
    """Builds `cited/` and `plain/`, with a card and a list of references on the first, plain paragraphs in their place."""
    chance = random.Random(1)
    registry = [_entry(chance, number) for number in range(SOURCES)]
    texts = [" ".join(chance.choices(_WORDS, k=9)) for _ in registry]
    shortcodes = [f"<< resource:{one['id']} >>" for one in registry]
    links = [f"[{one['title']}]({one['url']})" for one in registry]
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    for name, places in (("cited", shortcodes), ("plain", links)):
        (docs / f"{name}.md").write_text(_page(texts, places), encoding="utf-8")
    first = registry[0]
    cards = f"\n<< resource:{first['id']} >>\n\n<< resource:{registry[1]['id']} view=compact >>\n"
    card = f"{cards}\n## References\n\n<< references >>\n"
    (docs / "views.md").write_text(_page(texts[:9], shortcodes[:9]) + card, encoding="utf-8")
    (docs / "views-plain.md").write_text(_page(texts[:9], links[:9]), encoding="utf-8")
    (folder / "resources.yml").write_text(yaml.safe_dump(registry, sort_keys=False), encoding="utf-8")
    config = "site_name: A\ntheme: {name: material, font: false}\nplugins: [resource-cards: {pages: none}]\n"
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, env=environment, check=True)


def _entry(chance: random.Random, number: int) -> dict[str, object]:
    title = " ".join(chance.choices(_WORDS, k=5)).capitalize()
    summary = ". ".join(" ".join(chance.choices(_WORDS, k=12)).capitalize() for _ in range(6)) + "."
    return {
        "id": f"{chance.getrandbits(64):016x}",
        "title": title,
        "url": f"https://{chance.choice(_WORDS)}.example/{'-'.join(title.lower().split())}",
        "type": "paper",
        "authors": [f"{chance.choice(_WORDS).title()} {chance.choice(_WORDS).title()}"],
        "published": f"{chance.randrange(1990, 2026)}-{chance.randrange(1, 13):02}",
        "summary": summary,
        "abstract": summary,
    }


def _page(texts: list[str], places: list[str]) -> str:
    sentences = [f"{text.capitalize()} {place}, {text}." for text, place in zip(texts, places, strict=True)]
    paragraphs = [" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)]
    return "# A page\n\n" + "\n\n".join(paragraphs) + "\n"


if __name__ == "__main__":
    build(Path(sys.argv[1]))
