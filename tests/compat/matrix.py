"""The matrix site: small, with a citation in every kind of place, the same for every host and neighbour."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

REGISTRY = """\
- id: alpha
  title: The Alpha Paper
  url: https://alpha.example/paper
  type: paper
  authors: [Ada Alpha]
  published: 2020-05-17
  snapshot:
    status: 200
    fetched: 2026-05-17
    bytes: 4096
    text: The excerpt of the alpha paper says in one sentence what it is about.
- id: beta
  title: The Beta Essay
  url: https://beta.example/essay
- id: "0123456701234567"
  title: A Work Whose Id Looks Like a Number
  url: https://gamma.example/
"""

HOME = """\
---
type: Overview
quality: 90
---
# Home

Running text with << resource:alpha >> and << resource:beta "a label" >>.

| Work | What |
|---|---|
| << resource:alpha "in a cell" >> | a table |

- a tight item with << resource:0123456701234567 >>
"""

PAGE_A = """\
---
type: Article
quality: 70
---
# Page A

<< resource:alpha >>

A numbered one << resource:beta view=number >>.
"""

PAGE_B = """\
# Page B

## A section

<< resource:alpha view=compact >>

<< resources beta 0123456701234567 view=grid >>

<< references >>
"""

CODE = """\
# Code

Written `<< resource:alpha >>` and

```text
<< resource:alpha >>
```
"""

PAGES = {"index.md": HOME, "guide/a.md": PAGE_A, "guide/b.md": PAGE_B, "code.md": CODE}
ROWS = ("Home", "Page A", "Page B")
"""Who cites alpha, in the order of its cards."""


def write(root: Path, files: Mapping[str, str], config: str, name: str = "mkdocs.yml") -> Path:
    """The matrix site in `root`, with `files` (path -> text, `""` leaves one out) over its own."""
    own = {f"docs/{path}": text for path, text in PAGES.items()}
    for path, text in {**own, "resources.yml": REGISTRY, name: config, **files}.items():
        if text:
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return root
