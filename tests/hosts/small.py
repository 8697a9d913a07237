"""A small site, the same for every host."""

from __future__ import annotations

from pathlib import Path

REGISTRY = """\
- id: f19373dc25a8a96f
  title: The Urgency of Interpretability
  url: https://darioamodei.com/post/the-urgency-of-interpretability
  authors: [Dario Amodei]
  published: 2025-04
  type: web
- id: b2
  title: Toy Models of Superposition
  url: https://transformer-circuits.pub/2022/toy_model/
  type: paper
  cited_by: [A page elsewhere, guide/other]
"""

HOME = """\
---
quality: 66
type: Overview
---
# Home

## Why

See << resource:f19373dc25a8a96f >>.

<< resource:b2 >>
"""
OTHER = """\
# Other

<< resource:f19373dc25a8a96f >>

Again << resource:f19373dc25a8a96f view=number >>.
"""
PAGES = {"index.md": HOME, "guide/other page.md": OTHER}


def write(root: Path, pages: dict[str, str] | None = None, registry: str = REGISTRY) -> Path:
    """The site's files in `root`; returns it."""
    (root / "resources.yml").write_text(registry, encoding="utf-8")
    for path, text in (PAGES if pages is None else pages).items():
        file = root / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root
