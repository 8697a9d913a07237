"""Builds a small site that shows every view, in any theme, straight from the renderer; run it to look at pictures of it.

    python tests/looks/gallery.py FOLDER [material|mkdocs|readthedocs]

Cards enter the finished Markdown through a hook of a few lines: nothing but words, templates and style sheet is looked at.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import samples
import yaml

from mkdocs_resource_cards.cards.card import Card, CitedItem, Reference
from mkdocs_resource_cards.cards.compose import CardContext, compose, is_mixed
from mkdocs_resource_cards.excerpt import Preview
from mkdocs_resource_cards.i18n import Translations
from mkdocs_resource_cards.model import CitingPage, Resource
from mkdocs_resource_cards.render import Renderer, item_view, preview_data
from mkdocs_resource_cards.resource_query import by_title

ASSETS = Path(__file__).parents[2] / "mkdocs_resource_cards" / "assets"
HOOK = """
import json, pathlib, re
PARTS = json.loads((pathlib.Path(__file__).parent / "parts.json").read_text(encoding="utf-8"))
def on_page_content(html, **_):
    return re.sub("(?:<p>)?@@([a-z0-9-]+)@@(?:</p>)?", lambda found: PARTS[found[1]], html)
"""
PREVIEW = Preview(
    html="<p><strong>The Urgency of Interpretability</strong></p><p>April 2025</p>"
    + f"<p>{samples.URGENCY_TEXT} We can’t <em>stop</em> the bus.</p>"
    + '<p>In the past I’ve written about <a href="https://example.org/x" rel="nofollow noopener">the good</a>.</p>' * 3
    + "<pre><code>a very long line of code "
    + "x " * 80
    + "</code></pre><table><tr>"
    + f"<td>{'wide' * 6}</td>" * 8
    + "</tr></table>",
    truncated=True,
    shown_bytes=3100,
    snapshot=None,
)


@dataclass
class Gallery:
    """Makes parts for one language."""

    words: Translations
    renderer: Renderer

    def card(self, resource: Resource, view: str, suffix: str = "", **context: Any) -> Card:
        return compose(
            resource,
            CardContext(
                words=self.words,
                view=view,
                citing=samples.CITING.get(resource.id, ()),
                link=_link,
                page_href="" if resource is samples.MEMO else "../resource/",
                index_href="../resources/",
                excerpt=samples.EXCERPTS.get(resource.id, ""),
                snapshot=samples.SNAPSHOTS.get(resource.id),
                suffix=suffix,
                **context,
            ),
        )

    def html(self, resource: Resource, view: str, suffix: str = "") -> str:
        return self.renderer.card(self.card(resource, view, suffix)).html()

    def link(self, resource: Resource, label: str = "", suffix: str = "") -> str:
        text = label or resource.title
        reference = Reference(
            resource.id,
            text,
            resource.url,
            resource.type or "resource",
            f"rc-ref-{resource.id}{suffix or label[:3]}",
            mixed=is_mixed(text, self.words.page_direction),
        )
        return self.renderer.reference(reference).html()

    def number(self, resource: Resource, number: int, occurrence: str = "") -> str:
        reference = Reference(
            resource.id, resource.title, f"#rc-cite-{resource.id}", resource.type, f"rc-ref-{resource.id}{occurrence}", number
        )
        return self.renderer.reference(reference).html()

    def group(self, *cited: tuple[Resource, int]) -> str:
        references = (Reference(one.id, one.title, f"#rc-cite-{one.id}", one.type, "", number) for one, number in cited)
        parts = ", ".join(self.renderer.cited_number(one).html() for one in references)
        return f'<span class="rc-cites">[{parts}, p. 3]</span>'

    def listing(self, resources: Iterable[Resource], view: str, suffix: str = "") -> str:
        return self.renderer.listing([self.card(one, item_view(view), suffix) for one in resources], view).html()

    def references(self, resources: Iterable[Resource]) -> str:
        items = [
            CitedItem(
                self.card(one, "number"),
                (f"#rc-ref-{one.id}", f"#rc-ref-{one.id}:2") if one is samples.MONOSEMANTICITY else (f"#rc-ref-{one.id}",),
            )
            for one in resources
        ]
        return self.renderer.references(items).html()

    def previews(self, resources: Iterable[Resource]) -> str:
        made = ((one.id, self.renderer.preview(self.card(one, "preview", "-pop"))) for one in resources)
        return preview_data.embedded(made, self.words)

    def parts(self) -> dict[str, str]:
        """name -> HTML, for `@@name@@` in a page."""
        made: dict[str, str] = {"previews": self.previews(samples.ALL)}
        for name, resource in vars(samples).items():
            if isinstance(resource, Resource):
                key = name.lower()
                made |= {f"{key}-{view}": self.html(resource, view, f"-{view}") for view in ("full", "compact", "tile")}
                made[f"{key}-link"] = self.link(resource)
                made[f"{key}-page"] = self.renderer.page(
                    self.card(resource, "page"), PREVIEW if resource is samples.URGENCY else None
                )
        return made | self._more_parts()

    def _more_parts(self) -> dict[str, str]:
        missing = self.renderer.missing
        cited = (samples.URGENCY, samples.MONOSEMANTICITY, samples.ATTENTION, samples.NEURAL, samples.ALIGNMENT)
        return {
            "labelled": self.link(samples.NEURAL, "the 3Blue1Brown introduction"),
            "two": self.number(samples.MONOSEMANTICITY, 2),
            "two-again": self.number(samples.MONOSEMANTICITY, 2, ":2"),
            "group": self.group((samples.MONOSEMANTICITY, 2), (samples.NEURAL, 4)),
            "three": self.number(samples.ATTENTION, 3),
            "missing": missing("f19373dc25a8a96e", closest=(samples.URGENCY.id, samples.URGENCY.title)).html(),
            "missing-inline": missing("0000deadbeef0000", inline=True).html(),
            "grid": self.listing((samples.URGENCY, samples.MONOSEMANTICITY, samples.ALIGNMENT, samples.LENS), "grid", "-g"),
            "list": self.listing((samples.ATTENTION, samples.NEURAL, samples.REPORT, samples.PILE), "list", "-l"),
            "many": "".join(f"<p>Text {self.link(one, str(n))} text.</p>" for n, one in enumerate(samples.ALL * 9) if n < 107),
            "table": self.listing((samples.ATTENTION, samples.NEURAL, samples.MEMO), "table", "-t"),
            "both-directions": "".join(
                f'<p style="width: {170 + 3 * n}px">ספר {self.link(samples.URGENCY, label, f"-{n}")}. More</p>'
                for n, label in enumerate(
                    ("2020a, 33 וגם Roe, (2)", "a עמ' 33 (2) Roe,", "Roe, 2020a, עמ' 33", "ספר of this") * 7
                )
            ),
            "rtl-grid": self.listing((samples.ARABIC, samples.URGENCY), "grid", "-g"),
            "references": self.references(cited),
            "rtl-references": self.references((samples.ARABIC, samples.URGENCY, samples.MONOSEMANTICITY)),
            "index": self.renderer.index([self.card(one, "index") for one in by_title(samples.ALL)]),
            "publication": self.renderer.publication(
                samples.NEURIPS._replace(description="The Conference on Neural Information Processing Systems."),
                [self.card(samples.ATTENTION, "compact", "-pub")],
            ),
        }


PAGES = (
    "index.md",
    "variants.md",
    "stress.md",
    "resource.md",
    "long.md",
    "resources.md",
    "publication.md",
    "rtl.md",
    "many.md",
)
THEMES: dict[str, dict[str, Any]] = {
    "material": {
        "name": "material",
        "features": ["navigation.tabs", "navigation.instant"],
        "palette": [
            {"scheme": scheme, "toggle": {"icon": "material/weather-night", "name": "Switch"}}
            for scheme in ("default", "slate")
        ],
        "font": False,
    },
    "mkdocs": {"name": "mkdocs", "user_color_mode_toggle": True},
    "readthedocs": {"name": "readthedocs"},
}


def build(folder: Path, theme: str = "material", language: str = "en", address: str = "http://127.0.0.1/") -> Path:
    """Writes and builds the gallery in `folder`, emptied first, for a server at `address`; returns the built site's folder."""
    shutil.rmtree(folder, ignore_errors=True)
    docs = folder / "docs"
    shutil.copytree(Path(__file__).parent / "pages", docs)
    for asset in ASSETS.iterdir():
        shutil.copy(asset, docs)
    # Material's own font, where it is installed.
    (docs / "gallery.css").write_text(':root { --md-text-font: "Roboto"; --md-code-font: "Roboto Mono"; }', encoding="utf-8")
    words = Translations(language)
    parts = Gallery(words, Renderer([], words)).parts()
    (folder / "parts.json").write_text(json.dumps(parts), encoding="utf-8")
    (folder / "hook.py").write_text(HOOK, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({"site_url": address, **_config(theme, language)}), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", folder / "mkdocs.yml"], check=True)
    return folder / "site"


def _config(theme: str, language: str) -> dict[str, Any]:
    chosen = {**THEMES[theme], **({"language": language} if theme == "material" else {})}
    return {
        "site_name": "Interpretability handbook",
        "theme": chosen,
        "nav": list(PAGES),
        "hooks": ["hook.py"],
        "plugins": ["search"],
        "markdown_extensions": ["admonition", "tables"],
        "extra_css": ["resource-cards.css", "gallery.css"],
        "extra_javascript": ["resource-cards.js"],
        "validation": {"links": {"not_found": "ignore", "unrecognized_links": "ignore", "anchors": "ignore"}},
    }


def _link(page: CitingPage) -> str:
    return page.url or "../variants/"


def main(folder: Path, themes: Iterable[str], shoot: Callable[[Path, Path, str], None]) -> None:
    """Builds the gallery in each theme and takes its pictures into `folder`."""
    for theme in themes:
        shoot(build(folder / theme, theme), folder, theme)
    if "material" in themes:
        shoot(build(folder / "arabic", "material", "ar"), folder, "arabic")


if __name__ == "__main__":
    from pictures import shoot

    main(Path(sys.argv[1]), sys.argv[2:] or list(THEMES), shoot)
